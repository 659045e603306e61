"""A call's way, what it must say before it is published, and what then no longer changes."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from jury.domain.call import (
    CALL,
    FROZEN_FROM_OPENING,
    TRANSITIONS,
    CallSpec,
    CallState,
    CriterionSpec,
    Level,
    Missing,
    frozen,
    missing,
    takes_proposals,
)
from jury.domain.errors import Conflict

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
LATER = timedelta(days=30)
FIVE = tuple(Level(word, f"It {word}.") for word in ("fails", "limps", "walks", "runs", "flies"))
HELPS = CriterionSpec("helps", "Will it really help?", 60, FIVE)
LASTS = CriterionSpec("lasts", "Will it last?", 40, FIVE[:4])
READY = CallSpec(
    title="Living better together",
    purpose="Projects by several.",
    authority="The Region",
    place="Three Rivers",
    budget_cents=18_000_000,
    timezone="Europe/Brussels",
    language="fr",
    opens_at=NOW,
    closes_at=NOW + LATER,
    decide_by=NOW + 2 * LATER,
    power="followed_unless",
    power_basis="Decree of 2024",
    depart_grounds="The law forbids it.",
    answer_days=30,
    fallback="The scores stand.",
    freed_money="To the next one.",
    who_may_apply="Everyone.",
    admissibility_questions=("On time?",),
    eligibility_questions=("Two partners?",),
    contest_admissibility="The lead.",
    languages=("fr", "nl"),
    binding_language="fr",
    contact="calls@example.org",
    facilitator_contact="Samira, 080 00 00 01",
    facilitator_mandate="I run the jury and never score.",
    appeal="The court.",
    criteria=(HELPS, LASTS),
)


def test_a_call_that_says_everything_lacks_nothing() -> None:
    assert missing(READY, NOW) == ()
    assert missing(replace(READY, floor=Fraction(50), quorum_min=1), NOW) == ()
    assert missing(replace(READY, power="advisory", depart_grounds=""), NOW) == ()
    assert missing(replace(READY, power="delegated", depart_grounds=""), NOW) == ()


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("title", " ", "title_missing"),
        ("purpose", "", "purpose_missing"),
        ("authority", "", "authority_missing"),
        ("place", "", "place_missing"),
        ("who_may_apply", "", "who_may_apply_missing"),
        ("contact", "\n", "contact_missing"),
        ("facilitator_contact", " ", "facilitator_contact_missing"),
        ("facilitator_mandate", "", "facilitator_mandate_missing"),
        ("appeal", "", "appeal_missing"),
        ("power_basis", "", "power_basis_missing"),
        ("fallback", " ", "fallback_missing"),
        ("freed_money", "", "freed_money_missing"),
        ("contest_admissibility", "", "contest_admissibility_missing"),
        ("answer_days", 0, "answer_days_missing"),
        ("contest_days", 0, "contest_days_off_scale"),
        ("contest_days", 91, "contest_days_off_scale"),
        ("admissibility_questions", (), "admissibility_questions_missing"),
        ("eligibility_questions", (), "eligibility_questions_missing"),
        ("languages", (), "languages_missing"),
        ("languages", ("fr", "es"), "languages_missing"),
        ("languages", ("nl",), "language_not_offered"),
        ("binding_language", "de", "binding_language_not_offered"),
        ("title", "x" * 121, "title_too_long"),
        ("depart_grounds", " ", "depart_grounds_missing"),
        ("budget_cents", 0, "budget_missing"),
        ("budget_cents", -1, "budget_missing"),
        ("budget_cents", 10**12 + 1, "amount_too_large"),
        ("timezone", "", "timezone_unknown"),
        ("timezone", "Europe/Atlantis", "timezone_unknown"),
        ("timezone", "Europe", "timezone_unknown"),
        ("timezone", "../etc", "timezone_unknown"),
        ("language", "es", "language_unknown"),
        ("power", "all", "power_unknown"),
        ("rule", "dice", "rule_unknown"),
        ("sheets_published", "all", "sheets_published_unknown"),
        ("quorum_min", 0, "quorum_too_small"),
        ("floor", Fraction(-1), "floor_off_scale"),
        ("floor", Fraction(101), "floor_off_scale"),
        ("opens_at", None, "opens_at_missing"),
        ("closes_at", None, "closes_at_missing"),
        ("decide_by", None, "decide_by_missing"),
        ("closes_at", NOW, "closes_at_past"),
        ("opens_at", NOW + LATER, None),
        ("decide_by", NOW + LATER, "decided_before_it_closes"),
        ("criteria", (), "criteria_missing"),
    ],
)
def test_each_lack_is_told_at_its_field(field: str, value: object, code: str | None) -> None:
    changed = replace(READY, **{field: value})  # type: ignore[arg-type]
    expected = Missing(field, code) if code else Missing("closes_at", "closes_before_it_opens")
    assert missing(changed, NOW) == (expected,)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "x" * 120),
        ("budget_cents", 1),
        ("budget_cents", 10**12),
        ("floor", Fraction(0)),
        ("floor", Fraction(100)),
        ("closes_at", NOW + timedelta(seconds=1)),
        ("decide_by", NOW + LATER + timedelta(seconds=1)),
    ],
)
def test_the_very_edge_is_enough(field: str, value: object) -> None:
    assert missing(replace(READY, **{field: value}), NOW) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        (replace(LASTS, question=" "), Missing("criteria-1-question", "question_missing")),
        (replace(LASTS, levels=FIVE[:3]), Missing("criteria-1-levels", "levels_not_4_to_6")),
        (replace(LASTS, levels=FIVE + FIVE[:2]), Missing("criteria-1-levels", "levels_not_4_to_6")),
        (
            replace(LASTS, levels=(*FIVE[:3], Level("", "It flies."))),
            Missing("criteria-1-levels-3-word", "level_word_missing"),
        ),
        (
            replace(LASTS, levels=(*FIVE[:3], Level("flies", " "))),
            Missing("criteria-1-levels-3-sentence", "level_sentence_missing"),
        ),
        (replace(LASTS, weight=39), Missing("criteria-0-weight", "weights_not_100")),
        (replace(LASTS, weight=41), Missing("criteria-0-weight", "weights_not_100")),
    ],
)
def test_each_fault_of_a_criterion_is_told_at_its_field(
    changed: CriterionSpec, found: Missing
) -> None:
    assert missing(replace(READY, criteria=(HELPS, changed)), NOW) == (found,)


def test_six_levels_will_do_and_a_weight_of_nought_will_not() -> None:
    six = replace(LASTS, levels=(*FIVE, FIVE[0]))
    assert missing(replace(READY, criteria=(HELPS, six)), NOW) == ()
    assert six.top == 5
    none = (replace(HELPS, weight=100), replace(LASTS, weight=0))
    assert missing(replace(READY, criteria=none), NOW) == (
        Missing("criteria-1-weight", "weight_off_scale"),
    )
    assert missing(replace(READY, criteria=(replace(HELPS, weight=100),)), NOW) == ()
    least = (replace(HELPS, weight=99), replace(LASTS, weight=1))
    assert missing(replace(READY, criteria=least), NOW) == ()
    beyond = (replace(HELPS, weight=101), replace(LASTS, weight=-1))
    assert missing(replace(READY, criteria=beyond), NOW) == (
        Missing("criteria-0-weight", "weight_off_scale"),
        Missing("criteria-1-weight", "weight_off_scale"),
    )


def test_an_empty_call_lists_every_lack_once() -> None:
    found = missing(CallSpec(), NOW)
    assert [m.field for m in found] == [
        "title",
        "purpose",
        "authority",
        "place",
        "who_may_apply",
        "contact",
        "facilitator_contact",
        "facilitator_mandate",
        "appeal",
        "power_basis",
        "fallback",
        "freed_money",
        "contest_admissibility",
        "depart_grounds",
        "budget_cents",
        "timezone",
        "language",
        "answer_days",
        "admissibility_questions",
        "eligibility_questions",
        "languages",
        "opens_at",
        "closes_at",
        "decide_by",
        "criteria",
    ]


def test_what_a_call_does_not_announce_is_as_the_specification_says() -> None:
    call = CallSpec()
    assert (call.rule, call.quorum_min, call.quorum_half, call.floor, call.partial) == (
        "trimmed_mean",
        5,
        True,
        None,
        False,
    )
    assert (call.power, call.sheets_published) == ("followed_unless", "totals")


def test_a_call_goes_one_way_and_can_be_cancelled_until_it_is_decided() -> None:
    s = CallState
    assert TRANSITIONS == {
        (s.DRAFT, "edit"): s.DRAFT,
        (s.DRAFT, "publish"): s.OPEN,
        (s.OPEN, "close"): s.CLOSED,
        (s.CLOSED, "reopen"): s.OPEN,
        (s.CLOSED, "hand_to_jury"): s.WITH_JURY,
        (s.WITH_JURY, "decide"): s.DECIDED,
        (s.DECIDED, "contest"): s.CONTESTED,
        (s.CONTESTED, "uphold"): s.DECIDED,
        (s.CONTESTED, "annul"): s.ANNULLED,
        (s.ANNULLED, "retake"): s.RETAKEN,
        (s.RETAKEN, "contest"): s.CONTESTED,
        (s.DRAFT, "cancel"): s.CANCELLED,
        (s.OPEN, "cancel"): s.CANCELLED,
        (s.CLOSED, "cancel"): s.CANCELLED,
        (s.WITH_JURY, "cancel"): s.CANCELLED,
    }
    assert CALL.table is TRANSITIONS
    with pytest.raises(Conflict) as refused:
        CALL.after(s.DECIDED, "cancel")
    assert refused.value.code == "call_is_decided"


def test_from_opening_the_rules_are_frozen_and_before_nothing_is() -> None:
    assert {f.name for f in fields(CallSpec)} > FROZEN_FROM_OPENING
    assert {
        "criteria",
        "rule",
        "budget_cents",
        "who_may_apply",
        "floor",
        "partial",
        "quorum_min",
        "quorum_half",
    } <= FROZEN_FROM_OPENING
    assert not FROZEN_FROM_OPENING & {"closes_at", "decide_by", "contact"}
    for state in CallState:
        before = state in (CallState.DRAFT, CallState.CONSULTATION)
        assert frozen(state) == (frozenset() if before else FROZEN_FROM_OPENING)


@pytest.mark.parametrize(
    ("state", "now", "code"),
    [
        (CallState.DRAFT, NOW, "call_is_draft"),
        (CallState.CLOSED, NOW, "call_is_closed"),
        (CallState.OPEN, NOW - timedelta(seconds=1), "call_not_yet_open"),
        (CallState.OPEN, NOW, None),
        (CallState.OPEN, NOW + LATER - timedelta(seconds=1), None),
        (CallState.OPEN, NOW + LATER, "call_time_is_up"),
    ],
)
def test_proposals_are_taken_from_the_first_moment_to_before_the_last(
    state: CallState, now: datetime, code: str | None
) -> None:
    assert takes_proposals(state, now, NOW, NOW + LATER) == code
