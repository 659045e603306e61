"""What changed between two versions of a record, field by field.

It must never know words: a page says what a field is called.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from jury.domain.record.document import Document

GROWS = frozenset({"log", "process", "number", "format"})
"""What is another in each version and tells nothing: the log has grown meanwhile."""


@dataclass(frozen=True)
class Change:
    """One changed field: of which proposal (or ""), under which path, before and now."""

    proposal: str
    path: str
    before: str
    now: str


def differences(old: Document, new: Document) -> list[Change]:
    """List what a newer version of a record says otherwise, in the record's own order."""
    before, now = asdict(old), asdict(new)
    rows = {p["id"]: p for p in before.pop("proposals")}
    others = {p["id"]: p for p in now.pop("proposals")}
    found = [
        Change("", path, a, b)
        for name in now
        if name not in GROWS
        for path, a, b in _walk(before.get(name), now[name], name)
    ]
    for proposal in [*others, *(p for p in rows if p not in others)]:
        found += [
            Change(proposal, path, a, b)
            for path, a, b in _walk(rows.get(proposal), others.get(proposal), "")
        ]
    return found


def _walk(before: object, now: object, path: str) -> Iterator[tuple[str, str, str]]:
    if before == now:
        return
    if before is None and isinstance(now, dict | list):
        before = type(now)()
    elif now is None and isinstance(before, dict | list):
        now = type(before)()
    if isinstance(before, dict) and isinstance(now, dict):
        for key in [*now, *(k for k in before if k not in now)]:
            yield from _walk(before.get(key), now.get(key), f"{path}.{key}" if path else str(key))
    elif isinstance(before, list) and isinstance(now, list) and _grew(before, now):
        for number in range(min(len(before), len(now)), max(len(before), len(now))):
            was = before[number] if number < len(before) else None
            item = now[number] if number < len(now) else None
            yield from _walk(was, item, f"{path}.{number + 1}")
    elif _text(before) != _text(now):
        yield path, _text(before), _text(now)


def _grew(before: list[object], now: list[object]) -> bool:
    """Tell whether one list is the beginning of the other."""
    shorter = min(len(before), len(now))
    return before[:shorter] == now[:shorter]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(_text(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_text(item)}" for key, item in value.items())
    return str(value)
