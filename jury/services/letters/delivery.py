"""Sending the outbox: each letter by itself, so that one that cannot leave holds up no other.

A worker first claims a letter, in a transaction of its own; two workers never send the same one.
One that dies between the mail server's "yes" and its own note sends it again after the claim
has run out; the letter's Message-ID is the same, so that mail programs show it once.
"""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import urlsplit

from sqlalchemy import CursorResult, select, update

from jury.config import Settings
from jury.services.codes import open_body
from jury.services.doors import Doors
from jury.services.journal import plain
from jury.services.letters.smtp import Smtp, Unreachable
from jury.services.upkeep import upkeep
from jury.storage.account import Letter

Transport = Callable[[EmailMessage], None]
AT_ONCE = 50
CLAIM = timedelta(minutes=10)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=2)
MOST_TRIES = 20
"""The last try is about a day and a half after the first."""


def deliver_due(doors: Doors, transport: Transport | None = None) -> int:
    """Send what is due; give how many letters left.

    Without a mail server (and without a transport) letters wait, and the outbox page shows them.
    """
    settings = doors.settings
    if transport is None:
        if not settings.smtp_url:
            return 0
        transport = Smtp.at(settings.smtp_url)
    sent = 0
    for letter_id in _due(doors):
        letter = _claim(doors, letter_id)
        if letter is None:
            continue
        try:
            transport(message_of(settings, letter))
        except Unreachable as error:
            _later(doors, letter, str(error))
            break
        except Exception as error:
            if _is_lasting(error):
                _give_up(doors, letter, _named(error))
            else:
                _later(doors, letter, _named(error))
        else:
            _done(doors, letter)
            sent += 1
    return sent


def message_of(settings: Settings, letter: Letter) -> EmailMessage:
    """Make the e-mail of a letter. Raises ValueError for one that cannot be one."""
    if letter.sealed is None:
        raise ValueError("the letter is empty")
    host = urlsplit(settings.base_url).hostname or "localhost"
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = settings.mail_from
    message["To"] = letter.recipient
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.created_at)
    message["Message-ID"] = f"<{letter.id}@{host}>"
    message["Content-Language"] = letter.language
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(open_body(settings, letter.id, letter.sealed))
    return message


def _due(doors: Doors) -> list[str]:
    with doors.engines.reading() as session:
        return list(
            session.scalars(
                select(Letter.id)
                .where(
                    Letter.channel == "email",
                    Letter.state.in_(("waiting", "sending")),
                    Letter.next_try_at <= doors.clock(),
                )
                .order_by(Letter.next_try_at, Letter.id)
                .limit(AT_ONCE)
            )
        )


def _claim(doors: Doors, letter_id: str) -> Letter | None:
    """Take a letter for this worker alone; None if another was quicker."""
    now = doors.clock()
    with upkeep(doors) as session:
        taken = session.execute(
            update(Letter)
            .where(
                Letter.id == letter_id,
                Letter.state.in_(("waiting", "sending")),
                Letter.next_try_at <= now,
            )
            .values(state="sending", next_try_at=now + CLAIM, tries=Letter.tries + 1)
        )
        if not isinstance(taken, CursorResult) or taken.rowcount != 1:
            return None
        return session.get(Letter, letter_id)


def _done(doors: Doors, letter: Letter) -> None:
    _note(doors, letter, "sent", "", doors.clock())


def _give_up(doors: Doors, letter: Letter, error: str) -> None:
    _note(doors, letter, "failed", error, doors.clock())


def _later(doors: Doors, letter: Letter, error: str) -> None:
    if letter.tries >= MOST_TRIES:
        _give_up(doors, letter, error)
        return
    pause = min(FIRST_PAUSE * 2 ** min(letter.tries - 1, 16), LONGEST_PAUSE)
    with upkeep(doors) as session:
        session.execute(
            update(Letter)
            .where(Letter.id == letter.id, Letter.tries == letter.tries)
            .values(state="waiting", next_try_at=doors.clock() + pause, last_error=error)
        )


def _note(doors: Doors, letter: Letter, state: str, error: str, at: datetime) -> None:
    """Write how it ended, and empty the body: links and codes must not stay."""
    with upkeep(doors) as session:
        session.execute(
            update(Letter)
            .where(Letter.id == letter.id)
            .values(state=state, sealed=None, done_at=at, last_error=error)
        )


def _is_lasting(error: Exception) -> bool:
    """Tell what no later try can mend: an address refused for good, a letter that is none."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code >= 500 and not isinstance(error, smtplib.SMTPAuthenticationError)
    return isinstance(error, ValueError | smtplib.SMTPNotSupportedError)


def _named(error: Exception) -> str:
    """Name an error without its text: a server's answer may repeat what was in the letter."""
    code = getattr(error, "smtp_code", None)
    return plain(f"{type(error).__name__} {code}" if code else type(error).__name__, 80)
