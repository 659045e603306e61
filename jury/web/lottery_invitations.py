"""Invitation letters: addresses looked at, a sample drawn, the paper, and who answered.

Nothing of a list is kept but the addresses that were drawn, and those not for long.
"""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from jury.config import LANGUAGES
from jury.domain.errors import Invalid, NotFound
from jury.domain.lottery.files import decoded
from jury.domain.lottery.invitations import (
    DETAILS,
    MOST_LETTERS,
    Addresses,
    columns_of,
    read_addresses,
    responses,
)
from jury.domain.lottery.pool import PoolFault
from jury.domain.permissions import Action, Page
from jury.papers import make_pdf
from jury.papers.invitations import Invited, Said, invitations
from jury.services.codes import hash_home
from jury.services.lottery import draw_letters
from jury.services.lottery.inviting import IN_ONE_PAPER, follow_letter, letters_to_print
from jury.services.perform import Done
from jury.storage.call.welcome import welcome_of
from jury.storage.lottery.invitations import homes_invited, letters_answered, letters_made
from jury.web.access import acts, computes, doors_of, offers, reading, reads
from jury.web.acting import moment, perform, refuse
from jury.web.call import the_call
from jury.web.entering import attempt, keep, look, visitor
from jury.web.lottery import the_lottery
from jury.web.lottery_forms import LetterForm, LettersForm
from jury.web.lottery_people import MOST_SHOWN
from jury.web.lottery_words import of_row
from jury.web.papers import answer_with, wording_of
from jury.web.register import LETTER, is_open

bp = Blueprint("lottery_invitations", __name__)
_ = gettext
FOLLOWED = "invited"
FOLLOWED_SECONDS = 3600
CODE_SIGNS = 40


@bp.get("/calls/<call_id>/lottery/letters")
@reads(Page.LOTTERY)
def invite(call_id: str) -> str:
    """Show the letters that were made, who answered, and ask for a list of addresses."""
    return _page(LettersForm())


def _page(form: LettersForm, found: Addresses | None = None) -> str:
    lottery = the_lottery()
    made, printable = letters_made(reading(), lottery.call_id)
    form.content.data = decoded(form.data_sent()) if found else ""
    answered = letters_answered(reading(), lottery.call_id)
    return render_template(
        "lottery/invite.html",
        call=the_call(),
        lottery=lottery,
        form=form,
        found=found,
        faults=[of_row(fault) for fault in found.faults[:MOST_SHOWN]] if found else [],
        columns=[*DETAILS, *columns_of(lottery.plan())],
        made=made,
        papers=range(1, -(-made // IN_ONE_PAPER) + 1) if printable else [],
        each=IN_ONE_PAPER,
        registered=sum(came for _, came in answered),
        responses=responses(answered),
        can=offers(Action.INVITATIONS_DRAW, is_open(lottery)),
    )


def _read(form: LettersForm) -> Addresses:
    """Read the list that came; raises Invalid for the field `file`."""
    data = form.data_sent()
    if not data:
        raise Invalid("list_missing", {"file": "list_missing"})
    lottery, settings = the_lottery(), doors_of().settings
    before = homes_invited(reading(), lottery.call_id)
    try:
        return read_addresses(
            data,
            lottery.plan(),
            LANGUAGES,
            lambda home: hash_home(settings, lottery.call_id, home) in before,
        )
    except PoolFault as fault:
        code = f"list_{fault.code}"
        raise Invalid(code, {"file": code}, **fault.params) from None


@bp.post("/calls/<call_id>/lottery/letters/look")
@computes(Page.LOTTERY)
def look_at(call_id: str) -> Response | str:
    """Say row by row what is wrong in a list; nothing of it is kept."""
    form = LettersForm()
    if not form.validate():
        return _page(form)
    try:
        found = _read(form)
    except Invalid as problem:
        return refuse(form, problem, lambda: _page(form))
    return _page(form, found)


@bp.post("/calls/<call_id>/lottery/letters")
@acts(Action.INVITATIONS_DRAW)
def draw(call_id: str) -> Response:
    """Draw the addresses that get a letter."""
    form = LettersForm()

    def act() -> Done:
        return draw_letters(
            moment(lambda subject: url_for("lottery_invitations.invite", call_id=call_id)),
            call_id=call_id,
            addresses=_read(form).found,
            letters=form.letters.number,
        )

    def again() -> str:
        try:
            return _page(form, _read(form))
        except Invalid:
            return _page(form)

    return perform(form, act, again, said=_("The addresses are drawn. Print the letters now."))


@bp.get("/calls/<call_id>/lottery/letters/<int:position>.pdf")
@reads(Page.LOTTERY)
def paper(call_id: str, position: int) -> Response:
    """Give up to a hundred letters to print.

    :raise 404: where there are none, or registration is over and they are erased.
    """
    if position > -(-MOST_LETTERS // IN_ONE_PAPER):
        raise NotFound()
    lottery, call, doors = the_lottery(), the_call(), doors_of()
    letters = letters_to_print(reading(), doors, call_id, position)
    if not letters:
        raise NotFound()
    site, welcome = doors.settings.base_url, welcome_of(reading(), call_id)
    made = invitations(
        wording_of(call),
        call,
        [
            Invited(one.lines, one.code, f"{site}/i/{one.code}", wording_of(call, one.language))
            for one in letters
        ],
        Said(lottery.seats, lottery.per_household, welcome.meetings if welcome else "", site),
        at=letters[0].made_at,
    )
    return answer_with(make_pdf(made), f"invitations-{position}")


@bp.get("/i/<code>")
@reads(Page.PUBLIC)
def followed(code: str) -> Response:
    """Take a letter's code out of the address at once."""
    response = redirect(url_for("lottery_invitations.letter"), 303)
    return keep(response, FOLLOWED, code[:CODE_SIGNS], FOLLOWED_SECONDS)


@bp.get("/letter")
@reads(Page.PUBLIC)
def letter() -> str:
    """Ask for the code of an invitation letter; a camera has filled it in."""
    form = LetterForm()
    form.letter.data = look(FOLLOWED)
    return _letter(form)


def _letter(form: LetterForm) -> str:
    return render_template("lottery/letter.html", form=form)


@bp.post("/letter")
@computes(Page.PUBLIC)
def go_on() -> Response:
    """Lead whoever has a letter to the form of its call."""
    form = LetterForm()

    def press() -> Response:
        code = form.letter.data or ""
        call_id = follow_letter(doors_of(), code, visitor())
        shown = redirect(url_for("register.ask", call_id=call_id), 303)
        return keep(make_response(shown), LETTER, f"{call_id} {code}", FOLLOWED_SECONDS)

    return attempt(form, press, lambda: _letter(form))
