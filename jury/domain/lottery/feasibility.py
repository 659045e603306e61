"""Can the pool fill the quotas, and if not: the smallest change that would let it.

The change is found and tried with whole panels, so what is proposed does work.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from jury.domain.lottery.panels import PanelMaker, person_rows
from jury.domain.lottery.pool import NO_LIMIT, Pool, Quota
from jury.domain.lottery.solver import INFINITY, NoAnswer, Over, Program


@dataclass(frozen=True)
class Change:
    """What to change: quotas by others, and fewer seats where the pool has too few people.

    `within_flex` tells whether every quota stays within the reach announced for it.
    """

    seats: int
    quotas: tuple[tuple[Quota, Quota], ...]
    within_flex: bool

    def apply(self, pool: Pool) -> Pool:
        """Give the pool as it would be after the change."""
        new = dict(self.quotas)
        return Pool(
            pool.features, pool.people, tuple(new.get(q, q) for q in pool.quotas), self.seats
        )


def is_feasible(pool: Pool, over: Over | None = None) -> bool:
    """Tell whether any panel keeps all rules. Raises `TimeUp` once `over` says so."""
    try:
        PanelMaker(pool, over).most(np.zeros(len(pool.people)))
    except NoAnswer:
        return False
    return True


def smallest_change(pool: Pool, over: Over | None = None) -> Change:
    """Give the change that moves the fewest seats in the quotas; nothing where nothing must move.

    Within the reach announced for each quota if that does; else beyond it. Seats are only taken
    away where the pool has too few people, or too few households. Raises `TimeUp` once `over`
    says so.
    """
    for limited in (True, False):
        moved = _moved(pool, over, limited=limited)
        if moved is not None:
            return Change(pool.seats, moved, limited)
    fewer = Pool(pool.features, pool.people, pool.quotas, _seatable(pool))
    for limited in (True, False):
        moved = _moved(fewer, over, limited=limited)
        if moved is not None:
            return Change(fewer.seats, moved, limited)
    raise AssertionError("quotas without limits always fit the people who can be seated together")


def _seatable(pool: Pool) -> int:
    """Count how many can sit together: one of each household."""
    shared = pool.households()
    return len(pool.people) - sum(len(places) - 1 for places in shared.values())


def _moved(
    pool: Pool, over: Over | None, *, limited: bool
) -> tuple[tuple[Quota, Quota], ...] | None:
    """Find the fewest seats by which quotas must move; None if no moving helps."""
    people, quotas = len(pool.people), len(pool.quotas)
    program = Program(people + 2 * quotas, maximise=False, over=over)
    low, high = np.zeros(people + 2 * quotas), np.ones(people + 2 * quotas)
    rows = list(person_rows(pool))
    for number, row in enumerate(rows):
        quota = number - 1
        if 0 <= quota < quotas:
            down, up = people + 2 * quota, people + 2 * quota + 1
            program.row([*row.columns, down], [*row.weights, 1.0], row.low, INFINITY)
            program.row([*row.columns, up], [*row.weights, -1.0], -INFINITY, row.high)
            high[[down, up]] = _reach(pool.quotas[quota], people, limited=limited)
        else:
            program.row(row.columns, row.weights, row.low, row.high)
    program.bounds(low, high)
    program.cost(np.concatenate([np.zeros(people), np.ones(2 * quotas)]))
    program.whole()
    try:
        moves = np.round(program.solve().columns[people:]).astype(int)
    except NoAnswer:
        return None
    return tuple(
        (quota, _by(quota, int(moves[2 * n]), int(moves[2 * n + 1])))
        for n, quota in enumerate(pool.quotas)
        if moves[2 * n] or moves[2 * n + 1]
    )


def _reach(quota: Quota, people: int, *, limited: bool) -> tuple[float, float]:
    """Tell how far down and up a quota may move."""
    if not limited:
        return float(quota.low), float(people)
    return float(quota.low - quota.low_flex), float(min(people, quota.high_flex - quota.high))


def _by(quota: Quota, down: int, up: int) -> Quota:
    low, high = quota.low - down, quota.high + up
    return replace(
        quota,
        low=low,
        high=high,
        low_flex=min(quota.low_flex, low),
        high_flex=min(NO_LIMIT, max(quota.high_flex, high)),
    )
