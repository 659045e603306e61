"""Compares tables, kept files, openings and logs: finds what somebody wrote past the doors."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jury.config import Settings
from jury.domain.record import merkle
from jury.domain.record.canonical import RecordError, encode
from jury.domain.record.duty import Duties, State, examine
from jury.domain.record.kinds.record import RecordPublished
from jury.domain.record.kinds.scoring import (
    CountConfirmed,
    PaperConfirmed,
    RoundCounted,
    SheetSubmitted,
)
from jury.domain.record.leaf import Leaf
from jury.domain.record.logfile import Opening as Opened
from jury.domain.record.note import Verifier
from jury.domain.record.seal import opens
from jury.domain.record.verify import Report, facts_of, open_checkpoint
from jury.services.checkpoints import (
    WillNotSign,
    check_continuation,
    public_openings,
    signed_before,
)
from jury.services.doors import Doors
from jury.services.files.comparing import wrong_files
from jury.services.record.seats import shows_who_sat
from jury.storage import signed
from jury.storage.decision import PublishedRecord, Result
from jury.storage.record import INSTALLATION, Log, LogEntry, Opening, newest_openings
from jury.storage.scoring import Sheet

Finding = dict[str, object]
SHEET_PARTS = frozenset({"levels", "who", "words"})


def check_instance(doors: Doors) -> Report:
    """Check every log, every opening, and every sheet, result, record and file against them.

    The fields are those of a file's check; each finding names its log. The checkpoint is the last
    one signed of the installation's own log, whose key is the one to pin.
    """
    problems: list[Finding] = []
    erased: list[Finding] = []
    missing: list[Finding] = []
    withheld = 0
    settings = doors.settings
    with doors.engines.reading() as session:
        logs = list(session.scalars(select(Log).order_by(Log.scope, Log.generation)))
        for log in logs:
            problems += _check_log(session, settings, log)
            duties = _check_openings(session, log, problems)
            withheld += len(duties.places(State.WITHHELD))
            erased += [{"log": log.id, **place} for place in duties.places(State.ERASED)]
            missing += [{"log": log.id, **place} for place in duties.places(State.MISSING)]
        known = {log.id for log in logs}
        problems += [
            {"code": "log_lost", "log": name}
            for name in signed.known_logs(settings.instance)
            if name not in known
        ]
        for scope in sorted({log.scope for log in logs}):
            problems += _check_sheets(session, scope)
            problems += _check_results(session, scope)
            problems += _check_records(session, scope)
            problems += wrong_files(session, settings, scope)
        entries = session.scalar(select(func.count()).select_from(LogEntry)) or 0
        checkpoint = _last_checkpoint(session, settings, logs)
    return Report(entries, checkpoint, withheld, erased, missing, problems)


def _last_checkpoint(session: Session, settings: Settings, logs: list[Log]) -> Finding | None:
    """Give the newest checkpoint of the installation's log that its key has signed, if any."""
    newest = None
    for log in logs:
        if log.scope != INSTALLATION or log.ended:
            continue
        for note in signed_before(session, settings, log.id):
            with suppress(RecordError):
                found = open_checkpoint(note.encode("utf-8"), Verifier.parse(log.verifier_key))
                newest = found if newest is None or found.size > newest.size else newest
    return facts_of(newest) if newest is not None else None


def _check_log(session: Session, settings: Settings, log: Log) -> list[Finding]:
    """Hash every entry again; compare with the stored hashes, the head and the signed notes."""
    found: list[Finding] = []
    rows = session.execute(
        select(LogEntry.leaf, LogEntry.data, LogEntry.hash)
        .where(LogEntry.log_id == log.id)
        .order_by(LogEntry.leaf)
    )
    for leaf, data, hashed in rows:
        if merkle.leaf_hash(data) != hashed:
            found.append({"code": "leaf_differs", "log": log.id, "leaf": leaf})
    if not log.ended:
        try:
            check_continuation(session, settings, log)
        except WillNotSign as refusal:
            found.append({"code": refusal.code, "log": log.id})
    return found


def _check_openings(session: Session, log: Log, problems: list[Finding]) -> Duties:
    """Compare each opening with its commitment, and what is due with what is there."""
    leaves: dict[int, Leaf] = {}
    rows = session.execute(
        select(LogEntry).where(LogEntry.log_id == log.id).order_by(LogEntry.leaf)
    )
    for (entry,) in rows:
        try:
            leaf = Leaf.decode(entry.data)
        except RecordError as error:
            problems.append(
                {"code": "bad_leaf", "log": log.id, "leaf": entry.leaf, "reason": error.code}
            )
            continue
        leaves[entry.leaf] = leaf
        if (leaf.kind, leaf.subject, leaf.version) != (entry.kind, entry.subject, entry.version):
            problems.append({"code": "leaf_differs", "log": log.id, "leaf": entry.leaf})
    for opening in _all_openings(session, log.id):
        if not _fits(opening, leaves):
            problems.append(
                {
                    "code": "opening_differs",
                    "log": log.id,
                    "leaf": opening.leaf,
                    "part": opening.part,
                }
            )
    size = max(leaves, default=-1) + 1
    # What does not fit was named above; here only what the public may expect is compared.
    fitting = [
        opened
        for opened in public_openings(session, log.id, size)
        if _opens(leaves.get(opened.leaf), opened)
    ]
    duties = examine(leaves, fitting)
    problems += [{**problem, "log": log.id} for problem in duties.problems]
    return duties


def _all_openings(session: Session, log_id: str) -> Iterator[Opening]:
    yield from session.scalars(
        select(Opening)
        .where(Opening.log_id == log_id, Opening.key.is_not(None))
        .order_by(Opening.leaf, Opening.part)
    )


def _fits(opening: Opening, leaves: dict[int, Leaf]) -> bool:
    leaf = leaves.get(opening.leaf)
    part = next((p for p in leaf.parts if p.name == opening.part), None) if leaf else None
    if part is None or part.due != opening.due or opening.key is None or opening.value is None:
        return False
    try:
        value = json.loads(opening.value)
        canonical = encode(value).decode("utf-8") == opening.value
        return canonical and _opens(leaf, Opened(opening.leaf, opening.part, opening.key, value))
    except (ValueError, RecordError):
        return False


def _opens(leaf: Leaf | None, opened: Opened) -> bool:
    part = next((p for p in leaf.parts if p.name == opened.part), None) if leaf else None
    if leaf is None or part is None:
        return False
    try:
        return opens(part.commitment, opened.key, part.name, leaf.subject, opened.value)
    except RecordError:
        return False


def _check_sheets(session: Session, scope: str) -> list[Finding]:
    """Compare each sheet with the newest entry under its name: content, version, existence."""
    found: list[Finding] = []
    opened: dict[str, dict[str, Opening]] = {}
    versions: dict[str, int] = {}
    for kind in (SheetSubmitted.KIND, PaperConfirmed.KIND):
        opened |= newest_openings(session, scope, kind)
        versions |= _newest_versions(session, scope, kind)
    sheets = session.scalars(select(Sheet).where(Sheet.call_id == scope).order_by(Sheet.id))
    seen = set()
    for sheet in sheets:
        seen.add(sheet.id)
        if sheet.id not in versions:
            found.append({"code": "sheet_without_entry", "call": scope, "sheet": sheet.id})
        elif sheet.version != versions[sheet.id] or not _same(sheet, opened.get(sheet.id, {})):
            found.append({"code": "sheet_differs", "call": scope, "sheet": sheet.id})
    found += [
        {"code": "entry_without_sheet", "call": scope, "sheet": name}
        for name in sorted(set(versions) - seen)
    ]
    return found


def _newest_versions(session: Session, scope: str, kind: str) -> dict[str, int]:
    rows = session.execute(
        select(LogEntry.subject, func.max(LogEntry.version))
        .join(Log, Log.id == LogEntry.log_id)
        .where(Log.scope == scope, LogEntry.kind == kind)
        .group_by(LogEntry.subject)
    )
    return {row[0]: row[1] for row in rows}


def _same(sheet: Sheet, parts: dict[str, Opening]) -> bool:
    """Compare with what is still open: what was erased cannot be compared any more."""
    stored: dict[str, object] = {
        "who": {"seat": sheet.seat_id, "proposal": sheet.proposal_id},
        "levels": sheet.levels,
        "words": sheet.words,
    }
    return parts.keys() >= SHEET_PARTS and all(
        opening.value is None or json.loads(opening.value) == stored[name]
        for name, opening in parts.items()
        if name in SHEET_PARTS
    )


def _newest_facts(session: Session, scope: str, kind: str) -> dict[str, object] | None:
    data = session.scalar(
        select(LogEntry.data)
        .join(Log, Log.id == LogEntry.log_id)
        .where(Log.scope == scope, LogEntry.kind == kind)
        .order_by(Log.generation.desc(), LogEntry.leaf.desc())
        .limit(1)
    )
    return None if data is None else dict(Leaf.decode(data).facts)


def _check_results(session: Session, scope: str) -> list[Finding]:
    """Compare each result with the counting's entry, and the levels with the guarantor's."""
    facts = _newest_facts(session, scope, RoundCounted.KIND)
    rows = list(
        session.scalars(select(Result).where(Result.call_id == scope).order_by(Result.proposal_id))
    )
    stored = {r.proposal_id: (r.place, _score(r.score), r.outcome, r.amount_cents) for r in rows}
    listed = facts["results"] if facts is not None else []
    logged = {
        r["proposal"]: (r["place"], _score(r["score"]), r["outcome"], r["amount_cents"])
        for r in (listed if isinstance(listed, list) else [])
    }
    found: list[Finding] = [
        {"code": "result_differs", "call": scope, "proposal": proposal}
        for proposal in sorted(stored.keys() | logged.keys())
        if stored.get(proposal) != logged.get(proposal)
    ]
    confirmed = _newest_facts(session, scope, CountConfirmed.KIND)
    levels = hashlib.sha256(encode([[r.proposal_id, r.criteria] for r in rows])).hexdigest()
    if confirmed is not None and confirmed["sha256"] != levels:
        found.append({"code": "levels_differ", "call": scope})
    return found


def _score(text: object) -> Fraction | None:
    return Fraction(str(text)) if text else None


def _check_records(session: Session, scope: str) -> list[Finding]:
    """Compare the bytes of each published record with its digest, and with the log's."""
    found: list[Finding] = []
    rows = session.execute(
        select(LogEntry.data)
        .join(Log, Log.id == LogEntry.log_id)
        .where(Log.scope == scope, LogEntry.kind == RecordPublished.KIND)
    )
    digests = set()
    for (data,) in rows:
        files = Leaf.decode(data).facts["files"]
        digests |= {file["sha256"] for file in (files if isinstance(files, list) else [])}
    for record in session.scalars(select(PublishedRecord).where(PublishedRecord.call_id == scope)):
        digest = hashlib.sha256(record.document.encode("utf-8")).hexdigest()
        if digest != record.sha256 or digest not in digests:
            found.append({"code": "record_differs", "call": scope, "number": record.number})
        elif not shows_who_sat(session, record):
            found.append({"code": "composition_differs", "call": scope, "number": record.number})
    return found
