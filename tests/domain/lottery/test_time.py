"""A draw that is stopped: while the solver works too, the best found so far is what it gives."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
import pytest

from jury.domain.lottery.check import check_draw
from jury.domain.lottery.draw import draw
from jury.domain.lottery.evidence import files_of
from jury.domain.lottery.feasibility import is_feasible, smallest_change
from jury.domain.lottery.follow import Watch
from jury.domain.lottery.panels import PanelMaker
from jury.domain.lottery.pool import Person, Pool, Quota
from jury.domain.lottery.solver import TimeUp
from tests.domain.lottery.pools import is_panel, self_selected


def asked(times: int) -> Callable[[], bool]:
    """Say that the time is up after so many questions."""
    left = iter(range(times))
    return lambda: next(left, None) is None


def knotted(features: int = 16, people: int = 60, seats: int = 22) -> Pool:
    """Give a pool with so many exact quotas that one whole panel is hard to find."""
    chance = random.Random(5)
    names = tuple(f"f{n}" for n in range(features))
    half = seats // 2
    return Pool(
        names,
        tuple(Person(f"p{n}", tuple(chance.choice("ab") for _ in names)) for n in range(people)),
        tuple(Quota(name, value, half, half) for name in names for value in "ab"),
        seats,
    )


@pytest.mark.parametrize("questions", [30, 60, 200, 800])
def test_whenever_a_draw_is_stopped_its_list_keeps_all_rules(questions: int) -> None:
    pool, over = self_selected(100, 15, 4), asked(questions)
    drawn = draw(pool, 50, lambda done, of: not over())
    by_id = {person.id: person for person in pool.people}
    assert (drawn.finished, len(drawn.panels)) == (False, 50)
    assert all(is_panel(pool, tuple(by_id[id] for id in panel)) for panel in drawn.panels)
    assert {one.id for one in drawn.left_out} == {
        id for id, count in drawn.counts().items() if not count
    }
    assert all(one.panels >= 50 for one in drawn.left_out)
    assert check_draw(files_of(drawn, "test")).sound


def test_stopped_before_any_panel_was_found_it_says_so() -> None:
    with pytest.raises(TimeUp):
        draw(self_selected(100, 15, 4), 50, lambda done, of: False)


def test_the_solver_stops_in_the_middle_of_a_program() -> None:
    """The first question comes before the program, the second from within it."""
    maker = PanelMaker(knotted(), asked(2))
    with pytest.raises(TimeUp):
        maker.most(np.arange(60, dtype=float))


def test_whether_a_jury_is_possible_and_what_would_help_can_be_stopped_too() -> None:
    for question in (is_feasible, smallest_change):
        with pytest.raises(TimeUp):
            question(knotted(), asked(2))


def test_what_the_question_itself_raises_comes_out_of_the_solver() -> None:
    class Cancelled(Exception):
        pass

    questions = 0

    def cancelled() -> bool:
        nonlocal questions
        questions += 1
        if questions > 1:
            raise Cancelled
        return False

    with pytest.raises(Cancelled):
        PanelMaker(knotted(), cancelled).most(np.arange(60, dtype=float))


def test_how_far_a_draw_is_is_never_told_backwards() -> None:
    told: list[tuple[int, int]] = []

    def going(done: int, of: int) -> bool:
        told.append((done, of))
        return True

    watch = Watch(going)
    watch(7, 50)
    assert not watch.over()
    assert told == [(7, 50), (7, 50)]
