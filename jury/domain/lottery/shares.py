"""How a population divides over the values of one feature, read from a CSV row by row.

It only reads: seats are proposed from the shares elsewhere, and who registers is unknown here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jury.domain.lottery.files import read_lines
from jury.domain.lottery.plan import MOST_NAME, MOST_VALUES, WHOLE_SHARE
from jury.domain.lottery.pool import PoolFault
from jury.domain.lottery.register import RowFault

COLUMNS = {
    "feature": {"feature", "category", "caractéristique", "kenmerk", "merkmal"},
    "value": {"value", "name", "valeur", "waarde", "wert"},
    "share": {"share", "percent", "%", "part", "aandeel", "anteil", "prozent"},
    "count": {"count", "people", "population", "nombre", "habitants", "aantal", "anzahl"},
}
"""What a column may be called, without regard to capitals."""

_BLANKS = str.maketrans("", "", " \u00a0\u202f'\u2019")
_GROUPS = re.compile(r"[0-9]{1,3}([.,][0-9]{3})+")
_PERCENT = re.compile(r"[0-9]{1,3}([.,][0-9]{1,9})?")
_MOST_SHOWN = 80


@dataclass(frozen=True)
class Shares:
    """What a list says of one feature: tenths of a percent by value, and what is wrong in it.

    `feature` is the feature's name as the page has it, or else as the list has it. Nothing is in
    `shares` where the shares do not add up.
    """

    feature: str
    shares: Mapping[str, int]
    faults: tuple[RowFault, ...]


@dataclass(frozen=True)
class _Row:
    line: int
    value: str
    text: str


def read_shares(data: bytes, feature: str, values: Sequence[str]) -> Shares:
    """Read what a CSV says of one feature: columns `value`, `share` (percent) or `count` (people),
    and `feature` where the list speaks of several.

    `values` are the feature's values so far; where there are none, those of the list are taken.
    Raises `PoolFault`: those of `read_table`, `no_column` (column), `no_feature` (feature),
    `feature_unclear`.
    """
    columns, lines = read_lines(data)
    names = {column: _meaning(column) for column in columns}
    for column, name in names.items():
        if list(names.values()).count(name) > 1:
            raise PoolFault("column_twice", column=column)
    counted = "share" not in names.values()
    for wanted in ("value", "count" if counted and "count" in names.values() else "share"):
        if wanted not in names.values():
            raise PoolFault("no_column", column=wanted)
    cells = [(line, {names[column]: cell for column, cell in row.items()}) for line, row in lines]
    meant = _feature_meant(feature, [row.get("feature", "") for _, row in cells])
    rows = [
        _Row(line, row["value"], row["count" if counted else "share"])
        for line, row in cells
        if "feature" not in row or _plain(row["feature"]) == _plain(meant)
    ]
    if not rows:
        raise PoolFault("no_feature", feature=meant)
    return _shares(meant, rows, values, counted)


def _meaning(column: str) -> str:
    plain = _plain(column)
    return next((name for name, words in COLUMNS.items() if plain in words), column)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _feature_meant(feature: str, named: Sequence[str]) -> str:
    """Give the feature that is written, or the only one that the list speaks of."""
    if feature:
        return feature
    found = {_plain(name): name for name in named}
    if len(found) > 1:
        raise PoolFault("feature_unclear")
    return next(iter(found.values()), "")


def _shares(feature: str, rows: Sequence[_Row], values: Sequence[str], counted: bool) -> Shares:
    known = {_plain(value): value for value in values}
    faults: list[RowFault] = []
    numbers: dict[str, Fraction] = {}
    for row in rows:
        number = _number(row.text, counted)
        value = known.get(_plain(row.value)) if values else row.value
        code = _fault(row, value, number, {_plain(name) for name in numbers})
        if code:
            shown = row.text if code.startswith("share") else row.value
            faults.append(RowFault(row.line, code, feature, shown[:_MOST_SHOWN]))
        elif value is not None and number is not None and len(numbers) < MOST_VALUES:
            numbers[value] = number
    if counted and faults:
        # A row that cannot be read is a part of the whole that nobody knows.
        return Shares(feature, {}, tuple(faults))
    faults += [
        RowFault(0, "value_absent", feature, value) for value in values if value not in numbers
    ]
    return _as_tenths(feature, numbers, faults, counted)


def _fault(row: _Row, value: str | None, number: Fraction | None, seen: set[str]) -> str:
    """Name what is wrong in a row, empty where nothing is."""
    if not row.value:
        return "value_missing_here"
    if value is None:
        return "value_unknown"
    if len(value) > MOST_NAME:
        return "value_too_long"
    if _plain(value) in seen:
        return "value_again"
    return "share_unreadable" if number is None else ""


def _number(text: str, counted: bool) -> Fraction | None:
    """Read "12.5", "12,5 %" or, where people are counted, "12 500"; None is no number."""
    plain = text.removesuffix("%").translate(_BLANKS)
    if counted:
        if _GROUPS.fullmatch(plain):
            plain = re.sub(r"[.,]", "", plain)
        return Fraction(plain) if re.fullmatch(r"[0-9]{1,12}", plain) else None
    if not _PERCENT.fullmatch(plain):
        return None
    share = Fraction(plain.replace(",", "."))
    return share if share <= 100 else None


def _as_tenths(
    feature: str, numbers: Mapping[str, Fraction], faults: list[RowFault], counted: bool
) -> Shares:
    """Turn percents or people into tenths of a percent, rounded half up.

    Shares that do not add up to 100 are none: each may be rounded, so a tenth for each is let pass.
    """
    whole = sum(numbers.values()) if counted else Fraction(100)
    if not numbers or not whole:
        return Shares(feature, {}, (*faults, RowFault(0, "shares_sum", feature, "0")))
    tenths = {
        value: int(number * WHOLE_SHARE / whole + Fraction(1, 2))
        for value, number in numbers.items()
    }
    off = sum(tenths.values()) - WHOLE_SHARE
    if abs(off) > len(tenths) and (off > 0 or not faults):
        total = f"{float(sum(numbers.values())):.1f}".removesuffix(".0")
        return Shares(feature, {}, (*faults, RowFault(0, "shares_sum", feature, total)))
    return Shares(feature, tenths, tuple(faults))
