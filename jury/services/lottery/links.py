"""Private links: made, followed, and held for a while by the browser that followed one."""

from __future__ import annotations

from sqlalchemy import update

from jury.config import Settings
from jury.domain.account import normalise_code
from jury.services.codes import hash_key, hash_link, hash_token, make_token
from jury.services.doors import Doors
from jury.services.limits import (
    PRIVATE_ADDRESS,
    PRIVATE_PREFIX,
    PRIVATE_SITE,
    Tries,
    count,
    give_back,
)
from jury.services.perform import Act
from jury.services.signin import Visitor
from jury.services.signin.tokens import keep, spend, until, valid
from jury.services.upkeep import upkeep
from jury.storage.base import new_id
from jury.storage.lottery.links import CandidateLink, call_of_link

HELD_SECONDS = 3600
PURPOSE = "registration"
PREFIX_LETTERS = 5


def give_link(act: Act, candidate_id: str, code: str, proves: str = "") -> None:
    """Make a code open somebody's registration; the links they had before go on working.

    `proves` is the address of mail that the link alone is sent to, '' for none.
    """
    act.session.add(
        CandidateLink(
            call_id=act.the_call().id,
            id=new_id(),
            candidate_id=candidate_id,
            code_hash=hash_link(act.settings, code),
            proves=proves,
        )
    )


def forget_links(act: Act, candidate_id: str) -> None:
    """Make the links that somebody had open nothing any more."""
    act.session.execute(
        update(CandidateLink)
        .where(
            CandidateLink.call_id == act.the_call().id,
            CandidateLink.candidate_id == candidate_id,
        )
        .values(code_hash=None, proves="")
    )


def follow_link(doors: Doors, code: str, visitor: Visitor) -> tuple[str, str] | None:
    """Take a private link's code out of the address: give the token of a short cookie, and the
    call that it leads to; None where it leads nowhere.

    Nothing changes by following a link. Raises TooMany.
    """
    tries: Tries = {PRIVATE_ADDRESS: visitor.address, PRIVATE_SITE: ""}
    normal = normalise_code(code)
    if normal is not None:
        tries[PRIVATE_PREFIX] = normal[:PREFIX_LETTERS]
    count(doors, tries)
    if normal is None:
        return None
    hashed = hash_link(doors.settings, normal)
    token = make_token()
    with upkeep(doors) as session:
        call_id = call_of_link(session, hashed)
        if call_id is None:
            return None
        give_back(session, doors, tries)
        keep(session, doors, token, PURPOSE, until(doors, HELD_SECONDS), code_hash=hashed)
    return token, call_id


def held_link(doors: Doors, token: str) -> bytes | None:
    """Give the keyed hash of the private link that this browser followed within the hour."""
    with doors.engines.reading() as session:
        row = valid(session, doors, hash_token(doors.settings, token), PURPOSE)
    return row.code_hash if row is not None else None


def let_go(doors: Doors, token: str) -> None:
    """Close the registration that a browser holds open, also for a copy of its cookie."""
    with upkeep(doors) as session:
        spend(session, doors, hash_token(doors.settings, token), PURPOSE)


def mark_of(settings: Settings, candidate_id: str) -> str:
    """Give the mark by which a form knows whose registration it was drawn for."""
    return hash_key(settings, f"registration of {candidate_id}")
