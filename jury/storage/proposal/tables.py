"""The tables of proposals as submitted, and of their partners."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from jury.storage.base import Base, Cents, InCall, of_call


class Proposal(InCall, Base):
    """A project that answers a call.

    Until submission only its lead, state and working title stand here. Amounts are whole cents.
    `other` is a list of {"source", "cents"}, `annexes` a text by question, `translations`
    {"title", "summary"} by language, `indicators` a list of
    {"name", "today", "promised"}. `published_anyway`: its authors let the record show all of it
    even where it is not funded. `*_answers` are what the official answered to the call's questions,
    a list of {"question", "answer", "reason"}. `complete_*` is what the author was asked to
    complete last, and `contest*` what the author said against a refusal, until when that was
    possible, and the answer.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        CheckConstraint("asked_cents >= minimum_cents AND minimum_cents >= 0", name="amounts"),
        ForeignKeyConstraint(["call_id"], ["call.id"]),
        Index(None, "lead_id"),
        Index(None, "call_id", "state"),
    )
    lead_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    state: Mapped[str] = mapped_column(default="draft")
    version: Mapped[int] = mapped_column(default=1)
    language: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(Text, default="")
    problem: Mapped[str] = mapped_column(Text, default="")
    plan: Mapped[str] = mapped_column(Text, default="")
    gains: Mapped[str] = mapped_column(Text, default="")
    roles: Mapped[str] = mapped_column(Text, default="")
    afterwards: Mapped[str] = mapped_column(Text, default="")
    place: Mapped[str] = mapped_column(default="")
    asked_cents: Mapped[int] = mapped_column(Cents, default=0)
    minimum_cents: Mapped[int] = mapped_column(Cents, default=0)
    other: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    users_word: Mapped[str] = mapped_column(Text, default="")
    translations: Mapped[dict[str, dict[str, str]]] = mapped_column(JSON, default=dict)
    annexes: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    indicators: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    published_anyway: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    admissibility_answers: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    eligibility_answers: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    decision_reason: Mapped[str] = mapped_column(Text, default="")
    complete_what: Mapped[str] = mapped_column(Text, default="")
    complete_pieces: Mapped[list[str]] = mapped_column(JSON, default=list)
    complete_until: Mapped[datetime | None]
    contest_until: Mapped[datetime | None]
    contest: Mapped[str] = mapped_column(Text, default="")
    contested_at: Mapped[datetime | None]
    contest_answer: Mapped[str] = mapped_column(Text, default="")


class Partner(InCall, Base):
    """One side of a partnership: what it brings, and what it gains."""

    __tablename__ = "partner"
    __table_args__ = (
        of_call("proposal_id", "proposal"),
        CheckConstraint("share_cents >= 0", name="share"),
        Index(None, "call_id", "proposal_id"),
        {"info": {"replaced_whole": True}},
    )
    proposal_id: Mapped[str]
    position: Mapped[int]
    name: Mapped[str]
    sector: Mapped[str]
    contribution: Mapped[str] = mapped_column(Text)
    benefit: Mapped[str] = mapped_column(Text)
    share_cents: Mapped[int] = mapped_column(Cents, default=0)


TEXTS = (
    "title", "summary", "problem", "plan", "gains", "roles", "afterwards", "place", "users_word",
)  # fmt: skip
AMOUNTS = ("asked_cents", "minimum_cents")
READ_BY_JURY = frozenset(
    {"eligible", "before_jury", "funded", "reserve", "not_funded", "renounced"}
)
"""States in which a project can be read by those who have a part in the call: from the answer that
it meets the conditions on, so that ties are told and texts read before the round opens."""

FIRST_ON_THE_DESK = ("submitted", "admissible", "to_complete", "eligible", "before_jury")
