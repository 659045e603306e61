"""What the tests of the commands stand on: the command in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from jury.config import Settings
from jury.services.doors import Doors
from jury.services.perform import Moment


@dataclass
class Said:
    """What a command printed, and how it ended."""

    status: int
    out: str
    err: str

    def json(self) -> Any:
        """Read the one object on standard output."""
        return json.loads(self.out)


@dataclass
class Jury:
    """The command `jury` for one installation."""

    instance: Path
    env: dict[str, str] = field(default_factory=dict)

    def __call__(self, *arguments: object, given: str = "", **env: str) -> Said:
        """Run it to its end."""
        done = subprocess.run(
            self.command(*arguments),
            input=given,
            capture_output=True,
            text=True,
            env=self.environment(**env),
            cwd=self.instance.parent,
            timeout=60,
        )
        assert "Traceback" not in done.stderr
        assert "fault in Jury" not in done.stderr, done.stderr
        return Said(done.returncode, done.stdout, done.stderr)

    def command(self, *arguments: object) -> list[str]:
        """Give the command line."""
        return [sys.executable, "-m", "jury.cli", *map(str, arguments)]

    def environment(self, **more: str) -> dict[str, str]:
        """Give the environment: nothing of Jury's but this installation."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("JURY_", "LC_", "LANG"))}
        return {**kept, "JURY_INSTANCE": str(self.instance), "LANG": "C", **self.env, **more}


@pytest.fixture
def jury(settings: Settings) -> Jury:
    """Give the command for the test's migrated installation, with the test's secrets."""
    return Jury(
        settings.instance,
        {
            "JURY_NAME": settings.name,
            "JURY_BASE_URL": "http://localhost",
            "JURY_SECRET_KEY": settings.secret_key.hex(),
            "JURY_PEPPER": settings.pepper.hex(),
            "JURY_SIGNING_KEY": settings.signing_master.hex(),
            "JURY_BACKUP_KEY": str(settings.instance.parent / "keys" / "backup.key"),
        },
    )


@pytest.fixture
def olga(doors: Doors) -> Moment:
    """Give Olga, an official, ready to act."""
    from jury.services.account import create_account

    made = create_account(
        Moment(doors, system=True),
        name="Olga",
        email="olga@example.org",
        roles=["official"],
        password=None,
        language="fr",
    )
    return Moment(doors, account_id=made.subject)
