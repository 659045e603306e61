"""Signing in by an e-mail link, or by the six digits beside it: once, for an hour.

Asking for a link looks nobody up: known and unknown addresses get the same work and the same
letter. Who confirms an address for the first time gets an account by that.
"""

from __future__ import annotations

import hmac
from contextlib import suppress
from dataclasses import dataclass, replace

from sqlalchemy import CursorResult, select, update

from jury.domain.account import normalise_email, normalise_email_code
from jury.domain.errors import Conflict, Invalid
from jury.domain.permissions import RULES, Action, Role
from jury.services.account import join
from jury.services.codes import hash_digits, hash_token, make_digits, make_token
from jury.services.doors import Doors
from jury.services.journal import note, write
from jury.services.letters import send_link
from jury.services.limits import (
    DIGITS_ADDRESS,
    DIGITS_SITE,
    LINK_ADDRESS,
    LINK_EMAIL,
    LINK_SITE,
    count,
)
from jury.services.perform import Moment
from jury.services.signin.sessions import Opened, Visitor, begin
from jury.services.signin.tokens import keep, spend, until, valid
from jury.services.upkeep import upkeep
from jury.storage.account import Account, SignInToken, account_by_email
from jury.storage.seat import roles_of

MOST_TRIES = 5
PURPOSE = "link"
BY_PASSWORD = RULES[Action.PASSWORD_SET].roles - {Role.SYSTEM}
"""Who has one of these roles and a password signs in with that password."""


@dataclass(frozen=True)
class Asked:
    """What the browser that asked keeps: with it, and only with it, the six digits work."""

    handle: str
    email: str


@dataclass(frozen=True)
class Peek:
    """Whom a link would let in, seen without using it up."""

    email: str
    known: bool


def request_link(
    doors: Doors, email: str, *, next_path: str, language: str, visitor: Visitor
) -> Asked:
    """Send a link and six digits to an address, whoever has it.

    Raises Invalid (field `email`: `email_wrong`) for what is no address, or TooMany.
    """
    address = normalise_email(email)
    if address is None:
        raise Invalid("email_wrong", {"email": "email_wrong"})
    count(doors, {LINK_EMAIL: address, LINK_ADDRESS: visitor.address, LINK_SITE: ""})
    token, handle, digits = make_token(), make_token(), make_digits()
    settings = doors.settings
    with upkeep(doors) as session:
        keep(
            session,
            doors,
            token,
            PURPOSE,
            until(doors, settings.link_lifetime),
            email=address,
            handle=handle,
            code_hash=hash_digits(settings, hash_token(settings, token), digits),
            next_path=next_path,
            language=language,
        )
        send_link(
            session,
            settings,
            doors.clock(),
            email=address,
            language=language,
            token=token,
            digits=digits,
        )
        write(session, doors.clock(), "link_requested", None, visitor.address)
    return Asked(handle, address)


def make_link(
    doors: Doors, email: str, *, next_path: str = "", language: str = "", seconds: int = 0
) -> str:
    """Make a link's token without a letter: for the demonstration and the command line.

    It stands in the address `/l/<token>`.
    """
    token = make_token()
    with upkeep(doors) as session:
        keep(
            session,
            doors,
            token,
            PURPOSE,
            until(doors, seconds or doors.settings.link_lifetime),
            email=email,
            next_path=next_path,
            language=language or doors.settings.default_language,
        )
    return token


def peek_link(doors: Doors, token: str) -> Peek | None:
    """Say whom a link would let in, or None where it no longer works."""
    with doors.engines.reading() as session:
        row = valid(session, doors, hash_token(doors.settings, token), PURPOSE)
        if row is None:
            return None
        return Peek(row.email, account_by_email(session, row.email) is not None)


def exchange_digits(doors: Doors, handle: str, digits: str, visitor: Visitor) -> str:
    """Turn the six digits into a link's token, on the device that asked for them.

    Raises Conflict (`link_expired`) after an hour or five tries, Invalid (field `digits`:
    `digits_wrong`), or TooMany.
    """
    count(doors, {DIGITS_ADDRESS: visitor.address, DIGITS_SITE: ""})
    now, settings = doors.clock(), doors.settings
    with upkeep(doors) as session:
        taken = session.execute(
            update(SignInToken)
            .where(
                SignInToken.handle_hash == hash_token(settings, handle),
                SignInToken.used_at.is_(None),
                SignInToken.expires_at > now,
                SignInToken.tries < MOST_TRIES,
            )
            .values(tries=SignInToken.tries + 1)
        )
        if not isinstance(taken, CursorResult) or taken.rowcount != 1:
            raise Conflict("link_expired")
        row = session.scalars(
            select(SignInToken).where(SignInToken.handle_hash == hash_token(settings, handle))
        ).one()
    typed = hash_digits(settings, row.token_hash, normalise_email_code(digits) or "")
    if not hmac.compare_digest(row.code_hash or b"", typed):
        note(doors, "sign_in_refused", None, visitor.address, "digits")
        raise Invalid("digits_wrong", {"digits": "digits_wrong"})
    token = make_token()
    with upkeep(doors) as session:
        if spend(session, doors, row.token_hash, PURPOSE) is None:
            raise Conflict("link_expired")
        keep(
            session,
            doors,
            token,
            PURPOSE,
            row.expires_at,
            email=row.email,
            next_path=row.next_path,
            language=row.language,
        )
    return token


def sign_in_by_link(doors: Doors, token: str, visitor: Visitor, name: str = "") -> Opened:
    """Sign in whoever was sent this link; `name` is for those who come for the first time.

    Raises Conflict (`link_expired`, `link_needs_password`, `account_disabled`), or Invalid
    (field `name`: `person_name_missing`).
    """
    token_hash = hash_token(doors.settings, token)
    with doors.engines.reading() as reading:
        row = valid(reading, doors, token_hash, PURPOSE)
        known = row is not None and account_by_email(reading, row.email) is not None
    if row is None:
        raise Conflict("link_expired")
    if not known:
        with suppress(Conflict):  # another press of the same button was quicker
            join(Moment(doors), name=name, email=row.email, language=row.language)
    with upkeep(doors) as session:
        account = account_by_email(session, row.email)
        if account is None or account.state != "active":
            raise Conflict("account_disabled")
        if _has_to_use_password(account, roles_of(session, account.id, None)):
            raise Conflict("link_needs_password")
        if spend(session, doors, token_hash, PURPOSE) is None:
            raise Conflict("link_expired")
        opened = begin(session, doors, account, "link", visitor)
    return replace(opened, next_path=row.next_path)


def _has_to_use_password(account: Account, roles: frozenset[Role]) -> bool:
    return account.password_hash is not None and bool(roles & BY_PASSWORD)
