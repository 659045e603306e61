"""What people who come need to take part: for the facilitator alone, and not for long."""

from __future__ import annotations

from sqlalchemy import JSON, ColumnElement, Text, and_, delete, exists, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from jury.storage.account import UNLOGGED
from jury.storage.base import Base, InCall, of_call
from jury.storage.call import Call
from jury.storage.lottery import Candidate, CandidateContact
from jury.storage.seat import Seat

ASKED = ("drawn", "accepted", "seated")
"""The states of a candidate who is asked what they need."""


class CandidateNeeds(InCall, Base):
    """What a candidate needs and speaks, under the candidate's id.

    Outside the log: it must not outlive the jury, and nobody has to prove anything by it.
    `buddies` are the ids of those whom the facilitator put beside somebody who wants a `buddy`.
    """

    __tablename__ = "candidate_needs"
    __table_args__ = (of_call("id", "candidate"), {"info": UNLOGGED})
    kinds: Mapped[list[str]] = mapped_column(JSON)
    words: Mapped[str] = mapped_column(Text)
    languages: Mapped[str] = mapped_column(Text)
    buddy: Mapped[bool] = mapped_column(default=False)
    buddies: Mapped[list[str]] = mapped_column(JSON, default=list)
    version: Mapped[int]


def needs_of(session: Session, call_id: str, candidate_id: str) -> CandidateNeeds | None:
    """Give what somebody said that they need, if they said anything."""
    return session.get(CandidateNeeds, (call_id, candidate_id))


def needs_in(session: Session, call_id: str) -> list[tuple[str, CandidateNeeds]]:
    """Give what those who come said that they need, each with their name, by name."""
    rows = session.execute(
        select(CandidateContact.name, CandidateNeeds)
        .join(CandidateNeeds, _same_person())
        .where(CandidateNeeds.call_id == call_id, ~_over())
        .order_by(CandidateContact.name, CandidateNeeds.id)
    )
    return [(name, needs) for name, needs in rows]


def buddies_of(session: Session, call_id: str, candidate_id: str) -> list[str]:
    """Name those whom the facilitator put beside somebody, as the jury calls them."""
    kept = needs_of(session, call_id, candidate_id)
    if kept is None or not kept.buddies:
        return []
    rows = session.execute(
        select(CandidateContact.name)
        .join(CandidateNeeds, _same_person())
        .where(CandidateNeeds.call_id == call_id, CandidateNeeds.id.in_(kept.buddies), ~_over())
        .order_by(CandidateContact.name)
    )
    return [name for (name,) in rows if name]


def _same_person() -> ColumnElement[bool]:
    return and_(
        CandidateNeeds.call_id == CandidateContact.call_id,
        CandidateNeeds.id == CandidateContact.id,
    )


def forget_over(session: Session, while_states: frozenset[str]) -> int:
    """Delete the needs of whoever does not come any more, and of juries that have ended.

    `while_states` are the states of a call in which its jury sits. Gives how many were deleted.
    """
    ended = exists().where(Call.id == CandidateNeeds.call_id, Call.state.not_in(while_states))
    gone = session.execute(
        select(CandidateNeeds.call_id, CandidateNeeds.id).where(or_(ended, _over()))
    ).all()
    for call_id, id in gone:
        forget(session, call_id, id)
    return len(gone)


def forget(session: Session, call_id: str, candidate_id: str) -> None:
    """Delete what one person said that they need."""
    session.execute(
        delete(CandidateNeeds).where(
            CandidateNeeds.call_id == call_id, CandidateNeeds.id == candidate_id
        )
    )


def _over() -> ColumnElement[bool]:
    """Say whose needs have no purpose any more: they do not come, or their seat has ended."""
    comes = exists().where(
        Candidate.call_id == CandidateNeeds.call_id,
        Candidate.id == CandidateNeeds.id,
        Candidate.state.in_(ASKED),
    )
    left = exists().where(
        Candidate.call_id == CandidateNeeds.call_id,
        Candidate.id == CandidateNeeds.id,
        Seat.call_id == Candidate.call_id,
        Seat.id == Candidate.seat_id,
        Seat.state == "ended",
    )
    return or_(~comes, left)
