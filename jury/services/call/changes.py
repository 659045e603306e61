"""What is announced once a call is public: errata, other dates, hours given back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from jury.domain.call import (
    CALL,
    CallState,
    ChangeKind,
    Dates,
    check_erratum,
    check_extension,
    check_outage,
)
from jury.domain.errors import Conflict, Invalid
from jury.domain.permissions import Action
from jury.domain.record.kinds import Entry
from jury.domain.record.kinds.call import CallCorrected, CallExtended, CallMadeUp
from jury.services.call.editing import rules_digest
from jury.services.call.letters import tell_applicants
from jury.services.perform import Act, performs
from jury.storage.base import new_id
from jury.storage.call import Call, CallChange, changes_of, utc_text
from jury.storage.proposal import Proposal

UNTOUCHED = ("draft", "submitted", "withdrawn")


@performs(Action.CALL_CORRECT)
def correct_call(
    act: Act, *, call_id: str, version: int, text: str, closes_at: datetime, decide_by: datetime
) -> Entry:
    """Announce an erratum until the call closes, with more time for everyone.

    The text of the call stays as it was published; the erratum stands beside it. Raises Conflict
    (`call_is_<state>`, `call_time_is_over`, `stale`) or Invalid.
    """
    call, old, new = _dates(act, version, text, closes_at, decide_by)
    check_erratum(CallState(call.state), act.now, old, new)
    change = _announce(act, call, ChangeKind.ERRATUM, text, old, new)
    facts = CallCorrected(
        number=change.number,
        text=text,
        closes_at=utc_text(closes_at) or "",
        decide_by=utc_text(decide_by) or "",
        sha256=rules_digest(act),
    )
    return Entry(facts, call.id, call.version)


@performs(Action.CALL_EXTEND)
def extend_call(
    act: Act, *, call_id: str, version: int, text: str, closes_at: datetime, decide_by: datetime
) -> Entry:
    """Move the dates of a call to later ones, equally for all, with the reason.

    Raises Conflict (`call_is_<state>`, `call_time_is_over`, `stale`) or Invalid.
    """
    call, old, new = _dates(act, version, text, closes_at, decide_by)
    check_extension(CallState(call.state), act.now, old, new)
    change = _announce(act, call, ChangeKind.EXTENSION, text, old, new)
    facts = CallExtended(
        number=change.number,
        text=text,
        closes_at=utc_text(closes_at) or "",
        decide_by=utc_text(decide_by) or "",
        sha256=rules_digest(act),
    )
    return Entry(facts, call.id, call.version)


@performs(Action.CALL_MAKE_UP)
def make_up_outage(
    act: Act,
    *,
    call_id: str,
    version: int,
    text: str,
    closes_at: datetime,
    decide_by: datetime,
    failed_from: datetime,
    failed_until: datetime,
) -> Entry:
    """Give everyone back the last hours that a failure of the server took.

    A call that closed meanwhile opens again, as long as no project was checked. Raises Conflict
    (`call_is_<state>`, `projects_checked`, `stale`) or Invalid.
    """
    call, old, new = _dates(act, version, text, closes_at, decide_by)
    check_outage(CallState(call.state), act.now, old, new, failed_from, failed_until)
    if call.state == CallState.CLOSED:
        if _checked(act, call_id):
            raise Conflict("projects_checked")
        call.state = CALL.after(CallState.CLOSED, "reopen")
    change = _announce(
        act, call, ChangeKind.OUTAGE, text, old, new, failed=(failed_from, failed_until)
    )
    facts = CallMadeUp(
        number=change.number,
        text=text,
        closes_at=utc_text(closes_at) or "",
        decide_by=utc_text(decide_by) or "",
        failed_from=utc_text(failed_from) or "",
        failed_until=utc_text(failed_until) or "",
        sha256=rules_digest(act),
    )
    return Entry(facts, call.id, call.version)


def _dates(
    act: Act, version: int, text: str, closes_at: datetime, decide_by: datetime
) -> tuple[Call, Dates, Dates]:
    call = act.the_call()
    if call.closes_at is None or call.decide_by is None:
        raise Conflict(f"call_is_{call.state}")
    if call.version != version:
        raise Conflict("stale")
    if not text:
        raise Invalid("reason_missing", {"text": "reason_missing"})
    return call, Dates(call.closes_at, call.decide_by), Dates(closes_at, decide_by)


def _checked(act: Act, call_id: str) -> bool:
    found = select(Proposal.id).where(Proposal.call_id == call_id, Proposal.state.not_in(UNTOUCHED))
    return act.session.scalar(found.limit(1)) is not None


def _announce(
    act: Act,
    call: Call,
    kind: ChangeKind,
    text: str,
    old: Dates,
    new: Dates,
    failed: tuple[datetime, datetime] | None = None,
) -> CallChange:
    before = changes_of(act.session, call.id)
    change = CallChange(
        call_id=call.id,
        id=new_id(),
        number=len(before) + 1,
        kind=kind.value,
        text=text,
        said_at=act.now,
        closes_before=old.closes_at,
        closes_after=new.closes_at,
        decide_before=old.decide_by,
        decide_after=new.decide_by,
        failed_from=failed[0] if failed else None,
        failed_until=failed[1] if failed else None,
    )
    act.session.add(change)
    call.closes_at, call.decide_by = new.closes_at, new.decide_by
    call.version += 1
    tell_applicants(act, change)
    return change
