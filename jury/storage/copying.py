"""Copies of the whole database: taken at one moment while others write, and put back.

It must never know what a table means, but for the few lines that a restore has to mend.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pysqlite3

from jury.config import Settings
from jury.storage.signed import Erasure
from jury.storage.tables import Base

if TYPE_CHECKING:
    import psycopg

MENDING = (
    "UPDATE sign_in SET ended_at = CURRENT_TIMESTAMP, ended_why = 'restored' "
    "WHERE ended_at IS NULL",
    "DELETE FROM sign_in_token",
)
"""Whoever signed out since the backup was made must not be signed in again by it."""

ERASE = (
    "UPDATE opening SET key = NULL, value = NULL, ended = 'erased' "
    "WHERE log_id = {0} AND leaf = {0} AND part = {0}"
)
REVISIONS = "alembic_version"


class Broken(Exception):
    """The copy is not a whole database."""


class OtherRevision(Exception):
    """The copy's tables are of another version of Jury than the database's."""


def copy_out(settings: Settings, folder: Path) -> list[Path]:
    """Copy the database as it is at one moment into files in a folder."""
    if settings.embedded:
        return [_copy_sqlite(settings.database_path, folder / "database.sqlite3")]
    return _copy_postgresql(settings, folder)


def _copy_sqlite(source: Path, target: Path) -> Path:
    """Copy in one go: a paced copy would begin anew at each write and never end."""
    with (
        closing(pysqlite3.connect(f"file:{source}?mode=ro", uri=True)) as old,
        closing(pysqlite3.connect(target)) as new,
    ):
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")
    return target


def put_sqlite(copy: Path, target: Path, erased: Sequence[Erasure]) -> Path | None:
    """Mend a copy and make it the database; give where the former one is kept now.

    Raises Broken, and then nothing was changed.
    """
    try:
        with closing(pysqlite3.connect(copy, isolation_level=None)) as new:
            _check(new)
            new.execute("PRAGMA secure_delete=ON")
            new.execute("BEGIN IMMEDIATE")
            for statement in MENDING:
                new.execute(statement)
            for e in erased:
                new.execute(ERASE.format("?"), (e.log_id, e.leaf, e.part))
            new.execute("COMMIT")
    except pysqlite3.DatabaseError as error:
        raise Broken from error
    former = None
    if target.exists():
        with closing(pysqlite3.connect(target)) as old:
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            old.execute("PRAGMA journal_mode=DELETE")
        former = _free_name(target)
        target.replace(former)
    copy.chmod(0o600)
    copy.replace(target)
    return former


def _check(new: Any) -> None:
    whole = [row[0] for row in new.execute("PRAGMA integrity_check")]
    if whole != ["ok"] or list(new.execute("PRAGMA foreign_key_check")):
        raise Broken


def _free_name(target: Path) -> Path:
    number = 1
    while (found := target.with_name(f"{target.name}.before-restore-{number}")).exists():
        number += 1
    return found


@contextmanager
def _connected(settings: Settings) -> Iterator[psycopg.Connection[Any]]:
    import psycopg

    url = settings.database_url.replace("postgresql+psycopg://", "postgresql://", 1)
    with psycopg.connect(url) as connection:
        yield connection


def _tables() -> list[str]:
    return [REVISIONS, *(table.name for table in Base.metadata.sorted_tables)]


def _copy_postgresql(settings: Settings, folder: Path) -> list[Path]:
    """Copy table by table, all as they are at one moment (REPEATABLE READ)."""
    import psycopg
    from psycopg import sql

    files = []
    with _connected(settings) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        for name in _tables():
            columns = _columns(connection, name)
            if not columns:
                continue
            file = folder / f"{name}.copy"
            with file.open("wb") as out:
                out.write(("\t".join(columns) + "\n").encode())
                with connection.cursor().copy(
                    sql.SQL("COPY {} ({}) TO STDOUT").format(
                        sql.Identifier(name), sql.SQL(", ").join(map(sql.Identifier, columns))
                    )
                ) as rows:
                    for block in rows:
                        out.write(block)
            files.append(file)
    return files


def _columns(connection: psycopg.Connection[Any], table: str) -> list[str]:
    rows = connection.execute(
        "SELECT column_name FROM information_schema.columns "
        "WHERE table_schema = current_schema() AND table_name = %s ORDER BY ordinal_position",
        (table,),
    )
    return [row[0] for row in rows]


def put_postgresql(folder: Path, settings: Settings, erased: Sequence[Erasure]) -> None:
    """Replace the rows of all tables in one transaction: all of the copy, or nothing.

    The tables must be there already. Raises OtherRevision.
    """
    from psycopg import sql

    with _connected(settings) as connection:
        present = [name for name in _tables() if _columns(connection, name)]
        if _revision(folder / f"{REVISIONS}.copy") != _current(connection, present):
            raise OtherRevision
        rows = [name for name in present if name != REVISIONS]
        connection.execute(
            sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(map(sql.Identifier, rows)))
        )
        for name in rows:
            with (folder / f"{name}.copy").open("rb") as source:
                columns = source.readline().decode().rstrip("\n").split("\t")
                statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
                    sql.Identifier(name), sql.SQL(", ").join(map(sql.Identifier, columns))
                )
                with connection.cursor().copy(statement) as target:
                    while block := source.read(1 << 16):
                        target.write(block)
        for line in MENDING:
            connection.execute(line.encode())
        for e in erased:
            connection.execute(ERASE.format("%s").encode(), (e.log_id, e.leaf, e.part))


def _revision(file: Path) -> list[str]:
    return file.read_text().splitlines()[1:] if file.exists() else []


def _current(connection: psycopg.Connection[Any], present: list[str]) -> list[str]:
    if REVISIONS not in present:
        return []
    return [row[0] for row in connection.execute("SELECT version_num FROM alembic_version")]
