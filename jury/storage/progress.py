"""How far calls have come: what the desks of their people show, over all calls at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    and_,
    case,
    func,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from jury.domain.call.states import STANDS
from jury.storage.account import Grant, Part
from jury.storage.call import Call
from jury.storage.decision.progress import Progress, has_work, progress_of
from jury.storage.lottery import LotteryStands, lotteries_of
from jury.storage.proposal import Proposal

MOST = 200
"""Calls at most whose next steps are looked for: far more than anybody works on at once."""


@dataclass(frozen=True)
class HandedIn:
    """What the projects of a call wait for: how many are in each state, and the nearest dates.

    `overdue` of those that had to complete something let their time pass; `complete_until` is
    the nearest moment still to come. `contests` are the refusals contested and not answered,
    the oldest since `contested_at`.
    """

    states: dict[str, int] = field(default_factory=dict)
    overdue: int = 0
    overdue_since: datetime | None = None
    complete_until: datetime | None = None
    contests: int = 0
    contested_at: datetime | None = None


@dataclass(frozen=True)
class DeskCall:
    """One call as its people see it: their parts in it, its projects, and how far it has come."""

    call: Call
    roles: frozenset[str]
    projects: HandedIn
    progress: Progress
    lottery: LotteryStands | None = None


@dataclass(frozen=True)
class Desk:
    """What a person works on: one page of their calls, how many there are, and those under way."""

    calls: list[DeskCall]
    total: int
    under_way: list[DeskCall]


def desk_of(
    session: Session,
    account_id: str,
    roles: frozenset[str],
    now: datetime,
    first: int,
    most: int,
) -> Desk:
    """Give a slice of the calls that a person works on, the newest first, and all under way.

    `roles` are the parts that count. Who holds one of them in the whole installation works on
    every call. A call is under way until its record is published or it is cancelled.
    """
    granted, parts = _held(session, account_id, roles)
    theirs = select(Part.call_id).where(Part.account_id == account_id, Part.role.in_(roles))
    mine = select(Call) if granted else select(Call).where(Call.id.in_(theirs))
    newest = mine.order_by(Call.created_at.desc(), Call.id)
    total = session.scalar(select(func.count()).select_from(mine.subquery())) or 0
    page = list(session.scalars(newest.offset(first).limit(most)))
    going = or_(
        Call.state.in_(("draft", "open", "closed", "with_jury", "contested", "annulled")),
        and_(Call.state.in_(sorted(STANDS)), has_work(Call.id)),
    )
    under_way = list(session.scalars(newest.where(going).limit(MOST)))
    ids = list({call.id for call in (*page, *under_way)})
    projects, progress = _handed_in(session, ids, now), progress_of(session, ids)
    lotteries = lotteries_of(session, ids)

    def at(call: Call) -> DeskCall:
        return DeskCall(
            call,
            granted | parts.get(call.id, frozenset()),
            projects.get(call.id, HandedIn()),
            progress.get(call.id, Progress()),
            lotteries.get(call.id),
        )

    return Desk([at(call) for call in page], total, [at(call) for call in under_way])


def desk_call(session: Session, call: Call, roles: frozenset[str], now: datetime) -> DeskCall:
    """Give one call as somebody with these parts in it sees it."""
    projects, progress = _handed_in(session, [call.id], now), progress_of(session, [call.id])
    lotteries = lotteries_of(session, [call.id])
    return DeskCall(
        call,
        roles,
        projects.get(call.id, HandedIn()),
        progress.get(call.id, Progress()),
        lotteries.get(call.id),
    )


def _held(
    session: Session, account_id: str, roles: frozenset[str]
) -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    """Give the roles held in the whole installation, and those held call by call."""
    question: CompoundSelect[Any] = union_all(
        select(Grant.role, null().label("call_id")).where(
            Grant.account_id == account_id, Grant.role.in_(roles)
        ),
        select(Part.role, Part.call_id).where(Part.account_id == account_id, Part.role.in_(roles)),
    )
    granted: set[str] = set()
    parts: dict[str, frozenset[str]] = {}
    for role, call_id in session.execute(question):
        if call_id is None:
            granted.add(role)
        else:
            parts[call_id] = parts.get(call_id, frozenset()) | {role}
    return frozenset(granted), parts


def _handed_in(session: Session, ids: Sequence[str], now: datetime) -> dict[str, HandedIn]:
    waits = Proposal.state == "to_complete"
    late = and_(waits, Proposal.complete_until <= now)
    contested = and_(Proposal.contested_at.is_not(None), Proposal.contest_answer == "")
    question = (
        select(
            Proposal.call_id,
            Proposal.state,
            func.count(),
            func.sum(case((late, 1), else_=0)),
            func.min(case((late, Proposal.complete_until))),
            func.min(case((and_(waits, ~late), Proposal.complete_until))),
            func.sum(case((contested, 1), else_=0)),
            func.min(case((contested, Proposal.contested_at))),
        )
        .where(Proposal.call_id.in_(ids), Proposal.state != "draft")
        .group_by(Proposal.call_id, Proposal.state)
    )
    found: dict[str, HandedIn] = {}
    for call_id, state, count, overdue, since, until, contests, said in session.execute(question):
        old = found.get(call_id, HandedIn())
        found[call_id] = HandedIn(
            old.states | {state: count},
            old.overdue + overdue,
            old.overdue_since or since,
            old.complete_until or until,
            old.contests + contests,
            min(filter(None, (old.contested_at, said)), default=None),
        )
    return found
