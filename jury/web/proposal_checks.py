"""The official's page of a project: the call's questions one by one, and what follows from them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import LazyString, gettext, lazy_gettext
from werkzeug.wrappers import Response
from wtforms import Field

from jury.domain.call import CALL, CallState
from jury.domain.errors import Invalid, NotFound
from jury.domain.permissions import Action
from jury.domain.proposal import CHECKS, MOST_WHY, PROPOSAL, Answer, ProposalState, being_completed
from jury.services.perform import Done
from jury.services.proposal import accept_proposal, admit_proposal, refuse_proposal
from jury.storage.call import Call
from jury.storage.proposal import Proposal
from jury.web.access import acts, offers, visit
from jury.web.acting import moment, perform
from jury.web.call import the_call
from jury.web.fields import Choice, line, text
from jury.web.forms import JuryForm
from jury.web.proposal import as_read, the_proposal
from jury.web.proposal_forms import PIECE_LABELS, AnswerForm

bp = Blueprint("proposal_checks", __name__)
DESK = "/desk/calls/<call_id>/projects/<proposal_id>"
_ = lazy_gettext
SAID: dict[str, LazyString] = {
    "yes": _("Yes"),
    "no": _("No"),
    "not_applicable": _("Does not apply"),
}


class ChecksForm(JuryForm):
    """The questions of one check or both, in the call's own words, and the reason of a refusal."""

    reason = text(_("If you refuse it: the reason"))
    checks: tuple[str, ...] = ()

    def asked(self, check: str) -> list[tuple[Field, Field]]:
        """Give the fields of each question of a check: the answer, and why."""
        if check not in self.checks:
            return []
        names = [n for n in self._fields if n.startswith(f"{check}-") and not n.endswith("-why")]
        return [(self[name], self[f"{name}-why"]) for name in names]

    def answers(self, check: str) -> list[Answer]:
        """Give what was answered to each question of a check."""
        return [Answer(said.data or "", why.data or "") for said, why in self.asked(check)]

    def blame(self, problem: Invalid) -> None:
        """Name the question beside what is wrong with its answer."""
        super().blame(problem)
        for check in self.checks:
            for said, why in self.asked(check):
                number, _dot, _question = said.label.text.partition(".")
                for field in (said, why):
                    field.errors = [f"{number}. {error}" for error in field.errors]


def checks_form(call: Call, checks: tuple[str, ...], version: int | None = None) -> ChecksForm:
    """Make the form that asks these checks of a call; a question's number goes on over both."""
    fields: dict[str, Any] = {"checks": checks}
    number = 0
    for check in checks:
        for place, question in enumerate(getattr(call, f"{check}_questions")):
            number += 1
            label = f"{number}. {question}"
            why = line(_("Why, to question %(number)s", number=number), most=MOST_WHY)
            fields[f"{check}-{place}"] = Choice(label, choices=list(SAID.items()))
            fields[f"{check}-{place}-why"] = why
    form: ChecksForm = type("AskedForm", (ChecksForm,), fields)(version=version)
    for check in checks:
        for _said, why in form.asked(check):
            why.flags.optional = False
    form.reason.flags.optional = False
    return form


def sent_form() -> ChecksForm:
    """Make the form that was sent: with the checks whose fields came."""
    sent = tuple(c for c in CHECKS if any(n.startswith(f"{c}-") for n in request.form))
    return checks_form(visit().the_call(), sent)


def checks_now(state: ProposalState) -> tuple[str, ...]:
    """Name the checks that a project in this state waits for."""
    if state is ProposalState.ADMISSIBLE:
        return ("eligibility",)
    only = state is ProposalState.TO_COMPLETE or request.args.get("check") == "admissibility"
    return ("admissibility",) if only else CHECKS


def show_review(proposal_id: str, form: JuryForm | None = None) -> str:
    """Draw the official's page of a project, with a form that was refused."""
    proposal = the_proposal(proposal_id)
    if proposal.state == ProposalState.DRAFT:
        raise NotFound()
    call = the_call()
    closed = call.state == CallState.CLOSED
    state = ProposalState(proposal.state)
    checks = checks_now(state)
    in_time = being_completed(state, proposal.complete_until, visit().now)
    checking = checks_form(call, checks, proposal.version)
    if isinstance(form, ChecksForm) and form.checks == checks:
        checking = form
    form = form or checking
    form.renew(proposal.version)
    return render_template(
        "proposal/review.html",
        call=call,
        form=checking,
        errors_of=form,
        answer_form=form if isinstance(form, AnswerForm) else AnswerForm(formdata=None),
        can_admit=offers(Action.PROPOSAL_ADMIT, closed and PROPOSAL.can(state, "admit")),
        can_ask=offers(Action.COMPLETION_ASK, closed and PROPOSAL.can(state, "ask_to_complete")),
        can_answer=offers(Action.CONTEST_ANSWER, _awaits_answer(proposal, call.state)),
        pieces=[PIECE_LABELS[piece] for piece in proposal.complete_pieces],
        can_accept=offers(Action.PROPOSAL_ACCEPT, closed and PROPOSAL.can(state, "accept")),
        can_refuse=offers(
            Action.PROPOSAL_REFUSE, closed and PROPOSAL.can(state, "refuse") and not in_time
        ),
        in_time=in_time,
        waits=CALL.can(CallState(call.state), "close"),
        **as_read(proposal),
    )


def _awaits_answer(proposal: Proposal, call_state: str) -> bool:
    waits = proposal.contested_at is not None and not proposal.contest_answer
    return waits and call_state in ("closed", "with_jury")


def _perform(proposal_id: str, act: Callable[[ChecksForm], Done], said: str) -> Response:
    form = sent_form()
    return perform(form, lambda: act(form), lambda: show_review(proposal_id, form), said=said)


@bp.post(f"{DESK}/admit")
@acts(Action.PROPOSAL_ADMIT)
def admit(call_id: str, proposal_id: str) -> Response:
    """Say that a project is complete and in time."""
    review = url_for("proposal.review", call_id=call_id, proposal_id=proposal_id)
    return _perform(
        proposal_id,
        lambda form: admit_proposal(
            moment(lambda subject: review),
            call_id=call_id,
            proposal_id=proposal_id,
            version=form.drawn_version,
            admissibility=form.answers("admissibility"),
        ),
        gettext("The project is complete and in time. Now look at the conditions."),
    )


@bp.post(f"{DESK}/accept")
@acts(Action.PROPOSAL_ACCEPT)
def accept(call_id: str, proposal_id: str) -> Response:
    """Say that a project meets the conditions, and with it that it is complete where nobody did."""
    return _perform(
        proposal_id,
        lambda form: accept_proposal(
            moment(lambda subject: url_for("proposal.desk", call_id=call_id)),
            call_id=call_id,
            proposal_id=proposal_id,
            version=form.drawn_version,
            admissibility=form.answers("admissibility"),
            eligibility=form.answers("eligibility"),
        ),
        gettext("The project goes before the jury. Its author gets a letter."),
    )


@bp.post(f"{DESK}/refuse")
@acts(Action.PROPOSAL_REFUSE)
def refuse(call_id: str, proposal_id: str) -> Response:
    """Keep a project from the jury, with the question that fails and the reason."""
    return _perform(
        proposal_id,
        lambda form: refuse_proposal(
            moment(lambda subject: url_for("proposal.desk", call_id=call_id)),
            call_id=call_id,
            proposal_id=proposal_id,
            version=form.drawn_version,
            reason=form.reason.data or "",
            admissibility=form.answers("admissibility"),
            eligibility=form.answers("eligibility"),
        ),
        gettext("The project does not go before the jury. Its author can read the reason."),
    )
