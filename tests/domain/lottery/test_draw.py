"""The draw: every panel keeps every rule, nobody's chance is lost, and the bound is true."""

from __future__ import annotations

import math
import subprocess
import sys
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given, settings

from jury.domain.errors import Invalid
from jury.domain.lottery.certificate import bound
from jury.domain.lottery.chances import Chances, fair_chances
from jury.domain.lottery.check import check_draw
from jury.domain.lottery.classes import classes_of
from jury.domain.lottery.draw import Infeasible, draw
from jury.domain.lottery.evidence import Drawn, files_of
from jury.domain.lottery.feasibility import is_feasible, smallest_change
from jury.domain.lottery.pool import Person, Pool, Quota
from tests.domain.lottery.pools import (
    balanced,
    best_over,
    every_panel,
    is_panel,
    self_selected,
    tiny_pools,
)

PANELS = 60


@settings(max_examples=80, deadline=None)
@given(pool=tiny_pools())
def test_a_draw_agrees_with_looking_through_all_panels(pool: Pool) -> None:
    panels = every_panel(pool)
    if not panels:
        assert not is_feasible(pool)
        with pytest.raises(Infeasible):
            draw(pool, PANELS)
        return
    drawn = draw(pool, PANELS)
    people = {person.id: person for person in pool.people}
    assert len(drawn.panels) == PANELS
    assert all(is_panel(pool, tuple(people[id] for id in panel)) for panel in drawn.panels)
    seatable = sorted({id for panel in panels for id in panel})
    assert drawn.shut_out == people.keys() - set(seatable)
    best = best_over(pool, panels, seatable)
    smallest, _largest = drawn.extremes()
    assert drawn.bound >= best - 1e-6
    assert smallest * PANELS >= math.floor(PANELS * best + 1e-6) - 1


@settings(max_examples=80, deadline=None)
@given(pool=tiny_pools())
def test_the_change_that_is_proposed_makes_a_panel_possible(pool: Pool) -> None:
    change = smallest_change(pool)
    assert every_panel(change.apply(pool))
    assert is_feasible(change.apply(pool))
    assert bool(change.quotas or change.seats != pool.seats) == (not every_panel(pool))


@pytest.mark.parametrize(("people", "seats"), [(200, 20), (2000, 200)])
def test_a_balanced_pool_gives_everyone_the_same_chance_exactly(people: int, seats: int) -> None:
    drawn = draw(balanced(people, seats))
    assert set(drawn.counts().values()) == {100}
    assert drawn.bound == Fraction(1, 10)


SELF_SELECTED = pytest.mark.parametrize(
    ("people", "seats", "seed"), [(100, 15, 4), (500, 30, 5), (500, 110, 6)]
)


@cache
def drawn_from(people: int, seats: int, seed: int) -> Drawn:
    return draw(self_selected(people, seats, seed), 200)


def fair(drawn: Drawn) -> tuple[Chances, dict[str, float]]:
    """Solve both programs of chances anew: what they come to, and each person's chance."""
    pool, classes = drawn.pool, classes_of(drawn.pool)
    shut = {n for n, all in enumerate(classes.members) if pool.people[all[0]].id in drawn.shut_out}
    concerned = frozenset(range(len(classes.members))) - shut
    chances = fair_chances(classes, pool.seats, concerned, frozenset(shut))
    return chances, {
        pool.people[place].id: chances.of[number]
        for number, places in enumerate(classes.members)
        for place in places
    }


@SELF_SELECTED
def test_a_list_follows_the_chances_of_a_self_selected_pool(
    people: int, seats: int, seed: int
) -> None:
    drawn = drawn_from(people, seats, seed)
    pool = drawn.pool
    by_id = {person.id: person for person in pool.people}
    assert all(is_panel(pool, tuple(by_id[id] for id in panel)) for panel in drawn.panels)
    concerned = [n for id, n in drawn.counts().items() if id not in drawn.shut_out]
    assert min(concerned) >= math.floor(200 * drawn.bound) - 1
    absent = {id for group in drawn.outside if group.proof for id in group.ids}
    assert bound(pool, drawn.proof, absent) == drawn.bound


@SELF_SELECTED
def test_nobodys_chance_passes_the_largest_that_is_needed(
    people: int, seats: int, seed: int
) -> None:
    drawn = drawn_from(people, seats, seed)
    chances, _ = fair(drawn)
    assert float(drawn.extremes()[1]) <= chances.largest + 0.01


@SELF_SELECTED
def test_whoever_has_a_chance_of_two_panels_is_in_one(people: int, seats: int, seed: int) -> None:
    drawn = drawn_from(people, seats, seed)
    _, chance = fair(drawn)
    nowhere = {id for id, count in drawn.counts().items() if not count} - drawn.shut_out
    assert {one.id for one in drawn.left_out} == nowhere
    assert [id for id in sorted(nowhere) if chance[id] >= 2 / 200] == []


def test_the_same_pool_gives_the_same_bytes_in_every_process() -> None:
    code = (
        "import hashlib;"
        "from tests.domain.lottery.pools import self_selected;"
        "from jury.domain.lottery.draw import draw;"
        "from jury.domain.lottery.evidence import files_of;"
        "drawn = [draw(self_selected(*pool), 40) for pool in ((120, 15, 7), (24, 6, 2))];"
        "assert drawn[1].cases;"
        "files = [files_of(one, 'test') for one in drawn];"
        "print([hashlib.sha256(f[n]).hexdigest() for f in files for n in sorted(f)])"
    )
    lists = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(filter(None, sys.path))},
            capture_output=True, check=True, text=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }  # fmt: skip
    assert len(lists) == 1


def test_no_time_gives_the_best_list_found_so_far() -> None:
    pool = self_selected(100, 15, 4)
    drawn = draw(pool, 50, lambda done, of: done < 5)
    by_id = {person.id: person for person in pool.people}
    assert not drawn.finished
    assert len(drawn.panels) == 50
    assert all(is_panel(pool, tuple(by_id[id] for id in panel)) for panel in drawn.panels)
    assert drawn.extremes()[0] <= drawn.bound


def test_no_time_for_a_proof_by_cases_leaves_the_larger_bound() -> None:
    pool = self_selected(24, 6, 2)
    whole, cut = draw(pool, 30), draw(pool, 30, lambda done, of: done < of)
    assert (whole.finished, cut.finished) == (True, False)
    assert cut.cases is None
    assert cut.bound > whole.bound
    assert check_draw(files_of(cut, "test")).sound


def test_whoever_a_short_list_leaves_out_is_named_with_the_list_that_would_not() -> None:
    people = tuple(Person(f"p{n}", ("a",)) for n in range(30))
    drawn = draw(Pool(("age",), people, (Quota("age", "a", 1, 1),), 1), 20)
    assert len(drawn.left_out) == 10
    assert {one.panels for one in drawn.left_out} == {60}


def test_a_household_counts_once_and_a_blank_one_is_ones_own() -> None:
    people = (
        Person("ana", ("a",), "h1"), Person("bert", ("a",), "h1"), Person("cleo", ("a",)),
        Person("dirk", ("a",)),
    )  # fmt: skip
    drawn = draw(Pool(("age",), people, (Quota("age", "a", 2, 2),), 2), 100)
    assert not any({"ana", "bert"} <= set(panel) for panel in drawn.panels)
    assert any({"cleo", "dirk"} <= set(panel) for panel in drawn.panels)


@pytest.mark.parametrize(
    ("pool", "code"),
    [
        (Pool(("age",), (), (Quota("age", "a", 1, 1),), 1), "pool_empty"),
        (Pool(("age",), (Person("p", ("a",)),), (Quota("age", "a", 1, 1),), 0), "seats_too_few"),
        (
            Pool(("age",), (Person("p", ("a",)),) * 2, (Quota("age", "a", 1, 1),), 1),
            "duplicate_id",
        ),
        (Pool(("age",), (Person("p", ("b",)),), (Quota("age", "a", 1, 1),), 1), "unknown_value"),
        (
            Pool(("age",), (Person("p", ("a",)),), (Quota("age", "a", 2, 1),), 1),
            "quota_upside_down",
        ),
    ],
)
def test_a_pool_that_cannot_be_read_one_way_only_is_refused(pool: Pool, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        draw(pool)
    assert refused.value.code == code


def test_one_person_for_one_seat_is_always_drawn() -> None:
    drawn = draw(Pool(("age",), (Person("p", ("a",)),), (Quota("age", "a", 0, 1),), 1), 10)
    assert drawn.counts() == {"p": 10}
    assert drawn.bound == 1
    assert files_of(drawn, "test")["chances.csv"] == b"id,panels,chance\np,10,1.0\n"
