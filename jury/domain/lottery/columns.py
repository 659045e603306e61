"""The most equal chances that whole panels reach, by column generation.

Only needed where the rules fit so tightly that the fractional program promises too much. Panels
are added one after the other, each the one that would help the worst-off most, until none does
(Gilmore and Gomory, Operations Research 9, 1961).
"""

from __future__ import annotations

import numpy as np

from jury.domain.lottery.chances import Chances
from jury.domain.lottery.classes import Classes
from jury.domain.lottery.follow import Watch
from jury.domain.lottery.panels import Members, PanelMaker
from jury.domain.lottery.solver import INFINITY, Answer, Numbers, Program, TimeUp

ENOUGH = 1e-6


class _Mixture:
    """A mixture of known panels, and the chance of each class in it."""

    def __init__(self, classes: Classes, known: list[Members]) -> None:
        self.of = np.array(classes.of)
        self.sizes = np.array(classes.sizes, dtype=float)
        self.columns = [self.shares(panel) for panel in known]

    def shares(self, panel: Members) -> Numbers:
        """Give the part of each class that a panel seats."""
        seated = np.bincount(self.of, weights=panel, minlength=len(self.sizes))
        return np.asarray(seated / self.sizes, dtype=np.float64)

    def solve(self, low: Numbers, high: Numbers, sign: int, level: list[int]) -> Answer:
        """Move one level for the classes in `level` as far as it goes: up (1) or down (-1)."""
        count = len(self.columns)
        program = Program(count + 1, maximise=sign > 0)
        program.row(range(count), np.ones(count), 1.0, 1.0)
        table = np.array(self.columns)
        for number in range(len(self.sizes)):
            program.row(range(count), table[:, number], low[number], high[number])
        for number in level:
            side = (0.0, INFINITY) if sign > 0 else (-INFINITY, 0.0)
            program.row([*range(count), count], [*table[:, number], -1.0], *side)
        cost = np.zeros(count + 1)
        cost[count] = 1.0
        program.cost(cost)
        return program.solve()


def whole_chances(
    classes: Classes,
    maker: PanelMaker,
    known: list[Members],
    concerned: frozenset[int],
    watch: Watch,
) -> Chances | None:
    """Give the chances of the best mixture of whole panels; None if the time ran out."""
    mixture = _Mixture(classes, known)
    free = np.full(len(mixture.sizes), -INFINITY), np.full(len(mixture.sizes), INFINITY)
    up = _settle(mixture, maker, *free, 1, sorted(concerned), watch)
    if up is None:
        return None
    smallest = float(up.value)
    low = free[0].copy()
    low[sorted(concerned)] = smallest - ENOUGH
    down = _settle(mixture, maker, low, free[1], -1, list(range(len(mixture.sizes))), watch)
    if down is None:
        return None
    each = down.columns[:-1] @ np.array(mixture.columns)
    return Chances(tuple(float(c) for c in each), smallest, float(down.value))


def _settle(
    mixture: _Mixture, maker: PanelMaker, low: Numbers, high: Numbers, sign: int,
    level: list[int], watch: Watch,
) -> Answer | None:  # fmt: skip
    """Add panels until none makes the level better."""
    while not watch.over():
        answer = mixture.solve(low, high, sign, level)
        prices = answer.row_prices
        worth = -prices[1 : 1 + len(mixture.sizes)].copy()
        np.add.at(worth, level, -prices[1 + len(mixture.sizes) :])
        worth *= sign
        try:
            shares = mixture.shares(maker.most((worth / mixture.sizes)[mixture.of]))
        except TimeUp:
            return None
        if worth @ shares <= sign * prices[0] + ENOUGH:
            return answer
        mixture.columns.append(shares)
    return None
