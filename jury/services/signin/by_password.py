"""Signing in by password: the same answer, in the same time, for known and unknown addresses."""

from __future__ import annotations

from jury.domain.account import normalise_email
from jury.domain.errors import Invalid
from jury.services.account import set_password
from jury.services.doors import Doors
from jury.services.journal import note
from jury.services.limits import (
    PASSWORD_ACCOUNT,
    PASSWORD_ADDRESS,
    PASSWORD_SITE,
    Tries,
    count,
    give_back,
)
from jury.services.passwords import matches
from jury.services.perform import Done, Moment
from jury.services.signin.sessions import Opened, Visitor, begin
from jury.services.upkeep import upkeep
from jury.storage.account import Account, account_by_email

EMAIL_LETTERS = 254


def sign_in_by_password(doors: Doors, email: str, password: str, visitor: Visitor) -> Opened:
    """Sign in whoever has this address and this password.

    Raises Invalid (`password_wrong`, whatever was wrong) or TooMany.
    """
    address = normalise_email(email) or ""
    tries = _tries(address or email[:EMAIL_LETTERS], visitor)
    count(doors, tries)
    with doors.engines.reading() as reading:
        known = account_by_email(reading, address)
    kept = known.password_hash if known is not None else None
    if matches(kept, password) and known is not None:
        with upkeep(doors) as session:
            account = session.get(Account, known.id)
            if account is not None and account.state == "active" and account.password_hash == kept:
                give_back(session, doors, tries)
                return begin(session, doors, account, "password", visitor)
    note(doors, "sign_in_refused", known.id if known else None, visitor.address, "password")
    raise Invalid("password_wrong")


def change_password(
    moment: Moment, *, account: Account, current: str, new: str, visitor: Visitor
) -> Done:
    """Set one's own password; who has one already shows it first. All sessions end.

    Raises Invalid with the fields `current` or `password`, or TooMany.
    """
    doors = moment.doors
    if account.password_hash is not None:
        tries = _tries(account.email or account.id, visitor)
        count(doors, tries)
        if not matches(account.password_hash, current):
            note(doors, "sign_in_refused", account.id, visitor.address, "password")
            raise Invalid("current_wrong", {"current": "current_wrong"})
        with upkeep(doors) as session:
            give_back(session, doors, tries)
    done = set_password(moment, account_id=account.id, password=new)
    note(doors, "password_set", account.id, visitor.address)
    return done


def reopen(doors: Doors, account_id: str, visitor: Visitor, means: str = "password") -> Opened:
    """Begin a new session for somebody whose sessions have just ended by their own password.

    The demonstration's links come in here too, by their own `means`.
    """
    with upkeep(doors) as session:
        return begin(session, doors, session.get_one(Account, account_id), means, visitor)


def _tries(who: str, visitor: Visitor) -> Tries:
    return {PASSWORD_ACCOUNT: who, PASSWORD_ADDRESS: visitor.address, PASSWORD_SITE: ""}
