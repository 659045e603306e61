"""Reads projects with their votes from a pabulib file or a CSV: what `jury allocate` works on."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from gettext import gettext as _
from pathlib import Path

from jury.cli.frame import refuse
from jury.domain.allocation import Item

CENTS = 100
SECTIONS = ("META", "PROJECTS", "VOTES")
ID, COST = ("project_id", "id", "project"), ("cost", "asked", "amount")
KNOWN = {*ID, *COST, "minimum", "score", "name", "votes", "category", "target", "selected"}
LARGEST = 10**13


@dataclass
class Projects:
    """Projects, the budget in cents where the file says it, and each voter's points."""

    items: list[Item]
    budget: int | None
    points: dict[str, dict[str, Fraction]] = field(default_factory=dict)
    voters: list[str] = field(default_factory=list)


def read(path: Path) -> Projects:
    """Read a `.pb` file (pabulib) or a CSV with `id, cost, score` and a column for each voter."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        refuse(_("%(name)s is not a text file in UTF-8.") % {"name": path})
    if path.suffix == ".pb" or text.lstrip().startswith("META"):
        return _pabulib(text)
    return _table(text)


def _pabulib(text: str) -> Projects:
    parts = _sections(text)
    meta = {row[0].strip(): row[1].strip() for row in parts["META"] if len(row) > 1}
    projects = _rows(parts["PROJECTS"])
    if not projects:
        refuse(_("The file lists no project."))
    kind = meta.get("vote_type", "approval")
    points: dict[str, dict[str, Fraction]] = {}
    voters: list[str] = []
    for row in _rows(parts["VOTES"]):
        voter = row.get("voter_id", str(len(voters)))
        voters.append(voter)
        chosen = [c.strip() for c in row.get("vote", "").split(",") if c.strip()]
        given = [c.strip() for c in row.get("points", "").split(",") if c.strip()]
        for place, project in enumerate(chosen):
            points.setdefault(project, {})[voter] = _points(kind, place, len(chosen), given)
    items = [
        _item(_first(row, ID), _first(row, COST), "", sum(points.get(_first(row, ID), {}).values()))
        for row in projects
    ]
    budget = _cents(meta["budget"]) if "budget" in meta else None
    return Projects(items, budget, points, voters)


def _points(kind: str, place: int, chosen: int, given: Sequence[str]) -> Fraction:
    if kind in ("scoring", "cumulative") and place < len(given):
        return _number(given[place])
    return Fraction(chosen - place if kind == "ordinal" else 1)


def _sections(text: str) -> dict[str, list[list[str]]]:
    parts: dict[str, list[list[str]]] = {name: [] for name in SECTIONS}
    current = None
    for row in csv.reader(io.StringIO(text), delimiter=";"):
        if len(row) == 1 and row[0].strip() in SECTIONS:
            current = row[0].strip()
        elif row and current is not None:
            parts[current].append(row)
    return parts


def _rows(section: list[list[str]]) -> list[dict[str, str]]:
    if not section:
        return []
    names = [name.strip() for name in section[0]]
    return [
        {name: cell.strip() for name, cell in zip(names, row, strict=False)} for row in section[1:]
    ]


def _table(text: str) -> Projects:
    head = text.partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    rows = _rows([row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if row])
    if not rows:
        refuse(_("The file lists no project."))
    voters = [name for name in rows[0] if name not in KNOWN]
    points = {
        _first(row, ID): {v: _number(row[v]) for v in voters if row.get(v, "")} for row in rows
    }
    items = [
        _item(
            _first(row, ID),
            _first(row, COST),
            row.get("minimum", ""),
            _number(row["score"]) if row.get("score") else _total(points[_first(row, ID)]),
        )
        for row in rows
    ]
    return Projects(items, None, points, voters)


def _total(points: dict[str, Fraction]) -> Fraction | None:
    return sum(points.values(), Fraction(0)) if points else None


def _item(name: str, cost: str, minimum: str, total: Fraction | int | None) -> Item:
    asked = _cents(cost)
    least = _cents(minimum) if minimum else asked
    return Item(name, asked, least, None if total is None else Fraction(total))


def _first(row: dict[str, str], names: Sequence[str]) -> str:
    found = next((row[name] for name in names if row.get(name)), None)
    if found is None:
        refuse(_("A project has no column %(names)s, or it is empty.") % {"names": "/".join(names)})
    return found


def cents(text: str) -> int:
    """Read an amount such as 1250 or 1250.50 as whole cents."""
    return _cents(text)


def _cents(text: str) -> int:
    value = _number(text) * CENTS
    if value.denominator != 1 or not 0 <= value <= LARGEST:
        refuse(_("%(text)s is not an amount of money.") % {"text": text})
    return int(value)


def _number(text: str) -> Fraction:
    if len(text) <= 30 and "e" not in text.lower() and "_" not in text:
        try:
            return Fraction(text.replace(",", ".") if "/" not in text else text)
        except (ValueError, ZeroDivisionError):
            pass
    refuse(_("%(text)s is not a number.") % {"text": text[:40]})
