"""Gathering people: a register's list taken in, registration closed, and opened again."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from jury.config import Settings
from jury.domain.account import normalise_email
from jury.domain.errors import Conflict, Invalid
from jury.domain.lottery.evidence import digest, opaque_households, write_pool, write_quotas
from jury.domain.lottery.register import Listed
from jury.domain.lottery.registration import normalise_phone
from jury.domain.permissions import Action
from jury.domain.record.kinds import Entry
from jury.domain.record.kinds.lottery import CandidatesImported, LotteryClosed, LotteryReopened
from jury.services import codes
from jury.services.lottery.planning import checked_reason, refuse_stale, the_lottery
from jury.services.perform import Act, performs
from jury.storage.base import new_id
from jury.storage.lottery import IN_POOL, Candidate, CandidateContact, Lottery, pool_of


@performs(Action.CANDIDATES_IMPORT)
def import_people(
    act: Act, *, call_id: str, people: Sequence[Listed], data: bytes, version: int
) -> Entry:
    """Take people from a register's list that was read without a fault; `data` is the list itself.

    Raises Invalid for the field `file` (`people_missing`, `person_registered` with `line`,
    `household_full_already` with `line`) or Conflict (`lottery_is_<state>`, `lottery_closed`,
    `stale`).
    """
    lottery = the_lottery(act, "register")
    refuse_stale(lottery, version)
    if lottery.closed_at is not None:
        raise Conflict("lottery_closed")
    if not people:
        raise Invalid("people_missing", {"file": "people_missing"})
    faults = beside_the_pool(act.session, act.settings, lottery, people)
    for line in sorted(faults)[:1]:
        code = faults[line]
        raise Invalid(code, {"file": code}, line=line, most=lottery.per_household)
    for one in people:
        candidate = Candidate(
            call_id=call_id, id=new_id(), state="registered", source="register",
            values=list(one.values), household=_home(act.settings, call_id, one),
            registered_at=act.now, version=1,
        )  # fmt: skip
        details = {**one.details, "email": normalise_email(one.details.get("email", "")) or ""}
        if "phone" in details:
            details["phone"] = normalise_phone(details["phone"]) or details["phone"]
        act.session.add(candidate)
        act.session.add(
            CandidateContact(call_id=call_id, id=candidate.id, reference=one.reference, **details)
        )
    return Entry(CandidatesImported(len(people), hashlib.sha256(data).hexdigest()), call_id)


def beside_the_pool(
    session: Session, settings: Settings, lottery: Lottery, people: Sequence[Listed]
) -> dict[int, str]:
    """Say which lines of a list do not go with who is registered already: a code for each line.

    Nobody stands in a pool twice, neither by mail nor by the register's own name for them, and no
    more of one home than announced. One statement.
    """
    rows = session.execute(
        select(CandidateContact.email, CandidateContact.reference, Candidate.household)
        .join(
            Candidate,
            (Candidate.call_id == CandidateContact.call_id) & (Candidate.id == CandidateContact.id),
        )
        .where(Candidate.call_id == lottery.call_id, Candidate.state.in_(IN_POOL))
    ).all()
    emails = {row.email for row in rows if row.email}
    references = {row.reference for row in rows if row.reference}
    have = Counter(bytes(row.household) for row in rows if row.household)
    faults: dict[int, str] = {}
    for one in people:
        home = _home(settings, lottery.call_id, one)
        email = normalise_email(one.details.get("email", ""))
        if email in emails or one.reference in references:
            faults[one.line] = "person_registered"
        elif home is not None and have[home] >= lottery.per_household:
            faults[one.line] = "household_full_already"
        elif home is not None:
            have[home] += 1
    return faults


def _home(settings: Settings, call_id: str, one: Listed) -> bytes | None:
    """Give somebody's household as it is kept."""
    return codes.hash_home(settings, call_id, one.household) if one.household else None


@performs(Action.LOTTERY_CLOSE)
def close_lottery(act: Act, *, call_id: str, version: int) -> Entry:
    """End registration: the pool that is drawn from is fixed, and its digest is in the log.

    Raises Conflict (`lottery_is_<state>`, `lottery_closed`, `stale`, `lottery_pool_empty`).
    """
    lottery = the_lottery(act, "close")
    refuse_stale(lottery, version)
    if lottery.closed_at is not None:
        raise Conflict("lottery_closed")
    pool = opaque_households(pool_of(act.session, lottery))
    if not pool.people:
        raise Conflict("lottery_pool_empty")
    lottery.closed_at = act.now
    lottery.version += 1
    facts = LotteryClosed(
        len(pool.people),
        lottery.seats,
        lottery.panels,
        digest(write_pool(pool)),
        digest(write_quotas(pool)),
    )
    return Entry(facts, call_id, lottery.version)


@performs(Action.LOTTERY_REOPEN)
def reopen_lottery(act: Act, *, call_id: str, reason: str, version: int) -> Entry:
    """Let people register again, and quotas move, because no jury can be drawn or it was too early.

    Raises Invalid (`reason_missing`, `words_too_long`) or Conflict (`lottery_is_<state>`,
    `lottery_not_closed`, `stale`).
    """
    lottery = the_lottery(act, "reopen")
    refuse_stale(lottery, version)
    if lottery.closed_at is None:
        raise Conflict("lottery_not_closed")
    said = checked_reason(reason)
    lottery.closed_at = None
    lottery.version += 1
    return Entry(LotteryReopened(said), call_id, lottery.version)
