"""Between decision and publication: the signed act as a file, and the letters to applicants."""

from __future__ import annotations

import io
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, send_file, url_for
from flask_babel import gettext, lazy_gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jury.domain.errors import NotFound
from jury.domain.permissions import Action, Page
from jury.services.decision import attach_act, send_letters, signing_of
from jury.services.decision.acts import MOST_BODY, MOST_NUMBER, MOST_SUBJECT
from jury.services.decision.letters import Letters
from jury.services.files import keeping
from jury.services.perform import Done
from jury.storage.decision import (
    Decision,
    act_about,
    decided_by,
    decision_of,
    events_of,
    letters_of,
    records_of,
)
from jury.storage.files import store_in
from jury.storage.scoring import current_round
from jury.web.access import acts, doors_of, offers, reading, reads, sees, visit
from jury.web.acting import moment, perform
from jury.web.board_queue import unconfirmed
from jury.web.call import the_call
from jury.web.fields import Upload, line, text
from jury.web.forms import JuryForm
from jury.web.proposal_files import MOST_SENT, SHUT_IN

bp = Blueprint("decision_acts", __name__)
_ = gettext
_l = lazy_gettext
MOST_DIGITS = 6


class ActForm(JuryForm):
    """The signed act."""

    number = line(
        _l("Its number"), most=MOST_NUMBER, required=_l("Write the number that stands on the act.")
    )
    day = line(_l("Its date"), most=10, required=_l("Write the date like this: 2026-12-31."))
    file = Upload(_l("The act as a PDF"))


class LetterForm(JuryForm):
    """One letter, as it will leave."""

    subject = line(_l("Subject"), most=MOST_SUBJECT, required=_l("Write a subject."))
    body = text(_l("The letter"), most=MOST_BODY, required=_l("Write the letter."))


@bp.url_value_preprocessor
def take_more(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Let somebody who is signed in send a file; from others nothing so large is even read."""
    if request.method != "POST" or endpoint != "decision_acts.attach":
        return
    if current_user.is_authenticated:
        request.max_content_length = MOST_SENT
    elif (request.content_length or 0) > (request.max_content_length or 0):
        abort(redirect(url_for("signin.choose", next=request.path), 303))


def _adopted() -> Decision:
    """Give the adopted decision; before, there is no such page."""
    stored = decision_of(reading(), the_call().id)
    if stored is None or stored.adopted_at is None:
        raise NotFound()
    return stored


@bp.get("/calls/<call_id>/decision/act")
@reads(Page.DECISION)
def act(call_id: str) -> str:
    """Show the signed act, or ask for it."""
    return _act(ActForm())


def _about() -> int | None:
    """Give the number of the passing on of money that the address asks for, if it asks for one."""
    about = request.args.get("about")
    if about is None:
        return None
    if not (about.isascii() and about.isdecimal() and len(about) < MOST_DIGITS):
        raise NotFound()
    return int(about)


def _act(form: ActForm) -> str:
    _adopted()
    call_id, about = the_call().id, _about()
    signing = signing_of(reading(), call_id, about)
    attached = act_about(reading(), call_id, signing.about)
    signed_it = signing.by == visit().the_account().id
    late = signing.is_published(reading(), call_id)
    return render_template(
        "decision/act.html",
        call=the_call(),
        form=form,
        about=about,
        attached=attached,
        signed_it=signed_it,
        can_attach=offers(Action.ACT_ATTACH, not attached and not signed_it and not late),
    )


@bp.post("/calls/<call_id>/decision/act")
@acts(Action.ACT_ATTACH)
def attach(call_id: str) -> Response:
    """Check the act's file, keep it, and attach it to the decision."""
    form, about = ActForm(), _about()

    def attaching() -> Done:
        with keeping(doors_of().settings, form.file.name_sent, form.file.content) as kept:
            return attach_act(
                moment(lambda subject: url_for("decision_acts.act", call_id=call_id, about=about)),
                call_id=call_id,
                number=form.number.data,
                day=form.day.data,
                kept=kept,
                about=about,
            )

    return perform(form, attaching, lambda: _act(form), said=_("The signed act is attached."))


@bp.get("/calls/<call_id>/decision/act.pdf")
@reads(Page.DECISION)
def act_file(call_id: str) -> Response:
    """Give the act's file to those who prepare the decision."""
    return _file()


@bp.get("/calls/<call_id>/record/act.pdf")
@reads(Page.RECORD)
def public_act(call_id: str) -> Response:
    """Give the act's file to everyone, once the record is published."""
    about = _about()
    if about is not None and not signing_of(reading(), call_id, about).is_published(
        reading(), call_id
    ):
        raise NotFound()
    if not records_of(reading(), call_id):
        raise NotFound()
    return _file()


def _signed() -> int:
    """Give what the act that is asked for is about, as it is numbered in the tables."""
    about = _about()
    return decided_by(events_of(reading(), the_call().id)) if about is None else about


def _file() -> Response:
    attached = act_about(reading(), the_call().id, _signed())
    if attached is None:
        raise NotFound()
    content = store_in(doors_of().settings.instance).open(attached.stored)
    answer = send_file(
        io.BytesIO(content),
        mimetype="application/pdf",
        as_attachment=True,
        download_name=attached.name,
        etag=False,
    )
    answer.headers["Content-Security-Policy"] = SHUT_IN
    return answer


@bp.get("/calls/<call_id>/decision/letters")
@reads(Page.DECISION)
def letters(call_id: str) -> str:
    """Show which letters have left and which wait."""
    return _letters(JuryForm())


def _letters(form: JuryForm) -> str:
    _adopted()
    prepared = Letters(reading(), the_call(), doors_of().settings.base_url)
    sent = letters_of(reading(), the_call().id, prepared.about)
    round_, first = current_round(reading(), the_call().id), not prepared.about
    waiting = [p for p in prepared.proposals.values() if p.id not in sent]
    return render_template(
        "decision/letters.html",
        call=the_call(),
        form=form,
        proposals=prepared.proposals,
        sent=sent,
        waiting=waiting,
        unconfirmed=unconfirmed(round_, [p.id for p in waiting]) if round_ and first else 0,
        can_send=offers(Action.LETTERS_SEND, bool(waiting)),
    )


@bp.post("/calls/<call_id>/decision/letters")
@acts(Action.LETTERS_SEND)
def send_all(call_id: str) -> Response:
    """Send every letter that has not left, as it is prepared."""
    form = JuryForm()
    return perform(
        form,
        lambda: send_letters(moment(_back), call_id=call_id, written={}),
        lambda: _letters(form),
        said=_("The letters have left."),
    )


def _back(subject: str) -> str:
    return url_for("decision_acts.letters", call_id=subject)


@bp.get("/calls/<call_id>/decision/letters/<proposal_id>")
@reads(Page.DECISION)
def letter(call_id: str, proposal_id: str) -> str:
    """Show one letter: as it was sent, or as it is prepared, to be changed."""
    return _letter(None, proposal_id)


def _letter(form: LetterForm | None, proposal_id: str) -> str:
    _adopted()
    prepared = Letters(reading(), the_call(), doors_of().settings.base_url)
    if proposal_id not in prepared.proposals:
        raise NotFound()
    if form is None:
        form = LetterForm()
        form.subject.data, form.body.data = prepared.write(proposal_id)
    sent = letters_of(reading(), the_call().id, prepared.about).get(proposal_id)
    return render_template(
        "decision/letter.html",
        call=the_call(),
        form=form,
        project=prepared.proposals[proposal_id],
        sent=sent,
        can_send=offers(Action.LETTERS_SEND, sent is None),
        may_print=sees(Page.CALL_DESK),
    )


@bp.post("/calls/<call_id>/decision/letters/<proposal_id>")
@acts(Action.LETTERS_SEND)
def send(call_id: str, proposal_id: str) -> Response:
    """Send one letter as the official wrote it."""
    form = LetterForm()
    return perform(
        form,
        lambda: send_letters(
            moment(_back),
            call_id=call_id,
            written={proposal_id: (form.subject.data, form.body.data)},
        ),
        lambda: _letter(form, proposal_id),
        said=_("The letter has left."),
    )
