"""Lotteries and their candidates. How to reach somebody stands apart from what draws them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    Text,
    exists,
    func,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from jury.domain.lottery.plan import Plan, features_from
from jury.domain.lottery.pool import Person, Pool
from jury.storage.base import Base, InCall, of_call
from jury.storage.seat import Seat

IN_POOL = ("registered", "drawn", "accepted", "declined", "seated")


class Lottery(Base):
    """A call's lottery: what is asked for, and what came of it.

    `features` is plain data of `domain.lottery.plan`; `summary` holds what the page shows of the
    list. `dice` and `index` are the number that was thrown and the panel that it picked.
    """

    __tablename__ = "lottery"
    __table_args__ = (
        CheckConstraint("state IN ('preparing', 'registration', 'drawn', 'seated')", name="state"),
        CheckConstraint("seats >= 1", name="seats"),
    )
    call_id: Mapped[str] = mapped_column(ForeignKey("call.id"), primary_key=True)
    state: Mapped[str] = mapped_column(default="preparing")
    version: Mapped[int] = mapped_column(default=1)
    seats: Mapped[int]
    minimum: Mapped[int] = mapped_column(default=0)
    panels: Mapped[int]
    per_household: Mapped[int]
    features: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    drawn_at: Mapped[datetime | None]
    summary: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    dice: Mapped[str] = mapped_column(default="")
    index: Mapped[int | None]
    confirmed_at: Mapped[datetime | None]

    def plan(self) -> Plan:
        """Give what is asked for, as the rule book reads it."""
        return Plan(
            self.seats, features_from(self.features), self.panels, self.per_household, self.minimum
        )


class Candidate(InCall, Base):
    """Somebody who may be drawn: values in the order of the features, and a household's key.

    `registered`, or `withdrawn`; then `drawn` (asked to come), `accepted`, `declined`, `seated`.
    """

    __tablename__ = "candidate"
    __table_args__ = (
        CheckConstraint(
            "state IN ('registered', 'withdrawn', 'drawn', 'accepted', 'declined', 'seated')",
            name="state",
        ),
        CheckConstraint("source IN ('register', 'form', 'phone', 'letter')", name="source"),
        ForeignKeyConstraint(["call_id"], ["lottery.call_id"]),
        of_call("seat_id", "seat"),
        Index(None, "call_id", "household"),
    )
    state: Mapped[str] = mapped_column(default="registered")
    source: Mapped[str] = mapped_column(default="register")
    values: Mapped[list[str]] = mapped_column(JSON)
    household: Mapped[bytes | None] = mapped_column(LargeBinary)
    registered_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(Text, default="")
    seat_id: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)


class CandidateContact(InCall, Base):
    """How to reach a candidate, kept apart from what they are drawn by."""

    __tablename__ = "candidate_contact"
    __table_args__ = (
        of_call("id", "candidate"),
        Index(None, "call_id", "email"),
    )
    reference: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(default="")


class LotteryFile(InCall, Base):
    """One file of a finished draw; its id is its name. Digest and size stand in the log too."""

    __tablename__ = "lottery_file"
    __table_args__ = (ForeignKeyConstraint(["call_id"], ["lottery.call_id"]),)
    stored: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]


class Drawing(Base):
    """How far the worker is with a draw: outside the log, begun anew after a restart."""

    __tablename__ = "drawing"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'running', 'cancelled', 'failed')", name="state"),
        {"info": {"logged": False}},
    )
    call_id: Mapped[str] = mapped_column(ForeignKey("call.id"), primary_key=True)
    state: Mapped[str] = mapped_column(default="waiting")
    done: Mapped[int] = mapped_column(default=0)
    panels: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime]
    note: Mapped[str] = mapped_column(Text, default="")


@dataclass(frozen=True)
class Reached:
    """A candidate beside how to reach them."""

    candidate: Candidate
    contact: CandidateContact | None


@dataclass(frozen=True)
class LotteryStands:
    """How far a call's lottery is: its state, the moments of its steps, who has not answered yet.

    `failed` says that the last draw came to nothing, `small` how many organisations' dice wait for
    the guarantor.
    """

    state: str
    closed_at: datetime | None
    drawn_at: datetime | None
    index: int | None
    confirmed_at: datetime | None
    failed: bool
    unanswered: int
    small: int


def lotteries_of(session: Session, call_ids: Sequence[str]) -> dict[str, LotteryStands]:
    """Say how far the lotteries of some calls are; a call without one is left out."""
    # The organisations' tables stand on this one's.
    from jury.storage.lottery.organisations import waiting_dice

    failed = exists().where(Drawing.call_id == Lottery.call_id, Drawing.state == "failed")
    unanswered = (
        select(func.count())
        .select_from(Candidate)
        .where(Candidate.call_id == Lottery.call_id, Candidate.state == "drawn")
        .scalar_subquery()
    )
    question = select(
        Lottery.call_id,
        Lottery.state,
        Lottery.closed_at,
        Lottery.drawn_at,
        Lottery.index,
        Lottery.confirmed_at,
        failed,
        unanswered,
        waiting_dice(),
    ).where(Lottery.call_id.in_(call_ids))
    return {call_id: LotteryStands(*rest) for call_id, *rest in session.execute(question)}


def lottery_of(session: Session, call_id: str) -> Lottery | None:
    """Find a call's lottery."""
    return session.get(Lottery, call_id)


def drawing_of(session: Session, call_id: str) -> Drawing | None:
    """Find how far the worker is with a call's draw."""
    return session.get(Drawing, call_id)


def pool_of(session: Session, lottery: Lottery) -> Pool:
    """Give who can be drawn, by id, as the draw reads it."""
    plan = lottery.plan()
    rows = session.execute(
        select(Candidate.id, Candidate.values, Candidate.household)
        .where(Candidate.call_id == lottery.call_id, Candidate.state.in_(IN_POOL))
        .order_by(Candidate.id)
    )
    people = tuple(
        Person(id, tuple(values), household.hex() if household else "")
        for id, values, household in rows
    )
    return Pool(plan.names(), people, plan.quotas(), plan.seats)


def counts_of(session: Session, lottery: Lottery) -> tuple[int, Mapping[tuple[str, str], int]]:
    """Count the people in the pool, and how many have each (feature, value)."""
    names = lottery.plan().names()
    rows = session.scalars(
        select(Candidate.values).where(
            Candidate.call_id == lottery.call_id, Candidate.state.in_(IN_POOL)
        )
    ).all()
    return len(rows), Counter(pair for values in rows for pair in zip(names, values, strict=True))


def people_in_states(session: Session, call_id: str) -> dict[str, int]:
    """Count a lottery's candidates by their state."""
    rows = session.execute(
        select(Candidate.state, func.count().label("people"))
        .where(Candidate.call_id == call_id)
        .group_by(Candidate.state)
    )
    return {row.state: row.people for row in rows}


def reached(session: Session, call_id: str, states: tuple[str, ...]) -> list[Reached]:
    """Give candidates in some states with how to reach them, by name."""
    return _reached(session, call_id, Candidate.state.in_(states))


def reached_by_id(session: Session, call_id: str, ids: Sequence[str]) -> list[Reached]:
    """Give these candidates with how to reach them, by name."""
    return _reached(session, call_id, Candidate.id.in_(ids))


def _reached(session: Session, call_id: str, which: ColumnElement[bool]) -> list[Reached]:
    rows = session.execute(
        select(Candidate, CandidateContact)
        .outerjoin(
            CandidateContact,
            (CandidateContact.call_id == Candidate.call_id) & (CandidateContact.id == Candidate.id),
        )
        .where(Candidate.call_id == call_id, which)
        .order_by(CandidateContact.name, Candidate.id)
    )
    return [Reached(candidate, contact) for candidate, contact in rows]


def addresses_kept(session: Session, call_id: str) -> int:
    """Count the postal addresses that are still kept."""
    contact = CandidateContact
    return (
        session.scalar(
            select(func.count())
            .select_from(contact)
            .where(contact.call_id == call_id, contact.address != "")
        )
        or 0
    )


def sitting(session: Session, call_id: str) -> set[str]:
    """Give the ids of who was asked, said yes or sits: those whom no alternate replaces."""
    rows = session.execute(
        select(Candidate.id, Candidate.state, Seat.state)
        .outerjoin(Seat, (Seat.call_id == Candidate.call_id) & (Seat.id == Candidate.seat_id))
        .where(Candidate.call_id == call_id, Candidate.state.in_(("drawn", "accepted", "seated")))
    )
    return {id for id, state, seat in rows if state != "seated" or seat == "active"}


def lottery_files(session: Session, call_id: str) -> dict[str, LotteryFile]:
    """Give the files of a finished draw, by name."""
    rows = session.scalars(select(LotteryFile).where(LotteryFile.call_id == call_id))
    return {row.id: row for row in rows}


def lottery_files_in_use(session: Session, names: list[str]) -> set[str]:
    """Tell which of these stored names a draw holds."""
    return set(session.scalars(select(LotteryFile.stored).where(LotteryFile.stored.in_(names))))
