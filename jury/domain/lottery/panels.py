"""The list of panels: each keeps every rule, and together they follow the chances.

Panel after panel goes to those who are furthest behind their chance. The fractional program is
solved first (it starts from the last answer); what it leaves in parts is made whole by a small
program around it, and only where that fails by the large one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from jury.domain.lottery.classes import Row
from jury.domain.lottery.pool import Pool
from jury.domain.lottery.solver import Answer, NoAnswer, Numbers, Over, Program

Members = NDArray[np.bool_]
"""A panel: for each place of the pool whether that person is in."""

WHOLE = 1e-6
TURNS = 4
AT_ONCE = 3
AROUND = 20
LOSS = 0.1
GAP = 0.05


def person_rows(pool: Pool) -> Iterator[Row]:
    """Give every rule of a panel over the places of the pool."""
    everyone = tuple(range(len(pool.people)))
    yield _row(everyone, pool.seats, pool.seats)
    for quota in pool.quotas:
        places = tuple(n for n in everyone if pool.has(pool.people[n], quota))
        yield _row(places, quota.low, quota.high)
    for home in pool.households().values():
        yield _row(tuple(home), 0, 1)


def _row(places: tuple[int, ...], low: int, high: int) -> Row:
    return Row(places, (1,) * len(places), low, high)


def lots(pool: Pool) -> Numbers:
    """Give each person a number below one, from the ids alone, to part those who are level.

    A place in the pool must give nobody an advantage: the first to volunteer are not the first in.
    """
    ids = "\n".join(person.id for person in pool.people).encode()
    whole = hashlib.sha256(ids).digest()
    digests = (hashlib.sha256(whole + person.id.encode()).digest() for person in pool.people)
    return np.array([int.from_bytes(d[:6]) / 2**48 for d in digests])


class PanelMaker:
    """Finds the panel that is worth most, again and again, for one pool.

    Everything that it is asked raises `TimeUp` once `over` says so.
    """

    def __init__(self, pool: Pool, over: Over | None = None) -> None:
        self.people = len(pool.people)
        self._over = over
        rows = list(person_rows(pool))
        self._parts = self._program(rows)
        self._near = self._program(rows)
        self._near.whole(GAP)
        self._closed = np.zeros(self.people, dtype=bool)

    def _program(self, rows: list[Row]) -> Program:
        program = Program(self.people, over=self._over)
        for row in rows:
            program.row(row.columns, row.weights, row.low, row.high)
        return program

    def close(self, places: list[int]) -> None:
        """Leave some people out from now on."""
        self._closed[places] = True
        self._parts.bounds(np.zeros(self.people), (~self._closed).astype(float))

    def best(self, worth: Numbers, enough: float) -> Members:
        """Give a panel that is worth about as much as any, and at least `enough` if one is.

        Raises `NoAnswer` if there is no panel at all.
        """
        self._parts.cost(worth)
        self._parts.bounds(np.zeros(self.people), (~self._closed).astype(float))
        root = self._parts.solve()
        found = self._dive(root.columns)
        good = root.value - LOSS * (root.value - enough)
        if found is not None and worth @ found >= good:
            return found
        found = self._around(worth, root)
        if found is not None and worth @ found >= enough:
            return found
        return self._whole_of(worth, GAP)

    def _around(self, worth: Numbers, root: Answer) -> Members | None:
        """Make whole what is in parts, and whoever is nearly worth the same."""
        rounded = np.round(root.columns)
        apart = np.abs(root.columns - rounded) > WHOLE
        order = np.argsort(np.where(apart, -1.0, np.abs(root.column_prices)), kind="stable")
        free = np.zeros(self.people, dtype=bool)
        free[order[: AROUND + 2 * int(apart.sum())]] = True
        self._near.cost(worth)
        try:
            return self._whole(np.where(free, 0.0, rounded), np.where(free, ~self._closed, rounded))
        except NoAnswer:
            return None

    def _dive(self, columns: Numbers) -> Members | None:
        """Settle who is in in part, a few at a time; None where that leads nowhere."""
        turns = 0
        while True:
            apart = np.abs(columns - np.round(columns)) > WHOLE
            if not apart.any():
                return np.asarray(np.round(columns).astype(bool))
            order = np.argsort(np.where(apart, -columns, 1.0), kind="stable")
            places = [int(place) for place in order[: 1 + int(apart.sum()) // AT_ONCE]]
            found = self._settled(places, 1.0)
            while found is None:
                turns += 1
                if turns > TURNS:
                    return None
                self._release(places[1:])
                if len(places) > 1:
                    places = places[:1]
                    found = self._settled(places, 1.0)
                else:
                    found = self._settled(places, 0.0)
                    if found is None:
                        return None
            columns = found

    def _settled(self, places: list[int], at: float) -> Numbers | None:
        """Put some people in (1) or leave them out (0); None where no panel is left."""
        for place in places:
            self._parts.bound(place, at, at)
        try:
            return self._parts.solve().columns
        except NoAnswer:
            return None

    def _release(self, places: list[int]) -> None:
        for place in places:
            self._parts.bound(place, 0.0, 1.0)

    def most(self, worth: Numbers) -> Members:
        """Give a panel that is worth most, exactly. Raises `NoAnswer` if there is no panel."""
        return self._whole_of(worth, 0.0)

    def _whole_of(self, worth: Numbers, gap: float) -> Members:
        self._near.whole(gap)
        self._near.cost(worth)
        return self._whole(np.zeros(self.people), (~self._closed).astype(float))

    def holding(self, place: int, worth: Numbers) -> Members:
        """Give a panel with one person in it. Raises `NoAnswer` if there is none."""
        low = np.zeros(self.people)
        low[place] = 1.0
        self._near.cost(worth)
        return self._whole(low, (~self._closed).astype(float))

    def _whole(self, low: Numbers, high: Numbers) -> Members:
        self._near.bounds(low, high)
        return np.asarray(np.round(self._near.solve().columns).astype(bool))
