"""After closing: jurors release their words; reasons are drafted from them, and confirmed.

The facilitator sees counts and released words; what is withheld nobody else reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from jury.domain.decision.reasons import ReasonsStand, reasons_stand
from jury.domain.errors import NotFound
from jury.domain.permissions import Action, Page
from jury.services.decision import answer_reasons, draft_reasons, release_words
from jury.services.decision.tallies import BEFORE_THE_JURY
from jury.storage.call import criteria_of
from jury.storage.decision import (
    Answers,
    OwnText,
    Reasons,
    ReasonsAnswer,
    Release,
    Released,
    answers_to,
    own_words,
    reasons_in,
    reasons_on,
    records_of,
    released_in,
    results_of,
)
from jury.storage.proposal import proposal_of, proposals_in
from jury.storage.scoring import Round, Standing, current_round
from jury.web.access import acts, offers, reading, reads
from jury.web.acting import moment, perform
from jury.web.call import the_call
from jury.web.messages_decision import OUTCOMES, STANDS
from jury.web.seat import the_seat, the_standing
from jury.web.words_forms import AgreeForm, ReasonsForm, WordsForm, reasons_form, words_form

bp = Blueprint("words", __name__)
_ = gettext
OVER = ("closed", "counted")


@bp.get("/calls/<call_id>/jury/words")
@reads(Page.JUROR_HOME)
def mine(call_id: str) -> str:
    """Show a juror all their own words, each with what they want published of it."""
    texts, release = _own(call_id)
    return _mine(words_form(texts, release), texts, release)


def _own(call_id: str) -> tuple[list[OwnText], Release | None]:
    seat, round_ = the_seat(), current_round(reading(), call_id)
    if round_ is None or round_.state not in OVER:
        return [], None
    return own_words(reading(), call_id, round_.id, seat.id)


def _mine(
    form: WordsForm, texts: Sequence[OwnText], release: Release | None, stale: bool = False
) -> str:
    round_ = current_round(reading(), the_call().id)
    return render_template(
        "decision/words.html",
        call=the_call(),
        form=form,
        texts=texts,
        said=release.choices if release else {},
        stale=stale,
        over=round_ is not None and round_.state in OVER,
        published=bool(records_of(reading(), the_call().id)),
    )


@bp.post("/calls/<call_id>/jury/words")
@acts(Action.WORDS_RELEASE)
def release(call_id: str) -> Response:
    """Keep what a juror wants published of their own words."""
    texts, stored = _own(call_id)
    form = words_form(texts, stored)

    def again() -> str:
        texts, stored = _own(call_id)
        version = stored.version if stored else 0
        stale = form.version.data != str(version)
        form.renew(version)
        return _mine(form, texts, stored, stale)

    return perform(
        form,
        lambda: release_words(
            moment(lambda subject: url_for("seat.home", call_id=call_id)),
            call_id=call_id,
            choices=form.choices(texts),
            version=form.drawn_version,
        ),
        again,
        said=_("Kept. You can choose otherwise until the record is published."),
    )


def the_closed_round(call_id: str) -> Round | None:
    """Give the round if it is closed or counted."""
    found = current_round(reading(), call_id)
    return found if found is not None and found.state in OVER else None


def stand_of(reasons: Reasons | None, answers: Answers, stay: int) -> str:
    """Say where a project's reasons stand: `missing`, `asked`, `confirmed` or `refused`."""
    if reasons is None:
        return "missing"
    return reasons_stand(answers.agree, answers.disagree, stay).value


@bp.get("/calls/<call_id>/board/reasons")
@reads(Page.BOARD)
def board(call_id: str) -> str:
    """Show the facilitator which reasons are missing, and how many words were released."""
    round_ = the_closed_round(call_id)
    words = released_in(reading(), call_id, round_.id) if round_ else {}
    drafted, answers = reasons_in(reading(), call_id), answers_to(reading(), call_id)
    rows = []
    for project in proposals_in(reading(), call_id, BEFORE_THE_JURY):
        given = answers.get(project.id, Answers())
        stay = round_.staying.get(project.id, 0) if round_ else 0
        stand = stand_of(drafted.get(project.id), given, stay)
        found = words.get(project.id, Released())
        rows.append({"project": project, "stand": stand, "words": found, "given": given,
                     "stay": stay})  # fmt: skip
    return render_template(
        "decision/reasons_list.html",
        call=the_call(),
        round=round_,
        rows=sorted(rows, key=lambda row: list(STANDS).index(str(row["stand"]))),
        stands=STANDS,
        missing=sum(row["stand"] in ("missing", "refused") for row in rows),
    )


@bp.get("/calls/<call_id>/board/reasons/<proposal_id>")
@reads(Page.BOARD)
def reasons(call_id: str, proposal_id: str) -> str:
    """Show the released words about one project beside the reasons drafted from them."""
    return _draft_page(None, proposal_id)


def _draft_page(form: ReasonsForm | None, proposal_id: str) -> str:
    call, round_ = the_call(), the_closed_round(the_call().id)
    project = proposal_of(reading(), call.id, proposal_id)
    if round_ is None or project is None or project.state not in BEFORE_THE_JURY:
        raise NotFound()
    stored, criteria = (
        reasons_in(reading(), call.id).get(proposal_id),
        criteria_of(reading(), call.id),
    )
    form, stale = form or reasons_form(criteria, stored), False
    if form.is_submitted():
        version = stored.version if stored else 0
        stale = form.version.data != str(version)
        form.renew(version)
    given = answers_to(reading(), call.id).get(proposal_id, Answers())
    stay = round_.staying.get(proposal_id, 0)
    results = {r.proposal_id: r for r in results_of(reading(), call.id)}
    return render_template(
        "decision/reasons_write.html",
        call=call,
        project=project,
        form=form,
        stored=stored,
        stale=stale,
        words=released_in(reading(), call.id, round_.id).get(proposal_id, Released()),
        criteria=criteria,
        result=results.get(proposal_id),
        outcomes=OUTCOMES,
        given=given,
        stay=stay,
        stand=stand_of(stored, given, stay),
        stands=STANDS,
        can_write=offers(
            Action.REASONS_DRAFT, call.state == "with_jury" and round_.state == "counted"
        ),
    )


@bp.post("/calls/<call_id>/board/reasons/<proposal_id>")
@acts(Action.REASONS_DRAFT)
def draft(call_id: str, proposal_id: str) -> Response:
    """Keep drafted reasons, and ask the jurors."""
    criteria = criteria_of(reading(), call_id)
    form = reasons_form(criteria, None)

    return perform(
        form,
        lambda: draft_reasons(
            moment(lambda subject: url_for("words.board", call_id=call_id)),
            call_id=call_id,
            proposal_id=proposal_id,
            texts=form.texts(criteria),
            version=form.drawn_version,
        ),
        lambda: _draft_page(form, proposal_id),
        said=_("The reasons are kept. The jurors who stay with this project are asked now."),
    )


@bp.get("/calls/<call_id>/projects/<proposal_id>/reasons")
@reads(Page.JUROR_HOME)
def agree(call_id: str, proposal_id: str) -> str:
    """Ask a juror who stays with a project whether the drafted reasons are the jury's."""
    at, stored, answer = _asked(call_id, proposal_id)
    form = AgreeForm(version=answer.version if answer else 0)
    form.draft.data = str(stored.version)
    if answer is not None and answer.draft == stored.version:
        form.agrees.data = "yes" if answer.agrees else "no"
    return _agree(form, at, stored, answer)


def _asked(call_id: str, proposal_id: str) -> tuple[Standing, Reasons, ReasonsAnswer | None]:
    at = the_standing(call_id, proposal_id)
    found = reasons_on(reading(), call_id, proposal_id, at.seat.id)
    if found is None or at.tie is None or at.tie.degree == "conflict":
        raise NotFound()
    return at, *found


def _agree(form: AgreeForm, at: Standing, stored: Reasons, answer: ReasonsAnswer | None) -> str:
    given = answers_to(reading(), at.proposal.call_id).get(at.proposal.id, Answers())
    stay = at.round.staying.get(at.proposal.id, 0) if at.round else 0
    stand = reasons_stand(given.agree, given.disagree, stay)
    result: Any = next(
        (r for r in results_of(reading(), stored.call_id) if r.proposal_id == at.proposal.id), None
    )
    return render_template(
        "decision/reasons_agree.html",
        call=the_call(),
        project=at.proposal,
        form=form,
        stored=stored,
        answered=answer is not None and answer.draft == stored.version,
        criteria=criteria_of(reading(), stored.call_id),
        result=result,
        outcomes=OUTCOMES,
        given=given,
        stay=stay,
        done=stand is not ReasonsStand.ASKED or given.given >= stay,
        can_answer=the_call().state == "with_jury",
    )


@bp.post("/calls/<call_id>/projects/<proposal_id>/reasons")
@acts(Action.REASONS_ANSWER)
def answer(call_id: str, proposal_id: str) -> Response:
    """Keep whether a juror agrees."""
    form = AgreeForm()

    def again() -> str:
        at, stored, old = _asked(call_id, proposal_id)
        form.draft.data = str(stored.version)
        form.renew(old.version if old else 0)
        return _agree(form, at, stored, old)

    return perform(
        form,
        lambda: answer_reasons(
            moment(lambda subject: url_for("seat.home", call_id=call_id)),
            call_id=call_id,
            proposal_id=proposal_id,
            agrees=form.agrees.data == "yes",
            draft=form.drawn_draft,
            version=form.drawn_version,
        ),
        again,
        said=_("Thank you. Your answer is kept, and nobody sees which one was yours."),
    )
