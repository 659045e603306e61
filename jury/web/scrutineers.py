"""Paper sheets after closing: the facilitator names two scrutineers; they type, and confirm.

The facilitator's page knows names and counts alone, never what a paper sheet says.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from flask import Blueprint, make_response, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from jury.domain.permissions import Action, Page
from jury.services.perform import Done
from jury.services.scoring import Typing, compare_paper, second_typings, type_paper
from jury.services.seat import name_scrutineers, scrutineer_codes
from jury.services.seat.scrutineers import NAMED_WHILE
from jury.storage.call import Criterion, criteria_of
from jury.storage.scoring import Round, current_round, own_sheets
from jury.storage.scoring.paper import (
    PaperSheet,
    paper_counts,
    paper_sheet_of,
    paper_sheets_in,
    seated_at_closing,
    second_subject,
)
from jury.storage.seat import Seat, proposals_to_judge, scrutineers_of, seats_in
from jury.web.access import acts, doors_of, offers, reading, reads, visit
from jury.web.acting import moment, perform
from jury.web.call import the_call
from jury.web.messages import field_sentence
from jury.web.paper_forms import CONFLICT, DEGREES_ON_PAPER, NamesForm, PaperForm
from jury.web.seat_filling import picture
from jury.web.sheet_forms import WORD_LABELS, Answered, answered

bp = Blueprint("scrutineers", __name__)
_ = gettext


@bp.get("/calls/<call_id>/scrutineers")
@reads(Page.SCRUTINEERS)
def name(call_id: str) -> str:
    """Show who types paper sheets in, their codes for an hour, and how many sheets are typed."""
    form = NamesForm()
    named = [a.name for s, a in scrutineers_of(reading(), call_id) if s.state == "active"]
    if len(named) == 2:
        form.first.data, form.second.data = named
    return _names(form)


def _names(form: NamesForm) -> str:
    call, round_ = the_call(), current_round(reading(), visit().the_call().id)
    codes = scrutineer_codes(reading(), doors_of(), call.id, visit().now)
    rows = [(s, a) for s, a in scrutineers_of(reading(), call.id) if s.state == "active"]
    return render_template(
        "scrutineers/name.html",
        call=call,
        form=form,
        rows=[
            (s, a, codes.get(s.id), picture(codes[s.id].address) if s.id in codes else "")
            for s, a in rows
        ],
        site=doors_of().settings.base_url,
        counts=paper_counts(reading(), call.id, round_.id) if round_ else {},
        round=round_,
        can_name=offers(Action.SCRUTINEERS_NAME, call.state in NAMED_WHILE),
        now=visit().now,
    )


@bp.post("/calls/<call_id>/scrutineers")
@acts(Action.SCRUTINEERS_NAME)
def put_names(call_id: str) -> Response:
    """Name the two scrutineers, or make the same two new codes."""
    form = NamesForm()
    return perform(
        form,
        lambda: name_scrutineers(
            moment(lambda subject: url_for("scrutineers.name", call_id=call_id)),
            call_id=call_id,
            names=[form.first.data, form.second.data],
        ),
        lambda: _names(form),
        said=_("Their codes are made. Each opens the page of paper sheets for one day."),
    )


@bp.get("/calls/<call_id>/paper")
@reads(Page.PAPER)
def desk(call_id: str) -> str:
    """Show a scrutineer what waits for them first, then where the next paper is begun."""
    return _desk()


def _desk(wrong: str = "") -> str:
    call, me = the_call(), visit().the_account().id
    round_ = current_round(reading(), call.id)
    papers = paper_sheets_in(reading(), call.id, round_.id) if round_ else []
    numbers = {seat.id: seat.number for seat in seats_in(reading(), call.id)}
    projects = {p.id: p for p in proposals_to_judge(reading(), call.id)}
    rows = [(p, numbers[p.seat_id], projects[p.proposal_id]) for p in papers]
    two_ways = _typed_in_two_ways(papers)
    once = [row for row in rows if row[0].state == "typed" and row[0].id not in two_ways]
    return render_template(
        "scrutineers/desk.html",
        call=call,
        round=round_,
        projects=list(projects.values()),
        differing=[row for row in rows if row[0].id in two_ways],
        waiting=[row for row in once if row[0].typed_by != me],
        mine=[row for row in once if row[0].typed_by == me],
        confirmed=[
            row for row in rows if row[0].state == "confirmed" and row[0].degree != CONFLICT
        ],
        left=[row for row in rows if row[0].state == "confirmed" and row[0].degree == CONFLICT],
        wrong=wrong,
        asked=request.values,
        open=round_ is not None and round_.state == "closed" and call.state == "with_jury",
    )


def _typed_in_two_ways(papers: Sequence[PaperSheet]) -> set[str]:
    """Name the paper sheets whose two typings differ as they stand now."""
    found = set()
    seconds = second_typings(reading(), papers[0].call_id, papers[0].round_id) if papers else {}
    for paper in papers:
        second = seconds.get(second_subject(paper.round_id, paper.seat_id, paper.proposal_id))
        if paper.state == "typed" and second is not None and second.typing.differs(paper):
            found.add(paper.id)
    return found


def _place(form: PaperForm) -> tuple[Round, Seat, Any] | None:
    """Find the closed round, the seat and the project that a page is about."""
    call_id = visit().the_call().id
    round_ = current_round(reading(), call_id)
    seat = next((s for s in seats_in(reading(), call_id) if s.number == form.number), None)
    project = next(
        (p for p in proposals_to_judge(reading(), call_id) if p.id == form.project.data), None
    )
    if round_ is None or round_.state != "closed" or seat is None or project is None:
        return None
    if visit().the_call().state != "with_jury":
        return None
    if seat.state != "active" or not seated_at_closing(reading(), call_id, seat.id, round_.id):
        return None
    return round_, seat, project


@bp.get("/calls/<call_id>/paper/sheet")
@reads(Page.PAPER)
def sheet(call_id: str) -> Response | str:
    """Show the form of one paper sheet: for its first typing, or blank for the second."""
    form = PaperForm()
    form.seat.data, form.project.data = request.args.get("seat"), request.args.get("project")
    place = _place(form)
    if place is None:
        return make_response(_desk(field_sentence("seat_unknown", {})), 422)
    round_, seat, project = place
    paper = paper_sheet_of(reading(), call_id, round_.id, seat.id, project.id)
    mine = paper is not None and paper.typed_by == visit().the_account().id
    form.renew(paper.version if paper else 0)
    seconds = second_typings(reading(), call_id, round_.id) if paper is not None else {}
    second = seconds.get(second_subject(round_.id, seat.id, project.id))
    shown: Typing | None = None
    if paper is not None and mine:
        shown = Typing(paper.degree, paper.levels, paper.words)
    elif second is not None and second.account_id == visit().the_account().id:
        shown = second.typing
    form.degree.data = shown.degree if shown else None
    for name in WORD_LABELS:
        form[name].data = shown.words.get(name, "") if shown else ""
    return _sheet(form, place, paper, shown, second.typing if second and shown else None)


def _sheet(
    form: PaperForm,
    place: tuple[Round, Seat, Any],
    paper: PaperSheet | None,
    shown: Typing | None,
    second: Typing | None,
) -> str:
    """Draw the form with what is `shown` in it; a `second` typing stands beside the first."""
    round_, seat, project = place
    criteria = criteria_of(reading(), visit().the_call().id)
    by_phone = own_sheets(reading(), seat.call_id, round_.id, seat.id).get(project.id)
    confirming = paper is not None and paper.typed_by != visit().the_account().id
    return render_template(
        "scrutineers/sheet.html",
        call=the_call(),
        form=form,
        seat=seat,
        project=project,
        rows=_answered(criteria, shown),
        paper=paper,
        phone=by_phone is not None and (paper is None or paper.state != "confirmed"),
        confirming=confirming,
        differing=_side_by_side(criteria, paper, second, confirming) if paper and second else [],
        second=second,
    )


def _answered(criteria: Sequence[Criterion], typing: Typing | None) -> list[Answered]:
    return answered(criteria, {"levels": dict(typing.levels) if typing else {}, "words": {}})


@bp.post("/calls/<call_id>/paper/sheet")
@acts(Action.PAPER_TYPE)
def put_sheet(call_id: str) -> Response:
    """Keep a paper sheet as I typed it; the other scrutineer confirms it."""
    return _put(call_id, Action.PAPER_TYPE)


@bp.post("/calls/<call_id>/paper/confirm")
@acts(Action.PAPER_CONFIRM)
def put_confirm(call_id: str) -> Response:
    """Compare my typing with the other one; where both are equal, the sheet counts."""
    return _put(call_id, Action.PAPER_CONFIRM)


def _put(call_id: str, action: Action) -> Response:
    form = PaperForm()
    confirming = action is Action.PAPER_CONFIRM

    def typed(levels: dict[str, int | None]) -> Typing:
        words = {name: form[name].data or "" for name in WORD_LABELS}
        return Typing(form.degree.data or "", levels, words)

    def act() -> Done:
        typing = typed({} if form.degree.data == CONFLICT else form.levels())
        where = moment(lambda subject: url_for("scrutineers.desk", call_id=call_id))
        seat, project, version = form.number, form.project.data or "", form.drawn_version
        if confirming:
            return compare_paper(
                where, call_id=call_id, seat_number=seat, proposal_id=project, typing=typing,
                version=version,
            )  # fmt: skip
        return type_paper(
            where, call_id=call_id, seat_number=seat, proposal_id=project, degree=typing.degree,
            levels=typing.levels, words=typing.words, version=version,
        )  # fmt: skip

    def again() -> str:
        place = _place(form)
        if place is None:
            return _desk(field_sentence("seat_unknown", {}))
        paper = paper_sheet_of(reading(), call_id, place[0].id, place[1].id, place[2].id)
        form.renew(paper.version if paper else 0)
        shown = typed(cast("dict[str, int | None]", form.answers()["levels"]))
        beside = confirming and form.form_errors and shown.degree in DEGREES_ON_PAPER
        return _sheet(form, place, paper, shown, shown if beside else None)

    return perform(
        form,
        act,
        again,
        said=_("Both typings are the same. This paper is done.")
        if confirming
        else _("Typed in. The other scrutineer now types the same sheet."),
    )


def _side_by_side(
    criteria: Sequence[Criterion], paper: PaperSheet, second: Typing, confirming: bool
) -> list[tuple[str, str, str]]:
    """Set both typings side by side where they differ: (what, the other's, mine)."""
    first = Typing(paper.degree, paper.levels, paper.words)
    other, mine = (first, second) if confirming else (second, first)
    named, nothing = second.differs(paper), _("nothing")
    if "degree" in named:
        told = (str(DEGREES_ON_PAPER[other.degree]), str(DEGREES_ON_PAPER[mine.degree]))
        return [(_("The tie to this project"), *told)]
    rows = [
        (theirs.criterion.question, theirs.word or nothing, my.word or nothing)
        for theirs, my in zip(_answered(criteria, other), _answered(criteria, mine), strict=True)
        if f"level-{theirs.criterion.id}" in named
    ]
    return rows + [
        (str(label), other.words.get(name, "") or nothing, mine.words.get(name, "") or nothing)
        for name, label in WORD_LABELS.items()
        if name in named
    ]
