"""Calls, their criteria, and what was announced since: how they are kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from jury.storage.base import Base, Cents, InCall

PUBLIC_RULES = (
    "title",
    "purpose",
    "authority",
    "place",
    "budget_cents",
    "timezone",
    "language",
    "power",
    "power_basis",
    "depart_grounds",
    "answer_days",
    "fallback",
    "freed_money",
    "reserve",
    "who_may_apply",
    "admissibility_questions",
    "eligibility_questions",
    "contest_admissibility",
    "contest_days",
    "languages",
    "binding_language",
    "contact",
    "facilitator_contact",
    "facilitator_mandate",
    "appeal",
    "rule",
    "quorum_min",
    "quorum_half",
    "floor",
    "partial",
    "sheets_published",
)
"""What the rules say besides moments and criteria: plain columns of the call."""


class Call(Base):
    """A call for projects, with everything that the published rules say.

    Texts are in the call's own language. Amounts are whole cents; the floor is a fraction "a/b"
    of the collective score (0 to 100), or empty.
    """

    __tablename__ = "call"
    __table_args__ = (
        CheckConstraint("budget_cents >= 0", name="budget"),
        CheckConstraint("power IN ('advisory', 'followed_unless', 'delegated')", name="power"),
        CheckConstraint(
            "rule IN ('trimmed_mean', 'median', 'mean', 'majority_judgement')", name="rule"
        ),
        CheckConstraint("sheets_published IN ('totals', 'rows')", name="sheets_published"),
        CheckConstraint("quorum_min >= 1", name="quorum"),
        CheckConstraint("answer_days >= 0", name="answer_days"),
        CheckConstraint("contest_days >= 1", name="contest_days"),
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
    answer_days: Mapped[int] = mapped_column(default=0)
    fallback: Mapped[str] = mapped_column(Text, default="")
    freed_money: Mapped[str] = mapped_column(Text, default="")
    reserve: Mapped[bool] = mapped_column(default=True)
    who_may_apply: Mapped[str] = mapped_column(Text, default="")
    admissibility_questions: Mapped[list[str]] = mapped_column(JSON, default=list)
    eligibility_questions: Mapped[list[str]] = mapped_column(JSON, default=list)
    contest_admissibility: Mapped[str] = mapped_column(Text, default="")
    contest_days: Mapped[int] = mapped_column(default=14)
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    binding_language: Mapped[str] = mapped_column(default="")
    rule: Mapped[str] = mapped_column(default="trimmed_mean")
    quorum_min: Mapped[int] = mapped_column(default=5)
    quorum_half: Mapped[bool] = mapped_column(default=True)
    floor: Mapped[str] = mapped_column(default="")
    partial: Mapped[bool] = mapped_column(default=False)
    sheets_published: Mapped[str] = mapped_column(default="totals")
    contact: Mapped[str] = mapped_column(Text, default="")
    facilitator_contact: Mapped[str] = mapped_column(Text, default="")
    facilitator_mandate: Mapped[str] = mapped_column(Text, default="")
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


class CallChange(InCall, Base):
    """One change of a public call, announced to everyone: a correction, or other dates.

    `said_at` is when; the dates before and after stand side by side: of the call, or of the round
    where the kind is `round`. `failed_from` and `failed_until` are the hours of a failure of the
    server, where that is the reason.
    """

    __tablename__ = "call_change"
    __table_args__ = (
        CheckConstraint("kind IN ('erratum', 'extension', 'outage', 'round')", name="kind"),
        CheckConstraint("closes_after >= closes_before", name="closes_later"),
        UniqueConstraint("call_id", "number"),
        ForeignKeyConstraint(["call_id"], ["call.id"]),
        {"info": {"append_only": True}},
    )
    number: Mapped[int]
    kind: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    said_at: Mapped[datetime]
    closes_before: Mapped[datetime]
    closes_after: Mapped[datetime]
    decide_before: Mapped[datetime]
    decide_after: Mapped[datetime]
    failed_from: Mapped[datetime | None]
    failed_until: Mapped[datetime | None]
