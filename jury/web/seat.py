"""The juror's own pages: what to do now, ties before reading, and checking a receipt later."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from flask import make_response, render_template, url_for
from flask_babel import gettext, lazy_gettext, ngettext
from werkzeug.wrappers import Response

from jury.domain.account import CODE_ALPHABET
from jury.domain.errors import NotFound
from jury.domain.permissions import Action, Page
from jury.domain.record.seal import RECEIPT_LENGTH, receipt
from jury.services.drafts import differs
from jury.services.seat import MOST_TIE_WORDS, declare_tie
from jury.storage.account import Draft
from jury.storage.call import hours_given_back
from jury.storage.proposal import partners_of, proposal_of
from jury.storage.scoring import (
    Round,
    Sheet,
    SheetKey,
    Standing,
    current_round,
    own_drafts,
    own_sheets,
    sheet_keys,
    standing_of,
)
from jury.storage.seat import Seat, Tie, proposals_to_judge, seat_of, ties_of
from jury.web.access import acts, computes, reading, reads, visit
from jury.web.acting import moment, perform
from jury.web.asked import asked_of
from jury.web.call import PAGE_SIZE, page_number, slice_of, the_call
from jury.web.fields import Choice, line, text
from jury.web.forms import JuryForm
from jury.web.messages import field_sentence
from jury.web.practised import practised
from jury.web.proposal import in_the_readers_language, minutes_of, titled
from jury.web.seat_filling import bp
from jury.web.words import Word

_ = gettext
_l = lazy_gettext
Stand = Literal["left", "sent", "changed", "begun", "score", "read"]
STANDS: dict[Stand, Word] = {
    "begun": Word(_l("begun"), "begun"),
    "changed": Word(_l("changed, not sent"), "look"),
    "score": Word(_l("to score"), "todo"),
    "read": Word(_l("to read"), "todo"),
    "sent": Word(_l("sent"), "sent"),
    "left": Word(_l("left"), "left"),
}
NEXT: tuple[Stand, ...] = ("begun", "changed", "score", "read")
"""What comes first among things to do."""

DEGREES = {
    "none": _l("No, nothing"),
    "link": _l("Yes, a link"),
    "conflict": _l("Yes, I am too close to judge it"),
}
EXAMPLES = {
    "none": _l("I may have heard of it. It changes nothing for me or for my family."),
    "link": _l(
        "I use it, I live next door, I am a member, I know somebody there a little. "
        "You say it, and you stay: what you know helps the jury."
    ),
    "conflict": _l(
        "I work there or sit on its board. Or a close relative does. Or it owes me money. "
        "Or I run something that competes with it. You leave this one project to the others."
    ),
}


class TieForm(JuryForm):
    """What ties a juror to one project."""

    degree = Choice(
        _l("Does something tie you to this project?"),
        choices=[*DEGREES.items()],
        required=_l("Choose what is true for you."),
    )
    words = text(_l("Do you want to say more?"), most=MOST_TIE_WORDS)


class CodeForm(JuryForm):
    """The code that stood on the page after sending a sheet."""

    code = line(_l("Your code"), most=60, required=_l("Type the code of your sheet."))


@dataclass(frozen=True)
class Row:
    """One project on a juror's page: its name, and where this juror stands with it."""

    id: str
    title: str
    language: str
    stand: Stand


def the_seat() -> Seat:
    """Give my own seat in this call; who has none finds nothing here."""
    found = seat_of(reading(), visit().the_call().id, visit().the_account().id)
    if found is None:
        raise NotFound()
    return found


def own_order(seat_id: str, proposal_id: str) -> str:
    """Give each juror an order of their own, always the same: no project is always the first."""
    return hashlib.sha256(f"{seat_id} {proposal_id}".encode()).hexdigest()


def stand_of(tie: Tie | None, draft: Draft | None, sheet: Sheet | None) -> Stand:
    """Say where a juror stands with a project."""
    if tie is not None and tie.degree == "conflict":
        return "left"
    if sheet is not None and sheet.state == "submitted":
        return "changed" if differs(draft, sheet) else "sent"
    if draft is not None:
        return "begun"
    return "score" if tie is not None else "read"


@bp.get("/calls/<call_id>/jury")
@reads(Page.JUROR_HOME)
def home(call_id: str) -> str:
    """Show a juror what to do now, then all projects, then help."""
    call, seat, now = the_call(), the_seat(), visit().now
    round_ = current_round(reading(), call_id)
    rows = _rows(seat, round_)
    stays = [row for row in rows if row.stand != "left"]
    sent = sum(row.stand in ("sent", "changed") for row in rows)
    following = next((row for stand in NEXT for row in rows if row.stand == stand), None)
    number = page_number()
    shown = rows[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    phase = phase_of(round_, now)
    early = phase == "before" and following is not None and following.stand == "score"
    if early or phase == "over":
        following = None
    whole = proposal_of(reading(), call_id, following.id) if following is not None else None
    return render_template(
        "seat/home.html",
        call=call,
        name=visit().the_account().name,
        round=round_,
        phase=phase,
        left=time_left(round_, now) if round_ is not None else "",
        rows=shown,
        total=len(stays),
        sent=sent,
        following=following,
        minutes=minutes_of(whole) if whole is not None else 0,
        stands=STANDS,
        asked=asked_of(call, round_, seat),
        given_back=hours_given_back(reading(), call_id) if phase == "open" else None,
        to_practise=phase != "over" and not practised() and {r.stand for r in rows} <= {"read"},
        page=slice_of("seat.home", number, len(rows), call_id=call_id),
    )


def phase_of(round_: Round | None, now: datetime) -> Literal["before", "open", "over"]:
    """Say whether the round is still to come, open, or over, for a juror."""
    if round_ is None or round_.state == "planned":
        return "before"
    return "open" if round_.state == "open" and now < round_.closes_at else "over"


def time_left(round_: Round, now: datetime) -> str:
    """Say how much time is left, in the largest unit that is whole."""
    minutes = max(int((round_.closes_at - now).total_seconds() // 60), 0)
    if minutes >= 48 * 60:
        return str(ngettext("one day is left", "%(num)s days are left", minutes // (24 * 60)))
    if minutes >= 60:
        return str(ngettext("one hour is left", "%(num)s hours are left", minutes // 60))
    return str(ngettext("one minute is left", "%(num)s minutes are left", max(minutes, 1)))


def _rows(seat: Seat, round_: Round | None) -> list[Row]:
    """List a juror's projects in the juror's own order."""
    ties = ties_of(reading(), seat.call_id, seat.id)
    sheets = own_sheets(reading(), seat.call_id, round_.id, seat.id) if round_ else {}
    drafts = own_drafts(reading(), round_, seat.account_id) if round_ else {}
    found = [
        Row(p.id, *titled(p), stand_of(ties.get(p.id), drafts.get(p.id), sheets.get(p.id)))
        for p in proposals_to_judge(reading(), seat.call_id)
    ]
    return sorted(found, key=lambda row: own_order(seat.id, row.id))


def the_standing(call_id: str, proposal_id: str) -> Standing:
    """Give where I stand with a project before the jury; others do not exist here."""
    if found := standing_of(reading(), call_id, visit().the_account().id, proposal_id):
        return found
    raise NotFound()


@bp.get("/calls/<call_id>/projects/<proposal_id>/tie")
@reads(Page.JUROR_HOME)
def tie(call_id: str, proposal_id: str) -> str:
    """Ask a juror, before the first reading, whether something ties them to a project."""
    at = the_standing(call_id, proposal_id)
    form = TieForm(version=at.tie.version if at.tie else 0)
    if at.tie is not None:
        form.degree.data, form.words.data = at.tie.degree, at.tie.words
    return _tie(at, form)


def _tie(at: Standing, form: TieForm, stored: Tie | None = None) -> str:
    return render_template(
        "seat/tie.html",
        call=the_call(),
        proposal=at.proposal,
        partners=partners_of(reading(), at.proposal.call_id, at.proposal.id),
        form=form,
        tie=at.tie,
        stored=stored,
        phase=phase_of(at.round, visit().now),
        degrees=DEGREES,
        examples=EXAMPLES,
        translated=in_the_readers_language(at.proposal),
    )


@bp.post("/calls/<call_id>/projects/<proposal_id>/tie")
@acts(Action.TIE_DECLARE)
def declare(call_id: str, proposal_id: str) -> Response:
    """Keep what ties me to a project, and lead on to reading it, or to leaving it."""
    form = TieForm()

    def again() -> str:
        at = the_standing(call_id, proposal_id)
        version = at.tie.version if at.tie else 0
        stale = form.version.data != str(version)
        form.renew(version)
        return _tie(at, form, at.tie if stale else None)

    return perform(
        form,
        lambda: declare_tie(
            moment(lambda s: url_for("proposal.read", call_id=call_id, proposal_id=proposal_id)),
            call_id=call_id,
            proposal_id=proposal_id,
            degree=form.degree.data,
            words=form.words.data or "",
            version=form.drawn_version,
        ),
        again,
    )


@bp.get("/calls/<call_id>/jury/code")
@reads(Page.JUROR_HOME)
def check_code(call_id: str) -> str:
    """Let a juror check by its code that a sheet is in the log and was counted."""
    return _check(CodeForm(), None)


@bp.post("/calls/<call_id>/jury/code")
@computes(Page.JUROR_HOME)
def find_code(call_id: str) -> Response:
    """Find my own sheet by its code; other people's sheets are never looked at."""
    form = CodeForm()
    found = _by_code(call_id, form.code.data or "") if form.validate() else None
    if found is None and not form.errors and not form.form_errors:
        form.code.errors = [field_sentence("code_unknown", {})]
    return make_response(_check(form, found), 200 if found is not None else 422)


def _check(form: CodeForm, found: SheetKey | None) -> str:
    call_id = visit().the_call().id
    named = proposal_of(reading(), call_id, found.sheet.proposal_id) if found else None
    return render_template(
        "seat/check_code.html",
        call=the_call(),
        form=form,
        found=found,
        proposal=named,
        round=current_round(reading(), call_id),
    )


def _by_code(call_id: str, typed: str) -> SheetKey | None:
    code = "".join(c for c in typed.upper() if c in CODE_ALPHABET)
    round_ = current_round(reading(), call_id)
    if round_ is None or len(code) != RECEIPT_LENGTH:
        return None
    sheets = list(own_sheets(reading(), call_id, round_.id, the_seat().id).values())
    keys = sheet_keys(reading(), call_id, sheets)
    return next((k for k in keys if receipt(k.key, k.sheet.id, k.version) == code), None)


def grouped(code: str) -> str:
    """Write a receipt in groups that are easy to read aloud."""
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"
