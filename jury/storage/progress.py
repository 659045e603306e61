"""How far the decision of each call has come: what the desks of its people show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from jury.storage.decision import Confirmation, Decision, PublishedRecord
from jury.storage.scoring import Round


@dataclass(frozen=True)
class Progress:
    """How far a call's decision has come."""

    round: str
    confirmed: bool
    prepared: bool
    adopted: bool
    published: bool


NOTHING_YET = Progress("planned", False, False, False, False)


def progress_of(session: Session, call_ids: Sequence[str]) -> dict[str, Progress]:
    """Say how far the decisions of some calls have come; a call without a round is left out."""
    question = (
        select(
            Round.call_id,
            Round.state,
            Confirmation.id,
            Decision.prepared_at,
            Decision.adopted_at,
            exists().where(PublishedRecord.call_id == Round.call_id),
        )
        .outerjoin(
            Confirmation,
            (Confirmation.call_id == Round.call_id) & (Confirmation.round_id == Round.id),
        )
        .outerjoin(Decision, Decision.call_id == Round.call_id)
        .where(Round.call_id.in_(call_ids))
        .order_by(Round.call_id, Round.number)
    )
    return {
        call_id: Progress(
            state, confirmed is not None, prepared is not None, adopted is not None, published
        )
        for call_id, state, confirmed, prepared, adopted, published in session.execute(question)
    }
