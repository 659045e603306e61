"""The schema: equal to the models, upgraded in one piece or not at all, and checked."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jury.config import Settings
from jury.storage import schema
from jury.storage.base import make_engines
from jury.storage.schema import SchemaBehind
from jury.storage.tables import Base
from tests.storage.catalogue import catalogue, triggers
from tests.storage.filled import filled, rows
from tests.storage.revisions import later_version


@contextmanager
def looking(settings: Settings) -> Iterator[Connection]:
    engines = make_engines(settings)
    try:
        with engines.write.connect() as connection:
            yield connection
    finally:
        engines.dispose()


def empty_again(settings: Settings) -> Settings:
    """Give an empty database of the same kind."""
    if settings.embedded:
        other = replace(settings, database_url=f"{settings.database_url}.other")
        other.database_path.touch()
        return other
    with looking(settings) as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
        connection.commit()
    return settings


def test_migrations_make_the_very_tables_of_the_models(empty_settings: Settings) -> None:
    schema.upgrade(empty_settings)
    with looking(empty_settings) as connection:
        migrated = catalogue(connection)
    other = empty_again(empty_settings)
    with looking(other) as connection:
        Base.metadata.create_all(connection)
        modelled = catalogue(connection)
    assert set(migrated) == set(modelled) == set(Base.metadata.tables)
    for table in migrated:
        assert migrated[table] == modelled[table], table


def test_nothing_is_left_to_generate(settings: Settings) -> None:
    with looking(settings) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_every_guard_stands(settings: Settings) -> None:
    guarded = ["call_change", "decision_event", "log_entry", "opening", "published_record"]
    guarded += ["signed_checkpoint"]
    acts = ["update", "delete", *(["insert"] if settings.embedded else [])]
    expected = {f"guard_{table}_{act}" for table in guarded for act in acts}
    with looking(settings) as connection:
        assert triggers(connection) == expected


def test_an_upgrade_of_today_s_tables_changes_nothing(settings: Settings) -> None:
    with looking(settings) as connection:
        before = catalogue(connection), triggers(connection)
    schema.upgrade(settings)
    with looking(settings) as connection:
        assert (catalogue(connection), triggers(connection)) == before


def test_two_upgrades_at_once_wait_for_each_other(empty_settings: Settings) -> None:
    failed: list[BaseException] = []

    def upgrade() -> None:
        try:
            schema.upgrade(empty_settings)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=upgrade) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    schema.check(empty_settings)


def test_an_installation_without_tables_says_what_to_do(empty_settings: Settings) -> None:
    with pytest.raises(SchemaBehind, match=r"^There is no database yet|^The database is empty"):
        schema.check(empty_settings)


def test_an_earlier_database_is_not_served(settings: Settings, tmp_path: Path) -> None:
    folder = later_version(tmp_path / "later", schema.head())
    schema.check(settings)
    with pytest.raises(SchemaBehind, match=r"earlier version. Run: jury db upgrade$"):
        schema.check(settings, folder)


def test_a_later_database_is_neither_served_nor_upgraded(
    settings: Settings, tmp_path: Path
) -> None:
    schema.upgrade(settings, later_version(tmp_path / "later", schema.head()))
    with pytest.raises(SchemaBehind, match="later version of Jury"):
        schema.check(settings)
    with pytest.raises(SchemaBehind, match="later version of Jury"):
        schema.upgrade(settings)


def test_a_filled_database_keeps_everything(settings: Settings, tmp_path: Path) -> None:
    filled(settings)
    with looking(settings) as connection:
        before, guards, kept = catalogue(connection), triggers(connection), rows(connection)

    schema.upgrade(settings, later_version(tmp_path / "later", schema.head()))

    with looking(settings) as connection:
        after = catalogue(connection)
        assert rows(connection) == kept
        assert triggers(connection) == guards
        assert nicknames(connection) == ["?"] * len(kept["account"])
    assert after.pop("keepsake")["columns"].keys() == {"id"}
    for table in before:
        for part in ("key", "foreign keys", "unique", "checks", "indexes"):
            assert after[table][part] == before[table][part], (table, part)
    with looking(settings) as connection:
        if settings.embedded:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def nicknames(connection: Connection) -> list[Any]:
    return list(connection.exec_driver_sql("SELECT nickname FROM account").scalars())


UPGRADE = """
import pickle, sys
from pathlib import Path
from jury.storage import schema
schema.upgrade(pickle.loads(bytes.fromhex(sys.argv[1])), Path(sys.argv[2]))
"""


@pytest.mark.parametrize("place", ["first", "midway", "last"])
def test_killed_on_the_way_it_leaves_the_former_tables(
    settings: Settings, tmp_path: Path, place: str
) -> None:
    filled(settings)
    with looking(settings) as connection:
        before = schema.current(connection), catalogue(connection), triggers(connection)
        kept = rows(connection)

    kill_an_upgrade(settings, later_version(tmp_path / "later", schema.head(), stop=place))

    schema.check(settings)
    with looking(settings) as connection:
        after = schema.current(connection), catalogue(connection), triggers(connection)
        assert after == before
        assert rows(connection) == kept
    schema.upgrade(settings, later_version(tmp_path / "again", schema.head()))
    with looking(settings) as connection:
        assert schema.current(connection) == "9999"
        assert rows(connection) == kept


def kill_an_upgrade(settings: Settings, folder: Path) -> None:
    import pickle

    command = [sys.executable, "-c", UPGRADE, pickle.dumps(settings).hex(), str(folder)]
    process = subprocess.Popen(command)
    marker = folder.parent / "stopped"
    while not marker.exists():
        assert process.poll() is None, "the upgrade ended before it was killed"
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL


def test_killed_while_making_the_first_tables_it_leaves_none(
    empty_settings: Settings, tmp_path: Path
) -> None:
    kill_an_upgrade(empty_settings, later_version(tmp_path / "later", schema.head(), stop="midway"))
    with looking(empty_settings) as connection:
        assert catalogue(connection) == {}
        assert schema.current(connection) is None
    schema.upgrade(empty_settings)
    schema.check(empty_settings)


def test_an_upgrade_that_would_break_references_is_undone(
    settings: Settings, tmp_path: Path
) -> None:
    filled(settings)
    folder = later_version(tmp_path / "later", schema.head())
    later = folder / "versions" / "9999_later.py"
    later.write_text(later.read_text() + '    op.execute("DELETE FROM call")\n')
    with pytest.raises((SchemaBehind, IntegrityError), match=r"broken references|foreign key"):
        schema.upgrade(settings, folder)
    with looking(settings) as connection, Session(connection) as session:
        assert schema.current(connection) == schema.head()
        assert len(session.execute(select(Base.metadata.tables["call"])).all()) == 1


def test_nobody_else_on_the_machine_can_read_the_embedded_database(tmp_path: Path) -> None:
    settings = Settings.load({"JURY_INSTANCE": str(tmp_path)})
    schema.upgrade(settings)
    assert settings.database_path.stat().st_mode & 0o777 == 0o600
