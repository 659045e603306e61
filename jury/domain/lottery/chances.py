"""How equal chances can be: the largest smallest chance, then the smallest largest one.

Two linear programs over the chance of each class, after the maximin of Flanigan, Gölz, Gupta,
Hennig and Procaccia, "Fair algorithms for selecting citizens' assemblies", Nature 596 (2021).
A panel is a point of these programs, so no lottery over panels can do better than they say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

from jury.domain.lottery.classes import Classes, Row
from jury.domain.lottery.solver import INFINITY, TOLERANCE, Numbers, Program


@dataclass(frozen=True)
class Prices:
    """The multipliers of a linear program: what each rule costs the smallest chance.

    `shares` holds one number for each class, the rest one for the seats and each row.
    """

    seats: float
    quotas: tuple[float, ...]
    households: tuple[float, ...]
    shares: tuple[float, ...]


@dataclass(frozen=True)
class Chances:
    """A chance for each class, from 0 to 1; the smallest that counts, and the largest."""

    of: tuple[float, ...]
    smallest: float
    largest: float


def rules(classes: Classes, seats: int) -> Iterator[Row]:
    """Give every row that a panel keeps: seats, quotas, households, in this order."""
    sizes = classes.sizes
    yield Row(tuple(range(len(sizes))), sizes, seats, seats)
    yield from chain(classes.quotas, classes.households)


def _program(classes: Classes, seats: int, more: int, *, maximise: bool) -> Program:
    program = Program(len(classes.members) + more, maximise=maximise)
    for row in rules(classes, seats):
        program.row(row.columns, row.weights, row.low, row.high)
    return program


def _limits(classes: Classes, closed: frozenset[int], more: int) -> tuple[Numbers, Numbers]:
    count = len(classes.members)
    low, high = np.zeros(count + more), np.ones(count + more)
    high[list(closed)] = 0.0
    return low, high


def best_bound(
    classes: Classes, seats: int, concerned: frozenset[int], closed: frozenset[int]
) -> tuple[float, Prices]:
    """Give the largest smallest chance of the `concerned` classes, and its multipliers.

    Classes in `closed` have no chance. Raises `NoAnswer` if no chances keep all rules.
    """
    count = len(classes.members)
    program = _program(classes, seats, 1, maximise=True)
    ordered = sorted(concerned)
    first = [program.row((n, count), (1.0, -1.0), 0.0, INFINITY) for n in ordered]
    program.bounds(*_limits(classes, closed, 1))
    cost = np.zeros(count + 1)
    cost[count] = 1.0
    program.cost(cost)
    answer = program.solve()
    shares = [0.0] * count
    for row, number in zip(first, ordered, strict=True):
        shares[number] = -float(answer.row_prices[row])
    return answer.value, _prices(classes, answer.row_prices, shares)


def most_seats(classes: Classes, seats: int, number: int) -> tuple[float, Prices]:
    """Give the most seats that one class can have together, and the multipliers that show it."""
    program = _program(classes, seats, 0, maximise=True)
    size = float(len(classes.members[number]))
    cost = np.zeros(len(classes.members))
    cost[number] = size
    program.cost(cost)
    answer = program.solve()
    shares = [0.0] * len(classes.members)
    shares[number] = size
    return answer.value, _prices(classes, answer.row_prices, shares)


def _prices(classes: Classes, rows: Numbers, shares: list[float]) -> Prices:
    quotas = len(classes.quotas)
    return Prices(
        float(rows[0]),
        tuple(float(price) for price in rows[1 : 1 + quotas]),
        tuple(float(price) for price in rows[1 + quotas : 1 + quotas + len(classes.households)]),
        tuple(shares),
    )


def fair_chances(
    classes: Classes, seats: int, concerned: frozenset[int], closed: frozenset[int]
) -> Chances:
    """Give chances whose smallest is as large, then whose largest is as small, as can be."""
    smallest, _ = best_bound(classes, seats, concerned, closed)
    count = len(classes.members)
    program = _program(classes, seats, 1, maximise=False)
    for number in range(count):
        program.row((number, count), (1.0, -1.0), -INFINITY, 0.0)
    low, high = _limits(classes, closed, 1)
    # The first answer is only exact to the solver's tolerance.
    low[sorted(concerned)] = max(0.0, smallest - 10 * TOLERANCE)
    program.bounds(low, high)
    cost = np.zeros(count + 1)
    cost[count] = 1.0
    program.cost(cost)
    answer = program.solve()
    return Chances(tuple(float(c) for c in answer.columns[:count]), smallest, answer.value)
