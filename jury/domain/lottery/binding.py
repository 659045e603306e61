"""Which quotas bind: those that keep the chances of a pool from being equal."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from jury.domain.lottery.chances import best_bound
from jury.domain.lottery.classes import classes_of
from jury.domain.lottery.pool import Pool, Quota

WORTH_NAMING = 1e-7
"""A price below this is the solver's rounding, not a quota that binds."""


@dataclass(frozen=True)
class Binding:
    """A quota that binds, at its `high` (`at_most`) or at its `low`, and how many it speaks of."""

    quota: Quota
    at_most: bool
    people: int


@dataclass(frozen=True)
class Evenness:
    """How even chances can be: the most that everyone can have, beside one chance for all.

    `binding` names the quotas between the two, the one that costs most first.
    """

    smallest: float
    equal: Fraction
    binding: tuple[Binding, ...]


def evenness(pool: Pool) -> Evenness:
    """Say which quotas lower the smallest chance, by the prices of the first linear program.

    A quota has a price where one seat more or fewer would change the largest smallest chance
    (complementary slackness). Its sign tells the side: a ceiling's price is positive, a floor's
    negative. Whoever is in no panel counts, so that the quota that shuts them out is named.
    Raises `NoAnswer` where no chances keep all rules.
    """
    classes = classes_of(pool)
    everyone = frozenset(range(len(classes.members)))
    smallest, prices = best_bound(classes, pool.seats, everyone, frozenset())
    dear = sorted(
        (-abs(price), place)
        for place, price in enumerate(prices.quotas)
        if abs(price) > WORTH_NAMING
    )
    binding = tuple(
        Binding(pool.quotas[place], prices.quotas[place] > 0, sum(classes.quotas[place].weights))
        for _, place in dear
    )
    return Evenness(smallest, Fraction(pool.seats, len(pool.people)), binding)
