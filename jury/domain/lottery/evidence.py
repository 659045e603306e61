"""A draw as five files that anyone can keep, compare and test; each in one exact form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from jury.domain.lottery.cases import Cases, encode_cases
from jury.domain.lottery.certificate import Multipliers, encode
from jury.domain.lottery.files import HOUSEHOLD, ID, QUOTA_COLUMNS, write_table
from jury.domain.lottery.pool import NO_LIMIT, Person, Pool

FORM = "jury/lottery/1"
POOL, QUOTAS, PANELS, CHANCES = "pool.csv", "quotas.csv", "panels.csv", "chances.csv"
CERTIFICATE = "certificate.json"
LISTED = (POOL, QUOTAS, PANELS, CHANCES)


@dataclass(frozen=True)
class Outside:
    """People alike who are in no possible panel; `proof` is None where only a search says so."""

    ids: tuple[str, ...]
    proof: Multipliers | None


@dataclass(frozen=True)
class LeftOut:
    """Somebody whose chance is so small that this list has no panel with them.

    A list of `panels` panels would have one.
    """

    id: str
    panels: int


@dataclass(frozen=True)
class Drawn:
    """A list: `panels` as ids, each in the pool's order, and what is known of its chances.

    `cases` prove the bound where `proof`, which speaks of parts of people, proves a larger one.
    """

    pool: Pool
    panels: tuple[tuple[str, ...], ...]
    bound: Fraction
    proof: Multipliers
    outside: tuple[Outside, ...]
    left_out: tuple[LeftOut, ...]
    finished: bool
    solver: str
    cases: Cases | None = None

    @property
    def shut_out(self) -> frozenset[str]:
        """Give the ids of all who are in no possible panel."""
        return frozenset(id for group in self.outside for id in group.ids)

    def counts(self) -> dict[str, int]:
        """Tell in how many panels each person is, by id."""
        return counts_of(self.pool, self.panels)

    def extremes(self) -> tuple[Fraction, Fraction]:
        """Give the smallest chance of those who can be seated, and the largest of all."""
        return extremes(self.counts(), self.shut_out, len(self.panels))


def counts_of(pool: Pool, panels: Sequence[Sequence[str]]) -> dict[str, int]:
    """Tell in how many panels each person of a pool is, by id."""
    counts = {person.id: 0 for person in pool.people}
    for panel in panels:
        for id in panel:
            counts[id] += 1
    return counts


def extremes(
    counts: Mapping[str, int], shut_out: frozenset[str], panels: int
) -> tuple[Fraction, Fraction]:
    """Give the smallest chance of those who can be seated, and the largest of all."""
    seatable = [count for id, count in counts.items() if id not in shut_out]
    return Fraction(min(seatable, default=0), panels), Fraction(max(counts.values()), panels)


def opaque_households(pool: Pool) -> Pool:
    """Give the pool with a number for each shared household, and nothing for the others.

    What a household's key was made of is nobody's business but the draw's.
    """
    numbers = {key: f"h{n}" for n, key in enumerate(pool.households(), start=1)}
    people = tuple(
        Person(person.id, person.values, numbers.get(person.household, ""))
        for person in pool.people
    )
    return Pool(pool.features, people, pool.quotas, pool.seats)


def files_of(drawn: Drawn, version: str) -> dict[str, bytes]:
    """Write a draw as its files, by name. `version` names the program that drew."""
    files = {
        POOL: write_pool(drawn.pool),
        QUOTAS: write_quotas(drawn.pool),
        PANELS: write_panels(drawn.panels, drawn.pool.seats),
        CHANCES: write_chances(drawn.counts(), len(drawn.panels)),
    }
    smallest, largest = drawn.extremes()
    certificate = {
        "form": FORM,
        "seats": drawn.pool.seats,
        "panels": len(drawn.panels),
        "bound": text_of(drawn.bound),
        "smallest_chance": text_of(smallest),
        "largest_chance": text_of(largest),
        "proof": encode(drawn.proof),
        "in_no_panel": [
            {
                "ids": list(group.ids),
                "certified": group.proof is not None,
                "proof": encode(group.proof) if group.proof else None,
            }
            for group in drawn.outside
        ],
        "left_out": [{"id": one.id, "panels_needed": one.panels} for one in drawn.left_out],
        "finished": drawn.finished,
        "drawn_with": {"jury": version, "solver": drawn.solver},
        "sha256": {name: digest(data) for name, data in files.items()},
    }
    if drawn.cases:
        certificate["cases"] = encode_cases(drawn.cases)
    files[CERTIFICATE] = write_certificate(certificate)
    return files


def write_pool(pool: Pool) -> bytes:
    """Write who can be drawn."""
    rows = ([p.id, *p.values, p.household] for p in pool.people)
    return write_table([[ID, *pool.features, HOUSEHOLD], *rows])


def write_quotas(pool: Pool) -> bytes:
    """Write the quotas; a reach without limit is left empty."""
    rows = (
        [
            q.feature,
            q.value,
            q.low,
            q.high,
            q.low_flex,
            "" if q.high_flex == NO_LIMIT else q.high_flex,
        ]
        for q in pool.quotas
    )
    return write_table([QUOTA_COLUMNS, *rows])


def write_panels(panels: Sequence[Sequence[str]], seats: int) -> bytes:
    """Write the list: the number of each panel, then its members."""
    header = ["panel", *(f"member {n}" for n in range(1, seats + 1))]
    return write_table([header, *([number, *panel] for number, panel in enumerate(panels))])


def write_chances(counts: Mapping[str, int], panels: int) -> bytes:
    """Write in how many panels each person is, and what chance that makes."""
    rows = ([id, count, count / panels] for id, count in counts.items())
    return write_table([["id", "panels", "chance"], *rows])


def write_certificate(certificate: Mapping[str, Any]) -> bytes:
    """Write a certificate with a digest of itself, so that a slip of one sign is noticed."""
    body = {name: value for name, value in certificate.items() if name != "digest"}
    sealed = {**body, "digest": digest(_json(body))}
    return _json(sealed)


def _json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def digest(data: bytes) -> str:
    """Give the SHA-256 of some bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def text_of(value: Fraction) -> str:
    """Write a fraction as "a/b"."""
    return f"{value.numerator}/{value.denominator}"
