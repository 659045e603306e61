"""What chances a list gives to each group, and what a plain quota draw would have given.

A plain draw takes one person after the other by chance, always where most is still missing. It is
only shown beside the list, to see what the fairer draw is good for; nothing depends on it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jury.domain.lottery.pool import Pool

TIMES = 300
TRIES = 40


@dataclass(frozen=True)
class Chance:
    """How likely one person of a group is to be drawn: on average, at least, at most."""

    feature: str
    value: str
    people: int
    mean: float
    least: float
    most: float
    plain: float | None


def chances_by_group(
    pool: Pool, counts: Mapping[str, int], panels: int, plain: Mapping[str, float] | None
) -> tuple[Chance, ...]:
    """Give the chances for each value of each feature that anybody has."""
    found = []
    for quota in pool.quotas:
        ids = [person.id for person in pool.people if pool.has(person, quota)]
        if not ids:
            continue
        own = [counts[id] / panels for id in ids]
        beside = sum(plain[id] for id in ids) / len(ids) if plain else None
        found.append(
            Chance(
                quota.feature,
                quota.value,
                len(ids),
                sum(own) / len(ids),
                min(own),
                max(own),
                beside,
            )
        )
    return tuple(found)


class Stuck(Exception):
    """A plain draw reached a point from which no jury can be seated any more."""


def plain_chances(pool: Pool, times: int = TIMES) -> dict[str, float] | None:
    """Estimate everybody's chance in a plain quota draw, from some hundred such draws.

    The same pool gives the same estimate. None where a plain draw finds no jury in many tries.
    """
    seed = hashlib.sha256("\n".join(person.id for person in pool.people).encode()).digest()
    generator = np.random.default_rng(int.from_bytes(seed[:8]))
    plain = _Plain(pool)
    counts = np.zeros(len(pool.people), dtype=np.int64)
    done = 0
    for turn in range(times + TRIES):
        try:
            counts[plain.draw(generator)] += 1
            done += 1
        except Stuck:
            if turn >= TRIES and not done:
                return None
        if done == times:
            break
    return {person.id: float(counts[n] / done) for n, person in enumerate(pool.people)}


class _Plain:
    """One pool, as plain draws read it."""

    def __init__(self, pool: Pool) -> None:
        people = pool.people
        self.has: NDArray[np.bool_] = np.array(
            [[pool.has(person, quota) for person in people] for quota in pool.quotas]
        )
        self.low = np.array([quota.low for quota in pool.quotas])
        self.high = np.array([quota.high for quota in pool.quotas])
        self.seats = pool.seats
        self.homes = list(pool.households().values())
        self.home_of = {place: n for n, home in enumerate(self.homes) for place in home}

    def draw(self, generator: np.random.Generator) -> list[int]:
        """Draw one jury; raise Stuck where it cannot be completed."""
        free = np.ones(self.has.shape[1], dtype=bool)
        have = np.zeros(len(self.low), dtype=np.int64)
        chosen: list[int] = []
        self._close(free, have)
        while len(chosen) < self.seats:
            place = int(generator.choice(self._among(free, have)))
            chosen.append(place)
            free[self.homes[self.home_of[place]] if place in self.home_of else place] = False
            have += self.has[:, place]
            self._close(free, have)
        if (have < self.low).any():
            raise Stuck
        return chosen

    def _among(self, free: NDArray[np.bool_], have: NDArray[np.int64]) -> NDArray[np.int64]:
        missing = self.low - have
        reach = (self.has & free).sum(axis=1)
        if (missing > reach).any() or not free.any():
            raise Stuck
        if not (missing > 0).any():
            return np.flatnonzero(free)
        urgent = int(np.argmax(np.where(missing > 0, missing / np.maximum(reach, 1), 0.0)))
        return np.flatnonzero(self.has[urgent] & free)

    def _close(self, free: NDArray[np.bool_], have: NDArray[np.int64]) -> None:
        """Leave out everybody whose value has all its seats."""
        full = have >= self.high
        if full.any():
            free &= ~self.has[full].any(axis=0)
