"""The one place that speaks to the solver (HiGHS): linear programs, whole and fractional.

One thread, no clock: the same program gives the same answer, to the byte, in every process. Whoever
asks for it may stop it; then there is no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import highspy
import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
INFINITY = float(highspy.kHighsInf)
TOLERANCE = 1e-9


Over = Callable[[], bool]
"""Asked before and while a program is solved: whether to stop."""


class NoAnswer(Exception):
    """The program has no solution."""


class TimeUp(Exception):
    """The program was stopped before it was solved."""


@dataclass(frozen=True)
class Answer:
    """What a program came to: its value, its columns, and the price of each row and column.

    Read from the solver's own answer when asked for: most are asked for their columns alone.
    """

    value: float
    _found: highspy.HighsSolution

    @cached_property
    def columns(self) -> Numbers:
        """Give what each column came to."""
        return np.array(self._found.col_value)

    @cached_property
    def row_prices(self) -> Numbers:
        """Give what one more of each row would be worth."""
        return np.array(self._found.row_dual)

    @cached_property
    def column_prices(self) -> Numbers:
        """Give what one more of each column would be worth."""
        return np.array(self._found.col_dual)


class Program:
    """A program over columns from 0 to 1, made larger or smaller, row by row."""

    def __init__(self, columns: int, *, maximise: bool = True, over: Over | None = None) -> None:
        self.columns = columns
        self._over = over
        self._fault: BaseException | None = None
        self._asks = False
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

    def bound(self, column: int, low: float, high: float) -> None:
        """Say from where to where one column may go."""
        self._highs.changeColBounds(column, low, high)

    def limit(self, row: int, low: float, high: float) -> None:
        """Say anew from where to where a row may go."""
        self._highs.changeRowBounds(row, low, high)

    def whole(self, gap: float = 0.0) -> None:
        """Let every column be a whole number; `gap` is how near to the best is good enough."""
        kinds = np.full(self.columns, highspy.HighsVarType.kInteger)
        self._highs.changeColsIntegrality(self.columns, self._all, kinds)
        self._highs.setOptionValue("mip_rel_gap", gap)
        self._highs.setOptionValue("mip_detect_symmetry", False)
        if self._over is not None and not self._asks:
            self._asks = True
            self._highs.cbMipInterrupt += self._stop

    def _stop(self, event: highspy.highs.HighsCallbackEvent) -> None:
        """Stop the solver if it is asked to. No exception may pass through it: it is kept."""
        try:
            stop = self._fault is not None or (self._over is not None and self._over())
        except BaseException as fault:
            self._fault, stop = fault, True
        if stop:
            event.interrupt()

    def solve(self) -> Answer:
        """Solve it.

        Raises `NoAnswer` if nothing keeps all rows, `TimeUp` if it was stopped, and whatever was
        raised by the question whether to stop.
        """
        if self._over is not None and self._over():
            raise TimeUp
        self._highs.run()
        if self._fault is not None:
            raise self._fault
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kUnknown:
            # It lost its footing on the way from the last answer: begin afresh.
            self._highs.clearSolver()
            self._highs.run()
            status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInterrupt:
            raise TimeUp
        if status != highspy.HighsModelStatus.kOptimal:
            raise NoAnswer(self._highs.modelStatusToString(status))
        value = float(self._highs.getInfo().objective_function_value)
        return Answer(value, self._highs.getSolution())


def version() -> str:
    """Name the solver and its version: the list is the same under the same one."""
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    return f"HiGHS {highs.version()}"
