"""The facilitator's board: counts while the round runs, then votes, draw and count.

It must never show what a sheet says, nor order anything by it.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import Blueprint, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from jury.domain.errors import NotFound
from jury.domain.permissions import Action, Page
from jury.domain.proposal import UNDECIDED
from jury.services.decision import count_round, enter_draw, enter_vote
from jury.services.record import CORRECTED
from jury.services.scoring import close_round, open_round
from jury.services.scoring.board import Closed, ToVote, after_round, open_counts
from jury.services.seat import slips_to_print
from jury.storage.decision import records_of, told_the_decision
from jury.storage.scoring import Round, count_by_state, current_round
from jury.storage.scoring.paper import paper_counts
from jury.storage.seat import count_seats
from jury.web.access import acts, doors_of, offers, reading, reads, visit
from jury.web.acting import moment, perform
from jury.web.board_forms import CloseForm, DrawForm, OpenForm, VoteForm
from jury.web.board_queue import after_closing, while_open
from jury.web.call import PAGE_SIZE, page_number, slice_of, the_call
from jury.web.forms import JuryForm
from jury.web.sure import moved_rows, near_rows

bp = Blueprint("scoring", __name__)
_ = gettext


@bp.get("/calls/<call_id>/board")
@reads(Page.BOARD)
def board(call_id: str) -> str:
    """Show the figures of the jury's work, then what needs the facilitator now."""
    return _board(JuryForm(), OpenForm())


def _board(form: JuryForm, opening: OpenForm) -> str:
    call = the_call()
    round_ = current_round(reading(), call.id)
    if round_ is None:
        return _before(form, opening)
    if round_.state == "open":
        return _running(form, round_)
    if round_.state == "cancelled":
        return render_template("scoring/board_cancelled.html", call=call, round=round_)
    form.renew(round_.version)
    after = after_round(reading(), call, round_)
    papers = paper_counts(reading(), call.id, round_.id) if round_.state == "closed" else {}
    typed = papers.get("typed", 0)
    can_act = call.state == "with_jury"
    return render_template(
        "scoring/board_after.html",
        call=call,
        form=form,
        round=round_,
        after=after,
        near=near_rows(after.sure, after.named) if after.sure else [],
        moved=moved_rows(after.sure, after.named) if after.sure else None,
        first=after_closing(after, round_, typed) if can_act else [],
        typed_once=typed,
        staying=max(round_.staying.values(), default=0),
        can_vote=offers(Action.VOTE_ENTER, round_.state == "closed"),
        can_count=offers(
            Action.ROUND_COUNT, round_.state == "closed" and not after.missing and not after.tied
        ),
        can_publish=offers(Action.RECORD_PUBLISH, call.state in CORRECTED),
        published=records_of(reading(), call.id) if call.state in CORRECTED else [],
        letters_wait=_letters_wait(after) if call.state in CORRECTED else 0,
    )


def _letters_wait(after: Closed) -> int:
    """Count the projects whose letter must leave before the record is published."""
    return len(after.titles.keys() - told_the_decision(reading(), the_call().id))


def _before(form: JuryForm, opening: OpenForm) -> str:
    call = the_call()
    seats = count_seats(reading(), call.id).get("active", 0)
    states = count_by_state(reading(), call.id)
    undecided = sum(states.get(state.value, 0) for state in UNDECIDED)
    ready = bool(seats and states.get("eligible")) and not undecided
    return render_template(
        "scoring/board_before.html",
        call=call,
        form=opening,
        errors_of=opening if opening.errors or opening.form_errors else form,
        seats=seats,
        states=states,
        undecided=undecided,
        can_open=offers(Action.ROUND_OPEN, ready and call.state == "closed"),
    )


def _running(form: JuryForm, round_: Round) -> str:
    call, number = the_call(), page_number()
    counts = open_counts(reading(), call, round_)
    by_seat = call.sheets_published != "rows"
    slips = slips_to_print(reading(), doors_of(), call.id, visit().now)
    return render_template(
        "scoring/board_open.html",
        call=call,
        form=form,
        round=round_,
        counts=counts,
        seats=counts.seats[(number - 1) * PAGE_SIZE : number * PAGE_SIZE],
        page=slice_of("scoring.board", number, len(counts.seats), call_id=call.id),
        by_seat=by_seat,
        first=while_open(counts, round_, by_seat=by_seat, slips=len(slips), now=visit().now),
        late=visit().now >= round_.closes_at,
        can_close=offers(Action.ROUND_CLOSE),
    )


@bp.post("/calls/<call_id>/board/open")
@acts(Action.ROUND_OPEN)
def start(call_id: str) -> Response:
    """Open the round until the time typed in."""
    form = OpenForm()
    form.zone = ZoneInfo(visit().the_call().timezone)
    return perform(
        form,
        lambda: open_round(
            moment(lambda subject: url_for("scoring.board", call_id=call_id)),
            call_id=call_id,
            closes_at=form.moment,
        ),
        lambda: _board(form, form),
        said=_("The round is open. Jurors can score now."),
    )


def the_round(state: str) -> Round:
    """Give the round if it is in this state; otherwise there is no such page."""
    found = current_round(reading(), visit().the_call().id)
    if found is None or found.state != state:
        raise NotFound()
    return found


@bp.get("/calls/<call_id>/board/close")
@reads(Page.BOARD)
def closing(call_id: str) -> str:
    """Ask once more before the round closes; early, ask why."""
    the_round("open")
    return _closing(CloseForm())


def _closing(form: CloseForm) -> str:
    round_ = current_round(reading(), visit().the_call().id)
    early = round_ is not None and round_.state == "open" and visit().now < round_.closes_at
    return render_template(
        "scoring/close.html", call=the_call(), form=form, round=round_, early=early
    )


@bp.post("/calls/<call_id>/board/close")
@acts(Action.ROUND_CLOSE)
def close(call_id: str) -> Response:
    """Close the round; from then on nothing can be sent."""
    form = CloseForm()
    return perform(
        form,
        lambda: close_round(
            moment(lambda subject: url_for("scoring.board", call_id=call_id)),
            call_id=call_id,
            reason=form.reason.data or "",
        ),
        lambda: _closing(form),
        said=_("The round is closed."),
    )


def _to_vote(proposal_id: str) -> ToVote:
    found = after_round(reading(), the_call(), the_round("closed"))
    chosen = next((p for p in found.to_vote if p.proposal_id == proposal_id), None)
    if chosen is None:
        raise NotFound()
    return chosen


@bp.get("/calls/<call_id>/board/votes/<proposal_id>")
@reads(Page.BOARD)
def vote(call_id: str, proposal_id: str) -> str:
    """Ask for the room's vote on a project without a score."""
    project = _to_vote(proposal_id)
    form = VoteForm(version=project.vote.version if project.vote else 0)
    if project.vote is not None:
        for name in ("yes", "no", "abstain"):
            form[name].data = str(getattr(project.vote, name))
    return render_template("scoring/vote.html", call=the_call(), form=form, project=project)


@bp.post("/calls/<call_id>/board/votes/<proposal_id>")
@acts(Action.VOTE_ENTER)
def put_vote(call_id: str, proposal_id: str) -> Response:
    """Keep the room's vote on a project without a score."""
    form = VoteForm()

    def again() -> str:
        project = _to_vote(proposal_id)
        version = project.vote.version if project.vote else 0
        stale = form.version.data != str(version)
        form.renew(version)
        return render_template(
            "scoring/vote.html", call=the_call(), form=form, project=project, stale=stale
        )

    return perform(
        form,
        lambda: enter_vote(
            moment(lambda subject: url_for("scoring.board", call_id=call_id)),
            call_id=call_id,
            proposal_id=proposal_id,
            yes=form.yes.number or 0,
            no=form.no.number or 0,
            abstain=form.abstain.number or 0,
            version=form.drawn_version,
        ),
        again,
        said=_("The room's vote is kept."),
    )


def _listed(after: Closed) -> dict[int, str]:
    """Number the equal projects by title, as the draw's page shows them."""
    equal = {*after.tied, *(after.draw.proposals if after.draw else ())} & after.titles.keys()
    ordered = sorted(equal or after.titles, key=lambda p: (after.titles[p], p))
    return dict(enumerate(ordered, 1))


def _draw(form: DrawForm) -> str:
    after = after_round(reading(), the_call(), the_round("closed"))
    form.renew(after.draw.version if after.draw else 0)
    return render_template(
        "scoring/draw.html",
        call=the_call(),
        form=form,
        listed={number: after.titles[p] for number, p in _listed(after).items()},
        stored=[after.titles.get(p, "") for p in after.draw.proposals] if after.draw else [],
    )


@bp.get("/calls/<call_id>/board/draw")
@reads(Page.BOARD)
def draw(call_id: str) -> str:
    """Ask for the order of slips drawn in public."""
    return _draw(DrawForm())


@bp.post("/calls/<call_id>/board/draw")
@acts(Action.DRAW_ENTER)
def put_draw(call_id: str) -> Response:
    """Keep the order of the slips drawn in public."""
    form = DrawForm()
    return perform(
        form,
        lambda: enter_draw(
            moment(lambda subject: url_for("scoring.board", call_id=call_id)),
            call_id=call_id,
            proposals=form.proposals(
                _listed(after_round(reading(), the_call(), the_round("closed")))
            ),
            version=form.drawn_version,
        ),
        lambda: _draw(form),
        said=_("The draw is kept. Now count."),
    )


@bp.post("/calls/<call_id>/board/count")
@acts(Action.ROUND_COUNT)
def count(call_id: str) -> Response:
    """Apply the announced rule to the sheets that count."""
    form = JuryForm()
    return perform(
        form,
        lambda: count_round(
            moment(lambda subject: url_for("scoring.board", call_id=call_id)),
            call_id=call_id,
            version=form.drawn_version,
        ),
        lambda: _board(form, OpenForm(formdata=None)),
        said=_("The round is counted. The guarantor can now check it."),
    )
