"""The juror's verb before reading: say what ties one to a project; a conflict leaves it."""

from __future__ import annotations

from jury.domain.errors import Conflict, Invalid, NotFound
from jury.domain.permissions import Action
from jury.domain.record.kinds import Entry, Part
from jury.domain.record.kinds.seat import TieDeclared
from jury.domain.seat import TieDegree
from jury.services.perform import Act, performs
from jury.storage.base import new_id
from jury.storage.scoring import Standing, standing_of
from jury.storage.seat import Tie

TIES_WHILE = frozenset({"closed", "with_jury"})
TIES_DUE = "guarantor at round.closed"
MOST_TIE_WORDS = 1000


@performs(Action.TIE_DECLARE)
def declare_tie(
    act: Act, *, call_id: str, proposal_id: str, degree: str, words: str, version: int
) -> Entry:
    """Say what ties a juror to a proposal. A conflict takes the proposal away at once.

    A conflict declared after scoring removes the sheet from the count. `version` is the version
    of the declaration that the page showed, 0 for none.
    Raises NotFound, Invalid (`tie_missing`, `words_too_long`) or Conflict (`stale`,
    `round_is_closed`, `call_is_<state>`).
    """
    at = standing_of(act.session, call_id, act.account_id, proposal_id)
    if at is None or at.proposal.state not in ("eligible", "before_jury"):
        raise NotFound()
    if act.the_call().state not in TIES_WHILE:
        raise Conflict(f"call_is_{act.the_call().state}")
    if at.round is not None and (at.round.state != "open" or act.now >= at.round.closes_at):
        raise Conflict("round_is_closed")
    if degree not in {d.value for d in TieDegree}:
        raise Invalid("tie_missing", {"degree": "tie_missing"})
    if len(words) > MOST_TIE_WORDS:
        raise Invalid("words_too_long", {"words": "words_too_long"}, most=MOST_TIE_WORDS)
    if (at.tie.version if at.tie else 0) != version:
        raise Conflict("stale")
    tie = _keep_tie(act, at, degree, words)
    removed = degree == TieDegree.CONFLICT.value and _remove_sheet(at)
    return Entry(
        TieDeclared(),
        tie.id,
        tie.version,
        (
            Part("who", {"seat": at.seat.id, "proposal": proposal_id}, TIES_DUE),
            Part("tie", {"degree": degree, "sheet_removed": removed}, TIES_DUE),
            Part("words", {"words": words}, TIES_DUE),
        ),
    )


def _keep_tie(act: Act, at: Standing, degree: str, words: str) -> Tie:
    tie = at.tie
    if tie is None:
        tie = Tie(
            call_id=at.seat.call_id,
            id=new_id(),
            seat_id=at.seat.id,
            proposal_id=at.proposal.id,
            degree=degree,
            words=words,
            declared_at=act.now,
            version=1,
        )
        act.session.add(tie)
        return tie
    tie.degree, tie.words, tie.declared_at = degree, words, act.now
    tie.version += 1
    return tie


def _remove_sheet(at: Standing) -> bool:
    if at.sheet is None or at.sheet.state != "submitted":
        return False
    at.sheet.state = "removed"
    return True
