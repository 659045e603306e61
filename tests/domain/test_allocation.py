"""Sharing a budget by ranking: stories of projects, and every order that the rules allow."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jury.domain.allocation import Allocation, Grant, Item, TieNeedsDraw, Why, best_total, ranked
from jury.domain.errors import Conflict, Invalid
from tests.domain.projects import ITEMS, amounts, item, lines, order, slow_ranked


def test_the_best_are_funded_and_what_no_longer_fits_is_skipped() -> None:
    shop, cafe, barn = item("shop", 50, 90, 4), item("cafe", 60, 80, 3), item("barn", 30, 70, 2)
    assert ranked([barn, cafe, shop], 100) == Allocation(
        (
            Grant("shop", 1, 50, Why("funded_in_full", {"amount": 50})),
            Grant("cafe", 2, 0, Why("skipped_no_room", {"left": 50, "asked": 60, "needed": 60})),
            Grant("barn", 3, 30, Why("funded_in_full", {"amount": 30})),
        ),
        20,
    )


def test_with_partial_the_next_one_gets_what_is_left_if_it_can_live_on_it() -> None:
    shop, cafe = item("shop", 50, 90, 4), item("cafe", 60, 80, 3, minimum=50)
    assert ranked([shop, cafe], 100, partial=True) == Allocation(
        (
            Grant("shop", 1, 50, Why("funded_in_full", {"amount": 50})),
            Grant("cafe", 2, 50, Why("funded_in_part", {"amount": 50, "asked": 60})),
        ),
        0,
    )
    assert ranked([shop, cafe], 99, partial=True).grants[1] == Grant(
        "cafe", 2, 0, Why("skipped_no_room", {"left": 49, "asked": 60, "needed": 50})
    )
    assert amounts(ranked([shop, cafe], 100)) == {"shop": 50, "cafe": 0}


def test_what_costs_exactly_what_is_left_is_funded() -> None:
    assert amounts(ranked([item("shop", 50, 90, 4)], 50)) == {"shop": 50}
    assert amounts(ranked([item("shop", 50, 90, 4)], 49)) == {"shop": 0}


def test_equal_totals_go_by_the_heaviest_criterion_then_the_next_then_the_smaller_amount() -> None:
    ana, bob = item("ana", 50, 80, 3, 4), item("bob", 40, 80, 3, 3)
    cem, dana = item("cem", 30, 80, 2, 4), item("dana", 20, 80, 2, 4)
    assert order(ranked([dana, cem, bob, ana], 0)) == [
        (1, "ana"),
        (2, "bob"),
        (3, "dana"),
        (4, "cem"),
    ]


def test_those_that_the_room_voted_for_come_after_all_scores_by_lead_then_amount() -> None:
    ana, bob = item("ana", 50, 0, 0), item("bob", 40, None, lead=3)
    cem, dana = item("cem", 30, None, lead=9), item("dana", 20, None, lead=3)
    assert order(ranked([bob, cem, dana, ana], 0)) == [
        (1, "ana"),
        (2, "cem"),
        (3, "dana"),
        (4, "bob"),
    ]


def test_a_tie_at_the_line_waits_for_the_public_draw() -> None:
    twins = [item("ana", 50, 80, 3), item("bob", 50, 80, 3)]
    with pytest.raises(TieNeedsDraw) as waits:
        ranked(twins, 60)
    assert (waits.value.code, waits.value.ids) == ("tie_needs_draw", ("ana", "bob"))
    assert waits.value.params == {"ids": ("ana", "bob")}
    assert isinstance(waits.value, Conflict)
    assert order(ranked(twins, 60, draw_order=["bob", "ana"])) == [(1, "bob"), (2, "ana")]
    assert amounts(ranked(twins, 60, draw_order=["bob", "ana"])) == {"bob": 50, "ana": 0}
    assert amounts(ranked(twins, 60, draw_order=["ana", "bob"])) == {"bob": 0, "ana": 50}


def test_a_tie_away_from_the_line_is_left() -> None:
    twins = [item("ana", 50, 80, 3), item("bob", 50, 80, 3), item("cem", 1, 1, 1)]
    assert order(ranked(twins, 100)) == [(1, "ana"), (1, "bob"), (3, "cem")]
    assert order(ranked(twins, 49)) == [(1, "ana"), (1, "bob"), (3, "cem")]


def test_slips_of_only_some_of_the_tied_do_not_decide() -> None:
    twins = [item("ana", 50, 80, 3), item("bob", 50, 80, 3)]
    with pytest.raises(TieNeedsDraw):
        ranked(twins, 60, draw_order=["bob"])


def test_a_slip_drawn_twice_is_refused() -> None:
    twins = [item("ana", 50, 80, 3), item("bob", 50, 80, 3)]
    with pytest.raises(Invalid) as refused:
        ranked(twins, 60, draw_order=["bob", "ana", "bob"])
    assert refused.value.code == "draw_twice"


def test_only_those_who_could_live_on_what_is_left_draw_for_it() -> None:
    three = [
        item("ana", 50, 80, 3, minimum=20),
        item("bob", 50, 80, 3, minimum=30),
        item("cem", 50, 80, 3, minimum=50),
    ]
    with pytest.raises(TieNeedsDraw) as waits:
        ranked(three, 30, partial=True)
    assert waits.value.ids == ("ana", "bob")
    given_out = ranked(three, 30, partial=True, draw_order=["bob", "ana"])
    assert amounts(given_out) == {"bob": 30, "ana": 0, "cem": 0}
    assert order(given_out) == [(1, "bob"), (2, "ana"), (3, "cem")]
    assert amounts(ranked(three, 29, partial=True)) == {"ana": 29, "bob": 0, "cem": 0}


@pytest.mark.parametrize(
    ("items", "budget", "code"),
    [
        ([], -1, "budget_negative"),
        ([item("ana", 5, 1), item("ana", 6, 1)], 9, "proposal_twice"),
        ([item("ana", 5, 1, minimum=6)], 9, "amounts_unclear"),
        ([Item("ana", 5, 0, Fraction(1))], 9, "amounts_unclear"),
    ],
)
def test_what_makes_no_sense_is_refused(items: list[Item], budget: int, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        ranked(items, budget)
    assert refused.value.code == code


@given(ITEMS, st.integers(0, 30), st.booleans())
def test_ranked_agrees_with_every_allowed_order_or_asks_for_lots(
    items: list[Item], budget: int, partial: bool
) -> None:
    assume(len(items) < 6)
    ways = {tuple(sorted(slow_ranked(line, budget, partial).items())) for line in lines(items)}
    try:
        found = ranked(items, budget, partial=partial)
    except TieNeedsDraw:
        assert len(ways) > 1
    else:
        assert ways == {tuple(sorted(amounts(found).items()))}
        assert found.left == budget - sum(amounts(found).values())


@given(ITEMS, st.integers(0, 30), st.booleans(), st.randoms(use_true_random=False))
def test_the_budget_is_never_exceeded_and_the_order_typed_changes_nothing(
    items: list[Item], budget: int, partial: bool, chance: object
) -> None:
    slips = [p.id for p in items]
    shuffled = list(items)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    for rule in (
        lambda x: ranked(x, budget, partial=partial, draw_order=slips),
        lambda x: best_total(x, budget, draw_order=slips),
    ):
        found = rule(items)
        assert rule(shuffled) == found
        assert sum(amounts(found).values()) == budget - found.left <= budget
        for project in items:
            got = amounts(found)[project.id]
            assert got == 0 or project.minimum <= got <= project.asked
        assert found.chosen == {p for p, got in amounts(found).items() if got}
