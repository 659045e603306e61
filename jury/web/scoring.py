"""The juror's sheet: one criterion a page, a summary, one act to send, and the receipt.

Everything here is the juror's own; nobody else is ever shown a word of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from jury.domain.errors import Busy, Conflict, Invalid
from jury.domain.permissions import Action, Page
from jury.domain.record.seal import receipt
from jury.services.drafts import Content, content_of, differs, keep_sheet
from jury.services.scoring import submit_sheet
from jury.storage.account import Draft
from jury.storage.call import Criterion, criteria_of
from jury.storage.proposal import draft_of
from jury.storage.scoring import Standing, draft_subject, sheet_keys
from jury.web.access import acts, computes, doors_of, end_reading, reading, reads, visit
from jury.web.acting import moment, perform, refuse
from jury.web.board import bp
from jury.web.call import the_call
from jury.web.messages import field_sentence
from jury.web.seat import grouped, phase_of, the_standing, time_left
from jury.web.sheet_forms import (
    WORD_LABELS,
    CheckForm,
    LevelForm,
    WordsForm,
    answered,
)
from jury.web.sheet_own import alike, by_answer, my_others

_ = gettext


def draft_for(at: Standing) -> Draft | None:
    """Give what I have begun on this sheet."""
    if at.round is None:
        return None
    subject = draft_subject(at.round, at.proposal.id)
    return draft_of(reading(), at.seat.call_id, at.seat.account_id, subject)


def _elsewhere(at: Standing) -> Response | str | None:
    """Lead to where one has to be first: the tie, the page of what one left, the time."""
    where: dict[str, Any] = {"call_id": at.seat.call_id, "proposal_id": at.proposal.id}
    if at.tie is None:
        return redirect(url_for("seat.tie", **where), 303)
    if at.tie.degree == "conflict":
        return redirect(url_for("proposal.read", **where), 303)
    phase = phase_of(at.round, visit().now)
    if phase == "open":
        return None
    return render_template("scoring/not_now.html", call=the_call(), at=at, phase=phase)


def _step(criteria: Sequence[Criterion]) -> int:
    """Read which page of the sheet is meant: 1 for the first criterion, the last for words.

    A posted page says it in the form: a level never lands on another criterion.
    """
    said = request.form if request.method == "POST" else request.args
    asked = said.get("criterion", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 1
    return min(max(number, 1), len(criteria) + 1)


@bp.get("/calls/<call_id>/projects/<proposal_id>/score")
@reads(Page.SHEET)
def sheet(call_id: str, proposal_id: str) -> Response | str:
    """Show one criterion of my sheet, or its last page for words."""
    at = the_standing(call_id, proposal_id)
    elsewhere = _elsewhere(at)
    if elsewhere is not None:
        return elsewhere
    criteria = criteria_of(reading(), call_id)
    step, draft = _step(criteria), draft_for(at)
    form = _form(criteria, step, draft.version if draft else 0)
    _draw(form, content_of(draft, at.sheet), criteria, step)
    return _page(at, criteria, step, form)


def _form(
    criteria: Sequence[Criterion], step: int, version: int | None = None
) -> LevelForm | WordsForm:
    if step > len(criteria):
        words = WordsForm(version=version)
        words.criterion.data = str(step)
        return words
    form = LevelForm(version=version)
    form.offer(criteria[step - 1])
    form.criterion.data = str(step)
    return form


def _draw(
    form: LevelForm | WordsForm, content: Content, criteria: Sequence[Criterion], step: int
) -> None:
    if isinstance(form, LevelForm):
        form.draw(content, criteria[step - 1])
    else:
        form.draw(content)


def _page(
    at: Standing,
    criteria: Sequence[Criterion],
    step: int,
    form: LevelForm | WordsForm,
    stored: list[tuple[str, str]] | None = None,
) -> str:
    return render_template(
        "scoring/sheet.html",
        call=the_call(),
        proposal=at.proposal,
        form=form,
        step=step,
        steps=len(criteria),
        criterion=criteria[step - 1] if step <= len(criteria) else None,
        stored=stored or [],
        others=by_answer(my_others(at, criteria), criteria[step - 1])
        if step <= len(criteria)
        else [],
        closed=phase_of(at.round, visit().now) != "open",
    )


@bp.post("/calls/<call_id>/projects/<proposal_id>/score")
@computes(Page.SHEET)
def keep(call_id: str, proposal_id: str) -> Response:
    """Keep one page of my sheet, and lead to the next; with script, keep it at each touch."""
    criteria = criteria_of(reading(), call_id)
    step = _step(criteria)
    form = _form(criteria, step)
    touch = request.headers.get("HX-Request") == "true"
    fine = form.validate()
    if request.form.get("criterion") != str(step):
        form.form_errors.append(field_sentence("version_missing", {}))
        fine = False
    if isinstance(form, LevelForm) and not form.level.data and "back" not in request.form:
        form.level.errors = [*form.level.errors, field_sentence("missing_level", {})]
        fine = False
    if not fine:
        return make_response(_again(call_id, proposal_id, form, step, touch), 422)
    try:
        levels = form.said(criteria[step - 1]) if isinstance(form, LevelForm) else {}
        words = form.said() if isinstance(form, WordsForm) else {}
        account_id, version = visit().the_account().id, form.drawn_version
        end_reading()
        kept = keep_sheet(
            doors_of(),
            account_id,
            call_id=call_id,
            proposal_id=proposal_id,
            levels=levels,
            words=words,
            version=version,
        )
    except (Conflict, Invalid, Busy) as problem:
        return refuse(form, problem, lambda: _again(call_id, proposal_id, form, step, touch))
    if touch:
        form.renew(kept)
        return make_response(render_template("scoring/_kept.html", form=form, stored=[]))
    return redirect(_next(call_id, proposal_id, step, len(criteria)), 303)


def _again(
    call_id: str, proposal_id: str, form: LevelForm | WordsForm, step: int, touch: bool
) -> str:
    """Draw the page again with what was typed, and what is stored where that is newer."""
    at = the_standing(call_id, proposal_id)
    criteria, draft = criteria_of(reading(), call_id), draft_for(at)
    version = draft.version if draft is not None else 0
    stored = _stored(criteria, step, content_of(draft, at.sheet))
    if form.version.data == str(version):
        stored = []
    form.renew(version)
    if touch:
        return render_template("scoring/_kept.html", form=form, stored=stored)
    return _page(at, criteria, step, form, stored)


def _stored(criteria: Sequence[Criterion], step: int, content: Content) -> list[tuple[str, str]]:
    """Say in words what the newer copy holds for this page."""
    if step <= len(criteria):
        row = answered(criteria, content)[step - 1]
        return [(row.criterion.question, row.word or _("no answer yet"))]
    return [
        (str(label), str(content["words"].get(name, "")) or _("nothing"))
        for name, label in WORD_LABELS.items()
    ]


def _next(call_id: str, proposal_id: str, step: int, steps: int) -> str:
    where: dict[str, Any] = {"call_id": call_id, "proposal_id": proposal_id}
    if "back" in request.form:
        if step == 1:
            return url_for("proposal.read", **where)
        return url_for("scoring.sheet", criterion=step - 1, **where)
    if step > steps:
        return url_for("scoring.summary", **where)
    return url_for("scoring.sheet", criterion=step + 1, **where)


@bp.get("/calls/<call_id>/projects/<proposal_id>/score/check")
@reads(Page.SHEET)
def summary(call_id: str, proposal_id: str) -> Response | str:
    """Show all my answers before I send them."""
    at = the_standing(call_id, proposal_id)
    elsewhere = _elsewhere(at)
    if elsewhere is not None:
        return elsewhere
    content = content_of(draft_for(at), at.sheet)
    form = CheckForm(version=at.sheet.version if at.sheet else 0)
    for name in WORD_LABELS:
        form[name].data = str(content["words"].get(name, ""))
    return _summary(at, form, content)


def _summary(at: Standing, form: CheckForm, content: Content, newer: bool = False) -> str:
    criteria = criteria_of(reading(), at.seat.call_id)
    rows = answered(criteria, content)
    stored = answered(criteria, content_of(None, at.sheet)) if newer else []
    return render_template(
        "scoring/summary.html",
        call=the_call(),
        proposal=at.proposal,
        form=form,
        rows=rows,
        missing=sum(row.value is None for row in rows),
        alike=alike(my_others(at, criteria), rows),
        words=[(label, form[name].data or "") for name, label in WORD_LABELS.items()],
        stored=stored,
        stored_words=[
            (label, at.sheet.words.get(name, "") if at.sheet else "")
            for name, label in WORD_LABELS.items()
        ],
        sheet=at.sheet if at.sheet is not None and at.sheet.state == "submitted" else None,
        closed=phase_of(at.round, visit().now) != "open",
    )


@bp.post("/calls/<call_id>/projects/<proposal_id>/score/check")
@acts(Action.SHEET_SUBMIT)
def submit(call_id: str, proposal_id: str) -> Response:
    """Hand in the sheet as the page shows it."""
    form = CheckForm()

    def again() -> str:
        at = the_standing(call_id, proposal_id)
        version = at.sheet.version if at.sheet else 0
        newer = form.version.data != str(version)
        form.renew(version)
        return _summary(at, form, form.answers(), newer)

    return perform(
        form,
        lambda: submit_sheet(
            moment(lambda s: url_for("scoring.received", call_id=call_id, proposal_id=proposal_id)),
            call_id=call_id,
            proposal_id=proposal_id,
            levels=form.levels(),
            words={name: form[name].data or "" for name in WORD_LABELS},
            version=form.drawn_version,
        ),
        again,
    )


@bp.get("/calls/<call_id>/projects/<proposal_id>/score/received")
@reads(Page.SHEET)
def received(call_id: str, proposal_id: str) -> Response | str:
    """Acknowledge my sheet: its version and a code, and no score."""
    at = the_standing(call_id, proposal_id)
    if at.sheet is None or at.sheet.state != "submitted":
        return redirect(url_for("seat.home", call_id=call_id), 303)
    keys = [k for k in sheet_keys(reading(), call_id, [at.sheet]) if k.version == at.sheet.version]
    phase = phase_of(at.round, visit().now)
    return render_template(
        "scoring/received.html",
        call=the_call(),
        proposal=at.proposal,
        sheet=at.sheet,
        code=grouped(receipt(keys[0].key, at.sheet.id, at.sheet.version)) if keys else "",
        phase=phase,
        left=time_left(at.round, visit().now) if at.round is not None else "",
        round=at.round,
        unsent=differs(draft_for(at), at.sheet),
    )
