"""What is asked of calls: their rules, their people, and the lists that pages draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import (
    bindparam,
    func,
    select,
)
from sqlalchemy.orm import Session

from jury.domain.call import CallSpec, CriterionSpec, Level
from jury.storage.account import Account, Grant, Part
from jury.storage.call.tables import PUBLIC_RULES, Call, CallChange, Criterion

_CHANGES_OF = (
    select(CallChange)
    .where(CallChange.call_id == bindparam("call_id"))
    .order_by(CallChange.number.desc())
)
_CRITERIA_OF = (
    select(Criterion).where(Criterion.call_id == bindparam("call_id")).order_by(Criterion.position)
)


def call_of(session: Session, call_id: str) -> Call | None:
    """Find a call."""
    return session.get(Call, call_id)


def criteria_of(session: Session, call_id: str) -> list[Criterion]:
    """Give a call's criteria in the order announced."""
    return list(session.scalars(_CRITERIA_OF, {"call_id": call_id}))


def changes_of(session: Session, call_id: str) -> list[CallChange]:
    """Give what was announced since the call is public, the newest first."""
    return list(session.scalars(_CHANGES_OF, {"call_id": call_id}))


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
