"""Rounds and sheets. Whoever reads sheets from here answers for the seal: see services."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKeyConstraint,
    Text,
    UniqueConstraint,
    func,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from jury.storage.base import Base, InCall, of_call


class Round(InCall, Base):
    """One round of scoring: planned, open, closed, counted.

    `staying` says, from closing on, how many jurors had not left each proposal.
    """

    __tablename__ = "round"
    __table_args__ = (
        CheckConstraint("state IN ('planned', 'open', 'closed', 'counted')", name="state"),
        CheckConstraint("(state = 'planned') = (opened_at IS NULL)", name="opened"),
        CheckConstraint("(state IN ('planned', 'open')) = (closed_at IS NULL)", name="closed"),
        ForeignKeyConstraint(["call_id"], ["call.id"]),
        UniqueConstraint("call_id", "number"),
    )
    number: Mapped[int]
    state: Mapped[str] = mapped_column(default="planned")
    closes_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_reason: Mapped[str] = mapped_column(Text, default="")
    staying: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column(default=1)


class Sheet(InCall, Base):
    """What one juror thinks of one proposal in one round, as last submitted.

    Its id is the random name that the log shows. `levels` maps a criterion's id to a level, or
    to null for "cannot judge"; `words` maps "convinced" and "worried" to text, perhaps empty.
    """

    __tablename__ = "sheet"
    __table_args__ = (
        CheckConstraint("state IN ('submitted', 'removed')", name="state"),
        CheckConstraint("version >= 1", name="version"),
        of_call("round_id", "round"),
        of_call("seat_id", "seat"),
        of_call("proposal_id", "proposal"),
        UniqueConstraint("call_id", "round_id", "seat_id", "proposal_id"),
    )
    round_id: Mapped[str]
    seat_id: Mapped[str]
    proposal_id: Mapped[str]
    state: Mapped[str] = mapped_column(default="submitted")
    version: Mapped[int] = mapped_column(default=1)
    levels: Mapped[dict[str, int | None]] = mapped_column(JSON)
    words: Mapped[dict[str, str]] = mapped_column(JSON)
    day: Mapped[str]
    leaf: Mapped[int]


def current_round(session: Session, call_id: str) -> Round | None:
    """Give the latest round of a call."""
    return session.scalar(
        select(Round).where(Round.call_id == call_id).order_by(Round.number.desc()).limit(1)
    )


def sheet_counts(session: Session, call_id: str, round_id: str) -> dict[str, int]:
    """Say how many submitted sheets each seat has in a round: counts only, never content."""
    rows = session.execute(
        select(Sheet.seat_id, func.count().label("sheets"))
        .where(Sheet.call_id == call_id, Sheet.round_id == round_id, Sheet.state == "submitted")
        .group_by(Sheet.seat_id)
    )
    return {row.seat_id: row.sheets for row in rows}


def own_sheets(session: Session, call_id: str, round_id: str, seat_id: str) -> dict[str, Sheet]:
    """Give a juror's own sheets by proposal."""
    rows = session.scalars(
        select(Sheet).where(
            Sheet.call_id == call_id, Sheet.round_id == round_id, Sheet.seat_id == seat_id
        )
    )
    return {sheet.proposal_id: sheet for sheet in rows}


def sheets_that_count(session: Session, call_id: str, round_id: str) -> list[Sheet]:
    """Give all submitted sheets of a round. Callers must have made sure that it is closed."""
    return list(
        session.scalars(
            select(Sheet)
            .where(Sheet.call_id == call_id, Sheet.round_id == round_id, Sheet.state == "submitted")
            .order_by(Sheet.id)
        )
    )
