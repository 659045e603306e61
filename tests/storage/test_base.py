"""The two engines: one that keeps what it promises on a power cut, one that cannot write."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from psycopg import sql
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from jury.config import Settings
from jury.domain.record.kinds import REGISTRY
from jury.storage.account import Account
from jury.storage.base import Engines, make_engines, new_id
from jury.storage.call import Criterion
from jury.storage.seat import Seat
from tests.fixtures.databases import PostgreSQL
from tests.storage.filled import account, filled, put


@pytest.fixture
def engines(settings: Settings) -> Iterator[Engines]:
    filled(settings)
    engines = make_engines(settings)
    yield engines
    engines.dispose()


def names(engines: Engines) -> list[str]:
    with engines.write.connect() as connection:
        return list(connection.scalars(select(Account.name).order_by(Account.name)))


CHANGE = "UPDATE account SET name = 'Mallory'"
ON_SQLITE = [
    [CHANGE],
    ["PRAGMA query_only = OFF", CHANGE],
    ["PRAGMA writable_schema = ON", "DELETE FROM sqlite_master"],
    ["ROLLBACK", "BEGIN IMMEDIATE", CHANGE],
    ["COMMIT", "ATTACH '{path}' AS again", "UPDATE again.account SET name = 'Mallory'"],
    [
        "COMMIT",
        "ATTACH 'file:{path}?mode=rw' AS again",
        "UPDATE again.account SET name = 'Mallory'",
    ],
    ["COMMIT", "PRAGMA journal_mode = DELETE", CHANGE],
    ["DROP TABLE draft"],
]
ON_POSTGRESQL = [
    [CHANGE],
    ["SET TRANSACTION READ WRITE", CHANGE],
    ["SET default_transaction_read_only = off", CHANGE],
    ["SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE", CHANGE],
    ["SET transaction_read_only = off", CHANGE],
    ["SAVEPOINT one", "SET TRANSACTION READ WRITE", CHANGE],
    ["DROP TABLE draft"],
]
PAST_THE_TRANSACTION = [
    [
        "COMMIT",
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
        "SET default_transaction_read_only = off",
        CHANGE,
        "COMMIT",
    ]
]
"""What a READ ONLY transaction cannot stop, but a role without write rights can."""


def attempt(engines: Engines, settings: Settings, statements: list[str]) -> None:
    with engines.read.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement.format(path=settings.database_url[10:]))
        connection.commit()


def test_pages_cannot_write_whatever_they_say(engines: Engines, settings: Settings) -> None:
    for statements in ON_SQLITE if settings.embedded else ON_POSTGRESQL:
        with pytest.raises(DBAPIError):
            attempt(engines, settings, statements)
        assert names(engines) == ["Jules", "Olga"], statements


def test_pages_cannot_write_rows_either(engines: Engines) -> None:
    with Session(engines.read) as session:
        session.add(account("Mallory"))
        with pytest.raises(DBAPIError):
            session.commit()
    with Session(engines.read) as session, pytest.raises(DBAPIError):
        session.execute(update(Account).values(name="Mallory"))
    with Session(engines.read) as session:
        session.get_one(Account, "olga").name = "Mallory"
        with pytest.raises(DBAPIError):
            session.commit()
    assert names(engines) == ["Jules", "Olga"]


@pytest.fixture
def reader(settings: Settings, request: pytest.FixtureRequest) -> Iterator[Settings]:
    """Give the settings of an installation whose pages read as a role that can only read."""
    if settings.embedded:
        yield settings
        return
    server: PostgreSQL = request.getfixturevalue("postgresql_server")
    role = f"reader_{new_id()}"
    engines = make_engines(settings)
    with engines.write.begin() as connection:
        connection.execute(text(f"CREATE ROLE {role} LOGIN"))
        connection.execute(text(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}"))
    engines.dispose()
    yield replace(
        settings, database_read_url=settings.database_url.replace("postgres@", f"{role}@")
    )
    engines = make_engines(settings)
    with engines.write.begin() as connection:
        connection.execute(text(f"DROP OWNED BY {role}"))
    engines.dispose()
    server.run(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


def test_a_role_that_can_only_read_stops_even_more(reader: Settings) -> None:
    filled(reader)
    engines = make_engines(reader)
    every = ON_SQLITE if reader.embedded else [*ON_POSTGRESQL, *PAST_THE_TRANSACTION]
    for statements in every:
        with pytest.raises(DBAPIError):
            attempt(engines, reader, statements)
        assert names(engines) == ["Jules", "Olga"], statements
    engines.dispose()


def test_reading_goes_on_while_somebody_writes(engines: Engines) -> None:
    with engines.write.begin() as writing:
        writing.execute(update(Account).values(name="Somebody"))
        with engines.read.connect() as reading:
            found = reading.scalars(select(Account.name).order_by(Account.name))
            assert list(found) == ["Jules", "Olga"]


PROMISES = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "busy_timeout": 5000,
}


def test_the_embedded_database_keeps_its_promises(engines: Engines, settings: Settings) -> None:
    if settings.embedded:
        with engines.write.connect() as connection:
            kept = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in PROMISES
            }
        assert kept == PROMISES


def test_who_writes_holds_the_lock_from_the_beginning(engines: Engines, settings: Settings) -> None:
    if not settings.embedded:
        return
    impatient = make_engines(replace(settings, busy_timeout=0))
    with engines.write.begin():
        with impatient.write.connect() as other, pytest.raises(DBAPIError, match="locked"):
            other.begin()
        with impatient.read.connect() as page:
            assert page.scalar(select(Account.name).where(Account.id == "olga")) == "Olga"
    impatient.dispose()


def test_a_row_cannot_refer_to_another_call(engines: Engines, settings: Settings) -> None:
    with pytest.raises(IntegrityError):
        put(settings, Seat(call_id="other", id="s9", number=9, account_id="jules"))


def test_a_moment_comes_back_as_it_went_in(settings: Settings) -> None:
    moment = datetime(2026, 10, 25, 2, 30, 15, 123456, timezone(timedelta(hours=1)))
    late = account("Late")
    late.created_at = moment
    put(settings, late)
    engines = make_engines(settings)
    with engines.reading() as session:
        found = session.get_one(Account, "late").created_at
    assert (found, found.utcoffset()) == (moment, timedelta(0))
    assert found.tzinfo is UTC
    engines.dispose()


def test_a_moment_without_its_zone_is_refused(settings: Settings) -> None:
    timeless = account("Late")
    timeless.created_at = datetime(2026, 3, 2, 12, 0)  # noqa: DTZ001 - this is what is refused
    with pytest.raises(Exception, match="a moment needs its time zone"):
        put(settings, timeless)


def test_names_tell_nothing_and_do_not_repeat() -> None:
    made = {new_id() for _ in range(10_000)}
    assert len(made) == 10_000
    assert {len(name) for name in made} == {12}


def test_threads_have_connections_of_their_own(engines: Engines) -> None:
    seen: list[list[str]] = []
    threads = [threading.Thread(target=lambda: seen.append(names(engines))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [["Jules", "Olga"]] * 8


def test_what_kinds_say_they_change_are_logged_tables() -> None:
    from jury.storage.base import is_logged
    from jury.storage.tables import Base

    named = {table for kind in REGISTRY.values() for table in kind.CHANGES}
    known = {name for name, table in Base.metadata.tables.items() if is_logged(table)}
    assert named <= known
    assert Criterion.__tablename__ in known
