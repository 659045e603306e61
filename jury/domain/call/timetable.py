"""A call's timetable, counted back from the day on which the decision must be taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction


@dataclass(frozen=True)
class Step:
    """One day that counts: its code, its moment, whole days before the decision, and its place.

    The place runs from 0 (the first step) to 1 (the decision).
    """

    code: str
    at: datetime
    days_before: int
    place: Fraction


def counted_back(
    opens_at: datetime, closes_at: datetime, decide_by: datetime, answer_days: int
) -> list[Step]:
    """Give the steps of a call in their order, from its opening to its decision.

    The jury's list must reach the authority `answer_days` before the decision; where that lies
    before closing, the list stands first all the same, so that everybody sees what cannot be.
    """
    moments = {
        "opens_at": opens_at,
        "closes_at": closes_at,
        "list_by": decide_by - timedelta(days=answer_days),
        "decide_by": decide_by,
    }
    steps = sorted(moments.items(), key=lambda step: step[1])
    first, last = steps[0][1], steps[-1][1]
    span = max((last - first) // timedelta(seconds=1), 1)
    return [
        Step(code, at, (decide_by - at).days, Fraction((at - first) // timedelta(seconds=1), span))
        for code, at in steps
    ]
