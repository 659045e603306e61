"""The security journal: who signed in, who was refused. No code, no link, no password in it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from jury.services.doors import Doors
from jury.services.upkeep import upkeep
from jury.storage.account import SecurityEvent
from jury.storage.base import new_id

DETAIL_LETTERS = 200
ADDRESS_LETTERS = 64


def note(doors: Doors, what: str, account_id: str | None, address: str, detail: str = "") -> None:
    """Write one line in a transaction of its own."""
    with upkeep(doors) as session:
        write(session, doors.clock(), what, account_id, address, detail)


def write(
    session: Session,
    at: datetime,
    what: str,
    account_id: str | None,
    address: str,
    detail: str = "",
) -> None:
    """Write one line in the transaction of an upkeep that does more."""
    session.add(
        SecurityEvent(
            id=new_id(),
            at=at,
            what=what,
            account_id=account_id,
            address=plain(address, ADDRESS_LETTERS),
            detail=plain(detail, DETAIL_LETTERS),
        )
    )


def plain(text: str, most: int) -> str:
    """Give a text on one line, without signs that a reader could not see, cut to a length."""
    return "".join(sign if sign.isprintable() else " " for sign in text[:most])
