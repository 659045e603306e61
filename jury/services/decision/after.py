"""The verbs after a decision: it is contested, then upheld or annulled, for everyone to read."""

from __future__ import annotations

from jury.domain.call import CALL, CallState
from jury.domain.decision.after import check_contest, check_settled
from jury.domain.errors import Conflict
from jury.domain.permissions import Action
from jury.domain.record.kinds import Entry
from jury.domain.record.kinds.decision import DecisionContested, DecisionSettled
from jury.services.perform import Act, performs
from jury.storage.base import new_id
from jury.storage.decision import DecisionEvent, events_of


@performs(Action.DECISION_CONTEST)
def contest_decision(
    act: Act, *, call_id: str, by_whom: str, day: str, reason: str, version: int
) -> Entry:
    """Write down that the decision is contested: by whom, received on which day, and why.

    Raises Conflict (`call_is_<state>`, `stale`) or Invalid with a code for each field.
    """
    state = _next(act, "contest", version)
    check_contest(by_whom, day, reason, act.local_day())
    event = keep_event(act, "contested", day, by_whom, reason, "")
    act.the_call().state = state.value
    act.the_call().version += 1
    return Entry(DecisionContested(by_whom=by_whom, day=day, reason=reason.strip()), event.id, 1)


@performs(Action.DECISION_SETTLE)
def settle_contest(
    act: Act, *, call_id: str, outcome: str, reason: str, reference: str, version: int
) -> Entry:
    """Say how a contest ended: the decision is `upheld` or `annulled`, why, by which act.

    Raises Conflict (`call_is_<state>`, `stale`) or Invalid with a code for each field.
    """
    check_settled(outcome, reason, reference)
    state = _next(act, "annul" if outcome == "annulled" else "uphold", version)
    event = keep_event(act, outcome, act.local_day(), "", reason, reference.strip())
    act.the_call().state = state.value
    act.the_call().version += 1
    facts = DecisionSettled(outcome=outcome, reason=reason.strip(), reference=reference.strip())
    return Entry(facts, event.id, 1)


def _next(act: Act, what: str, version: int) -> CallState:
    call = act.the_call()
    state = CALL.after(CallState(call.state), what)
    if call.version != version:
        raise Conflict("stale")
    return state


def keep_event(
    act: Act, kind: str, day: str, by_whom: str, reason: str, reference: str
) -> DecisionEvent:
    """Keep one thing that happened to the decision, under the next number."""
    event = DecisionEvent(
        call_id=act.the_call().id,
        id=new_id(),
        number=len(events_of(act.session, act.the_call().id)) + 1,
        kind=kind,
        day=day,
        by_whom=by_whom,
        reason=reason.strip(),
        reference=reference,
        at=act.now,
    )
    act.session.add(event)
    return event
