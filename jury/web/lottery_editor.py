"""The editor of what a lottery asks for: its numbers, and its features one by one."""

from __future__ import annotations

import re
from dataclasses import replace

from flask import Blueprint, make_response, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from jury.domain.errors import Invalid, NotFound
from jury.domain.lottery.plan import LOTTERY, MOST_FEATURES, LotteryState, Plan
from jury.domain.lottery.pool import PoolFault
from jury.domain.lottery.shares import Shares, read_shares
from jury.domain.permissions import Action, Page
from jury.services.lottery import edit_lottery
from jury.storage.lottery import Lottery, lottery_of
from jury.web.access import acts, computes, offers, reading, reads, visit
from jury.web.acting import moment, perform, refuse
from jury.web.call import the_call
from jury.web.forms import JuryForm
from jury.web.lottery_forms import FeatureForm, PlanForm, feature_form
from jury.web.lottery_words import of_row

bp = Blueprint("lottery_editor", __name__)
_ = gettext
MOST_SHOWN = 50
USUAL = Plan(seats=15, minimum=12)


def _stored() -> Lottery | None:
    return lottery_of(reading(), visit().the_call().id)


def _plan() -> Plan:
    stored = _stored()
    return stored.plan() if stored else USUAL


def _version() -> int:
    stored = _stored()
    return stored.version if stored else 0


def _editable() -> bool:
    stored = _stored()
    free = stored is None or (
        LOTTERY.can(LotteryState(stored.state), "edit") and stored.closed_at is None
    )
    return offers(Action.LOTTERY_EDIT, free)


def _opened() -> bool:
    """Tell whether people rely on it already: then a change needs a reason."""
    stored = _stored()
    return stored is not None and stored.opened_at is not None


@bp.get("/calls/<call_id>/lottery/numbers")
@reads(Page.LOTTERY)
def numbers(call_id: str) -> str:
    """Show the seats and the few numbers around them."""
    form = PlanForm(version=_version())
    form.draw(_plan())
    return _numbers(form)


def _numbers(form: PlanForm) -> str:
    form.renew(_version())
    return render_template(
        "lottery/numbers.html",
        call=the_call(),
        form=form,
        editable=_editable(),
        opened=_opened(),
    )


@bp.post("/calls/<call_id>/lottery/numbers")
@acts(Action.LOTTERY_EDIT)
def save_numbers(call_id: str) -> Response:
    """Keep the numbers."""
    form, features = PlanForm(), _plan().features
    return perform(
        form,
        lambda: edit_lottery(
            moment(_to_lottery),
            call_id=call_id,
            plan=form.plan(features),
            reason=form.reason.data or "",
            version=form.drawn_version,
        ),
        lambda: _numbers(form),
        said=_("Saved."),
    )


def _to_lottery(subject: str) -> str:
    return url_for("lottery.show", call_id=visit().the_call().id)


@bp.get("/calls/<call_id>/lottery/features/<int:position>")
@reads(Page.LOTTERY)
def feature(call_id: str, position: int) -> str:
    """Show one feature to write, or an empty one after the last."""
    return _feature(position, _form(position, _version()))


def _form(position: int, version: int | None = None) -> FeatureForm:
    """Make the form of one feature; there is no page further than one after the last."""
    plan = _plan()
    if _stored() is None or not 1 <= position <= min(len(plan.features) + 1, MOST_FEATURES):
        raise NotFound()
    stored = plan.features[position - 1] if position <= len(plan.features) else None
    typed = [int(n) for name in request.form for n in re.findall(r"^value-(\d{1,2})$", name)]
    return feature_form(stored, plan.seats, version, max(typed, default=-1) + 1)


def _feature(position: int, form: FeatureForm, found: Shares | None = None) -> str:
    form.renew(_version())
    return render_template(
        "lottery/feature.html",
        call=the_call(),
        form=form,
        position=position,
        exists=position <= len(_plan().features),
        seats=_plan().seats,
        editable=_editable(),
        opened=_opened(),
        found=found,
        faults=[of_row(fault) for fault in found.faults[:MOST_SHOWN]] if found else [],
    )


@bp.post("/calls/<call_id>/lottery/features/<int:position>/shares")
@computes(Page.LOTTERY)
def fill_shares(call_id: str, position: int) -> Response | str:
    """Fill the population's shares in from a list, and say row by row what is wrong in it.

    Nothing is stored: what was typed stays, and is saved by its own button.
    """
    return _filled(position, _form(position))


def _filled(position: int, form: FeatureForm) -> Response | str:
    form.validate()
    if form.form_errors:
        return _feature(position, form)
    for field in form:
        field.errors = []
    try:
        found = _read_shares(form)
    except Invalid as problem:
        return refuse(form, problem, lambda: _feature(position, form))
    filled = feature_form(None, _plan().seats, None, max(form.rows, len(found.shares)))
    filled.take(found)
    return _feature(position, filled, found)


def _read_shares(form: FeatureForm) -> Shares:
    """Read the list that came; raises Invalid for the field `file`."""
    if not form.file.content:
        raise Invalid("list_missing", {"file": "list_missing"})
    try:
        return read_shares(form.file.content, form.name.data or "", form.values())
    except PoolFault as fault:
        code = f"list_{fault.code}"
        raise Invalid(code, {"file": code}, **fault.params) from None


@bp.post("/calls/<call_id>/lottery/features/<int:position>")
@acts(Action.LOTTERY_EDIT)
def save_feature(call_id: str, position: int) -> Response:
    """Keep one feature; a list that was chosen and not looked at is looked at first."""
    form = _form(position)
    if form.file.content:
        return make_response(_filled(position, form))
    plan = _plan()

    def changed() -> Plan:
        features = list(plan.features)
        features[position - 1 : position] = [form.feature(plan.seats)]
        return replace(plan, features=tuple(features))

    return perform(
        form,
        lambda: edit_lottery(
            moment(_to_lottery),
            call_id=call_id,
            plan=changed(),
            reason=form.reason.data or "",
            version=form.drawn_version,
        ),
        lambda: _feature(position, form),
        said=_("Saved."),
    )


@bp.post("/calls/<call_id>/lottery/features/<int:position>/remove")
@acts(Action.LOTTERY_EDIT)
def remove_feature(call_id: str, position: int) -> Response:
    """Take one feature out, before anybody registers."""
    form = JuryForm()
    plan = _plan()
    kept = tuple(one for at, one in enumerate(plan.features, 1) if at != position)

    def again() -> str:
        shown = _form(position, _version())
        shown.form_errors = form.form_errors
        return _feature(position, shown)

    return perform(
        form,
        lambda: edit_lottery(
            moment(_to_lottery),
            call_id=call_id,
            plan=replace(plan, features=kept),
            reason="",
            version=form.drawn_version,
        ),
        again,
        said=_("The feature is taken out."),
    )
