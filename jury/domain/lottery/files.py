"""The files of a draw: people, quotas, panels and chances as CSV, in one exact form each.

Read generously, as spreadsheets write them; written in one way only, so that bytes can be compared.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from jury.domain.lottery.pool import NO_LIMIT, Person, PoolFault, Quota

ID, HOUSEHOLD = "id", "household"
QUOTA_COLUMNS = ("feature", "value", "min", "max", "min_flex", "max_flex")
OLDER = {"category": "feature", "name": "value"}
"""What older files of the field's tools call the first two columns."""
MOST_COLUMNS = 200


def read_table(data: bytes) -> tuple[list[str], list[dict[str, str]]]:
    """Read a CSV with a header: its columns and its rows.

    UTF-8 or what older spreadsheets write (Windows-1252), commas, semicolons or tabs. Raises
    `PoolFault`: `not_text`, `cell_too_long`, `no_rows`, `too_many_columns` (most), `column_twice`
    (column), `row_too_long` or `row_too_short` (line).
    """
    columns, rows = read_lines(data)
    return columns, [row for _, row in rows]


def read_lines(data: bytes) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """Read a CSV as `read_table` does, each row with its line; empty rows count as lines."""
    text = decoded(data)
    header = text.partition("\n")[0]
    mark = max((",", ";", "\t"), key=header.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=False))
    except csv.Error:
        # A cell longer than any answer: most often a quotation mark that is never closed.
        raise PoolFault("cell_too_long") from None
    if not rows or not any(cell.strip() for cell in rows[0]):
        raise PoolFault("no_rows")
    columns = [cell.strip() for cell in rows[0]]
    if len(columns) > MOST_COLUMNS:
        raise PoolFault("too_many_columns", most=MOST_COLUMNS)
    for column in columns:
        if columns.count(column) > 1:
            raise PoolFault("column_twice", column=column)
    found = []
    for line, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(columns):
            raise PoolFault(
                "row_too_long" if len(row) > len(columns) else "row_too_short", line=line
            )
        found.append((line, dict(zip(columns, (cell.strip() for cell in row), strict=True))))
    return columns, found


def decoded(data: bytes) -> str:
    """Give the text of a file as spreadsheets write it. Raises `PoolFault` (`not_text`)."""
    if b"\0" in data:
        raise PoolFault("not_text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def read_quotas(data: bytes) -> tuple[Quota, ...]:
    """Read quotas, one a line: feature, value, min, max and if wished min_flex, max_flex.

    Raises `PoolFault`: those of `read_table`, `no_column` (column), `not_a_number` (line, column).
    """
    columns, rows = read_lines(data)
    names = {column: OLDER.get(column.casefold(), column.casefold()) for column in columns}
    for wanted in QUOTA_COLUMNS[:4]:
        if wanted not in names.values():
            raise PoolFault("no_column", column=wanted)
    quotas = []
    for line, row in rows:
        cells = {names[column]: cell for column, cell in row.items()}
        low = _count(cells, "min", line, None)
        high = _count(cells, "max", line, None)
        quotas.append(
            Quota(
                cells["feature"], cells["value"], low, high,
                min(low, _count(cells, "min_flex", line, 0)),
                max(high, _count(cells, "max_flex", line, NO_LIMIT)),
            )
        )  # fmt: skip
    if not quotas:
        raise PoolFault("no_rows")
    return tuple(quotas)


def _count(cells: dict[str, str], column: str, line: int, missing: int | None) -> int:
    cell = cells.get(column, "")
    if not cell and missing is not None:
        return missing
    try:
        number = float(cell)
    except ValueError:
        raise PoolFault("not_a_number", line=line, column=column) from None
    if not number.is_integer() or not 0 <= number <= NO_LIMIT:
        raise PoolFault("not_a_number", line=line, column=column)
    return int(number)


def read_people(
    data: bytes, features: Iterable[str], household: str | None = None
) -> tuple[Person, ...]:
    """Read people: an id, one column for each feature, and if wished one for the household.

    Other columns are not looked at. Raises `PoolFault`: those of `read_table`, and `no_column`
    (column).
    """
    columns, rows = read_table(data)
    wanted = list(dict.fromkeys(features))
    for column in (ID, *wanted, *((household,) if household else ())):
        if column not in columns:
            raise PoolFault("no_column", column=column)
    return tuple(
        Person(
            row[ID],
            tuple(row[feature] for feature in wanted),
            " ".join(row[household].casefold().split()) if household else "",
        )
        for row in rows
    )


def features_of(quotas: Iterable[Quota]) -> tuple[str, ...]:
    """Give the features that quotas speak of, in their order."""
    return tuple(dict.fromkeys(quota.feature for quota in quotas))


def write_table(rows: Iterable[Sequence[object]]) -> bytes:
    """Write rows as a CSV in its one exact form: UTF-8, commas, LF, quotes only where needed."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()
