"""Taking people in from a register's list: looked at first, row by row, then taken."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from jury.domain.errors import Invalid
from jury.domain.lottery.files import decoded
from jury.domain.lottery.pool import PoolFault
from jury.domain.lottery.register import Reading, RowFault, read_register
from jury.domain.permissions import Action, Page
from jury.services.lottery import import_people
from jury.services.lottery.people import beside_the_pool
from jury.services.perform import Done
from jury.web.access import acts, computes, doors_of, offers, reading, reads
from jury.web.acting import moment, perform, refuse
from jury.web.call import the_call
from jury.web.lottery import allows, the_lottery
from jury.web.lottery_forms import RegisterForm
from jury.web.lottery_words import of_row

bp = Blueprint("lottery_people", __name__)
_ = gettext
MOST_SHOWN = 50


@bp.get("/calls/<call_id>/lottery/people")
@reads(Page.LOTTERY)
def choose(call_id: str) -> str:
    """Ask for a register's list."""
    return _page(RegisterForm(version=the_lottery().version))


def _page(form: RegisterForm, found: Reading | None = None) -> str:
    lottery = the_lottery()
    form.renew(lottery.version)
    form.content.data = decoded(form.data_sent()) if found else ""
    return render_template(
        "lottery/people.html",
        call=the_call(),
        lottery=lottery,
        form=form,
        found=found,
        faults=[of_row(fault) for fault in found.faults[:MOST_SHOWN]] if found else [],
        columns=["id", "name", "email", "phone", "address", *lottery.plan().names()],
        can=offers(
            Action.CANDIDATES_IMPORT,
            allows(lottery, "register") and lottery.closed_at is None,
        ),
    )


def _read(form: RegisterForm) -> Reading:
    """Read the list that came; raises Invalid for the field `file`."""
    data = form.data_sent()
    if not data:
        raise Invalid("list_missing", {"file": "list_missing"})
    try:
        found = read_register(data, the_lottery().plan())
    except PoolFault as fault:
        code = f"list_{fault.code}"
        raise Invalid(code, {"file": code}, **fault.params) from None
    if not found.people and not found.faults:
        raise Invalid("list_nobody", {"file": "list_nobody"})
    return _beside(found)


def _beside(found: Reading) -> Reading:
    """Add what is wrong because of who is registered already."""
    lottery = the_lottery()
    faults = beside_the_pool(reading(), doors_of().settings, lottery, found.people)
    told = [RowFault(line, code, found=str(lottery.per_household)) for line, code in faults.items()]
    return Reading(
        tuple(one for one in found.people if one.line not in faults),
        tuple(sorted((*found.faults, *told), key=lambda fault: fault.line)),
        found.unread,
    )


@bp.post("/calls/<call_id>/lottery/people/look")
@computes(Page.LOTTERY)
def look(call_id: str) -> Response | str:
    """Say row by row what is wrong in a list; nothing of it is kept."""
    form = RegisterForm()
    if not form.validate():
        return _page(form)
    try:
        found = _read(form)
    except Invalid as problem:
        return refuse(form, problem, lambda: _page(form))
    return _page(form, found)


@bp.post("/calls/<call_id>/lottery/people")
@acts(Action.CANDIDATES_IMPORT)
def take(call_id: str) -> Response:
    """Take in everybody whose row is right."""
    form = RegisterForm()

    def act() -> Done:
        found = _read(form)
        return import_people(
            moment(lambda subject: url_for("lottery.show", call_id=call_id)),
            call_id=call_id,
            people=found.people,
            data=form.data_sent(),
            version=form.drawn_version,
        )

    return perform(form, act, lambda: _page(form), said=_("They are taken in."))
