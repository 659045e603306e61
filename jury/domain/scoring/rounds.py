"""Rounds of scoring: when a sheet can be handed in, and what comes after.

It must never know a clock: the moment is an argument.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from jury.domain.errors import Conflict
from jury.domain.machine import Machine


class RoundState(StrEnum):
    """Where a round of scoring stands."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    COUNTED = "counted"
    CANCELLED = "cancelled"


ROUND: Machine[RoundState] = Machine(
    "round",
    {
        (RoundState.PLANNED, "open"): RoundState.OPEN,
        (RoundState.OPEN, "submit"): RoundState.OPEN,
        (RoundState.OPEN, "extend"): RoundState.OPEN,
        (RoundState.OPEN, "close"): RoundState.CLOSED,
        (RoundState.OPEN, "cancel"): RoundState.CANCELLED,
        (RoundState.CLOSED, "vote"): RoundState.CLOSED,
        (RoundState.CLOSED, "draw"): RoundState.CLOSED,
        (RoundState.CLOSED, "count"): RoundState.COUNTED,
    },
)


def is_over(now: datetime, closes_at: datetime) -> bool:
    """Say whether a round's time is up. Its last moment is already too late."""
    return now >= closes_at


def check_open(state: RoundState, now: datetime, closes_at: datetime) -> None:
    """Make sure that a sheet may still be handed in.

    Raises Conflict (`round_is_<state>`; `round_is_closed` too where its time is up, whether or
    not the act of closing has come).
    """
    ROUND.after(state, "submit")
    if is_over(now, closes_at):
        raise Conflict("round_is_closed")
