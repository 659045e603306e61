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


def may_score(tie: TieDegree | None) -> str | None:
    """Give the code of what keeps a juror from scoring a project, or None.

    `tie_first`: ties are said before the first reading. `conflict`: who has one leaves the project
    to the others.
    """
    if tie is None:
        return "tie_first"
    return "conflict" if leaves(tie) else None
