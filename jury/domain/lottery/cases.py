"""A proof by cases that no lottery could give a larger smallest chance; standard library alone.

The multipliers of `certificate` speak of people in parts too, so in small and tight pools they
promise a little more than whole panels keep. Here the panels are split into cases: "at most three
of these people" or "at least four of them", and so on. Whatever a panel is, it is in one of the
cases, and in each the weights of its members add up to no more than the multipliers of that case
prove (weak duality again). The largest of these sums over all weights is a true bound.

The steps stand in order: after a split come all steps of "at most", then those of "at least".
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from jury.domain.lottery.pool import Person, Pool


@dataclass(frozen=True)
class Split:
    """Two cases: at most `at_most` of the people in `ids` are in, or at least one more."""

    ids: tuple[str, ...]
    at_most: int


@dataclass(frozen=True)
class Case:
    """Whole multipliers of one case.

    `quotas` stand in the order of the pool's quotas, above nought for the most and below for the
    least; `splits` in the order of the splits that lead here; `households` are by key.
    """

    seats: int
    quotas: tuple[int, ...]
    households: Mapping[str, int]
    splits: tuple[int, ...]


@dataclass(frozen=True)
class Cases:
    """What each person weighs, and the steps of the proof."""

    weights: Mapping[str, int]
    steps: tuple[Split | Case, ...]


Path = tuple[tuple[Split, bool], ...]
"""The splits that lead to a case, and whether it is the one of "at least"."""


def bound_by_cases(pool: Pool, cases: Cases, absent: Collection[str] = ()) -> Fraction:
    """Add up the bound that a proof by cases proves, as an exact fraction.

    `absent` are the ids proved to be in no possible panel. Raises ValueError if a case is missing
    or one too many, a multiplier is below nought, nobody weighs anything, or a name is not in the
    pool.
    """
    known = {person.id for person in pool.people}
    whole = sum(cases.weights.values())
    if not cases.weights.keys() <= known or min(cases.weights.values(), default=0) < 0 or not whole:
        raise ValueError("no proof")
    adding = _Adding(pool, cases.weights, frozenset(absent))
    most = None
    waiting: list[Path] = [()]
    for step in cases.steps:
        if not waiting:
            raise ValueError("a case too many")
        path = waiting.pop()
        if isinstance(step, Case):
            value = adding.most(step, path)
            most = value if most is None else max(most, value)
        elif set(step.ids) <= known:
            waiting += [(*path, (step, True)), (*path, (step, False))]
        else:
            raise ValueError("another pool")
    if waiting or most is None:
        raise ValueError("a case is missing")
    return Fraction(most, whole)


class _Adding:
    """Adds up what the members of a panel can weigh together in one case."""

    def __init__(self, pool: Pool, weights: Mapping[str, int], absent: frozenset[str]) -> None:
        self.pool = pool
        self.homes = pool.households().keys()
        self.people = [
            (person, weights.get(person.id, 0)) for person in pool.people if person.id not in absent
        ]
        names = {(quota.feature, quota.value): n for n, quota in enumerate(pool.quotas)}
        self.places = {
            values: tuple(names[name] for name in zip(pool.features, values, strict=True))
            for values in {person.values: None for person in pool.people}
        }

    def most(self, case: Case, path: Path) -> int:
        """Give the most that a panel weighs in this case. Raises ValueError if none is proved."""
        if len(case.quotas) != len(self.pool.quotas) or len(case.splits) != len(path):
            raise ValueError("another pool")
        if min((*case.splits, *case.households.values()), default=0) < 0:
            raise ValueError("no proof")
        if not case.households.keys() <= self.homes:
            raise ValueError("another pool")
        total = case.seats * self.pool.seats + sum(case.households.values())
        for quota, price in zip(self.pool.quotas, case.quotas, strict=True):
            total += price * (quota.high if price > 0 else quota.low)
        more: dict[str, int] = {}
        for (split, least), price in zip(path, case.splits, strict=True):
            total += -price * (split.at_most + 1) if least else price * split.at_most
            for id in set(split.ids):
                more[id] = more.get(id, 0) + (-price if least else price)
        return total + self._members(case, more)

    def _members(self, case: Case, more: Mapping[str, int]) -> int:
        base = {
            values: case.seats + sum(case.quotas[n] for n in places)
            for values, places in self.places.items()
        }

        def worth(person: Person, weight: int) -> int:
            price = base[person.values] + case.households.get(person.household, 0)
            return weight - price - more.get(person.id, 0)

        return sum(max(0, worth(person, weight)) for person, weight in self.people)


def encode_cases(cases: Cases) -> dict[str, Any]:
    """Write a proof by cases as JSON."""
    return {
        "weights": dict(sorted(cases.weights.items())),
        "steps": [
            {"of": list(step.ids), "at_most": step.at_most}
            if isinstance(step, Split)
            else {
                "seats": step.seats, "quotas": list(step.quotas),
                "households": dict(sorted(step.households.items())), "splits": list(step.splits),
            }
            for step in cases.steps
        ],
    }  # fmt: skip


def decode_cases(data: Mapping[str, Any]) -> Cases:
    """Read a proof by cases. Raises ValueError, KeyError or TypeError for what is none."""
    return Cases(_whole_by_name(data["weights"]), tuple(_step(step) for step in data["steps"]))


def _step(step: Mapping[str, Any]) -> Split | Case:
    if "of" in step:
        return Split(tuple(str(id) for id in step["of"]), _whole(step["at_most"]))
    return Case(
        _whole(step["seats"]),
        tuple(_whole(price) for price in step["quotas"]),
        _whole_by_name(step["households"]),
        tuple(_whole(price) for price in step["splits"]),
    )


def _whole_by_name(data: Mapping[str, Any]) -> dict[str, int]:
    if not isinstance(data, dict):
        raise TypeError("not by name")
    return {str(name): _whole(value) for name, value in data.items()}


def _whole(value: object) -> int:
    """Read a whole number. Raises ValueError for anything else."""
    if type(value) is not int:
        raise ValueError("not a whole number")
    return value
