"""Equal shares: stories of projects, and a slow way of finding each price."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jury.domain.allocation import Grant, Item, TieNeedsDraw, Why, equal_shares, ranked, utility
from tests.domain.projects import ITEMS, amounts, item, slow_ranked


def points(**by_project: Sequence[int]) -> dict[str, dict[str, Fraction]]:
    return {
        p: {f"juror{i}": Fraction(v) for i, v in enumerate(values)}
        for p, values in by_project.items()
    }


FOUR = [f"juror{i}" for i in range(4)]


def test_a_quarter_of_the_jury_gets_a_quarter_of_the_money() -> None:
    items = [item("most1", 60, 75, 3), item("most2", 60, 75, 2), item("few", 25, 25, 1)]
    view = points(most1=[1, 1, 1, 0], most2=[1, 1, 1, 0], few=[0, 0, 0, 1])
    assert ranked(items, 100).chosen == {"most1", "few"}
    found = equal_shares(items, 100, view, FOUR)
    assert found.grants == (
        Grant("most1", 1, 60, Why("in_equal_shares", {"amount": 60})),
        Grant("most2", 2, 0, Why("skipped_no_room", {"left": 15, "asked": 60, "needed": 60})),
        Grant("few", 3, 25, Why("in_equal_shares", {"amount": 25})),
    )
    assert found.left == 15


def test_who_cannot_pay_the_price_pays_all_they_have_and_the_others_more() -> None:
    # First: each pays 20 of 25. Then juror3 alone likes "b": 25 left for it, with 5 from others.
    items = [item("a", 60, 90, 3), item("b", 40, 80, 2)]
    view = points(a=[2, 2, 2, 0], b=[1, 1, 1, 1])
    assert equal_shares(items, 100, view, FOUR).chosen == {"a", "b"}
    assert equal_shares(items, 99, view, FOUR).grants[1].why.code == "skipped_no_room"


def test_equal_shares_is_completed_by_the_ranking() -> None:
    items = [item("liked", 50, 90, 3), item("unseen", 40, 10, 1)]
    found = equal_shares(items, 100, points(liked=[1, 1, 1, 1]), FOUR)
    assert [g.why.code for g in found.grants] == ["in_equal_shares", "funded_in_full"]


def test_a_better_price_goes_before_a_better_place() -> None:
    items = [item("dear", 80, 90, 3), item("cheap", 40, 80, 2)]
    assert equal_shares(items, 100, points(dear=[1, 1, 1, 1], cheap=[1, 1, 1, 1]), FOUR).chosen == {
        "cheap"
    }


def test_equal_prices_go_by_place() -> None:
    items = [item("low", 80, 80, 2), item("high", 80, 90, 3)]
    assert equal_shares(items, 100, points(low=[1] * 4, high=[1] * 4), FOUR).chosen == {"high"}


def test_twins_at_one_price_draw_lots_only_if_both_cannot_be_bought() -> None:
    twins = [item("a", 60, 80, 2), item("b", 60, 80, 2)]
    view = points(a=[1] * 4, b=[1] * 4)
    with pytest.raises(TieNeedsDraw) as waits:
        equal_shares(twins, 100, view, FOUR)
    assert waits.value.ids == ("a", "b")
    assert equal_shares(twins, 100, view, FOUR, draw_order=["b", "a"]).chosen == {"b"}
    assert equal_shares(twins, 120, view, FOUR).chosen == {"a", "b"}


def test_twins_with_other_supporters_draw_lots_if_it_changes_what_is_bought() -> None:
    twins = [item("a", 50, 80, 2), item("b", 50, 80, 2)]
    view = points(a=[1, 1, 1, 0], b=[0, 1, 1, 1])
    with pytest.raises(TieNeedsDraw):
        equal_shares(twins, 80, view, FOUR)
    apart = points(a=[1, 1, 0, 0], b=[0, 0, 1, 1])
    assert equal_shares(twins, 100, apart, FOUR).chosen == {"a", "b"}


def test_many_twins_are_shared_out_without_trying_every_order() -> None:
    twins = [item(f"p{i:02}", 5, 80, 2) for i in range(20)]
    view = {p.id: dict.fromkeys(FOUR, Fraction(1)) for p in twins}
    assert len(equal_shares(twins, 100, view, FOUR).chosen) == 20


def slow_equal_shares(
    line: Sequence[Item], budget: int, view: dict[str, dict[str, Fraction]], jurors: Sequence[str]
) -> set[str]:
    """Buy in turn; the price is found by trying each number of jurors who pay all they have."""
    purse = {j: Fraction(budget, len(jurors)) for j in jurors}
    bought: set[str] = set()
    while True:
        offers = []
        for project in line:
            fans = [j for j in jurors if view[project.id].get(j, 0) > 0]
            for size in range(len(fans)):
                for broke in combinations(fans, size):
                    others = [j for j in fans if j not in broke]
                    price = (project.asked - sum(purse[j] for j in broke)) / sum(
                        view[project.id][j] for j in others
                    )
                    if (
                        project.id not in bought
                        and all(price * view[project.id][j] <= purse[j] for j in others)
                        and all(price * view[project.id][j] >= purse[j] for j in broke)
                    ):
                        offers.append((price, line.index(project)))
        if not offers:
            return bought
        price, where = min(offers)
        bought.add(line[where].id)
        for j in jurors:
            purse[j] -= min(purse[j], price * view[line[where].id].get(j, 0))


@given(ITEMS, st.integers(0, 30), st.data())
def test_equal_shares_agrees_with_the_slow_way(
    items: list[Item], budget: int, data: st.DataObject
) -> None:
    assume(len(items) < 6)
    view = {p.id: {j: Fraction(data.draw(st.integers(0, 3))) for j in FOUR} for p in items}
    slips = [p.id for p in items]
    place = [g.id for g in ranked(items, 0, draw_order=slips).grants]
    line = sorted(items, key=lambda p: place.index(p.id))
    first = slow_equal_shares(line, budget, view, FOUR)
    found = equal_shares(items, budget, view, FOUR, draw_order=slips)
    assert {g.id for g in found.grants if g.why.code == "in_equal_shares"} == first
    left = budget - sum(p.asked for p in items if p.id in first)
    rest = slow_ranked([p for p in line if p.id not in first], left, partial=False)
    assert amounts(found) == rest | {p.id: p.asked for p in items if p.id in first}
    assert [g.id for g in found.grants] == place


@given(ITEMS, st.integers(0, 30), st.data())
def test_the_order_of_jurors_and_projects_changes_nothing_in_equal_shares(
    items: list[Item], budget: int, data: st.DataObject
) -> None:
    view = {p.id: {j: Fraction(data.draw(st.integers(0, 3))) for j in FOUR} for p in items}
    slips = sorted(p.id for p in items)
    mixed = data.draw(st.permutations(items))
    others = data.draw(st.permutations(FOUR))
    turned = {p.id: {j: view[p.id][j] for j in others} for p in mixed}
    first = equal_shares(items, budget, view, FOUR, draw_order=slips)
    assert equal_shares(mixed, budget, turned, others, draw_order=slips) == first
    assert sum(grant.amount for grant in first.grants) <= budget


def test_without_jurors_equal_shares_is_the_ranking() -> None:
    items = [item("a", 60, 80, 2), item("b", 40, 70, 2)]
    assert equal_shares(items, 100, {}, []).chosen == {"a", "b"}


class _Criterion:
    def __init__(self, name: str, weight: int, top: int) -> None:
        self.id, self.weight, self.top = name, weight, top


def test_a_jurors_utility_is_their_weighted_level_over_what_they_judged() -> None:
    criteria = [_Criterion("a", 60, 4), _Criterion("b", 40, 5)]
    assert utility({"a": 2, "b": 5}, criteria) == Fraction(7, 10)
    assert utility({"a": 2, "b": None}, criteria) == Fraction(1, 2)
    assert utility({"a": None, "b": None}, criteria) == 0
    assert utility({}, criteria) == 0
