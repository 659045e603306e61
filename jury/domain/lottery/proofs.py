"""From a solver's prices to exact multipliers: rounded, then added up as a bound.

Rounding never makes a bound untrue, only a little larger; of several roundings the best is kept.
"""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from jury.domain.lottery.certificate import Multipliers, bound
from jury.domain.lottery.chances import Prices
from jury.domain.lottery.classes import Classes
from jury.domain.lottery.pool import Pool

DENOMINATORS = (10**3, 10**6, 10**9, 10**12)


def prove(
    pool: Pool,
    classes: Classes,
    prices: Prices,
    concerned: Collection[int],
    absent: Collection[str] = (),
) -> tuple[Fraction, Multipliers]:
    """Give the smallest bound that some rounding of these prices proves, and that rounding.

    `concerned` are the classes that it speaks of. One share each is tried too: where nothing binds
    but the seats it proves seats / people.
    """
    tries = [_plainest(pool, classes, concerned)]
    tries += [_rounded(pool, classes, prices, most) for most in DENOMINATORS]
    proofs = [
        (bound(pool, found, absent), place, found)
        for place, found in enumerate(tries)
        if found.allowed()
    ]
    value, _, best = min(proofs, key=lambda proof: proof[:2])
    return value, best


def _plainest(pool: Pool, classes: Classes, concerned: Collection[int]) -> Multipliers:
    one = Fraction(1)
    places = sorted(place for number in concerned for place in classes.members[number])
    return Multipliers(one, shares={pool.people[place].id: one for place in places})


def _rounded(pool: Pool, classes: Classes, prices: Prices, most: int) -> Multipliers:
    def exact(value: float) -> Fraction:
        return Fraction(value).limit_denominator(most)

    high, low = {}, {}
    for quota, price in zip(pool.quotas, prices.quotas, strict=True):
        if exact(price) > 0:
            high[quota.feature, quota.value] = exact(price)
        elif exact(price) < 0:
            low[quota.feature, quota.value] = -exact(price)
    shares: dict[str, Fraction] = {}
    for members, price in zip(classes.members, prices.shares, strict=True):
        if (each := exact(price / len(members))) > 0:
            shares |= {pool.people[place].id: each for place in members}
    return Multipliers(
        exact(prices.seats), low, high, _households(pool, classes, prices, most), shares
    )


def _households(pool: Pool, classes: Classes, prices: Prices, most: int) -> dict[str, Fraction]:
    """Share out the price of each make of household over the households of that make."""
    each = {
        tuple(
            sorted(
                number
                for number, times in zip(row.columns, row.weights, strict=True)
                for _ in range(times)
            )
        ): Fraction(max(0.0, price) / row.times).limit_denominator(most)
        for row, price in zip(classes.households, prices.households, strict=True)
    }
    found = {}
    for key, places in pool.households().items():
        if price := each[tuple(sorted(classes.of[place] for place in places))]:
            found[key] = price
    return found
