"""Freed money goes down the reserve list by the announced rule, and never beyond the budget."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.decision import TieNeedsDraw
from jury.domain.decision.freed import Waiting, amounts_now, pass_on

AMOUNTS = st.lists(st.tuples(st.integers(1, 50), st.integers(1, 50)), max_size=8)
WAITING = AMOUNTS.map(
    lambda rows: [Waiting(f"p{n}", n + 1, max(r), min(r)) for n, r in enumerate(rows)]
)


def slowly(left: int, waiting: list[Waiting], partial: bool) -> dict[str, int]:
    """Go down the list by hand."""
    given: dict[str, int] = {}
    for one in sorted(waiting, key=lambda w: w.place or 0):
        if one.asked_cents <= left:
            given[one.id] = one.asked_cents
        elif partial and one.minimum_cents <= left:
            given[one.id] = left
        left -= given.get(one.id, 0)
    return given


@given(WAITING, st.integers(0, 200), st.booleans(), st.randoms())
def test_it_goes_down_the_list_in_whatever_order_it_is_written(waiting, left, partial, chance):
    expected = slowly(left, waiting, partial)
    chance.shuffle(waiting)
    assert pass_on(left, waiting, partial=partial) == expected
    assert sum(expected.values()) <= left


def test_equals_wait_for_a_draw_and_those_outside_the_ranking_come_last() -> None:
    equals = [Waiting("mill", 4, 900, 900), Waiting("pond", 4, 900, 900)]
    with pytest.raises(TieNeedsDraw):
        pass_on(1000, equals)
    assert pass_on(1000, equals, draw_order=["pond", "mill"]) == {"pond": 900}
    assert pass_on(2000, equals) == {"mill": 900, "pond": 900}
    assert pass_on(900, [Waiting("new", None, 100, 100), equals[0]]) == {"mill": 900}


def test_what_each_gets_now_follows_what_happened_in_order() -> None:
    assert amounts_now({"a": 5, "b": 0}, [("a", {}), (None, {"b": 4}), ("b", {})]) == {
        "a": 0,
        "b": 0,
    }
