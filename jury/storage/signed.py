"""The last checkpoints signed and what was erased: files beside the database, for after a loss.

A restored database knows nothing newer than its backup; these files do, and no restore may ever
touch them (the specification, section 10).
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Erasure:
    """One sealed part that was erased: in which log, which entry, which part."""

    log_id: str
    leaf: int
    part: str


def folder(instance: Path) -> Path:
    """Give the place of the last signed checkpoints."""
    return instance / "signed"


def last_note(instance: Path, log_id: str) -> str | None:
    """Give the last checkpoint that was signed for a log, whatever the database says."""
    with contextlib.suppress(FileNotFoundError):
        return _note(instance, log_id).read_text("utf-8")
    return None


def known_logs(instance: Path) -> list[str]:
    """List the logs for which a checkpoint was ever signed here."""
    return sorted(path.stem for path in folder(instance).glob("*.note"))


def keep_note(instance: Path, log_id: str, note: str) -> None:
    """Keep a checkpoint as the last one signed. It is on the disk when this returns."""
    write_whole(_note(instance, log_id), note.encode("utf-8"))


@contextlib.contextmanager
def signing_alone(instance: Path) -> Iterator[bool]:
    """Let one process sign at a time; say whether it is this one."""
    folder(instance).mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(folder(instance) / ".lock", "wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def erasures(instance: Path) -> list[Erasure]:
    """List what was erased, in the order in which it was noted."""
    try:
        lines = _erasures(instance).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return []
    return [Erasure(**json.loads(line)) for line in lines]


def note_erasures(instance: Path, found: Sequence[Erasure]) -> None:
    """Add erasures to the list, each once."""
    known = erasures(instance)
    more = [erasure for erasure in found if erasure not in set(known)]
    if more:
        lines = [json.dumps(asdict(erasure)) for erasure in [*known, *more]]
        write_whole(_erasures(instance), ("\n".join(lines) + "\n").encode("utf-8"))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a power cut leaves the old one or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(path)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Make sure that a folder's list of files is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _note(instance: Path, log_id: str) -> Path:
    return folder(instance) / f"{log_id}.note"


def _erasures(instance: Path) -> Path:
    return instance / "erasures.jsonl"
