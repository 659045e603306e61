"""How far the decisions of calls have come: what was done, and what waits, in one question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from jury.domain.decision.after import RETAKEN
from jury.storage.decision import (
    Confirmation,
    Decision,
    DecisionEvent,
    DecisionLetter,
    PublishedRecord,
    SignedAct,
)
from jury.storage.scoring import Round


@dataclass(frozen=True)
class Progress:
    """How far a call's decision has come: when each act was done, None where it was not.

    `prepared_by` and `adopted_by` are accounts; `contested_at` is the latest contest, settled or
    not; `letters` counts those that left; `freed_by` wrote down that a project gave up whose money
    nobody has passed on yet; `draw_waits` where slips must be drawn before; `untold` where nobody
    was told yet to whom freed money went; `news` since the newest version of the record.
    """

    round: str = "planned"
    round_until: datetime | None = None
    confirmed_at: datetime | None = None
    prepared_at: datetime | None = None
    prepared_by: str | None = None
    adopted_at: datetime | None = None
    adopted_by: str | None = None
    act_attached: bool = False
    letters: int = 0
    contested_at: datetime | None = None
    published: bool = False
    freed_by: str | None = None
    draw_waits: bool | None = None
    untold: bool = False
    news: bool = False


def has_work(call_id: Any) -> Any:
    """Choose whether a decision that stands still waits for somebody: a condition on a call."""
    published = exists().where(
        PublishedRecord.call_id == call_id,
        Decision.call_id == call_id,
        PublishedRecord.published_at >= Decision.adopted_at,
    )
    return or_(~published, _freed(call_id).is_not(None), _untold(call_id), _news(call_id))


def _freed(call_id: Any) -> Any:
    """Choose who wrote down that a project gave up, where its money still waits."""
    later = aliased(DecisionEvent)
    passed_on = exists().where(
        later.call_id == DecisionEvent.call_id,
        later.number > DecisionEvent.number,
        later.kind.in_(("passed_on", RETAKEN)),
    )
    return (
        select(func.min(DecisionEvent.by))
        .where(DecisionEvent.call_id == call_id, DecisionEvent.kind == "given_up", ~passed_on)
        .scalar_subquery()
    )


def _draw_waits(call_id: Any) -> Any:
    """Choose whether freed money waits for slips to be drawn on the reserve list."""
    return (
        select(DecisionEvent.tied)
        .where(
            DecisionEvent.call_id == call_id,
            DecisionEvent.kind.in_(("given_up", "drawn", "passed_on", RETAKEN)),
        )
        .order_by(DecisionEvent.number.desc())
        .limit(1)
        .scalar_subquery()
    )


def _untold(call_id: Any) -> Any:
    """Choose whether no letter has left yet about money that was passed on."""
    later = aliased(DecisionEvent)
    return exists().where(
        DecisionEvent.call_id == call_id,
        DecisionEvent.kind == "passed_on",
        ~exists().where(
            DecisionLetter.call_id == DecisionEvent.call_id,
            DecisionLetter.about == DecisionEvent.number,
        ),
        ~exists().where(
            later.call_id == DecisionEvent.call_id,
            later.number > DecisionEvent.number,
            later.kind.in_(("passed_on", RETAKEN)),
        ),
    )


def _news(call_id: Any) -> Any:
    """Choose whether something happened to the decision since its record was last published."""
    newest = (
        select(func.max(PublishedRecord.published_at))
        .where(PublishedRecord.call_id == call_id)
        .scalar_subquery()
    )
    return exists().where(DecisionEvent.call_id == call_id, DecisionEvent.at > newest)


def published_among(session: Session, call_ids: Sequence[str]) -> set[str]:
    """Name those of some calls that have a published record."""
    return set(
        session.scalars(
            select(PublishedRecord.call_id).where(
                PublishedRecord.call_id.in_(call_ids), PublishedRecord.number == 1
            )
        )
    )


def progress_of(session: Session, call_ids: Sequence[str]) -> dict[str, Progress]:
    """Say how far the decisions of some calls have come; a call without a round is left out."""
    contested_at = (
        select(func.max(DecisionEvent.at))
        .where(DecisionEvent.call_id == Round.call_id, DecisionEvent.kind == "contested")
        .scalar_subquery()
    )
    standing = (
        select(func.coalesce(func.max(DecisionEvent.number), 0))
        .where(DecisionEvent.call_id == Round.call_id, DecisionEvent.kind == RETAKEN)
        .scalar_subquery()
    )
    letters = (
        select(func.count())
        .select_from(DecisionLetter)
        .where(DecisionLetter.call_id == Round.call_id, DecisionLetter.about == standing)
        .scalar_subquery()
    )
    question = (
        select(
            Round.call_id,
            Round.state,
            Round.closes_at,
            Confirmation.confirmed_at,
            Decision.prepared_at,
            Decision.prepared_by,
            Decision.adopted_at,
            Decision.adopted_by,
            exists(
                select(literal(1)).where(
                    SignedAct.call_id == Round.call_id, SignedAct.about == standing
                )
            ),
            letters,
            contested_at,
            exists(
                select(literal(1)).where(
                    PublishedRecord.call_id == Round.call_id,
                    PublishedRecord.published_at >= Decision.adopted_at,
                )
            ),
            _freed(Round.call_id),
            _draw_waits(Round.call_id),
            _untold(Round.call_id),
            _news(Round.call_id),
        )
        .outerjoin(
            Confirmation,
            (Confirmation.call_id == Round.call_id) & (Confirmation.round_id == Round.id),
        )
        .outerjoin(Decision, Decision.call_id == Round.call_id)
        .where(Round.call_id.in_(call_ids))
        .order_by(Round.call_id, Round.number)
    )
    return {call_id: Progress(*rest) for call_id, *rest in session.execute(question)}
