"""The best total: stories of projects, and trying every choice."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.allocation import Allocation, Grant, Item, TieNeedsDraw, Why, best_total, ranked
from tests.domain.projects import ITEMS, amounts, item, order


def test_best_total_prefers_two_good_ones_to_one_better_one() -> None:
    big, a, b = item("big", 100, 90, 4), item("a", 50, 60, 3), item("b", 50, 50, 2)
    assert best_total([big, a, b], 100) == Allocation(
        (
            Grant("big", 1, 0, Why("not_in_best_total", {"asked": 100})),
            Grant("a", 2, 50, Why("in_best_total", {"amount": 50})),
            Grant("b", 3, 50, Why("in_best_total", {"amount": 50})),
        ),
        0,
    )


def test_of_equal_totals_the_cheaper_then_the_one_with_the_best_placed() -> None:
    a, b, c = item("a", 50, 60, 3), item("b", 40, 40, 2), item("c", 30, 20, 1)
    bc = item("bc", 60, 60, 2)
    assert best_total([a, bc], 60).chosen == {"a"}
    assert best_total([a, b, c, item("d", 20, 40, 0)], 60).chosen == {"b", "d"}
    top, low = item("top", 30, 70, 1), item("low", 30, 30, 1)
    mid, mid2 = item("mid", 30, 60, 1), item("mid2", 30, 40, 1)
    assert best_total([mid, mid2, top, low], 60).chosen == {"top", "mid"}
    assert best_total(
        [item("v", 10, 50, 1), item("w", 20, 40, 1), item("x", 20, 30, 1), item("y", 10, 20, 1)], 30
    ).chosen == {"v", "w"}


def test_equal_choices_hold_the_better_placed_where_they_first_differ() -> None:
    # {a, d} and {b, c} both cost 50 and give 100.
    four = [item("a", 30, 60, 1), item("b", 30, 55, 1), item("c", 20, 45, 1), item("d", 20, 40, 1)]
    assert best_total(four, 50).chosen == {"a", "c"}
    four[0], four[2] = item("a", 40, 60, 1), item("c", 20, 45, 1)
    four[3] = item("d", 10, 40, 1)
    assert best_total(four, 50).chosen == {"a", "d"}


def test_best_total_draws_lots_only_where_twins_are_parted() -> None:
    twins = [item("a", 50, 60, 3), item("b", 50, 60, 3)]
    with pytest.raises(TieNeedsDraw) as waits:
        best_total(twins, 60)
    assert waits.value.ids == ("a", "b")
    assert best_total(twins, 60, draw_order=["b", "a"]).chosen == {"b"}
    assert best_total(twins, 100).chosen == {"a", "b"}
    assert order(best_total(twins, 100)) == [(1, "a"), (1, "b")]


def test_best_total_leaves_the_rest_to_those_the_room_voted_for() -> None:
    a, voted = item("a", 50, 60, 3), item("voted", 20, None, lead=2)
    assert amounts(best_total([a, voted], 70)) == {"a": 50, "voted": 20}
    assert best_total([a, voted], 69).grants[1].why == Why(
        "skipped_no_room", {"left": 19, "asked": 20, "needed": 20}
    )


@given(ITEMS, st.integers(0, 30))
def test_best_total_agrees_with_trying_every_choice(items: list[Item], budget: int) -> None:
    slips = [p.id for p in items]
    place = [g.id for g in ranked(items, 0, draw_order=slips).grants]
    scored = sorted((p for p in items if p.total is not None), key=lambda p: place.index(p.id))
    best = max(
        (
            sum((p.total or 0 for p in choice), Fraction(0)),
            -sum(p.asked for p in choice),
            [p in choice for p in scored],
            choice,
        )
        for size in range(len(scored) + 1)
        for choice in combinations(scored, size)
        if sum(p.asked for p in choice) <= budget
    )
    found = best_total(items, budget, draw_order=slips)
    assert found.chosen & {p.id for p in scored} == {p.id for p in best[3]}


def test_of_equal_totals_the_cheaper_wins_over_the_better_placed() -> None:
    choices = [item("hi", 50, 60, 3), item("x", 20, 30, 1), item("y", 19, 30, 1)]
    assert best_total(choices, 50).chosen == {"x", "y"}


def test_twins_that_nobody_can_pay_for_need_no_lots() -> None:
    assert best_total([item("a", 50, 60, 3), item("b", 50, 60, 3)], 49).chosen == frozenset()
