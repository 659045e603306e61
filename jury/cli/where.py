"""Whether there is an installation here: asked before anything would make one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def has_installation(env: Mapping[str, str]) -> bool:
    """Say whether the environment names a database, or `instance/` holds one."""
    if "JURY_DATABASE_URL" in env:
        return True
    return (Path(env.get("JURY_INSTANCE", "instance")) / "jury.sqlite3").exists()
