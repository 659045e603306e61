"""The editor of a call that is still a draft: sections, criteria, and who has which part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from jury.domain.call import CALL, CRITERIA_MAX, LEVELS_MAX, CallState
from jury.domain.errors import NotFound
from jury.domain.permissions import Action, Page, Role
from jury.services.call import PARTS_FIXED, edit_call, give_part
from jury.storage.call import Call, Criterion, criteria_of, people_of
from jury.web.access import acts, offers, reading, reads
from jury.web.acting import moment, perform
from jury.web.call import the_call
from jury.web.call_forms import (
    PARTS,
    POWER_HINTS,
    RULE_HINTS,
    CriterionForm,
    PartForm,
    Section,
    shown_values,
)
from jury.web.call_sections import SECTIONS
from jury.web.forms import JuryForm

bp = Blueprint("call_editor", __name__)
_ = gettext


def to_the_call() -> Callable[[str], str]:
    """Lead back to the call's own desk page after an act."""
    call_id = the_call().id
    return lambda subject: url_for("call.edit", call_id=call_id)


@bp.get("/desk/calls/<call_id>/edit/<section>")
@reads(Page.CALL_DESK)
def section(call_id: str, section: str) -> str:
    """Show one section to write in; once the call is public, to read only."""
    call = the_call()
    form = _form_of(section)(version=call.version)
    form.draw(call)
    return _section(section, form)


def _form_of(name: str) -> type[Section]:
    if name not in SECTIONS:
        raise NotFound()
    return SECTIONS[name][1]


def _section(name: str, form: Section, stored: dict[str, Any] | None = None) -> str:
    call = the_call()
    return render_template(
        "call/section.html",
        call=call,
        form=form,
        name=name,
        label=SECTIONS[name][0],
        stored=stored or {},
        frozen=not editable(call),
        power_hints=POWER_HINTS,
        rule_hints=RULE_HINTS,
    )


def editable(call: Call) -> bool:
    """Tell whether this person can still change the call's rules."""
    return offers(Action.CALL_EDIT, CALL.can(CallState(call.state), "edit"))


@bp.post("/desk/calls/<call_id>/edit/<section>")
@acts(Action.CALL_EDIT)
def save(call_id: str, section: str) -> Response:
    """Keep one section of the call."""
    form = _form_of(section)()
    if section == "money":
        form.zone = ZoneInfo(the_call().timezone)

    def again() -> str:
        return _section(section, form, _newer(form))

    return perform(
        form,
        lambda: edit_call(
            moment(to_the_call()),
            call_id=call_id,
            version=form.drawn_version,
            values=form.values(),
        ),
        again,
        said=_("Saved."),
    )


def _newer(form: Section) -> dict[str, Any]:
    """Give what is stored where it differs from what was typed on an older page."""
    call = the_call()
    if not _is_stale(form, call):
        return {}
    form.renew(call.version)
    return {
        form[name].label.text: ", ".join(value) if isinstance(value, list) else value
        for name, value in shown_values(form, call).items()
        if value != (form[name].data or "")
    }


def _is_stale(form: JuryForm, call: Call) -> bool:
    return form.version.data != str(call.version)


@bp.get("/desk/calls/<call_id>/criteria/<int:position>")
@reads(Page.CALL_DESK)
def criterion(call_id: str, position: int) -> str:
    """Show one criterion to write, or an empty one after the last."""
    form = CriterionForm(version=the_call().version)
    rows = _rows(position)
    if position <= len(rows):
        form.draw(rows[position - 1])
    return _criterion(position, form)


def _rows(position: int) -> list[Criterion]:
    """Give the stored criteria; there is no page further than one after the last."""
    rows = criteria_of(reading(), the_call().id)
    if not 1 <= position <= min(len(rows) + 1, CRITERIA_MAX):
        raise NotFound()
    return rows


def _criterion(position: int, form: CriterionForm) -> str:
    call = the_call()
    rows = criteria_of(reading(), call.id)
    old = rows[position - 1] if position <= len(rows) else None
    stale = form.is_submitted() and _is_stale(form, call)
    form.renew(call.version)
    return render_template(
        "call/criterion.html",
        call=call,
        form=form,
        position=position,
        exists=old is not None,
        stored=old if stale else None,
        others=sum(row.weight for row in rows if row is not old),
        levels=LEVELS_MAX,
        frozen=not editable(call),
    )


@bp.post("/desk/calls/<call_id>/criteria/<int:position>")
@acts(Action.CALL_EDIT)
def save_criterion(call_id: str, position: int) -> Response:
    """Keep one criterion."""
    form = CriterionForm()
    values = [as_value(row) for row in _rows(position)]

    def given() -> list[dict[str, object]]:
        return [*values[: position - 1], form.value(), *values[position:]]

    return perform(
        form,
        lambda: edit_call(
            moment(to_the_call()),
            call_id=call_id,
            version=form.drawn_version,
            values={},
            criteria=given(),
        ),
        lambda: _criterion(position, form),
        said=_("Criterion %(number)s is saved.", number=position),
    )


@bp.post("/desk/calls/<call_id>/criteria/<int:position>/remove")
@acts(Action.CALL_EDIT)
def remove_criterion(call_id: str, position: int) -> Response:
    """Take one criterion out."""
    form = JuryForm()
    rows = _rows(position)
    kept = [as_value(row) for at, row in enumerate(rows, 1) if at != position]

    def again() -> str:
        shown = CriterionForm(formdata=None, version=the_call().version)
        if position <= len(rows):
            shown.draw(rows[position - 1])
        shown.form_errors = form.form_errors
        return _criterion(position, shown)

    return perform(
        form,
        lambda: edit_call(
            moment(to_the_call()),
            call_id=call_id,
            version=form.drawn_version,
            values={},
            criteria=kept,
        ),
        again,
        said=_("The criterion is taken out."),
    )


def as_value(row: Criterion) -> dict[str, object]:
    """Give a stored criterion as the verb takes it."""
    return {"question": row.question, "weight": row.weight, "levels": row.levels}


@bp.get("/desk/calls/<call_id>/people")
@reads(Page.CALL_DESK)
def people(call_id: str) -> str:
    """Show who has which part in the call, and give another part."""
    return _people(PartForm())


def _people(form: PartForm) -> str:
    call = the_call()
    return render_template(
        "call/people.html",
        call=call,
        form=form,
        people=people_of(reading(), call.id),
        parts=PARTS,
        can_give=offers(Action.PART_GIVE, call.state not in PARTS_FIXED),
    )


@bp.post("/desk/calls/<call_id>/people")
@acts(Action.PART_GIVE)
def give(call_id: str) -> Response:
    """Give somebody a part, by e-mail."""
    form = PartForm()
    return perform(
        form,
        lambda: give_part(
            moment(lambda subject: url_for("call_editor.people", call_id=call_id)),
            call_id=call_id,
            email=form.email.data,
            role=Role(form.role.data),
        ),
        lambda: _people(form),
        said=_("The part is given."),
    )
