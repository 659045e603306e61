"""The schema's versions: upgrade, check, and the triggers that guard append-only tables.

An upgrade is one transaction on both databases: killed midway it leaves the old schema. There
are no downgrades: the way back is the backup.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from jury.config import Settings
from jury.storage.base import make_engines
from jury.storage.tables import Base

FOLDER = Path(__file__).parent / "migrations"
ADVISORY_LOCK = 0x4A555259  # "JURY": two upgrades at once wait for each other on PostgreSQL


PATIENCE_MS = 600_000
"""How long an upgrade of the embedded database waits for whoever writes in it."""


class SchemaBehind(Exception):
    """The database is not at the version that this code needs: one sentence on what to do.

    `sentence` is English and names its `params`; the command line says it in other languages.
    """

    def __init__(self, sentence: str, **params: int) -> None:
        super().__init__(sentence % params)
        self.sentence, self.params = sentence, params


def upgrade(settings: Settings, folder: Path = FOLDER) -> None:
    """Bring the database to this code's version, in one transaction.

    On SQLite foreign keys are off meanwhile (a table may be rebuilt) and checked before the
    commit. `folder` holds the migrations. Raises SchemaBehind for a database that is later than
    this code, or whatever the database raises; then nothing has changed.
    """
    with _one_at_a_time(settings):
        engines = make_engines(settings)
        try:
            with _alone(engines.write) as connection:
                _refuse_unknown(current(connection), folder)
                drop_guards(connection)
                _run(connection, folder)
                make_guards(connection)
        finally:
            engines.dispose()


@contextmanager
def _one_at_a_time(settings: Settings) -> Iterator[None]:
    """Let an upgrade of the embedded database that runs already finish, however long it takes.

    SQLite alone would not: of two who turn a new file to its write-ahead log at once, one is
    refused without waiting.
    """
    if not settings.embedded:
        yield
        return
    _keep_private(settings.database_path)
    with open(settings.database_path.with_name("upgrade.lock"), "ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _keep_private(database: Path) -> None:
    """Let nobody else on the machine read the file: sealed sheets stand in it.

    SQLite gives its side files the same rights.
    """
    database.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    database.touch(mode=0o600, exist_ok=True)
    database.chmod(0o600)


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """Hold the database alone for one transaction."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            raw = connection.connection.cursor()
            raw.execute("PRAGMA foreign_keys=OFF")
            raw.execute(f"PRAGMA busy_timeout={PATIENCE_MS}")
            raw.close()
        with connection.begin():
            if engine.dialect.name == "postgresql":
                _wait_for_the_other(connection)
            yield connection
            if engine.dialect.name == "sqlite":
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                if broken:
                    raise SchemaBehind(
                        "The upgrade would leave %(count)s broken references.", count=len(broken)
                    )


def _wait_for_the_other(connection: Connection) -> None:
    """Let an upgrade that runs already finish, however long it takes; tables wait as usual."""
    usual = connection.exec_driver_sql("SHOW lock_timeout").scalar_one()
    connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})")
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{usual}'")


def _run(connection: Connection, folder: Path) -> None:
    """Run the migrations that this database lacks."""
    script = ScriptDirectory(str(folder))
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))

    def steps(revision: object, context: object) -> object:
        return script._upgrade_revs("head", revision)  # type: ignore[arg-type]

    with EnvironmentContext(config, script, fn=steps, destination_rev="head") as environment:
        environment.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            transactional_ddl=False,
        )
        environment.run_migrations()


def head(folder: Path = FOLDER) -> str:
    """Name the version that this code needs."""
    return ScriptDirectory(str(folder)).get_current_head() or ""


def current(connection: Connection) -> str | None:
    """Name the version that a database has; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def check(settings: Settings, folder: Path = FOLDER) -> None:
    """Refuse to serve a database of another version.

    Raises SchemaBehind with one sentence on what to do.
    """
    if settings.embedded and not settings.database_path.exists():
        raise SchemaBehind("There is no database yet. Run: jury db upgrade")
    engines = make_engines(settings)
    try:
        with engines.read.connect() as connection:
            found = current(connection)
    finally:
        engines.dispose()
    if found is None:
        raise SchemaBehind("The database is empty. Run: jury db upgrade")
    _refuse_unknown(found, folder)
    if found != head(folder):
        raise SchemaBehind("The database is of an earlier version. Run: jury db upgrade")


def _refuse_unknown(found: str | None, folder: Path) -> None:
    known = {script.revision for script in ScriptDirectory(str(folder)).walk_revisions()}
    if found is not None and found not in known:
        raise SchemaBehind("The database is of a later version of Jury. Start that version.")


def drop_guards(connection: Connection) -> None:
    """Take the triggers away: an upgrade may rebuild the tables that they stand on."""
    if connection.dialect.name == "sqlite":
        question = "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'"
    else:
        question = (
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal "
            "AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = "
            "current_schema()::regnamespace)"
        )
    for table, name in connection.exec_driver_sql(question).all():
        if name.startswith("guard_"):
            on = f" ON {table}" if connection.dialect.name == "postgresql" else ""
            connection.exec_driver_sql(f"DROP TRIGGER {name}{on}")


def make_guards(connection: Connection) -> None:
    """Make the triggers: append-only rows stay as they are, openings can only be emptied."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_POSTGRES_REFUSE)
    tables = sorted(t.name for t in Base.metadata.tables.values() if t.info.get("append_only"))
    for table in tables:
        _guard(connection, table, "update")
    _guard(connection, "opening", "update", _NOT_EMPTYING)
    for table in [*tables, "opening"]:
        _guard(connection, table, "delete")
        if connection.dialect.name == "sqlite":
            _guard(connection, table, "insert", _replaces(table))


_POSTGRES_REFUSE = """
CREATE OR REPLACE FUNCTION jury_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME
  USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
_NOT_EMPTYING = (
    "NEW.key IS NOT NULL OR NEW.log_id <> OLD.log_id OR NEW.leaf <> OLD.leaf "
    "OR NEW.part <> OLD.part OR NEW.due <> OLD.due"
)


def _replaces(table: str) -> str:
    """Tell, on SQLite, that a row is there already: REPLACE deletes it without any trigger."""
    same = " AND ".join(f"{c.name} = NEW.{c.name}" for c in Base.metadata.tables[table].primary_key)
    return f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - names from the models


def _guard(connection: Connection, table: str, act: str, when: str = "") -> None:
    """Make one trigger that refuses UPDATE, DELETE or INSERT on a table's rows."""
    head = f"CREATE TRIGGER guard_{table}_{act} BEFORE {act.upper()} ON {table} FOR EACH ROW"
    condition = f"WHEN ({when})" if when else ""
    if connection.dialect.name == "postgresql":
        body = "EXECUTE FUNCTION jury_refuse()"
    else:
        body = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    connection.exec_driver_sql(f"{head} {condition} {body}")
