"""Seats and declared ties. A seat's number never stands beside a sheet in public."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    BindParameter,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    Row,
    Text,
    UniqueConstraint,
    bindparam,
    func,
    select,
    union_all,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from jury.domain.permissions import EXCLUDING, Role
from jury.storage.account import Account, Grant, Letter, Part
from jury.storage.base import Base, InCall, of_call
from jury.storage.call import Call
from jury.storage.proposal import READ_BY_JURY, Proposal


class Seat(InCall, Base):
    """A juror's place in one jury. The code itself is never kept, only its keyed hash."""

    __tablename__ = "seat"
    __table_args__ = (
        CheckConstraint("state IN ('active', 'ended')", name="state"),
        CheckConstraint("role = 'juror'", name="role"),
        ForeignKeyConstraint(["call_id"], ["call.id"]),
        UniqueConstraint("call_id", "number"),
        UniqueConstraint("code_hash"),
        Index(None, "account_id"),
    )
    number: Mapped[int]
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    role: Mapped[str] = mapped_column(default="juror")
    state: Mapped[str] = mapped_column(default="active")
    code_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
    code_made_at: Mapped[datetime | None]
    ended_reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)


class Tie(InCall, Base):
    """What a juror says of their tie to one proposal: none, a link, or a conflict."""

    __tablename__ = "tie"
    __table_args__ = (
        CheckConstraint("degree IN ('none', 'link', 'conflict')", name="degree"),
        of_call("seat_id", "seat"),
        of_call("proposal_id", "proposal"),
        UniqueConstraint("call_id", "seat_id", "proposal_id"),
    )
    seat_id: Mapped[str]
    proposal_id: Mapped[str]
    degree: Mapped[str]
    words: Mapped[str] = mapped_column(Text, default="")
    declared_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class Scrutineer(InCall, Base):
    """Somebody who types paper sheets in after a round has closed. Their code lasts one day."""

    __tablename__ = "scrutineer"
    __table_args__ = (
        CheckConstraint("state IN ('active', 'ended')", name="state"),
        CheckConstraint("role = 'scrutineer'", name="role"),
        ForeignKeyConstraint(["call_id"], ["call.id"]),
        UniqueConstraint("code_hash"),
        Index(None, "account_id"),
    )
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    role: Mapped[str] = mapped_column(default="scrutineer")
    state: Mapped[str] = mapped_column(default="active")
    code_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
    code_ends_at: Mapped[datetime]


# A question that every page asks is put together once: that takes longer than its answer.
ACCOUNT: BindParameter[str] = bindparam("account_id")
CALL: BindParameter[str] = bindparam("call_id")

_GRANTS = select(Grant.role).where(Grant.account_id == ACCOUNT)
_PARTS = select(Part.role).where(Part.account_id == ACCOUNT)
_SEATS = select(Seat.role).where(Seat.account_id == ACCOUNT, Seat.state == "active")
_SCRUTINEERS = select(Scrutineer.role).where(
    Scrutineer.account_id == ACCOUNT, Scrutineer.state == "active"
)
_ROLES = union_all(_GRANTS, _PARTS, _SEATS, _SCRUTINEERS)
_ROLES_IN_CALL = union_all(
    _GRANTS,
    _PARTS.where(Part.call_id == CALL),
    _SEATS.where(Seat.call_id == CALL),
    _SCRUTINEERS.where(Scrutineer.call_id == CALL),
)
_SEAT_OF = select(Seat).where(
    Seat.call_id == CALL, Seat.account_id == ACCOUNT, Seat.state == "active"
)
_SEATS_IN = select(Seat).where(Seat.call_id == CALL).order_by(Seat.number)
_TIES_OF = select(Tie).where(Tie.call_id == CALL, Tie.seat_id == bindparam("seat_id"))
_LEFT_COUNTS = (
    select(Tie.seat_id, func.count())
    .where(Tie.call_id == CALL, Tie.degree == "conflict")
    .group_by(Tie.seat_id)
)
_TO_JUDGE = select(Proposal.id, Proposal.title, Proposal.language, Proposal.translations).where(
    Proposal.call_id == CALL, Proposal.state.in_(sorted(READ_BY_JURY))
)


def roles_of(session: Session, account_id: str | None, call_id: str | None) -> frozenset[Role]:
    """Give the roles a person has: in the installation and in one call, or (None) in any call.

    A signed-in person without an excluding part may apply: they count as an applicant. Not so a
    scrutineer, who opens envelopes.
    """
    if account_id is None:
        return frozenset({Role.VISITOR})
    rows = session.scalars(
        _ROLES if call_id is None else _ROLES_IN_CALL,
        {"account_id": account_id, "call_id": call_id},
    )
    held = {Role(name) for name in rows}
    taken = held & (EXCLUDING | {Role.SCRUTINEER})
    return frozenset(held if taken else held | {Role.APPLICANT})


def seat_of(session: Session, call_id: str, account_id: str) -> Seat | None:
    """Find the active seat that a person holds in a call."""
    return session.scalar(_SEAT_OF, {"call_id": call_id, "account_id": account_id})


def had_seat(session: Session, call_id: str, account_id: str) -> bool:
    """Tell whether a person has or had a seat in a call: who was on its jury has read for it."""
    return (
        session.scalar(
            select(Seat.id).where(Seat.call_id == call_id, Seat.account_id == account_id).limit(1)
        )
        is not None
    )


def seat_with_id(session: Session, call_id: str, seat_id: str) -> Seat | None:
    """Find one seat of a call, active or ended."""
    return session.get(Seat, (call_id, seat_id))


def seats_in(session: Session, call_id: str) -> list[Seat]:
    """Give a jury's seats by number, ended ones included."""
    return list(session.scalars(_SEATS_IN, {"call_id": call_id}))


def ties_of(session: Session, call_id: str, seat_id: str) -> dict[str, Tie]:
    """Give one seat's declared ties by proposal."""
    rows = session.scalars(_TIES_OF, {"call_id": call_id, "seat_id": seat_id})
    return {tie.proposal_id: tie for tie in rows}


def latest_seat_call(session: Session, account_id: str) -> str | None:
    """Name the call of the newest jury on which a person has a seat."""
    return session.scalar(
        select(Seat.call_id)
        .join(Call, Call.id == Seat.call_id)
        .where(Seat.account_id == account_id, Seat.state == "active")
        .order_by(Call.created_at.desc(), Call.id)
        .limit(1)
    )


def seats_with_people(
    session: Session, call_id: str, first: int, most: int
) -> list[tuple[Seat, Account]]:
    """Give a jury's seats by number with who holds them: `most` of them, from `first` on."""
    rows = session.execute(
        select(Seat, Account)
        .join(Account, Account.id == Seat.account_id)
        .where(Seat.call_id == call_id)
        .order_by(Seat.number)
        .offset(first)
        .limit(most)
    )
    return list(rows)


def seats_without_code(session: Session, call_id: str) -> list[str]:
    """Give the active seats of a jury for which no code was made yet, by id, in their order."""
    return list(
        session.scalars(
            select(Seat.id)
            .where(Seat.call_id == call_id, Seat.state == "active", Seat.code_made_at.is_(None))
            .order_by(Seat.number)
        )
    )


def count_seats(session: Session, call_id: str) -> dict[str, int]:
    """Count a jury's seats by state."""
    rows = session.execute(
        select(Seat.state, func.count()).where(Seat.call_id == call_id).group_by(Seat.state)
    )
    return dict(rows.all())


def left_counts(session: Session, call_id: str) -> dict[str, int]:
    """Say how many proposals each seat has left to the others: a count, never which."""
    return dict(session.execute(_LEFT_COUNTS, {"call_id": call_id}).all())


def slips_waiting(session: Session, call_id: str, since: datetime) -> list[Letter]:
    """Give the code slips made since then that nobody has marked as printed."""
    return list(
        session.scalars(
            select(Letter)
            .where(
                Letter.call_id == call_id,
                Letter.channel == "paper",
                Letter.state == "waiting",
                Letter.created_at >= since,
            )
            .order_by(Letter.created_at, Letter.id)
        )
    )


def person_has_part(session: Session, call_id: str, account_ids: list[str]) -> set[str]:
    """Name those of these people who hold a part in a call, applicants included."""
    rows = session.scalars(
        select(Part.account_id).where(Part.call_id == call_id, Part.account_id.in_(account_ids))
    )
    return set(rows)


ToJudge = tuple[str, str, str, dict[str, dict[str, str]]]
"""A proposal's id, title and language, and its title and minute by language."""


def proposals_to_judge(session: Session, call_id: str) -> list[Row[ToJudge]]:
    """Give each proposal that this call's jury judges or has judged, as far as lists show it."""
    return list(session.execute(_TO_JUDGE, {"call_id": call_id}))


def scrutineers_of(session: Session, call_id: str) -> list[tuple[Scrutineer, Account]]:
    """Give a call's scrutineers, those of earlier days included, by name."""
    rows = session.execute(
        select(Scrutineer, Account)
        .join(Account, Account.id == Scrutineer.account_id)
        .where(Scrutineer.call_id == call_id)
        .order_by(Account.name, Scrutineer.id)
    )
    return list(rows)


def latest_paper_call(session: Session, account_id: str) -> str | None:
    """Name the call whose paper sheets a person types in."""
    return session.scalar(
        select(Scrutineer.call_id)
        .where(Scrutineer.account_id == account_id, Scrutineer.state == "active")
        .order_by(Scrutineer.code_ends_at.desc(), Scrutineer.call_id)
        .limit(1)
    )


def names_with_parts(session: Session, call_id: str) -> list[str]:
    """Give the names of everybody who holds a part or a seat in a call."""
    holding = union_all(
        select(Part.account_id).where(Part.call_id == call_id),
        select(Seat.account_id).where(Seat.call_id == call_id),
    )
    return list(session.scalars(select(Account.name).where(Account.id.in_(holding))))
