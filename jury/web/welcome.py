"""The welcome page of a jury: who, when, how long, what one is paid, what to do when ill."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from jury.domain.permissions import Action, Page, Role
from jury.services.seat.welcome import FIELDS, MOST_WELCOME, write_welcome
from jury.storage.call import people_of
from jury.storage.call.welcome import Welcome, welcome_of
from jury.storage.scoring import current_round
from jury.web.access import acts, offers, reading, reads
from jury.web.acting import moment, perform
from jury.web.call import the_call
from jury.web.fields import text
from jury.web.forms import JuryForm

bp = Blueprint("welcome", __name__)
_ = gettext
_l = lazy_gettext


class WelcomeForm(JuryForm):
    """What the members of a jury must know before they come."""

    meetings = text(
        _l("When and where do you meet?"),
        most=MOST_WELCOME,
        required=_l("Write at least when and where you meet."),
    )
    bring = text(_l("What should jurors bring?"), most=MOST_WELCOME)
    pay = text(_l("What are jurors paid, and when?"), most=MOST_WELCOME)
    ill = text(_l("What does somebody do who is ill or late?"), most=MOST_WELCOME)
    help = text(_l("What can you help with?"), most=MOST_WELCOME)

    def take(self, row: Welcome) -> None:
        """Put what is stored into the form."""
        for name in FIELDS:
            self[name].data = getattr(row, name)

    def texts(self) -> dict[str, str]:
        """Give what was typed, by field."""
        return {name: self[name].data or "" for name in FIELDS}


@bp.get("/calls/<call_id>/welcome")
@reads(Page.CALL)
def show(call_id: str) -> str:
    """Tell everyone what it means to sit on this jury."""
    call = the_call()
    people = {role: account.name for role, account in people_of(reading(), call_id)}
    return render_template(
        "welcome/show.html",
        call=call,
        welcome=welcome_of(reading(), call_id),
        facilitator=people.get(Role.FACILITATOR, ""),
        guarantor=people.get(Role.GUARANTOR, ""),
        round=current_round(reading(), call_id),
        can_write=offers(Action.WELCOME_WRITE, call.state != "cancelled"),
    )


@bp.get("/calls/<call_id>/welcome/write")
@reads(Page.SEATS)
def write(call_id: str) -> str:
    """Ask the facilitator what members must know."""
    row = welcome_of(reading(), call_id)
    form = WelcomeForm(version=row.version if row is not None else 0)
    if row is not None:
        form.take(row)
    return _write(form)


def _write(form: WelcomeForm, row: Welcome | None = None) -> str:
    call, drawn = the_call(), form.version.data
    if row is not None:
        form.renew(row.version)
    return render_template(
        "welcome/write.html",
        call=call,
        form=form,
        stored=row if row is not None and drawn != str(row.version) else None,
        can_write=offers(Action.WELCOME_WRITE, call.state != "cancelled"),
    )


@bp.post("/calls/<call_id>/welcome/write")
@acts(Action.WELCOME_WRITE)
def put(call_id: str) -> Response:
    """Keep what members must know."""
    form = WelcomeForm()
    return perform(
        form,
        lambda: write_welcome(
            moment(lambda subject: url_for("welcome.show", call_id=call_id)),
            call_id=call_id,
            texts=form.texts(),
            version=form.drawn_version,
        ),
        lambda: _write(form, welcome_of(reading(), call_id)),
        said=_("The welcome page is written. Everyone can read it."),
    )
