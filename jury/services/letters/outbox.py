"""The outbox: letters are written in the same transaction as what they tell, and wait there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from jury.config import Settings
from jury.services.codes import open_body, seal_body
from jury.services.letters.texts import link_letter, password_letter, welcome_letter
from jury.storage.account import Account, Letter
from jury.storage.base import new_id


def post(
    session: Session,
    settings: Settings,
    now: datetime,
    *,
    recipient: str,
    language: str,
    subject: str,
    body: str,
    call_id: str | None = None,
    candidate_id: str | None = None,
) -> Letter:
    """Put an e-mail in the outbox, its body sealed. For acts and for upkeep."""
    letter_id = new_id()
    letter = Letter(
        id=letter_id,
        call_id=call_id,
        candidate_id=candidate_id,
        channel="email",
        recipient=recipient,
        language=language,
        subject=subject,
        sealed=seal_body(settings, letter_id, body),
        created_at=now,
        next_try_at=now,
    )
    session.add(letter)
    return letter


def send_link(
    session: Session,
    settings: Settings,
    now: datetime,
    *,
    email: str,
    language: str,
    token: str,
    digits: str,
) -> Letter:
    """Put the letter with a sign-in link and its six digits in the outbox."""
    subject, body = link_letter(
        language, f"{settings.base_url}/l/{token}", digits, settings.link_lifetime // 60
    )
    return post(
        session, settings, now, recipient=email, language=language, subject=subject, body=body
    )


def welcome(session: Session, settings: Settings, now: datetime, account: Account) -> None:
    """Tell somebody that an account was made for them, if they have an address."""
    link = f"{settings.base_url}/sign-in/email"
    _tell(session, settings, now, account, welcome_letter(account.language, account.name, link))


def password_changed(session: Session, settings: Settings, now: datetime, account: Account) -> None:
    """Tell somebody that their password changed or was taken away, if they have an address."""
    words = password_letter(
        account.language,
        account.name,
        f"{settings.base_url}/sign-in/email",
        taken_away=account.password_hash is None,
    )
    _tell(session, settings, now, account, words)


def _tell(
    session: Session, settings: Settings, now: datetime, account: Account, words: tuple[str, str]
) -> None:
    if account.email is not None:
        post(
            session,
            settings,
            now,
            recipient=account.email,
            language=account.language,
            subject=words[0],
            body=words[1],
        )


def readable(settings: Settings, letters: Sequence[Letter]) -> dict[str, str]:
    """Give what e-mails say, by letter: only on one's own machine and without a mail server.

    So the demonstration's links can be followed. Anywhere else nobody reads other people's links.
    """
    if not settings.keeps_letters:
        return {}
    return {
        letter.id: open_body(settings, letter.id, letter.sealed)
        for letter in letters
        if letter.channel == "email" and letter.sealed is not None
    }
