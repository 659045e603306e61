"""The law of the collective score, against small stories and a slow second way of counting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.errors import Conflict, Invalid
from jury.domain.scoring import (
    ROUND,
    CountRule,
    CriterionScore,
    ProposalScore,
    Published,
    RoundState,
    ScoreRule,
    Sheet,
    Tally,
    check_levels,
    check_open,
    collective_score,
    criterion_score,
    display,
    has_quorum,
    is_over,
    published,
    score_all,
    score_from_tallies,
    tally,
)

CLOSING = datetime(2026, 5, 9, 18, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Question:
    """A criterion of the story."""

    id: str
    weight: int
    top: int


HELPS = Question("helps", 40, 4)
GIVES = Question("gives", 20, 4)
WORKS = Question("works", 20, 3)
LASTS = Question("lasts", 20, 5)
FOUR = (HELPS, GIVES, WORKS, LASTS)
NO_QUORUM = CountRule(quorum_min=1, quorum_half=False)


def all_at(level: int | None) -> dict[str, int | None]:
    return {q.id: level for q in FOUR}


def slow_trimmed_mean(values: Sequence[int]) -> Fraction:
    rest = list(values)
    for _ in range(len(values) // 5):
        rest.remove(max(rest))
        rest.remove(min(rest))
    return sum((Fraction(v) for v in rest), Fraction(0)) / len(rest)


def slow_median(values: Sequence[int]) -> Fraction:
    rest = list(values)
    while len(rest) > 2:
        rest.remove(max(rest))
        rest.remove(min(rest))
    return sum((Fraction(v) for v in rest), Fraction(0)) / len(rest)


def slow_mean(values: Sequence[int]) -> Fraction:
    return sum((Fraction(v, len(values)) for v in values), Fraction(0))


SLOW: dict[ScoreRule, Callable[[Sequence[int]], Fraction]] = {
    ScoreRule.TRIMMED_MEAN: slow_trimmed_mean,
    ScoreRule.MEDIAN: slow_median,
    ScoreRule.MEAN: slow_mean,
}
RULES = st.sampled_from(list(ScoreRule))
VALUES = st.lists(st.integers(0, 4), min_size=1, max_size=30)


@st.composite
def sheets(draw: st.DrawFn) -> list[dict[str, int | None]]:
    one = st.fixed_dictionaries({q.id: st.none() | st.integers(0, q.top) for q in FOUR})
    return draw(st.lists(one, max_size=16))


# Rounds

def test_a_round_goes_from_planned_to_open_to_closed_to_counted_and_never_back() -> None:
    assert dict(ROUND.table) == {
        (RoundState.PLANNED, "open"): RoundState.OPEN,
        (RoundState.OPEN, "submit"): RoundState.OPEN,
        (RoundState.OPEN, "close"): RoundState.CLOSED,
        (RoundState.CLOSED, "vote"): RoundState.CLOSED,
        (RoundState.CLOSED, "draw"): RoundState.CLOSED,
        (RoundState.CLOSED, "count"): RoundState.COUNTED,
    }


def test_a_round_is_over_at_its_last_moment_and_not_before() -> None:
    assert not is_over(CLOSING - timedelta(microseconds=1), CLOSING)
    assert is_over(CLOSING, CLOSING)
    assert is_over(CLOSING + timedelta(seconds=1), CLOSING)


def test_ana_hands_in_her_sheet_while_the_round_is_open() -> None:
    check_open(RoundState.OPEN, CLOSING - timedelta(seconds=1), CLOSING)


@pytest.mark.parametrize(("state", "moment", "code"), [
    (RoundState.PLANNED, -1, "round_is_planned"),
    (RoundState.OPEN, 0, "round_is_over"),
    (RoundState.CLOSED, -1, "round_is_closed"),
    (RoundState.COUNTED, -1, "round_is_counted"),
])
def test_a_late_or_early_sheet_is_refused_and_told_why(state: RoundState, moment: int,
                                                       code: str) -> None:
    with pytest.raises(Conflict) as refused:
        check_open(state, CLOSING + timedelta(seconds=moment), CLOSING)
    assert refused.value.code == code


# Levels

def test_a_sheet_with_a_level_or_cannot_judge_for_each_question_is_complete() -> None:
    check_levels({"helps": 4, "gives": 0, "works": None, "lasts": 5}, FOUR)


def test_every_fault_of_a_sheet_is_told_at_its_own_question() -> None:
    with pytest.raises(Invalid) as refused:
        check_levels({"helps": 5, "gives": -1, "beauty": 1, "lasts": True}, FOUR)
    assert refused.value.code == "sheet_incomplete"
    assert refused.value.fields == {
        "helps": "level_off_scale", "gives": "level_off_scale", "beauty": "unknown_criterion",
        "lasts": "level_off_scale", "works": "missing_level"}


def test_a_level_that_is_no_whole_number_is_off_the_scale() -> None:
    with pytest.raises(Invalid) as refused:
        check_levels({**all_at(1), "works": "2"}, FOUR)  # type: ignore[dict-item]
    assert refused.value.fields == {"works": "level_off_scale"}


# One criterion

@pytest.mark.parametrize(("values", "score"), [
    ([0, 1, 1, 4], Fraction(6, 4)),                             # 4 jurors: nobody is cut
    ([0, 1, 2, 2, 4], Fraction(5, 3)),                          # 5: one at each end
    ([0, 0, 1, 2, 2, 3, 4, 4, 4], Fraction(16, 7)),             # 9: still one
    ([0, 1, 1, 2, 2, 3, 3, 4, 4, 4], Fraction(15, 6)),          # 10: two
])
def test_the_trimmed_mean_cuts_a_fifth_at_each_end(values: list[int], score: Fraction) -> None:
    assert criterion_score(values, ScoreRule.TRIMMED_MEAN) == score


def test_the_median_is_the_middle_one_or_the_mean_of_the_middle_two() -> None:
    assert criterion_score([4, 0, 1], ScoreRule.MEDIAN) == 1
    assert criterion_score([4, 0, 1, 2], ScoreRule.MEDIAN) == Fraction(3, 2)


def test_the_mean_counts_everybody() -> None:
    assert criterion_score([4, 0, 1], ScoreRule.MEAN) == Fraction(5, 3)


def test_nobody_gives_no_score() -> None:
    with pytest.raises(Invalid) as refused:
        criterion_score([], ScoreRule.MEAN)
    assert refused.value.code == "no_levels"


@given(VALUES, RULES)
def test_each_rule_agrees_with_the_slow_way(values: list[int], rule: ScoreRule) -> None:
    assert criterion_score(values, rule) == SLOW[rule](values)


@given(VALUES, RULES, st.data())
def test_raising_a_level_never_lowers_a_score(values: list[int], rule: ScoreRule,
                                              data: st.DataObject) -> None:
    who = data.draw(st.integers(0, len(values) - 1))
    raised = [v + 1 if i == who else v for i, v in enumerate(values)]
    assert criterion_score(raised, rule) >= criterion_score(values, rule)


# Quorum

def test_quorum_is_five_and_half_of_those_who_stay() -> None:
    rule = CountRule()
    assert not has_quorum(4, 4, rule)
    assert has_quorum(5, 10, rule)
    assert not has_quorum(5, 11, rule)
    assert has_quorum(6, 11, rule)


def test_a_call_may_announce_another_quorum_and_no_half() -> None:
    assert has_quorum(2, 11, CountRule(quorum_min=2, quorum_half=False))
    assert not has_quorum(2, 11, CountRule(quorum_min=2))
    assert not has_quorum(0, 0, CountRule(quorum_min=0))


# A proposal

def test_the_bakery_of_six_jurors_gets_the_score_that_they_can_work_out_by_hand() -> None:
    given_levels = [4, 4, 3, 2, 1, 0]
    levels = [{"helps": v, "gives": v, "works": min(v, 3), "lasts": v + 1} for v in given_levels]
    score = collective_score(levels, 6, FOUR, CountRule())
    assert [c.score for c in score.criteria] == [
        Fraction(10, 4), Fraction(10, 4), Fraction(9, 4), Fraction(14, 4)]
    assert score.total == (40 * Fraction(5, 8) + 20 * Fraction(5, 8) + 20 * Fraction(3, 4)
                           + 20 * Fraction(7, 10))
    assert score.total == Fraction(133, 2)
    assert score.criteria[2] == CriterionScore("works", 20, 3, 6, (1, 1, 1, 3), 0, True,
                                               Fraction(9, 4))


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
    score = collective_score([all_at(3)] * 4 + [{**all_at(2), "works": None}], 5, FOUR,
                             CountRule())
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
def test_the_order_of_jurors_changes_nothing(given_sheets: list[dict[str, int | None]],
                                             how: ScoreRule, chance: object) -> None:
    rule = CountRule(how, 1, False)
    shuffled = list(given_sheets)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert collective_score(shuffled, 16, FOUR, rule) == collective_score(
        given_sheets, 16, FOUR, rule)


@given(sheets(), RULES)
def test_the_whole_law_agrees_with_the_slow_way(given_sheets: list[dict[str, int | None]],
                                                how: ScoreRule) -> None:
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
        given_sheets: list[dict[str, int | None]], data: st.DataObject) -> None:
    before = collective_score(given_sheets, 16, FOUR, NO_QUORUM).total
    raisable = [(i, q) for i, s in enumerate(given_sheets) for q in FOUR
                if s[q.id] not in (None, q.top)]
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
        fair, staying, FOUR, CountRule())
    assert score_all([*fair, tenant], staying, FOUR, CountRule())["cafe"].criteria[0].n == 5


def test_those_who_stay_without_a_sheet_weigh_on_the_quorum_alone() -> None:
    fair = [Sheet(f"seat{i}", "cafe", all_at(3)) for i in range(5)]
    ten = {f"seat{i}" for i in range(10)}
    assert score_all(fair, {"cafe": ten}, FOUR, CountRule())["cafe"].total is not None
    assert score_all(fair, {"cafe": ten | {"late"}}, FOUR, CountRule())["cafe"].total is None


def test_a_sheet_counts_for_its_own_proposal_only() -> None:
    staying = {"cafe": {"ana"}, "shop": {"ana"}, "barn": {"ana"}}
    scores = score_all([Sheet("ana", "cafe", all_at(0)), Sheet("ana", "shop", all_at(3)),
                        Sheet("ana", "gone", all_at(1))], staying, FOUR, NO_QUORUM)
    assert {p: s.criteria[0].score for p, s in scores.items()} == {
        "cafe": 0, "shop": 3, "barn": None}


def test_two_sheets_of_one_seat_for_one_proposal_are_refused() -> None:
    with pytest.raises(Invalid) as refused:
        score_all([Sheet("ana", "cafe", all_at(1))] * 2, {"cafe": {"ana"}}, FOUR, NO_QUORUM)
    assert refused.value.code == "sheet_twice"


# Display

@pytest.mark.parametrize(("score", "decimals", "text"), [
    (Fraction(133, 2), 1, "66.5"), (Fraction(1, 20), 1, "0.1"), (Fraction(49, 1000), 1, "0.0"),
    (Fraction(9995, 100), 1, "100.0"), (Fraction(2, 3), 2, "0.67"), (Fraction(5, 2), 0, "3"),
    (Fraction(1, 200), 2, "0.01"), (Fraction(-3, 2), 1, "-1.5"), (Fraction(-1, 50), 1, "0.0"),
    (Fraction(100), 1, "100.0"),
])
def test_scores_are_shown_half_up(score: Fraction, decimals: int, text: str) -> None:
    assert display(score, decimals) == text


def test_one_decimal_is_usual() -> None:
    assert display(Fraction(2, 3)) == "0.7"


def test_an_empty_proposal_score_breaks_no_tie() -> None:
    assert ProposalScore((), None).heaviest_first == ()
