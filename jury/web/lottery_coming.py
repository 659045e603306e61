"""Who was drawn and comes: their answers, who is asked instead, and their seats."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from jury.domain.errors import NotFound
from jury.domain.lottery.pool import Pool
from jury.domain.lottery.seating import composition
from jury.domain.permissions import Action, Page
from jury.services.lottery import answer_for, ask_alternate, seat_drawn
from jury.storage.lottery import Lottery, Reached, pool_of, reached, sitting
from jury.storage.seat import seats_without_code
from jury.web.access import acts, offers, reading, reads, visit
from jury.web.acting import moment, perform
from jury.web.call import the_call
from jury.web.forms import JuryForm
from jury.web.lottery import the_lottery
from jury.web.lottery_forms import ComingForm, ReasonForm

bp = Blueprint("lottery_coming", __name__)
_ = gettext
ASKED = ("drawn", "accepted", "declined", "seated")


def _confirmed() -> Lottery:
    lottery = the_lottery()
    if lottery.confirmed_at is None:
        raise NotFound()
    return lottery


@bp.get("/calls/<call_id>/lottery/coming")
@reads(Page.LOTTERY)
def coming(call_id: str) -> str:
    """Show who was asked, and who said what."""
    return _coming(JuryForm())


def _coming(form: JuryForm) -> str:
    lottery = _confirmed()
    form.renew(lottery.version)
    rows = reached(reading(), lottery.call_id, ASKED)
    by_state = {state: [row for row in rows if row.candidate.state == state] for state in ASKED}
    staying = sitting(reading(), lottery.call_id)
    pool = pool_of(reading(), lottery)
    coming = {row.candidate.id for row in rows if row.candidate.state in ("accepted", "seated")}
    return render_template(
        "lottery/coming.html",
        call=the_call(),
        lottery=lottery,
        form=form,
        rows=by_state,
        features=pool.features,
        free=max(0, lottery.seats - len(staying)),
        groups=composition(pool, coming & staying),
        enough=lottery.state == "seated" or len(by_state["accepted"]) >= lottery.minimum,
        misses=_misses(pool, staying),
        can_seat=offers(Action.DRAWN_SEAT, bool(by_state["accepted"])),
        can_ask=offers(Action.ALTERNATE_ASK),
        without_code=len(seats_without_code(reading(), lottery.call_id)),
        can_code=offers(Action.SEAT_CODE),
    )


def _misses(pool: Pool, staying: set[str]) -> list[tuple[str, str, int, int, int]]:
    """Give each quota that those who stay do not meet: feature, value, how many, from, to."""
    found = []
    for quota in pool.quotas:
        have = sum(p.id in staying and pool.has(p, quota) for p in pool.people)
        if not quota.low <= have <= quota.high:
            found.append((quota.feature, quota.value, have, quota.low, quota.high))
    return found


def _to_coming(subject: str) -> str:
    return url_for("lottery_coming.coming", call_id=visit().the_call().id)


def _asked(candidate_id: str) -> Reached:
    _confirmed()
    rows = reached(reading(), visit().the_call().id, ("drawn", "accepted"))
    found = next((row for row in rows if row.candidate.id == candidate_id), None)
    if found is None:
        raise NotFound()
    return found


@bp.get("/calls/<call_id>/lottery/coming/<candidate_id>")
@reads(Page.LOTTERY)
def answering(call_id: str, candidate_id: str) -> str:
    """Ask what one person answered."""
    return _answering(candidate_id, ComingForm(version=_asked(candidate_id).candidate.version))


def _answering(candidate_id: str, form: ComingForm) -> str:
    found = _asked(candidate_id)
    form.renew(found.candidate.version)
    return render_template("lottery/answer.html", call=the_call(), found=found, form=form)


@bp.post("/calls/<call_id>/lottery/coming/<candidate_id>")
@acts(Action.CANDIDATE_ANSWER)
def answer(call_id: str, candidate_id: str) -> Response:
    """Write down whether somebody comes; where not, the next one is asked."""
    form = ComingForm()
    return perform(
        form,
        lambda: answer_for(
            moment(_to_coming),
            call_id=call_id,
            candidate_id=candidate_id,
            accepts=form.accepts.data == "yes",
            reason=form.reason.data or "",
            name=form.name.data or "",
            version=form.drawn_version,
        ),
        lambda: _answering(candidate_id, form),
        said=_("Their answer is written down."),
    )


@bp.get("/calls/<call_id>/lottery/alternate")
@reads(Page.LOTTERY)
def asking(call_id: str) -> str:
    """Ask why a seat is free, before the next person is asked."""
    return _asking(ReasonForm(version=_confirmed().version))


def _asking(form: ReasonForm) -> str:
    lottery = _confirmed()
    form.renew(lottery.version)
    free = lottery.seats - len(sitting(reading(), lottery.call_id))
    return render_template(
        "lottery/alternate.html",
        call=the_call(),
        form=form,
        can=offers(Action.ALTERNATE_ASK, free > 0),
    )


@bp.post("/calls/<call_id>/lottery/alternate")
@acts(Action.ALTERNATE_ASK)
def alternate(call_id: str) -> Response:
    """Ask the next person."""
    form = ReasonForm()
    return perform(
        form,
        lambda: ask_alternate(
            moment(_to_coming),
            call_id=call_id,
            reason=form.reason.data,
            version=form.drawn_version,
        ),
        lambda: _asking(form),
        said=_("The next person is asked."),
    )


@bp.post("/calls/<call_id>/lottery/seat")
@acts(Action.DRAWN_SEAT)
def seat(call_id: str) -> Response:
    """Seat everybody who said yes."""
    form = JuryForm()
    return perform(
        form,
        lambda: seat_drawn(
            moment(lambda subject: url_for("seat.seats", call_id=call_id)),
            call_id=call_id,
            version=form.drawn_version,
        ),
        lambda: _coming(form),
        said=_("They are seated. Now make their codes."),
    )
