"""How a decision is computed, for jurors: the rule book's own functions on one small example."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from flask import Blueprint, render_template
from flask_babel import gettext

from jury.domain.decision import Ask, Outcome, decide
from jury.domain.permissions import Page
from jury.domain.scoring import (
    CountRule,
    ScoreRule,
    collective_score,
    criterion_score,
    removed_medians,
)
from jury.web.access import reads
from jury.web.messages_decision import OUTCOMES, why_sentence
from jury.web.messages_record import RULES

bp = Blueprint("method", __name__)
_ = gettext
LEVELS = (4, 4, 3, 3, 3, 2, 0)
"""What seven jurors answer to one question in the example, from 0 to 4."""
BUDGET = 40_000_00
PROJECTS = {"garden": (12_000_00, 8_000_00), "bakery": (20_000_00, 15_000_00),
            "cinema": (15_000_00, 8_000_00)}  # fmt: skip
"""What three projects of the example ask for, and need at least."""
SHEETS = {
    "garden": [(3, 3), (4, 2), (4, 4), (3, 3), (2, 3)],
    "bakery": [(4, 4), (3, 4), (4, 3), (3, 3), (4, 4)],
    "cinema": [(1, 2), (2, 2), (3, 1), (2, 2), (2, 3)],
}
"""Their levels for two questions, juror by juror; the first question weighs 60, the other 40."""


@dataclass(frozen=True)
class Question:
    """A question of the example."""

    id: str
    weight: int
    top: int = 4


@cache
def worked(partial: bool) -> tuple[dict[str, Fraction], tuple[Outcome, ...]]:
    """Count the example by the usual rule: each project's score, and what each gets."""
    questions = (Question("first", 60), Question("second", 40))
    scores = {
        p: collective_score(
            [{"first": a, "second": b} for a, b in sheets], len(sheets), questions, CountRule()
        )
        for p, sheets in SHEETS.items()
    }
    asks = [Ask(p, asked, minimum) for p, (asked, minimum) in PROJECTS.items()]
    totals = {p: s.total for p, s in scores.items() if s.total is not None}
    return totals, decide(asks, scores, {}, BUDGET, partial=partial)


@bp.get("/how-a-decision-is-computed")
@reads(Page.PUBLIC)
def show() -> str:
    """Show a small decision step by step, by the very functions that compute the real ones."""
    scores, outcomes = worked(partial=False)
    return render_template(
        "decision/method.html",
        levels=LEVELS,
        rules=[(RULES[rule.value], criterion_score(LEVELS, rule)) for rule in ScoreRule],
        medians=removed_medians(LEVELS),
        budget=BUDGET,
        projects={"garden": _("The garden"), "bakery": _("The bakery"), "cinema": _("The cinema")},
        asked=PROJECTS,
        sheets=SHEETS,
        scores=scores,
        outcomes=outcomes,
        partly=worked(partial=True)[1][-1],
        words=OUTCOMES,
        why=why_sentence,
    )
