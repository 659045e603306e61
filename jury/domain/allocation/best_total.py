"""The rule "best total": the affordable choice of projects whose scores sum highest.

It must never know a juror; who scored what does not matter here.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from jury.domain.allocation.ranked import (
    Allocation,
    Item,
    TieNeedsDraw,
    Why,
    check,
    completed,
    drawn,
    groups,
)


def best_total(
    items: Sequence[Item], budget: int, *, draw_order: Sequence[str] | None = None
) -> Allocation:
    """Choose the affordable projects whose scores sum highest; exact, not an estimate.

    Of several such choices: the one that spends least, then the one that holds the higher placed
    project where they first differ. What is left goes by ranking to projects that the room voted
    for. Raises TieNeedsDraw as `ranked` does.
    """
    check(items, budget)
    order = [item for group in groups(items) for item in drawn(group, draw_order) or group]
    first = _knapsack([item for item in order if item.total is not None], budget)
    for group in groups(items):
        inside = [item for item in group if item.id in first]
        if 0 < len(inside) < len(group) and drawn(group, draw_order) is None:
            raise TieNeedsDraw([item.id for item in group])
    beside = {
        item.id: Why("not_in_best_total", {"asked": item.asked})
        for item in items
        if item.total is not None and item.id not in first
    }
    return completed(items, budget, first, "in_best_total", beside, draw_order)


def _knapsack(order: Sequence[Item], budget: int) -> frozenset[str]:
    """Go through undominated choices (cost, value, set); a higher placed project is a higher bit.

    The projects come by value for money, so that what cannot reach the best known total is
    dropped early (Nemhauser and Ullmann 1969, with a linear bound).
    """
    scale = lcm(*(item.total.denominator for item in order if item.total is not None))
    worth = {item.id: int((item.total or 0) * scale) for item in order}
    bit = {item.id: 1 << (len(order) - i) for i, item in enumerate(order)}
    queue = sorted(
        (item for item in order if worth[item.id] > 0 and item.asked <= budget),
        key=lambda item: Fraction(item.asked, worth[item.id]),
    )
    known, left = 0, budget
    for item in queue:
        if item.asked <= left:
            known, left = known + worth[item.id], left - item.asked
    states = [(0, 0, 0)]
    for item in queue:
        promising = [
            s for s in states if (known - s[1]) * item.asked <= (budget - s[0]) * worth[item.id]
        ]
        more = [
            (cost + item.asked, value + worth[item.id], held | bit[item.id])
            for cost, value, held in promising
            if cost + item.asked <= budget
        ]
        states = []
        for state in sorted(promising + more, key=lambda s: (s[0], -s[1], -s[2])):
            if not states or state[1] > states[-1][1]:
                states.append(state)
    return frozenset(item.id for item in order if states[-1][2] & bit[item.id])
