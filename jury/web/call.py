"""Calls: the page that everyone reads, the desk of those who work on them, and their great steps.

Writing a call, section by section, stands in `call_editor`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import LazyString, gettext
from werkzeug.wrappers import Response

from jury.domain.call import CALL, CallState, counted_back, takes_proposals
from jury.domain.errors import NotFound
from jury.domain.permissions import Action, Page, Role
from jury.services.call import (
    create_call,
    lacks_of,
)
from jury.storage.call import (
    Call,
    call_of,
    changes_of,
    criteria_of,
    people_of,
)
from jury.storage.decision.progress import published_among
from jury.storage.lottery import lottery_of
from jury.storage.progress import desk_call, desk_of
from jury.storage.proposal import begun_by
from jury.web.access import acts, doors_of, offers, reading, reads, visit
from jury.web.acting import moment, perform
from jury.web.call_forms import (
    LANGUAGE_NAMES,
    PARTIAL,
    PARTS,
    POWER_HINTS,
    POWERS,
    RULE_HINTS,
    RULES,
    SHEETS,
    NewCall,
)
from jury.web.call_lacks import section_of, where_of
from jury.web.call_sections import SECTIONS
from jury.web.desk_queue import queue, stands
from jury.web.forms import JuryForm
from jury.web.messages import field_sentence
from jury.web.words import CALL_STATES, CHANGE_KINDS, STEPS

bp = Blueprint("call", __name__)
PAGE_SIZE = 50
DESK_ROLES = frozenset({Role.OFFICIAL, Role.FACILITATOR, Role.GUARANTOR, Role.SIGNATORY})
_ = gettext


@dataclass(frozen=True)
class Slice:
    """Which page of a long list is shown, and where the next ones are."""

    number: int
    pages: int
    previous_url: str | None
    next_url: str | None


def the_call() -> Call:
    """Give the call of this request, read afresh after an act; unknown ones do not exist."""
    found = call_of(reading(), visit().the_call().id)
    if found is None:
        raise NotFound()
    return found


def page_number() -> int:
    """Read which page of a list is asked for; anything that is no number is the first."""
    asked = request.args.get("page", "1")
    plain = asked.isascii() and asked.isdigit() and len(asked) < 6
    return max(int(asked), 1) if plain else 1


def slice_of(endpoint: str, number: int, total: int, **values: Any) -> Slice:
    """Give the links of a list of `total` rows, shown by pages of fifty."""
    pages = max((total + PAGE_SIZE - 1) // PAGE_SIZE, 1)
    return Slice(
        number,
        pages,
        url_for(endpoint, page=number - 1, **values) if number > 1 else None,
        url_for(endpoint, page=number + 1, **values) if number < pages else None,
    )


@bp.get("/desk")
@reads(Page.DESK)
def desk() -> str:
    """Show the calls that I work on, what needs a decision first."""
    found = visit()
    number = page_number()
    found_desk = desk_of(
        reading(),
        found.the_account().id,
        frozenset(role.value for role in DESK_ROLES),
        found.now,
        (number - 1) * PAGE_SIZE,
        PAGE_SIZE,
    )
    return render_template(
        "call/desk.html",
        calls=found_desk.calls,
        waiting=queue(found_desk.under_way, found.the_account().id, found.now),
        total=found_desk.total,
        page=slice_of("call.desk", number, found_desk.total),
        states=CALL_STATES,
        stands=stands,
    )


@bp.get("/calls/<call_id>")
@reads(Page.CALL)
def show(call_id: str) -> str:
    """Show a call to everyone: what it is for, its rules, and what you can do now."""
    return show_call(JuryForm(version=0))


def show_call(form: JuryForm) -> str:
    """Draw a call's public page with the form that begins a project."""
    found = visit()
    call = the_call()
    state = CallState(call.state)
    hindered = (
        takes_proposals(state, found.now, call.opens_at, call.closes_at)
        if call.opens_at and call.closes_at
        else f"call_is_{state.value}"
    )
    mine = (
        begun_by(reading(), call.id, found.account.id)
        if found.account is not None and Role.APPLICANT in found.roles
        else []
    )
    return render_template(
        "call/show.html",
        call=call,
        form=form,
        mine=mine,
        takes=hindered is None,
        soon=hindered == "call_not_yet_open",
        criteria=criteria_of(reading(), call.id),
        people=people_of(reading(), call.id),
        changes=changes_of(reading(), call.id),
        lottery=lottery_of(reading(), call.id),
        recorded=bool(published_among(reading(), [call.id])),
        offered=", ".join(LANGUAGE_NAMES[code] for code in call.languages),
        **WORDS,
    )


WORDS = {
    "powers": POWERS,
    "power_hints": POWER_HINTS,
    "rules": RULES,
    "rule_hints": RULE_HINTS,
    "sheets": SHEETS,
    "partial": PARTIAL,
    "parts": PARTS,
    "language_names": LANGUAGE_NAMES,
    "change_kinds": CHANGE_KINDS,
}


@bp.get("/desk/calls/new")
@reads(Page.CALL_DESK)
def new() -> str:
    """Ask for the little that a call begins with; `like` names an earlier one to begin from."""
    form = NewCall()
    form.language.data = form.language.data or doors_of().settings.default_language
    asked = request.args.get("like", "")
    if not asked.isascii() or (asked and not asked.isalnum()):
        raise NotFound()
    form.like.data = asked
    return new_page(form)


def new_page(form: NewCall) -> str:
    """Draw the page that begins a call, from nothing or from an earlier one."""
    earlier = call_of(reading(), form.like.data) if form.like.data else None
    if form.like.data and earlier is None:
        raise NotFound()
    if earlier is not None and not form.is_submitted():
        form.title.data, form.language.data = earlier.title, earlier.language
    return render_template("call/new.html", form=form, earlier=earlier)


@bp.post("/desk/calls/new")
@acts(Action.CALL_CREATE)
def create() -> Response:
    """Begin a call as a draft."""
    form = NewCall()
    return perform(
        form,
        lambda: create_call(
            moment(lambda subject: url_for("call.edit", call_id=subject)),
            title=form.title.data,
            language=form.language.data,
            timezone=doors_of().settings.default_timezone,
            like=form.like.data or None,
        ),
        lambda: new_page(form),
        said=_("The call is begun. Only those who prepare it can see it."),
    )


@bp.get("/desk/calls/<call_id>")
@reads(Page.CALL_DESK)
def edit(call_id: str) -> str:
    """Show where a call stands: its sections, what is missing, and the next step."""
    return edit_page(JuryForm(version=the_call().version))


def edit_page(form: JuryForm, refused: bool = False) -> str:
    """Draw a call's desk page; `refused` lists on top what hinders publishing."""
    found = visit()
    call = the_call()
    criteria = criteria_of(reading(), call.id)
    lacks = lacks_of(reading(), call, criteria, found.now) if call.state == CallState.DRAFT else ()
    late = call.closes_at is not None and found.now >= call.closes_at
    state = CallState(call.state)
    closes = offers(Action.CALL_CLOSE, CALL.can(state, "close") and late)
    at = desk_call(reading(), call, frozenset(role.value for role in found.roles), found.now)
    waiting = queue([at], found.the_account().id, found.now)
    return render_template(
        "call/edit.html",
        call=call,
        form=form,
        refused=refused,
        form_errors=refused,
        lacks=[(where_of(call.id, lack), field_sentence(lack.code, {})) for lack in lacks],
        sections=SECTIONS,
        lacking={section_of(lack.field) for lack in lacks},
        criteria=criteria,
        people=people_of(reading(), call.id),
        state=CALL_STATES[call.state],
        changes=changes_of(reading(), call.id),
        ways=_ways(call),
        steps=counted_back(call.opens_at, call.closes_at, call.decide_by, call.answer_days)
        if call.opens_at and call.closes_at and call.decide_by
        else [],
        step_words=STEPS,
        now=found.now,
        can_publish=offers(Action.CALL_PUBLISH, CALL.can(state, "publish")),
        can_close=closes,
        first=[] if closes or state is CallState.DRAFT else waiting,
        stands=stands(at),
        can_cancel=offers(Action.CALL_CANCEL, CALL.can(state, "cancel")),
        **WORDS,
    )


def _ways(call: Call) -> list[tuple[str, LazyString]]:
    from jury.web.call_changes import ways_open  # that page leads back here

    return ways_open(call)
