"""Backup and restore: everything an installation needs to go on, in one encrypted file.

It must never hold the key that opens it, nor touch the last signed checkpoints and the list of
erasures: these two know what happened after the backup (the specification, section 10).
"""

from __future__ import annotations

import fcntl
import io
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from jury import __version__
from jury.config import Settings
from jury.services.checkpoints import WillNotSign, check_continuation, keep_erasures
from jury.services.doors import Doors
from jury.services.files.comparing import Mended, mend_files
from jury.services.health import BACKUP, beat
from jury.storage import copying, signed
from jury.storage.files import store_in
from jury.storage.record import Log
from jury.storage.stream import NotABackup, Opener, Sealer, WrongKey

SECRETS = ("session", "pepper", "signing")
MANIFEST = "manifest.json"
KEPT = "files"
READABLE = 1 << 20

__all__ = ["Broken", "InUse", "NotABackup", "OtherKind", "Restored", "WrongKey", "in_use",
           "make_backup", "restore"]  # fmt: skip
Broken = copying.Broken


class InUse(Exception):
    """The installation is being served: a restore would pull the database from under it."""


class OtherKind(Exception):
    """The backup is of another kind of database, or of another version's tables."""


@dataclass(frozen=True)
class Restored:
    """What a restore did beside: where the former database is kept, and which files it mended."""

    former: Path | None
    mended: list[Mended]


@contextmanager
def in_use(settings: Settings, *, alone: bool = False) -> Iterator[None]:
    """Hold the installation while it is served; with `alone`, nobody else may. Raises InUse."""
    settings.instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(settings.instance / "serving.lock", "ab") as lock:
        try:
            fcntl.flock(lock, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUse from None
        yield


def make_backup(doors: Doors, target: Path, key: bytes) -> int:
    """Write a consistent, encrypted copy of the database, the files and the keys.

    Gives its size in bytes. It may run while people work; the file appears when it is complete.
    Raises OSError.
    """
    settings = doors.settings
    settings.instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    keep_erasures(doors)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with tempfile.TemporaryDirectory(dir=settings.instance, prefix=".backup-") as name:
            files = copying.copy_out(settings, Path(name))
            manifest = {"version": __version__, "name": settings.name,
                        "kind": _kind(settings), "made_at": doors.clock().isoformat()}  # fmt: skip
            _write_beside(Path(name), settings, manifest)
            files += [Path(name) / MANIFEST, *(Path(name) / f"{s}.key" for s in SECRETS)]
            with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
                sealer = Sealer(out, key)
                with tarfile.open(fileobj=cast("IO[bytes]", sealer), mode="w|") as tar:
                    for file in files:
                        tar.add(file, arcname=file.name)
                    _add_kept(tar, settings)
                sealer.close()
                out.flush()
                os.fsync(out.fileno())
        draft.replace(target)
        signed.sync_folder(target.absolute().parent)
        beat(doors, BACKUP)
    finally:
        draft.unlink(missing_ok=True)
    return target.stat().st_size


def _add_kept(tar: tarfile.TarFile, settings: Settings) -> None:
    """Add the files that people handed in, after the database: each row has its file."""
    store = store_in(settings.instance)
    for name, _written in store.names():
        try:
            data = store.open(name)
        except FileNotFoundError:  # half-written, or forgotten meanwhile
            continue
        member = tarfile.TarInfo(f"{KEPT}/{name}")
        member.size = len(data)
        tar.addfile(member, io.BytesIO(data))


def _put_kept(folder: Path, settings: Settings) -> None:
    """Put files back beside those that are there; what is there stays, as far as it is whole."""
    store = store_in(settings.instance)
    there = {name for name, _written in store.names()}
    for file in (folder / KEPT).glob("*"):
        if file.name not in there:
            store.write(file.name, file.read_bytes())


def _mend_kept(folder: Path, settings: Settings) -> list[Mended]:
    """Replace what was damaged meanwhile, by the digests of the database that was put back."""
    doors = Doors.open(settings)
    try:
        with doors.engines.reading() as session:
            return mend_files(session, settings, folder / KEPT)
    except SQLAlchemyError:  # tables of an earlier version: verifying names what differs
        return []
    finally:
        doors.engines.dispose()


def _kind(settings: Settings) -> str:
    return "sqlite" if settings.embedded else "postgresql"


def _write_beside(folder: Path, settings: Settings, manifest: dict[str, str]) -> None:
    secrets = (settings.secret_key, settings.pepper, settings.signing_master)
    for name, secret in zip(SECRETS, secrets, strict=True):
        (folder / f"{name}.key").write_bytes(secret)
    (folder / MANIFEST).write_text(json.dumps(manifest))


def restore(settings: Settings, source: Path, key: bytes) -> Restored:
    """Put a backup in the place of the database, and erase again what was erased since.

    A kept file that is damaged is replaced by the backup's good one. Raises NotABackup, WrongKey,
    Broken, OtherKind or InUse; then nothing was changed.
    """
    settings.instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (
        in_use(settings, alone=True),
        tempfile.TemporaryDirectory(dir=settings.instance, prefix=".restore-") as name,
    ):
        folder = Path(name)
        _unpack(source, key, folder)
        manifest = json.loads((folder / MANIFEST).read_text())
        if manifest["kind"] != _kind(settings):
            raise OtherKind
        _remember_erasures(settings)
        erased = signed.erasures(settings.instance)
        _put_kept(folder, settings)
        former = None
        if settings.embedded:
            copy = folder / "database.sqlite3"
            former = copying.put_sqlite(copy, settings.database_path, erased)
        else:
            try:
                copying.put_postgresql(folder, settings, erased)
            except copying.OtherRevision:
                raise OtherKind from None
        _put_keys(folder, settings.instance / "keys")
        signed.sync_folder(settings.instance)
        return Restored(former, _mend_kept(folder, settings))


def _unpack(source: Path, key: bytes, folder: Path) -> None:
    """Decrypt all of it before anything is believed: the last chunk is checked like the first."""
    with source.open("rb") as file:
        opener = Opener(file, key)
        packed = folder / "packed.tar"
        with packed.open("wb") as out:
            while block := opener.read(READABLE):
                out.write(block)
    try:
        with tarfile.open(packed) as tar:
            tar.extractall(folder, filter="data")
    except tarfile.TarError as error:
        raise Broken from error
    packed.unlink()


def _remember_erasures(settings: Settings) -> None:
    """Note what the present database knows of erasures, if there is one that can be read."""
    if settings.embedded and not settings.database_path.exists():
        return
    doors = Doors.open(settings)
    try:
        keep_erasures(doors)
    except Exception:  # a lost database is why one restores
        return
    finally:
        doors.engines.dispose()


def _put_keys(folder: Path, keys: Path) -> None:
    """Put the installation's secrets back; a different one is kept beside, never overwritten."""
    for name in SECRETS:
        target, secret = keys / f"{name}.key", (folder / f"{name}.key").read_bytes()
        if target.exists() and target.read_bytes() != secret:
            shutil.copy2(target, target.with_name(f"{name}.key.before-restore"))
        signed.write_whole(target, secret)


def lost_logs(doors: Doors) -> list[str]:
    """Name the calls whose logs no longer continue what was signed: they must be restarted."""
    lost = []
    with doors.engines.reading() as session:
        for log in session.scalars(select(Log).where(Log.ended.is_(False)).order_by(Log.id)):
            try:
                check_continuation(session, doors.settings, log)
            except WillNotSign:
                lost.append(log.scope)
    return lost
