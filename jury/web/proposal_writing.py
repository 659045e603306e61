"""A project as its author writes it: steps, what is missing, handing in, taking back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from jury.domain.errors import Busy, Conflict, Invalid, NotFound
from jury.domain.permissions import Action, Page
from jury.domain.proposal import PROPOSAL, ProposalState, advice
from jury.services.perform import Done
from jury.services.proposal import digest_of, keep_draft, submit_proposal, withdraw_proposal
from jury.storage.proposal import Proposal, partners_of, spec_of
from jury.web.access import acts, computes, doors_of, offers, reading, reads, visit
from jury.web.acting import moment, perform
from jury.web.acting import refuse as show_refusal
from jury.web.call import the_call
from jury.web.call_forms import LANGUAGE_NAMES
from jury.web.forms import JuryForm
from jury.web.messages import field_sentence
from jury.web.proposal import as_read, the_proposal
from jury.web.proposal_forms import (
    GROUPS,
    STEPS,
    HandingIn,
    Step,
    Summary,
    label_of,
    rows_shown,
)
from jury.web.proposal_now import (
    can_contest,
    can_withdraw,
    completes,
    draft_content,
    is_open,
    own_proposal,
    pieces_of,
)
from jury.web.proposal_whole import Whole, read_whole

bp = Blueprint("proposal_writing", __name__)
_ = gettext


@bp.get("/calls/<call_id>/projects/<proposal_id>/write/<step>")
@reads(Page.OWN_PROPOSAL)
def step(call_id: str, proposal_id: str, step: str) -> str:
    """Show one step to write in."""
    proposal = own_proposal(proposal_id)
    content, version = draft_content(proposal)
    form = _form_of(step)(version=version)
    form.draw(content)
    return _step(proposal, step, form, {})


def _form_of(name: str) -> type[Step]:
    if name not in STEPS:
        raise NotFound()
    return STEPS[name][1]


def _step(proposal: Proposal, name: str, form: Step, stored: dict[str, str]) -> str:
    call = the_call()
    return render_template(
        "proposal/step.html",
        call=call,
        proposal=proposal,
        form=form,
        name=name,
        label=STEPS[name][0],
        number=list(STEPS).index(name) + 1,
        steps=len(STEPS),
        rows=rows_shown(name, form),
        most=GROUPS[name][2] if name in GROUPS else 0,
        stored=stored,
        open=is_open(call) or completes(proposal),
        pieces=proposal.complete_pieces if completes(proposal) else None,
        languages=LANGUAGE_NAMES,
        translated=isinstance(form, Summary) and form.is_translated(),
    )


@bp.post("/calls/<call_id>/projects/<proposal_id>/write/<step>")
@computes(Page.OWN_PROPOSAL)
def keep(call_id: str, proposal_id: str, step: str) -> Response:
    """Keep what was typed in one step, even where it is not right yet, and say what is not."""
    proposal = own_proposal(proposal_id)
    form = _form_of(step)()
    fine = form.validate()

    def again() -> str:
        content, version = draft_content(proposal)
        stale = form.version.data != str(version)
        form.renew(version)
        typed = form.typed()
        stored = {
            label_of(form, n): content.get(n, "")
            for n in form.names()
            if stale and content.get(n, "") != typed[n]
        }
        return _step(proposal, step, form, stored)

    if form.form_errors:
        return make_response(again(), 422)
    try:
        kept = keep_draft(
            doors_of(),
            account_id=visit().the_account().id,
            call_id=call_id,
            proposal_id=proposal_id,
            values={name: said for name, said in form.typed().items() if name in request.form},
            version=form.drawn_version,
        )
    except (Conflict, Invalid, Busy) as problem:
        return show_refusal(form, problem, again)
    reading().rollback()
    if not fine:
        form.renew(kept)
        return make_response(_step(proposal, step, form, {}), 422)
    flash(_("Kept. Nobody else can read it yet."), "safe")
    return redirect(_next(call_id, proposal_id, step), 303)


def _next(call_id: str, proposal_id: str, step: str) -> str:
    """Give the address of what comes after a step."""
    values: dict[str, Any] = {"call_id": call_id, "proposal_id": proposal_id}
    if "more" in request.form:
        return url_for("proposal_writing.step", step=step, **values)
    names = [*STEPS, ""]
    after = names[names.index(step) + 1]
    if after:
        return url_for("proposal_writing.step", step=after, **values)
    return url_for("proposal.write", **values)


def overview(proposal_id: str, form: HandingIn, refused: bool = False) -> str:
    """Show my project: where it stands, its steps, what is missing, and handing it in."""
    proposal = own_proposal(proposal_id)
    call = the_call()
    content, _version = draft_content(proposal)
    whole = read_whole(content)
    handed_in = spec_of(proposal, partners_of(reading(), call.id, proposal.id))
    state = ProposalState(proposal.state)
    opened = is_open(call)
    return render_template(
        "proposal/write.html",
        call=call,
        form=form,
        form_errors=refused,
        refused=refused,
        open=opened,
        steps=STEPS,
        whole=whole,
        faults=_links(proposal, whole),
        advice=[field_sentence(a.code, {}) for a in advice(whole.content, call.budget_cents)],
        title=content.get("title") or proposal.title,
        changed=proposal.submitted_at is not None and whole.content != handed_in,
        completes=completes(proposal),
        pieces=pieces_of(proposal),
        can_contest=can_contest(proposal),
        can_submit=offers(Action.PROPOSAL_SUBMIT, opened and PROPOSAL.can(state, "submit")),
        can_withdraw=can_withdraw(proposal),
        **as_read(proposal),
    )


def _links(proposal: Proposal, whole: Whole) -> list[tuple[str, str]]:
    return [
        (
            url_for(
                "proposal_writing.step",
                call_id=proposal.call_id,
                proposal_id=proposal.id,
                step=name,
                _anchor=anchor,
            ),
            sentence,
        )
        for name, anchor, sentence in whole.faults
    ]


@bp.post("/calls/<call_id>/projects/<proposal_id>/submit")
@acts(Action.PROPOSAL_SUBMIT)
def submit(call_id: str, proposal_id: str) -> Response:
    """Hand the whole project in, or say what is missing."""
    proposal = own_proposal(proposal_id)
    form = HandingIn()
    content, _version = draft_content(proposal)
    whole = read_whole(content)

    def again() -> str:
        form.renew(the_proposal(proposal_id).version)
        incomplete = bool(whole.faults) and is_open(the_call())
        if incomplete:
            form.form_errors = []
        return overview(proposal_id, form, refused=incomplete)

    def act() -> Done:
        if whole.faults and is_open(visit().the_call()):
            raise Invalid("proposal_incomplete")
        return submit_proposal(
            moment(lambda s: url_for("proposal_writing.received", call_id=call_id, proposal_id=s)),
            call_id=call_id,
            proposal_id=proposal_id,
            version=form.drawn_version,
            content=whole.content,
            language=whole.language or None,
            published_anyway=bool(form.published_anyway.data),
        )

    return perform(form, act, again)


@bp.get("/calls/<call_id>/projects/<proposal_id>/received")
@reads(Page.OWN_PROPOSAL)
def received(call_id: str, proposal_id: str) -> str:
    """Acknowledge a project: when it came, its digest, and what happens next."""
    proposal = own_proposal(proposal_id)
    if proposal.submitted_at is None:
        raise NotFound()
    content = spec_of(proposal, partners_of(reading(), call_id, proposal_id))
    return render_template(
        "proposal/received.html",
        call=the_call(),
        proposal=proposal,
        digest=digest_of(content, proposal.language),
        open=is_open(the_call()),
    )


@bp.get("/calls/<call_id>/projects/<proposal_id>/withdraw")
@reads(Page.OWN_PROPOSAL)
def ask_withdraw(call_id: str, proposal_id: str) -> str:
    """Ask once more before a project is taken back."""
    return _withdraw(proposal_id, JuryForm(version=own_proposal(proposal_id).version))


def _withdraw(proposal_id: str, form: JuryForm) -> str:
    proposal = own_proposal(proposal_id)
    form.renew(proposal.version)
    return render_template(
        "proposal/withdraw.html",
        call=the_call(),
        proposal=proposal,
        form=form,
        can=can_withdraw(proposal),
    )


@bp.post("/calls/<call_id>/projects/<proposal_id>/withdraw")
@acts(Action.PROPOSAL_WITHDRAW)
def withdraw(call_id: str, proposal_id: str) -> Response:
    """Take a project back."""
    own_proposal(proposal_id)
    form = JuryForm()
    return perform(
        form,
        lambda: withdraw_proposal(
            moment(lambda subject: url_for("proposal.mine")),
            call_id=call_id,
            proposal_id=proposal_id,
            version=form.drawn_version,
        ),
        lambda: _withdraw(proposal_id, form),
        said=_("Your project is withdrawn."),
    )
