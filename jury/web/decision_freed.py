"""Freed money: a funded project gives up, and another person passes its money on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from flask import Blueprint, render_template, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from jury.domain.call import CALL, CallState
from jury.domain.decision import TieNeedsDraw
from jury.domain.decision.after import MOST_REFERENCE, MOST_TEXT
from jury.domain.errors import NotFound
from jury.domain.permissions import Action, Page
from jury.services.decision import draw_reserve, give_up, pass_money_on
from jury.services.decision.freed import freed_since, to_pass_on, wrote_down
from jury.services.decision.tallies import BEFORE_THE_JURY
from jury.storage.decision import acts_by_event, decision_of, events_of
from jury.storage.proposal import Proposal, proposals_in
from jury.web.access import acts, offers, reading, reads, visit
from jury.web.acting import moment, perform
from jury.web.board_forms import DrawForm
from jury.web.call import the_call
from jury.web.fields import Choice, line, text
from jury.web.forms import JuryForm
from jury.web.messages_decision import EVENTS

bp = Blueprint("decision_freed", __name__)
_ = gettext
_l = lazy_gettext
F = TypeVar("F", bound=JuryForm)


class GiveUpForm(JuryForm):
    """Which project gives up."""

    project = Choice(
        _l("Which project gives up?"), choices=[], required=_l("Choose the project that gives up.")
    )
    day = line(_l("Received on"), most=10, required=_l("Write the date like this: 2026-12-31."))
    reason = text(
        _l("The reason, for everyone to read"), most=MOST_TEXT, required=_l("Write the reason.")
    )


class PassOnForm(JuryForm):
    """Why the money goes on, and by which act."""

    reference = line(
        _l("The act that says so"),
        most=MOST_REFERENCE,
        required=_l("Write its number or name."),
    )
    reason = text(
        _l("The reason, for everyone to read"), most=MOST_TEXT, required=_l("Write the reason.")
    )


def _judged() -> list[Proposal]:
    """Give what was before the jury, by title."""
    return proposals_in(reading(), the_call().id, BEFORE_THE_JURY)


def _give_up_form(judged: Sequence[Proposal]) -> GiveUpForm:
    form = GiveUpForm(version=the_call().version)
    form.project.choices = [(p.id, p.title) for p in judged if p.state == "funded"]
    return form


def _form(kind: type[F], refused: JuryForm | None) -> F:
    """Give the form that was refused if it is of this kind, an empty one otherwise."""
    if isinstance(refused, kind):
        return refused
    return kind(formdata=None, version=the_call().version)


@bp.get("/calls/<call_id>/decision/freed")
@reads(Page.DECISION)
def freed(call_id: str) -> str:
    """Show what came free and where it goes, and what can be written down now."""
    return _freed()


@dataclass(frozen=True)
class Goes:
    """What is left of the budget and to whom it goes; or who is equal, so that nobody can tell."""

    left: int = 0
    grants: dict[str, int] = field(default_factory=dict)
    tied: tuple[str, ...] = ()


def _goes() -> Goes:
    try:
        return Goes(*to_pass_on(reading(), the_call()))
    except TieNeedsDraw as tie:
        return Goes(tied=tie.ids)


def _listed(tied: Sequence[str], judged: Sequence[Proposal]) -> dict[int, str]:
    """Number those who are equal by title, as the page shows them."""
    return dict(enumerate((p.id for p in judged if p.id in tied), 1))


def _freed(refused: JuryForm | None = None) -> str:
    """Draw the page; a form that was refused keeps what was typed."""
    call, stored = the_call(), decision_of(reading(), the_call().id)
    if stored is None or stored.adopted_at is None:
        raise NotFound()
    if refused is not None:
        refused.renew(call.version)
    events, judged = events_of(reading(), call.id), _judged()
    waiting, stands = freed_since(events), CALL.can(CallState(call.state), "contest")
    goes = _goes() if waiting else Goes()
    wrote = visit().the_account().id in wrote_down(events)
    return render_template(
        "decision/freed.html",
        call=call,
        events=[e for e in events if e.kind in ("given_up", "drawn", "passed_on")],
        projects={p.id: p for p in judged},
        waiting=waiting,
        left=goes.left,
        grants=goes.grants,
        tied=goes.tied,
        listed=_listed(goes.tied, judged),
        giving=refused if isinstance(refused, GiveUpForm) else _give_up_form(judged),
        drawing=_form(DrawForm, refused),
        passing=_form(PassOnForm, refused),
        wrong=refused,
        can_give_up=offers(Action.PROJECT_GIVE_UP, stands),
        can_draw=offers(Action.RESERVE_DRAW, stands and bool(waiting and goes.tied)),
        can_pass_on=offers(
            Action.RESERVE_FUND, stands and bool(waiting) and not wrote and not goes.tied
        ),
        words=EVENTS,
        acts=acts_by_event(reading(), call.id),
    )


@bp.post("/calls/<call_id>/decision/give-up")
@acts(Action.PROJECT_GIVE_UP)
def give(call_id: str) -> Response:
    """Write down that a funded project gives up."""
    form = _give_up_form(_judged())
    return perform(
        form,
        lambda: give_up(
            moment(lambda subject: url_for("decision_freed.freed", call_id=call_id)),
            call_id=call_id,
            proposal_id=form.project.data,
            day=form.day.data,
            reason=form.reason.data,
            version=form.drawn_version,
        ),
        lambda: _freed(form),
        said=_("It is written down. A signatory, not you, can now pass the money on."),
    )


@bp.post("/calls/<call_id>/decision/reserve-draw")
@acts(Action.RESERVE_DRAW)
def draw(call_id: str) -> Response:
    """Keep the order of the slips drawn in public between equals on the reserve list."""
    form = DrawForm()
    return perform(
        form,
        lambda: draw_reserve(
            moment(lambda subject: url_for("decision_freed.freed", call_id=call_id)),
            call_id=call_id,
            order=form.proposals(_listed(_goes().tied, _judged())),
            version=form.drawn_version,
        ),
        lambda: _freed(form),
        said=_("The order is kept. A signatory, not you, can now pass the money on."),
    )


@bp.post("/calls/<call_id>/decision/pass-on")
@acts(Action.RESERVE_FUND)
def pass_on(call_id: str) -> Response:
    """Pass freed money on to the reserve list."""
    form = PassOnForm()
    return perform(
        form,
        lambda: pass_money_on(
            moment(lambda subject: url_for("decision_freed.freed", call_id=call_id)),
            call_id=call_id,
            reason=form.reason.data,
            reference=form.reference.data,
            version=form.drawn_version,
        ),
        lambda: _freed(form),
        said=_("The money is passed on. Now the letters leave, then a new version of the record."),
    )
