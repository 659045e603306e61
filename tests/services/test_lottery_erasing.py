"""Addresses have an end: who still needs one, and what the worker erases by itself."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from jury.domain.errors import Conflict
from jury.services import lottery
from jury.services.call import cancel_call
from jury.services.lottery.erasing import erase_in_time
from jury.storage.lottery import CandidateContact, reached
from tests.fixtures.lots import Town, register, town

ALL = ("registered", "declined", "withdrawn", "seated")


@pytest.fixture
def place(doors, clock) -> Town:
    """A jury that is seated, out of thirty people who each gave an address."""
    rows = register().decode().splitlines()
    cells = [row.split(",") for row in rows]
    data = "\n".join(
        ",".join([*row[:3], f"{number} High Street" if number else "address", *row[4:]])
        for number, row in enumerate(cells)
    )
    found = town(doors, clock).opened().take(data.encode()).closed().drawn().confirmed()
    for one in found.in_state("drawn"):
        found.answer(one, accepts=True)
    lottery.seat_drawn(found.as_("samira"), call_id=found.call_id, version=found.lottery().version)
    return found


def with_address(place: Town) -> list[str]:
    with place.office.doors.engines.reading() as session:
        rows = reached(session, place.call_id, ALL)
        return sorted({row.candidate.state for row in rows if row.contact and row.contact.address})


def test_once_seated_the_others_addresses_go_by_themselves_and_they_can_still_be_asked(
    place,
) -> None:
    assert with_address(place) == ["registered", "seated"]
    erase_in_time(place.office.doors)
    assert with_address(place) == ["seated"]
    (entry,) = place.leaves("contacts.erased")
    assert (entry.role, entry.facts) == ("system", {"what": "others", "people": 20})
    with place.office.doors.engines.reading() as session:
        assert all(row.contact.email for row in reached(session, place.call_id, ("registered",)))
    erase_in_time(place.office.doors)
    assert len(place.leaves("contacts.erased")) == 1


def test_the_facilitator_erases_the_last_ones_once_the_letters_went_out(place) -> None:
    samira = place.as_("samira")
    lottery.erase_contacts(samira, call_id=place.call_id, what="letters")
    assert with_address(place) == []
    with pytest.raises(Conflict, match="nothing_to_erase"):
        lottery.erase_contacts(samira, call_id=place.call_id, what="letters")


def test_before_the_jury_is_seated_no_address_is_erased(doors, clock) -> None:
    place = town(doors, clock).opened().take()
    with pytest.raises(Conflict, match="lottery_is_registration"):
        lottery.erase_contacts(place.as_("samira"), call_id=place.call_id, what="letters")
    with pytest.raises(Conflict, match="call_is_open"):
        lottery.erase_contacts(place.as_("samira"), call_id=place.call_id, what="ended")
    erase_in_time(doors)
    assert place.leaves("contacts.erased") == []


def test_when_a_call_is_cancelled_everything_that_reaches_people_goes(doors, clock) -> None:
    place = town(doors, clock).opened().take()
    cancel_call(place.as_("helene"), call_id=place.call_id, reason="The budget was withdrawn.")
    erase_in_time(doors)
    (entry,) = place.leaves("contacts.erased")
    assert entry.facts == {"what": "ended", "people": 30}
    with doors.engines.reading() as session:
        rows = session.scalars(select(CandidateContact)).all()
    assert {(row.name, row.email, row.phone, row.address) for row in rows} == {("", "", "", "")}
