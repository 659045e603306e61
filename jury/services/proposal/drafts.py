"""What an author has begun to write: kept as typed, even where it is wrong. Never in the log."""

from __future__ import annotations

from collections.abc import Mapping

from jury.domain.errors import Conflict, Invalid, NotFound
from jury.services.doors import Doors
from jury.services.upkeep import upkeep
from jury.storage.account import Draft
from jury.storage.proposal import draft_of, proposal_of

MOST_KEPT = 20_000
"""Letters of one field that a draft can hold: five times what any field may say at last."""


def keep_draft(
    doors: Doors,
    *,
    account_id: str,
    call_id: str,
    proposal_id: str,
    values: Mapping[str, str],
    version: int,
) -> int:
    """Keep some fields of a proposal's draft as they were typed; give the draft's new version.

    Only its lead can; what stands in other fields stays. `version` is the draft's, 0 for none.
    Keeping what stands there already changes nothing, whatever the version. Raises NotFound,
    Conflict (`stale`), or Invalid (`draft_too_long`).
    """
    if any(len(value) > MOST_KEPT for value in values.values()):
        raise Invalid("draft_too_long", most=MOST_KEPT)
    with upkeep(doors) as session:
        proposal = proposal_of(session, call_id, proposal_id)
        if proposal is None or proposal.lead_id != account_id:
            raise NotFound()
        draft = draft_of(session, call_id, account_id, proposal_id)
        if draft is not None and {**draft.content, **values} == draft.content:
            return draft.version
        if version != (draft.version if draft is not None else 0):
            raise Conflict("stale")
        if draft is None:
            draft = Draft(
                call_id=call_id, account_id=account_id, subject=proposal_id, content={}, version=0
            )
            session.add(draft)
        draft.content = {**draft.content, **values}
        draft.version += 1
        draft.changed_at = doors.clock()
        return draft.version
