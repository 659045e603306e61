"""Forgetting in time: what has no purpose any more leaves the unlogged tables. For the worker."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, or_, update

from jury.services.doors import Doors
from jury.services.limits import forget_windows
from jury.services.upkeep import upkeep
from jury.storage.account import Letter, ParkedForm, SecurityEvent, SignIn, SignInToken

TOKENS = timedelta(days=1)
SESSIONS = timedelta(days=30)
JOURNAL = timedelta(days=365)
LETTERS = timedelta(days=365)
UNSENT = timedelta(days=7)
"""An e-mail that nobody could send for a week is of no use: its links have long expired."""

UNPRINTED = timedelta(days=1)
"""A slip that nobody printed: the facilitator makes a new code."""


def forget(doors: Doors) -> None:
    """Delete what is past its time, and empty letters that never left."""
    now = doors.clock()
    with upkeep(doors) as session:
        session.execute(delete(SignInToken).where(SignInToken.expires_at < now - TOKENS))
        session.execute(
            delete(SignIn).where(
                or_(SignIn.expires_at < now - SESSIONS, SignIn.ended_at < now - SESSIONS)
            )
        )
        session.execute(
            delete(ParkedForm).where(
                ParkedForm.created_at <= now - timedelta(seconds=doors.settings.parked_lifetime)
            )
        )
        session.execute(delete(SecurityEvent).where(SecurityEvent.at < now - JOURNAL))
        forget_windows(session, int(now.timestamp()))
        session.execute(
            update(Letter)
            .where(
                Letter.channel == "email",
                Letter.state == "waiting",
                Letter.created_at < now - UNSENT,
            )
            .values(state="failed", sealed=None, done_at=now)
        )
        session.execute(
            update(Letter)
            .where(
                Letter.channel == "paper",
                Letter.state == "waiting",
                Letter.created_at < now - UNPRINTED,
            )
            .values(state="expired", sealed=None, done_at=now)
        )
        session.execute(delete(Letter).where(Letter.done_at < now - LETTERS))
