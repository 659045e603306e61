"""What the editor of a lottery refuses, proposes and warns of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.errors import Invalid
from jury.domain.lottery.plan import (
    Feature,
    Fight,
    Plan,
    Value,
    check_feature,
    check_numbers,
    contradictions,
    features_from,
    fights,
    is_fatal,
    proposed,
)

AGE = Feature("Age", (Value("young", 4, 6, 500), Value("old", 4, 6, 500)))


def codes(found: list[Fight]) -> list[str]:
    return [fight.code for fight in found]


@given(st.integers(1, 200), st.lists(st.integers(0, 1000), min_size=2, max_size=12))
def test_proposed_quotas_can_always_be_filled_from_the_population(seats, shares) -> None:
    bounds = proposed(seats, shares)
    assert all(0 <= low <= high <= seats for low, high in bounds)
    assert sum(low for low, _ in bounds) <= seats <= sum(high for _, high in bounds)


def test_half_of_the_population_gets_half_of_ten_seats() -> None:
    assert proposed(10, [500, 500]) == [(5, 5), (5, 5)]


def test_a_share_between_two_seats_is_rounded_both_ways() -> None:
    assert proposed(15, [512, 488]) == [(7, 8), (7, 8)]


def test_without_shares_everything_is_left_open() -> None:
    assert proposed(10, [0, 0]) == [(0, 10), (0, 10)]


@pytest.mark.parametrize(
    ("feature", "field", "code"),
    [
        (Feature(" ", AGE.values), "name", "feature_missing"),
        (Feature("AREA", AGE.values), "name", "feature_twice"),
        (Feature("E-mail".replace("-", ""), AGE.values), "name", "feature_name_taken"),
        (Feature("A" * 81, AGE.values), "name", "name_too_long"),
        (Feature("Age", AGE.values[:1]), "values", "values_too_few"),
        (Feature("Age", (Value("old", 1, 2), Value("OLD", 1, 2))), "values", "value_twice"),
        (Feature("Age", (Value("old", 3, 2), Value("x", 1, 2))), "values", "quota_upside_down"),
        (Feature("Age", (Value("a", 0, 2, 700), Value("b", 0, 2, 400))), "values",
         "shares_too_many"),
    ],
)  # fmt: skip
def test_a_feature_that_can_be_read_two_ways_is_refused(feature, field, code) -> None:
    with pytest.raises(Invalid) as refused:
        check_feature(feature, ["Area"])
    assert refused.value.fields == {field: code}


def test_numbers_that_no_jury_has_are_all_named_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        check_numbers(Plan(0, panels=99, per_household=0, minimum=1))
    assert set(refused.value.fields) == {"seats", "panels", "per_household", "minimum"}


def test_a_plan_is_read_back_as_it_was_written() -> None:
    assert features_from(Plan(10, (AGE,)).as_data()) == (AGE,)


def test_minimums_above_the_seats_contradict_one_another() -> None:
    plan = Plan(7, (AGE,))
    assert contradictions(plan) == [Fight("minimums_over_seats", "Age", "", 7, 8)]


def test_maximums_below_the_seats_contradict_one_another() -> None:
    plan = Plan(13, (AGE,))
    assert contradictions(plan) == [Fight("maximums_under_seats", "Age", "", 13, 12)]


def test_a_plan_without_features_is_none() -> None:
    assert codes(contradictions(Plan(10))) == ["no_features"]


def test_a_pool_and_its_quotas_fight_where_too_few_have_a_value() -> None:
    found = fights(Plan(10, (AGE,)), 22, {("Age", "young"): 3, ("Age", "old"): 19})
    assert found[0] == Fight("too_few", "Age", "young", 4, 3)
    assert codes(found) == ["too_few", "reach_under_seats"]
    assert all(is_fatal(fight) for fight in found)


def test_whoever_must_all_be_drawn_is_only_a_warning() -> None:
    found = fights(Plan(10, (AGE,)), 24, {("Age", "young"): 4, ("Age", "old"): 20})
    assert codes(found) == ["all_needed"]
    assert not is_fatal(found[0])


def test_fewer_people_than_seats_can_never_do() -> None:
    found = fights(Plan(10, (AGE,)), 9, {("Age", "young"): 5, ("Age", "old"): 4})
    assert codes(found) == ["pool_too_small", "all_needed", "reach_under_seats"]
