"""The signed act of the authority, and the letters to applicants that leave before publication."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Text, func, select
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, Session, mapped_column

from jury.domain.decision.after import RETAKEN
from jury.storage.base import Base, InCall, of_call
from jury.storage.decision.after import DecisionEvent, decided_by, events_of


class SignedAct(Base):
    """The act by which the authority decided: its number, its day, and its file by digest.

    `about` is 0 for the decision, else the number of the event that it is about: the decision
    was retaken, or freed money was passed on.
    """

    __tablename__ = "signed_act"
    __table_args__ = (
        CheckConstraint("size > 0", name="size"),
        ForeignKeyConstraint(["call_id"], ["call.id"]),
    )
    call_id: Mapped[str] = mapped_column(primary_key=True)
    about: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=0)
    number: Mapped[str]
    day: Mapped[str]
    name: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    stored: Mapped[str]
    attached_by: Mapped[str] = mapped_column(ForeignKey("account.id"))
    attached_at: Mapped[datetime]


class DecisionLetter(InCall, Base):
    """The letter that told an applicant the decision, as it was sent.

    `about` is 0 for the decision, else the number of the event that changed it.
    """

    __tablename__ = "decision_letter"
    __table_args__ = (
        of_call("proposal_id", "proposal"),
        Unique("call_id", "proposal_id", "about"),
    )
    about: Mapped[int] = mapped_column(default=0)
    proposal_id: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[datetime]


def act_of(session: Session, call_id: str) -> SignedAct | None:
    """Give the signed act of the decision that stands, if it is attached."""
    return act_about(session, call_id, decided_by(events_of(session, call_id)))


def act_about(session: Session, call_id: str, about: int) -> SignedAct | None:
    """Give the signed act of the first decision (0), or of an event by its number, if any."""
    return session.get(SignedAct, (call_id, about))


def acts_by_event(session: Session, call_id: str) -> dict[int, SignedAct]:
    """Give every signed act of a call by the number of the event it is about; 0 is the decision."""
    rows = session.scalars(select(SignedAct).where(SignedAct.call_id == call_id))
    return {row.about: row for row in rows}


def signed_acts(session: Session, call_id: str) -> dict[str, SignedAct]:
    """Give every signed act of a call by the name that its entry has in the log.

    The first stands under the call's own name, another under that of the event it is about.
    """
    events = events_of(session, call_id)
    acts = acts_by_event(session, call_id)
    return {events[n - 1].id if n else call_id: act for n, act in acts.items()}


def acts_in_use(session: Session, names: list[str]) -> set[str]:
    """Give which of these kept files are signed acts."""
    return set(session.scalars(select(SignedAct.stored).where(SignedAct.stored.in_(names))))


def letters_of(session: Session, call_id: str, about: int = 0) -> dict[str, DecisionLetter]:
    """Give the letters that left about the decision, or about what happened to it, by proposal."""
    rows = session.scalars(
        select(DecisionLetter).where(
            DecisionLetter.call_id == call_id, DecisionLetter.about == about
        )
    )
    return {row.proposal_id: row for row in rows}


def told_the_decision(session: Session, call_id: str) -> set[str]:
    """Name the projects whose letter about the decision that stands has left: one statement."""
    latest = (
        select(func.coalesce(func.max(DecisionEvent.number), 0))
        .where(DecisionEvent.call_id == call_id, DecisionEvent.kind == RETAKEN)
        .scalar_subquery()
    )
    return set(
        session.scalars(
            select(DecisionLetter.proposal_id).where(
                DecisionLetter.call_id == call_id, DecisionLetter.about == latest
            )
        )
    )


def letters_to(session: Session, call_id: str, proposal_id: str) -> list[DecisionLetter]:
    """Give every letter about the decision that left for one project, the first one first."""
    rows = session.scalars(
        select(DecisionLetter)
        .where(DecisionLetter.call_id == call_id, DecisionLetter.proposal_id == proposal_id)
        .order_by(DecisionLetter.about)
    )
    return list(rows)
