"""Invitation letters: what finds one again, and shut away, until registration ends, whom it names.

An address never stands readable in a table, and never in the log.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKeyConstraint, Index, LargeBinary, exists, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from jury.storage.base import Base, InCall
from jury.storage.lottery import IN_POOL, Candidate


class Invitation(InCall, Base):
    """A letter to one address: outside the log, so that what it holds can really be erased.

    `code_hash` is the keyed hash of its code, `household` that of its address; `sealed` holds the
    address and the code, for printing, and is None once registration is over.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        ForeignKeyConstraint(["call_id"], ["lottery.call_id"]),
        Index(None, "call_id", "household"),
        {"info": {"logged": False}},
    )
    number: Mapped[int]
    code_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    household: Mapped[bytes] = mapped_column(LargeBinary)
    features: Mapped[dict[str, Any]] = mapped_column(JSON)
    language: Mapped[str]
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]


def letters_made(session: Session, call_id: str) -> tuple[int, int]:
    """Count a call's invitation letters: all, and those that can still be printed."""
    row = session.execute(
        select(func.count(), func.count(Invitation.sealed)).where(Invitation.call_id == call_id)
    ).one()
    return row[0], row[1]


def letters_between(session: Session, call_id: str, first: int, last: int) -> Sequence[Invitation]:
    """Give the letters with these numbers that can still be printed."""
    return session.scalars(
        select(Invitation)
        .where(
            Invitation.call_id == call_id,
            Invitation.number.between(first, last),
            Invitation.sealed.is_not(None),
        )
        .order_by(Invitation.number)
    ).all()


def letter_by_code(session: Session, code_hash: bytes) -> Invitation | None:
    """Find the letter that holds a code."""
    return session.scalar(select(Invitation).where(Invitation.code_hash == code_hash))


def homes_invited(session: Session, call_id: str) -> frozenset[bytes]:
    """Give the keyed hashes of the homes that a letter was made for."""
    rows = session.scalars(select(Invitation.household).where(Invitation.call_id == call_id))
    return frozenset(bytes(home) for home in rows)


def letters_answered(session: Session, call_id: str) -> list[tuple[Mapping[str, str], bool]]:
    """Give for each letter what the list said, and whether somebody of that home is registered."""
    came = exists().where(
        Candidate.call_id == Invitation.call_id,
        Candidate.household == Invitation.household,
        Candidate.state.in_(IN_POOL),
    )
    rows = session.execute(
        select(Invitation.features, came).where(Invitation.call_id == call_id)
    ).all()
    return [(features, bool(home)) for features, home in rows]
