"""Jurors cannot be followed through the log: a new name for each entry, and only the day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from jury.domain.record.leaf import Leaf
from jury.services.doors import Doors
from jury.storage.record import leaves_of
from tests.fixtures.clock import Clock
from tests.fixtures.decided import Case, open_case


@pytest.fixture
def case(doors: Doors, clock: Clock) -> Case:
    return open_case(doors, clock)


def test_a_juror_stands_in_the_log_under_a_new_name_each_time(case: Case, clock: Clock) -> None:
    clock.moment = datetime(2026, 3, 12, 23, 30, tzinfo=UTC)
    case.ties(0, case.orchard, "none")
    case.ties(0, case.bakery, "none")
    leaves = said_by_jurors(case)
    assert len(leaves) == 2
    assert {leaf.time for leaf in leaves} == {"2026-03-13"}
    assert len({leaf.actor for leaf in leaves}) == 2
    for leaf in leaves:
        assert len(bytes.fromhex(leaf.actor)) == 16
        assert leaf.actor != case.seats[0].account_id


def said_by_jurors(case: Case) -> list[Leaf]:
    with case.office.doors.engines.reading() as session:
        leaves = [Leaf.decode(data) for data in leaves_of(session, case.call_id)]
    return [leaf for leaf in leaves if leaf.role == "juror"]


def test_a_sheet_s_bytes_tell_neither_seat_nor_person_nor_project(case: Case) -> None:
    case.send(case.orchard, [(3, 1), (2, 2)])
    with case.office.doors.engines.reading() as session:
        data = b"".join(leaves_of(session, case.call_id))
    sent = [line for line in data.split(b'{"actor"') if b"sheet.submitted" in line]
    assert len(sent) == 2
    for told in (case.orchard, *(s.id for s in case.seats), *(s.account_id for s in case.seats)):
        assert not any(told.encode() in line for line in sent)
