"""Forgetting in time: what has no purpose any more leaves the unlogged tables. For the worker."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import and_, delete, exists, literal, not_, or_, update
from sqlalchemy.orm import Session

from jury.services.doors import Doors
from jury.services.limits import forget_windows
from jury.services.upkeep import upkeep
from jury.storage.account import Draft, Letter, ParkedForm, SecurityEvent, SignIn, SignInToken
from jury.storage.call import Call
from jury.storage.proposal import Proposal
from jury.storage.scoring import SHEET_DRAFT, Round
from jury.storage.scoring.paper import PAPER_DRAFT

TOKENS = timedelta(days=1)
SESSIONS = timedelta(days=30)
JOURNAL = timedelta(days=365)
LETTERS = timedelta(days=365)
UNSENT = timedelta(days=7)
"""An e-mail that nobody could send for a week is of no use: its links have long expired."""

UNPRINTED = timedelta(days=1)
"""A slip that nobody printed: the facilitator makes a new code."""

UNSENT_SHEETS = timedelta(days=7)
"""After a round its jurors are still told, for a week, what they had begun and not sent."""

HANDED_IN = timedelta(days=1)
"""What was handed in stands elsewhere; a page drawn before may still come back for a day."""

UNSENT_PROJECTS = timedelta(days=30)
"""After a call an author has a month to copy what was never handed in."""


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
        if not doors.settings.keeps_letters:
            _give_up_letters(session, now)
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
        _forget_drafts(session, now)


def _give_up_letters(session: Session, now: datetime) -> None:
    """Empty what no mail server would take for a week; where there is none, letters are kept."""
    session.execute(
        update(Letter)
        .where(
            Letter.channel == "email",
            Letter.state == "waiting",
            Letter.created_at < now - UNSENT,
        )
        .values(state="failed", sealed=None, done_at=now)
    )


def _forget_drafts(session: Session, now: datetime) -> None:
    """Delete what was begun, once it can no longer be sent or has been."""
    sheet = Draft.subject.startswith(SHEET_DRAFT)
    paper = Draft.subject.startswith(PAPER_DRAFT)
    project = not_(or_(sheet, paper))
    cancelled = exists().where(Call.id == Draft.call_id, Call.state == "cancelled")
    round_over = exists().where(
        Round.call_id == Draft.call_id,
        Draft.subject.startswith(literal(SHEET_DRAFT) + Round.id + ":"),
        Round.closed_at < now - UNSENT_SHEETS,
    )
    typed_in = exists().where(
        Round.call_id == Draft.call_id,
        Draft.subject.startswith(literal(PAPER_DRAFT) + Round.id + ":"),
        Round.state != "closed",
    )
    handed_in = exists().where(
        Proposal.call_id == Draft.call_id,
        Proposal.id == Draft.subject,
        Proposal.submitted_at >= Draft.changed_at,
        Proposal.submitted_at < now - HANDED_IN,
    )
    call_over = exists().where(
        Call.id == Draft.call_id,
        Call.state.not_in(("draft", "open")),
        Call.closes_at < now - UNSENT_PROJECTS,
    )
    gone = or_(
        and_(sheet, or_(round_over, and_(cancelled, Draft.changed_at < now - UNSENT_SHEETS))),
        handed_in,
        and_(paper, or_(typed_in, cancelled)),
        and_(project, call_over),
        and_(project, cancelled, Draft.changed_at < now - UNSENT_PROJECTS),
    )
    session.execute(delete(Draft).where(gone), execution_options={"synchronize_session": False})
