"""Invitation letters: a sample of addresses drawn, their codes made, and forgotten in time.

Addresses that were not drawn are never kept; those that were are shut away until registration ends.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from jury.domain.account import normalise_code
from jury.domain.errors import Invalid
from jury.domain.lottery.invitations import MOST_LETTERS, Address, digest_of, sample
from jury.domain.permissions import Action
from jury.domain.record.kinds import Entry
from jury.domain.record.kinds.lottery import InvitationsDrawn
from jury.services import codes
from jury.services.doors import Doors
from jury.services.limits import PRIVATE_ADDRESS, PRIVATE_PREFIX, PRIVATE_SITE, Tries, give_back
from jury.services.limits import count as count_try
from jury.services.lottery.links import PREFIX_LETTERS
from jury.services.lottery.planning import gathering
from jury.services.perform import Act, performs
from jury.services.seat.filling import SEATED_WHILE
from jury.services.signin import Visitor
from jury.services.upkeep import upkeep
from jury.storage.base import new_id
from jury.storage.call import Call
from jury.storage.lottery import Lottery
from jury.storage.lottery.invitations import (
    Invitation,
    homes_invited,
    letter_by_code,
    letters_between,
    letters_made,
)

SEED_BYTES = 16
IN_ONE_PAPER = 100


@dataclass(frozen=True)
class Inviting:
    """One letter to print: whom it goes to, its code, and its language."""

    lines: tuple[str, ...]
    code: str
    language: str
    made_at: datetime


@performs(Action.INVITATIONS_DRAW)
def draw_letters(
    act: Act, *, call_id: str, addresses: Sequence[Address], letters: int | None
) -> Entry:
    """Draw addresses at random, and make a letter with a code for each; the rest is forgotten.

    The number that the sample follows from is made now, after the list is known. Raises Invalid
    (`addresses_missing`, `address_invited` with `line`, for the field `file`; for `letters`
    `letters_to_send_missing`, `letters_too_many` with `most`) or Conflict (`lottery_is_<state>`,
    `lottery_closed`, `call_is_<state>`).
    """
    gathering(act)
    if not addresses:
        raise Invalid("addresses_missing", {"file": "addresses_missing"})
    if letters is None or letters < 1:
        raise Invalid("letters_to_send_missing", {"letters": "letters_to_send_missing"})
    most = min(len(addresses), MOST_LETTERS)
    if letters > most:
        raise Invalid("letters_too_many", {"letters": "letters_too_many"}, most=most)
    keys = [codes.hash_home(act.settings, call_id, one.home) for one in addresses]
    known = homes_invited(act.session, call_id)
    for one, key in zip(addresses, keys, strict=True):
        if key in known:
            raise Invalid("address_invited", {"file": "address_invited"}, line=one.line)
    homes = [one.home for one in addresses]
    seed = secrets.token_hex(SEED_BYTES)
    before, _ = letters_made(act.session, call_id)
    for number, place in enumerate(sample(homes, seed, letters), start=before + 1):
        act.session.add(_letter(act, number, addresses[place], keys[place]))
    return Entry(InvitationsDrawn(len(homes), letters, digest_of(homes), seed), call_id)


def _letter(act: Act, number: int, address: Address, household: bytes) -> Invitation:
    code, letter_id = codes.make_code(), new_id()
    held = json.dumps({"lines": address.lines, "code": code}, ensure_ascii=False)
    return Invitation(
        call_id=act.the_call().id,
        id=letter_id,
        number=number,
        code_hash=codes.hash_letter(act.settings, code),
        household=household,
        features=dict(address.features),
        language=address.language or act.the_call().language,
        sealed=codes.seal_body(act.settings, letter_id, held),
        made_at=act.now,
    )


def letters_to_print(session: Session, doors: Doors, call_id: str, part: int) -> list[Inviting]:
    """Open the letters of one paper, a hundred in each; none once registration is over."""
    rows = letters_between(session, call_id, IN_ONE_PAPER * (part - 1) + 1, IN_ONE_PAPER * part)
    found = []
    for row in rows:
        held = json.loads(codes.open_body(doors.settings, row.id, row.sealed or b""))
        found.append(Inviting(tuple(held["lines"]), held["code"], row.language, row.made_at))
    return found


def tries_at(code: str, visitor: Visitor) -> Tries:
    """Say under what a try at a letter's code is counted, as with private links."""
    tries: Tries = {PRIVATE_ADDRESS: visitor.address, PRIVATE_SITE: ""}
    normal = normalise_code(code)
    if normal is not None:
        tries[PRIVATE_PREFIX] = normal[:PREFIX_LETTERS]
    return tries


def follow_letter(doors: Doors, code: str, visitor: Visitor) -> str:
    """Find the call that a letter invites to. Raises TooMany, or Invalid (`letter_unknown`)."""
    tries = tries_at(code, visitor)
    count_try(doors, tries)
    if normalise_code(code) is not None:
        with upkeep(doors) as session:
            letter = letter_by_code(session, codes.hash_letter(doors.settings, code))
            if letter is not None:
                give_back(session, doors, tries)
                return letter.call_id
    raise Invalid("letter_unknown", {"letter": "letter_unknown"})


def home_of_letter(act: Act, code: str) -> bytes:
    """Give the household that a letter went to. Raises Invalid (field `letter`)."""
    if normalise_code(code) is not None:
        letter = letter_by_code(act.session, codes.hash_letter(act.settings, code))
        if letter is not None and letter.call_id == act.the_call().id:
            return bytes(letter.household)
    raise Invalid("letter_unknown", {"letter": "letter_unknown"})


def forget_addresses(doors: Doors) -> None:
    """Erase, for the worker, every address of a letter once nobody can register by it."""
    with doors.engines.reading() as session:
        over = session.scalars(
            select(Invitation.call_id)
            .join(Lottery, Lottery.call_id == Invitation.call_id)
            .join(Call, Call.id == Invitation.call_id)
            .where(
                Invitation.sealed.is_not(None),
                or_(Lottery.closed_at.is_not(None), Call.state.not_in(SEATED_WHILE)),
            )
            .distinct()
        ).all()
    if not over:
        return
    with upkeep(doors) as session:
        session.execute(update(Invitation).where(Invitation.call_id.in_(over)).values(sealed=None))
