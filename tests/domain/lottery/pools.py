"""Made-up pools: tiny ones to look through entirely, and self-selected ones as juries meet them."""

from __future__ import annotations

import math
import random
from itertools import combinations

import highspy
import numpy as np
from hypothesis import strategies as st

from jury.domain.lottery.feasibility import smallest_change
from jury.domain.lottery.pool import Person, Pool, Quota

FEATURES = {"age": 4, "gender": 4, "town": 4, "school": 4, "work": 3, "tenure": 3}
"""Six features with twenty-two values."""


def balanced(people: int, seats: int) -> Pool:
    """Give two features of two values, as many of each, quotas that ask for just that."""
    half = seats // 2
    quotas = tuple(Quota(f, v, half, half) for f in ("age", "gender") for v in ("a", "b"))
    volunteers = tuple(Person(f"p{n}", ("ab"[n % 2], "ab"[n // 2 % 2])) for n in range(people))
    return Pool(("age", "gender"), volunteers, quotas, seats)


def self_selected(people: int, seats: int, seed: int, skew: float = 0.6) -> Pool:
    """Give a pool that is skewed as volunteers are; one in eight shares a household.

    The quotas follow a population that the volunteers do not, as nearly as they can be filled.
    """
    chance = random.Random(seed)
    quotas, columns = [], []
    for feature, values in FEATURES.items():
        shares = [chance.uniform(0.5, 1.5) for _ in range(values)]
        whole = sum(shares)
        weights = [s * chance.lognormvariate(0, skew) for s in shares]
        column = chance.choices([f"v{n}" for n in range(values)], weights, k=people)
        columns.append(column)
        for n, share in enumerate(shares):
            fair = share / whole * seats
            low = min(math.floor(0.95 * fair), column.count(f"v{n}"))
            quotas.append(Quota(feature, f"v{n}", low, math.ceil(1.05 * fair)))
    homes = [""] * people
    together = chance.sample(range(people), int(people * 0.12) // 2 * 2)
    for home, (one, other) in enumerate(zip(together[::2], together[1::2], strict=True)):
        homes[one] = homes[other] = f"h{home}"
    volunteers = tuple(
        Person(f"p{n}", values, homes[n]) for n, values in enumerate(zip(*columns, strict=True))
    )
    pool = Pool(tuple(FEATURES), volunteers, tuple(quotas), seats)
    return smallest_change(pool).apply(pool)


@st.composite
def tiny_pools(draw: st.DrawFn) -> Pool:
    """Give pools of up to eight people, with quotas that may well contradict one another."""
    people = draw(st.integers(1, 8))
    values = st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"))
    homes = st.sampled_from(["", "", "h1", "h2"])
    volunteers = tuple(Person(f"p{n}", draw(values), draw(homes)) for n in range(people))
    quotas = []
    for feature, names in (("age", "ab"), ("town", "xyz")):
        for name in names:
            low = draw(st.integers(0, 2))
            quotas.append(Quota(feature, name, low, low + draw(st.integers(0, 2))))
    return Pool(("age", "town"), volunteers, tuple(quotas), draw(st.integers(1, 4)))


def every_panel(pool: Pool) -> list[tuple[str, ...]]:
    """Look through all sets of people and keep those that are panels: slow and obvious."""
    return [
        tuple(person.id for person in chosen)
        for chosen in combinations(pool.people, pool.seats)
        if is_panel(pool, chosen)
    ]


def is_panel(pool: Pool, chosen: tuple[Person, ...]) -> bool:
    """Tell whether some people keep every rule."""
    homes = [person.household for person in chosen if person.household]
    return (
        len(set(chosen)) == pool.seats
        and len(homes) == len(set(homes))
        and all(q.low <= sum(pool.has(p, q) for p in chosen) <= q.high for q in pool.quotas)
    )


def best_over(pool: Pool, panels: list[tuple[str, ...]], ids: list[str]) -> float:
    """Solve the lottery over all panels there are: the largest smallest chance, by the book."""
    model = highspy.Highs()  # type: ignore[no-untyped-call]
    model.silent()
    model.addVars(len(panels) + 1, np.zeros(len(panels) + 1), np.ones(len(panels) + 1))
    every = np.arange(len(panels), dtype=np.int32)
    model.addRow(1.0, 1.0, len(panels), every, np.ones(len(panels)))
    for id in ids:
        seated = np.array([n for n, panel in enumerate(panels) if id in panel], dtype=np.int32)
        row = np.append(seated, np.int32(len(panels)))
        values = np.append(np.ones(len(seated)), -1.0)
        model.addRow(0.0, highspy.kHighsInf, len(row), row, values)
    model.changeColCost(len(panels), 1.0)
    model.changeObjectiveSense(highspy.ObjSense.kMaximize)
    model.run()
    return float(model.getObjectiveValue())
