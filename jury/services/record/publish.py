"""The verb that publishes a decision record: its exact bytes, and their digest in the log."""

from __future__ import annotations

import hashlib

from jury.domain.call.states import STANDS
from jury.domain.errors import Conflict
from jury.domain.permissions import Action
from jury.domain.record.document import Document
from jury.domain.record.kinds import Entry
from jury.domain.record.kinds.record import RecordPublished
from jury.domain.record.recompute import recompute
from jury.services.decision.tallies import BEFORE_THE_JURY
from jury.services.perform import Act, performs
from jury.services.record.assemble import assemble
from jury.storage.base import new_id
from jury.storage.decision import (
    PublishedRecord,
    concerned,
    events_of,
    latest_record,
    letters_of,
    told_about,
)
from jury.storage.proposal import proposals_in

FILE = "record.json"
CORRECTED = ("decided", "contested", "annulled", "retaken")
"""States in which a published record may get another version."""


@performs(Action.RECORD_PUBLISH)
def publish_record(act: Act, *, call_id: str) -> Entry:
    """Publish the decision record, once the authority has answered; a later one gets a new number.

    Raises Conflict (`call_is_<state>`, `letters_missing`, `record_unchanged`, `record_differs`
    where the record's own numbers do not give its outcomes).
    """
    call = act.the_call()
    last = latest_record(act.session, call_id)
    if call.state not in (CORRECTED if last is not None else STANDS):
        raise Conflict(f"call_is_{call.state}")
    _refuse_before_the_letters(act)
    number = last.number + 1 if last is not None else 1
    document = assemble(act.session, call, number=number)
    problems = recompute(document)
    if problems:
        raise Conflict("record_differs", count=len(problems))
    if last is not None and _same(document, last):
        raise Conflict("record_unchanged")
    data = document.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    act.session.add(
        PublishedRecord(
            call_id=call_id,
            id=new_id(),
            number=number,
            document=data.decode(),
            sha256=sha256,
            published_at=act.now,
        )
    )
    files: list[dict[str, object]] = [{"name": FILE, "sha256": sha256, "bytes": len(data)}]
    return Entry(RecordPublished(number=number, files=files), call_id, number)


def _refuse_before_the_letters(act: Act) -> None:
    """Applicants read of the decision in their letter, not in the news."""
    call_id = act.the_call().id
    events = events_of(act.session, call_id)
    about, told = told_about(events), concerned(events)
    sent = letters_of(act.session, call_id, about)
    before = proposals_in(act.session, call_id, BEFORE_THE_JURY)
    missing = sum(p.id not in sent for p in before if told is None or p.id in told)
    if missing:
        raise Conflict("letters_missing", count=missing)


def _same(document: Document, last: PublishedRecord) -> bool:
    """Tell whether only the log has grown since the last version: then there is nothing new."""
    before = Document.decode(last.document.encode())
    return all(
        getattr(document, name) == getattr(before, name)
        for name in ("call", "round", "proposals", "decision", "events")
    )
