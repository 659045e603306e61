"""A later version of the tables, made up for tests: it rebuilds tables that others refer to."""

from __future__ import annotations

import shutil
from pathlib import Path

from jury.storage.schema import FOLDER

LATER = '''"""Rebuild accounts, entries and openings."""

import time
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = {before!r}
branch_labels = None
depends_on = None


def stop(place):
    if place == {stop!r}:
        Path({marker!r}).touch()
        time.sleep(600)


def upgrade():
    stop("first")
    with op.batch_alter_table("account") as table:
        table.add_column(sa.Column("nickname", sa.String(), nullable=False, server_default="?"))
        table.alter_column("name", existing_type=sa.String(), type_=sa.Text())
    stop("midway")
    with op.batch_alter_table("log_entry") as table:
        table.alter_column("kind", existing_type=sa.String(), type_=sa.Text())
    with op.batch_alter_table("opening") as table:
        table.alter_column("due", existing_type=sa.String(), type_=sa.Text())
    op.create_table("keepsake", sa.Column("id", sa.Integer(), primary_key=True))
    stop("last")
'''


def later_version(folder: Path, before: str, stop: str = "") -> Path:
    """Write the real migrations and one more into a folder.

    `stop` names a place (first, midway, last) where it waits to be killed, once the file
    `stopped` stands beside the folder.
    """
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    marker = str(folder.parent / "stopped")
    text = LATER.format(before=before, stop=stop, marker=marker)
    (folder / "versions" / "9999_later.py").write_text(text)
    return folder
