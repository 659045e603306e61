"""Rounds, levels, one criterion, quorum and display, in stories and against a slow second way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.errors import Conflict, Invalid
from jury.domain.scoring import (
    ROUND,
    CountRule,
    RoundState,
    ScoreRule,
    check_levels,
    check_open,
    criterion_score,
    display,
    has_quorum,
    is_over,
)
from tests.domain.stories import FOUR, SLOW, all_at

CLOSING = datetime(2026, 5, 9, 18, 0, tzinfo=UTC)


RULES = st.sampled_from(list(ScoreRule))
VALUES = st.lists(st.integers(0, 4), min_size=1, max_size=30)


# Rounds


def test_a_round_goes_from_planned_to_open_to_closed_to_counted_and_never_back() -> None:
    assert dict(ROUND.table) == {
        (RoundState.PLANNED, "open"): RoundState.OPEN,
        (RoundState.OPEN, "submit"): RoundState.OPEN,
        (RoundState.OPEN, "extend"): RoundState.OPEN,
        (RoundState.OPEN, "close"): RoundState.CLOSED,
        (RoundState.OPEN, "cancel"): RoundState.CANCELLED,
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


@pytest.mark.parametrize(
    ("state", "moment", "code"),
    [
        (RoundState.PLANNED, -1, "round_is_planned"),
        (RoundState.OPEN, 0, "round_is_closed"),
        (RoundState.CLOSED, -1, "round_is_closed"),
        (RoundState.COUNTED, -1, "round_is_counted"),
    ],
)
def test_a_late_or_early_sheet_is_refused_and_told_why(
    state: RoundState, moment: int, code: str
) -> None:
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
        "helps": "level_off_scale",
        "gives": "level_off_scale",
        "beauty": "unknown_criterion",
        "lasts": "level_off_scale",
        "works": "missing_level",
    }


def test_a_level_that_is_no_whole_number_is_off_the_scale() -> None:
    with pytest.raises(Invalid) as refused:
        check_levels({**all_at(1), "works": "2"}, FOUR)  # type: ignore[dict-item]
    assert refused.value.fields == {"works": "level_off_scale"}


# One criterion


@pytest.mark.parametrize(
    ("values", "score"),
    [
        ([0, 1, 1, 4], Fraction(6, 4)),  # 4 jurors: nobody is cut
        ([0, 1, 2, 2, 4], Fraction(5, 3)),  # 5: one at each end
        ([0, 0, 1, 2, 2, 3, 4, 4, 4], Fraction(16, 7)),  # 9: still one
        ([0, 1, 1, 2, 2, 3, 3, 4, 4, 4], Fraction(15, 6)),  # 10: two
    ],
)
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
def test_raising_a_level_never_lowers_a_score(
    values: list[int], rule: ScoreRule, data: st.DataObject
) -> None:
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


# Display


@pytest.mark.parametrize(
    ("score", "decimals", "text"),
    [
        (Fraction(133, 2), 1, "66.5"),
        (Fraction(1, 20), 1, "0.1"),
        (Fraction(49, 1000), 1, "0.0"),
        (Fraction(9995, 100), 1, "100.0"),
        (Fraction(2, 3), 2, "0.67"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(1, 200), 2, "0.01"),
        (Fraction(-3, 2), 1, "-1.5"),
        (Fraction(-1, 50), 1, "0.0"),
        (Fraction(100), 1, "100.0"),
    ],
)
def test_scores_are_shown_half_up(score: Fraction, decimals: int, text: str) -> None:
    assert display(score, decimals) == text


def test_one_decimal_is_usual() -> None:
    assert display(Fraction(2, 3)) == "0.7"
