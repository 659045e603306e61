"""Registering for a lottery: the public form, and the facilitator's for somebody who telephones.

The act of registering is nobody's, also where somebody is signed in: the log must not say whose.
"""

from __future__ import annotations

import secrets
from dataclasses import replace

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from jury.domain.account import normalise_code
from jury.domain.errors import NotFound
from jury.domain.permissions import Action, Page
from jury.services.codes import code_for, hide_posted
from jury.services.lottery import enter_candidate, register_oneself, replace_link
from jury.services.perform import Moment
from jury.storage.lottery import Lottery
from jury.storage.lottery.invitations import letters_made
from jury.web.access import acts, doors_of, offers, reading, reads, visit
from jury.web.acting import moment, perform
from jury.web.call import the_call
from jury.web.entering import drop, keep, look, visitor
from jury.web.forms import JuryForm
from jury.web.lottery import allows, the_lottery
from jury.web.register_forms import ReachForm, RegistrationForm, registration_form

bp = Blueprint("register", __name__)
_ = gettext
TOLD = "registered"
TOLD_SECONDS = 600
BY_MAIL = "mail"
LETTER = "letter"
"""The short cookie of whoever came by an invitation letter: its call, and its code."""


def is_open(lottery: Lottery) -> bool:
    """Tell whether people can register now."""
    return allows(lottery, "register") and lottery.closed_at is None


def nobodys(endpoint: str) -> Moment:
    """Say where an act comes from, but not from whom; what was posted is hidden too."""
    call_id = visit().the_call().id
    found = moment(lambda subject: url_for(endpoint, call_id=call_id))
    return replace(found, account_id=None, body=hide_posted(doors_of().settings, found.body))


@bp.get("/calls/<call_id>/register")
@reads(Page.CALL)
def ask(call_id: str) -> str:
    """Show the form; once registration is over, say so."""
    form = registration_form(_begun().plan())
    form.letter.data = letter_held(call_id)
    return _ask(form)


def letter_held(call_id: str) -> str:
    """Give the code of the letter by which this browser came to a call, or ''."""
    came, _, code = look(LETTER).partition(" ")
    return code if came == call_id else ""


def _begun() -> Lottery:
    lottery = the_lottery()
    if lottery.opened_at is None:
        raise NotFound()
    return lottery


def _ask(form: RegistrationForm, phone: bool = False) -> str:
    lottery = _begun()
    return render_template(
        "lottery/register.html",
        call=the_call(),
        lottery=lottery,
        form=form,
        phone=phone,
        letters=letters_made(reading(), lottery.call_id)[0] > 0,
        open=is_open(lottery),
        can=not phone or offers(Action.CANDIDATE_ENTER),
    )


@bp.post("/calls/<call_id>/register")
@acts(Action.CANDIDATE_REGISTER)
def register(call_id: str) -> Response:
    """Register whoever filled the form in; the answer is the same for who was in already."""
    form = registration_form(_begun().plan())
    code = code_of(form)
    response = perform(
        form,
        lambda: register_oneself(
            nobodys("register.told"), visitor(), call_id=call_id, given=form.given(), code=code,
            invitation=form.letter.data or "",
        ),
        lambda: _ask(form),
    )  # fmt: skip
    kept = _keep(response, BY_MAIL if "@" in (form.reach.data or "") else code)
    return drop(kept, LETTER) if response.status_code == 303 else kept


def code_of(form: JuryForm) -> str:
    """Make the code that this sending gets; a second press of the button gets the same."""
    key = form.idempotency_key.data or secrets.token_urlsafe(18)
    return code_for(doors_of().settings, f"{request.path}\n{key}")


def _keep(response: Response, told: str) -> Response:
    return keep(response, TOLD, told, TOLD_SECONDS) if response.status_code == 303 else response


@bp.get("/calls/<call_id>/register/done")
@reads(Page.CALL)
def told(call_id: str) -> Response:
    """Show once what somebody who registered has to keep."""
    return _told(phone=False)


def _told(phone: bool) -> Response:
    _begun()
    found = look(TOLD)
    code = "" if found == BY_MAIL else normalise_code(found)
    page = render_template(
        "lottery/registered.html",
        call=the_call(),
        code=code,
        phone=phone,
        link=f"{doors_of().settings.base_url}/r/{code}",
    )
    return drop(Response(page, mimetype="text/html"), TOLD)


@bp.get("/calls/<call_id>/lottery/phone")
@reads(Page.LOTTERY)
def ask_by_phone(call_id: str) -> str:
    """Show the same form to the facilitator, for somebody who telephones."""
    return _ask(registration_form(_begun().plan()), phone=True)


@bp.post("/calls/<call_id>/lottery/phone")
@acts(Action.CANDIDATE_ENTER)
def by_phone(call_id: str) -> Response:
    """Register somebody who telephones."""
    form = registration_form(_begun().plan())
    code = code_of(form)

    response = perform(
        form,
        lambda: enter_candidate(
            _to_link(),
            call_id=call_id,
            given=form.given(),
            code=code,
            invitation=form.letter.data or "",
        ),
        lambda: _ask(form, phone=True),
        said=_("They are registered."),
    )
    return _keep(response, code)


def _to_link() -> Moment:
    call_id = visit().the_call().id
    found = moment(lambda subject: url_for("register.told_by_phone", call_id=call_id))
    return replace(found, body=hide_posted(doors_of().settings, found.body))


@bp.get("/calls/<call_id>/lottery/link")
@reads(Page.LOTTERY)
def lost(call_id: str) -> str:
    """Ask who lost their private link."""
    return _lost(ReachForm())


def _lost(form: ReachForm) -> str:
    return render_template("lottery/lost.html", call=the_call(), lottery=_begun(), form=form)


@bp.post("/calls/<call_id>/lottery/link")
@acts(Action.CANDIDATE_LINK)
def another(call_id: str) -> Response:
    """Give another private link, to read out."""
    _begun()
    form = ReachForm()
    code = code_of(form)
    response = perform(
        form,
        lambda: replace_link(_to_link(), call_id=call_id, reach=form.reach.data, code=code),
        lambda: _lost(form),
    )
    return _keep(response, code)


@bp.get("/calls/<call_id>/lottery/phone/done")
@reads(Page.LOTTERY)
def told_by_phone(call_id: str) -> Response:
    """Show the private link once, to read out or to print."""
    return _told(phone=True)
