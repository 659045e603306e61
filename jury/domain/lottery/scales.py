"""The two programs behind a proof by cases: the weights, and what is heaviest in a case.

Weights are sought for the classes under which no known panel counts for much; the heaviest point of
each case, in parts where need be, says whether they will do (E. Balas, "Disjunctive programming",
Annals of Discrete Mathematics 5, 1979).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jury.domain.lottery.classes import Classes
from jury.domain.lottery.solver import INFINITY, Answer, Numbers, Program

PENALTY = 100.0
"""What a missed split costs: more than any weights are worth, so that no case is without answer."""

Way = tuple[tuple[int, int, bool], ...]
"""The splits that lead to a case: a group, at most how many of it, True where at least one more."""


class Scales:
    """The weights of the classes, one in all, under which the heaviest of some points is lightest.

    A point says how many of each class are seated.
    """

    def __init__(self, sizes: Numbers, concerned: frozenset[int]) -> None:
        self._sizes, self._ordered = sizes, sorted(concerned)
        count = len(self._ordered)
        self._program = Program(count + 1, maximise=False)
        self._program.cost(np.append(np.zeros(count), 1.0))
        self._program.row(range(count), np.ones(count), 1.0, 1.0)

    def add(self, point: Numbers) -> int:
        """Take in a point; give its number."""
        shares = (point / self._sizes)[self._ordered]
        count = len(self._ordered)
        return self._program.row(range(count + 1), [*shares, -1.0], -INFINITY, 0.0)

    def drop(self, number: int) -> None:
        """Forget a point."""
        self._program.limit(number, -INFINITY, INFINITY)

    def weigh(self) -> tuple[float, Numbers, Numbers]:
        """Give what the heaviest weighs, a weight for one of each class, how each point counts."""
        answer = self._program.solve()
        weights = np.zeros(len(self._sizes))
        weights[self._ordered] = np.maximum(answer.columns[:-1], 0.0)
        return float(answer.columns[-1]), weights / self._sizes, np.abs(answer.row_prices)


@dataclass(frozen=True)
class Heaviest:
    """The heaviest point of a case: what it weighs, whether the case has any, and the prices."""

    weight: float
    point: Numbers
    there: bool
    answer: Answer


class CaseProgram:
    """Finds the heaviest point of one case after the other."""

    def __init__(
        self, classes: Classes, seats: int, high: Numbers, groups: Sequence[tuple[int, ...]]
    ) -> None:
        self.count = len(high)
        self._groups = groups
        self._program = Program(self.count + 1)
        self._program.bounds(np.zeros(self.count + 1), np.append(high, float(seats)))
        self._row(range(self.count), seats, seats)
        for row in classes.quotas:
            self._row(row.columns, row.low, row.high)
        for row in classes.households:
            self._row(row.columns, 0, row.times)
        self._rows: dict[tuple[int, bool], int] = {}
        self._set: dict[int, int] = {}

    def _row(self, columns: Sequence[int], low: float, high: float) -> None:
        self._program.row(columns, np.ones(len(columns)), low, high)

    def row_of(self, group: int, least: bool) -> int:
        """Give the row that splits by a group, on one side."""
        if (group, least) not in self._rows:
            columns = self._groups[group]
            weights = [*np.ones(len(columns)), 1.0 if least else -1.0]
            self._rows[group, least] = self._program.row(
                [*columns, self.count], weights, -INFINITY, INFINITY
            )
        return self._rows[group, least]

    def heaviest(self, way: Way, weights: Numbers) -> Heaviest:
        """Give the heaviest point of a case."""
        # Of two splits by the same group on the same side, the later is the narrower.
        wanted = {self.row_of(group, least): at + least for group, at, least in way}
        sides = {self.row_of(group, least): least for group, _, least in way}
        for row in [row for row in self._set if row not in wanted]:
            self._program.limit(row, -INFINITY, INFINITY)
            del self._set[row]
        for row, limit in wanted.items():
            if self._set.get(row) != limit:
                low, high = (limit, INFINITY) if sides[row] else (-INFINITY, limit)
                self._program.limit(row, float(low), float(high))
                self._set[row] = limit
        self._program.cost(np.append(weights, -PENALTY))
        answer = self._program.solve()
        point, missed = answer.columns[:-1], answer.columns[-1]
        return Heaviest(answer.value, point, bool(missed < 1e-6), answer)
