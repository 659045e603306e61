"""Majority judgement, and what holds for all four rules from sheets to money."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jury.domain.call import CallSpec, CriterionSpec, Missing, missing
from jury.domain.decision import Ask, Outcome, TieNeedsDraw, decide
from jury.domain.errors import Invalid
from jury.domain.scoring import (
    CountRule,
    ScoreRule,
    Sheet,
    collective_score,
    comparable,
    removed_medians,
    score_all,
)
from tests.domain.stories import FOUR, Question

ONE = (Question("all", 100, 4),)
TWO = (Question("a", 60, 4), Question("b", 40, 3))
MJ = CountRule(ScoreRule.MAJORITY_JUDGEMENT, 1, False)
LEVELS = st.lists(st.integers(0, 4), min_size=1, max_size=9)


def votes(*levels: int) -> list[dict[str, int | None]]:
    return [{"all": level} for level in levels]


def slow_removed(values: Sequence[int]) -> list[int]:
    """Take the lower median by counting, and strike it out, until nothing is left."""
    rest, removed = list(values), []
    while rest:
        lower = next(v for v in sorted(set(rest)) if sum(x <= v for x in rest) * 2 >= len(rest))
        removed.append(lower)
        rest.remove(lower)
    return removed


@given(LEVELS)
def test_the_removed_medians_agree_with_the_slow_way(values: list[int]) -> None:
    assert list(removed_medians(values)) == slow_removed(values)


def test_half_of_the_jurors_is_not_a_majority() -> None:
    score = collective_score(votes(1, 1, 3, 4), 4, ONE, MJ)
    assert (score.total, score.medians) == (25, (1, 3, 1, 4))


def test_it_wants_one_question() -> None:
    with pytest.raises(Invalid, match="rule_needs_one_criterion"):
        collective_score([], 5, FOUR, MJ)
    two = tuple(CriterionSpec(q.id, q.id, q.weight, ()) for q in TWO)
    spec = CallSpec(rule=ScoreRule.MAJORITY_JUDGEMENT, criteria=two)
    found = missing(spec, datetime(2026, 1, 1, tzinfo=UTC))
    assert Missing("rule", "rule_needs_one_criterion") in found
    one = CallSpec(rule=ScoreRule.MAJORITY_JUDGEMENT, criteria=two[:1])
    assert Missing("rule", "rule_needs_one_criterion") not in missing(
        one, datetime(2026, 1, 1, tzinfo=UTC)
    )


def test_of_equal_medians_the_next_ones_decide_and_a_beginning_is_a_tie() -> None:
    given_sheets = {"orchard": (2, 3, 3, 4), "bakery": (2, 3, 3, 3), "cinema": (3,)}
    sheets = [
        Sheet(f"{p}{i}", p, {"all": level})
        for p, levels in given_sheets.items()
        for i, level in enumerate(levels)
    ]
    staying = {p: {f"{p}{i}" for i in range(len(ls))} for p, ls in given_sheets.items()}
    scores = score_all(sheets, staying, ONE, MJ)
    asks = [Ask("orchard", 12, 12), Ask("bakery", 11, 11), Ask("cinema", 10, 10)]
    # All three begin with 3, and the cinema has nothing more: smaller amounts go first.
    three = decide(asks, scores, {}, 33)
    assert [(o.proposal_id, o.rank) for o in three] == [
        ("cinema", 1),
        ("bakery", 2),
        ("orchard", 3),
    ]
    two = {p: scores[p] for p in ("orchard", "bakery")}
    assert [o.proposal_id for o in decide(asks[:2], two, {}, 33)] == ["orchard", "bakery"]


@given(st.dictionaries(st.text(max_size=3), LEVELS.map(lambda v: tuple(map(Fraction, v)))))
def test_what_can_be_compared_orders_without_a_circle(
    sequences: dict[str, tuple[Fraction, ...]],
) -> None:
    cut = comparable(sequences)
    assert cut.keys() == sequences.keys()
    for a in sequences:
        assert sequences[a][: len(cut[a])] == cut[a]
        for b in sequences:
            short = min(len(sequences[a]), len(sequences[b]))
            if sequences[a][:short] == sequences[b][:short]:
                assert cut[a] == cut[b] or len(sequences[a]) == len(sequences[b])


# From sheets to money, by each of the four rules

PROJECTS = ("p0", "p1", "p2", "p3")


@st.composite
def juries(draw: st.DrawFn) -> tuple[ScoreRule, Sequence[Question], list[Sheet], list[Ask], int]:
    rule = draw(st.sampled_from(list(ScoreRule)))
    criteria = ONE if rule is ScoreRule.MAJORITY_JUDGEMENT else draw(st.sampled_from([ONE, TWO]))
    one = st.fixed_dictionaries({q.id: st.integers(0, q.top) for q in criteria})
    seats = [f"s{i}" for i in range(draw(st.integers(1, 6)))]
    sheets = [Sheet(seat, p, draw(one)) for p in PROJECTS for seat in seats]
    asked = draw(st.lists(st.integers(1, 9), min_size=4, max_size=4))
    asks = [Ask(p, cents, max(1, cents - 2)) for p, cents in zip(PROJECTS, asked, strict=True)]
    return rule, criteria, sheets, asks, draw(st.integers(0, 24))


def outcome(
    rule: ScoreRule,
    criteria: Sequence[Question],
    sheets: Sequence[Sheet],
    asks: Sequence[Ask],
    budget: int,
    partial: bool = True,
) -> dict[str, Outcome] | frozenset[str]:
    staying = {a.id: {s.seat for s in sheets if s.proposal == a.id} for a in asks}
    scores = score_all(sheets, staying, criteria, CountRule(rule, 1, False))
    try:
        found = decide(asks, scores, {}, budget, partial=partial)
    except TieNeedsDraw as tie:
        return frozenset(tie.ids)
    return {o.proposal_id: o for o in found}


@settings(deadline=None)
@given(juries(), st.randoms(use_true_random=False))
def test_the_order_of_jurors_and_of_projects_changes_nothing(jury, chance) -> None:
    rule, criteria, sheets, asks, budget = jury
    other_sheets, other_asks = list(sheets), list(asks)
    chance.shuffle(other_sheets)
    chance.shuffle(other_asks)
    assert outcome(rule, criteria, sheets, asks, budget) == outcome(
        rule, criteria, other_sheets, other_asks, budget
    )


@settings(deadline=None)
@given(juries(), st.booleans())
def test_the_budget_is_never_exceeded_and_no_grant_is_below_the_minimum(jury, partial) -> None:
    rule, criteria, sheets, asks, budget = jury
    found = outcome(rule, criteria, sheets, asks, budget, partial)
    if isinstance(found, frozenset):
        return
    assert sum(o.amount_cents for o in found.values()) <= budget
    for ask in asks:
        least = ask.minimum_cents if partial else ask.asked_cents
        assert found[ask.id].amount_cents == 0 or least <= found[ask.id].amount_cents
        assert found[ask.id].amount_cents <= ask.asked_cents


@settings(deadline=None)
@given(juries(), st.data())
def test_raising_a_level_never_lowers_a_score_nor_its_place_in_a_tie(jury, data) -> None:
    rule, criteria, sheets, _, _ = jury
    mine = [s.levels for s in sheets if s.proposal == "p0"]
    raisable = [(i, q) for i, s in enumerate(mine) for q in criteria if s[q.id] != q.top]
    if not raisable:
        return
    who, question = data.draw(st.sampled_from(raisable))
    raised = [dict(levels) for levels in mine]
    raised[who][question.id] = (raised[who][question.id] or 0) + 1
    how = CountRule(rule, 1, False)
    before = collective_score(mine, len(mine), criteria, how)
    after = collective_score(raised, len(mine), criteria, how)
    assert (after.total or 0) >= (before.total or 0)
    if before.medians is not None and after.medians is not None:
        assert after.medians >= before.medians


@settings(deadline=None)
@given(juries())
def test_who_left_is_neutral(jury) -> None:
    rule, criteria, sheets, _, _ = jury
    gone = [Sheet("gone", p, {q.id: q.top for q in criteria}) for p in PROJECTS]
    staying = {p: {s.seat for s in sheets} for p in PROJECTS}
    how = CountRule(rule, 1, False)
    assert score_all([*sheets, *gone], staying, criteria, how) == score_all(
        sheets, staying, criteria, how
    )
