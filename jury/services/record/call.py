"""What a record says of the call, read from its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jury.domain.record.call import CallRow, ChangeRow, CriterionRow, LevelRow
from jury.storage.call import Call, CallChange, Criterion, rules_of, utc_text


def call_row(call: Call, criteria: Sequence[Criterion], changes: Sequence[CallChange]) -> CallRow:
    """Give the call's rules as they stand, and what was announced since it opened."""
    rules: dict[str, Any] = rules_of(call, criteria)
    rules["criteria"] = [
        CriterionRow(
            c.id, c.question, c.weight, [LevelRow(x["word"], x["sentence"]) for x in c.levels]
        )
        for c in criteria
    ]
    return CallRow(id=call.id, changes=[_change(row) for row in changes], **rules)


def _change(row: CallChange) -> ChangeRow:
    return ChangeRow(
        number=row.number,
        kind=row.kind,
        said_at=utc_text(row.said_at) or "",
        text=row.text,
        closes_before=utc_text(row.closes_before) or "",
        closes_after=utc_text(row.closes_after) or "",
        decide_before=utc_text(row.decide_before) or "",
        decide_after=utc_text(row.decide_after) or "",
        failed_from=utc_text(row.failed_from),
        failed_until=utc_text(row.failed_until),
    )
