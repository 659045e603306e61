"""Signing in by the printed code: typed, or scanned. It works again until the jury ends."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from jury.domain.account import normalise_code
from jury.domain.errors import Conflict, Invalid
from jury.services.codes import hash_code, hash_token, make_token
from jury.services.doors import Doors
from jury.services.journal import write
from jury.services.limits import (
    CODE_ADDRESS,
    CODE_PREFIX,
    CODE_SITE,
    Tries,
    count,
    give_back,
    give_back_names,
    name_of,
)
from jury.services.signin.sessions import Opened, Visitor, begin
from jury.services.signin.tokens import keep, spend, until
from jury.services.upkeep import upkeep
from jury.storage.account import Account
from jury.storage.call import Call
from jury.storage.seat import Scrutineer, Seat

SCAN_SECONDS = 600
PURPOSE = "scan"
JURY_ENDED = ("cancelled", "archived")
PREFIX_LETTERS = 5


def sign_in_by_code(doors: Doors, code: str, visitor: Visitor) -> Opened:
    """Sign in the juror or scrutineer who holds this code, however it was typed.

    Raises Invalid (field `code`: `code_wrong`) or TooMany.
    """
    tries = _tries(code, visitor)
    count(doors, tries)
    normal = normalise_code(code)
    hashed = hash_code(doors.settings, normal) if normal else None
    return _enter(doors, hashed, visitor, lambda session: give_back(session, doors, tries))


def scan(doors: Doors, code: str, visitor: Visitor) -> str:
    """Take a scanned code out of the address: give the token of a short cookie instead.

    Nothing is told about the code here, and nobody is signed in: the button does that.
    Raises Invalid (`code_wrong`) for what has not the form of a code, or TooMany.
    """
    count(doors, _tries(code, visitor))
    normal = normalise_code(code)
    if normal is None:
        raise Invalid("code_wrong", {"code": "code_wrong"})
    token = make_token()
    with upkeep(doors) as session:
        keep(
            session,
            doors,
            token,
            PURPOSE,
            until(doors, SCAN_SECONDS),
            code_hash=hash_code(doors.settings, normal),
            limit_key=name_of(doors.settings, CODE_PREFIX, normal[:PREFIX_LETTERS]),
        )
    return token


def sign_in_by_scan(doors: Doors, token: str, visitor: Visitor) -> Opened:
    """Sign in the juror whose code was scanned on this device.

    Raises Conflict (`scan_expired`) after ten minutes or a second press, or Invalid
    (`code_wrong`).
    """
    with upkeep(doors) as session:
        row = spend(session, doors, hash_token(doors.settings, token), PURPOSE)
    if row is None:
        raise Conflict("scan_expired")

    def forgive(session: Session) -> None:
        wide = {CODE_ADDRESS: visitor.address, CODE_SITE: ""}
        names = {rate: name_of(doors.settings, rate, who) for rate, who in wide.items()}
        if row.limit_key is not None:
            names[CODE_PREFIX] = row.limit_key
        give_back_names(session, names, row.created_at)

    return _enter(doors, row.code_hash, visitor, forgive)


def _enter(
    doors: Doors, hashed: bytes | None, visitor: Visitor, forgive: Callable[[Session], None]
) -> Opened:
    with upkeep(doors) as session:
        account = _juror(session, hashed) or _scrutineer(session, hashed, doors)
        if account is not None:
            forgive(session)
            return begin(session, doors, account, "code", visitor)
        write(session, doors.clock(), "sign_in_refused", None, visitor.address, "code")
    raise Invalid("code_wrong", {"code": "code_wrong"})


def _juror(session: Session, hashed: bytes | None) -> Account | None:
    return session.scalar(
        select(Account)
        .join(Seat, Seat.account_id == Account.id)
        .join(Call, Call.id == Seat.call_id)
        .where(
            Seat.code_hash == (hashed or b""),
            Seat.state == "active",
            Call.state.not_in(JURY_ENDED),
            Account.state == "active",
        )
    )


def _scrutineer(session: Session, hashed: bytes | None, doors: Doors) -> Account | None:
    """Find who holds this one-day code; a day later it opens nothing any more."""
    return session.scalar(
        select(Account)
        .join(Scrutineer, Scrutineer.account_id == Account.id)
        .join(Call, Call.id == Scrutineer.call_id)
        .where(
            Scrutineer.code_hash == (hashed or b""),
            Scrutineer.state == "active",
            Scrutineer.code_ends_at > doors.clock(),
            Call.state.not_in(JURY_ENDED),
            Account.state == "active",
        )
    )


def _tries(code: str, visitor: Visitor) -> Tries:
    """Count by the code's first letters, so that nobody searches the rest of a torn slip."""
    tries = {CODE_ADDRESS: visitor.address, CODE_SITE: ""}
    normal = normalise_code(code)
    return {CODE_PREFIX: normal[:PREFIX_LETTERS], **tries} if normal else tries
