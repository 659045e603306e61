"""Signing how far each log has come, and giving a log as a file.

Only the worker signs. It must never sign a tree that does not extend the last one it signed: that
one is kept in a file of its own, so that not even a restored database can make it forget.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jury.config import Settings
from jury.domain.errors import NotFound
from jury.domain.record import logfile, merkle
from jury.domain.record.canonical import RecordError
from jury.domain.record.duty import CLOSED_KIND, ERASED_KIND, is_due
from jury.domain.record.leaf import Leaf, PartRef
from jury.domain.record.note import Checkpoint, Verifier
from jury.domain.record.verify import open_checkpoint
from jury.services.doors import Doors
from jury.services.logs import sign, signer
from jury.services.upkeep import upkeep
from jury.storage import signed
from jury.storage.record import (
    Log,
    LogEntry,
    Opening,
    SignedCheckpoint,
    latest_checkpoint,
    leaves_of,
)

URGENT = frozenset(
    {
        CLOSED_KIND,
        ERASED_KIND,
        "round.counted",
        "draw.entered",
        "lottery.drawn",
        "decision.adopted",
        "record.published",
        "log.restarted",
    }
)
"""Kinds after which a checkpoint is signed at once; all else waits for the next regular one."""


@dataclass(frozen=True)
class Refusal:
    """A log that the signer will not sign, and why, as a code."""

    log_id: str
    code: str


@dataclass(frozen=True)
class Signed:
    """What one pass of the signer did: the logs it signed, and those that it refused."""

    logs: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()


class WillNotSign(Exception):
    """This tree does not extend the last one signed, or is not what its head says: a code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def sign_due(doors: Doors, *, urgent_only: bool = False) -> Signed:
    """Sign each log that has grown since it was last signed; refuse what is no continuation.

    With `urgent_only`, only logs with a new entry of a kind in `URGENT`: the others wait, so that
    the times of checkpoints do not tell when a juror did something.
    """
    with signed.signing_alone(doors.settings.instance) as alone:
        if not alone:
            return Signed()
        done: list[str] = []
        refused: list[Refusal] = []
        with doors.engines.reading() as session:
            due = _due(session, urgent_only)
        for log_id in due:
            try:
                _sign(doors, log_id)
            except WillNotSign as refusal:
                refused.append(Refusal(log_id, refusal.code))
            else:
                done.append(log_id)
        return Signed(tuple(done), tuple(refused))


def _due(session: Session, urgent_only: bool) -> list[str]:
    newest = (
        select(SignedCheckpoint.log_id, func.max(SignedCheckpoint.size).label("size"))
        .group_by(SignedCheckpoint.log_id)
        .subquery()
    )
    size = func.coalesce(newest.c.size, 0)
    question = (
        select(Log.id)
        .outerjoin(newest, newest.c.log_id == Log.id)
        .where(Log.size > size, Log.ended.is_(False))
        .order_by(Log.id)
    )
    if urgent_only:
        question = question.where(
            select(LogEntry.leaf)
            .where(LogEntry.log_id == Log.id, LogEntry.leaf >= size, LogEntry.kind.in_(URGENT))
            .exists()
        )
    return list(session.scalars(question))


def _sign(doors: Doors, log_id: str) -> None:
    """Sign one log's head. The file is on the disk before the database knows of the note."""
    settings = doors.settings
    with doors.engines.reading() as session:
        log = session.get_one(Log, log_id)
        origin, size = log.origin, log.size
        root = check_continuation(session, settings, log)
    note = sign(settings, origin, size, root)
    signed.keep_note(settings.instance, log_id, note)
    with upkeep(doors) as session:
        if session.get(SignedCheckpoint, (log_id, size)) is None:
            session.add(
                SignedCheckpoint(log_id=log_id, size=size, note=note, signed_at=doors.clock())
            )


def check_continuation(session: Session, settings: Settings, log: Log) -> bytes:
    """Give a log's root if its head is what its entries say and continues all that was signed.

    :raise WillNotSign: `head_differs`, `key_differs`, `note_unreadable`, `shorter`,
        `other_entries`.
    """
    hashes = hashes_of(session, log.id)
    frontier = merkle.Frontier.from_text(log.frontier)
    root = merkle.root(hashes)
    if (frontier.size, frontier.root()) != (len(hashes), root) or log.size != len(hashes):
        raise WillNotSign("head_differs")
    for note in signed_before(session, settings, log.id):
        try:
            older = open_checkpoint(note.encode("utf-8"), Verifier.parse(log.verifier_key))
        except RecordError as error:
            raise WillNotSign("note_unreadable") from error
        check_extends(older, hashes)
    if signer(settings, log.origin).verifier_key() != log.verifier_key:
        raise WillNotSign("key_differs")
    return root


def check_extends(older: Checkpoint, hashes: Sequence[bytes]) -> None:
    """Refuse leaf hashes that do not begin as an older checkpoint says.

    :raise WillNotSign: `shorter`, `other_entries`.
    """
    if older.size > len(hashes):
        raise WillNotSign("shorter")
    if merkle.root(hashes[: older.size]) != older.root:
        raise WillNotSign("other_entries")


def signed_before(session: Session, settings: Settings, log_id: str) -> list[str]:
    """Give the last checkpoint signed as the file has it, and as the database has it."""
    stored = latest_checkpoint(session, log_id)
    notes = [signed.last_note(settings.instance, log_id), stored.note if stored else None]
    return [note for note in notes if note is not None]


def hashes_of(session: Session, log_id: str) -> list[bytes]:
    """Give the stored leaf hashes of a log in order."""
    return list(
        session.scalars(
            select(LogEntry.hash).where(LogEntry.log_id == log_id).order_by(LogEntry.leaf)
        )
    )


def log_file(session: Session, log_id: str) -> bytes:
    """Give a log as everyone may have it: up to its newest signed checkpoint.

    Only openings that are due in public stand in it; what gave way to a newer version, and what
    only the guarantor may open, never leaves. :raise NotFound: if nothing was signed yet.
    """
    checkpoint = latest_checkpoint(session, log_id)
    if checkpoint is None:
        raise NotFound()
    leaves = leaves_of(session, log_id, checkpoint.size)
    openings = public_openings(session, log_id, checkpoint.size)
    return logfile.write(checkpoint.note, leaves, openings)


def public_openings(session: Session, log_id: str, size: int) -> list[logfile.Opening]:
    """Give the openings that are due in public among a log's first `size` entries."""
    places = session.execute(
        select(LogEntry.leaf, LogEntry.kind, LogEntry.subject, LogEntry.version)
        .where(LogEntry.log_id == log_id, LogEntry.leaf < size)
        .order_by(LogEntry.leaf)
    )
    last: dict[str, int] = {}
    highest: dict[tuple[str, str], int] = {}
    entries = list(places)
    ended = set()
    for leaf, kind, subject, version in reversed(entries):
        last.setdefault(kind, leaf)
        newer = highest.get((kind, subject), version)
        if newer > version:
            ended.add(leaf)
        highest[kind, subject] = max(newer, version)
    rows = session.scalars(
        select(Opening).where(
            Opening.log_id == log_id,
            Opening.leaf < size,
            Opening.key.is_not(None),
            Opening.due.not_like("guarantor%"),
        )
    )
    return [
        logfile.Opening(row.leaf, row.part, row.key, json.loads(row.value))
        for row in rows
        if row.key is not None and row.value is not None and row.leaf not in ended
        if is_due(PartRef(row.part, bytes(merkle.HASH_BYTES), row.due), row.leaf, last)
    ]


def keep_erasures(doors: Doors) -> None:
    """Copy the logs' erasures to the list that outlives a restored database."""
    with doors.engines.reading() as session:
        rows = session.execute(
            select(LogEntry.log_id, LogEntry.data)
            .where(LogEntry.kind == ERASED_KIND)
            .order_by(LogEntry.log_id, LogEntry.leaf)
        )
        found = []
        for log_id, data in rows:
            facts = Leaf.decode(data).facts
            found.append(signed.Erasure(log_id, int(str(facts["leaf"])), str(facts["part"])))
    signed.note_erasures(doors.settings.instance, found)
