"""The tray of code slips: what can still be printed, for an hour, and how it is emptied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from jury.services import codes
from jury.services.doors import Doors
from jury.services.upkeep import upkeep
from jury.storage.account import Letter
from jury.storage.seat import slips_waiting

SHOWN_FOR = timedelta(hours=1)
FOR_SCRUTINEER = "scrutineer"
"""The subject of a scrutineer's slip, where a juror's slip has the number of the seat."""


@dataclass(frozen=True)
class Slip:
    """One slip of paper: whose seat it is, the code, and the address that the picture holds.

    `language` is the juror's own.
    """

    number: int
    code: str
    address: str
    letter_id: str
    language: str
    made_at: datetime


@dataclass(frozen=True)
class ScrutineerSlip:
    """One scrutineer's slip: the code, the address that the picture holds, and its letter."""

    code: str
    address: str
    letter_id: str
    made_at: datetime


def slips_to_print(session: Session, doors: Doors, call_id: str, now: datetime) -> list[Slip]:
    """Give the slips of the last hour that nobody has marked as printed, by seat number."""
    slips = []
    for letter in slips_waiting(session, call_id, now - SHOWN_FOR):
        if letter.sealed is None or letter.subject == FOR_SCRUTINEER:
            continue
        code = codes.open_body(doors.settings, letter.id, letter.sealed)
        address = f"{doors.settings.base_url}/j/{code}"
        number = int(letter.subject)
        slips.append(Slip(number, code, address, letter.id, letter.language, letter.created_at))
    return sorted(slips, key=lambda slip: slip.number)


def scrutineer_codes(
    session: Session, doors: Doors, call_id: str, now: datetime
) -> dict[str, ScrutineerSlip]:
    """Give the slip of each scrutineer whose code was made in the last hour, by scrutineer."""
    found = {}
    for letter in slips_waiting(session, call_id, now - SHOWN_FOR):
        if letter.sealed is not None and letter.subject == FOR_SCRUTINEER:
            code = codes.open_body(doors.settings, letter.id, letter.sealed)
            address = f"{doors.settings.base_url}/j/{code}"
            found[letter.recipient] = ScrutineerSlip(code, address, letter.id, letter.created_at)
    return found


def slips_printed(doors: Doors, *, call_id: str, letter_ids: Sequence[str]) -> None:
    """Empty these slips: the codes are on paper now, and nowhere else."""
    with upkeep(doors) as session:
        session.execute(
            update(Letter)
            .where(
                Letter.call_id == call_id,
                Letter.channel == "paper",
                Letter.state == "waiting",
                Letter.id.in_(letter_ids),
            )
            .values(state="done", sealed=None, done_at=doors.clock())
        )
