"""The quotas that keep chances from being equal are named, with the side that binds."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given

from jury.domain.lottery.binding import Binding, evenness
from jury.domain.lottery.feasibility import is_feasible
from jury.domain.lottery.pool import Person, Pool, Quota
from tests.domain.lottery.pools import tiny_pools


def town(young: tuple[int, int], old: tuple[int, int]) -> Pool:
    """Ten young and twenty old people stand for ten seats."""
    people = tuple(Person(f"p{n}", ("young",) if n < 10 else ("old",), "") for n in range(30))
    quotas = (Quota("age", "young", *young), Quota("age", "old", *old))
    return Pool(("age",), people, quotas, 10)


def sides(pool: Pool) -> set[tuple[str, bool, int]]:
    return {(one.quota.value, one.at_most, one.people) for one in evenness(pool).binding}


def test_wide_quotas_let_everyone_have_one_chance() -> None:
    found = evenness(town((0, 10), (0, 10)))
    assert found.smallest == pytest.approx(float(found.equal))
    assert found.equal == Fraction(1, 3)
    assert found.binding == ()


def test_a_ceiling_that_binds_is_named_as_one() -> None:
    found = evenness(town((0, 10), (0, 6)))
    assert found.smallest == pytest.approx(0.3)
    assert found.binding == (Binding(Quota("age", "old", 0, 6), True, 20),)


def test_a_floor_that_binds_is_named_as_one() -> None:
    found = evenness(town((5, 10), (0, 10)))
    assert found.smallest == pytest.approx(0.25)
    assert found.binding == (Binding(Quota("age", "young", 5, 10), False, 10),)


def test_whoever_is_shut_out_is_held_down_by_the_quota_that_does_it() -> None:
    assert ("old", True, 20) in sides(town((0, 10), (0, 0)))


@given(pool=tiny_pools())
def test_loosening_what_does_not_bind_changes_nothing_and_none_means_equal(pool: Pool) -> None:
    if not is_feasible(pool):
        return
    found = evenness(pool)
    bound = {one.quota for one in found.binding}
    loose = tuple(
        quota if quota in bound else replace(quota, low=0, high=pool.seats) for quota in pool.quotas
    )
    assert evenness(replace(pool, quotas=loose)).smallest == pytest.approx(found.smallest, abs=1e-6)
