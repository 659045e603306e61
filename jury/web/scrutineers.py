"""Paper sheets after closing: the facilitator names two scrutineers; they type, and confirm.

The facilitator's page knows names and counts alone, never what a paper sheet says.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, make_response, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from jury.domain.permissions import Action, Page
from jury.services.scoring import confirm_paper, type_paper
from jury.services.scoring.paper import differences
from jury.services.seat import name_scrutineers, scrutineer_codes
from jury.services.seat.scrutineers import NAMED_WHILE
from jury.storage.call import criteria_of
from jury.storage.scoring import Round, current_round, own_sheets
from jury.storage.scoring.paper import (
    PaperSheet,
    paper_counts,
    paper_sheet_of,
    paper_sheets_in,
    seated_at_closing,
)
from jury.storage.seat import Seat, proposals_to_judge, scrutineers_of, seats_in
from jury.web.access import acts, doors_of, offers, reading, reads, visit
from jury.web.acting import moment, perform
from jury.web.call import the_call
from jury.web.messages import field_sentence
from jury.web.paper_forms import CONFLICT, DEGREES_ON_PAPER, NamesForm, PaperForm
from jury.web.seat_filling import picture
from jury.web.sheet_forms import CANNOT_JUDGE, WORD_LABELS, answered, level_of

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
    return render_template(
        "scrutineers/desk.html",
        call=call,
        round=round_,
        projects=list(projects.values()),
        waiting=[row for row in rows if row[0].state == "typed" and row[0].typed_by != me],
        mine=[row for row in rows if row[0].state == "typed" and row[0].typed_by == me],
        confirmed=[
            row for row in rows if row[0].state == "confirmed" and row[0].degree != CONFLICT
        ],
        left=[row for row in rows if row[0].state == "confirmed" and row[0].degree == CONFLICT],
        wrong=wrong,
        asked=request.values,
        open=round_ is not None and round_.state == "closed" and call.state == "with_jury",
    )


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
    content = {"levels": paper.levels, "words": paper.words} if paper and mine else None
    form.degree.data = paper.degree if paper and mine else None
    for name in WORD_LABELS:
        form[name].data = paper.words.get(name, "") if paper and mine else ""
    return _sheet(form, place, paper, content)


def _sheet(
    form: PaperForm,
    place: tuple[Round, Seat, Any],
    paper: PaperSheet | None,
    content: Any = None,
    differing: list[tuple[str, str, str]] | None = None,
) -> str:
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
        rows=answered(criteria, content or {"levels": {}, "words": {}}),
        paper=paper,
        phone=by_phone is not None and (paper is None or paper.state != "confirmed"),
        confirming=confirming,
        differing=differing or [],
    )


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
    words = {name: form[name].data or "" for name in WORD_LABELS}
    confirming = action is Action.PAPER_CONFIRM
    verb = confirm_paper if confirming else type_paper

    def again() -> str:
        place = _place(form)
        if place is None:
            return _desk(field_sentence("seat_unknown", {}))
        paper = paper_sheet_of(reading(), call_id, place[0].id, place[1].id, place[2].id)
        form.renew(paper.version if paper else 0)
        content = form.answers()
        return _sheet(form, place, paper, content, _differing(form, paper, confirming))

    return perform(
        form,
        lambda: verb(
            moment(lambda subject: url_for("scrutineers.desk", call_id=call_id)),
            call_id=call_id,
            seat_number=form.number,
            proposal_id=form.project.data or "",
            degree=form.degree.data or "",
            levels={} if form.degree.data == CONFLICT else form.levels(),
            words=words,
            version=form.drawn_version,
        ),
        again,
        said=_("Both typings are the same. This paper is done.")
        if confirming
        else _("Typed in. The other scrutineer now types the same sheet."),
    )


def _differing(
    form: PaperForm, paper: PaperSheet | None, confirming: bool
) -> list[tuple[str, str, str]]:
    """Set both typings side by side where they differ: (what, the other's, mine)."""
    degree = form.degree.data or ""
    if paper is None or not confirming or not form.form_errors or degree not in DEGREES_ON_PAPER:
        return []
    criteria = criteria_of(reading(), paper.call_id)
    mine = form.answers()
    theirs = answered(criteria, {"levels": dict(paper.levels), "words": {}})
    levels = {
        key: level_of(str(CANNOT_JUDGE if v is None else v)) for key, v in mine["levels"].items()
    }
    words = {name: form[name].data or "" for name in WORD_LABELS}
    named = differences(paper, degree, levels, words)
    nothing = _("nothing")
    if "degree" in named:
        told = (str(DEGREES_ON_PAPER[paper.degree]), str(DEGREES_ON_PAPER[degree]))
        return [(str(form.degree.label.text), *told)]
    rows = [
        (their.criterion.question, their.word, my.word or nothing)
        for their, my in zip(theirs, answered(criteria, mine), strict=True)
        if f"level-{their.criterion.id}" in named
    ]
    return rows + [
        (str(label), paper.words.get(name, "") or nothing, words[name] or nothing)
        for name, label in WORD_LABELS.items()
        if name in named
    ]
