"""What people who come need to take part: kept outside the log, and deleted when it is over."""

from __future__ import annotations

from sqlalchemy.orm import Session

from jury.domain.errors import Conflict, NotFound
from jury.domain.lottery.needs import Needs, check_needs, pair_up
from jury.services.doors import Doors
from jury.services.seat.filling import SEATED_WHILE
from jury.services.upkeep import upkeep
from jury.storage.call import Call
from jury.storage.lottery import Candidate
from jury.storage.lottery.needs import ASKED, CandidateNeeds, forget_over, needs_in, needs_of


def keep_needs(
    doors: Doors, *, call_id: str, candidate_id: str, needs: Needs, version: int
) -> None:
    """Keep what somebody who was drawn needs and speaks, in the place of what they said before.

    `version` is that of the page, 0 where nothing was said yet. Raises NotFound, Invalid (fields
    `kinds`, `words`, `languages`) or Conflict (`needs_not_asked`, `call_is_<state>`, `stale`).
    """
    check_needs(needs)
    with upkeep(doors) as session:
        candidate = session.get(Candidate, (call_id, candidate_id))
        call = session.get(Call, call_id)
        if candidate is None or call is None:
            raise NotFound()
        if candidate.state not in ASKED:
            raise Conflict("needs_not_asked")
        if call.state not in SEATED_WHILE:
            raise Conflict(f"call_is_{call.state}")
        kept = needs_of(session, call_id, candidate_id)
        if version != (kept.version if kept else 0):
            raise Conflict("stale")
        if kept is None:
            kept = CandidateNeeds(call_id=call_id, id=candidate_id, version=0)
            session.add(kept)
        kept.kinds, kept.words = list(needs.kinds), needs.words
        kept.languages, kept.buddy = needs.languages, needs.buddy
        kept.version += 1
        if not needs.buddy:
            _part_from_buddies(session, kept)


def _part_from_buddies(session: Session, kept: CandidateNeeds) -> None:
    """Let somebody who wants no buddy any more, and their buddies, not see each other's names."""
    for _name, row in needs_in(session, kept.call_id):
        row.buddies = [other for other in row.buddies if kept.id not in (row.id, other)]


def pair_buddies(doors: Doors, *, call_id: str) -> int:
    """Put those who come and want a buddy together; give how many groups there are.

    Pairs from before are made anew. Raises Conflict (`nobody_to_pair`) for fewer than two.
    """
    with upkeep(doors) as session:
        rows = {row.id: row for _name, row in needs_in(session, call_id)}
        groups = pair_up({id: row.languages for id, row in rows.items() if row.buddy})
        if not groups:
            raise Conflict("nobody_to_pair")
        beside = {id: [other for other in group if other != id] for group in groups for id in group}
        for id, row in rows.items():
            row.buddies = beside.get(id, [])
        return len(groups)


def forget_needs(doors: Doors) -> None:
    """Delete, for the worker, what has no purpose any more."""
    with upkeep(doors) as session:
        forget_over(session, SEATED_WHILE)
