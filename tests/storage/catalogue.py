"""What a database says of its own tables, in a form that can be compared."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Connection, inspect

TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}


def catalogue(connection: Connection) -> dict[str, dict[str, Any]]:
    """Give, for each table, its columns, keys, constraints and indexes, in a fixed order."""
    inspector = inspect(connection)
    return {
        table: {
            "columns": {
                column["name"]: (str(column["type"]), column["nullable"], column["default"])
                for column in inspector.get_columns(table)
            },
            "key": inspector.get_pk_constraint(table),
            "foreign keys": _sorted(inspector.get_foreign_keys(table)),
            "unique": _sorted(inspector.get_unique_constraints(table)),
            "checks": _sorted(
                {**check, "sqltext": re.sub(r"\s+", " ", check["sqltext"])}
                for check in inspector.get_check_constraints(table)
            ),
            "indexes": _sorted(inspector.get_indexes(table)),
        }
        for table in inspector.get_table_names()
        if table != "alembic_version"
    }


def _sorted(rows: Any) -> list[str]:
    return sorted(repr(sorted(row.items(), key=str)) for row in rows)


def triggers(connection: Connection) -> set[str]:
    """Give the names of all triggers."""
    return set(connection.exec_driver_sql(TRIGGERS[connection.dialect.name]).scalars())


def rows_of(connection: Connection, table: str) -> list[str]:
    """Give all rows of one table, in a fixed order."""
    return sorted(map(repr, connection.exec_driver_sql(f"SELECT * FROM {table}")))
