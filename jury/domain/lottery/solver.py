"""The one place that speaks to the solver (HiGHS): linear programs, whole and fractional.

One thread, no clock: the same program gives the same answer, to the byte, in every process.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
INFINITY = float(highspy.kHighsInf)
TOLERANCE = 1e-9


class NoAnswer(Exception):
    """The program has no solution."""


@dataclass(frozen=True)
class Answer:
    """What a program came to: its value, its columns, and the price of each row and column."""

    value: float
    columns: Numbers
    row_prices: Numbers
    column_prices: Numbers


class Program:
    """A program over columns from 0 to 1, made larger or smaller, row by row."""

    def __init__(self, columns: int, *, maximise: bool = True) -> None:
        self.columns = columns
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self._highs.silent()
        self._highs.setOptionValue("threads", 1)
        self._highs.setOptionValue("primal_feasibility_tolerance", TOLERANCE)
        self._highs.setOptionValue("dual_feasibility_tolerance", TOLERANCE)
        self._highs.addVars(columns, np.zeros(columns), np.ones(columns))
        sense = highspy.ObjSense.kMaximize if maximise else highspy.ObjSense.kMinimize
        self._highs.changeObjectiveSense(sense)
        self._all = np.arange(columns, dtype=np.int32)

    def row(self, columns: Sequence[int], weights: Iterable[float], low: float, high: float) -> int:
        """Add a row `low <= weights x columns <= high`; give its number."""
        places = np.array(columns, dtype=np.int32)
        self._highs.addRow(low, high, len(places), places, np.array(list(weights), dtype=float))
        return int(self._highs.getNumRow()) - 1

    def cost(self, cost: Numbers) -> None:
        """Say what each column is worth."""
        self._highs.changeColsCost(self.columns, self._all, cost)

    def bounds(self, low: Numbers, high: Numbers) -> None:
        """Say from where to where each column may go."""
        self._highs.changeColsBounds(self.columns, self._all, low, high)

    def limit(self, row: int, low: float, high: float) -> None:
        """Say anew from where to where a row may go."""
        self._highs.changeRowBounds(row, low, high)

    def whole(self, gap: float = 0.0) -> None:
        """Let every column be a whole number; `gap` is how near to the best is good enough."""
        kinds = np.full(self.columns, highspy.HighsVarType.kInteger)
        self._highs.changeColsIntegrality(self.columns, self._all, kinds)
        self._highs.setOptionValue("mip_rel_gap", gap)
        self._highs.setOptionValue("mip_detect_symmetry", False)

    def solve(self) -> Answer:
        """Solve it.

        Raises `NoAnswer` if nothing keeps all rows.
        """
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kUnknown:
            # It lost its footing on the way from the last answer: begin afresh.
            self._highs.clearSolver()
            self._highs.run()
            status = self._highs.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise NoAnswer(self._highs.modelStatusToString(status))
        found = self._highs.getSolution()
        return Answer(
            float(self._highs.getInfo().objective_function_value),
            np.array(found.col_value),
            np.array(found.row_dual),
            np.array(found.col_dual),
        )


def version() -> str:
    """Name the solver and its version: the list is the same under the same one."""
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    return f"HiGHS {highs.version()}"
