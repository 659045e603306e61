"""Who was drawn says themselves that they come, by their private link."""

from __future__ import annotations

from jury.domain.errors import Conflict, Invalid
from jury.domain.permissions import Action
from jury.domain.record.kinds import Entry
from jury.domain.record.kinds.lottery import CandidateAnswered
from jury.services.lottery.answers import why
from jury.services.lottery.correcting import by_link
from jury.services.perform import Act, performs
from jury.services.seat.filling import MOST_NAME


@performs(Action.CANDIDATE_ACCEPT)
def accept_seat(act: Act, *, call_id: str, link: bytes, name: str, version: int) -> Entry:
    """Say that one comes, by one's private link, and by which name the jury knows one.

    The entry is the same as where the facilitator writes the answer down. Raises NotFound,
    Invalid (`own_name_missing`, `own_name_too_long`) or Conflict (`stale`, `not_asked`).
    """
    lottery, candidate, contact = by_link(act, link, version)
    if candidate.state != "drawn" or lottery.confirmed_at is None:
        raise Conflict("not_asked")
    contact.name = _named(name)
    candidate.state = "accepted"
    candidate.version += 1
    return Entry(CandidateAnswered(True, "", 0), candidate.id, candidate.version, why(""))


def _named(name: str) -> str:
    name = name.strip()
    if not name:
        raise Invalid("own_name_missing", {"name": "own_name_missing"})
    if len(name) > MOST_NAME:
        raise Invalid("own_name_too_long", {"name": "own_name_too_long"}, most=MOST_NAME)
    return name
