"""Who comes: answers of those who were drawn, alternates in their order, and seats at last."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import select

from jury.domain.errors import Conflict, Invalid, NotFound
from jury.domain.lottery.evidence import PANELS
from jury.domain.lottery.plan import LOTTERY, LotteryState
from jury.domain.lottery.seating import Alternate, next_alternate, order_of
from jury.domain.permissions import Action
from jury.domain.record.kinds import Entry, Part
from jury.domain.record.kinds.lottery import (
    COMPOSITION,
    AlternateAsked,
    CandidateAnswered,
    DrawnSeated,
)
from jury.services.lottery.planning import checked_reason, refuse_stale, the_lottery
from jury.services.perform import Act, performs
from jury.services.seat.filling import FOR_GUARANTOR, MOST_AT_ONCE, MOST_NAME, take_seats
from jury.storage.lottery import (
    Candidate,
    CandidateContact,
    Lottery,
    LotteryFile,
    pool_of,
    reached,
    sitting,
)
from jury.storage.lottery.composed import compose


@performs(Action.CANDIDATE_ANSWER)
def answer_for(
    act: Act,
    *,
    call_id: str,
    candidate_id: str,
    accepts: bool,
    reason: str,
    version: int,
    name: str = "",
) -> Entry:
    """Write down whether somebody who was drawn comes; where not, the next one is asked.

    A reason is only kept for who does not come, and only the guarantor can read it. `name`
    is what the jury calls who comes: who registered themselves gave none. Raises NotFound,
    Conflict (`lottery_is_<state>`, `panel_not_confirmed`, `stale`) or Invalid (`words_too_long`;
    field `name`: `candidate_without_name`, `own_name_too_long`).
    """
    lottery = _confirmed(act, "answer")
    candidate = act.session.get(Candidate, (call_id, candidate_id))
    if candidate is None or candidate.state not in ("drawn", "accepted"):
        raise NotFound()
    if candidate.version != version:
        raise Conflict("stale")
    if accepts:
        _call(act, candidate, name.strip())
    elif reason.strip():
        candidate.reason = checked_reason(reason)
    candidate.state = "accepted" if accepts else "declined"
    candidate.version += 1
    act.session.flush()
    next_one = None if accepts else ask_next(act, lottery)
    facts = CandidateAnswered(
        accepts, next_one.id if next_one else "", next_one.breaches if next_one else 0
    )
    return Entry(facts, candidate.id, candidate.version, why(reason))


def _call(act: Act, candidate: Candidate, name: str) -> None:
    """Keep by which name somebody comes; without one they could not be seated."""
    contact = act.session.get(CandidateContact, (candidate.call_id, candidate.id))
    if contact is None or not (name or contact.name):
        raise Invalid("candidate_without_name", {"name": "candidate_without_name"})
    if len(name) > MOST_NAME:
        raise Invalid("own_name_too_long", {"name": "own_name_too_long"}, most=MOST_NAME)
    contact.name = name or contact.name


def _confirmed(act: Act, does: str) -> Lottery:
    lottery = the_lottery(act, does)
    if lottery.confirmed_at is None:
        raise Conflict("panel_not_confirmed")
    return lottery


def why(reason: str) -> tuple[Part, ...]:
    """Give the committed part of an answer: its reason, for the guarantor alone."""
    return (Part("reason", {"reason": reason}, FOR_GUARANTOR),)


def ask_next(act: Act, lottery: Lottery) -> Alternate | None:
    """Ask the next person in the order of alternates who fits what the others leave, if any."""
    listed = act.session.get(LotteryFile, (lottery.call_id, PANELS))
    if listed is None or lottery.index is None:
        raise NotFound()
    pool = pool_of(act.session, lottery)
    people = act.session.scalars(
        select(Candidate).where(Candidate.call_id == lottery.call_id)
    ).all()
    staying = sitting(act.session, lottery.call_id)
    gone = {one.id for one in people if one.state not in ("registered", "withdrawn")} - staying
    found = next_alternate(pool, staying, gone, order_of(pool, listed.sha256, lottery.index))
    if found is None:
        return None
    chosen = next(one for one in people if one.id == found.id)
    chosen.state = "drawn"
    chosen.version += 1
    return found


@performs(Action.ALTERNATE_ASK)
def ask_alternate(act: Act, *, call_id: str, reason: str, version: int) -> Entry:
    """Ask the next person because a seat is free, with the reason why it is.

    Raises Invalid (`reason_missing`) or Conflict (`lottery_is_<state>`, `panel_not_confirmed`,
    `stale`, `nobody_to_ask`).
    """
    lottery = _confirmed(act, "answer")
    refuse_stale(lottery, version)
    said = checked_reason(reason)
    found = ask_next(act, lottery)
    if found is None:
        raise Conflict("nobody_to_ask")
    return Entry(AlternateAsked(found.breaches), found.id, 0, why(said))


@performs(Action.DRAWN_SEAT)
def seat_drawn(act: Act, *, call_id: str, version: int) -> Entry:
    """Seat everybody who said yes and has no seat yet; at first at least the announced minimum.

    Raises Conflict (`lottery_is_<state>`, `panel_not_confirmed`, `stale`, `nobody_accepted`,
    `too_few_accepted` with `least`) or Invalid as `fill_seats`, and `candidate_without_name`.
    """
    lottery = _confirmed(act, "seat")
    refuse_stale(lottery, version)
    people = reached(act.session, call_id, ("accepted",))[:MOST_AT_ONCE]
    if not people:
        raise Conflict("nobody_accepted")
    if lottery.state == LotteryState.DRAWN.value and len(people) < lottery.minimum:
        raise Conflict("too_few_accepted", least=lottery.minimum)
    seats, parts = take_seats(act, [_named(one.contact) for one in people])
    act.session.flush()
    for one, seat in zip(people, seats, strict=True):
        one.candidate.state, one.candidate.seat_id = "seated", seat.id
        one.candidate.version += 1
    lottery.state = LOTTERY.after(LotteryState(lottery.state), "seat").value
    lottery.version += 1
    act.session.flush()
    groups = [asdict(group) for group in compose(act.session, lottery)]
    composed = Part(COMPOSITION, groups, "at record.published")
    return Entry(DrawnSeated(len(seats)), call_id, lottery.version, (*parts, composed))


def _named(contact: CandidateContact | None) -> tuple[str, str | None]:
    if contact is None or not contact.name:
        raise Invalid("candidate_without_name")
    return contact.name, contact.email or None
