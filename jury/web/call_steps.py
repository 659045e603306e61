"""The great steps of a call: publish, close, cancel."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from jury.domain.call import CALL, CallState, Missing
from jury.domain.permissions import Action, Page
from jury.services.call import cancel_call, close_call, lacks_of, publish_call
from jury.storage.call import Call, criteria_of
from jury.web.access import acts, reading, reads, visit
from jury.web.acting import moment, perform
from jury.web.call import edit_page, the_call
from jury.web.call_forms import ReasonForm
from jury.web.forms import JuryForm

bp = Blueprint("call_steps", __name__)
_ = gettext


@bp.post("/desk/calls/<call_id>/publish")
@acts(Action.CALL_PUBLISH)
def publish(call_id: str) -> Response:
    """Open the call for projects; its rules are frozen from here."""
    form = JuryForm()

    def again() -> str:
        call = the_call()
        form.renew(call.version)
        refused = call.state == CallState.DRAFT and bool(_lacks(call))
        if refused:
            form.form_errors = []
        return edit_page(form, refused)

    return perform(
        form,
        lambda: publish_call(
            moment(lambda subject: url_for("call.edit", call_id=subject)),
            call_id=call_id,
            version=form.drawn_version,
        ),
        again,
        said=_("The call is public. Its rules can no longer change."),
    )


def _lacks(call: Call) -> tuple[Missing, ...]:
    return lacks_of(reading(), call, criteria_of(reading(), call.id), visit().now)


@bp.post("/desk/calls/<call_id>/close")
@acts(Action.CALL_CLOSE)
def close(call_id: str) -> Response:
    """Stop taking projects, once the closing time has come."""
    form = JuryForm()
    return perform(
        form,
        lambda: close_call(
            moment(lambda subject: url_for("call.edit", call_id=subject)), call_id=call_id
        ),
        lambda: edit_page(form),
        said=_("The call is closed. No more projects are taken."),
    )


@bp.get("/desk/calls/<call_id>/cancel")
@reads(Page.CALL_DESK)
def ask_cancel(call_id: str) -> str:
    """Ask for the reason before a call is cancelled."""
    return _cancel(ReasonForm(version=the_call().version))


def _cancel(form: ReasonForm) -> str:
    call = the_call()
    can = CALL.can(CallState(call.state), "cancel")
    return render_template("call/cancel.html", form=form, call=call, can=can)


@bp.post("/desk/calls/<call_id>/cancel")
@acts(Action.CALL_CANCEL)
def cancel(call_id: str) -> Response:
    """End the call without a decision, for a reason that everyone can read."""
    form = ReasonForm()
    return perform(
        form,
        lambda: cancel_call(
            moment(lambda subject: url_for("call.show", call_id=subject)),
            call_id=call_id,
            reason=form.reason.data,
        ),
        lambda: _cancel(form),
        said=_("The call is cancelled. Its page says why."),
    )
