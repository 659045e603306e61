"""The jury in numbers: counted once when people are seated, read from the log ever after.

It must never give a count of people of whom fewer than five sit.
"""

from __future__ import annotations

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from jury.domain.lottery.composition import Group, composition
from jury.domain.record.kinds.lottery import COMPOSITION, DrawnSeated
from jury.storage.lottery import IN_POOL, Candidate, Lottery
from jury.storage.record import newest_openings
from jury.storage.seat import Seat


def compose(session: Session, lottery: Lottery) -> list[Group]:
    """Count, in groups, who was seated by the lottery and has not left, beside who registered."""
    rows = session.execute(
        select(Candidate.values, Seat.state)
        .outerjoin(Seat, (Seat.call_id == Candidate.call_id) & (Seat.id == Candidate.seat_id))
        .where(Candidate.call_id == lottery.call_id, Candidate.state.in_(IN_POOL))
    ).all()
    sitting = [row.values for row in rows if row.state == "active"]
    return composition(lottery.plan().features, sitting, [row.values for row in rows])


def composed(session: Session, call_id: str) -> list[Group] | None:
    """Give the composition that the newest seating committed to.

    None where nobody was drawn, or where what was committed to is erased.
    """
    parts = newest_openings(session, call_id, DrawnSeated.KIND).get(call_id, {})
    opening = parts.get(COMPOSITION)
    if opening is None or opening.value is None:
        return None
    return [Group(**group) for group in json.loads(opening.value)]
