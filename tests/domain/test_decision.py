"""What the announced rule gives: who is funded, who waits, and why, told as small stories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.decision import (
    Ask,
    Margin,
    Outcome,
    Result,
    TieNeedsDraw,
    Vote,
    Why,
    decide,
    nearest_to_line,
    recompute,
    waiting_for_vote,
)
from jury.domain.errors import Invalid
from jury.domain.scoring import CountRule, CriterionScore, ProposalScore, collective_score


@dataclass(frozen=True)
class Question:
    """A criterion of the story."""

    id: str
    weight: int
    top: int = 4


ONE = (Question("helps", 100),)
TWO = (Question("lasts", 40), Question("helps", 60))


def scored(total: int | Fraction | None, *heaviest_first: int) -> ProposalScore:
    criteria = tuple(
        CriterionScore(f"c{i}", 50 - i, 4, 5, (), 0, True, Fraction(s))
        for i, s in enumerate(heaviest_first)
    )
    return ProposalScore(criteria, None if total is None else Fraction(total))


def of(outcomes: Sequence[Outcome]) -> list[tuple[str, int | None, str, int, str]]:
    return [(o.proposal_id, o.rank, o.result.value, o.amount_cents, o.why.code) for o in outcomes]


SHOP, CAFE, BARN = Ask("shop", 50, 50), Ask("cafe", 60, 45), Ask("barn", 30, 30)
SCORES = {"shop": scored(90), "cafe": scored(80), "barn": scored(70)}


def test_the_jury_funds_from_the_top_and_skips_what_does_not_fit() -> None:
    assert of(decide([BARN, CAFE, SHOP], SCORES, {}, 100)) == [
        ("shop", 1, "funded", 50, "funded_in_full"),
        ("cafe", 2, "reserve", 0, "skipped_no_room"),
        ("barn", 3, "funded", 30, "funded_in_full"),
    ]


def test_if_announced_the_next_one_gets_what_is_left() -> None:
    assert of(decide([BARN, CAFE, SHOP], SCORES, {}, 100, partial=True)) == [
        ("shop", 1, "funded", 50, "funded_in_full"),
        ("cafe", 2, "funded", 50, "funded_in_part"),
        ("barn", 3, "reserve", 0, "skipped_no_room"),
    ]


def test_the_floor_itself_is_enough_and_below_it_nothing_is_funded() -> None:
    found = decide([BARN, CAFE, SHOP], SCORES, {}, 200, floor=Fraction(80))
    assert of(found) == [
        ("shop", 1, "funded", 50, "funded_in_full"),
        ("cafe", 2, "funded", 60, "funded_in_full"),
        ("barn", None, "not_funded", 0, "below_floor"),
    ]
    assert found[2].why == Why("below_floor", {"score": Fraction(70), "floor": Fraction(80)})


def test_the_rooms_yes_comes_after_all_scores_and_its_no_ends_it() -> None:
    scores = {"shop": scored(None), "cafe": scored(1), "barn": scored(None)}
    votes = {"shop": Vote(7, 6, 2), "barn": Vote(6, 6)}
    found = decide([SHOP, CAFE, BARN], scores, votes, 110, floor=Fraction(1))
    assert of(found) == [
        ("cafe", 1, "funded", 60, "funded_in_full"),
        ("shop", 2, "funded", 50, "funded_in_full"),
        ("barn", None, "not_funded", 0, "vote_no"),
    ]
    assert found[2].why.params == {"yes": 6, "no": 6, "abstain": 0}


def test_the_larger_lead_comes_first_then_the_smaller_amount() -> None:
    scores = dict.fromkeys(("shop", "cafe", "barn"), scored(None))
    votes = {"shop": Vote(5, 3), "cafe": Vote(9, 6), "barn": Vote(2, 0)}
    assert [o.proposal_id for o in decide([SHOP, CAFE, BARN], scores, votes, 0)] == [
        "cafe",
        "barn",
        "shop",
    ]


def test_a_vote_on_a_scored_proposal_changes_nothing() -> None:
    votes = {"shop": Vote(0, 9), "cafe": Vote(9, 0)}
    assert decide([BARN, CAFE, SHOP], SCORES, votes, 100) == decide(
        [BARN, CAFE, SHOP], SCORES, {}, 100
    )


def test_without_score_and_vote_nothing_is_said_but_that_the_vote_is_missing() -> None:
    scores = {**SCORES, "barn": scored(None), "cafe": scored(None)}
    assert waiting_for_vote(scores, {"cafe": Vote(1, 2)}) == ("barn",)
    assert waiting_for_vote(SCORES, {}) == ()
    assert of(decide([BARN, SHOP], scores, {}, 100))[1] == (
        "barn",
        None,
        "not_funded",
        0,
        "no_votes_yet",
    )


def test_ties_go_by_the_heaviest_criterion_before_the_smaller_amount() -> None:
    scores = {"shop": scored(80, 4, 1), "cafe": scored(80, 3, 4), "barn": scored(80, 3, 3)}
    assert [o.proposal_id for o in decide([BARN, CAFE, SHOP], scores, {}, 0)] == [
        "shop",
        "cafe",
        "barn",
    ]


def test_a_tie_at_the_line_waits_for_lots_and_then_follows_them() -> None:
    twins = [replace(SHOP, id="ana"), replace(SHOP, id="bob")]
    scores = {"ana": scored(80, 4), "bob": scored(80, 4)}
    with pytest.raises(TieNeedsDraw) as waits:
        decide(twins, scores, {}, 60)
    assert waits.value.ids == ("ana", "bob")
    assert of(decide(twins, scores, {}, 60, draw_order=["bob", "ana"])) == [
        ("bob", 1, "funded", 50, "funded_in_full"),
        ("ana", 2, "reserve", 0, "skipped_no_room"),
    ]
    assert [o.rank for o in decide(twins, scores, {}, 100)] == [1, 1]


def test_one_proposal_twice_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        decide([SHOP, SHOP], SCORES, {}, 10, floor=Fraction(95))
    assert refused.value.code == "proposal_twice"


@pytest.mark.parametrize("counts", [(-1, 0, 0), (0, -1, 0), (0, 0, -1)])
def test_votes_below_nought_are_refused(counts: tuple[int, int, int]) -> None:
    with pytest.raises(Invalid) as refused:
        Vote(*counts)
    assert refused.value.code == "votes_negative"


@given(
    st.lists(
        st.tuples(st.integers(1, 20), st.none() | st.integers(0, 4), st.integers(0, 3)), max_size=7
    ),
    st.integers(0, 60),
    st.booleans(),
    st.none() | st.integers(0, 4),
    st.randoms(use_true_random=False),
)
def test_the_budget_holds_everyone_is_answered_and_order_changes_nothing(
    rows: list[tuple[int, int | None, int]],
    budget: int,
    partial: bool,
    floor: int | None,
    chance: object,
) -> None:
    asks = [Ask(f"p{i}", asked, asked) for i, (asked, _, _) in enumerate(rows)]
    scores = {f"p{i}": scored(total) for i, (_, total, _) in enumerate(rows)}
    votes = {f"p{i}": Vote(yes, 1) for i, (_, _, yes) in enumerate(rows)}
    shuffled = list(asks)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    exact = None if floor is None else Fraction(floor)
    slips = [a.id for a in asks]

    def found(order: list[Ask]) -> tuple[Outcome, ...]:
        return decide(order, scores, votes, budget, floor=exact, partial=partial, draw_order=slips)

    outcomes = found(asks)
    assert found(shuffled) == outcomes
    assert sum(o.amount_cents for o in outcomes) <= budget
    assert sorted(o.proposal_id for o in outcomes) == sorted(slips)
    for o in outcomes:
        assert (o.result is Result.FUNDED) == (o.amount_cents > 0)
        assert (o.result is Result.NOT_FUNDED) == (o.rank is None)
        total = scores[o.proposal_id].total
        if total is not None:
            assert (o.rank is None) == (exact is not None and total < exact)
        else:
            assert (o.rank is None) == (not votes[o.proposal_id].yes > 1)


# How sure


def test_the_nearest_to_the_line_are_named_with_their_points() -> None:
    asks = [Ask(p, 10, 10) for p in "abcdef"]
    scores = {
        "a": scored(90),
        "b": scored(75),
        "c": scored(Fraction(149, 2)),
        "d": scored(60),
        "e": scored(None),
        "f": scored(50),
    }
    outcomes = decide(asks, scores, {"e": Vote(3, 0)}, 20)
    assert nearest_to_line(outcomes, scores) == (
        Margin("b", Fraction(1, 2)),
        Margin("c", Fraction(1, 2)),
        Margin("d", Fraction(15)),
        Margin("a", Fraction(31, 2)),
    )
    assert nearest_to_line(outcomes, scores, 2) == (
        Margin("b", Fraction(1, 2)),
        Margin("c", Fraction(1, 2)),
    )


def test_where_points_decided_nothing_none_are_measured() -> None:
    """The orchard asks more than there is; the cinema is funded though it is placed lower."""
    asks = [Ask("bakery", 20, 20), Ask("orchard", 50, 50), Ask("cinema", 15, 15)]
    scores = {"bakery": scored(80), "orchard": scored(Fraction(767, 10)), "cinema": scored(20)}
    assert nearest_to_line(decide(asks, scores, {}, 40), scores) == ()
    asks.append(Ask("dance", 25, 25))
    scores["dance"] = scored(70)
    assert nearest_to_line(decide(asks, scores, {}, 40), scores) == (
        Margin("bakery", Fraction(10)),
        Margin("dance", Fraction(10)),
    )


def test_without_a_line_nobody_is_near_it() -> None:
    assert nearest_to_line(decide([SHOP], SCORES, {}, 50), SCORES) == ()
    assert nearest_to_line(decide([SHOP], SCORES, {}, 49), SCORES) == ()
    assert nearest_to_line((), {}) == ()


# The guarantor's own count

OPENED = {"shop": [{"helps": 4, "lasts": 3}] * 5, "cafe": [{"helps": 1, "lasts": None}] * 5}
COUNTED = {p: collective_score(levels, 5, TWO, CountRule()) for p, levels in OPENED.items()}
STAYED = {"shop": 5, "cafe": 5}


def test_the_opened_sheets_give_the_published_numbers() -> None:
    assert recompute(OPENED, COUNTED, TWO, CountRule(), STAYED) == ()


def test_a_changed_level_is_found_at_its_proposal_and_criterion() -> None:
    changed = {**OPENED, "shop": [*OPENED["shop"][:4], {"helps": 3, "lasts": 3}]}
    assert recompute(changed, COUNTED, TWO, CountRule(), STAYED) == (("shop", "helps"),)
    doubled = {**OPENED, "shop": OPENED["shop"] * 2}
    assert recompute(doubled, COUNTED, TWO, CountRule(), STAYED) == (
        ("shop", "helps"),
        ("shop", "lasts"),
    )


def test_a_changed_total_is_found() -> None:
    wrong = {**COUNTED, "shop": replace(COUNTED["shop"], total=Fraction(99))}
    assert recompute(OPENED, wrong, TWO, CountRule(), STAYED) == (("shop", ""),)


def test_a_proposal_missing_on_either_side_is_found() -> None:
    assert recompute({"shop": OPENED["shop"]}, COUNTED, TWO, CountRule(), STAYED) == (("cafe", ""),)
    assert recompute(OPENED, {"cafe": COUNTED["cafe"]}, TWO, CountRule(), STAYED) == (("shop", ""),)
