"""Projects for the stories about sharing a budget, and the slow second way of ranking."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, permutations

from hypothesis import strategies as st

from jury.domain.allocation import Allocation, Item


def item(
    name: str,
    asked: int,
    total: int | Fraction | None,
    *scores: int,
    minimum: int = 0,
    lead: int = 0,
) -> Item:
    exact = None if total is None else Fraction(total)
    return Item(name, asked, minimum or asked, exact, tuple(Fraction(s) for s in scores), lead)


def amounts(allocation: Allocation) -> dict[str, int]:
    return {g.id: g.amount for g in allocation.grants}


def order(allocation: Allocation) -> list[tuple[int, str]]:
    return [(g.rank, g.id) for g in allocation.grants]


ITEMS = st.lists(
    st.builds(
        lambda asked, part, total, scores, lead: (asked, part, total, scores, lead),
        st.integers(1, 12),
        st.integers(0, 3),
        st.none() | st.sampled_from([0, 1, 2, 5]),
        st.tuples(st.integers(0, 1), st.integers(0, 1)),
        st.integers(1, 2),
    ),
    max_size=7,
).map(
    lambda rows: [
        Item(
            f"p{i}",
            asked,
            max(1, asked - part),
            None if total is None else Fraction(total, 3),
            () if total is None else tuple(Fraction(s) for s in scores),
            lead if total is None else 0,
        )
        for i, (asked, part, total, scores, lead) in enumerate(rows)
    ]
)


def slow_ranked(line: Sequence[Item], budget: int, partial: bool) -> dict[str, int]:
    given_out: dict[str, int] = {}
    for project in line:
        left = budget - sum(given_out.values())
        if left >= project.asked:
            given_out[project.id] = project.asked
        elif partial and left >= project.minimum:
            given_out[project.id] = left
        else:
            given_out[project.id] = 0
    return given_out


def lines(items: Sequence[Item]) -> list[tuple[Item, ...]]:
    """Give every order that the published rules allow."""

    def before(a: Item, b: Item) -> bool:
        if (a.total is None) != (b.total is None):
            return b.total is None
        if a.total is None or b.total is None:
            return (b.lead, a.asked) < (a.lead, b.asked)
        if a.total != b.total:
            return a.total > b.total
        for x, y in zip(a.scores, b.scores, strict=True):
            if x != y:
                return x > y
        return a.asked < b.asked

    return [
        line
        for line in permutations(items)
        if not any(before(b, a) for a, b in combinations(line, 2))
    ]
