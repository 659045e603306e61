"""What applicants are told of a decision: the outcome, the reasons, and how to contest it."""

from __future__ import annotations

from functools import cached_property

from babel import Locale
from sqlalchemy.orm import Session

from jury.domain.decision.after import RETAKEN
from jury.domain.decision.reasons import ReasonsStand, reasons_stand
from jury.papers.wording import euros
from jury.services.decision.tallies import BEFORE_THE_JURY
from jury.services.letters.texts import words
from jury.storage.call import Call, criteria_of
from jury.storage.decision import (
    AuthorityAnswer,
    Result,
    answers_of,
    concerned,
    drafted_in,
    events_of,
    results_of,
    told_about,
)
from jury.storage.proposal import proposals_in
from jury.storage.scoring import current_round


class Letters:
    """The letters of a decided call, in the call's language, as they are prepared.

    What only the letters themselves say is read with the first of them: a list needs none of it.
    """

    def __init__(self, session: Session, call: Call, base_url: str) -> None:
        self.call, self.base_url, self._session = call, base_url, session
        self._events = events_of(session, call.id)
        self.about, told = told_about(self._events), concerned(self._events)
        self.proposals = {
            p.id: p
            for p in proposals_in(session, call.id, BEFORE_THE_JURY)
            if told is None or p.id in told
        }

    @cached_property
    def _answers(self) -> dict[str, AuthorityAnswer]:
        return answers_of(self._session, self.call.id)

    @cached_property
    def _results(self) -> dict[str, Result]:
        return {r.proposal_id: r for r in results_of(self._session, self.call.id)}

    @cached_property
    def _reasons(self) -> dict[str, list[tuple[str, str]]]:
        """Question and reason, for each project whose reasons the jury confirmed."""
        criteria = criteria_of(self._session, self.call.id)
        round_ = current_round(self._session, self.call.id)
        staying = round_.staying if round_ is not None else {}
        return {
            proposal: [
                (c.question, drafted.texts[c.id]) for c in criteria if drafted.texts.get(c.id)
            ]
            for proposal, (drafted, given) in drafted_in(self._session, self.call.id).items()
            if reasons_stand(given.agree, given.disagree, staying.get(proposal, 0))
            is ReasonsStand.CONFIRMED
        }

    def write(self, proposal_id: str) -> tuple[str, str]:
        """Write one letter: its subject and its body. Nothing in it names a juror."""
        retaken = self.about and self._events[self.about - 1].kind == RETAKEN
        if self.about and not retaken:
            return self._write_freed(proposal_id)
        _ = words(self.call.language).gettext
        subjects = {
            "funded": _("Your project is funded"),
            "reserve": _("Your project is on the reserve list"),
            "not_funded": _("Your project is not funded"),
        }
        answer, result = self._answers[proposal_id], self._results[proposal_id]
        lines = [
            _("Hello,"),
            (
                _(
                    "%(authority)s has decided again on your project “%(title)s”. "
                    "The earlier decision was annulled."
                )
                if retaken
                else _("%(authority)s has decided on your project “%(title)s”.")
            )
            % {"authority": self.call.authority, "title": self.proposals[proposal_id].title},
            self._with_amount(subjects[answer.outcome], answer.amount_cents) + ".",
        ]
        if answer.answer == "departs":
            said = self._with_amount(subjects[result.outcome], result.amount_cents)
            lines += [
                _("The citizens' jury had decided otherwise: “%(said)s”.") % {"said": said},
                _("The authority departs from it for this reason:"),
                answer.reason,
            ]
        lines += [*self._why(proposal_id), *self._ending()]
        return subjects[answer.outcome], "\n\n".join(lines) + "\n"

    def _write_freed(self, proposal_id: str) -> tuple[str, str]:
        """Write to a project that money was passed on to, or that gave its own up."""
        _ = words(self.call.language).gettext
        event = self._events[self.about - 1]
        cents = event.grants.get(proposal_id, 0)
        if cents:
            subject = _("Your project is now funded")
            news = self._with_amount(subject, cents) + "."
            why = _("A funded project gave up. Its money goes down the reserve list, to yours.")
        else:
            subject = _("You gave your grant up")
            news = _("We have noted that you give up your grant. Your project is not funded.")
            why = _("The money goes down the reserve list, as the call announced.")
        lines = [
            _("Hello,"),
            _("This is about your project “%(title)s”.")
            % {"title": self.proposals[proposal_id].title},
            *(news, why, event.reason),
            _("The act that says so: %(reference)s.") % {"reference": event.reference},
            *self._ending(),
        ]
        return subject, "\n\n".join(lines) + "\n"

    def _ending(self) -> list[str]:
        _ = words(self.call.language).gettext
        return [
            _("If you do not agree:"),
            self.call.appeal,
            _("Questions? %(contact)s") % {"contact": self.call.contact},
            _("The whole decision will stand here: %(address)s")
            % {"address": f"{self.base_url}/calls/{self.call.id}/record"},
        ]

    def _with_amount(self, outcome: str, cents: int) -> str:
        if not cents:
            return outcome
        said = words(self.call.language).gettext("%(outcome)s, with %(amount)s")
        return said % {"outcome": outcome, "amount": euros(cents, Locale(self.call.language))}

    def _why(self, proposal_id: str) -> list[str]:
        """Give the jury's reasons question by question, as far as the jury confirmed them."""
        _ = words(self.call.language).gettext
        confirmed = self._reasons.get(proposal_id)
        if confirmed is None:
            return [_("The jury has confirmed no reasons for your project in words.")]
        said = [f"{question}\n{reason}" for question, reason in confirmed]
        return [_("The jury's reasons, question by question:"), *said]
