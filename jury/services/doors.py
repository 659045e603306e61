"""What the two doors share: the engines, the clock, and the watch over what an act touches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Connection, Delete, Insert, Table, TextClause, Update, event
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from jury.config import Settings
from jury.domain.errors import Busy
from jury.storage.base import Engines, is_logged, make_engines

BUSY_STATES = frozenset({"55P03", "40P01", "40001", "57P03", "53300"})
"""PostgreSQL: lock not available, deadlock, serialisation, starting up, too many connections."""


def wall_clock() -> datetime:
    """Read the machine's clock: the one place that does."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Doors:
    """An installation as the verbs see it: its settings, its engines and a clock."""

    settings: Settings
    engines: Engines
    clock: Callable[[], datetime] = field(default=wall_clock)

    @classmethod
    def open(cls, settings: Settings, clock: Callable[[], datetime] = wall_clock) -> Doors:
        """Make the engines and set the watch on the writing one."""
        engines = make_engines(settings)
        watch(engines)
        return cls(settings, engines, clock)


class Undeclared(Exception):
    """An act or an upkeep changed a table that it may not change: a fault in our code."""


@dataclass
class Touched:
    """The tables that one writing transaction has changed so far, and what it may change."""

    logged: set[str] = field(default_factory=set)
    unlogged: set[str] = field(default_factory=set)


def watch(engines: Engines) -> None:
    """Note each table that a writing transaction changes, at the lowest level there is.

    Raw SQL is refused: nobody could tell what it changes. A logged row is never deleted.
    """

    @event.listens_for(engines.write, "before_execute")
    def _note(connection: Connection, clause: Any, *rest: Any) -> None:
        touched: Touched | None = connection.info.get("touched")
        if isinstance(clause, TextClause):
            raise Undeclared("raw SQL inside a writing transaction")
        if not isinstance(clause, Insert | Update | Delete):
            return
        if touched is None:
            raise Undeclared("a write outside the two doors")
        table = cast(Table, clause.table)
        if is_logged(table):
            if isinstance(clause, Delete) and not table.info.get("replaced_whole"):
                raise Undeclared(f"a logged row of {table.name} is never deleted")
            touched.logged.add(table.name)
        else:
            touched.unlogged.add(table.name)


@contextmanager
def writing(doors: Doors) -> Iterator[tuple[Session, Touched]]:
    """Open a writing transaction under watch. The caller commits; anything else undoes it all.

    Raises Busy where the database cannot take it now, so that the same request may come again.
    """
    touched = Touched()
    try:
        with doors.engines.write.connect() as connection:
            connection.info["touched"] = touched
            try:
                with Session(connection, expire_on_commit=False) as session:
                    yield session, touched
            finally:
                connection.info.pop("touched", None)
    except DBAPIError as error:
        if is_busy(error):
            raise Busy() from error
        raise


def is_busy(error: DBAPIError) -> bool:
    """Tell a passing fault (locked, full, restarting) from a lasting one."""
    if error.connection_invalidated:
        return True
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return state in BUSY_STATES or state.startswith(("08", "57P"))
    if not isinstance(error, OperationalError):
        return False
    text = str(error.orig)
    return any(word in text for word in ("locked", "busy", "full", "disk I/O", "connection"))
