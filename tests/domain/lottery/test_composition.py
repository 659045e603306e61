"""A jury in numbers: true sums, and never a group that is smaller than five."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.lottery.composition import SMALLEST, Group, composition, is_possible
from jury.domain.lottery.plan import Feature, Value

AGES = Feature("age", tuple(Value(v, 0, 15, 250) for v in ("16-29", "30-44", "45-64", "65+")))
GENDERS = Feature("gender", (Value("woman", 0, 15, 510), Value("man", 0, 15)))
PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(["16-29", "30-44", "45-64", "65+"]), st.sampled_from(["woman", "man"])
    )
)


def ages(jury: list[list[str]]) -> list[tuple[list[str], int]]:
    return [(g.values, g.jury) for g in composition([AGES], jury, jury)]


def people(young: int, grown: int, older: int, old: int) -> list[list[str]]:
    counts = zip(("16-29", "30-44", "45-64", "65+"), (young, grown, older, old), strict=True)
    return [[age, "woman"] for age, n in counts for _ in range(n)]


def test_a_small_age_joins_the_smaller_of_its_neighbours() -> None:
    assert ages(people(5, 2, 8, 6)) == [(["16-29", "30-44"], 7), (["45-64"], 8), (["65+"], 6)]
    assert ages(people(4, 4, 4, 3)) == [(["16-29", "30-44"], 8), (["45-64", "65+"], 7)]
    assert ages(people(5, 5, 5, 0)) == [(["16-29"], 5), (["30-44"], 5), (["45-64", "65+"], 5)]


def test_a_jury_smaller_than_five_shows_nothing() -> None:
    assert composition([AGES], people(1, 1, 1, 1), people(9, 9, 9, 9)) == []
    assert ages(people(2, 1, 1, 1)) == [(["16-29", "30-44", "45-64", "65+"], 5)]


def test_a_share_that_is_not_known_of_all_is_not_shown() -> None:
    jury = [["16-29", "woman"]] * 4 + [["16-29", "man"]] * 4
    found = composition([AGES, GENDERS], jury, jury)
    assert found[1] == Group("gender", ["woman", "man"], 8, 8, None)
    assert found[0].share == 1000


@given(PEOPLE, PEOPLE)
def test_no_group_is_smaller_than_five_and_nobody_is_lost(jury, others) -> None:
    found = composition([AGES, GENDERS], jury, [*jury, *others])
    if len(jury) < SMALLEST:
        assert found == []
        return
    assert all(group.jury >= SMALLEST for group in found)
    for feature in (AGES, GENDERS):
        own = [group for group in found if group.feature == feature.name]
        assert [v for group in own for v in group.values] == [v.name for v in feature.values]
        assert sum(group.jury for group in own) == len(jury)
        assert sum(group.registered for group in own) == len(jury) + len(others)


@pytest.mark.parametrize(
    ("juries", "seats", "possible"),
    [
        ([("Age", 6, 9), ("Age", 5, 8), ("Gender", 11, 17)], 11, True),
        ([], 11, True),
        ([("Age", 6, 9), ("Age", 4, 8), ("Gender", 10, 17)], 11, False),
        ([("Age", 6, 9), ("Gender", 7, 9)], 11, False),
        ([("Age", 6, 5)], 11, False),
        ([("Age", 12, 20)], 11, False),
    ],
)
def test_a_published_composition_is_one_jury_in_groups_of_five(juries, seats, possible) -> None:
    groups = [Group(feature, ["a"], jury, pool, None) for feature, jury, pool in juries]
    assert is_possible(groups, seats) is possible
