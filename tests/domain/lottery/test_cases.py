"""A proof by cases: true whatever is written, and near what whole panels reach."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jury.domain.lottery.cases import Case, Cases, Split, bound_by_cases, decode_cases, encode_cases
from jury.domain.lottery.draw import draw
from jury.domain.lottery.evidence import files_of
from jury.domain.lottery.feasibility import smallest_change
from jury.domain.lottery.pool import Person, Pool, Quota
from tests.domain.lottery.pools import best_over, every_panel, self_selected, tiny_pools
from tests.domain.lottery.test_check import codes, resealed

SMALL = [(24, 6, 2), (24, 6, 13), (24, 6, 15)]
"""Tight pools, small enough to look through all their panels."""

WHOLE = st.integers(0, 4)
ANY = st.integers(-4, 4)


def all_panels(pool: Pool) -> list[tuple[str, ...]]:
    """Look through all sets of people at once; as `every_panel`, for pools of some size."""
    chosen = np.array(list(combinations(range(len(pool.people)), pool.seats)))
    fits = np.ones(len(chosen), dtype=bool)
    for quota in pool.quotas:
        seated = np.array([pool.has(person, quota) for person in pool.people])[chosen].sum(axis=1)
        fits &= (quota.low <= seated) & (seated <= quota.high)
    homes = [person.household for person in pool.people]
    shared = {home for home in homes if home}
    for home in shared:
        fits &= np.array([one == home for one in homes])[chosen].sum(axis=1) <= 1
    return [tuple(pool.people[n].id for n in row) for row in chosen[fits]]


@pytest.mark.parametrize(("people", "seats", "seed"), SMALL)
def test_the_bound_is_what_the_best_lottery_over_all_panels_gives(people, seats, seed) -> None:
    pool = self_selected(people, seats, seed)
    drawn = draw(pool, 10)
    panels = all_panels(pool)
    best = best_over(pool, panels, sorted({id for panel in panels for id in panel}))
    assert drawn.cases is not None
    assert -1e-6 <= float(drawn.bound) - best <= max(0.005 * best, 0.0006)


TRIO = Pool(
    ("town",), tuple(Person(id, ("x",)) for id in ("ana", "ben", "cleo")),
    (Quota("town", "x", 0, 3),), 2,
)  # fmt: skip
HEAVY_ANA = {"ana": 2, "ben": 1, "cleo": 1}


def with_and_without_ana(without: int, with_her: int) -> Cases:
    """Split two seats by whether Ana has one; a seat is worth 1 in both cases."""
    steps = (
        Split(("ana",), 0), Case(1, (0,), {}, (without,)), Case(1, (0,), {}, (with_her,)),
    )  # fmt: skip
    return Cases(HEAVY_ANA, steps)


def test_with_ana_two_people_weigh_three_of_four_and_without_her_two() -> None:
    assert bound_by_cases(TRIO, with_and_without_ana(1, 1)) == Fraction(3, 4)
    assert bound_by_cases(TRIO, with_and_without_ana(1, 0)) == Fraction(3, 4)
    assert bound_by_cases(TRIO, with_and_without_ana(0, 2)) == Fraction(3, 4)


@pytest.mark.parametrize("prices", [(-1, 1), (1, -1)])
def test_a_split_at_a_price_below_nought_proves_nothing(prices: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no proof"):
        bound_by_cases(TRIO, with_and_without_ana(*prices))


@st.composite
def proofs(choose: st.DrawFn, pool: Pool, seatable: list[str]) -> Cases:
    """Give any proof that is written as one should be, with whatever numbers."""
    ids = [person.id for person in pool.people]
    homes = sorted(pool.households())
    steps: list[Split | Case] = []

    def case(splits: int) -> None:
        steps.append(
            Case(
                choose(ANY),
                tuple(choose(ANY) for _ in pool.quotas),
                {home: choose(WHOLE) for home in homes},
                tuple(choose(WHOLE) for _ in range(splits)),
            )
        )

    def tree(splits: int) -> None:
        if splits == 2 or not choose(st.booleans()):
            return case(splits)
        group = choose(st.lists(st.sampled_from(ids), min_size=1, unique=True))
        steps.append(Split(tuple(group), choose(st.integers(-1, len(group)))))
        tree(splits + 1)
        return tree(splits + 1)

    tree(0)
    weights = {id: choose(WHOLE) for id in seatable} | {seatable[0]: choose(st.integers(1, 4))}
    return Cases(weights, tuple(steps))


@settings(max_examples=60)
@given(data=st.data(), pool=tiny_pools())
def test_no_numbers_at_all_prove_less_than_a_lottery_gives(data, pool: Pool) -> None:
    pool = smallest_change(pool).apply(pool)
    panels = every_panel(pool)
    seatable = sorted({id for panel in panels for id in panel})
    cases = data.draw(proofs(pool, seatable))
    absent = {person.id for person in pool.people} - set(seatable)
    assert bound_by_cases(pool, cases, absent) >= Fraction(best_over(pool, panels, seatable) - 1e-6)
    assert decode_cases(json.loads(json.dumps(encode_cases(cases)))) == cases


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return files_of(draw(self_selected(24, 6, 2), 30), "test")


def first(cases: dict[str, Any], kind: str) -> dict[str, Any]:
    found: dict[str, Any] = next(step for step in cases["steps"] if kind in step)
    return found


FORGERIES: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "a case is left out": (lambda cases: cases["steps"].pop(), "certificate_wrong"),
    "a case comes twice": (
        lambda cases: cases["steps"].append(cases["steps"][-1]), "certificate_wrong",
    ),
    "there is no case at all": (lambda cases: cases["steps"].clear(), "certificate_wrong"),
    "a split lets fewer in": (
        lambda cases: first(cases, "of").update(at_most=-3), "figure_differs",
    ),
    "a split names somebody else": (
        lambda cases: first(cases, "of").update(of=["zoe"]), "certificate_wrong",
    ),
    "a household is nobody's": (
        lambda cases: first(cases, "seats")["households"].update(zoe=1), "certificate_wrong",
    ),
    "a price is below nought": (
        lambda cases: first(cases, "seats").update(splits=[-1] * 9), "certificate_wrong",
    ),
    "a price is no whole number": (
        lambda cases: first(cases, "seats").update(seats=0.5), "certificate_wrong",
    ),
    "somebody weighs less than nothing": (
        lambda cases: cases["weights"].update({next(iter(cases["weights"])): -1}),
        "certificate_wrong",
    ),
    "nobody weighs anything": (lambda cases: cases["weights"].clear(), "certificate_wrong"),
    "somebody weighs more": (
        lambda cases: cases["weights"].update({next(iter(cases["weights"])): 10**9}),
        "figure_differs",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", FORGERIES)
def test_a_forged_proof_by_cases_is_refused(made: dict[str, bytes], what: str) -> None:
    change, code = FORGERIES[what]
    assert code in codes(resealed(made, lambda certificate: change(certificate["cases"])))


def test_whoever_a_proof_weighs_is_not_declared_to_be_in_no_panel(made: dict[str, bytes]) -> None:
    def hide(certificate: dict[str, Any]) -> None:
        weighed = next(iter(certificate["cases"]["weights"]))
        certificate["in_no_panel"].append({"ids": [weighed], "certified": False, "proof": None})

    assert "certificate_wrong" in codes(resealed(made, hide))
