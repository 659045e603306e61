"""The log's tables only grow: the database itself refuses anything else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from jury.config import Settings
from jury.storage.base import Engines, make_engines
from tests.storage.catalogue import rows_of
from tests.storage.filled import filled

GUARDED = ("log_entry", "signed_checkpoint", "opening")

REFUSED = [
    "UPDATE log_entry SET data = ''",
    "UPDATE log_entry SET version = version",
    "DELETE FROM log_entry WHERE leaf = 1",
    "UPDATE signed_checkpoint SET note = 'another'",
    "DELETE FROM signed_checkpoint",
    "DELETE FROM opening",
    "DELETE FROM opening WHERE key IS NULL",
    "UPDATE opening SET value = 'another' WHERE leaf = 1",
    "UPDATE opening SET key = 'k' WHERE leaf = 0",
    "UPDATE opening SET key = 'k', value = 'v' WHERE leaf = 0",
    "UPDATE opening SET due = 'never', key = NULL, value = NULL WHERE leaf = 1",
    "UPDATE opening SET part = 'other' WHERE leaf = 0",
    "UPDATE opening SET leaf = 7 WHERE leaf = 0",
    "UPDATE opening SET key = NULL WHERE leaf = 1",
]
ON_SQLITE = [
    "INSERT OR REPLACE INTO log_entry SELECT log_id, leaf, x'00', hash, kind, subject, version "
    "FROM log_entry",
    "REPLACE INTO opening SELECT log_id, leaf, part, due, x'00', 'v', NULL FROM opening",
    "INSERT OR REPLACE INTO signed_checkpoint SELECT log_id, size, 'another', signed_at "
    "FROM signed_checkpoint",
    "UPDATE OR REPLACE log_entry SET leaf = 0 WHERE leaf = 1",
]


@pytest.fixture
def engines(settings: Settings) -> Iterator[Engines]:
    filled(settings)
    engines = make_engines(settings)
    yield engines
    engines.dispose()


def kept(connection: Connection) -> list[object]:
    return [rows_of(connection, table) for table in GUARDED]


def test_what_is_written_stays_written(engines: Engines, subtests: pytest.Subtests) -> None:
    embedded = engines.write.dialect.name == "sqlite"
    with engines.write.connect() as connection:
        before = kept(connection)
    for statement in [*REFUSED, *(ON_SQLITE if embedded else [])]:
        with subtests.test(statement):
            with engines.write.connect() as connection, pytest.raises(IntegrityError):
                connection.exec_driver_sql(statement)
            with engines.write.connect() as connection:
                assert kept(connection) == before


def test_an_opening_can_be_emptied_and_said_to_be_erased(engines: Engines) -> None:
    empty = "UPDATE opening SET key = NULL, value = NULL, ended = 'erased'"
    with engines.write.begin() as connection:
        assert connection.exec_driver_sql(f"{empty} WHERE leaf = 1").rowcount == 1
        assert connection.exec_driver_sql(empty).rowcount == 2


def test_an_emptied_opening_leaves_no_trace_in_the_file(
    engines: Engines, settings: Settings
) -> None:
    if not settings.embedded:
        return
    marker = "a-sentence-that-must-vanish"
    with engines.write.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO opening (log_id, leaf, part, due, key, value) "
            f"VALUES ('call', 5, 'words', 'now', x'00', '{marker * 9}')"
        )
    with engines.write.begin() as connection:
        connection.exec_driver_sql("UPDATE opening SET key = NULL, value = NULL WHERE leaf = 5")
    with engines.write.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    assert marker.encode() not in settings.database_path.read_bytes()
