"""A project after it was handed in: what is missing is asked for, a refusal is contested."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template, url_for
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response
from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from jury.domain.errors import Invalid, NotFound
from jury.domain.permissions import Action, Page
from jury.domain.proposal import PROPOSAL, ProposalState, completed, missing
from jury.services.perform import Done
from jury.services.proposal import (
    answer_contest,
    ask_to_complete,
    complete_proposal,
    contest_refusal,
)
from jury.storage.proposal import partners_of, spec_of
from jury.web.access import acts, offers, reading, reads, visit
from jury.web.acting import moment, perform
from jury.web.call import the_call
from jury.web.fields import LocalTime, text
from jury.web.forms import JuryForm
from jury.web.proposal import the_proposal
from jury.web.proposal_checks import show_review
from jury.web.proposal_forms import PIECE_LABELS, AnswerForm, HandingIn
from jury.web.proposal_now import can_contest, draft_content, own_proposal
from jury.web.proposal_whole import read_whole
from jury.web.proposal_writing import overview

bp = Blueprint("proposal_after", __name__)
_ = lazy_gettext
DESK = "/desk/calls/<call_id>/projects/<proposal_id>"
OWN = "/calls/<call_id>/projects/<proposal_id>"


class Boxes(SelectMultipleField):
    """Several of a list, as check boxes; takes only what the page offered."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: Any) -> None:
        """Take at least one, and nothing else than what was offered."""
        if not self.data or set(self.data) - {str(value) for value, *_ in self.iter_choices()}:
            raise ValidationError(str(_("Tick what the author may complete.")))


class AskForm(JuryForm):
    """What is missing, which pieces open again, and until when."""

    zone = ZoneInfo("UTC")
    what = text(_("What is missing?"), required=_("Say what is missing."))
    pieces = Boxes(
        _("What may the author complete?"),
        choices=[SelectChoice(name, label) for name, label in PIECE_LABELS.items()],
        validate_choice=False,
    )
    until = LocalTime(_("Until when?"), required=_("Say until when."))

    def many(self) -> tuple[str, ...]:
        """Allow several ticks."""
        return ("pieces",)


class ContestForm(JuryForm):
    """Why a refusal is wrong."""

    reason = text(_("Why do you not agree?"), required=_("Say why you do not agree."))


def _to_desk(call_id: str) -> Any:
    return lambda subject: url_for("proposal.desk", call_id=call_id)


@bp.get(f"{DESK}/ask")
@reads(Page.CALL_DESK)
def ask_page(call_id: str, proposal_id: str) -> str:
    """Show the form in which what is missing is asked for."""
    return _ask(proposal_id, AskForm(version=the_proposal(proposal_id).version))


def _ask(proposal_id: str, form: AskForm) -> str:
    proposal = the_proposal(proposal_id)
    if proposal.state == ProposalState.DRAFT:
        raise NotFound()
    call = the_call()
    can = call.state == "closed" and PROPOSAL.can(ProposalState(proposal.state), "ask_to_complete")
    form.renew(proposal.version)
    return render_template(
        "proposal/ask.html",
        call=call,
        proposal=proposal,
        form=form,
        can_ask=offers(Action.COMPLETION_ASK, can),
    )


@bp.post(f"{DESK}/ask")
@acts(Action.COMPLETION_ASK)
def ask(call_id: str, proposal_id: str) -> Response:
    """Ask the author for what is missing."""
    form = AskForm()
    form.zone = ZoneInfo(visit().the_call().timezone)

    def act() -> Done:
        if form.until.moment is None:
            raise Invalid("invalid", {"until": "until_past"})
        return ask_to_complete(
            moment(_to_desk(call_id)),
            call_id=call_id,
            proposal_id=proposal_id,
            version=form.drawn_version,
            what=form.what.data,
            pieces=form.pieces.data or [],
            until=form.until.moment,
        )

    said = _("The author gets a letter with what is missing.")
    return perform(form, act, lambda: _ask(proposal_id, form), said=said)


@bp.post(f"{DESK}/contest")
@acts(Action.CONTEST_ANSWER)
def answer(call_id: str, proposal_id: str) -> Response:
    """Keep a contested refusal, or change it."""
    form = AnswerForm()
    return perform(
        form,
        lambda: answer_contest(
            moment(_to_desk(call_id)),
            call_id=call_id,
            proposal_id=proposal_id,
            version=form.drawn_version,
            change=form.change.data == "yes",
            reason=form.reason.data,
        ),
        lambda: show_review(proposal_id, form),
        said=_("The author gets a letter with your answer."),
    )


@bp.post(f"{OWN}/complete")
@acts(Action.PROPOSAL_COMPLETE)
def complete(call_id: str, proposal_id: str) -> Response:
    """Send what was asked for, and nothing else."""
    proposal = own_proposal(proposal_id)
    form = HandingIn()
    content, _version = draft_content(proposal)
    whole = read_whole(content)
    before = spec_of(proposal, partners_of(reading(), call_id, proposal_id))
    lacking = missing(completed(before, whole.content, proposal.complete_pieces))

    def again() -> str:
        form.renew(the_proposal(proposal_id).version)
        return overview(proposal_id, form)

    def act() -> Done:
        if lacking and proposal.state == "to_complete":
            raise Invalid("proposal_incomplete")
        return complete_proposal(
            moment(lambda s: url_for("proposal.write", call_id=call_id, proposal_id=s)),
            call_id=call_id,
            proposal_id=proposal_id,
            version=form.drawn_version,
            content=whole.content,
        )

    return perform(form, act, again, said=_("Your project is completed."))


@bp.get(f"{OWN}/contest")
@reads(Page.OWN_PROPOSAL)
def contest_page(call_id: str, proposal_id: str) -> str:
    """Show the form in which a refusal is contested."""
    return _contest(proposal_id, ContestForm(version=own_proposal(proposal_id).version))


def _contest(proposal_id: str, form: ContestForm) -> str:
    proposal = own_proposal(proposal_id)
    form.renew(proposal.version)
    return render_template(
        "proposal/contest.html",
        call=the_call(),
        proposal=proposal,
        form=form,
        can_contest=can_contest(proposal),
    )


@bp.post(f"{OWN}/contest")
@acts(Action.PROPOSAL_CONTEST)
def contest(call_id: str, proposal_id: str) -> Response:
    """Say why a refusal is wrong."""
    own_proposal(proposal_id)
    form = ContestForm()
    return perform(
        form,
        lambda: contest_refusal(
            moment(lambda s: url_for("proposal.write", call_id=call_id, proposal_id=proposal_id)),
            call_id=call_id,
            proposal_id=proposal_id,
            version=form.drawn_version,
            reason=form.reason.data,
        ),
        lambda: _contest(proposal_id, form),
        said=_("Your words have come in. The answer comes by letter."),
    )
