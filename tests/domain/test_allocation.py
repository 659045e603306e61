"""Sharing a budget: stories of projects, and each rule against a slow, obvious second one."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jury.domain.allocation import (
    Allocation,
    Grant,
    Item,
    TieNeedsDraw,
    Why,
    best_total,
    equal_shares,
    ranked,
    utility,
)
from jury.domain.errors import Conflict, Invalid


def item(name: str, asked: int, total: int | Fraction | None, *scores: int, minimum: int = 0,
         lead: int = 0) -> Item:
    exact = None if total is None else Fraction(total)
    return Item(name, asked, minimum or asked, exact, tuple(Fraction(s) for s in scores), lead)


def amounts(allocation: Allocation) -> dict[str, int]:
    return {g.id: g.amount for g in allocation.grants}


def order(allocation: Allocation) -> list[tuple[int, str]]:
    return [(g.rank, g.id) for g in allocation.grants]


ITEMS = st.lists(
    st.builds(lambda asked, part, total, scores, lead: (asked, part, total, scores, lead),
              st.integers(1, 12), st.integers(0, 3), st.none() | st.sampled_from([0, 1, 2, 5]),
              st.tuples(st.integers(0, 1), st.integers(0, 1)), st.integers(1, 2)),
    max_size=7,
).map(lambda rows: [
    Item(f"p{i}", asked, max(1, asked - part), None if total is None else Fraction(total, 3),
         () if total is None else tuple(Fraction(s) for s in scores),
         lead if total is None else 0)
    for i, (asked, part, total, scores, lead) in enumerate(rows)])


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
    return [line for line in permutations(items)
            if not any(before(b, a) for a, b in combinations(line, 2))]


# Ranked

def test_the_best_are_funded_and_what_no_longer_fits_is_skipped() -> None:
    shop, cafe, barn = item("shop", 50, 90, 4), item("cafe", 60, 80, 3), item("barn", 30, 70, 2)
    assert ranked([barn, cafe, shop], 100) == Allocation((
        Grant("shop", 1, 50, Why("funded_in_full", {"amount": 50})),
        Grant("cafe", 2, 0, Why("skipped_no_room", {"left": 50, "asked": 60, "minimum": 60})),
        Grant("barn", 3, 30, Why("funded_in_full", {"amount": 30})),
    ), 20)


def test_with_partial_the_next_one_gets_what_is_left_if_it_can_live_on_it() -> None:
    shop, cafe = item("shop", 50, 90, 4), item("cafe", 60, 80, 3, minimum=50)
    assert ranked([shop, cafe], 100, partial=True) == Allocation((
        Grant("shop", 1, 50, Why("funded_in_full", {"amount": 50})),
        Grant("cafe", 2, 50, Why("funded_in_part", {"amount": 50, "asked": 60})),
    ), 0)
    assert ranked([shop, cafe], 99, partial=True).grants[1] == Grant(
        "cafe", 2, 0, Why("skipped_no_room", {"left": 49, "asked": 60, "minimum": 50}))
    assert amounts(ranked([shop, cafe], 100)) == {"shop": 50, "cafe": 0}


def test_what_costs_exactly_what_is_left_is_funded() -> None:
    assert amounts(ranked([item("shop", 50, 90, 4)], 50)) == {"shop": 50}
    assert amounts(ranked([item("shop", 50, 90, 4)], 49)) == {"shop": 0}


def test_equal_totals_go_by_the_heaviest_criterion_then_the_next_then_the_smaller_amount() -> None:
    ana, bob = item("ana", 50, 80, 3, 4), item("bob", 40, 80, 3, 3)
    cem, dana = item("cem", 30, 80, 2, 4), item("dana", 20, 80, 2, 4)
    assert order(ranked([dana, cem, bob, ana], 0)) == [
        (1, "ana"), (2, "bob"), (3, "dana"), (4, "cem")]


def test_those_that_the_room_voted_for_come_after_all_scores_by_lead_then_amount() -> None:
    ana, bob = item("ana", 50, 0, 0), item("bob", 40, None, lead=3)
    cem, dana = item("cem", 30, None, lead=9), item("dana", 20, None, lead=3)
    assert order(ranked([bob, cem, dana, ana], 0)) == [
        (1, "ana"), (2, "cem"), (3, "dana"), (4, "bob")]


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
    three = [item("ana", 50, 80, 3, minimum=20), item("bob", 50, 80, 3, minimum=30),
             item("cem", 50, 80, 3, minimum=50)]
    with pytest.raises(TieNeedsDraw) as waits:
        ranked(three, 30, partial=True)
    assert waits.value.ids == ("ana", "bob")
    given_out = ranked(three, 30, partial=True, draw_order=["bob", "ana"])
    assert amounts(given_out) == {"bob": 30, "ana": 0, "cem": 0}
    assert order(given_out) == [(1, "bob"), (2, "ana"), (3, "cem")]
    assert amounts(ranked(three, 29, partial=True)) == {"ana": 29, "bob": 0, "cem": 0}


@pytest.mark.parametrize(("items", "budget", "code"), [
    ([], -1, "budget_negative"),
    ([item("ana", 5, 1), item("ana", 6, 1)], 9, "proposal_twice"),
    ([item("ana", 5, 1, minimum=6)], 9, "amounts_unclear"),
    ([Item("ana", 5, 0, Fraction(1))], 9, "amounts_unclear"),
])
def test_what_makes_no_sense_is_refused(items: list[Item], budget: int, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        ranked(items, budget)
    assert refused.value.code == code


@given(ITEMS, st.integers(0, 30), st.booleans())
def test_ranked_agrees_with_every_allowed_order_or_asks_for_lots(
        items: list[Item], budget: int, partial: bool) -> None:
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
        items: list[Item], budget: int, partial: bool, chance: object) -> None:
    slips = [p.id for p in items]
    shuffled = list(items)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    for rule in (lambda x: ranked(x, budget, partial=partial, draw_order=slips),
                 lambda x: best_total(x, budget, draw_order=slips)):
        found = rule(items)
        assert rule(shuffled) == found
        assert sum(amounts(found).values()) == budget - found.left <= budget
        for project in items:
            got = amounts(found)[project.id]
            assert got == 0 or project.minimum <= got <= project.asked
        assert found.chosen == {p for p, got in amounts(found).items() if got}


# Best total

def test_best_total_prefers_two_good_ones_to_one_better_one() -> None:
    big, a, b = item("big", 100, 90, 4), item("a", 50, 60, 3), item("b", 50, 50, 2)
    assert best_total([big, a, b], 100) == Allocation((
        Grant("big", 1, 0, Why("not_in_best_total", {"asked": 100})),
        Grant("a", 2, 50, Why("in_best_total", {"amount": 50})),
        Grant("b", 3, 50, Why("in_best_total", {"amount": 50})),
    ), 0)


def test_of_equal_totals_the_cheaper_then_the_one_with_the_best_placed() -> None:
    a, b, c = item("a", 50, 60, 3), item("b", 40, 40, 2), item("c", 30, 20, 1)
    bc = item("bc", 60, 60, 2)
    assert best_total([a, bc], 60).chosen == {"a"}
    assert best_total([a, b, c, item("d", 20, 40, 0)], 60).chosen == {"b", "d"}
    top, low = item("top", 30, 70, 1), item("low", 30, 30, 1)
    mid, mid2 = item("mid", 30, 60, 1), item("mid2", 30, 40, 1)
    assert best_total([mid, mid2, top, low], 60).chosen == {"top", "mid"}
    assert best_total([item("v", 10, 50, 1), item("w", 20, 40, 1), item("x", 20, 30, 1),
                       item("y", 10, 20, 1)], 30).chosen == {"v", "w"}


def test_equal_choices_hold_the_better_placed_where_they_first_differ() -> None:
    # {a, d} and {b, c} both cost 50 and give 100.
    four = [item("a", 30, 60, 1), item("b", 30, 55, 1), item("c", 20, 45, 1),
            item("d", 20, 40, 1)]
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
        "skipped_no_room", {"left": 19, "asked": 20, "minimum": 20})


@given(ITEMS, st.integers(0, 30))
def test_best_total_agrees_with_trying_every_choice(items: list[Item], budget: int) -> None:
    slips = [p.id for p in items]
    place = [g.id for g in ranked(items, 0, draw_order=slips).grants]
    scored = sorted((p for p in items if p.total is not None), key=lambda p: place.index(p.id))
    best = max((sum((p.total or 0 for p in choice), Fraction(0)), -sum(p.asked for p in choice),
                [p in choice for p in scored], choice)
               for size in range(len(scored) + 1) for choice in combinations(scored, size)
               if sum(p.asked for p in choice) <= budget)
    found = best_total(items, budget, draw_order=slips)
    assert found.chosen & {p.id for p in scored} == {p.id for p in best[3]}


# Equal shares

def points(**by_project: Sequence[int]) -> dict[str, dict[str, Fraction]]:
    return {p: {f"juror{i}": Fraction(v) for i, v in enumerate(values)}
            for p, values in by_project.items()}


FOUR = [f"juror{i}" for i in range(4)]


def test_a_quarter_of_the_jury_gets_a_quarter_of_the_money() -> None:
    items = [item("most1", 60, 75, 3), item("most2", 60, 75, 2), item("few", 25, 25, 1)]
    view = points(most1=[1, 1, 1, 0], most2=[1, 1, 1, 0], few=[0, 0, 0, 1])
    assert ranked(items, 100).chosen == {"most1", "few"}
    found = equal_shares(items, 100, view, FOUR)
    assert found.grants == (
        Grant("most1", 1, 60, Why("in_equal_shares", {"amount": 60})),
        Grant("most2", 2, 0, Why("skipped_no_room", {"left": 15, "asked": 60, "minimum": 60})),
        Grant("few", 3, 25, Why("in_equal_shares", {"amount": 25})))
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
    assert equal_shares(items, 100, points(dear=[1, 1, 1, 1], cheap=[1, 1, 1, 1]),
                        FOUR).chosen == {"cheap"}


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


def slow_equal_shares(line: Sequence[Item], budget: int,
                      view: dict[str, dict[str, Fraction]], jurors: Sequence[str]) -> set[str]:
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
                    price = ((project.asked - sum(purse[j] for j in broke))
                             / sum(view[project.id][j] for j in others))
                    if (project.id not in bought
                            and all(price * view[project.id][j] <= purse[j] for j in others)
                            and all(price * view[project.id][j] >= purse[j] for j in broke)):
                        offers.append((price, line.index(project)))
        if not offers:
            return bought
        price, where = min(offers)
        bought.add(line[where].id)
        for j in jurors:
            purse[j] -= min(purse[j], price * view[line[where].id].get(j, 0))


@given(ITEMS, st.integers(0, 30), st.data())
def test_equal_shares_agrees_with_the_slow_way(items: list[Item], budget: int,
                                               data: st.DataObject) -> None:
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
