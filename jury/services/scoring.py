"""The verbs of rounds and sheets: open, submit, close. Counting stands with the decision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import func, select

from jury.domain.errors import Conflict, Forbidden, Invalid, NotFound
from jury.domain.permissions import Action, Role
from jury.domain.record.kinds import Entry, Part
from jury.domain.record.kinds.scoring import RoundClosed, RoundOpened, SheetSubmitted
from jury.domain.scoring import check_levels
from jury.domain.seat import TieDegree
from jury.services.perform import Act, performs
from jury.storage.base import new_id
from jury.storage.call import criteria_of
from jury.storage.proposal import Proposal
from jury.storage.record import LogEntry, destroy_openings
from jury.storage.scoring import Round, Sheet, current_round
from jury.storage.seat import Seat, Tie

WORDS = ("convinced", "worried")
MOST_WORDS = 2000
SHEETS_DUE = {"totals": "guarantor at round.closed", "rows": "at record.published"}


@performs(Action.ROUND_OPEN)
def open_round(act: Act, *, call_id: str, closes_at: datetime) -> Entry:
    """Open the round: every proposal before the jury can be scored until `closes_at`.

    Raises Conflict (`call_is_<state>`, `round_is_<state>`, `no_proposals`, `no_seats`,
    `undecided_proposals`) or Invalid (`closes_in_the_past`).
    """
    call = act.the_call()
    if call.state != "closed":
        raise Conflict(f"call_is_{call.state}")
    old = current_round(act.session, call_id)
    if old is not None:
        raise Conflict(f"round_is_{old.state}")
    if closes_at <= act.now:
        raise Invalid("closes_in_the_past", {"closes_at": "closes_in_the_past"})
    states = dict(
        act.session.execute(
            select(Proposal.id, Proposal.state).where(Proposal.call_id == call_id)
        ).tuples()
    )
    before = sorted(i for i, state in states.items() if state == "before_jury")
    seats = (
        act.session.scalar(
            select(func.count())
            .select_from(Seat)
            .where(Seat.call_id == call_id, Seat.state == "active")
        )
        or 0
    )
    if "submitted" in states.values():
        raise Conflict("undecided_proposals")
    if not before:
        raise Conflict("no_proposals")
    if not seats:
        raise Conflict("no_seats")
    round_ = Round(
        call_id=call_id, id=new_id(), number=1, state="open", closes_at=closes_at, opened_at=act.now
    )
    act.session.add(round_)
    call.state = "with_jury"
    call.version += 1
    return Entry(
        RoundOpened(number=1, closes_at=_utc(closes_at), proposals=before, seats=seats),
        round_.id,
        round_.version or 1,
    )


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
    Raises NotFound, Forbidden (`conflict`), Conflict (`round_is_closed`, `tie_first`, `stale`)
    or Invalid with a code for each criterion.
    """
    found = (
        act.session.execute(
            select(Seat, Proposal, Tie, Round, Sheet)
            .join(Proposal, Proposal.call_id == Seat.call_id)
            .outerjoin(Round, Round.call_id == Seat.call_id)
            .outerjoin(
                Tie,
                (Tie.call_id == Seat.call_id)
                & (Tie.seat_id == Seat.id)
                & (Tie.proposal_id == Proposal.id),
            )
            .outerjoin(
                Sheet,
                (Sheet.call_id == Seat.call_id)
                & (Sheet.round_id == Round.id)
                & (Sheet.seat_id == Seat.id)
                & (Sheet.proposal_id == Proposal.id),
            )
            .where(
                Seat.call_id == call_id,
                Seat.account_id == act.account_id,
                Seat.state == "active",
                Proposal.id == proposal_id,
                Proposal.state == "before_jury",
            )
            .order_by(Round.number.desc())
            .limit(1)
        )
        .tuples()
        .first()
    )
    if found is None:
        raise NotFound()
    seat, _, tie, round_, sheet = found
    _refuse_unless_open(round_, act.now)
    if tie is None:
        raise Conflict("tie_first")
    if tie.degree == TieDegree.CONFLICT.value:
        raise Forbidden("conflict")
    check_levels(dict(levels), criteria_of(act.session, call_id))
    _check_words(words)
    if (sheet.version if sheet else 0) != version:
        raise Conflict("stale")
    sheet = _keep_sheet(act, sheet, round_, seat, proposal_id, levels, words)
    due = SHEETS_DUE[act.the_call().sheets_published]
    return Entry(
        SheetSubmitted(round=round_.id),
        sheet.id,
        sheet.version,
        (
            Part("levels", dict(sheet.levels), due),
            Part("who", {"seat": seat.id, "proposal": proposal_id}, SHEETS_DUE["totals"]),
            Part("words", dict(sheet.words), due),
        ),
    )


def _refuse_unless_open(round_: Round | None, now: datetime) -> None:
    """The round is over when now >= closes_at, whether or not the act of closing has come."""
    if round_ is None:
        raise Conflict("round_is_planned")
    if round_.state != "open":
        raise Conflict(f"round_is_{round_.state}")
    if now >= round_.closes_at:
        raise Conflict("round_is_closed")


def _check_words(words: Mapping[str, str]) -> None:
    wrong = {name: "words_too_long" for name in WORDS if len(words.get(name, "")) > MOST_WORDS}
    if wrong:
        raise Invalid("words_too_long", wrong, most=MOST_WORDS)


def _keep_sheet(
    act: Act,
    sheet: Sheet | None,
    round_: Round,
    seat: Seat,
    proposal_id: str,
    levels: Mapping[str, int | None],
    words: Mapping[str, str],
) -> Sheet:
    """Store the sheet under its name; a replaced one keeps the name and gets the next version."""
    day = act.local_day()
    kept_levels = {key: levels[key] for key in sorted(levels)}
    kept_words = {name: words.get(name, "") for name in WORDS}
    if sheet is None:
        sheet = Sheet(
            call_id=round_.call_id,
            id=new_id(),
            round_id=round_.id,
            seat_id=seat.id,
            proposal_id=proposal_id,
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


@performs(Action.ROUND_CLOSE)
def close_round(act: Act, *, call_id: str, reason: str) -> Entry:
    """Close the round: at the deadline by the worker, or by the facilitator, early with a reason.

    Destroys the openings of replaced sheets. Raises Conflict (`round_is_<state>`) or Invalid
    (`reason_missing`, `not_yet`).
    """
    round_ = current_round(act.session, call_id)
    if round_ is None or round_.state != "open":
        raise Conflict(f"round_is_{round_.state if round_ else 'planned'}")
    early = act.now < round_.closes_at
    if early and act.roles == {Role.SYSTEM}:
        raise Conflict("not_yet")
    if early and not reason:
        raise Invalid("reason_missing", {"reason": "reason_missing"})
    sheets = list(
        act.session.scalars(
            select(Sheet).where(Sheet.call_id == call_id, Sheet.round_id == round_.id)
        )
    )
    destroyed = _destroy_superseded(act, sheets)
    active = set(
        act.session.scalars(select(Seat.id).where(Seat.call_id == call_id, Seat.state == "active"))
    )
    for sheet in sheets:
        if sheet.seat_id not in active:
            sheet.state = "removed"
    round_.staying = _staying(act, call_id, active)
    round_.state, round_.closed_at = "closed", act.now
    round_.closed_reason = reason if early else ""
    round_.version = (round_.version or 1) + 1
    return Entry(
        RoundClosed(
            number=round_.number,
            sheets=sum(s.state == "submitted" for s in sheets),
            reason=round_.closed_reason,
            superseded_destroyed=destroyed,
        ),
        round_.id,
        round_.version,
    )


def _staying(act: Act, call_id: str, active: set[str]) -> dict[str, int]:
    """Count, for each proposal, the jurors who have not left it: what quorums are measured by."""
    proposals = act.session.scalars(
        select(Proposal.id).where(Proposal.call_id == call_id, Proposal.state == "before_jury")
    )
    left = act.session.execute(
        select(Tie.proposal_id, Tie.seat_id).where(
            Tie.call_id == call_id, Tie.degree == TieDegree.CONFLICT.value
        )
    ).tuples()
    gone = {(proposal, seat) for proposal, seat in left}
    return {p: sum((p, seat) not in gone for seat in active) for p in proposals}


def _destroy_superseded(act: Act, sheets: list[Sheet]) -> int:
    """Destroy what earlier versions of sheets would open: only the last one counts."""
    newest = {sheet.leaf for sheet in sheets}
    leaves = act.session.scalars(
        select(LogEntry.leaf).where(
            LogEntry.log_id == act.log.id, LogEntry.kind == SheetSubmitted.KIND
        )
    )
    old = [leaf for leaf in leaves if leaf not in newest]
    return destroy_openings(act.session, act.log.id, old, "superseded") if old else 0


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
