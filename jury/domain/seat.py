"""A juror's place, and the ties that keep a juror from judging a project.

It must never know a juror's name or what they think of a project.
"""

from __future__ import annotations

from enum import StrEnum

from jury.domain.machine import Machine


class SeatState(StrEnum):
    """Whether somebody still sits on this seat."""

    ACTIVE = "active"
    ENDED = "ended"


SEAT: Machine[SeatState] = Machine(
    "seat",
    {
        (SeatState.ACTIVE, "code"): SeatState.ACTIVE,
        (SeatState.ACTIVE, "end"): SeatState.ENDED,
    },
)


class TieDegree(StrEnum):
    """How close a juror is to a project: not at all, a link said aloud, or too close to judge."""

    NONE = "none"
    LINK = "link"
    CONFLICT = "conflict"


def leaves(degree: TieDegree) -> bool:
    """Say whether a juror with this tie leaves the project to the others."""
    return degree is TieDegree.CONFLICT


def may_read(tie: TieDegree | None, seat_active: bool) -> str | None:
    """Give the code of what keeps a juror from reading a project, or None.

    `seat_ended`, or `tie_not_declared`: ties are asked before the first reading.
    """
    if not seat_active:
        return "seat_ended"
    return "tie_not_declared" if tie is None else None


def may_score(tie: TieDegree | None, seat_active: bool) -> str | None:
    """Give the code of what keeps a juror from scoring a project, or None.

    As `may_read`, and `conflict` for who has left this project.
    """
    hindered = may_read(tie, seat_active)
    if hindered is None and tie is not None and leaves(tie):
        return "conflict"
    return hindered


def stays(tie: TieDegree | None, seat_active: bool) -> bool:
    """Say whether a seat counts among the jurors who stay: active, and no conflict declared."""
    return seat_active and tie is not TieDegree.CONFLICT
