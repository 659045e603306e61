"""How the installation itself is: its worker, letters, backups, disk. Never what people wrote."""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from jury.domain.errors import Busy
from jury.services.doors import Doors
from jury.services.upkeep import upkeep
from jury.storage.account import Account, Grant, Letter, Part, Pulse, SecurityEvent, SignIn
from jury.storage.schema import SchemaBehind, check

WORKER, BACKUP, SIGNED = "worker", "backup", "signed"
SILENT = timedelta(minutes=2)
"""The worker gives a sign of life every 20 seconds, and then has signed every log that grew."""

NEVER_CAME = timedelta(days=3)
"""After so long without signing in, somebody with a part has perhaps not got the letter."""

OLD_BACKUP = timedelta(days=2)
SLOW_LETTER = timedelta(minutes=15)
LEAST_FREE = 1 << 30


@dataclass(frozen=True)
class Health:
    """What whoever runs the installation wants to see at a glance.

    Moments are None where there is none; `stuck` letters wait for long, `failed` ones left the
    outbox unsent; `absent` people have a part and never signed in; `free` is in bytes; `doubts`
    are codes, those of the settings among them.
    """

    worker_at: datetime | None
    backup_at: datetime | None
    failed: int
    stuck: int
    absent: int
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
    failed, stuck, absent = session.execute(
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
            select(func.count()).where(never_signed_in(now)).scalar_subquery(),
        ).where(Letter.channel == "email")
    ).one()
    worker_at, backup_at = pulses.get(WORKER), pulses.get(BACKUP)
    silent = worker_at is None or worker_at < now - SILENT
    signed_at = pulses.get(SIGNED)
    free = shutil.disk_usage(doors.settings.instance).free
    found = {
        "worker_silent": silent,
        "logs_not_signed": not silent and (signed_at is None or signed_at < now - SILENT),
        "tables_of_another_version": not _tables_fit(doors),
        "letters_failed": bool(failed),
        "letters_stuck": bool(stuck) and not doors.settings.keeps_letters,
        "backup_missing": backup_at is None,
        "backup_old": backup_at is not None and backup_at < now - OLD_BACKUP,
        "disk_nearly_full": free < LEAST_FREE,
        "people_absent": bool(absent) and not doors.settings.keeps_letters,
    }
    wrong = tuple(code for code, holds in found.items() if holds)
    return Health(
        worker_at, backup_at, failed, stuck, absent, free, (*wrong, *doors.settings.doubts)
    )


def never_signed_in(now: datetime) -> ColumnElement[bool]:
    """Choose the people with a part who have had an account for days and never came in."""
    mine = SignIn.account_id == Account.id
    came = SecurityEvent.account_id == Account.id, SecurityEvent.what == "signed_in"
    return and_(
        Account.state == "active",
        Account.password_hash.is_(None),
        Account.created_at < now - NEVER_CAME,
        or_(
            exists().where(Grant.account_id == Account.id),
            exists().where(Part.account_id == Account.id, Part.role != "applicant"),
        ),
        ~exists().where(mine),
        ~exists().where(*came),
    )


def _tables_fit(doors: Doors) -> bool:
    try:
        check(doors.settings)
    except SchemaBehind:
        return False
    return True
