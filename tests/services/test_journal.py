"""The security journal: one line each, whatever somebody puts into it."""

from __future__ import annotations

from sqlalchemy import select

from jury.services.doors import Doors
from jury.services.journal import note
from jury.storage.account import SecurityEvent
from tests.fixtures.clock import Clock


def test_a_line_says_what_when_and_from_where(doors: Doors, clock: Clock) -> None:
    note(doors, "refused", None, "192.0.2.1", "POST call.edit not_yours")
    with doors.engines.reading() as session:
        line = session.scalars(select(SecurityEvent)).one()
    assert (line.what, line.at, line.address, line.detail) == (
        "refused",
        clock(),
        "192.0.2.1",
        "POST call.edit not_yours",
    )


def test_nobody_writes_a_second_line_into_the_first(doors: Doors) -> None:
    note(doors, "refused", None, "192.0.2.1\x00", "a\nb\r\x1b[2J\u202ec" + "x" * 500)
    with doors.engines.reading() as session:
        line = session.scalars(select(SecurityEvent)).one()
    assert line.address == "192.0.2.1 "
    assert line.detail[:10] == "a b  [2J c"
    assert len(line.detail) == 200
