"""The second typing of a paper sheet beside the first: where they differ, both are kept.

Nothing of it counts, and the log says nothing of it, until both typings are the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from jury.domain.errors import Invalid
from jury.services.doors import Doors
from jury.services.perform import Done, Moment
from jury.services.scoring.paper import confirm_paper, differences
from jury.services.upkeep import upkeep
from jury.storage.account import Draft
from jury.storage.scoring import current_round
from jury.storage.scoring.paper import PaperSheet, second_drafts, second_subject
from jury.storage.seat import seats_in


@dataclass(frozen=True)
class Typing:
    """What one person typed from a paper sheet: its tie, a level for each criterion, the words."""

    degree: str
    levels: Mapping[str, int | None]
    words: Mapping[str, str]

    def differs(self, paper: PaperSheet) -> list[str]:
        """Name the fields in which it differs from the first typing."""
        return differences(paper, self.degree, self.levels, self.words)


@dataclass(frozen=True)
class Second:
    """A second typing that was kept, and whose it is."""

    account_id: str
    typing: Typing


def compare_paper(
    moment: Moment,
    *,
    call_id: str,
    seat_number: int,
    proposal_id: str,
    typing: Typing,
    version: int,
) -> Done:
    """Type the same paper sheet anew; where the two differ, both typings are kept.

    Raises as `confirm_paper`.
    """
    try:
        return confirm_paper(
            moment,
            call_id=call_id,
            seat_number=seat_number,
            proposal_id=proposal_id,
            degree=typing.degree,
            levels=typing.levels,
            words=typing.words,
            version=version,
        )
    except Invalid as problem:
        if problem.code == "paper_differs":
            _keep(moment.doors, moment.account_id or "", call_id, seat_number, proposal_id, typing)
        raise


def _keep(
    doors: Doors, account_id: str, call_id: str, number: int, proposal_id: str, typing: Typing
) -> None:
    content: dict[str, Any] = {
        "degree": typing.degree, "levels": dict(typing.levels), "words": dict(typing.words)
    }  # fmt: skip
    with upkeep(doors) as session:
        round_ = current_round(session, call_id)
        seat = next((s for s in seats_in(session, call_id) if s.number == number), None)
        if round_ is None or seat is None:
            return
        key = (call_id, account_id, second_subject(round_.id, seat.id, proposal_id))
        draft = session.get(Draft, key)
        if draft is None:
            draft = Draft(call_id=key[0], account_id=key[1], subject=key[2], version=0)
            session.add(draft)
        draft.content, draft.changed_at = content, doors.clock()
        draft.version += 1


def second_typings(session: Session, call_id: str, round_id: str) -> dict[str, Second]:
    """Give the second typings that differed when they were made, by `second_subject`.

    Only for the two scrutineers: it holds levels.
    """
    return {
        subject: Second(draft.account_id, Typing(**draft.content))  # type: ignore[arg-type]
        for subject, draft in second_drafts(session, call_id, round_id).items()
    }
