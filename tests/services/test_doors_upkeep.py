"""The door for what is not logged: a closed list of tables, and never one of the others."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import delete, event, insert, literal, select, text, update
from sqlalchemy.orm import Session

from jury.domain.errors import Busy
from jury.services.doors import Doors, Undeclared
from jury.services.journal import write
from jury.services.upkeep import TABLES, upkeep
from jury.storage.account import Account, Grant, Limit
from jury.storage.base import is_logged
from jury.storage.record import Answer, Log, Opening
from jury.storage.tables import Base
from tests.fixtures.calls import Office, open_office
from tests.fixtures.clock import Clock
from tests.services.doors_tried import edit, everything
from tests.web.test_errors_database_gone import stopped


@pytest.fixture
def office(doors: Doors, clock: Clock) -> Office:
    return open_office(doors, clock)


def a_row(session: Session, window: int = 1) -> None:
    session.add(Limit(key="hall", window=window, count=1))


def test_an_unlogged_row_is_kept_without_an_entry(office: Office) -> None:
    before = everything(office.doors)
    with upkeep(office.doors) as session:
        a_row(session)
        write(session, office.clock(), "sign_in.refused", None, "192.0.2.1")
    after = everything(office.doors)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"rate_limit", "security_event"}


EVERYONE = select(Account.id, literal("administrator"))
REFUSED: list[Callable[[Session], Any]] = [
    lambda session: session.execute(update(Account).values(name="Mallory")),
    lambda session: session.execute(insert(Grant).from_select(["account_id", "role"], EVERYONE)),
    lambda session: session.execute(update(Log).values(size=0)),
    lambda session: session.execute(update(Opening).values(key=None, value=None)),
    lambda session: session.execute(delete(Answer)),
    lambda session: session.execute(text("DELETE FROM rate_limit")),
    lambda session: session.connection().exec_driver_sql("DELETE FROM rate_limit"),
    lambda session: session.commit(),
    lambda session: session.rollback(),
]


@pytest.mark.parametrize("does", REFUSED)
def test_anything_else_is_refused_and_undone(
    office: Office, does: Callable[[Session], Any]
) -> None:
    before = everything(office.doors)
    with pytest.raises(Undeclared):
        busy_with(office, does)
    assert everything(office.doors) == before


def busy_with(office: Office, does: Callable[[Session], Any]) -> None:
    with upkeep(office.doors) as session:
        session.execute(update(Limit).values(count=2))
        does(session)
        a_row(session)


def test_a_fault_on_the_way_undoes_it(office: Office) -> None:
    before = everything(office.doors)
    with pytest.raises(ZeroDivisionError):
        busy_with(office, lambda session: 1 // 0)
    assert everything(office.doors) == before


def test_the_list_holds_unlogged_tables_that_no_act_owns() -> None:
    named = {name: Base.metadata.tables[name] for name in TABLES}
    assert [name for name, table in named.items() if is_logged(table)] == []
    assert [name for name, table in named.items() if table.info.get("door")] == []
    unlogged = {
        name
        for name, table in Base.metadata.tables.items()
        if not is_logged(table) and not table.info.get("door")
    }
    assert unlogged == TABLES


def test_a_database_that_stays_locked_is_busy_and_not_a_fault(office: Office) -> None:
    impatient = Doors.open(replace(office.doors.settings, busy_timeout=1), office.doors.clock)
    locked, done = threading.Event(), threading.Event()

    def hold() -> None:
        with upkeep(office.doors) as session:
            a_row(session)
            session.flush()
            locked.set()
            done.wait(30)

    thread = threading.Thread(target=hold)
    thread.start()
    locked.wait(30)
    try:
        with pytest.raises(Busy), upkeep(impatient) as session:
            a_row(session)
    finally:
        done.set()
        thread.join()
        impatient.engines.dispose()
    with upkeep(office.doors) as session:
        a_row(session, window=2)


def test_who_waits_to_write_holds_no_connection(office: Office) -> None:
    if not office.doors.settings.embedded:
        return  # PostgreSQL wakes its own waiters, and lets several logs be written at once
    coming = threading.Semaphore(0)

    class Line:
        """A line that tells of each one who comes to stand in it."""

        def __init__(self) -> None:
            self.lock = threading.Lock()
            self.release = self.lock.release

        def acquire(self, timeout: float) -> bool:
            coming.release()
            return self.lock.acquire(timeout=timeout)

    doors = replace(office.doors, engines=replace(office.doors.engines, line=Line()))

    def keep(window: int) -> None:
        with upkeep(doors) as session:
            a_row(session, window)

    threads = [threading.Thread(target=keep, args=(window,)) for window in range(2, 6)]
    with upkeep(doors) as session:
        a_row(session)
        for thread in threads:
            thread.start()
        assert all(coming.acquire(timeout=30) for _ in range(5))
        held = doors.engines.write.pool.checkedout()
    for thread in threads:
        thread.join()
    with doors.engines.reading() as session:
        windows = sorted(session.scalars(select(Limit.window)))
    assert (held, windows) == (1, [1, 2, 3, 4, 5])


def test_who_may_not_wait_is_told_at_once_that_somebody_writes(office: Office) -> None:
    outcomes: list[bool] = []

    def hurry() -> None:
        try:
            with upkeep(office.doors, patient=False) as session:
                a_row(session)
        except Busy:
            outcomes.append(True)

    with upkeep(office.doors) as session:
        a_row(session)
        session.flush()
        thread = threading.Thread(target=hurry)
        thread.start()
        thread.join()
    with office.doors.engines.reading() as session:
        assert (outcomes, list(session.scalars(select(Limit.window)))) == ([True], [1])


@pytest.mark.parametrize("moment", ["before_cursor_execute", "commit"])
def test_a_server_that_stops_on_the_way_is_busy_and_not_a_fault(
    office: Office, request: pytest.FixtureRequest, moment: str
) -> None:
    if office.doors.settings.embedded:
        return  # SQLite has no server to stop
    server = request.getfixturevalue("postgresql_server")
    with upkeep(office.doors) as session:
        a_row(session)
    with ExitStack() as stack:

        def stop(*_: object) -> None:
            stack.enter_context(stopped(server))

        event.listen(office.doors.engines.write, moment, stop, once=True)
        with pytest.raises(Busy), upkeep(office.doors) as session:
            a_row(session, window=2)
    with upkeep(office.doors) as session:
        a_row(session, window=3)
    with office.doors.engines.reading() as session:
        assert sorted(session.scalars(select(Limit.window))) == [1, 3]


def test_an_act_goes_on_while_pages_read(office: Office) -> None:
    call_id = office.draft_call()
    with office.doors.engines.reading() as session:
        session.get_one(Account, office.people["helene"])
        edit(office.as_("helene"), call_id)


def test_when_every_connection_is_taken_the_door_is_busy_and_not_broken(office: Office) -> None:
    settings = replace(office.doors.settings, web_threads=1, busy_timeout=1)
    small = Doors.open(settings, office.doors.clock)
    taken = [small.engines.write.raw_connection() for _ in range(5)]
    try:
        with pytest.raises(Busy), upkeep(small) as session:
            a_row(session)
    finally:
        for connection in taken:
            connection.close()
        small.engines.dispose()
