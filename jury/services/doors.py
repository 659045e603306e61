"""What the two doors share: the engines, the clock, and the watch over what an act touches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Delete, Insert, Select, Update, event
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm import Session

from jury.config import Settings
from jury.domain.errors import Busy
from jury.storage.base import BEGINNINGS, Engines, is_logged, make_engines, never_waiting
from jury.storage.tables import Base

BUSY_STATES = ("08", "53", "57P", "55P03", "40P01", "40001", "58030")
"""How such a state begins in PostgreSQL: connection lost; disk full, no memory, too many
connections; stopped or starting up; lock not available, deadlock, serialisation, disk error."""
BUSY_WORDS = ("locked", "busy", "full", "disk I/O", "connection", "unable to open")
"""The same of SQLite; a file that cannot be opened may be there again in a moment."""
ALIVE = "SELECT 1"
"""The one line of plain SQL that may be asked: whether the database answers."""
_inside: ContextVar[bool] = ContextVar("inside a door", default=False)


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
    """What one writing transaction has changed so far: tables, and how (insert, update, delete).

    `passed` is set by a door alone, once it has looked; `undone` by any rollback on the way.
    """

    changes: set[tuple[str, str]] = field(default_factory=set)
    passed: bool = False
    undone: bool = False

    @property
    def logged(self) -> frozenset[str]:
        """The changed tables whose rows change only by acts."""
        return frozenset(table for table, _ in self.changes if _logged(table))

    @property
    def unlogged(self) -> frozenset[tuple[str, str]]:
        """What was done to the other tables."""
        return frozenset(change for change in self.changes if not _logged(change[0]))


def _logged(table: str) -> bool:
    return is_logged(Base.metadata.tables[table])


def watch(engines: Engines) -> None:
    """Note each table that a writing transaction changes, at the lowest level there is.

    Raw SQL is refused on both engines: nobody could tell what it changes. A logged row is never
    deleted. Only what a door has checked is committed.
    """
    event.listen(engines.write, "before_cursor_execute", _note)
    event.listen(engines.write, "commit", _hold)
    event.listen(engines.write, "rollback", _mark_undone)
    event.listen(engines.read, "before_cursor_execute", _only_ask)


def _note(
    connection: Connection, cursor: Any, sql: str, values: Any, context: Any, many: bool
) -> None:
    touched: Touched | None = connection.info.get("touched")
    for table, how in _changes(sql, context):
        if touched is None:
            raise Undeclared("a write outside the two doors")
        known = Base.metadata.tables.get(table)
        if known is None:
            raise Undeclared(f"{table} is not a table of Jury")
        if how == "delete" and is_logged(known) and not known.info.get("replaced_whole"):
            raise Undeclared(f"a logged row of {table} is never deleted")
        touched.changes.add((table, how))


def _only_ask(
    connection: Connection, cursor: Any, sql: str, values: Any, context: Any, many: bool
) -> None:
    if _changes(sql, context):
        raise Undeclared("a write through the engine that pages read from")


def _changes(sql: str, context: Any) -> list[tuple[str, str]]:
    """List what a statement changes: (table, how), also inside a WITH. Raises Undeclared."""
    compiled = context.compiled
    if compiled is None or sql == ALIVE:
        if sql in BEGINNINGS or sql == ALIVE:
            return []
        raise Undeclared("raw SQL cannot be watched")
    if ";" in sql or " OR REPLACE " in sql:
        raise Undeclared("two statements in one, or a row replaced unseen")
    parts = [compiled.statement, *(cte.element for cte in getattr(compiled, "ctes", None) or ())]
    return [change for part in parts for change in _change(part)]


def _change(part: Any) -> list[tuple[str, str]]:
    if isinstance(part, Insert | Update | Delete):
        return [(str(getattr(part.table, "name", "")), type(part).__visit_name__)]
    if isinstance(part, Select | CompoundSelect):
        return []
    raise Undeclared(f"{type(part).__name__} cannot be watched")


def _hold(connection: Connection) -> None:
    touched: Touched | None = connection.info.get("touched")
    if touched is not None and not touched.passed:
        touched.undone = True
        connection.connection.rollback()
        raise Undeclared("a commit that no door has checked")


def _mark_undone(connection: Connection) -> None:
    if connection.invalidated:
        return  # the server is gone: there is nothing left that could be committed
    touched: Touched | None = connection.info.get("touched")
    if touched is not None:
        touched.undone = True


@contextmanager
def writing(doors: Doors, *, patient: bool = True) -> Iterator[tuple[Session, Touched]]:
    """Open a writing transaction under watch. `keep` commits it; anything else undoes it all.

    Who is not patient never waits for another writer. Raises Busy where the database cannot take
    it now, so that the same request may come again.
    """
    if _inside.get():
        raise Undeclared("a door inside a door: acts do not nest")
    touched = Touched()
    inside = _inside.set(True)
    try:
        with (
            _in_line(doors, patient),
            doors.engines.write.connect() as connection,
            nullcontext() if patient else never_waiting(connection, doors.settings),
        ):
            connection.info["touched"] = touched
            try:
                with Session(connection, expire_on_commit=False) as session:
                    yield session, touched
            finally:
                if not connection.invalidated:  # one that was lost took its notes along
                    connection.info.pop("touched", None)
    except SQLAlchemyError as error:
        if is_busy(error):
            raise Busy() from error
        raise
    finally:
        _inside.reset(inside)


@contextmanager
def _in_line(doors: Doors, patient: bool) -> Iterator[None]:
    """Wait for this process's other writers, before a connection is taken. Raises Busy."""
    line = doors.engines.line
    if line is None:
        yield
        return
    if not line.acquire(timeout=doors.settings.busy_timeout if patient else 0):
        raise Busy()
    try:
        yield
    finally:
        line.release()


def keep(session: Session, touched: Touched) -> None:
    """Commit what a door has looked at: for the doors alone.

    Raises Undeclared if the transaction was rolled back on the way: its lock was lost then.
    """
    if touched.undone:
        raise Undeclared("writing went on after a rollback")
    touched.passed = True
    session.commit()
    touched.passed = False


def is_busy(error: Exception) -> bool:
    """Tell a passing fault (locked, full, restarting, no free connection) from a lasting one."""
    if isinstance(error, NoConnection):
        return True
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return bool(state.startswith(BUSY_STATES))
    if not isinstance(error, OperationalError):
        return False
    text = str(error.orig)
    return any(word in text for word in BUSY_WORDS)
