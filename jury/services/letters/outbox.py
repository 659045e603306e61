"""The outbox: letters are written in the same transaction as what they tell, and wait there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from jury.config import Settings
from jury.services.codes import open_body, seal_body
from jury.services.doors import Doors
from jury.services.letters.texts import link_letter, welcome_letter
from jury.services.upkeep import upkeep
from jury.storage.account import Account, Letter
from jury.storage.base import new_id
from jury.storage.seat import Seat


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
) -> Letter:
    """Put an e-mail in the outbox, its body sealed. For acts and for upkeep."""
    letter_id = new_id()
    letter = Letter(
        id=letter_id,
        call_id=call_id,
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
    if account.email is None:
        return
    subject, body = welcome_letter(
        account.language, account.name, f"{settings.base_url}/sign-in/email"
    )
    post(
        session,
        settings,
        now,
        recipient=account.email,
        language=account.language,
        subject=subject,
        body=body,
    )


def readable(settings: Settings, letters: Sequence[Letter]) -> dict[str, str]:
    """Give what e-mails say, by letter: only on one's own machine and without a mail server.

    So the demonstration's links can be followed. Anywhere else nobody reads other people's links.
    """
    if settings.smtp_url or not settings.on_loopback:
        return {}
    return {
        letter.id: open_body(settings, letter.id, letter.sealed)
        for letter in letters
        if letter.channel == "email" and letter.sealed is not None
    }


@dataclass(frozen=True)
class Slip:
    """A paper slip that waits to be printed: whose seat, and the code."""

    seat_id: str
    number: int
    name: str
    language: str
    code: str


def waiting_slips(session: Session, settings: Settings, call_id: str) -> list[Slip]:
    """Give a call's slips that were not printed yet, by seat number."""
    rows = session.execute(
        select(Letter, Seat, Account)
        .join(Seat, (Seat.call_id == Letter.call_id) & (Seat.id == Letter.recipient))
        .join(Account, Account.id == Seat.account_id)
        .where(
            Letter.call_id == call_id,
            Letter.channel == "paper",
            Letter.state == "waiting",
            Letter.sealed.is_not(None),
        )
        .order_by(Seat.number)
    )
    return [
        Slip(
            seat.id,
            seat.number,
            account.name,
            letter.language,
            open_body(settings, letter.id, letter.sealed or b""),
        )
        for letter, seat, account in rows
    ]


def printed(doors: Doors, call_id: str, seat_ids: Sequence[str]) -> None:
    """Empty the slips that were printed: their codes leave the database."""
    with upkeep(doors) as session:
        session.execute(
            update(Letter)
            .where(
                Letter.call_id == call_id,
                Letter.channel == "paper",
                Letter.state == "waiting",
                Letter.recipient.in_(seat_ids),
            )
            .values(state="printed", sealed=None, done_at=doors.clock())
        )
