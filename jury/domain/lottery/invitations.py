"""Addresses that invitation letters may go to: read row by row, and a sample of them drawn.

The sample follows from the addresses and a number alone, so that it can be repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from jury.domain.lottery.composition import SMALLEST
from jury.domain.lottery.files import read_lines
from jury.domain.lottery.plan import Plan
from jury.domain.lottery.pool import PoolFault
from jury.domain.lottery.register import MOST_DETAIL, RowFault, home_of

MOST_ADDRESSES = 10_000
MOST_LETTERS = 2_000
AREA = "area"
PLACE = ("address", "postcode", "town")
DETAILS = ("name", *PLACE, "language")


@dataclass(frozen=True)
class Address:
    """One address: its lines as on an envelope, and what the list says about who lives there."""

    line: int
    lines: tuple[str, ...]
    home: str
    language: str
    features: Mapping[str, str]


@dataclass(frozen=True)
class Addresses:
    """What a list holds: the addresses that are right, the faults, the columns not read."""

    found: tuple[Address, ...]
    faults: tuple[RowFault, ...]
    unread: tuple[str, ...] = ()


def read_addresses(
    data: bytes, plan: Plan, languages: Sequence[str], invited: Callable[[str], bool]
) -> Addresses:
    """Read a CSV: `address`, and if there `name`, `postcode`, `town`, `language`, `area`, and
    columns named like the lottery's features.

    `invited` tells whether a letter was made for a home before. Raises `PoolFault` (those of
    `read_table`, `no_column`, `too_many_addresses`) where nothing can be read at all.
    """
    columns, rows = read_lines(data)
    by_name = {column.casefold(): column for column in columns}
    if PLACE[0] not in by_name:
        raise PoolFault("no_column", column=PLACE[0])
    if len(rows) > MOST_ADDRESSES:
        raise PoolFault("too_many_addresses", most=MOST_ADDRESSES)
    features = {name.casefold(): name for name in columns_of(plan)}
    known = {*DETAILS, *features}
    found: list[Address] = []
    faults: list[RowFault] = []
    seen: set[str] = set()
    for line, row in rows:
        cells = {name: row[column] for name, column in by_name.items()}
        home = home_of(" ".join(cells.get(part, "") for part in PLACE))
        fault = _fault(line, cells, home, languages, seen, invited)
        if fault is not None:
            faults.append(fault)
            continue
        seen.add(home)
        told = {features[name]: cells[name] for name in sorted(features) if cells.get(name)}
        found.append(
            Address(line, _envelope(cells), home, cells.get("language", "").casefold(), told)
        )
    unread = tuple(column for column in columns if column.casefold() not in known)
    return Addresses(tuple(found), tuple(faults), unread)


def columns_of(plan: Plan) -> list[str]:
    """Name the columns that say what group a home belongs to."""
    names = plan.names()
    return [*names] if AREA in map(str.casefold, names) else [*names, AREA]


def _fault(
    line: int, cells: Mapping[str, str], home: str, languages: Sequence[str], seen: set[str],
    invited: Callable[[str], bool],
) -> RowFault | None:  # fmt: skip
    address = cells[PLACE[0]]
    if not home_of(address):
        return RowFault(line, "value_missing", PLACE[0])
    for column, cell in cells.items():
        if len(cell) > MOST_DETAIL:
            return RowFault(line, "detail_too_long", column)
    language = cells.get("language", "")
    if language and language.casefold() not in languages:
        return RowFault(line, "value_unknown", "language", language)
    if home in seen:
        return RowFault(line, "address_twice", PLACE[0], address)
    if invited(home):
        return RowFault(line, "address_invited", PLACE[0], address)
    return None


def _envelope(cells: Mapping[str, str]) -> tuple[str, ...]:
    town = " ".join(cells[part] for part in PLACE[1:] if cells.get(part))
    lines = [cells.get("name", ""), *cells[PLACE[0]].splitlines(), town]
    return tuple(line.strip() for line in lines if line.strip())


def digest_of(homes: Iterable[str]) -> str:
    """Give the SHA-256 of the addresses as they are compared, sorted, one a line."""
    return sha256("".join(f"{home}\n" for home in sorted(homes)).encode()).hexdigest()


def sample(homes: Sequence[str], seed: str, letters: int) -> list[int]:
    """Draw some addresses: the places of those whose SHA-256 with the seed is smallest.

    The order of the list does not matter, and each address is as likely as any other.
    """

    def lot(place: int) -> bytes:
        return sha256(f"{seed}\n{homes[place]}".encode()).digest()

    return sorted(range(len(homes)), key=lot)[:letters]


@dataclass(frozen=True)
class Response:
    """How many letters went to one group, how many of those homes registered, in tenths of %."""

    feature: str
    value: str
    letters: int
    registered: int
    rate: int


def responses(letters: Iterable[tuple[Mapping[str, str], bool]]) -> list[Response]:
    """Count letters and registered homes by group; groups of fewer than five letters are left out.

    Each letter is given with what the list said about its address, and whether somebody came.
    """
    sent: dict[tuple[str, str], list[int]] = {}
    for features, came in letters:
        for pair in features.items():
            count = sent.setdefault(pair, [0, 0])
            count[0] += 1
            count[1] += came
    return [
        Response(feature, value, made, came, (2000 * came + made) // (2 * made))
        for (feature, value), (made, came) in sorted(sent.items())
        if made >= SMALLEST
    ]
