"""The verbs of freed money: a funded project gives up, then the money goes down the reserve list.

One person writes down that a project gives up; another passes the money on, for the authority.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from jury.domain.allocation import TieNeedsDraw
from jury.domain.call.states import STANDS
from jury.domain.decision.after import (
    RETAKEN,
    check_drawn,
    check_given_up,
    check_passed_on,
    since_retaken,
)
from jury.domain.decision.freed import Waiting, amounts_now, pass_on, slips
from jury.domain.errors import Conflict, Forbidden, NotFound
from jury.domain.permissions import Action
from jury.domain.proposal import PROPOSAL, ProposalState
from jury.domain.record.kinds import Entry
from jury.domain.record.kinds.decision import MoneyPassedOn, ProjectGivenUp, ReserveDrawn
from jury.services.decision.letters import Letters
from jury.services.perform import Act, performs
from jury.storage.base import new_id
from jury.storage.call import Call
from jury.storage.decision import (
    DecisionEvent,
    answers_of,
    draw_of,
    events_of,
    letters_of,
    results_of,
)
from jury.storage.proposal import proposal_of, proposals_in
from jury.storage.scoring import current_round


@performs(Action.PROJECT_GIVE_UP)
def give_up(
    act: Act, *, call_id: str, proposal_id: str, day: str, reason: str, version: int
) -> Entry:
    """Write down that a funded project gives up: received on which day, and why.

    Raises NotFound, Conflict (`call_is_<state>`, `proposal_is_<state>`, `letters_missing`,
    `stale`) or Invalid with a code for each field.
    """
    _refuse_unless_it_stands(act, version)
    proposal = proposal_of(act.session, call_id, proposal_id)
    if proposal is None or proposal_id not in answers_of(act.session, call_id):
        raise NotFound()
    state = PROPOSAL.after(ProposalState(proposal.state), "renounce")
    check_given_up(day, reason, act.local_day())
    _refuse_before_the_letters(act)
    proposal.state = state.value
    proposal.version += 1
    tied = _tied(act, given_up=proposal_id)
    event = _keep(act, "given_up", day, reason, proposal_id=proposal_id, tied=tied)
    facts = ProjectGivenUp(project=proposal_id, day=day, reason=event.reason)
    return Entry(facts, event.id, 1)


@performs(Action.RESERVE_DRAW)
def draw_reserve(act: Act, *, call_id: str, order: Sequence[str], version: int) -> Entry:
    """Type in the order of the slips drawn in public between equals on the reserve list.

    Raises Conflict (`call_is_<state>`, `nothing_freed`, `nothing_tied`, `stale`) or Invalid
    (`reserve_draw_unknown`) where the slips are not exactly those who are equal.
    """
    _refuse_unless_it_stands(act, version)
    if not freed_since(events_of(act.session, call_id)):
        raise Conflict("nothing_freed")
    try:
        to_pass_on(act.session, act.the_call())
    except TieNeedsDraw as tie:
        check_drawn(order, tie.ids)
    else:
        raise Conflict("nothing_tied")
    tied = _tied(act, order=order)
    event = _keep(act, "drawn", act.local_day(), "", order=order, tied=tied)
    return Entry(ReserveDrawn(proposals=list(order)), event.id, 1)


@performs(Action.RESERVE_FUND)
def pass_money_on(act: Act, *, call_id: str, reason: str, reference: str, version: int) -> Entry:
    """Give freed money to the reserve list by the announced rule, for the authority, by an act.

    Raises Conflict (`call_is_<state>`, `nothing_freed`, `tie_needs_draw`, `stale`), Forbidden
    (`wrote_it_down`) or Invalid with a code for each field.
    """
    _refuse_unless_it_stands(act, version)
    events = events_of(act.session, call_id)
    if not freed_since(events):
        raise Conflict("nothing_freed")
    if act.account_id in wrote_down(events):
        raise Forbidden("wrote_it_down")
    check_passed_on(reason, reference)
    left, grants = to_pass_on(act.session, act.the_call())
    for proposal_id in grants:
        proposal = proposal_of(act.session, call_id, proposal_id)
        if proposal is None:
            raise NotFound()
        proposal.state = PROPOSAL.after(ProposalState(proposal.state), "fund").value
        proposal.version += 1
    event = _keep(
        act, "passed_on", act.local_day(), reason, reference=reference.strip(), grants=grants
    )
    facts = MoneyPassedOn(
        grants=[{"proposal": p, "amount_cents": grants[p]} for p in sorted(grants)],
        left_cents=left - sum(grants.values()),
        reason=event.reason,
        reference=event.reference,
    )
    return Entry(facts, event.id, 1)


def freed_since(events: Sequence[DecisionEvent]) -> list[DecisionEvent]:
    """Give who gave up since money was last passed on."""
    found: list[DecisionEvent] = []
    for event in events:
        found = [] if event.kind in ("passed_on", RETAKEN) else found
        if event.kind == "given_up":
            found.append(event)
    return found


def wrote_down(events: Sequence[DecisionEvent]) -> frozenset[str | None]:
    """Name who wrote down what the next passing on of money rests on: it is not theirs to do."""
    first = min((event.number for event in freed_since(events)), default=None)
    return frozenset(
        event.by
        for event in events
        if first is not None and event.number >= first and event.kind in ("given_up", "drawn")
    )


def to_pass_on(
    session: Session, call: Call, *, given_up: str | None = None, order: Sequence[str] = ()
) -> tuple[int, dict[str, int]]:
    """Say what is left of the budget now, and to whom on the reserve list it goes.

    `given_up` and `order` are what is being written down at this moment.
    Raises Conflict (`tie_needs_draw`) where equals would compete.
    """
    happened = since_retaken(events_of(session, call.id))
    now = amounts_now(
        {p: a.amount_cents for p, a in answers_of(session, call.id).items()},
        [*((e.proposal_id, e.grants) for e in happened), (given_up, {})],
    )
    left = call.budget_cents - sum(now.values())
    places = {r.proposal_id: r.place for r in results_of(session, call.id)}
    reserve = [
        Waiting(p.id, places[p.id], p.asked_cents, p.minimum_cents)
        for p in proposals_in(session, call.id, ("reserve",))
    ]
    round_ = current_round(session, call.id)
    draw = draw_of(session, call.id, round_.id) if round_ is not None else None
    drawn = slips(
        draw.proposals if draw is not None else None,
        [*(e.order for e in happened if e.kind == "drawn"), order],
    )
    return left, pass_on(left, reserve, partial=call.partial, draw_order=drawn)


def _tied(act: Act, *, given_up: str | None = None, order: Sequence[str] = ()) -> bool:
    """Say whether only a draw can tell where the money goes, once this is written down."""
    try:
        to_pass_on(act.session, act.the_call(), given_up=given_up, order=order)
    except TieNeedsDraw:
        return True
    return False


def _refuse_unless_it_stands(act: Act, version: int) -> None:
    if act.the_call().state not in STANDS:
        raise Conflict(f"call_is_{act.the_call().state}")
    if act.the_call().version != version:
        raise Conflict("stale")


def _refuse_before_the_letters(act: Act) -> None:
    """Nobody gives up what they have not been told of."""
    letters = Letters(act.session, act.the_call(), act.settings.base_url)
    sent = letters_of(act.session, act.the_call().id, letters.about)
    missing = sum(p not in sent for p in letters.proposals)
    if missing:
        raise Conflict("letters_missing", count=missing)


def _keep(
    act: Act,
    kind: str,
    day: str,
    reason: str,
    *,
    reference: str = "",
    proposal_id: str | None = None,
    grants: Mapping[str, int] | None = None,
    order: Sequence[str] = (),
    tied: bool = False,
) -> DecisionEvent:
    call = act.the_call()
    event = DecisionEvent(
        call_id=call.id,
        id=new_id(),
        number=len(events_of(act.session, call.id)) + 1,
        kind=kind,
        day=day,
        by_whom="",
        reason=reason.strip(),
        reference=reference,
        proposal_id=proposal_id,
        grants=dict(grants or {}),
        order=list(order),
        tied=tied,
        by=act.account_id,
        at=act.now,
    )
    act.session.add(event)
    call.version += 1
    return event
