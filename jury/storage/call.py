"""Calls and their criteria, and the lists that pages draw from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    Text,
    UniqueConstraint,
    bindparam,
    func,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from jury.domain.call import CallSpec, CriterionSpec, Level
from jury.storage.account import Account, Grant, Part
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


_CRITERIA_OF = (
    select(Criterion).where(Criterion.call_id == bindparam("call_id")).order_by(Criterion.position)
)


def call_of(session: Session, call_id: str) -> Call | None:
    """Find a call."""
    return session.get(Call, call_id)


def criteria_of(session: Session, call_id: str) -> list[Criterion]:
    """Give a call's criteria in the order announced."""
    return list(session.scalars(_CRITERIA_OF, {"call_id": call_id}))


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


@dataclass(frozen=True)
class DeskCall:
    """One call as its people see it: their parts in it, its projects by state."""

    call: Call
    roles: frozenset[str]
    proposals: dict[str, int]


def rules_of(call: Call, criteria: Sequence[Criterion]) -> dict[str, object]:
    """Give the public rules as plain JSON data: amounts in cents, moments as UTC text.

    The floor is "a/b" or None; criteria stand in the order announced. This is what the digest in
    the log is taken of.
    """
    rules: dict[str, object] = {name: getattr(call, name) for name in PUBLIC_RULES}
    for name in ("opens_at", "closes_at", "decide_by"):
        rules[name] = utc_text(getattr(call, name))
    rules["floor"] = call.floor or None
    rules["criteria"] = [
        {
            "id": c.id,
            "question": c.question,
            "weight": c.weight,
            "levels": [{"word": x["word"], "sentence": x["sentence"]} for x in c.levels],
        }
        for c in criteria
    ]
    return rules


def utc_text(moment: datetime | None) -> str | None:
    """Write a moment as `YYYY-MM-DDTHH:MM:SSZ`; None where there is none."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def spec_of(call: Call, criteria: Sequence[Criterion]) -> CallSpec:
    """Give the call as the rule book reads it."""
    plain: dict[str, Any] = {name: getattr(call, name) for name in PUBLIC_RULES if name != "floor"}
    plain |= {name: tuple(value) for name, value in plain.items() if isinstance(value, list)}
    return CallSpec(
        **plain,
        opens_at=call.opens_at,
        closes_at=call.closes_at,
        decide_by=call.decide_by,
        floor=Fraction(call.floor) if call.floor else None,
        criteria=tuple(
            CriterionSpec(
                c.id,
                c.question,
                c.weight,
                tuple(Level(x["word"], x["sentence"]) for x in c.levels),
            )
            for c in criteria
        ),
    )


def people_of(session: Session, call_id: str) -> list[tuple[str, Account]]:
    """Give who has which part in the call, applicants left out, by part and name."""
    rows = session.execute(
        select(Part.role, Account)
        .join(Account, Account.id == Part.account_id)
        .where(Part.call_id == call_id, Part.role != "applicant")
        .order_by(Part.role, Account.name, Account.id)
    )
    return [(role, account) for role, account in rows]


def holds_part(session: Session, call_id: str, account_id: str, role: str) -> bool:
    """Tell whether a person holds this very part in the call."""
    return session.get(Part, (call_id, account_id, role)) is not None


def desk_calls(
    session: Session, account_id: str, roles: frozenset[str], offset: int, most: int
) -> tuple[list[DeskCall], int]:
    """Give a slice of the calls that a person works on, the newest first, and how many there are.

    `roles` are the parts that count. Who holds one of them in the whole installation works on
    every call.
    """
    granted = frozenset(
        session.scalars(
            select(Grant.role).where(Grant.account_id == account_id, Grant.role.in_(roles))
        )
    )
    mine = select(Part.call_id).where(Part.account_id == account_id, Part.role.in_(roles))
    question = select(Call) if granted else select(Call).where(Call.id.in_(mine))
    total = session.scalar(select(func.count()).select_from(question.subquery())) or 0
    calls = list(
        session.scalars(
            question.order_by(Call.created_at.desc(), Call.id).offset(offset).limit(most)
        )
    )
    ids = [call.id for call in calls]
    held = session.execute(
        select(Part.call_id, Part.role).where(
            Part.account_id == account_id, Part.call_id.in_(ids), Part.role.in_(roles)
        )
    ).all()
    return [
        DeskCall(call, granted | {role for at, role in held if at == call.id}, counts)
        for call, counts in zip(calls, _counts(session, ids), strict=True)
    ], total


def _counts(session: Session, ids: list[str]) -> list[dict[str, int]]:
    from jury.storage.proposal import Proposal

    found: dict[str, dict[str, int]] = {call_id: {} for call_id in ids}
    for call_id, state, count in session.execute(
        select(Proposal.call_id, Proposal.state, func.count())
        .where(Proposal.call_id.in_(ids), Proposal.state != "draft")
        .group_by(Proposal.call_id, Proposal.state)
    ):
        found[call_id][state] = count
    return list(found.values())
