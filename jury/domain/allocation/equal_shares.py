"""The rule "equal shares": each juror holds an equal part of the budget and spends it on projects.

It must never know a juror by more than an opaque name.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from jury.domain.allocation.ranked import (
    Allocation,
    Item,
    TieNeedsDraw,
    check,
    completed,
    drawn,
    groups,
)
from jury.domain.scoring import Levels, Weighed

Points = Mapping[str, Mapping[str, Fraction]]
"""What each juror thinks of each project: project -> juror -> points above 0."""


def equal_shares(
    items: Sequence[Item],
    budget: int,
    utilities: Mapping[str, Mapping[str, Fraction]],
    jurors: Collection[str],
    *,
    draw_order: Sequence[str] | None = None,
) -> Allocation:
    """Give each juror an equal share of the budget, and buy what they support at the lowest price.

    `utilities` maps a project to what each juror thinks of it (0 or absent: nothing). A project
    costs its supporters a price for each point, equal for all, or all that they have left; the
    lowest price is bought first (Peters, Pierczyński and Skowron 2021). Completed by `ranked`.
    Raises TieNeedsDraw as `ranked` does.
    """
    check(items, budget)
    by_place = [item for group in groups(items) for item in drawn(group, draw_order) or group]
    purse = {juror: Fraction(budget, len(set(jurors))) for juror in jurors}
    points = {
        item.id: {j: u for j, u in utilities.get(item.id, {}).items() if u > 0 and j in purse}
        for item in by_place
    }
    first = _buy(by_place, points, purse, draw_order)
    return completed(items, budget, first, "in_equal_shares", {}, draw_order)


def _buy(
    open_: list[Item],
    points: Points,
    purse: Mapping[str, Fraction],
    draw_order: Sequence[str] | None,
) -> frozenset[str]:
    """Buy the next project, and so on; where a tie would change what is bought, lots decide."""
    prices = {
        item.id: price
        for item in open_
        if (price := _price(item.asked, points[item.id], purse)) is not None
    }
    if not prices:
        return frozenset()
    lowest = min(prices.values())
    cheapest = [item for item in open_ if prices.get(item.id) == lowest]
    tied = [item for item in cheapest if item.standing == cheapest[0].standing]
    if drawn(tied, draw_order):
        tied = tied[:1]
    ways = set()
    # Projects with the same supporters are interchangeable: the first stands for its like, and
    # any order of them is the same unless only some are bought.
    for item in _unlike(tied, points):
        price, paying = prices[item.id], points[item.id]
        after = {j: b - min(b, price * paying[j]) if j in paying else b for j, b in purse.items()}
        rest = [other for other in open_ if other is not item]
        way = _buy(rest, points, after, draw_order) | {item.id}
        ways.add(way)
        if any(points[o.id] == paying and o.id not in way for o in tied):
            raise TieNeedsDraw([o.id for o in tied])
    if len(ways) > 1:
        raise TieNeedsDraw([item.id for item in tied])
    return ways.pop()


def _unlike(tied: Sequence[Item], points: Points) -> list[Item]:
    """Take one of each kind of tied project: a kind has the same supporters and points."""
    return [
        item
        for i, item in enumerate(tied)
        if all(points[item.id] != points[earlier.id] for earlier in tied[:i])
    ]


def _price(
    cost: int, points: Mapping[str, Fraction], purse: Mapping[str, Fraction]
) -> Fraction | None:
    """Give the price of a point at which the supporters can pay together, or None."""
    rest, weight = Fraction(cost), sum(points.values(), Fraction(0))
    for juror in sorted(points, key=lambda j: (purse[j] / points[j], j)):
        price = rest / weight
        if price * points[juror] <= purse[juror]:
            return price
        rest, weight = rest - purse[juror], weight - points[juror]
    return None


def utility(levels: Levels, criteria: Sequence[Weighed]) -> Fraction:
    """Give one juror's own weighted level of a project, 0 to 1, over the criteria they judged."""
    judged = [
        (c.weight, Fraction(level, c.top))
        for c in criteria
        if (level := levels.get(c.id)) is not None
    ]
    weight = sum(w for w, _ in judged)
    return sum((w * part for w, part in judged), Fraction(0)) / weight if weight else Fraction(0)
