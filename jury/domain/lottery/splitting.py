"""Find a proof by cases where whole panels fall short of what people in parts would reach.

Panels are split into cases until no weights tell the cases' heaviest points from whole panels
(branch and bound: Land and Doig, Econometrica 28, 1960). Counted in programs, never in seconds:
the same pool gives the same proof.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from jury.domain.lottery.cases import Case, Cases, Split
from jury.domain.lottery.classes import Classes
from jury.domain.lottery.follow import Watch
from jury.domain.lottery.panels import Members, PanelMaker
from jury.domain.lottery.pool import Pool
from jury.domain.lottery.scales import CaseProgram, Heaviest, Scales, Way
from jury.domain.lottery.solver import Numbers

MOST_CLASSES = 150
MOST_CASES = 600
MOST_PROGRAMS = 40_000
"""Beyond these the bound stays what the multipliers prove."""

SHARE, LEAST = 0.0045, 0.00054
"""How near a bound is near enough: this part of what is reached, or this much."""

TRIES, FIRST_TRIES = 3, 200
AT_ONCE = 8
GROUPS = 8
KEPT = 3
FINE = 10**8
"""What all weights come to, nearly: they are written as whole numbers."""
APART = 1e-6


class TooHard(Exception):
    """No proof was found within the limits, or the time ran out."""


def near(bound: float, reached: float) -> bool:
    """Tell whether a bound is near enough to what whole panels reach."""
    return bound - reached <= max(SHARE * reached, LEAST)


@dataclass
class Node:
    """A case, or a split into two; `number` is the place of what is known of a case."""

    way: Way
    number: int
    by: tuple[int, int] | None = None
    parts: list[Node] = field(default_factory=list)


@dataclass
class _Point:
    """A point in parts that some weights make heavy: its case, its place on the scales."""

    counts: Numbers
    node: Node
    row: int


def groups_of(classes: Classes) -> list[tuple[int, ...]]:
    """Give the groups by which panels are split: classes, values, pairs of values."""
    found: dict[tuple[int, ...], None] = {(n,): None for n in range(len(classes.members))}
    found |= {row.columns: None for row in classes.quotas if row.columns}
    for one, other in combinations(classes.quotas, 2):
        if both := tuple(sorted({*one.columns} & {*other.columns})):
            found[both] = None
    return list(found)


class Search:
    """The search for a proof by cases; `closed` are the classes proved to be in no panel."""

    def __init__(
        self, pool: Pool, classes: Classes, concerned: frozenset[int], closed: frozenset[int]
    ) -> None:
        self.pool, self.classes = pool, classes
        self.sizes = np.array(classes.sizes, dtype=float)
        self.high = self.sizes.copy()
        self.high[sorted(closed)] = 0.0
        self.groups = groups_of(classes)
        self.table = np.zeros((len(self.groups), len(self.sizes)))
        for number, group in enumerate(self.groups):
            self.table[number, list(group)] = 1.0
        self.program = CaseProgram(classes, pool.seats, self.high, self.groups)
        self.upper, self.lower = Scales(self.sizes, concerned), Scales(self.sizes, concerned)
        self.whole: set[bytes] = set()
        self.looked = 0
        self.root = Node((), 0)
        self.cases = [self.root]
        self.points: list[_Point] = []
        self.asked = 0
        # What some solved programs prove of each case: a sum, and the prices of the classes.
        self.sums = np.full((1, KEPT), np.inf)
        self.prices = np.zeros((1, KEPT, len(self.sizes)))

    def count(self, panel: Members) -> Numbers:
        """Give how many of each class a panel seats."""
        of = self.classes.of
        return np.bincount(of, weights=panel, minlength=len(self.sizes)).astype(np.float64)

    def know(self, counts: Numbers) -> bool:
        """Take in a whole panel, as the number of each class; tell whether it is new."""
        rounded = np.round(counts)
        if rounded.tobytes() in self.whole:
            return False
        self.whole.add(rounded.tobytes())
        self.upper.add(rounded)
        self.lower.add(rounded)
        return True

    def reach(self, maker: PanelMaker, tries: int) -> float:
        """Look for better panels; tell what smallest chance whole panels are known to reach."""
        of = np.array(self.classes.of)
        for _ in range(tries):
            if self.looked == len(self.whole):
                break  # nothing is new since nothing better was found
            value, weights, _ = self.lower.weigh()
            panel = maker.best(weights[of], value)
            counts = self.count(panel)
            if weights @ counts <= value + APART or not self.know(counts):
                self.looked = len(self.whole)
        return self.lower.weigh()[0]

    def settle(self) -> tuple[float, Numbers, Numbers]:
        """Add the heaviest points of the cases until the weights hold for all of them."""
        while True:
            value, weights, counts = self.upper.weigh()
            if not self._heavier(value, weights):
                return value, weights, counts

    def _heavier(self, value: float, weights: Numbers) -> int:
        """Add the heaviest points of some cases that pass `value`; tell how many were added."""
        known = (self.sums + np.maximum(0.0, weights - self.prices) @ self.high).min(axis=1)
        added = 0
        for place in np.argsort(-known, kind="stable"):
            if known[place] <= value + APART or added > AT_ONCE:
                break
            node = self.cases[int(place)]
            found = self._ask(node.way, weights)
            self._learn(int(place), weights, found)
            if found.weight <= value + APART:
                continue
            if found.there and np.abs(found.point - np.round(found.point)).max() < APART:
                added += self.know(found.point)
            else:
                self.points.append(_Point(found.point, node, self.upper.add(found.point)))
                added += 1
        return added

    def _ask(self, way: Way, weights: Numbers) -> Heaviest:
        self.asked += 1
        return self.program.heaviest(way, weights)

    def _learn(self, place: int, weights: Numbers, found: Heaviest) -> None:
        """Keep what the answer proves of this case under any other weights."""
        gains = found.answer.column_prices[:-1]
        self.sums[place] = np.roll(self.sums[place], 1)
        self.prices[place] = np.roll(self.prices[place], 1, axis=0)
        self.sums[place, 0] = found.weight - np.maximum(0.0, gains) @ self.high
        self.prices[place, 0] = weights - gains

    def split(self, value: float, weights: Numbers, counts: Numbers) -> bool:
        """Split the cases whose points count most; tell whether there were any."""
        heavy: dict[int, _Point] = {}
        for point in sorted(self.points, key=lambda point: -counts[point.row]):
            if counts[point.row] > APART and len(heavy) < AT_ONCE:
                heavy.setdefault(point.node.number, point)
        for point in heavy.values():
            self._split(point, value, weights)
        return bool(heavy)

    def _split(self, point: _Point, value: float, weights: Numbers) -> None:
        node = point.node
        group, at = self._best_group(point, value, weights)
        node.by = (group, at)
        fewer = Node((*node.way, (group, at, False)), node.number)
        more = Node((*node.way, (group, at, True)), len(self.cases))
        node.parts = [fewer, more]
        self.cases[node.number] = fewer
        self.cases.append(more)
        self.sums = np.concatenate([self.sums, self.sums[[node.number]]])
        self.prices = np.concatenate([self.prices, self.prices[[node.number]]])
        staying = []
        for other in self.points:
            inside = self.table[group] @ other.counts
            if other.node is not node:
                staying.append(other)
            elif inside <= at + APART or inside >= at + 1 - APART:
                other.node = fewer if inside <= at + APART else more
                staying.append(other)
            else:
                self.upper.drop(other.row)
        self.points = staying

    def _best_group(self, point: _Point, value: float, weights: Numbers) -> tuple[int, int]:
        """Choose the group whose split lightens both cases most."""
        inside = self.table @ point.counts
        apart = np.abs(inside - np.round(inside))
        tries = [int(n) for n in np.argsort(-apart, kind="stable")[:GROUPS] if apart[n] > APART]
        if not tries:
            raise TooHard
        best, chosen = -1.0, (0, 0)
        for group in tries:
            at = int(np.floor(inside[group]))
            lighter = 1.0
            for least in (False, True):
                found = self._ask((*point.node.way, (group, at, least)), weights)
                lighter *= max(value - max(found.weight, 0.0), 1e-4)
            if lighter > best + 1e-12:
                best, chosen = lighter, (group, at)
        return chosen

    def written(self, weights: Numbers) -> Cases:
        """Write the proof that these weights make, in whole numbers."""
        rounded = np.round(weights * FINE)
        each = {
            self.pool.people[place].id: int(rounded[number])
            for number, members in enumerate(self.classes.members)
            for place in members
            if rounded[number] > 0
        }
        steps: list[Split | Case] = []
        waiting = [self.root]
        while waiting:
            node = waiting.pop()
            if node.by:
                steps.append(Split(self._ids(node.by[0]), node.by[1]))
                waiting += reversed(node.parts)
            else:
                steps.append(self._case(node.way, rounded / FINE))
        return Cases(each, tuple(steps))

    def _ids(self, group: int) -> tuple[str, ...]:
        members = self.classes.members
        places = sorted(place for number in self.groups[group] for place in members[number])
        return tuple(self.pool.people[place].id for place in places)

    def _case(self, way: Way, weights: Numbers) -> Case:
        prices = np.round(self._ask(way, weights).answer.row_prices * FINE)
        quotas = len(self.classes.quotas)
        homes = {
            tuple(row.columns): max(0, int(price))
            for row, price in zip(self.classes.households, prices[1 + quotas :], strict=False)
        }
        of = self.classes.of
        households = {
            key: price
            for key, places in self.pool.households().items()
            if (price := homes[tuple(dict.fromkeys(sorted(of[p] for p in places)))])
        }
        last = {(group, least): place for place, (group, _, least) in enumerate(way)}
        splits = [0] * len(way)
        for (group, least), place in last.items():
            splits[place] = abs(int(prices[self.program.row_of(group, least)]))
        return Case(
            int(prices[0]), tuple(int(p) for p in prices[1 : 1 + quotas]), households, tuple(splits)
        )


def prove_by_cases(
    pool: Pool,
    classes: Classes,
    maker: PanelMaker,
    known: list[Members],
    concerned: frozenset[int],
    closed: frozenset[int],
    bound: float,
    watch: Watch,
) -> Cases | None:
    """Prove a smaller bound than `bound`; None where whole panels are known to come near it.

    Raises `TooHard` or `TimeUp`.
    """
    if len(classes.members) > MOST_CLASSES:
        raise TooHard
    search = Search(pool, classes, concerned, closed)
    for panel in known:
        search.know(search.count(panel))
    if near(bound, search.reach(maker, FIRST_TRIES)):
        return None
    while not watch.over() and search.asked < MOST_PROGRAMS and len(search.cases) < MOST_CASES:
        value, weights, counts = search.settle()
        if near(value, search.reach(maker, TRIES)):
            return search.written(weights)
        if not search.split(value, weights, counts):
            break
    raise TooHard
