"""Organisations that name people for some seats, and the people whom they name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, ScalarSelect, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from jury.storage.base import Base, InCall, of_call
from jury.storage.call import Call
from jury.storage.lottery import IN_POOL, Candidate, CandidateContact, Lottery
from jury.storage.seat import Seat


class Organisation(InCall, Base):
    """An organisation with its seats. `dice` and `index` are the number and the panel it picks."""

    __tablename__ = "organisation"
    __table_args__ = (
        CheckConstraint("state IN ('preparing', 'listed', 'drawn')", name="state"),
        CheckConstraint("seats >= 1", name="seats"),
        ForeignKeyConstraint(["call_id"], ["lottery.call_id"]),
    )
    name: Mapped[str]
    seats: Mapped[int]
    state: Mapped[str] = mapped_column(default="preparing")
    version: Mapped[int] = mapped_column(default=1)
    listed_at: Mapped[datetime | None]
    dice: Mapped[str] = mapped_column(default="")
    index: Mapped[int | None]
    confirmed_at: Mapped[datetime | None]


class Nominee(InCall, Base):
    """Somebody whom an organisation named: `named`, then `drawn`, `declined` or `seated`.

    Name and address are emptied as soon as they have no purpose any more.
    """

    __tablename__ = "nominee"
    __table_args__ = (
        CheckConstraint("state IN ('named', 'drawn', 'declined', 'seated')", name="state"),
        of_call("organisation_id", "organisation"),
        of_call("seat_id", "seat"),
        Index(None, "call_id", "organisation_id"),
        {"info": {"replaced_whole": True}},
    )
    organisation_id: Mapped[str]
    name: Mapped[str]
    email: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="named")
    seat_id: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)


def organisations_of(session: Session, call_id: str) -> list[Organisation]:
    """Give a call's organisations, by name."""
    return list(
        session.scalars(
            select(Organisation)
            .where(Organisation.call_id == call_id)
            .order_by(Organisation.name, Organisation.id)
        )
    )


def nominees_of(session: Session, call_id: str, organisation_id: str) -> list[Nominee]:
    """Give the people whom an organisation named, by id."""
    return list(
        session.scalars(
            select(Nominee)
            .where(Nominee.call_id == call_id, Nominee.organisation_id == organisation_id)
            .order_by(Nominee.id)
        )
    )


def waiting_dice() -> ScalarSelect[int]:
    """Count, for a lottery, the organisations whose dice the guarantor has not confirmed."""
    return (
        select(func.count())
        .select_from(Organisation)
        .where(
            Organisation.call_id == Lottery.call_id,
            Organisation.index.is_not(None),
            Organisation.confirmed_at.is_(None),
        )
        .scalar_subquery()
    )


def everyones(session: Session, call_id: str) -> dict[str, list[str]]:
    """Give the ids of everybody named in a call, by organisation."""
    found: dict[str, list[str]] = {}
    for organisation_id, id in session.execute(
        select(Nominee.organisation_id, Nominee.id)
        .where(Nominee.call_id == call_id)
        .order_by(Nominee.id)
    ):
        found.setdefault(organisation_id, []).append(id)
    return found


def staying(session: Session, call_id: str, organisation_id: str) -> set[str]:
    """Give the ids of an organisation's people who are asked, or sit."""
    rows = session.execute(
        select(Nominee.id, Nominee.state, Seat.state)
        .outerjoin(Seat, (Seat.call_id == Nominee.call_id) & (Seat.id == Nominee.seat_id))
        .where(
            Nominee.call_id == call_id,
            Nominee.organisation_id == organisation_id,
            Nominee.state.in_(("drawn", "seated")),
        )
    )
    return {id for id, state, seat in rows if state == "drawn" or seat == "active"}


def in_other_pools(
    session: Session, call_id: str, organisation_id: str, emails: Sequence[str]
) -> set[str]:
    """Tell which of these addresses stand in the lottery, or with another organisation."""
    nominees = select(Nominee.email).where(
        Nominee.call_id == call_id,
        Nominee.organisation_id != organisation_id,
        Nominee.email.in_(emails),
    )
    candidates = (
        select(CandidateContact.email)
        .join(
            Candidate,
            (Candidate.call_id == CandidateContact.call_id) & (Candidate.id == CandidateContact.id),
        )
        .where(
            Candidate.call_id == call_id,
            Candidate.state.in_(IN_POOL),
            CandidateContact.email.in_(emails),
        )
    )
    return {*session.scalars(nominees), *session.scalars(candidates)} - {""}


def still_named(session: Session, while_states: frozenset[str]) -> set[str]:
    """Give the calls that are over and still hold a name of somebody whom no seat needs."""
    return set(
        session.scalars(
            select(Nominee.call_id)
            .join(Call, Call.id == Nominee.call_id)
            .where(Call.state.not_in(while_states), Nominee.name != "")
        )
    )


def forget_named(session: Session, call_id: str) -> int:
    """Empty the names and addresses of a call's people; say of how many."""
    found = session.scalars(
        select(Nominee).where(Nominee.call_id == call_id, Nominee.name != "")
    ).all()
    for one in found:
        one.name = one.email = ""
    return len(found)
