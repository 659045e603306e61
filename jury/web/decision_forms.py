"""The forms of the decision: the guarantor's words, and the authority's answer to each project."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import LazyString, lazy_gettext

from jury.services.decision import GivenAnswer
from jury.storage.decision import AuthorityAnswer, Result
from jury.web.fields import Amount, Choice, text
from jury.web.forms import JuryForm

_ = lazy_gettext

ANSWER_CHOICES: list[tuple[str, LazyString]] = [
    ("follows", _("Follow the jury")),
    ("departs", _("Depart, with a reason")),
]
OUTCOME_CHOICES: list[tuple[str, LazyString]] = [
    ("funded", _("Funded")),
    ("reserve", _("Reserve list")),
    ("not_funded", _("Not funded")),
]


class ConfirmForm(JuryForm):
    """What the guarantor may say beside the confirmation; it is published."""

    words = text(_("What you want everyone to read about this check"), most=2000)


class AnswersForm(JuryForm):
    """Four fields for each project: follow or depart, outcome, amount, reason."""

    def of(self, proposal_id: str) -> dict[str, Any]:
        """Give a project's fields by their short names."""
        return {name: self[f"{name}-{proposal_id}"] for name in NAMES}

    def given(self, results: Sequence[Result]) -> list[GivenAnswer]:
        """Read the answers; who follows gets the jury's own outcome, amount, and no reason."""
        answers = []
        for result in results:
            fields = self.of(result.proposal_id)
            if fields["answer"].data == "follows":
                answers.append(
                    GivenAnswer(result.proposal_id, "follows", result.outcome, result.amount_cents)
                )
                continue
            answers.append(
                GivenAnswer(
                    result.proposal_id,
                    fields["answer"].data or "",
                    fields["outcome"].data or "",
                    fields["amount"].cents or 0,
                    fields["reason"].data or "",
                )
            )
        return answers


NAMES = ("answer", "outcome", "amount", "reason")


def answers_form(
    results: Sequence[Result], stored: dict[str, AuthorityAnswer], version: int
) -> AnswersForm:
    """Make the form for these projects; a fresh one shows what is stored, or the jury's list."""
    fields: dict[str, object] = {}
    for result in results:
        proposal = result.proposal_id
        old = stored.get(proposal)
        departs = old is not None and old.answer == "departs"
        fields |= {
            f"answer-{proposal}": Choice(
                _("The authority's answer"),
                choices=[
                    ("follows", _("Follow the jury")),
                    ("departs", _("Depart, with a reason")),
                ],
                default=old.answer if old else None,
            ),
            f"outcome-{proposal}": Choice(
                _("Instead"),
                choices=OUTCOME_CHOICES,
                default=old.outcome if old and departs else None,
            ),
            f"amount-{proposal}": Amount(
                _("Amount"), default=_plain(old.amount_cents) if old and departs else ""
            ),
            f"reason-{proposal}": text(_("Reason, for everyone to read")),
        }
    made = type("TheseAnswers", (AnswersForm,), fields)
    form: AnswersForm = made(version=version)
    for result in results:
        form[f"reason-{result.proposal_id}"].flags.optional = False  # needed by who departs
    if not form.is_submitted():
        for proposal, old in stored.items():
            if f"reason-{proposal}" in form:
                form[f"reason-{proposal}"].data = old.reason
    return form


def _plain(cents: int) -> str:
    """Write an amount as it can be typed again."""
    return f"{cents // 100}" if cents % 100 == 0 else f"{cents // 100}.{cents % 100:02d}"
