"""The guarantor's check of the count, and the authority's answer to the jury."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from jury.domain.errors import NotFound
from jury.domain.permissions import Action, Page
from jury.services import journal
from jury.services.decision import (
    adopt_decision,
    confirm_count,
    prepare_decision,
)
from jury.services.decision.opened import recount
from jury.services.decision.tallies import BEFORE_THE_JURY
from jury.storage.decision import (
    Decision,
    answers_of,
    checked_round,
    decision_of,
    events_of,
    latest_record,
    results_of,
)
from jury.storage.proposal import proposals_in
from jury.storage.scoring.paper import paper_counts
from jury.web.access import acts, doors_of, reading, reads, visit
from jury.web.acting import moment, perform
from jury.web.board_queue import unconfirmed
from jury.web.call import the_call
from jury.web.check_queue import is_contested, to_check
from jury.web.decision_forms import AnswersForm, ConfirmForm, answers_form
from jury.web.forms import JuryForm
from jury.web.messages_decision import ANSWERS, BY_WHOM, EVENTS, OUTCOMES, why_sentence
from jury.web.paper_forms import DEGREES_ON_PAPER

bp = Blueprint("decision", __name__)
_ = gettext
SEALED = (None, "planned", "open", "cancelled")


@bp.get("/calls/<call_id>/check")
@reads(Page.CHECK)
def check(call_id: str) -> str:
    """Show the guarantor the opened sheets beside the stored numbers, after closing."""
    return _check_page(ConfirmForm())


def _check_page(form: ConfirmForm) -> str:
    call, session = the_call(), reading()
    round_, confirmation, published = checked_round(session, call.id)
    if round_ is None or round_.state in SEALED:
        return render_template("decision/sealed.html", call=call, round=round_)
    found = recount(session, call, round_)
    chosen = request.args.get("project")
    if chosen is not None and chosen not in found.projects:
        raise NotFound()
    _note_opening(call.id, chosen)
    counted = round_.state == "counted"
    events = events_of(session, call.id) if counted else []
    typed_once = 0 if counted else paper_counts(session, call.id, round_.id).get("typed", 0)
    return render_template(
        "decision/check.html",
        call=call,
        round=round_,
        form=form,
        found=found,
        first=to_check(round_, found, confirmation, events, typed_once),
        contested=is_contested(events),
        events=events,
        event_words=EVENTS,
        by_whom=BY_WHOM,
        typed_once=typed_once,
        chosen=found.projects.get(chosen or ""),
        sheets=[s for s in found.opened.sheets if s.proposal_id == chosen],
        ties=[t for t in found.opened.ties if t.proposal_id == chosen],
        degrees=DEGREES_ON_PAPER,
        reasons=sorted(found.opened.reasons) if published else [],
        results={r.proposal_id: r for r in found.results},
        confirmation=confirmation,
        outcomes=OUTCOMES,
    )


def _note_opening(call_id: str, proposal_id: str | None) -> None:
    """Whoever opens sheets leaves a trace in the security journal."""
    journal.note(
        doors_of(),
        "sheets_opened",
        visit().the_account().id,
        request.remote_addr or "",
        f"{call_id} {proposal_id or 'all'}",
    )


@bp.post("/calls/<call_id>/check")
@acts(Action.COUNT_CONFIRM)
def confirm(call_id: str) -> Response:
    """Confirm the count."""
    form = ConfirmForm()
    return perform(
        form,
        lambda: confirm_count(
            moment(lambda subject: url_for("decision.check", call_id=call_id)),
            call_id=call_id,
            words=form.words.data or "",
        ),
        lambda: _check_page(form),
        said=_("You confirmed the count. The authority can now answer."),
    )


@bp.get("/calls/<call_id>/decision")
@reads(Page.DECISION)
def decision(call_id: str) -> str:
    """Show the jury's list and the authority's answer, and what waits for whom."""
    return _decision_page()


def _answers_form(call_id: str) -> AnswersForm:
    session = reading()
    stored = decision_of(session, call_id)
    return answers_form(
        results_of(session, call_id), answers_of(session, call_id), stored.version if stored else 0
    )


def _decision_page(form: AnswersForm | None = None, adopting: JuryForm | None = None) -> str:
    call, session = the_call(), reading()
    round_, confirmation, _published = checked_round(session, call.id)
    if confirmation is None:
        return render_template("decision/waiting.html", call=call, round=round_)
    stored = decision_of(session, call.id)
    answers = answers_of(session, call.id)
    results = results_of(session, call.id)
    version = stored.version if stored else 0
    stale = form is not None and form.is_submitted() and form.version.data != str(version)
    if form is not None and stale:
        form.renew(version)
    return render_template(
        "decision/decision.html",
        call=call,
        projects={p.id: p for p in proposals_in(session, call.id, BEFORE_THE_JURY)},
        results=results,
        answers=answers,
        stored=stored,
        phase=_phase(stored, annulled=call.state == "annulled"),
        granted=sum(a.amount_cents for a in answers.values()),
        mine=stored is not None and stored.prepared_by == visit().the_account().id,
        form=form or answers_form(results, answers, version),
        adopting=adopting or JuryForm(version=version),
        stale=stale,
        record=latest_record(session, call.id),
        unconfirmed=unconfirmed(round_, [r.proposal_id for r in results]) if round_ else 0,
        outcomes=OUTCOMES,
        answer_words=ANSWERS,
        why=why_sentence,
    )


def _phase(stored: Decision | None, *, annulled: bool) -> str:
    """Say how far the authority's answer has come; after an annulment it begins anew."""
    if stored is None or (annulled and stored.adopted_at is not None):
        return "unprepared"
    return "prepared" if stored.adopted_at is None else "adopted"


@bp.post("/calls/<call_id>/decision")
@acts(Action.DECISION_PREPARE)
def prepare(call_id: str) -> Response:
    """Prepare the authority's answer for another person to adopt."""
    form = _answers_form(call_id)
    results = results_of(reading(), call_id)
    return perform(
        form,
        lambda: prepare_decision(
            moment(lambda subject: url_for("decision.decision", call_id=call_id)),
            call_id=call_id,
            version=form.drawn_version,
            answers=form.given(results),
        ),
        lambda: _decision_page(form),
        said=_("The answer is prepared. A signatory, not you, can now adopt it."),
    )


@bp.post("/calls/<call_id>/decision/adopt")
@acts(Action.DECISION_ADOPT)
def adopt(call_id: str) -> Response:
    """Adopt the prepared answer for the authority."""
    form = JuryForm()
    return perform(
        form,
        lambda: adopt_decision(
            moment(lambda subject: url_for("decision.decision", call_id=call_id)),
            call_id=call_id,
            version=form.drawn_version,
        ),
        lambda: _decision_page(adopting=form),
        said=_("The decision is adopted. The facilitator can now publish the record."),
    )
