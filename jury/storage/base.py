"""What every table shares: types, keys, names of constraints, and the two engines.

Pages read through an engine that cannot write; only the two doors in services hold the other.
"""

from __future__ import annotations

import os
import secrets
import string
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from typing import Any
from urllib.parse import quote

import pysqlite3
from sqlalchemy import (
    BigInteger,
    Connection,
    DateTime,
    Dialect,
    Engine,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    create_engine,
    event,
)
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.types import TypeDecorator

from jury.config import Settings

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
ID_LETTERS = string.digits + string.ascii_lowercase
ID_LENGTH = 12
READ_ONLY = "SET TRANSACTION READ ONLY; SELECT 1"
"""The question after it makes it stick: PostgreSQL takes READ WRITE only before the first one."""
BEGINNINGS = frozenset({"BEGIN", "BEGIN IMMEDIATE", READ_ONLY})
"""The only raw SQL that the engines themselves send through SQLAlchemy."""
READING = 0x1 | 0x40
"""SQLITE_OPEN_READONLY | SQLITE_OPEN_URI: without it ATTACH could open the same file to write."""
WRITING = 0x2 | 0x40
"""SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI: a file that is gone is never begun anew by itself."""
FIRST_BYTES = b"SQLite format 3\0"


class UTCTime(TypeDecorator[datetime]):
    """A moment in UTC: aware in Python on both databases, whole seconds are not required."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time without a zone: it would mean another moment elsewhere."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment back with its zone."""
        return value.replace(tzinfo=UTC) if value is not None else None


class Base(DeclarativeBase):
    """The ground of all tables. `__table_args__` may say `info={"logged": False}`.

    A logged row changes only in an act whose kind of entry declares its table. Tables whose info
    says `append_only` refuse UPDATE and DELETE by triggers.
    """

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {
        str: String,
        bytes: LargeBinary,
        datetime: UTCTime,
        int: Integer,
    }


Cents = BigInteger
"""Whole cents: a region's budget passes 32 bits."""


class InCall:
    """Rows of a call carry its id in their key, so that a database can be split by call."""

    call_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)


def of_call(column: str, table: str) -> ForeignKeyConstraint:
    """Tie a row to another row of the same call; a row of another call is refused."""
    return ForeignKeyConstraint(["call_id", column], [f"{table}.call_id", f"{table}.id"])


def new_id() -> str:
    """Make an opaque name of 12 letters and digits (62 bits): it tells nothing."""
    return "".join(secrets.choice(ID_LETTERS) for _ in range(ID_LENGTH))


def is_logged(table: Table) -> bool:
    """Tell whether a table's rows change only by acts."""
    return table.info.get("logged", True) is not False


@dataclass(frozen=True)
class Engines:
    """The two ways to the database: `read` cannot write; `write` is for the two doors only.

    The embedded database lets one write at a time, and who waits only looks now and then whether
    it is free: so this process's writers stand in `line`, where the next one is woken at once.
    """

    read: Engine
    write: Engine
    line: Lock | None = None

    def reading(self) -> Session:
        """Open a session that pages read from."""
        return Session(self.read, autoflush=False)

    def dispose(self) -> None:
        """Close all connections (before a fork, and at the end)."""
        self.read.dispose()
        self.write.dispose()

    def forget(self) -> None:
        """Leave the parent's connections to the parent: after a fork they are not ours."""
        self.read.dispose(close=False)
        self.write.dispose(close=False)


def make_engines(settings: Settings) -> Engines:
    """Make both engines for the embedded database or for PostgreSQL."""
    if settings.embedded:
        path = quote(str(settings.database_path))
        return Engines(
            read=_sqlite(f"file:{path}?mode=ro", settings, begin="BEGIN"),
            write=_sqlite(f"file:{path}?mode=rw", settings, begin="BEGIN IMMEDIATE"),
            line=Lock(),
        )
    options: dict[str, Any] = {
        "pool_pre_ping": True,
        "hide_parameters": True,  # what an error says may be logged: never what people wrote
        "pool_size": settings.web_threads,
        "max_overflow": 4,
        "pool_timeout": settings.busy_timeout,
    }
    timeouts = f"-c lock_timeout={settings.busy_timeout}s"
    read = create_engine(
        settings.database_read_url,
        connect_args={"options": timeouts + " -c default_transaction_read_only=on"},
        **options,
    )
    if settings.database_read_url == settings.database_url:
        event.listen(read, "begin", _read_only)
    write = create_engine(settings.database_url, connect_args={"options": timeouts}, **options)
    return Engines(read, write)


@contextmanager
def never_waiting(connection: Connection, settings: Settings) -> Iterator[None]:
    """Let a connection that has not begun anything fail at once where another one writes.

    It goes back to its pool as patient as the others.
    """
    cursor = connection.connection.cursor()
    if not settings.embedded:
        cursor.execute("SET LOCAL lock_timeout = 1")
        cursor.close()
        yield
        return
    cursor.execute("PRAGMA busy_timeout=0")
    try:
        yield
    finally:
        cursor.execute(_patience(settings))
        cursor.close()


def _patience(settings: Settings) -> str:
    return f"PRAGMA busy_timeout={settings.busy_timeout * 1000}"


def _read_only(connection: Any) -> None:
    """Say it in each transaction too: the same role could switch the default off."""
    connection.exec_driver_sql(READ_ONLY)


def _sqlite(uri: str, settings: Settings, begin: str) -> Engine:
    writing = begin != "BEGIN"
    engine = create_engine(
        "sqlite://",
        hide_parameters=True,
        module=pysqlite3.dbapi2,
        pool_size=settings.web_threads,
        max_overflow=4,
        pool_timeout=settings.busy_timeout,
        poolclass=_queue_pool(),
        creator=lambda: pysqlite3.connect(
            uri,
            uri=True,
            flags=WRITING if writing else READING,
            timeout=settings.busy_timeout,
            isolation_level=None,
            check_same_thread=False,
        ),
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, record: Any) -> None:
        record.info["file"] = _file(settings)
        cursor = connection.cursor()
        if writing:
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("PRAGMA secure_delete=ON")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute(_patience(settings))
        cursor.close()

    @event.listens_for(engine, "checkout")
    def _same_file(connection: Any, record: Any, proxy: Any) -> None:
        """Leave a file that was removed or replaced: what is written to it would be lost."""
        if record.info["file"] != _file(settings):
            raise DisconnectionError("the database is another file now")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _file(settings: Settings) -> tuple[int, int] | None:
    """Name the file that stands under the database's path now; None where there is none."""
    try:
        found = os.stat(settings.database_path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def looks_whole(settings: Settings) -> bool:
    """Tell whether an embedded database's file is one: what was read lately comes from memory."""
    if not settings.embedded:
        return True
    try:
        with open(settings.database_path, "rb") as file:
            return file.read(len(FIRST_BYTES)) == FIRST_BYTES
    except OSError:
        return False


def _queue_pool() -> Any:
    from sqlalchemy.pool import QueuePool

    return QueuePool
