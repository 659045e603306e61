"""A list of people from a register, read row by row: what can be taken, and what is wrong where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jury.domain.account import normalise_email
from jury.domain.lottery.files import HOUSEHOLD, ID, read_lines
from jury.domain.lottery.plan import DETAILS, Plan
from jury.domain.lottery.pool import PoolFault

MOST_PEOPLE = 5000
MOST_DETAIL = 300


@dataclass(frozen=True)
class Listed:
    """One person of a list: a value for each feature in its order, and how to reach them."""

    line: int
    values: tuple[str, ...]
    household: str
    details: Mapping[str, str]
    reference: str = ""


@dataclass(frozen=True)
class RowFault:
    """What is wrong in one line: a code, the column, and what stands there."""

    line: int
    code: str
    column: str = ""
    found: str = ""


@dataclass(frozen=True)
class Reading:
    """What a list holds: the people who can be taken, the faults, the columns nobody looks at."""

    people: tuple[Listed, ...]
    faults: tuple[RowFault, ...]
    unread: tuple[str, ...] = ()


@dataclass
class _Seen:
    """Who was met before, by their reference, address of mail and household."""

    references: set[str] = field(default_factory=set)
    emails: set[str] = field(default_factory=set)
    homes: dict[str, int] = field(default_factory=dict)


def read_register(data: bytes, plan: Plan) -> Reading:
    """Read a CSV: one column for each feature, and as far as they are there `id`, `name`,
    `email`, `phone`, `address`, `language`, `household`.

    Column names are compared without regard to capitals. Raises `PoolFault` (those of
    `read_table`, `no_column`, `too_many_people`) where nothing can be read at all.
    """
    columns, rows = read_lines(data)
    by_name = {column.casefold(): column for column in columns}
    for name in plan.names():
        if name.casefold() not in by_name:
            raise PoolFault("no_column", column=name)
    if len(rows) > MOST_PEOPLE:
        raise PoolFault("too_many_people", most=MOST_PEOPLE)
    known = {name.casefold() for name in plan.names()} | DETAILS | {ID, HOUSEHOLD}
    unread = tuple(column for column in columns if column.casefold() not in known)
    people: list[Listed] = []
    faults: list[RowFault] = []
    seen = _Seen()
    for line, row in rows:
        cells = {name: row[column] for name, column in by_name.items()}
        wrong = _faults(line, cells, plan, seen)
        faults.extend(wrong)
        if not wrong:
            people.append(_listed(line, cells, plan))
    return Reading(tuple(people), tuple(faults), unread)


def _listed(line: int, cells: Mapping[str, str], plan: Plan) -> Listed:
    return Listed(
        line,
        tuple(
            _value(plan, number, cells[name.casefold()]) or ""
            for number, name in enumerate(plan.names())
        ),
        home_of(cells.get(HOUSEHOLD) or cells.get("address", "")),
        {name: cells[name] for name in sorted(DETAILS) if cells.get(name)},
        cells.get(ID, ""),
    )


def _value(plan: Plan, number: int, text: str) -> str | None:
    """Find the value that is meant, however it was capitalised."""
    wanted = " ".join(text.casefold().split())
    for value in plan.features[number].values:
        if " ".join(value.name.casefold().split()) == wanted:
            return value.name
    return None


def _faults(line: int, cells: Mapping[str, str], plan: Plan, seen: _Seen) -> list[RowFault]:
    wrong = []
    for number, name in enumerate(plan.names()):
        text = cells[name.casefold()]
        if not text:
            wrong.append(RowFault(line, "value_missing", name))
        elif _value(plan, number, text) is None:
            wrong.append(RowFault(line, "value_unknown", name, text[:MOST_DETAIL]))
    for column in sorted(DETAILS):
        if len(cells.get(column, "")) > MOST_DETAIL:
            wrong.append(RowFault(line, "detail_too_long", column))
    return wrong + _doubles(line, cells, plan, seen)


def _doubles(line: int, cells: Mapping[str, str], plan: Plan, seen: _Seen) -> list[RowFault]:
    wrong = []
    reference, email = cells.get(ID, ""), cells.get("email", "")
    if reference and reference in seen.references:
        wrong.append(RowFault(line, "person_twice", ID, reference))
    seen.references.add(reference)
    if email:
        normal = normalise_email(email)
        if normal is None:
            wrong.append(RowFault(line, "email_unreadable", "email", email[:MOST_DETAIL]))
        elif normal in seen.emails:
            wrong.append(RowFault(line, "person_twice", "email", email))
        else:
            seen.emails.add(normal)
    home = home_of(cells.get(HOUSEHOLD) or cells.get("address", ""))
    if home and not wrong:
        seen.homes[home] = seen.homes.get(home, 0) + 1
        if seen.homes[home] > plan.per_household:
            wrong.append(RowFault(line, "household_full", HOUSEHOLD))
    return wrong


def home_of(text: str) -> str:
    """Give a household as it is compared: without capitals, signs and doubled blanks."""
    kept = "".join(c if c.isalnum() else " " for c in text.casefold())
    return " ".join(kept.split())
