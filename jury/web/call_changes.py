"""Announcing what changes in a public call: an erratum, later dates, hours given back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template, url_for
from flask_babel import LazyString, lazy_gettext
from werkzeug.wrappers import Response

from jury.domain.call import CallState
from jury.domain.permissions import Action, Page
from jury.services.call import correct_call, extend_call, make_up_outage
from jury.services.perform import Done
from jury.storage.call import Call
from jury.web.access import acts, offers, reads, visit
from jury.web.acting import moment, perform
from jury.web.call import the_call
from jury.web.fields import LocalTime, text
from jury.web.forms import JuryForm
from jury.web.messages_call import FIELDS

bp = Blueprint("call_changes", __name__)
_ = lazy_gettext


class ChangeForm(JuryForm):
    """What changed and why, and the dates that follow."""

    text = text(_("What changed, or the reason"), most=2000, required=FIELDS["reason_missing"])
    closes_at = LocalTime(_("Projects are welcome until"), required=FIELDS["closes_at_missing"])
    decide_by = LocalTime(_("The decision is taken until"), required=FIELDS["decide_by_missing"])
    zone: ZoneInfo


class OutageForm(ChangeForm):
    """The hours of the failure besides."""

    failed_from = LocalTime(_("The server failed from"), required=_("Say when it began."))
    failed_until = LocalTime(_("The server worked again from"), required=_("Say when it ended."))


@dataclass(frozen=True)
class Way:
    """One kind of change: its form, its words, its act, and what is said once it is done."""

    action: Action
    form: type[ChangeForm]
    title: LazyString
    hint: LazyString
    label: LazyString
    said: LazyString
    verb: Callable[..., Done]


WAYS: dict[str, Way] = {
    "erratum": Way(
        Action.CALL_CORRECT,
        ChangeForm,
        _("Correct something, and give everyone more time"),
        _("The call stays as it was published. The erratum stands beside it, with a number and "
          "a date."),
        _("What is corrected? Write it as it should be read from now on"),
        _("The erratum is announced. Everybody who began a project gets a letter."),
        correct_call,
    ),
    "extension": Way(
        Action.CALL_EXTEND,
        ChangeForm,
        _("Move the dates, for everyone"),
        _("Dates only become later. After closing only the day of the decision can move."),
        _("Why do the dates move?"),
        _("The new dates are announced. Everybody who began a project gets a letter."),
        extend_call,
    ),
    "outage": Way(
        Action.CALL_MAKE_UP,
        OutageForm,
        _("Give back the hours that the server failed"),
        _("For a failure in the last 24 hours before closing. A call that closed meanwhile opens "
          "again."),
        _("What happened?"),
        _("The hours are given back. Everybody who began a project gets a letter."),
        make_up_outage,
    ),
}  # fmt: skip


def ways_open(call: Call) -> list[tuple[str, LazyString]]:
    """Give the changes that can be announced now, with their titles."""
    now, state = visit().now, CallState(call.state)
    before = state is CallState.OPEN and call.closes_at is not None and now < call.closes_at
    possible = {
        "erratum": before,
        "extension": before or state in (CallState.CLOSED, CallState.WITH_JURY),
        "outage": state in (CallState.OPEN, CallState.CLOSED),
    }
    return [(name, way.title) for name, way in WAYS.items() if offers(way.action, possible[name])]


def _drawn(name: str) -> ChangeForm:
    call = the_call()
    form = WAYS[name].form(version=call.version)
    zone = ZoneInfo(call.timezone)
    if not form.is_submitted():
        form.closes_at.data = LocalTime.shown(call.closes_at, zone)
        form.decide_by.data = LocalTime.shown(call.decide_by, zone)
    form.zone = zone
    form.text.label.text = str(WAYS[name].label)
    return form


def _page(name: str, form: ChangeForm) -> str:
    call = the_call()
    form.renew(call.version)
    return render_template(
        "call/change.html",
        call=call,
        form=form,
        name=name,
        way=WAYS[name],
        can=name in dict(ways_open(call)),
    )


def _announce(name: str, call_id: str) -> Response:
    form = _drawn(name)
    way = WAYS[name]

    def act() -> Done:
        hours: dict[str, Any] = {}
        if isinstance(form, OutageForm):
            hours = {
                "failed_from": form.failed_from.moment,
                "failed_until": form.failed_until.moment,
            }
        return way.verb(
            moment(lambda subject: url_for("call.edit", call_id=subject)),
            call_id=call_id,
            version=form.drawn_version,
            text=form.text.data,
            closes_at=form.closes_at.moment,
            decide_by=form.decide_by.moment,
            **hours,
        )

    return perform(form, act, lambda: _page(name, form), said=way.said)


@bp.get("/desk/calls/<call_id>/erratum")
@reads(Page.CALL_DESK)
def erratum(call_id: str) -> str:
    """Ask what is corrected, and until when there is more time."""
    return _page("erratum", _drawn("erratum"))


@bp.post("/desk/calls/<call_id>/erratum")
@acts(Action.CALL_CORRECT)
def correct(call_id: str) -> Response:
    """Announce an erratum."""
    return _announce("erratum", call_id)


@bp.get("/desk/calls/<call_id>/extension")
@reads(Page.CALL_DESK)
def extension(call_id: str) -> str:
    """Ask for the new dates and the reason."""
    return _page("extension", _drawn("extension"))


@bp.post("/desk/calls/<call_id>/extension")
@acts(Action.CALL_EXTEND)
def extend(call_id: str) -> Response:
    """Announce later dates."""
    return _announce("extension", call_id)


@bp.get("/desk/calls/<call_id>/outage")
@reads(Page.CALL_DESK)
def outage(call_id: str) -> str:
    """Ask for the hours of a failure, and the new closing time."""
    return _page("outage", _drawn("outage"))


@bp.post("/desk/calls/<call_id>/outage")
@acts(Action.CALL_MAKE_UP)
def make_up(call_id: str) -> Response:
    """Give lost hours back to everyone."""
    return _announce("outage", call_id)
