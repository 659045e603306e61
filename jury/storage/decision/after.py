"""What happened to a decision after it was adopted: contested, upheld, annulled."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from jury.storage.base import Base, InCall


class DecisionEvent(InCall, Base):
    """One thing that happened to a decision; `day` is when it was received or said."""

    __tablename__ = "decision_event"
    __table_args__ = (
        CheckConstraint("kind IN ('contested', 'upheld', 'annulled')", name="kind"),
        CheckConstraint("reason <> ''", name="reason"),
        ForeignKeyConstraint(["call_id"], ["call.id"]),
        UniqueConstraint("call_id", "number"),
        {"info": {"append_only": True}},
    )
    number: Mapped[int]
    kind: Mapped[str]
    day: Mapped[str]
    by_whom: Mapped[str]
    reason: Mapped[str] = mapped_column(Text)
    reference: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]


def events_of(session: Session, call_id: str) -> list[DecisionEvent]:
    """Give what happened to a call's decision, in order."""
    return list(
        session.scalars(
            select(DecisionEvent)
            .where(DecisionEvent.call_id == call_id)
            .order_by(DecisionEvent.number)
        )
    )
