"""One's own registration, by the private link: what is kept, to correct it, to withdraw."""

from __future__ import annotations

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from jury.domain.errors import NotFound
from jury.domain.permissions import Action, Page
from jury.services.lottery import accept_seat, correct_registration, withdraw_candidate
from jury.services.lottery.links import HELD_SECONDS, follow_link, held_link
from jury.storage.lottery import Candidate, CandidateContact
from jury.storage.lottery.links import candidate_by_link
from jury.web.access import acts, doors_of, reading, reads, visit
from jury.web.acting import perform
from jury.web.call import the_call
from jury.web.entering import drop, keep, look, visitor
from jury.web.forms import JuryForm
from jury.web.lottery import the_lottery
from jury.web.register import is_open, nobodys
from jury.web.register_forms import AcceptForm, RegistrationForm, registration_form

bp = Blueprint("registered", __name__)
_ = gettext
HELD = "registration"


@bp.get("/r/<code>")
@reads(Page.PUBLIC)
def followed(code: str) -> Response:
    """Take a private link's code out of the address at once."""
    found = follow_link(doors_of(), code, visitor())
    if found is None:
        return make_response(render_template("lottery/no_link.html"), 404)
    token, call_id = found
    return keep(
        redirect(url_for("registered.mine", call_id=call_id), 303), HELD, token, HELD_SECONDS
    )


def the_link() -> bytes:
    """Give the keyed hash of the private link that this browser followed; NotFound without."""
    found = held_link(doors_of(), look(HELD))
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
    if held_link(doors_of(), look(HELD)) is None:
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
    form.renew(candidate.version)
    if coming is None:
        coming = AcceptForm(formdata=None, name=contact.name)
    coming.renew(candidate.version)
    return render_template(
        "lottery/registration.html",
        call=the_call(),
        lottery=lottery,
        form=form,
        coming=coming,
        asked=candidate.state == "drawn" and lottery.confirmed_at is not None,
        candidate=candidate,
        contact=contact,
        open=is_open(lottery),
        answers=zip(lottery.plan().names(), candidate.values, strict=True),
    )


@bp.post("/calls/<call_id>/registration")
@acts(Action.CANDIDATE_CORRECT)
def correct(call_id: str) -> Response:
    """Correct one's own registration."""
    candidate, link = the_registrant(), the_link()
    form = registration_form(the_lottery().plan())
    if not is_open(the_lottery()):
        for field, value in zip(form.answers(), candidate.values, strict=True):
            field.data = value
    return perform(
        form,
        lambda: correct_registration(
            nobodys("registered.mine"), call_id=call_id, link=link, given=form.given(),
            version=form.drawn_version,
        ),
        lambda: _page(form),
        said=_("It is corrected."),
    )  # fmt: skip


@bp.post("/calls/<call_id>/registration/accept")
@acts(Action.CANDIDATE_ACCEPT)
def accept(call_id: str) -> Response:
    """Say that one comes, where one was drawn."""
    candidate, link = the_registrant(), the_link()
    coming = AcceptForm()

    def again() -> str:
        shown = registration_form(the_lottery().plan())
        shown.draw(*_mine())
        shown.form_errors = coming.form_errors
        return _page(shown, coming)

    return perform(
        coming,
        lambda: accept_seat(
            nobodys("registered.mine"), call_id=candidate.call_id, link=link,
            name=coming.name.data or "", version=coming.drawn_version,
        ),
        again,
        said=_("Thank you. You have your seat as soon as the jury is complete."),
    )  # fmt: skip


@bp.post("/calls/<call_id>/registration/withdraw")
@acts(Action.CANDIDATE_WITHDRAW)
def withdraw(call_id: str) -> Response:
    """Withdraw; everything about how to reach them is erased at once."""
    candidate, link = the_registrant(), the_link()
    form = JuryForm()

    def again() -> str:
        shown = registration_form(the_lottery().plan())
        shown.draw(*_mine())
        shown.form_errors = form.form_errors
        return _page(shown)

    response = perform(
        form,
        lambda: withdraw_candidate(
            nobodys("call.show"), call_id=candidate.call_id, link=link, version=form.drawn_version
        ),
        again,
    )
    if response.status_code == 303:
        flash(_("You have withdrawn. How to reach you is erased."), "safe")
        drop(response, HELD)
    return response
