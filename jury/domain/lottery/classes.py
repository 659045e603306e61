"""Who is alike: people whom no quota and no household rule can tell apart.

Swapping two of them changes nothing that counts, so equal chances for them cost nobody anything.
Every linear program here has one column for each class, which makes it small and its answer fair.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from jury.domain.lottery.pool import Pool

Alike = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
"""One's own values, and those of everyone one shares a household with, in order."""


@dataclass(frozen=True)
class Row:
    """A rule that every panel keeps: the seats given to `columns` lie from `low` to `high`.

    `times` says how often the same rule stands for others alike (households of one make).
    """

    columns: tuple[int, ...]
    weights: tuple[int, ...]
    low: int
    high: int
    times: int = 1


@dataclass(frozen=True)
class Classes:
    """The classes of a pool: `members` are places in the pool, `of` the class of each place."""

    members: tuple[tuple[int, ...], ...]
    of: tuple[int, ...]
    quotas: tuple[Row, ...]
    households: tuple[Row, ...]

    @property
    def sizes(self) -> tuple[int, ...]:
        """Give how many people each class has."""
        return tuple(len(members) for members in self.members)


def classes_of(pool: Pool) -> Classes:
    """Sort a pool into classes, in the order in which each first appears."""
    shared = pool.households()
    mates: dict[int, tuple[tuple[str, ...], ...]] = {}
    for places in shared.values():
        together = sorted(pool.people[place].values for place in places)
        for place in places:
            rest = list(together)
            rest.remove(pool.people[place].values)
            mates[place] = tuple(rest)
    groups: dict[Alike, list[int]] = {}
    for place, person in enumerate(pool.people):
        groups.setdefault((person.values, mates.get(place, ())), []).append(place)
    members = tuple(tuple(group) for group in groups.values())
    of = [0] * len(pool.people)
    for number, group in enumerate(members):
        for place in group:
            of[place] = number
    return Classes(members, tuple(of), _quota_rows(pool, members), _household_rows(shared, of))


def _quota_rows(pool: Pool, members: tuple[tuple[int, ...], ...]) -> tuple[Row, ...]:
    rows = []
    for quota in pool.quotas:
        chosen = [n for n, group in enumerate(members) if pool.has(pool.people[group[0]], quota)]
        sizes = tuple(len(members[n]) for n in chosen)
        rows.append(Row(tuple(chosen), sizes, quota.low, quota.high))
    return tuple(rows)


def _household_rows(shared: dict[str, list[int]], of: list[int]) -> tuple[Row, ...]:
    """Give one row for each make of household: who lives there, by class."""
    makes = Counter(tuple(sorted(of[place] for place in places)) for places in shared.values())
    rows = []
    for make, times in makes.items():
        count = Counter(make)
        rows.append(Row(tuple(count), tuple(count.values()), 0, 1, times))
    return tuple(rows)
