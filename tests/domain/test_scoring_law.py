"""The law of the collective score, against small stories and a slow second way of counting."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.errors import Invalid
from jury.domain.scoring import (
    CountRule,
    CriterionScore,
    ProposalScore,
    Published,
    ScoreRule,
    Sheet,
    Tally,
    collective_score,
    published,
    score_all,
    score_from_tallies,
    tally,
)
from tests.domain.stories import FOUR, NO_QUORUM, SLOW, Question, all_at

RULES = st.sampled_from([r for r in ScoreRule if r is not ScoreRule.MAJORITY_JUDGEMENT])


@st.composite
def sheets(draw: st.DrawFn) -> list[dict[str, int | None]]:
    one = st.fixed_dictionaries({q.id: st.none() | st.integers(0, q.top) for q in FOUR})
    return draw(st.lists(one, max_size=16))


# A proposal


def test_the_bakery_of_six_jurors_gets_the_score_that_they_can_work_out_by_hand() -> None:
    given_levels = [4, 4, 3, 2, 1, 0]
    levels = [{"helps": v, "gives": v, "works": min(v, 3), "lasts": v + 1} for v in given_levels]
    score = collective_score(levels, 6, FOUR, CountRule())
    assert [c.score for c in score.criteria] == [
        Fraction(10, 4),
        Fraction(10, 4),
        Fraction(9, 4),
        Fraction(14, 4),
    ]
    assert score.total == (
        40 * Fraction(5, 8) + 20 * Fraction(5, 8) + 20 * Fraction(3, 4) + 20 * Fraction(7, 10)
    )
    assert score.total == Fraction(133, 2)
    assert score.criteria[2] == CriterionScore(
        "works", 20, 3, 6, (1, 1, 1, 3), 0, True, Fraction(9, 4)
    )


def test_the_best_possible_is_one_hundred_and_the_worst_is_nought() -> None:
    best = [{q.id: q.top for q in FOUR}] * 5
    assert collective_score(best, 5, FOUR, CountRule()).total == 100
    assert collective_score([all_at(0)] * 5, 5, FOUR, CountRule()).total == 0


def test_one_criterion_without_quorum_leaves_the_proposal_to_the_room() -> None:
    levels = [all_at(3)] * 5 + [{**all_at(3), "works": None}] * 6
    score = collective_score(levels, 11, FOUR, CountRule())
    assert score.total is None
    assert score.heaviest_first == ()
    assert [c.quorum_met for c in score.criteria] == [True, True, False, True]
    assert [c.score for c in score.criteria] == [3, 3, None, 3]


def test_without_quorum_the_number_alone_is_shown() -> None:
    score = collective_score([all_at(3)] * 4 + [{**all_at(2), "works": None}], 5, FOUR, CountRule())
    assert published(score.criteria[0]) == Published("helps", 5, True, (0, 0, 1, 4, 0), 0, 3)
    assert published(score.criteria[2]) == Published("works", 4, False, None, None, None)
    assert published(score.criteria[3]) == Published("lasts", 5, True, (0, 0, 1, 4, 0, 0), 0, 3)


def test_cannot_judge_is_counted_apart_and_is_never_a_nought() -> None:
    judged = [all_at(3)] * 5
    with_doubt = collective_score([*judged, all_at(None)], 6, FOUR, CountRule())
    assert with_doubt.total == collective_score(judged, 6, FOUR, CountRule()).total
    assert tally([*judged, all_at(None)], FOUR)[0] == Tally((0, 0, 0, 5, 0), 1)


def test_the_heaviest_criterion_comes_first_and_equal_weights_keep_the_calls_order() -> None:
    order = (Question("a", 20, 4), Question("b", 60, 4), Question("c", 20, 4))
    levels = [{"a": 1, "b": 2, "c": 3}] * 5
    assert collective_score(levels, 5, order, CountRule()).heaviest_first == (2, 1, 3)


def test_weights_that_do_not_sum_to_one_hundred_are_refused() -> None:
    with pytest.raises(Invalid) as refused:
        collective_score([], 5, FOUR[:3], CountRule())
    assert refused.value.code == "weights_not_100"


def test_counts_for_another_scale_are_refused() -> None:
    with pytest.raises(Invalid) as refused:
        score_from_tallies([Tally((1, 2))] * 4, 5, FOUR, CountRule())
    assert refused.value.code == "counts_off_scale"


@given(sheets(), RULES, st.randoms(use_true_random=False))
def test_the_order_of_jurors_changes_nothing(
    given_sheets: list[dict[str, int | None]], how: ScoreRule, chance: object
) -> None:
    rule = CountRule(how, 1, False)
    shuffled = list(given_sheets)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert collective_score(shuffled, 16, FOUR, rule) == collective_score(
        given_sheets, 16, FOUR, rule
    )


@given(sheets(), RULES)
def test_the_whole_law_agrees_with_the_slow_way(
    given_sheets: list[dict[str, int | None]], how: ScoreRule
) -> None:
    stay = len(given_sheets)
    score = collective_score(given_sheets, stay, FOUR, CountRule(how))
    expected: Fraction | None = Fraction(0)
    for question in FOUR:
        values = [s[question.id] for s in given_sheets if s[question.id] is not None]
        if len(values) < 5 or len(values) * 2 < stay:
            expected = None
        elif expected is not None:
            expected += Fraction(question.weight, question.top) * SLOW[how](values)  # type: ignore[arg-type]
    assert score.total == expected


@given(sheets(), st.data())
def test_a_juror_who_raises_one_level_never_lowers_the_proposal(
    given_sheets: list[dict[str, int | None]], data: st.DataObject
) -> None:
    before = collective_score(given_sheets, 16, FOUR, NO_QUORUM).total
    raisable = [
        (i, q) for i, s in enumerate(given_sheets) for q in FOUR if s[q.id] not in (None, q.top)
    ]
    if before is None or not raisable:
        return
    who, question = data.draw(st.sampled_from(raisable))
    raised = [dict(s) for s in given_sheets]
    raised[who][question.id] = (raised[who][question.id] or 0) + 1
    after = collective_score(raised, 16, FOUR, NO_QUORUM).total
    assert after is not None
    assert after >= before


# All proposals, and who counts


def test_those_who_left_are_neutral() -> None:
    fair = [Sheet(f"seat{i}", "cafe", all_at(3)) for i in range(5)]
    tenant = Sheet("tenant", "cafe", all_at(0))
    staying = {"cafe": {s.seat for s in fair}}
    assert score_all([*fair, tenant], staying, FOUR, CountRule()) == score_all(
        fair, staying, FOUR, CountRule()
    )
    assert score_all([*fair, tenant], staying, FOUR, CountRule())["cafe"].criteria[0].n == 5


def test_those_who_stay_without_a_sheet_weigh_on_the_quorum_alone() -> None:
    fair = [Sheet(f"seat{i}", "cafe", all_at(3)) for i in range(5)]
    ten = {f"seat{i}" for i in range(10)}
    assert score_all(fair, {"cafe": ten}, FOUR, CountRule())["cafe"].total is not None
    assert score_all(fair, {"cafe": ten | {"late"}}, FOUR, CountRule())["cafe"].total is None


def test_a_sheet_counts_for_its_own_proposal_only() -> None:
    staying = {"cafe": {"ana"}, "shop": {"ana"}, "barn": {"ana"}}
    scores = score_all(
        [
            Sheet("ana", "cafe", all_at(0)),
            Sheet("ana", "shop", all_at(3)),
            Sheet("ana", "gone", all_at(1)),
        ],
        staying,
        FOUR,
        NO_QUORUM,
    )
    assert {p: s.criteria[0].score for p, s in scores.items()} == {
        "cafe": 0,
        "shop": 3,
        "barn": None,
    }


def test_two_sheets_of_one_seat_for_one_proposal_are_refused() -> None:
    with pytest.raises(Invalid) as refused:
        score_all([Sheet("ana", "cafe", all_at(1))] * 2, {"cafe": {"ana"}}, FOUR, NO_QUORUM)
    assert refused.value.code == "sheet_twice"


def test_an_empty_proposal_score_breaks_no_tie() -> None:
    assert ProposalScore((), None).heaviest_first == ()
