"""After the decision: contested, upheld or annulled; and what changed between versions."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from jury.domain.call import CALL, CallState
from jury.domain.decision.after import MOST_REFERENCE, MOST_TEXT
from jury.domain.errors import NotFound
from jury.domain.permissions import Action, Page
from jury.domain.record.differences import differences
from jury.domain.record.document import Document
from jury.services.decision import contest_decision, settle_contest
from jury.storage.decision import decision_of, events_of, record_numbered
from jury.web.access import acts, offers, reading, reads
from jury.web.acting import moment, perform
from jury.web.call import the_call
from jury.web.changed_fields import name_of, said
from jury.web.fields import Choice, line, text
from jury.web.forms import JuryForm
from jury.web.messages_decision import BY_WHOM, EVENTS

bp = Blueprint("decision_after", __name__)
_ = gettext
_l = lazy_gettext


class ContestForm(JuryForm):
    """A contest that was received."""

    by_whom = Choice(
        _l("Who contests the decision?"),
        choices=list(BY_WHOM.items()),
        required=_l("Choose who contests it. Name nobody."),
    )
    day = line(_l("Received on"), most=10, required=_l("Write the date like this: 2026-12-31."))
    reason = text(
        _l("The reason, for everyone to read"), most=MOST_TEXT, required=_l("Write the reason.")
    )


class SettleForm(JuryForm):
    """How a contest ended."""

    outcome = Choice(
        _l("How does it end?"),
        choices=[
            ("upheld", _l("The decision stands")),
            ("annulled", _l("The decision is annulled")),
        ],
        required=_l("Choose one of the two."),
    )
    reference = line(
        _l("The act or judgment that says so"),
        most=MOST_REFERENCE,
        required=_l("Write its number or name."),
    )
    reason = text(
        _l("The reason, for everyone to read"), most=MOST_TEXT, required=_l("Write the reason.")
    )


@bp.get("/calls/<call_id>/decision/after")
@reads(Page.DECISION)
def after(call_id: str) -> str:
    """Show what happened to the decision, and what can be written down now."""
    version = the_call().version
    return _after(ContestForm(version=version), SettleForm(version=version))


def _after(contest: ContestForm | None, settle: SettleForm | None) -> str:
    call, stored = the_call(), decision_of(reading(), the_call().id)
    if stored is None or (stored.adopted_at is None and call.state != CallState.ANNULLED):
        raise NotFound()
    state = CallState(call.state)
    for form in (contest, settle):
        if form is not None:
            form.renew(call.version)
    return render_template(
        "decision/after.html",
        call=call,
        events=events_of(reading(), call.id),
        contest=contest or ContestForm(formdata=None, version=call.version),
        settle=settle or SettleForm(formdata=None, version=call.version),
        wrong=contest if settle is None else settle,
        can_contest=offers(Action.DECISION_CONTEST, CALL.can(state, "contest")),
        can_settle=offers(Action.DECISION_SETTLE, CALL.can(state, "annul")),
        words=EVENTS,
        by_whom=BY_WHOM,
    )


@bp.post("/calls/<call_id>/decision/contest")
@acts(Action.DECISION_CONTEST)
def contest(call_id: str) -> Response:
    """Write down that the decision is contested."""
    form = ContestForm()
    return perform(
        form,
        lambda: contest_decision(
            moment(lambda subject: url_for("decision_after.after", call_id=call_id)),
            call_id=call_id,
            by_whom=form.by_whom.data,
            day=form.day.data,
            reason=form.reason.data,
            version=form.drawn_version,
        ),
        lambda: _after(form, None),
        said=_("It is written down. The facilitator can publish a new version of the record."),
    )


@bp.post("/calls/<call_id>/decision/settle")
@acts(Action.DECISION_SETTLE)
def settle(call_id: str) -> Response:
    """Say how the contest ended."""
    form = SettleForm()
    return perform(
        form,
        lambda: settle_contest(
            moment(lambda subject: url_for("decision_after.after", call_id=call_id)),
            call_id=call_id,
            outcome=form.outcome.data,
            reason=form.reason.data,
            reference=form.reference.data,
            version=form.drawn_version,
        ),
        lambda: _after(None, form),
        said=_("It is written down. The facilitator can publish a new version of the record."),
    )


@bp.get("/calls/<call_id>/record/changes")
@reads(Page.RECORD)
def changes(call_id: str) -> str:
    """Show what a version of the record says otherwise than the one before it."""
    asked = request.args.get("version", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 6):
        raise NotFound()
    new = record_numbered(reading(), call_id, int(asked))
    old = record_numbered(reading(), call_id, int(asked) - 1)
    if new is None or old is None:
        raise NotFound()
    document = Document.decode(new.document.encode())
    titles = {p.id: (p.title, p.language) for p in document.proposals}
    return render_template(
        "decision/changes.html",
        call=the_call(),
        version=new.number,
        changes=[
            (c, name_of(c), said(c, c.before, titles), said(c, c.now, titles))
            for c in differences(Document.decode(old.document.encode()), document)
        ],
        titles=titles,
    )
