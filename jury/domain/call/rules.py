"""A call for projects: what it must say before it is published, and what then freezes.

It must never know a clock (the moment is an argument) or in which words a lack is told.
"""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from jury.domain.call.states import CallState
from jury.domain.money import LARGEST_CENTS
from jury.domain.scoring import ScoreRule

LANGUAGES = ("fr", "nl", "de", "en")
LEVELS_MIN, LEVELS_MAX, CRITERIA_MAX = 4, 6, 6
CONTEST_DAYS, CONTEST_DAYS_MAX = 14, 90
"""How long a refusal can be contested where the call says nothing else, and at most."""

TITLE_MAX = 120


class Power(StrEnum):
    """How much the jury decides."""

    ADVISORY = "advisory"
    FOLLOWED_UNLESS = "followed_unless"
    DELEGATED = "delegated"


class SheetsPublished(StrEnum):
    """Whether the record shows how many chose each level, or sheets row by row."""

    TOTALS = "totals"
    ROWS = "rows"


@dataclass(frozen=True)
class Level:
    """One step of a criterion's scale: a word, and one plain sentence that describes it."""

    word: str
    sentence: str


@dataclass(frozen=True)
class Missing:
    """One thing that hinders: the form field to go to, and the code of what is wrong there."""

    field: str
    code: str


@dataclass(frozen=True)
class CriterionSpec:
    """One question that jurors answer. Levels run from the lowest (0) to the highest (`top`)."""

    id: str
    question: str
    weight: int
    levels: tuple[Level, ...]

    @property
    def top(self) -> int:
        """Give the number of the highest level."""
        return len(self.levels) - 1


@dataclass(frozen=True)
class CallSpec:
    """Everything that the published rules of a call say.

    Amounts are whole cents; moments carry a time zone; the floor is on 0 to 100, None for none.
    `answer_days` is how long the authority may take to answer, from the jury's list on;
    `contest_days` how long an applicant may contest that a project is refused. `reserve`
    says that a reserve list is kept, `partial` that a project may get less than it asked, down to
    the minimum it needs. `languages` are those offered; in doubt the text in `binding_language`
    holds.
    """

    title: str = ""
    purpose: str = ""
    authority: str = ""
    place: str = ""
    budget_cents: int = 0
    timezone: str = ""
    language: str = ""
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    decide_by: datetime | None = None
    power: str = Power.FOLLOWED_UNLESS
    power_basis: str = ""
    depart_grounds: str = ""
    answer_days: int = 0
    fallback: str = ""
    freed_money: str = ""
    reserve: bool = True
    who_may_apply: str = ""
    admissibility_questions: tuple[str, ...] = ()
    eligibility_questions: tuple[str, ...] = ()
    contest_admissibility: str = ""
    contest_days: int = CONTEST_DAYS
    languages: tuple[str, ...] = ()
    binding_language: str = ""
    contact: str = ""
    facilitator_contact: str = ""
    facilitator_mandate: str = ""
    appeal: str = ""
    rule: str = ScoreRule.TRIMMED_MEAN
    quorum_min: int = 5
    quorum_half: bool = True
    floor: Fraction | None = None
    partial: bool = False
    sheets_published: str = SheetsPublished.TOTALS
    criteria: tuple[CriterionSpec, ...] = ()


FROZEN_FROM_OPENING = frozenset(
    {
        "criteria",
        "rule",
        "quorum_min",
        "quorum_half",
        "floor",
        "partial",
        "sheets_published",
        "budget_cents",
        "power",
        "power_basis",
        "depart_grounds",
        "answer_days",
        "fallback",
        "freed_money",
        "reserve",
        "who_may_apply",
        "admissibility_questions",
        "eligibility_questions",
        "contest_admissibility",
        "contest_days",
        "languages",
        "binding_language",
    }
)
"""What nobody can change once the call is open; questions, weights and levels are `criteria`."""


def frozen(state: CallState) -> frozenset[str]:
    """Name the fields of a call that can no longer change in this state."""
    before = (CallState.DRAFT, CallState.CONSULTATION)
    return frozenset() if state in before else FROZEN_FROM_OPENING


def takes_proposals(
    state: CallState, now: datetime, opens_at: datetime, closes_at: datetime
) -> str | None:
    """Give the code of what keeps a proposal from being handed in now, or None.

    `call_is_<state>`, `call_not_yet_open`, or `call_time_is_up`: the last moment is too late.
    """
    if state is not CallState.OPEN:
        return f"call_is_{state.value}"
    if now < opens_at:
        return "call_not_yet_open"
    return "call_time_is_up" if now >= closes_at else None


def missing(spec: CallSpec, now: datetime) -> tuple[Missing, ...]:
    """List what hinders publishing a call, in the order of the form; empty when nothing does."""
    return (*_texts(spec), *_choices(spec), *_dates(spec, now), *_criteria(spec.criteria))


def _texts(spec: CallSpec) -> Iterator[Missing]:
    for field in (
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
    ):
        if not getattr(spec, field).strip():
            yield Missing(field, f"{field}_missing")
    if len(spec.title.strip()) > TITLE_MAX:
        yield Missing("title", "title_too_long")
    if spec.power == Power.FOLLOWED_UNLESS and not spec.depart_grounds.strip():
        yield Missing("depart_grounds", "depart_grounds_missing")


def _choices(spec: CallSpec) -> Iterator[Missing]:
    if spec.budget_cents <= 0:
        yield Missing("budget_cents", "budget_missing")
    elif spec.budget_cents > LARGEST_CENTS:
        yield Missing("budget_cents", "amount_too_large")
    if not _known_zone(spec.timezone):
        yield Missing("timezone", "timezone_unknown")
    for field, known in (
        ("language", LANGUAGES),
        ("power", tuple(Power)),
        ("rule", tuple(ScoreRule)),
        ("sheets_published", tuple(SheetsPublished)),
    ):
        if getattr(spec, field) not in known:
            yield Missing(field, f"{field}_unknown")
    if spec.rule == ScoreRule.MAJORITY_JUDGEMENT and len(spec.criteria) > 1:
        yield Missing("rule", "rule_needs_one_criterion")
    if spec.answer_days < 1:
        yield Missing("answer_days", "answer_days_missing")
    if not 1 <= spec.contest_days <= CONTEST_DAYS_MAX:
        yield Missing("contest_days", "contest_days_off_scale")
    for field in ("admissibility_questions", "eligibility_questions"):
        if not getattr(spec, field):
            yield Missing(field, f"{field}_missing")
    if not spec.languages or not set(spec.languages) <= set(LANGUAGES):
        yield Missing("languages", "languages_missing")
    elif spec.language in LANGUAGES and spec.language not in spec.languages:
        yield Missing("languages", "language_not_offered")
    elif spec.binding_language not in spec.languages:
        yield Missing("binding_language", "binding_language_not_offered")
    if spec.quorum_min < 1:
        yield Missing("quorum_min", "quorum_too_small")
    if spec.floor is not None and not 0 <= spec.floor <= 100:
        yield Missing("floor", "floor_off_scale")


def _known_zone(name: str) -> bool:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _dates(spec: CallSpec, now: datetime) -> Iterator[Missing]:
    for field in ("opens_at", "closes_at", "decide_by"):
        if getattr(spec, field) is None:
            yield Missing(field, f"{field}_missing")
    if spec.closes_at is not None:
        if spec.closes_at <= now:
            yield Missing("closes_at", "closes_at_past")
        elif spec.opens_at is not None and spec.closes_at <= spec.opens_at:
            yield Missing("closes_at", "closes_before_it_opens")
        if spec.decide_by is not None and spec.decide_by <= spec.closes_at:
            yield Missing("decide_by", "decided_before_it_closes")


def _criteria(criteria: tuple[CriterionSpec, ...]) -> Iterator[Missing]:
    if not criteria:
        yield Missing("criteria", "criteria_missing")
        return
    for number, criterion in enumerate(criteria):
        at = f"criteria-{number}"
        if not criterion.question.strip():
            yield Missing(f"{at}-question", "question_missing")
        if not 1 <= criterion.weight <= 100:
            yield Missing(f"{at}-weight", "weight_off_scale")
        if not LEVELS_MIN <= len(criterion.levels) <= LEVELS_MAX:
            yield Missing(f"{at}-levels", "levels_not_4_to_6")
        for step, level in enumerate(criterion.levels):
            if not level.word.strip():
                yield Missing(f"{at}-levels-{step}-word", "level_word_missing")
            if not level.sentence.strip():
                yield Missing(f"{at}-levels-{step}-sentence", "level_sentence_missing")
    if sum(c.weight for c in criteria) != 100:
        yield Missing("criteria-0-weight", "weights_not_100")
