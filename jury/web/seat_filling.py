"""The facilitator's pages of seats: who sits where, codes, slips to print, ending a seat.

They show that a seat is taken, never what the person on it thinks of a project.
"""

from __future__ import annotations

import segno
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from markupsafe import Markup
from werkzeug.wrappers import Response
from wtforms.validators import ValidationError

from jury.domain.account import normalise_email
from jury.domain.errors import NotFound
from jury.domain.permissions import Action, Page
from jury.services.seat import (
    end_seat,
    fill_seats,
    make_codes,
    replace_seat,
    slips_printed,
    slips_to_print,
)
from jury.services.seat.filling import MOST_REASON, SEATED_WHILE
from jury.storage.seat import (
    Seat,
    count_seats,
    seat_with_id,
    seats_in,
    seats_with_people,
    seats_without_code,
)
from jury.web.access import acts, computes, doors_of, offers, reading, reads, visit
from jury.web.acting import moment, perform
from jury.web.call import PAGE_SIZE, page_number, slice_of, the_call
from jury.web.fields import line, text
from jury.web.forms import JuryForm
from jury.web.messages import field_sentence

bp = Blueprint("seat", __name__)
_ = gettext
_l = lazy_gettext
MOST_TYPED = 20_000
ALL, NEW = "all", "new"
MOST_SLIPS = 500
MOST_LINE = 500


class PeopleForm(JuryForm):
    """People to seat: one a line, the name, then a semicolon and the e-mail if there is one."""

    people = text(_l("The people"), most=MOST_TYPED, required=_l("Write at least one name."))

    def validate_people(self, field: object) -> None:
        """Read the lines; the first one that cannot be read is named."""
        self.rows: list[tuple[str, str | None]] = []
        for number, typed in enumerate((self.people.data or "").split("\n"), 1):
            if not typed.strip():
                continue
            self.rows.append(read_person(typed, "email_unreadable", {"line": number}))


def read_person(typed: str, otherwise: str, named: dict[str, object]) -> tuple[str, str | None]:
    """Read a name and, after a semicolon, an e-mail; what cannot be read is said."""
    name, _semicolon, address = typed.replace("\t", ";").partition(";")
    email = normalise_email(address) if address.strip() else None
    if address.strip() and email is None:
        raise ValidationError(field_sentence(otherwise, named))
    return name.strip(), email


class ReplaceForm(JuryForm):
    """Who takes the place of somebody, and why."""

    people = line(
        _l("The new person"), most=MOST_LINE, required=_l("Write the name of the new person.")
    )
    reason = text(
        _l("Why the seat ends"),
        most=MOST_REASON,
        required=_l("Write the reason. The guarantor reads it."),
    )

    def validate_people(self, field: object) -> None:
        """Read the name, and the e-mail after a semicolon if there is one."""
        self.person = read_person(self.people.data or "", "email_after_name", {})


class CodesForm(JuryForm):
    """Which seats get a new code: one of them, or all."""

    seat = line(_l("Seat"), most=40, required=_l("Choose at least one seat."))


class EndForm(JuryForm):
    """Why a seat ends."""

    reason = text(
        _l("The reason"), most=MOST_REASON, required=_l("Write the reason. The guarantor reads it.")
    )


@bp.get("/calls/<call_id>/seats")
@reads(Page.SEATS)
def seats(call_id: str) -> str:
    """Show who is seated, and let the facilitator seat more people."""
    return _seats(PeopleForm(), CodesForm())


def _seats(form: PeopleForm, codes: CodesForm) -> str:
    call = the_call()
    number = page_number()
    rows = seats_with_people(reading(), call.id, (number - 1) * PAGE_SIZE, PAGE_SIZE)
    counts = count_seats(reading(), call.id)
    waiting = slips_to_print(reading(), doors_of(), call.id, visit().now)
    return render_template(
        "seat/seats.html",
        call=call,
        form=form,
        codes=codes,
        errors_of=codes if codes.form_errors or codes.errors else form,
        rows=rows,
        active=counts.get("active", 0),
        without_code=len(seats_without_code(reading(), call.id)),
        slips=len(waiting),
        page=slice_of("seat.seats", number, sum(counts.values()), call_id=call.id),
        can_fill=offers(Action.SEAT_FILL, call.state in SEATED_WHILE),
        can_code=offers(Action.SEAT_CODE, bool(counts.get("active"))),
        can_end=offers(Action.SEAT_END),
        can_replace=offers(Action.SEAT_REPLACE, call.state in SEATED_WHILE),
    )


@bp.post("/calls/<call_id>/seats")
@acts(Action.SEAT_FILL)
def fill(call_id: str) -> Response:
    """Seat the people typed in."""
    form = PeopleForm()
    return perform(
        form,
        lambda: fill_seats(
            moment(lambda subject: url_for("seat.seats", call_id=call_id)),
            call_id=call_id,
            people=form.rows,
        ),
        lambda: _seats(form, CodesForm(formdata=None)),
        said=_("The people are seated. Now make their codes."),
    )


@bp.post("/calls/<call_id>/seats/codes")
@acts(Action.SEAT_CODE)
def codes(call_id: str) -> Response:
    """Make a code for one seat, for those that have none, or new ones for all; show the slips."""
    form = CodesForm()
    wanted = form.seat.data or ""
    only = None if wanted in (ALL, NEW) else wanted
    chosen = [wanted]
    if wanted == NEW:
        chosen = seats_without_code(reading(), call_id)
    elif wanted == ALL:
        chosen = [seat.id for seat in seats_in(reading(), call_id) if seat.state == "active"]
    return perform(
        form,
        lambda: make_codes(
            moment(lambda subject: url_for("seat.slips", call_id=call_id, seat=only)),
            call_id=call_id,
            seat_ids=chosen,
        ),
        lambda: _seats(PeopleForm(formdata=None), form),
    )


def the_seat(seat_id: str) -> Seat:
    """Give an active seat of this call; others do not exist here."""
    found = seat_with_id(reading(), visit().the_call().id, seat_id)
    if found is None or found.state != "active":
        raise NotFound()
    return found


@bp.get("/calls/<call_id>/seats/<seat_id>/end")
@reads(Page.SEATS)
def ending(call_id: str, seat_id: str) -> str:
    """Ask why a seat ends, before it does."""
    return _ending(seat_id, EndForm(version=the_seat(seat_id).version))


def _ending(seat_id: str, form: EndForm) -> str:
    return render_template("seat/end.html", call=the_call(), seat=the_seat(seat_id), form=form)


@bp.post("/calls/<call_id>/seats/<seat_id>/end")
@acts(Action.SEAT_END)
def end(call_id: str, seat_id: str) -> Response:
    """End a seat."""
    form = EndForm()

    def again() -> str:
        form.renew(the_seat(seat_id).version)
        return _ending(seat_id, form)

    return perform(
        form,
        lambda: end_seat(
            moment(lambda subject: url_for("seat.seats", call_id=call_id)),
            call_id=call_id,
            seat_id=seat_id,
            reason=form.reason.data,
            version=form.drawn_version,
        ),
        again,
        said=_("The seat has ended. Its code no longer opens anything here."),
    )


@bp.get("/calls/<call_id>/seats/<seat_id>/replace")
@reads(Page.SEATS)
def replacing(call_id: str, seat_id: str) -> str:
    """Ask who comes for somebody who leaves, and why."""
    return _replacing(seat_id, ReplaceForm(version=the_seat(seat_id).version))


def _replacing(seat_id: str, form: ReplaceForm) -> str:
    call = the_call()
    return render_template(
        "seat/replace.html",
        call=call,
        seat=the_seat(seat_id),
        form=form,
        can_replace=offers(Action.SEAT_REPLACE, call.state in SEATED_WHILE),
    )


@bp.post("/calls/<call_id>/seats/<seat_id>/replace")
@acts(Action.SEAT_REPLACE)
def replace(call_id: str, seat_id: str) -> Response:
    """End a seat, seat somebody else, and show the new slip alone."""
    form = ReplaceForm()

    def again() -> str:
        form.renew(the_seat(seat_id).version)
        return _replacing(seat_id, form)

    return perform(
        form,
        lambda: replace_seat(
            moment(lambda new: url_for("seat.slips", call_id=call_id, seat=new)),
            call_id=call_id,
            seat_id=seat_id,
            person=form.person,
            reason=form.reason.data,
            version=form.drawn_version,
        ),
        again,
    )


@bp.get("/calls/<call_id>/slips")
@reads(Page.SEATS)
def slips(call_id: str) -> str:
    """Show the code slips of the last hour, ready to print and to cut; or one seat's alone.

    For a seat without a slip it asks whether to make a new code, and the next page shows it.
    """
    waiting = slips_to_print(reading(), doors_of(), call_id, visit().now)
    seat = the_seat(request.args["seat"]) if "seat" in request.args else None
    if seat is not None:
        waiting = [slip for slip in waiting if slip.number == seat.number]
        if not waiting or "new" in request.args:
            return render_template(
                "seat/new_code.html", call=the_call(), seat=seat, form=JuryForm()
            )
    return render_template(
        "seat/slips.html",
        call=the_call(),
        form=JuryForm(),
        slips=[(slip, picture(slip.address)) for slip in waiting],
        site=doors_of().settings.base_url,
        seat=seat,
    )


def picture(address: str) -> Markup:
    """Draw an address as a QR picture: black on white, whatever the page's colours."""
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(scale=4, border=4, dark="#000", light="#fff", svgclass=None)
    return Markup(drawn)  # noqa: S704 - made here, from an address of ours


@bp.post("/calls/<call_id>/slips")
@computes(Page.SEATS)
def printed(call_id: str) -> Response:
    """Empty the slips that are on paper now."""
    slips_printed(doors_of(), call_id=call_id, letter_ids=request.form.getlist("slip")[:MOST_SLIPS])
    flash(_("The codes are on paper now, and nowhere else."), "safe")
    whose = "scrutineers.name" if "whose" in request.form else "seat.seats"
    return redirect(url_for(whose, call_id=call_id), 303)
