"""One's own registration, by the private link: what is kept, to correct it, to withdraw."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from jury.domain.errors import NotFound
from jury.domain.permissions import Action, Page
from jury.services.lottery import (
    accept_seat,
    confirm_mailbox,
    correct_oneself,
    withdraw_candidate,
)
from jury.services.lottery.links import HELD_SECONDS, follow_link, held_link, let_go, mark_of
from jury.services.perform import Done
from jury.storage.lottery import Candidate, CandidateContact
from jury.storage.lottery.links import candidate_by_link, link_of
from jury.storage.lottery.needs import buddies_of
from jury.web.access import acts, computes, doors_of, reading, reads, visit
from jury.web.acting import perform
from jury.web.call import the_call
from jury.web.entering import REGISTRATION, attempt, drop, keep, look, visitor
from jury.web.forms import JuryForm
from jury.web.lottery import the_lottery
from jury.web.register import code_of, is_open, nobodys
from jury.web.register_forms import AcceptForm, MineForm, RegistrationForm, registration_form

bp = Blueprint("registered", __name__)
_ = gettext
FOLLOWED = "private"
FOLLOWED_SECONDS = 3600
CODE_LETTERS = 40


@bp.get("/r/<code>")
@reads(Page.PUBLIC)
def followed(code: str) -> Response:
    """Take a private link's code out of the address at once; nothing is opened yet."""
    response = redirect(url_for("registered.button"), 303)
    return keep(response, FOLLOWED, code[:CODE_LETTERS], FOLLOWED_SECONDS)


@bp.get("/private-link")
@reads(Page.PUBLIC)
def button() -> str | Response:
    """Show the button of a private link: programs that look into letters press none."""
    if not look(FOLLOWED):
        return redirect(url_for("site.home"), 303)
    return _button(JuryForm())


def _button(form: JuryForm) -> str:
    return render_template("lottery/private_link.html", form=form)


@bp.post("/private-link")
@computes(Page.PUBLIC)
def open_mine() -> Response:
    """Open the registration that a private link leads to, in this browser for an hour."""

    def press() -> Response:
        found = follow_link(doors_of(), look(FOLLOWED), visitor())
        if found is None:
            page = make_response(render_template("lottery/no_link.html"), 404)
            return drop(page, FOLLOWED)
        token, call_id = found
        shown = redirect(url_for("registered.mine", call_id=call_id), 303)
        return drop(keep(shown, REGISTRATION, token, HELD_SECONDS), FOLLOWED)

    form = JuryForm()
    return attempt(form, press, lambda: _button(form))


@bp.post("/private-link/close")
@computes(Page.PUBLIC)
def close() -> Response:
    """Close one's registration in this browser, for a phone that others use too."""
    let_go(doors_of(), look(REGISTRATION))
    flash(
        _("Your registration is closed on this device. Your private link opens it again."), "safe"
    )
    return drop(redirect(url_for("site.home"), 303), REGISTRATION)


def the_link() -> bytes:
    """Give the keyed hash of the private link that this browser followed; NotFound without."""
    found = held_link(doors_of(), look(REGISTRATION))
    if found is None:
        raise NotFound()
    return found


def the_registrant() -> Candidate:
    """Give whose private link this browser followed within the hour, in this call."""
    found = candidate_by_link(reading(), visit().the_call().id, the_link())
    if found is None:
        raise NotFound()
    return found


@bp.get("/calls/<call_id>/registration")
@reads(Page.CALL)
def mine(call_id: str) -> str:
    """Show somebody their own registration."""
    lottery = the_lottery()
    if held_link(doors_of(), look(REGISTRATION)) is None:
        return render_template("lottery/no_link.html", call=the_call())
    candidate, contact = _mine()
    form = registration_form(lottery.plan(), candidate.version)
    form.draw(candidate, contact)
    return _page(form)


def _mine() -> tuple[Candidate, CandidateContact]:
    candidate = the_registrant()
    contact = reading().get(CandidateContact, (candidate.call_id, candidate.id))
    if contact is None:
        raise NotFound()
    return candidate, contact


def _page(form: RegistrationForm, coming: AcceptForm | None = None) -> str:
    candidate, contact = _mine()
    lottery = the_lottery()
    if coming is None:
        coming = AcceptForm(formdata=None, name=contact.name)
    held = link_of(reading(), candidate.call_id, the_link())
    for drawn in (form, coming):
        drawn.renew(candidate.version)
        is_theirs(drawn, candidate)
    return render_template(
        "lottery/registration.html",
        call=the_call(),
        lottery=lottery,
        form=form,
        coming=coming,
        asked=candidate.state == "drawn" and lottery.confirmed_at is not None,
        candidate=candidate,
        contact=contact,
        mailbox=held.proves if held else "",
        buddies=buddies_of(reading(), candidate.call_id, candidate.id),
        open=is_open(lottery),
        answers=zip(lottery.plan().names(), candidate.values, strict=True),
    )


def is_theirs(form: MineForm, candidate: Candidate) -> bool:
    """Tell whether a form was drawn for this person; from now on it is."""
    mark, drawn_for = mark_of(doors_of().settings, candidate.id), form.whose.data
    form.whose.data = mark
    return bool(drawn_for == mark)


def _again(form: MineForm) -> str:
    """Draw the page anew, with what is wrong in one of its small forms."""
    shown = registration_form(the_lottery().plan())
    shown.draw(*_mine())
    shown.form_errors = form.form_errors
    return _page(shown, form if isinstance(form, AcceptForm) else None)


def _perform(
    form: MineForm, act: Callable[[bytes], Done], again: Callable[[], str], said: str = ""
) -> Response:
    """Act on one's own registration, by a form that was drawn for it and for nobody else's."""
    candidate, link = the_registrant(), the_link()
    if not is_theirs(form, candidate):
        return make_response(render_template("lottery/another.html", call=the_call()), 409)
    return perform(form, lambda: act(link), again, said=said)


@bp.post("/calls/<call_id>/registration")
@acts(Action.CANDIDATE_CORRECT)
def correct(call_id: str) -> Response:
    """Correct one's own registration."""
    form = registration_form(the_lottery().plan())
    candidate, contact = _mine()
    if not is_open(the_lottery()):
        for field, value in zip(form.answers(), candidate.values, strict=True):
            field.data = value
    reach = form.reach.data or ""
    said = _("It is corrected.")
    if "@" in reach and reach.strip().casefold() != contact.email:
        said = _(
            "It is corrected. We have sent a link to %(email)s. "
            "Our letters go there once you have opened it and confirmed.",
            email=reach.strip(),
        )
    return _perform(
        form,
        lambda link: correct_oneself(
            nobodys("registered.mine"), visitor(), call_id=call_id, link=link,
            given=form.given(), version=form.drawn_version, code=code_of(form),
        ),
        lambda: _page(form),
        said,
    )  # fmt: skip


@bp.post("/calls/<call_id>/registration/mailbox")
@acts(Action.CANDIDATE_CONFIRM)
def confirm(call_id: str) -> Response:
    """Confirm the new address of mail that this private link was sent to."""
    form = MineForm()
    return _perform(
        form,
        lambda link: confirm_mailbox(
            nobodys("registered.mine"), call_id=call_id, link=link, version=form.drawn_version
        ),
        lambda: _again(form),
        _("Thank you. Our letters come to this address."),
    )


@bp.post("/calls/<call_id>/registration/accept")
@acts(Action.CANDIDATE_ACCEPT)
def accept(call_id: str) -> Response:
    """Say that one comes, where one was drawn."""
    coming = AcceptForm()
    return _perform(
        coming,
        lambda link: accept_seat(
            nobodys("registered.mine"), call_id=call_id, link=link,
            name=coming.name.data or "", version=coming.drawn_version,
        ),
        lambda: _again(coming),
        _("Thank you. You have your seat as soon as the jury is complete."),
    )  # fmt: skip


@bp.post("/calls/<call_id>/registration/withdraw")
@acts(Action.CANDIDATE_WITHDRAW)
def withdraw(call_id: str) -> Response:
    """Withdraw; everything about how to reach them is erased at once."""
    form = MineForm()
    response = _perform(
        form,
        lambda link: withdraw_candidate(
            nobodys("call.show"), call_id=call_id, link=link, version=form.drawn_version
        ),
        lambda: _again(form),
    )
    if response.status_code == 303:
        flash(_("You have withdrawn. How to reach you is erased."), "safe")
        drop(response, REGISTRATION)
    return response
