"""The juror's verb: hand in a sheet, or a better one, until the round closes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from jury.domain.errors import Conflict, Forbidden, Invalid, NotFound
from jury.domain.permissions import Action
from jury.domain.record.kinds import Entry, Part
from jury.domain.record.kinds.scoring import SheetSubmitted
from jury.domain.scoring import RoundState, check_levels, check_open
from jury.domain.seat import TieDegree, may_score
from jury.services.perform import Act, performs
from jury.storage.base import new_id
from jury.storage.call import Criterion
from jury.storage.scoring import Round, Sheet, Standing, standing_with_criteria

WORDS = ("convinced", "worried")
MOST_WORDS = 2000
NEVER_PUBLIC = "guarantor at round.closed"
"""Seats stay secret, and of the words only what their author releases is published."""

SHEETS_DUE = {"totals": NEVER_PUBLIC, "rows": "at record.published"}


@performs(Action.SHEET_SUBMIT)
def submit_sheet(
    act: Act,
    *,
    call_id: str,
    proposal_id: str,
    levels: Mapping[str, int | None],
    words: Mapping[str, str],
    version: int,
) -> Entry:
    """Hand in what one juror thinks of one proposal; replaceable until the round closes.

    `levels` maps each criterion's id to a level, or None for "cannot judge". `version` is the
    version of the sheet that the page showed, 0 for none.
    Raises NotFound, Forbidden (`conflict`), Conflict (`round_is_<state>`, `call_is_<state>`,
    `tie_first`, `stale`) or Invalid with a code for each field (`level-<criterion>`, or one of
    WORDS).
    """
    found = standing_with_criteria(act.session, call_id, act.account_id, proposal_id)
    if found is None:
        raise NotFound()
    at, criteria = found
    round_ = refuse_unless_open(at, act.now)
    if act.the_call().state != "with_jury":
        raise Conflict(f"call_is_{act.the_call().state}")
    check_sheet(levels, words, criteria)
    sheet = at.sheet
    if (sheet.version if sheet else 0) != version:
        raise Conflict("stale")
    sheet = _keep_sheet(act, at, round_, levels, words)
    due = SHEETS_DUE[act.the_call().sheets_published]
    return Entry(
        SheetSubmitted(round=round_.id),
        sheet.id,
        sheet.version,
        (
            Part("levels", dict(sheet.levels), due),
            Part("who", {"seat": at.seat.id, "proposal": proposal_id}, NEVER_PUBLIC),
            Part("words", dict(sheet.words), NEVER_PUBLIC),
        ),
    )


def refuse_unless_open(at: Standing, now: datetime) -> Round:
    """Give the round if this juror may score this proposal in it now.

    The round is over when now >= closes_at, whether or not the act of closing has come. Raises
    NotFound, Forbidden (`conflict`) or Conflict (`round_is_<state>`, `tie_first`).
    """
    round_ = at.round
    if round_ is None:
        raise Conflict("round_is_planned")
    check_open(RoundState(round_.state), now, round_.closes_at)
    if at.proposal.state != "before_jury":
        raise NotFound()
    hindered = may_score(TieDegree(at.tie.degree) if at.tie else None)
    if hindered == "conflict":
        raise Forbidden(hindered)
    if hindered:
        raise Conflict(hindered)
    return round_


def check_sheet(
    levels: Mapping[str, int | None], words: Mapping[str, str], criteria: Sequence[Criterion]
) -> None:
    """Raise Invalid with the fields that are missing, unknown or too long."""
    try:
        check_levels(dict(levels), criteria)
    except Invalid as problem:
        wrong = {f"level-{name}": code for name, code in problem.fields.items()}
        raise Invalid(problem.code, wrong) from None
    long = {name: "words_too_long" for name in WORDS if len(words.get(name, "")) > MOST_WORDS}
    if long:
        raise Invalid("words_too_long", long, most=MOST_WORDS)


def _keep_sheet(
    act: Act,
    at: Standing,
    round_: Round,
    levels: Mapping[str, int | None],
    words: Mapping[str, str],
) -> Sheet:
    """Store the sheet under its name; a replaced one keeps the name and gets the next version."""
    day = act.local_day()
    kept_levels = {key: levels[key] for key in sorted(levels)}
    kept_words = {name: words.get(name, "") for name in WORDS}
    sheet = at.sheet
    if sheet is None:
        sheet = Sheet(
            call_id=round_.call_id,
            id=new_id(),
            round_id=round_.id,
            seat_id=at.seat.id,
            proposal_id=at.proposal.id,
            state="submitted",
            version=1,
            levels=kept_levels,
            words=kept_words,
            day=day,
            leaf=act.log.size,
        )
        act.session.add(sheet)
        return sheet
    sheet.levels, sheet.words, sheet.day = kept_levels, kept_words, day
    sheet.state, sheet.leaf = "submitted", act.log.size
    sheet.version += 1
    return sheet
