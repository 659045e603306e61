"""What is asked of calls: their rules, their people, and the lists that pages draw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import (
    bindparam,
    select,
)
from sqlalchemy.orm import Session

from jury.domain.call import CallSpec, CriterionSpec, Level
from jury.storage.account import Account, Part
from jury.storage.call.tables import PUBLIC_RULES, Call, CallChange, Criterion

_CHANGES_OF = (
    select(CallChange)
    .where(CallChange.call_id == bindparam("call_id"))
    .order_by(CallChange.number.desc())
)
_HOURS_GIVEN_BACK = _CHANGES_OF.where(CallChange.kind == "round").limit(1)
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


def hours_given_back(session: Session, call_id: str) -> CallChange | None:
    """Give the latest announcement that gave a jury hours back, if there was one."""
    return session.scalar(_HOURS_GIVEN_BACK, {"call_id": call_id})


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
