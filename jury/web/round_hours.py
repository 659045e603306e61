"""Giving a jury hours back after a failure of the server, while its round is still open."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template, url_for
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from jury.domain.permissions import Action, Page
from jury.services.perform import Done
from jury.services.scoring import extend_round
from jury.storage.scoring import current_round
from jury.web.access import acts, offers, reading, reads, visit
from jury.web.acting import moment, perform
from jury.web.board import the_round
from jury.web.call import the_call
from jury.web.fields import LocalTime, text
from jury.web.forms import JuryForm
from jury.web.messages_call import FIELDS

bp = Blueprint("round_hours", __name__)
_l = lazy_gettext


class HoursForm(JuryForm):
    """What happened, the hours of the failure, and the new end of the round."""

    text = text(_l("What happened?"), most=2000, required=FIELDS["reason_missing"])
    failed_from = LocalTime(_l("The server failed from"), required=_l("Say when it began."))
    failed_until = LocalTime(_l("The server worked again from"), required=_l("Say when it ended."))
    closes_at = LocalTime(_l("The round closes on"), required=_l("Say when the round closes."))
    zone: ZoneInfo


def _form(version: int = 0) -> HoursForm:
    form = HoursForm(version=version)
    form.zone = ZoneInfo(visit().the_call().timezone)
    return form


def _page(form: HoursForm) -> str:
    round_ = current_round(reading(), the_call().id)
    if round_ is not None:
        form.renew(round_.version)
    return render_template(
        "scoring/hours.html",
        call=the_call(),
        form=form,
        round=round_,
        can=offers(Action.ROUND_EXTEND, round_ is not None and round_.state == "open"),
    )


@bp.get("/calls/<call_id>/board/hours")
@reads(Page.BOARD)
def asking(call_id: str) -> str:
    """Ask for the hours of a failure, and the new end of the round."""
    round_ = the_round("open")
    form = _form(round_.version)
    form.closes_at.data = LocalTime.shown(round_.closes_at, form.zone)
    return _page(form)


@bp.post("/calls/<call_id>/board/hours")
@acts(Action.ROUND_EXTEND)
def give(call_id: str) -> Response:
    """Give lost hours back to all jurors."""
    form = _form()

    def act() -> Done:
        names = ("failed_from", "failed_until", "closes_at")
        hours: dict[str, Any] = {name: form[name].moment for name in names}
        return extend_round(
            moment(lambda subject: url_for("scoring.board", call_id=call_id)),
            call_id=call_id,
            version=form.drawn_version,
            text=form.text.data,
            **hours,
        )

    return perform(
        form,
        act,
        lambda: _page(form),
        said=_l("The hours are given back. Every juror reads it on their first page."),
    )
