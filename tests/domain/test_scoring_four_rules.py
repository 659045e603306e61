"""What holds of every rule of counting, whichever a call announces.

Juries are drawn at random; who left still has sheets lying about, as on the day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.decision import Ask, TieNeedsDraw, decide
from jury.domain.scoring import CountRule, ProposalScore, ScoreRule, Sheet, score_all
from tests.domain.stories import SLOW, Question

RULES = list(ScoreRule)
each_rule = pytest.mark.parametrize("how", RULES, ids=[rule.value for rule in RULES])
PROJECTS = ("orchard", "bakery", "cinema")


@dataclass(frozen=True)
class Room:
    """Who sent what, and who stays with which project."""

    sheets: tuple[Sheet, ...]
    staying: dict[str, frozenset[str]]


def questions(how: ScoreRule) -> list[Question]:
    """One overall question for majority judgement, else two of unequal weight."""
    if how is ScoreRule.MAJORITY_JUDGEMENT:
        return [Question("all", 100, 4)]
    return [Question("useful", 70, 4), Question("doable", 30, 3)]


def rule(how: ScoreRule) -> CountRule:
    return CountRule(how, 2, True)


@st.composite
def rooms(draw: st.DrawFn, how: ScoreRule) -> Room:
    seats = [f"seat{n}" for n in range(draw(st.integers(1, 7)))]
    sheets, staying = [], {}
    for project in PROJECTS:
        staying[project] = frozenset(s for s in seats if draw(st.integers(0, 4)))
        for seat in seats:
            levels = {
                q.id: draw(st.none() | st.integers(0, q.top) | st.integers(0, q.top))
                for q in questions(how)
            }
            sheets.append(Sheet(seat, project, levels))
    return Room(tuple(sheets), staying)


def counted(room: Room, how: ScoreRule) -> dict[str, ProposalScore]:
    return score_all(room.sheets, room.staying, questions(how), rule(how))


@each_rule
@given(data=st.data(), chance=st.randoms(use_true_random=False))
def test_the_order_of_jurors_and_projects_changes_nothing(
    how: ScoreRule, data: st.DataObject, chance: Random
) -> None:
    room = data.draw(rooms(how))
    sheets, projects = list(room.sheets), list(PROJECTS)
    chance.shuffle(sheets)
    chance.shuffle(projects)
    other = Room(tuple(sheets), {p: room.staying[p] for p in projects})
    assert counted(other, how) == counted(room, how)


@each_rule
@given(data=st.data())
def test_raising_a_level_never_lowers_a_score(how: ScoreRule, data: st.DataObject) -> None:
    room = data.draw(rooms(how))
    tops = {q.id: q.top for q in questions(how)}
    places = [
        (n, q)
        for n, s in enumerate(room.sheets)
        for q, v in s.levels.items()
        if v not in (None, tops[q])
    ]
    if not places:
        return
    number, question = data.draw(st.sampled_from(places))
    old = room.sheets[number]
    levels = {**old.levels, question: (old.levels[question] or 0) + 1}
    sheets = [*room.sheets[:number], replace(old, levels=levels), *room.sheets[number + 1 :]]
    before, after = counted(room, how), counted(replace(room, sheets=tuple(sheets)), how)
    for project in PROJECTS:
        if project != old.proposal:
            assert after[project] == before[project]
    was, now = before[old.proposal].total, after[old.proposal].total
    assert (was is None) == (now is None)
    assert was is None or now is None or now >= was


@each_rule
@given(data=st.data())
def test_those_who_left_are_neutral(how: ScoreRule, data: st.DataObject) -> None:
    room = data.draw(rooms(how))
    kept = tuple(s for s in room.sheets if s.seat in room.staying[s.proposal])
    assert counted(replace(room, sheets=kept), how) == counted(room, how)


@each_rule
@given(data=st.data())
def test_each_score_is_exactly_what_the_slow_way_gives(how: ScoreRule, data: st.DataObject) -> None:
    room = data.draw(rooms(how))
    found = counted(room, how)
    for project, stay in room.staying.items():
        expected: object = 0
        for q in questions(how):
            mine = [s for s in room.sheets if s.proposal == project and s.seat in stay]
            values = [v for s in mine if (v := s.levels[q.id]) is not None]
            if expected is None or len(values) < 2 or 2 * len(values) < len(stay):
                expected = None
            else:
                expected += SLOW[how](values) * q.weight / q.top  # type: ignore[operator]
        assert found[project].total == expected


@each_rule
@given(data=st.data(), budget=st.integers(0, 90), partial=st.booleans())
def test_the_budget_is_never_exceeded(
    how: ScoreRule, data: st.DataObject, budget: int, partial: bool
) -> None:
    room = data.draw(rooms(how))
    asks = [
        Ask(p, max(two), min(two))
        for p in PROJECTS
        for two in [data.draw(st.tuples(st.integers(1, 60), st.integers(1, 60)))]
    ]
    try:
        outcomes = decide(asks, counted(room, how), {}, budget, partial=partial)
    except TieNeedsDraw:
        outcomes = decide(
            asks, counted(room, how), {}, budget, partial=partial, draw_order=PROJECTS
        )
    assert sum(o.amount_cents for o in outcomes) <= budget
    needed = {ask.id: ask.minimum_cents for ask in asks}
    assert all(o.amount_cents == 0 or o.amount_cents >= needed[o.proposal_id] for o in outcomes)
