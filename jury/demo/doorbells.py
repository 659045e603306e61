"""The demonstration's sign-in links: one for each role, kept in a file of the installation.

They exist only where the demonstration filled the database, and work only on loopback.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hmac import compare_digest
from pathlib import Path

from sqlalchemy import select

from jury.demo.calls import REGION
from jury.domain.permissions import Role
from jury.services.doors import Doors
from jury.storage.call import Call
from jury.storage.seat import Seat

FILE = "demonstration.json"
JUROR_SHOWN = 9
"""The juror who has not begun: the one from whom a newcomer sees the whole way."""


@dataclass(frozen=True)
class Doorbell:
    """One link: the role it shows, the person it signs in, and its secret."""

    role: str
    name: str
    account_id: str
    token: str


def make(doors: Doors, people: Mapping[str, str]) -> None:
    """Write the file of links, readable by its owner only."""
    bells = [_bell(person.role.value, person.name, people[person.email]) for person in REGION.staff]
    lead = REGION.calls[-1].projects[0].lead
    bells.append(_bell(Role.APPLICANT.value, lead.name, people[lead.email]))
    with doors.engines.reading() as session:
        juror = session.scalars(
            select(Seat.account_id)
            .join(Call, Call.id == Seat.call_id)
            .where(Call.state == "with_jury", Seat.number == JUROR_SHOWN)
        ).first()
    if juror is not None:
        name = next(j.name for j in REGION.calls[-1].jurors if j.number == JUROR_SHOWN)
        bells.append(_bell(Role.JUROR.value, name, juror))
    path = doors.settings.instance / FILE
    path.touch(mode=0o600)
    path.write_text(json.dumps([vars(bell) for bell in bells]), encoding="utf-8")


def _bell(role: str, name: str, account_id: str) -> Doorbell:
    return Doorbell(role, name, account_id, secrets.token_urlsafe(24))


def bells(instance: Path) -> list[Doorbell]:
    """Read the links; none where there is no demonstration."""
    path = instance / FILE
    if not path.exists():
        return []
    return [Doorbell(**row) for row in json.loads(path.read_text(encoding="utf-8"))]


def find(doors: Doors, token: str) -> Doorbell | None:
    """Find the link with this secret; none beyond loopback."""
    if not doors.settings.on_loopback:
        return None
    return next(
        (
            bell
            for bell in bells(doors.settings.instance)
            if compare_digest(bell.token.encode(), token.encode())
        ),
        None,
    )


def sign_in_links(doors: Doors) -> list[tuple[str, str, str]]:
    """Give (role, name, address) for each link, for the person who started Jury."""
    if not doors.settings.on_loopback:
        return []
    return [
        (bell.role, bell.name, f"{doors.settings.base_url}/demo/{bell.token}")
        for bell in bells(doors.settings.instance)
    ]
