"""The verbs of rounds: open, give lost hours back, close. Counting stands with the decision."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select

from jury.domain.call import ChangeKind, check_hours_given_back
from jury.domain.errors import Conflict, Invalid
from jury.domain.permissions import Action, Role
from jury.domain.proposal import PROPOSAL, UNDECIDED, ProposalState
from jury.domain.record.kinds import Entry
from jury.domain.record.kinds.scoring import (
    RoundClosed,
    RoundExtended,
    RoundOpened,
    SheetSubmitted,
)
from jury.domain.record.kinds.seat import TieDeclared
from jury.domain.scoring import ROUND, RoundState
from jury.domain.seat import TieDegree
from jury.services.perform import Act, performs
from jury.storage.base import new_id
from jury.storage.call import CallChange, changes_of
from jury.storage.proposal import Proposal, proposals_in
from jury.storage.record import destroy_openings
from jury.storage.scoring import Round, Sheet, current_round, superseded_entries
from jury.storage.seat import Seat, Tie, count_seats

MOST_REASON = 500
"""Letters of a reason that stands in the log's entry itself."""

AT_ONCE = 1000


@performs(Action.ROUND_OPEN)
def open_round(act: Act, *, call_id: str, closes_at: datetime) -> Entry:
    """Open the round: every eligible proposal is before the jury now, until `closes_at`.

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
    if proposals_in(act.session, call_id, tuple(UNDECIDED)):
        raise Conflict("undecided_proposals")
    eligible = proposals_in(act.session, call_id, (ProposalState.ELIGIBLE.value,))
    seats = count_seats(act.session, call_id).get("active", 0)
    if not eligible:
        raise Conflict("no_proposals")
    if not seats:
        raise Conflict("no_seats")
    round_ = Round(
        call_id=call_id, id=new_id(), number=1, state="open", closes_at=closes_at, opened_at=act.now
    )
    act.session.add(round_)
    for proposal in eligible:
        proposal.state = PROPOSAL.after(ProposalState(proposal.state), "hand_to_jury")
    before = sorted(proposal.id for proposal in eligible)
    call.state = "with_jury"
    call.version += 1
    return Entry(
        RoundOpened(number=1, closes_at=_utc(closes_at), proposals=before, seats=seats),
        round_.id,
        round_.version or 1,
    )


@performs(Action.ROUND_EXTEND)
def extend_round(
    act: Act,
    *,
    call_id: str,
    version: int,
    text: str,
    closes_at: datetime,
    failed_from: datetime,
    failed_until: datetime,
) -> Entry:
    """Give all jurors back the last hours of an open round that a failure of the server took.

    Once the round is closed its sheets may be opened, so it never opens again. Raises Conflict
    (`round_is_<state>`, `stale`) or Invalid.
    """
    call, round_ = act.the_call(), current_round(act.session, call_id)
    ROUND.after(RoundState(round_.state) if round_ else RoundState.PLANNED, "extend")
    if round_ is None or round_.version != version:
        raise Conflict("stale")
    if not text:
        raise Invalid("reason_missing", {"text": "reason_missing"})
    check_hours_given_back(act.now, round_.closes_at, closes_at, failed_from, failed_until)
    if call.decide_by is None or closes_at >= call.decide_by:
        raise Invalid("round_after_decision", {"closes_at": "round_after_decision"})
    number = len(changes_of(act.session, call_id)) + 1
    act.session.add(
        CallChange(
            call_id=call_id,
            id=new_id(),
            number=number,
            kind=ChangeKind.ROUND.value,
            text=text,
            said_at=act.now,
            closes_before=round_.closes_at,
            closes_after=closes_at,
            decide_before=call.decide_by,
            decide_after=call.decide_by,
            failed_from=failed_from,
            failed_until=failed_until,
        )
    )
    round_.closes_at = closes_at
    round_.version += 1
    facts = RoundExtended(
        number=number,
        text=text,
        closes_at=_utc(closes_at),
        failed_from=_utc(failed_from),
        failed_until=_utc(failed_until),
    )
    return Entry(facts, round_.id, round_.version)


@performs(Action.ROUND_CLOSE)
def close_round(act: Act, *, call_id: str, reason: str) -> Entry:
    """Close the round: at the deadline by the worker, or by the facilitator, early with a reason.

    Destroys the openings of replaced sheets and ties. Raises Conflict (`round_is_<state>`,
    `not_yet`) or Invalid (`reason_missing`, `words_too_long`).
    """
    round_ = current_round(act.session, call_id)
    if round_ is None or round_.state != "open":
        raise Conflict(f"round_is_{round_.state if round_ else 'planned'}")
    early = act.now < round_.closes_at
    if early and act.roles == {Role.SYSTEM}:
        raise Conflict("not_yet")
    if early and not reason.strip():
        raise Invalid("reason_missing", {"reason": "reason_missing"})
    if len(reason) > MOST_REASON:
        raise Invalid("words_too_long", {"reason": "words_too_long"}, most=MOST_REASON)
    sheets = list(
        act.session.scalars(
            select(Sheet).where(Sheet.call_id == call_id, Sheet.round_id == round_.id)
        )
    )
    destroyed = _destroy_superseded(act, call_id)
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
    )
    gone = {(proposal, seat) for proposal, seat in left}
    return {p: sum((p, seat) not in gone for seat in active) for p in proposals}


def _destroy_superseded(act: Act, call_id: str) -> int:
    """Destroy what earlier versions of sheets and ties would open: only the last one counts."""
    kinds = (SheetSubmitted.KIND, TieDeclared.KIND)
    destroyed = 0
    for log_id, leaves in superseded_entries(act.session, call_id, kinds).items():
        for start in range(0, len(leaves), AT_ONCE):
            some = leaves[start : start + AT_ONCE]
            destroyed += destroy_openings(act.session, log_id, some, "superseded")
    return destroyed


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
