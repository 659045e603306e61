"""The schema's versions: upgrade, check, and the triggers that guard append-only tables.

An upgrade is one transaction on both databases: killed midway it leaves the old schema. There
are no downgrades: the way back is the backup.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from jury.config import Settings
from jury.storage.base import make_engines
from jury.storage.tables import Base

FOLDER = Path(__file__).parent / "migrations"
ADVISORY_LOCK = 0x4A555259  # "JURY": two upgrades at once wait for each other on PostgreSQL


class SchemaBehind(Exception):
    """The database is not at the version that this code needs: one sentence on what to do."""


def upgrade(settings: Settings) -> None:
    """Bring the database to this code's version, in one transaction.

    On SQLite foreign keys are off meanwhile (a table may be rebuilt) and checked before the
    commit. Raises whatever the database raises; then nothing has changed.
    """
    if settings.embedded:
        settings.database_path.parent.mkdir(parents=True, exist_ok=True)
    engines = make_engines(settings)
    try:
        with _alone(engines.write) as connection:
            _run(connection)
            drop_guards(connection)
            make_guards(connection)
    finally:
        engines.dispose()


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """Hold the database alone for one transaction."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            raw = connection.connection.cursor()
            raw.execute("PRAGMA foreign_keys=OFF")
            raw.close()
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})")
            yield connection
            if engine.dialect.name == "sqlite":
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                if broken:
                    raise SchemaBehind(f"The upgrade would leave {len(broken)} broken references.")
        connection.detach()


def _run(connection: Connection) -> None:
    """Run the migrations that this database lacks."""
    script = ScriptDirectory(str(FOLDER))
    config = Config()
    config.set_main_option("script_location", str(FOLDER))

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


def head() -> str:
    """Name the version that this code needs."""
    return ScriptDirectory(str(FOLDER)).get_current_head() or ""


def current(connection: Connection) -> str | None:
    """Name the version that a database has; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def check(settings: Settings) -> None:
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
    if found != head():
        raise SchemaBehind("The database is of another version. Run: jury db upgrade")


def drop_guards(connection: Connection) -> None:
    """Take the triggers away: an upgrade may rebuild the tables that they stand on."""
    for table, name in _guard_names():
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        elif inspect(connection).has_table(table):
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name} ON {table}")


def make_guards(connection: Connection) -> None:
    """Make the triggers: append-only rows stay as they are, openings can only be emptied."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_POSTGRES_REFUSE)
    for table, name in _guard_names():
        connection.exec_driver_sql(_guard(connection.dialect.name, table, name))


_POSTGRES_REFUSE = """
CREATE OR REPLACE FUNCTION jury_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME; END $$
"""
_REFILLED = (
    "NEW.key IS NOT NULL AND (OLD.key IS NULL OR NEW.key <> OLD.key OR NEW.value <> OLD.value)"
)


def _guard_names() -> list[tuple[str, str]]:
    tables = sorted(t.name for t in Base.metadata.tables.values() if t.info.get("append_only"))
    return [(table, f"guard_{table}_{act}") for table in tables for act in ("update", "delete")] + [
        ("opening", "guard_opening_delete"),
        ("opening", "guard_opening_refill"),
    ]


def _guard(dialect: str, table: str, name: str) -> str:
    act = "UPDATE" if name.endswith(("_update", "_refill")) else "DELETE"
    when = f"WHEN ({_REFILLED})" if name.endswith("_refill") else ""
    if dialect == "postgresql":
        return (
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW {when} "
            "EXECUTE FUNCTION jury_refuse()"
        )
    return (
        f"CREATE TRIGGER {name} BEFORE {act} ON {table} {when} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )
