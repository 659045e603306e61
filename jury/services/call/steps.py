"""The great steps of a call: publish, close, cancel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jury.domain.call import CALL, CallState, Missing, missing
from jury.domain.errors import Conflict, Invalid
from jury.domain.permissions import Action, Role
from jury.domain.record.kinds import Entry
from jury.domain.record.kinds.call import CallCancelled, CallClosed, CallPublished
from jury.domain.scoring import ROUND, RoundState
from jury.services.call.editing import rules_digest
from jury.services.perform import Act, performs
from jury.storage.call import Call, Criterion, criteria_of, people_of, spec_of, utc_text
from jury.storage.proposal import Proposal
from jury.storage.scoring import current_round


@performs(Action.CALL_PUBLISH)
def publish_call(act: Act, *, call_id: str, version: int) -> Entry:
    """Publish the call: its rules are public and frozen, and proposals are taken.

    Raises Invalid (`call_incomplete`, with the fields that are missing) or Conflict.
    """
    call = act.the_call()
    after = CALL.after(CallState(call.state), "publish")
    if call.version != version:
        raise Conflict("stale")
    criteria = criteria_of(act.session, call_id)
    lacking = lacks_of(act.session, call, criteria, act.now)
    if lacking:
        raise Invalid("call_incomplete", {item.field: item.code for item in reversed(lacking)})
    call.state, call.opens_at = after, max(call.opens_at or act.now, act.now)
    call.version += 1
    return Entry(
        CallPublished(
            sha256=rules_digest(act),
            budget_cents=call.budget_cents,
            rule=call.rule,
            power=call.power,
            closes_at=utc_text(call.closes_at) or "",
            criteria=[
                {"id": c.id, "question": c.question, "weight": c.weight, "top": c.top}
                for c in criteria
            ],
        ),
        call.id,
        call.version,
    )


def lacks_of(
    session: Session, call: Call, criteria: Sequence[Criterion], now: datetime
) -> tuple[Missing, ...]:
    """List what hinders publishing a call: its rules first, then the people it needs."""
    held = {role for role, _ in people_of(session, call.id)}
    people = tuple(
        Missing(f"people-{role.value}", f"{role.value}_missing")
        for role in (Role.FACILITATOR, Role.GUARANTOR)
        if role not in held
    )
    return (*missing(spec_of(call, criteria), now), *people)


@performs(Action.CALL_CLOSE)
def close_call(act: Act, *, call_id: str) -> Entry:
    """Stop taking proposals, once the announced closing time has come.

    Raises Conflict (`call_is_<state>`, `call_time_not_up`).
    """
    call = act.the_call()
    after = CALL.after(CallState(call.state), "close")
    if call.closes_at is None or act.now < call.closes_at:
        raise Conflict("call_time_not_up")
    call.state = after
    call.version += 1
    count = (
        act.session.scalar(
            select(func.count())
            .select_from(Proposal)
            .where(Proposal.call_id == call_id, Proposal.state == "submitted")
        )
        or 0
    )
    return Entry(CallClosed(proposals=count), call.id, call.version)


@performs(Action.CALL_CANCEL)
def cancel_call(act: Act, *, call_id: str, reason: str) -> Entry:
    """End the call without a decision, for a reason that everyone can read.

    An open round ends with it: its sheets stay sealed for ever, and nothing more is kept or sent.
    Raises Invalid (`reason_missing`) or Conflict (`call_is_<state>`).
    """
    call = act.the_call()
    after = CALL.after(CallState(call.state), "cancel")
    if not reason:
        raise Invalid("reason_missing", {"reason": "reason_missing"})
    call.state, call.cancelled_reason = after, reason
    call.version += 1
    round_ = current_round(act.session, call_id)
    if round_ is not None and ROUND.can(RoundState(round_.state), "cancel"):
        round_.state = ROUND.after(RoundState(round_.state), "cancel")
        round_.closed_at = act.now
        round_.version += 1
    return Entry(CallCancelled(reason=reason), call.id, call.version)
