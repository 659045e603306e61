"""Calls and their criteria, and the lists that pages draw from them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    Text,
    UniqueConstraint,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from jury.storage.base import Base, Cents, InCall


class Call(Base):
    """A call for projects, with everything that the published rules say.

    Texts are in the call's own language. Amounts are whole cents; the floor is a fraction "a/b"
    of the collective score (0 to 100), or empty.
    """

    __tablename__ = "call"
    __table_args__ = (
        CheckConstraint("budget_cents >= 0", name="budget"),
        CheckConstraint("power IN ('advisory', 'followed_unless', 'delegated')", name="power"),
        CheckConstraint("rule IN ('trimmed_mean', 'median', 'mean')", name="rule"),
        CheckConstraint("sheets_published IN ('totals', 'rows')", name="sheets_published"),
        CheckConstraint("quorum_min >= 1", name="quorum"),
        Index(None, "state"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(default="draft")
    version: Mapped[int] = mapped_column(default=1)
    created_by: Mapped[str]
    created_at: Mapped[datetime]
    language: Mapped[str]
    timezone: Mapped[str]
    title: Mapped[str]
    purpose: Mapped[str] = mapped_column(Text, default="")
    authority: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    budget_cents: Mapped[int] = mapped_column(Cents, default=0)
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    decide_by: Mapped[datetime | None]
    power: Mapped[str] = mapped_column(default="followed_unless")
    power_basis: Mapped[str] = mapped_column(Text, default="")
    depart_grounds: Mapped[str] = mapped_column(Text, default="")
    who_may_apply: Mapped[str] = mapped_column(Text, default="")
    rule: Mapped[str] = mapped_column(default="trimmed_mean")
    quorum_min: Mapped[int] = mapped_column(default=5)
    floor: Mapped[str] = mapped_column(default="")
    partial: Mapped[bool] = mapped_column(default=False)
    sheets_published: Mapped[str] = mapped_column(default="totals")
    contact: Mapped[str] = mapped_column(Text, default="")
    appeal: Mapped[str] = mapped_column(Text, default="")
    cancelled_reason: Mapped[str] = mapped_column(Text, default="")


class Criterion(InCall, Base):
    """One question that jurors answer, with its weight and its described levels.

    `levels` is a list of {"word", "sentence"}, from the lowest (0) to the highest.
    """

    __tablename__ = "criterion"
    __table_args__ = (
        CheckConstraint("weight BETWEEN 0 AND 100", name="weight"),
        UniqueConstraint("call_id", "position"),
        ForeignKeyConstraint(["call_id"], ["call.id"]),
        {"info": {"replaced_whole": True}},
    )
    position: Mapped[int]
    question: Mapped[str]
    weight: Mapped[int]
    levels: Mapped[list[dict[str, str]]] = mapped_column(JSON)

    @property
    def top(self) -> int:
        """The highest level: levels count from 0."""
        return len(self.levels) - 1


def call_of(session: Session, call_id: str) -> Call | None:
    """Find a call."""
    return session.get(Call, call_id)


def criteria_of(session: Session, call_id: str) -> list[Criterion]:
    """Give a call's criteria in the order announced."""
    return list(
        session.scalars(
            select(Criterion).where(Criterion.call_id == call_id).order_by(Criterion.position)
        )
    )


def public_calls(session: Session) -> list[Call]:
    """Give the calls that everyone can see, the newest first."""
    return list(
        session.scalars(
            select(Call)
            .where(Call.state != "draft")
            .order_by(Call.created_at.desc(), Call.id)
            .limit(200)
        )
    )
