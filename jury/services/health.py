"""How the installation itself is: its worker, letters, backups, disk. Never what people wrote."""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from jury.domain.errors import Busy
from jury.services.doors import Doors
from jury.services.upkeep import upkeep
from jury.storage.account import Letter, Pulse
from jury.storage.schema import SchemaBehind, check

WORKER, BACKUP = "worker", "backup"
SILENT = timedelta(minutes=2)
"""The worker gives a sign of life every 20 seconds."""

OLD_BACKUP = timedelta(days=2)
SLOW_LETTER = timedelta(minutes=15)
LEAST_FREE = 1 << 30


@dataclass(frozen=True)
class Health:
    """What whoever runs the installation wants to see at a glance.

    Moments are None where there is none; `stuck` letters wait for long, `failed` ones left the
    outbox unsent; `free` is in bytes; `doubts` are codes, those of the settings among them.
    """

    worker_at: datetime | None
    backup_at: datetime | None
    failed: int
    stuck: int
    free: int
    doubts: tuple[str, ...]


def beat(doors: Doors, name: str) -> None:
    """Note that something was done just now; what is done stays done if that cannot be noted."""
    with contextlib.suppress(Busy), upkeep(doors) as session:
        session.merge(Pulse(name=name, at=doors.clock()))


def look(doors: Doors, session: Session) -> Health:
    """Look at the installation, and name by codes what needs attention."""
    now = doors.clock()
    pulses = dict(session.execute(select(Pulse.name, Pulse.at)).all())
    failed, stuck = session.execute(
        select(
            func.coalesce(func.sum(case((Letter.state == "failed", 1), else_=0)), 0),
            func.coalesce(
                func.sum(
                    case(
                        (
                            and_(Letter.state == "waiting", Letter.created_at < now - SLOW_LETTER),
                            1,
                        ),
                        else_=0,
                    )
                ),
                0,
            ),
        ).where(Letter.channel == "email")
    ).one()
    worker_at, backup_at = pulses.get(WORKER), pulses.get(BACKUP)
    free = shutil.disk_usage(doors.settings.instance).free
    found = {
        "worker_silent": worker_at is None or worker_at < now - SILENT,
        "tables_of_another_version": not _tables_fit(doors),
        "letters_failed": bool(failed),
        "letters_stuck": bool(stuck) and not doors.settings.keeps_letters,
        "backup_missing": backup_at is None,
        "backup_old": backup_at is not None and backup_at < now - OLD_BACKUP,
        "disk_nearly_full": free < LEAST_FREE,
    }
    wrong = tuple(code for code, holds in found.items() if holds)
    return Health(worker_at, backup_at, failed, stuck, free, (*wrong, *doors.settings.doubts))


def _tables_fit(doors: Doors) -> bool:
    try:
        check(doors.settings)
    except SchemaBehind:
        return False
    return True
