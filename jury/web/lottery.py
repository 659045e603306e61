"""The facilitator's page of the lottery: how far it is, what it needs first, and its steps.

Who is drawn is never decided here: the list is made by the worker, and a number picks.
"""

from __future__ import annotations

from time import monotonic
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from jury.domain.errors import Conflict, NotFound
from jury.domain.lottery.evidence import opaque_households
from jury.domain.lottery.plan import LOTTERY, LotteryState, contradictions, fights, is_fatal
from jury.domain.permissions import Action, Page
from jury.services.lottery import (
    ask_for_draw,
    cancel_draw,
    close_lottery,
    erase_contacts,
    open_lottery,
    reopen_lottery,
)
from jury.services.lottery.picking import dice_needed
from jury.storage.lottery import (
    Lottery,
    Reached,
    addresses_kept,
    counts_of,
    drawing_of,
    lottery_files,
    lottery_of,
    people_in_states,
    pool_of,
    reached_by_id,
)
from jury.storage.lottery.invitations import letters_made
from jury.storage.lottery.organisations import organisations_of
from jury.web.access import acts, computes, doors_of, offers, reading, reads, visit
from jury.web.acting import moment, perform
from jury.web.call import the_call
from jury.web.forms import JuryForm
from jury.web.lottery_forms import ReasonForm
from jury.web.lottery_words import of_binding, of_change, of_fight
from jury.web.messages import field_sentence

bp = Blueprint("lottery", __name__)
_ = gettext
PATIENCE = 10
"""Seconds that a page may take to tell whether a jury is possible, and what would help."""


def the_lottery() -> Lottery:
    """Give the call's lottery; where none was begun there is nothing to see."""
    found = lottery_of(reading(), visit().the_call().id)
    if found is None:
        raise NotFound()
    return found


def allows(lottery: Lottery, does: str) -> bool:
    """Tell whether the lottery's state allows a step."""
    return LOTTERY.can(LotteryState(lottery.state), does)


@bp.get("/calls/<call_id>/lottery")
@reads(Page.LOTTERY)
def show(call_id: str) -> str:
    """Show how far the lottery is."""
    return _show(JuryForm())


def _show(form: JuryForm) -> str:
    call, lottery = the_call(), lottery_of(reading(), visit().the_call().id)
    if lottery is None:
        return render_template("lottery/begin.html", call=call)
    form.renew(lottery.version)
    people, counts = counts_of(reading(), lottery)
    plan = lottery.plan()
    found = contradictions(plan) if lottery.opened_at is None else fights(plan, people, counts)
    return render_template(
        "lottery/show.html",
        call=call,
        lottery=lottery,
        plan=plan,
        form=form,
        people=people,
        counts=counts,
        states=people_in_states(reading(), call.id),
        fatal=[of_fight(fight) for fight in found if is_fatal(fight)],
        warnings=[of_fight(fight) for fight in found if not is_fatal(fight)],
        drawing=drawing_of(reading(), call.id),
        broke=_broke(call.id),
        files=lottery_files(reading(), call.id),
        organisations=organisations_of(reading(), call.id),
        dice=dice_needed(lottery.panels),
        letters=letters_made(reading(), call.id)[0],
        never=_never(lottery),
        addresses=addresses_kept(reading(), call.id) if lottery.state == "seated" else 0,
        **_can(lottery),
    )


def _never(lottery: Lottery) -> list[tuple[Reached, int | None]]:
    """Give who is on none of the juries, each with the length of list that would have them.

    None where no list would: the quotas or the household leave no place for them.
    """
    if not lottery.drawn_at:
        return []
    needed: dict[str, int | None] = {
        id: None for group in lottery.summary["outside"] for id in group["ids"]
    }
    needed |= {one["id"]: one["panels"] for one in lottery.summary["left_out"]}
    people = reached_by_id(reading(), lottery.call_id, list(needed))
    return [(one, needed[one.candidate.id]) for one in people]


def _can(lottery: Lottery) -> dict[str, bool]:
    closed = lottery.closed_at is not None
    drawn = lottery.state in ("drawn", "seated")
    return {
        "can_edit": offers(Action.LOTTERY_EDIT, allows(lottery, "edit") and not closed),
        "can_open": offers(Action.LOTTERY_OPEN, allows(lottery, "open")),
        "can_import": offers(Action.CANDIDATES_IMPORT, allows(lottery, "register") and not closed),
        "can_close": offers(Action.LOTTERY_CLOSE, allows(lottery, "close") and not closed),
        "can_reopen": offers(Action.LOTTERY_REOPEN, closed and not drawn),
        "can_draw": closed and not drawn,
        "can_throw": offers(Action.LOTTERY_THROW, drawn and lottery.confirmed_at is None),
    }


def _broke(call_id: str) -> str:
    drawing = drawing_of(reading(), call_id)
    return field_sentence(drawing.note, {}) if drawing and drawing.state == "failed" else ""


@bp.post("/calls/<call_id>/lottery/open")
@acts(Action.LOTTERY_OPEN)
def open_(call_id: str) -> Response:
    """Let people register."""
    form = JuryForm()
    return perform(
        form,
        lambda: open_lottery(moment(_to_lottery), call_id=call_id, version=form.drawn_version),
        lambda: _show(form),
        said=_("The lottery is open. Take people in now."),
    )


def _to_lottery(subject: str) -> str:
    return url_for("lottery.show", call_id=visit().the_call().id)


@bp.post("/calls/<call_id>/lottery/close")
@acts(Action.LOTTERY_CLOSE)
def close(call_id: str) -> Response:
    """End registration."""
    form = JuryForm()
    return perform(
        form,
        lambda: close_lottery(moment(_to_lottery), call_id=call_id, version=form.drawn_version),
        lambda: _show(form),
        said=_("Nobody else comes in. The list can be drawn."),
    )


@bp.get("/calls/<call_id>/lottery/reopen")
@reads(Page.LOTTERY)
def reopening(call_id: str) -> str:
    """Ask why people can register again."""
    return _reopening(ReasonForm(version=the_lottery().version))


def _reopening(form: ReasonForm) -> str:
    lottery = the_lottery()
    form.renew(lottery.version)
    return render_template(
        "lottery/reopen.html",
        call=the_call(),
        form=form,
        can=_can(lottery)["can_reopen"],
    )


@bp.post("/calls/<call_id>/lottery/reopen")
@acts(Action.LOTTERY_REOPEN)
def reopen(call_id: str) -> Response:
    """Let people register again."""
    form = ReasonForm()
    return perform(
        form,
        lambda: reopen_lottery(
            moment(_to_lottery),
            call_id=call_id,
            reason=form.reason.data,
            version=form.drawn_version,
        ),
        lambda: _reopening(form),
        said=_("The lottery is open again."),
    )


@bp.post("/calls/<call_id>/lottery/addresses")
@acts(Action.CONTACTS_ERASE)
def erase_addresses(call_id: str) -> Response:
    """Erase the postal addresses once the letters to those seated have gone out."""
    form = JuryForm()
    return perform(
        form,
        lambda: erase_contacts(moment(_to_lottery), call_id=call_id, what="letters"),
        lambda: _show(form),
        said=_("The postal addresses are erased."),
    )


@bp.get("/calls/<call_id>/lottery/possible")
@reads(Page.LOTTERY)
def possible(call_id: str) -> str:
    """Say whether a jury can be drawn from the people registered now, and else what would help."""
    lottery = the_lottery()
    pool = opaque_households(pool_of(reading(), lottery))
    return render_template(
        "lottery/possible.html",
        call=the_call(),
        lottery=lottery,
        pool=pool,
        patience=PATIENCE,
        **_feasible(pool),
    )


def _feasible(pool: Any) -> dict[str, Any]:
    # The solver is wanted here alone, and takes long to load.
    from jury.domain.lottery.binding import evenness
    from jury.domain.lottery.feasibility import is_feasible, smallest_change
    from jury.domain.lottery.solver import TimeUp

    if not pool.people or not pool.quotas:
        return {"feasible": False, "change": []}
    end = monotonic() + PATIENCE
    try:
        if is_feasible(pool, lambda: monotonic() > end):
            found = evenness(pool)
            return {
                "feasible": True,
                "even": found,
                "binding": [of_binding(one) for one in found.binding],
            }
        change = smallest_change(pool, lambda: monotonic() > end)
    except TimeUp:
        return {"feasible": None, "change": []}
    return {"feasible": False, "change": of_change(pool, change)}


@bp.post("/calls/<call_id>/lottery/draw")
@computes(Page.LOTTERY)
def draw(call_id: str) -> Response:
    """Ask the worker to draw the list."""
    try:
        ask_for_draw(doors_of(), call_id)
    except Conflict as problem:
        flash(field_sentence(problem.code, problem.params), "look")
    return redirect(url_for("lottery.show", call_id=call_id), 303)


@bp.post("/calls/<call_id>/lottery/cancel")
@computes(Page.LOTTERY)
def cancel(call_id: str) -> Response:
    """Ask the worker to stop drawing."""
    the_lottery()
    cancel_draw(doors_of(), call_id)
    flash(_("The draw was stopped. Nothing of it is kept."), "look")
    return redirect(url_for("lottery.show", call_id=call_id), 303)


@bp.get("/calls/<call_id>/lottery/progress")
@reads(Page.LOTTERY)
def progress(call_id: str) -> str:
    """Give the piece of the page that says how far the draw is."""
    return render_template(
        "lottery/_progress.html",
        call=the_call(),
        lottery=the_lottery(),
        drawing=drawing_of(reading(), call_id),
        broke=_broke(call_id),
    )
