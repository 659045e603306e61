"""Forms that came after their session had timed out: kept a day for that person, then gone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from jury.domain.errors import NotFound
from jury.services.doors import Doors
from jury.services.upkeep import upkeep
from jury.storage.account import ParkedForm, parked_for
from jury.storage.base import new_id

MOST_EACH = 5
SECRET = ("password", "code", "digits")


def park(doors: Doors, account_id: str, path: str, fields: Iterable[tuple[str, str]]) -> str | None:
    """Keep a form for a person, and at most the five latest. Give its id.

    None where nothing is kept: a form with a password or a code, or one that is too large.
    """
    kept = [[name, value] for name, value in fields]
    size = sum(len(name.encode()) + len(value.encode()) for name, value in kept)
    secret = any(name.startswith(SECRET) for name, _ in kept)
    if secret or not kept or size > doors.settings.form_memory:
        return None
    now, form_id = doors.clock(), new_id()
    with upkeep(doors) as session:
        session.execute(delete(ParkedForm).where(ParkedForm.created_at <= _since(doors)))
        older = parked_for(session, account_id, _since(doors))[MOST_EACH - 1 :]
        for form in older:
            session.delete(form)
        session.add(
            ParkedForm(id=form_id, account_id=account_id, path=path, fields=kept, created_at=now)
        )
    return form_id


def waiting(doors: Doors, account_id: str) -> Sequence[ParkedForm]:
    """Give what is kept for a person, the latest first."""
    with doors.engines.reading() as session:
        return parked_for(session, account_id, _since(doors))


def take(doors: Doors, account_id: str, form_id: str) -> ParkedForm:
    """Give a kept form back to its person; it is kept no longer.

    Raises NotFound for what is not there, is somebody else's, or is older than a day.
    """
    with upkeep(doors) as session:
        form = session.scalar(
            select(ParkedForm).where(
                ParkedForm.id == form_id,
                ParkedForm.account_id == account_id,
                ParkedForm.created_at > _since(doors),
            )
        )
        if form is None:
            raise NotFound()
        session.delete(form)
        return form


def _since(doors: Doors) -> datetime:
    return doors.clock() - timedelta(seconds=doors.settings.parked_lifetime)
