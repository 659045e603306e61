"""Who can be drawn and what a panel must look like: the people, the quotas, the seats.

A pool holds opaque ids, features and a household's key. Nothing else is ever needed to draw.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from jury.domain.errors import Invalid

PANELS = 1000
"""How many panels a list has unless announced otherwise: three ten-sided dice pick one."""
PANELS_MAX = 100_000
NO_LIMIT = 10**9
"""A quota's most when none is wanted; also the furthest that anything is allowed to move."""


class PoolFault(Invalid):
    """A pool, its quotas or their files cannot be read one way only: a code and its place."""


@dataclass(frozen=True, slots=True)
class Person:
    """One volunteer: an opaque id, a value for each feature, and a household's key.

    An empty household key is a household of one's own.
    """

    id: str
    values: tuple[str, ...]
    household: str = ""


@dataclass(frozen=True, slots=True)
class Quota:
    """How many seats go to the people with one value of one feature: from `low` to `high`.

    `low_flex` and `high_flex` say how far both may be moved if a jury cannot be seated.
    """

    feature: str
    value: str
    low: int
    high: int
    low_flex: int = 0
    high_flex: int = NO_LIMIT


@dataclass(frozen=True)
class Pool:
    """What a draw is made from. `values` of each person stand in the order of `features`."""

    features: tuple[str, ...]
    people: tuple[Person, ...]
    quotas: tuple[Quota, ...]
    seats: int
    places: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", {name: n for n, name in enumerate(self.features)})

    def has(self, person: Person, quota: Quota) -> bool:
        """Tell whether a quota speaks of this person."""
        return person.values[self.places[quota.feature]] == quota.value

    def households(self) -> dict[str, list[int]]:
        """Give the places of people who share a household, by its key; only where two or more."""
        shared: dict[str, list[int]] = {}
        for place, person in enumerate(self.people):
            if person.household:
                shared.setdefault(person.household, []).append(place)
        return {key: places for key, places in shared.items() if len(places) > 1}


def check_pool(pool: Pool) -> Pool:
    """Refuse a pool that cannot be read one way only; give it back otherwise.

    Raises `PoolFault` with a code: `pool_empty`, `seats_too_few`, `duplicate_id`, `blank_id`,
    `duplicate_quota`, `quota_upside_down`, `unknown_value` (with `id`, `feature`, `value`).
    """
    if not pool.people:
        raise PoolFault("pool_empty")
    if pool.seats < 1:
        raise PoolFault("seats_too_few")
    _check_ids(person.id for person in pool.people)
    _check_quotas(pool.quotas)
    known = {(quota.feature, quota.value) for quota in pool.quotas}
    for person in pool.people:
        for feature, value in zip(pool.features, person.values, strict=True):
            if (feature, value) not in known:
                raise PoolFault("unknown_value", id=person.id, feature=feature, value=value)
    return pool


def _check_ids(ids: Iterable[str]) -> None:
    for name, times in Counter(ids).items():
        if not name:
            raise PoolFault("blank_id")
        if times > 1:
            raise PoolFault("duplicate_id", id=name)


def _check_quotas(quotas: tuple[Quota, ...]) -> None:
    seen = set()
    for quota in quotas:
        name = (quota.feature, quota.value)
        if name in seen:
            raise PoolFault("duplicate_quota", feature=quota.feature, value=quota.value)
        seen.add(name)
        if not 0 <= quota.low_flex <= quota.low <= quota.high <= quota.high_flex:
            raise PoolFault("quota_upside_down", feature=quota.feature, value=quota.value)
