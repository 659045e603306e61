"""What happened to a decision after it was adopted: contested, settled, given up, passed on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Text,
    UniqueConstraint,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from jury.domain.decision.after import RETAKEN
from jury.storage.base import Base, InCall, of_call


class DecisionEvent(InCall, Base):
    """One thing that happened to a decision; `day` is when it was received or said.

    `proposal_id` is the project that gave up, `grants` what was passed on, in cents by project,
    `order` the equals on the reserve list as their slips were drawn in public;
    `tied` says that money waited for such a draw when this had happened;
    `by` is who wrote it down, so that another person passes the money on.
    """

    __tablename__ = "decision_event"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('contested', 'upheld', 'annulled', 'retaken', 'given_up', 'drawn', "
            "'passed_on')",
            name="kind",
        ),
        CheckConstraint("reason <> '' OR kind IN ('retaken', 'drawn')", name="reason"),
        ForeignKeyConstraint(["call_id"], ["call.id"]),
        CheckConstraint("(kind = 'given_up') = (proposal_id IS NOT NULL)", name="proposal"),
        of_call("proposal_id", "proposal"),
        UniqueConstraint("call_id", "number"),
        {"info": {"append_only": True}},
    )
    number: Mapped[int]
    kind: Mapped[str]
    day: Mapped[str]
    by_whom: Mapped[str]
    reason: Mapped[str] = mapped_column(Text)
    reference: Mapped[str] = mapped_column(default="")
    proposal_id: Mapped[str | None] = mapped_column(default=None)
    grants: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    order: Mapped[list[str]] = mapped_column(JSON, default=list)
    tied: Mapped[bool] = mapped_column(default=False)
    by: Mapped[str | None] = mapped_column(ForeignKey("account.id"), default=None)
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


def told_about(events: Sequence[DecisionEvent]) -> int:
    """Give the number of the newest event that applicants get letters about; 0 is the decision."""
    return max((e.number for e in events if e.kind in ("passed_on", RETAKEN)), default=0)


def decided_by(events: Sequence[DecisionEvent]) -> int:
    """Give the number of the event by which the decision was retaken last; 0 is the first one."""
    return max((e.number for e in events if e.kind == RETAKEN), default=0)


def concerned(events: Sequence[DecisionEvent]) -> frozenset[str] | None:
    """Name the projects that the newest passing on of money is about, those that gave up too.

    None means all: after the decision itself, the first or a retaken one.
    """
    waiting: set[str] = set()
    newest: frozenset[str] | None = None
    for event in events:
        if event.kind == "given_up" and event.proposal_id is not None:
            waiting.add(event.proposal_id)
        elif event.kind == "passed_on":
            newest, waiting = frozenset(waiting | set(event.grants)), set()
        elif event.kind == RETAKEN:
            newest, waiting = None, set()
    return newest
