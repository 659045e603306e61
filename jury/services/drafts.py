"""What a juror has begun on a sheet: kept at each touch, never counted, theirs alone.

Outside the log. A sheet that is handed in stands elsewhere; the draft stays beside it.
"""

from __future__ import annotations

from collections.abc import Mapping

from jury.domain.errors import Conflict, Invalid, NotFound
from jury.services.doors import Doors
from jury.services.scoring import MOST_WORDS, WORDS, refuse_unless_open
from jury.services.upkeep import upkeep
from jury.storage.account import Draft
from jury.storage.scoring import Sheet, draft_subject, standing_of

Content = dict[str, dict[str, object]]
"""`levels`: criterion -> level or None ("cannot judge"); `words`: "convinced", "worried"."""


def keep_sheet(
    doors: Doors,
    account_id: str,
    *,
    call_id: str,
    proposal_id: str,
    levels: Mapping[str, int | None],
    words: Mapping[str, str],
    version: int = 0,
) -> int:
    """Keep some answers of a sheet; what is not named stays. Give the draft's version.

    `version` is the draft's when the page was drawn, 0 for none. Keeping what stands there
    already changes nothing, whatever the version. Raises NotFound, Forbidden (`conflict`),
    Conflict (`stale`, `tie_first`, `round_is_<state>`), or Invalid (`words_too_long`).
    """
    long = {name: "words_too_long" for name, text in words.items() if len(text) > MOST_WORDS}
    if long:
        raise Invalid("words_too_long", long, most=MOST_WORDS)
    with upkeep(doors) as session:
        now = doors.clock()
        at = standing_of(session, call_id, account_id, proposal_id)
        if at is None:
            raise NotFound()
        subject = draft_subject(refuse_unless_open(at, now), proposal_id)
        draft = session.get(Draft, (call_id, account_id, subject))
        before = content_of(draft, at.sheet)
        after = {
            "levels": {**before["levels"], **levels},
            "words": {**before["words"], **{n: words[n] for n in WORDS if n in words}},
        }
        if draft is not None and after == before:
            return draft.version
        if version != (draft.version if draft is not None else 0):
            raise Conflict("stale")
        if draft is None:
            draft = Draft(
                call_id=call_id, account_id=account_id, subject=subject, content={}, version=0
            )
            session.add(draft)
        draft.content = dict(after)
        draft.version += 1
        draft.changed_at = now
        return draft.version


def content_of(draft: Draft | None, sheet: Sheet | None) -> Content:
    """Give what a juror's page shows: what they began, or else what they handed in."""
    if draft is not None:
        return {name: dict(_part(draft, name)) for name in ("levels", "words")}
    if sheet is not None:
        return {"levels": dict(sheet.levels), "words": dict(sheet.words)}
    return {"levels": {}, "words": {}}


def _part(draft: Draft, name: str) -> Mapping[str, object]:
    part = draft.content.get(name)
    return part if isinstance(part, dict) else {}


def differs(draft: Draft | None, sheet: Sheet | None) -> bool:
    """Tell whether a juror has changed something since they handed it in."""
    if draft is None or sheet is None:
        return False
    begun, sent = content_of(draft, None), content_of(None, sheet)
    return begun["levels"] != sent["levels"] or any(
        begun["words"].get(name, "") != sent["words"].get(name, "") for name in WORDS
    )
