"""Compares the files that are kept with their digests in the tables and in the log; mends them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from jury.config import Settings
from jury.domain.record.canonical import RecordError
from jury.domain.record.kinds.decision import ActAttached
from jury.domain.record.kinds.lottery import LotteryDrawn
from jury.domain.record.kinds.proposal import FileAdded, FileRemoved
from jury.domain.record.leaf import Leaf
from jury.storage.decision import SignedAct, signed_acts
from jury.storage.files import Folder, store_in
from jury.storage.lottery import LotteryFile, lottery_files
from jury.storage.proposal import File
from jury.storage.record import Log, LogEntry

Finding = dict[str, object]


@dataclass(frozen=True)
class Row:
    """What a table says of a kept file; the digest in hexadecimal, the size in bytes."""

    stored: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Mended:
    """A kept file that was damaged and is whole again; a signed act has its call's id as `file`."""

    call: str
    file: str


def mend_files(session: Session, settings: Settings, good: Path) -> list[Mended]:
    """Put the files of a folder in the place of those kept under the same name that are damaged.

    Only where the table's digest says so: the one that is kept has another, and the one in the
    folder has it. Says which.
    """
    known = union_all(
        select(File.call_id, File.id, File.stored, File.sha256),
        select(SignedAct.call_id, SignedAct.call_id, SignedAct.stored, SignedAct.sha256),
        select(LotteryFile.call_id, LotteryFile.id, LotteryFile.stored, LotteryFile.sha256),
    )
    store, found = store_in(settings.instance), []
    for call_id, file_id, name, sha256 in session.execute(known):
        source = good / name
        if not source.exists() or _digest_of(store, name) == sha256:
            continue
        data = source.read_bytes()
        if _digest(data) == sha256:
            store.write(name, data)
            found.append(Mended(call_id, file_id))
    return sorted(found, key=lambda mended: (mended.call, mended.file))


def _digest_of(store: Folder, name: str) -> str | None:
    try:
        return _digest(store.open(name))
    except FileNotFoundError:
        return None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def wrong_files(session: Session, settings: Settings, scope: str) -> list[Finding]:
    """List which files of a call miss or differ, each with the code of what is wrong.

    `file_lost`: the log has it, and the table or the folder does not; `file_differs`: its bytes,
    or what the table says of them, are not those in the log; `file_without_entry`: the log never
    had it. A signed act stands under the call's own name.
    """
    logged, stored = _logged(session, scope), _stored(session, scope)
    store = store_in(settings.instance)
    found: list[Finding] = []
    for name in sorted(logged.keys() | stored.keys()):
        code = _wrong(store, logged.get(name), stored.get(name))
        if code is not None:
            found.append({"code": code, "call": scope, "file": name})
    return found


def _wrong(store: Folder, entry: tuple[str, int] | None, row: Row | None) -> str | None:
    if entry is None:
        return "file_without_entry"
    if row is None:
        return "file_lost"
    try:
        data = store.open(row.stored)
    except FileNotFoundError:
        return "file_lost"
    kept = (_digest(data), len(data))
    return None if kept == (row.sha256, row.size) == entry else "file_differs"


def _logged(session: Session, scope: str) -> dict[str, tuple[str, int]]:
    """Give digest and size of what was added, by name, without what was taken away."""
    kinds = (FileAdded.KIND, FileRemoved.KIND, ActAttached.KIND, LotteryDrawn.KIND)
    rows = session.scalars(
        select(LogEntry.data)
        .join(Log, Log.id == LogEntry.log_id)
        .where(Log.scope == scope, LogEntry.kind.in_(kinds))
        .order_by(Log.generation, LogEntry.leaf)
    )
    found: dict[str, tuple[str, int]] = {}
    for data in rows:
        try:
            leaf = Leaf.decode(data)
        except RecordError:  # named where the entries themselves are checked
            continue
        if leaf.kind == FileRemoved.KIND:
            found.pop(leaf.subject, None)
        elif leaf.kind == LotteryDrawn.KIND:
            found.update(_listed(leaf))
        else:
            size = leaf.facts["bytes" if leaf.kind == ActAttached.KIND else "size"]
            found[leaf.subject] = (str(leaf.facts["sha256"]), int(str(size)))
    return found


def _listed(leaf: Leaf) -> dict[str, tuple[str, int]]:
    """Give digest and size of each file of a draw, by name."""
    files = leaf.facts["files"]
    return {
        name: (str(said["sha256"]), int(said["size"]))
        for name, said in (files.items() if isinstance(files, dict) else ())
    }


def _stored(session: Session, scope: str) -> dict[str, Row]:
    rows = session.scalars(select(File).where(File.call_id == scope, File.removed_at.is_(None)))
    found = {row.id: Row(row.stored, row.sha256, row.size) for row in rows}
    for name, file in lottery_files(session, scope).items():
        found[name] = Row(file.stored, file.sha256, file.size)
    for name, act in signed_acts(session, scope).items():
        found[name] = Row(act.stored, act.sha256, act.size)
    return found
