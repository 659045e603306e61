"""From the drawn panel to a seated jury: who comes when somebody declines, and the jury in numbers.

The order of the others follows from the number that was thrown: nobody chose it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from jury.domain.lottery.pool import Person, Pool

SMALLEST_GROUP = 5
"""A smaller group is never shown: somebody could be singled out in it."""


def order_of(pool: Pool, list_digest: str, index: int) -> list[str]:
    """Give everybody's id in the order in which they would be asked as alternates.

    By SHA-256 of "jury/alternate/v1", the list's digest, the number of the picked panel, and the
    id, each on a line.
    """

    def lot(id: str) -> bytes:
        text = f"jury/alternate/v1\n{list_digest}\n{index}\n{id}"
        return hashlib.sha256(text.encode()).digest()

    return sorted((person.id for person in pool.people), key=lambda id: (lot(id), id))


@dataclass(frozen=True)
class Alternate:
    """Who comes next; `breaches` counts the seats by which quotas are then missed for good."""

    id: str
    breaches: int


def next_alternate(
    pool: Pool, staying: Collection[str], gone: Collection[str], order: Sequence[str]
) -> Alternate | None:
    """Name who is asked next: the first in the order who fits the quotas that those who stay leave.

    `gone` holds who declined, left or withdrew. Where nobody fits all quotas, the first of those
    who miss them by the fewest seats. None where nobody is left, or no seat is free.
    """
    vacant = pool.seats - len(staying)
    if vacant < 1:
        return None
    people = {person.id: person for person in pool.people}
    homes = {people[id].household for id in staying} - {""}
    have = _counts(pool, (people[id] for id in staying))
    best: Alternate | None = None
    for id in order:
        person = people[id]
        if id in staying or id in gone or person.household in homes:
            continue
        found = Alternate(id, _breaches(pool, have, person, vacant - 1))
        if best is None or found.breaches < best.breaches:
            best = found
        if not found.breaches:
            break
    return best


def _counts(pool: Pool, people: Iterable[Person]) -> Counter[tuple[str, str]]:
    return Counter(
        (feature, value)
        for person in people
        for feature, value in zip(pool.features, person.values, strict=True)
    )


def _breaches(pool: Pool, have: Mapping[tuple[str, str], int], person: Person, left: int) -> int:
    """Count the seats too many, and too few even if every seat left went to who is missing."""
    over, missing = 0, Counter[str]()
    for quota in pool.quotas:
        count = have.get((quota.feature, quota.value), 0) + pool.has(person, quota)
        over += max(0, count - quota.high)
        missing[quota.feature] += max(0, quota.low - count)
    return over + sum(max(0, short - left) for short in missing.values())


@dataclass(frozen=True)
class Group:
    """So many members with one of these values."""

    values: tuple[str, ...]
    members: int


def composition(pool: Pool, members: Collection[str]) -> dict[str, tuple[Group, ...]]:
    """Give the jury in numbers, feature by feature; groups under five are put together.

    What is put together never shows a group under five; a feature where that cannot be is left
    with one group of all.
    """
    people = [person for person in pool.people if person.id in members]
    have = _counts(pool, people)
    return {
        feature: merged(
            [(quota.value, have[feature, quota.value]) for quota in pool.quotas
             if quota.feature == feature]
        )
        for feature in pool.features
    }  # fmt: skip


def merged(counts: Sequence[tuple[str, int]]) -> tuple[Group, ...]:
    """Put the smallest groups together until each has none or at least five members."""
    large = [(value, n) for value, n in counts if n >= SMALLEST_GROUP]
    small = [(value, n) for value, n in counts if 0 < n < SMALLEST_GROUP]
    together = sum(n for _, n in small)
    while 0 < together < SMALLEST_GROUP and large:
        least = min(range(len(large)), key=lambda place: (large[place][1], -place))
        value, n = large.pop(least)
        small.append((value, n))
        together += n
    groups = [Group((value,), n) for value, n in large]
    if small:
        order = [value for value, _ in counts]
        names = sorted((value for value, _ in small), key=order.index)
        groups.append(Group(tuple(names), together))
    return tuple(groups)
