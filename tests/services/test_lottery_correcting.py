"""What a private link changes: only its owner's registration, and only mailboxes that they read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from jury.domain.errors import Conflict, Invalid, TooMany
from jury.services import lottery
from jury.services.codes import make_code, open_body
from jury.services.perform import Moment
from jury.storage.account import Letter
from jury.storage.lottery import reached
from tests.fixtures.lots import Town, town
from tests.services.test_lottery_registering import (
    ANNA,
    HERE,
    holder,
    letters,
    link_of,
    register,
    withdraw,
)

MALLORY = replace(ANNA, reach="0470 66 66 66", address="6 Rope Walk")


@pytest.fixture
def place(doors, clock) -> Town:
    return town(doors, clock).opened()


def correct(place: Town, code: str, version: int = 1, **given: str) -> str:
    """Correct by a private link; give the code of the link that a new mailbox gets."""
    new = make_code()
    lottery.correct_oneself(
        Moment(place.office.doors), HERE, call_id=place.call_id, link=link_of(place, code),
        given=replace(MALLORY, **given), version=version, code=new,
    )  # fmt: skip
    return new


def confirm(place: Town, code: str, version: int = 2) -> None:
    lottery.confirm_mailbox(
        Moment(place.office.doors), call_id=place.call_id, link=link_of(place, code),
        version=version,
    )  # fmt: skip


def mailboxes(place: Town) -> list[tuple[str, str]]:
    """Give how each registered person is reached, in the order in which they came."""
    with place.office.doors.engines.reading() as session:
        rows = reached(session, place.call_id, ("registered",))
    return [(row.contact.email, row.contact.phone) for row in rows]


def test_nobody_takes_anothers_place_by_writing_their_address(place) -> None:
    stolen = correct(place, register(place, MALLORY), reach="anna@example.org")
    assert "anna@example.org" not in {email for email, _ in mailboxes(place)}
    anna = register(place)
    assert holder(place, anna) is not None
    assert place.states() == {"registered": 2}
    assert holder(place, anna).id != holder(place, stolen).id


def test_a_new_address_counts_once_its_reader_confirms_and_older_links_open_nothing(place) -> None:
    old = register(place, MALLORY)
    new = correct(place, old, reach="mallory@example.org")
    (letter,) = letters(place)
    assert f"/r/{new}" in letter
    assert mailboxes(place) == [("", "0470666666")]
    with pytest.raises(Conflict, match="nothing_to_confirm"):
        confirm(place, old)
    confirm(place, new)
    assert mailboxes(place) == [("mallory@example.org", "")]
    assert holder(place, old) is None
    assert holder(place, new) is not None
    with pytest.raises(Conflict, match="nothing_to_confirm"):
        confirm(place, new, 3)


def test_an_address_of_somebody_who_is_in_is_not_confirmed_twice(place) -> None:
    register(place)
    new = correct(place, register(place, MALLORY), reach="anna@example.org")
    with pytest.raises(Conflict, match="mailbox_registered"):
        confirm(place, new)
    assert mailboxes(place).count(("anna@example.org", "")) == 1


def test_an_address_that_stays_is_written_to_no_second_time(place) -> None:
    code = register(place)
    correct(place, code, reach=" ANNA@example.org", address="4 Mill Lane")
    assert len(letters(place)) == 1
    assert mailboxes(place) == [("anna@example.org", "")]


def test_new_mailboxes_are_written_to_five_times_an_hour(place) -> None:
    code = register(place, MALLORY)
    for version in range(1, 6):
        correct(place, code, version, reach="anna@example.org")
    with pytest.raises(TooMany):
        correct(place, code, 6, reach="anna@example.org")
    assert len(letters(place)) == 5


def test_withdrawing_leaves_the_letters_of_others_to_the_same_address(place) -> None:
    anna, mallory = register(place), register(place, MALLORY)
    correct(place, mallory, reach="anna@example.org")
    withdraw(place, mallory)
    doors = place.office.doors
    with doors.engines.reading() as session:
        waiting = session.scalars(
            select(Letter).where(Letter.call_id == place.call_id, Letter.sealed.is_not(None))
        ).all()
    assert [row.recipient for row in waiting] == ["anna@example.org"]
    assert f"/r/{anna}" in open_body(doors.settings, waiting[0].id, waiting[0].sealed)


def test_who_is_in_gets_the_same_answer_also_where_their_household_is_full(place) -> None:
    register(place)
    register(place, replace(ANNA, reach="ben@example.org"))
    register(place)
    assert place.states() == {"registered": 2}
    with pytest.raises(Invalid, match="household_full_here"):
        register(place, replace(ANNA, reach="cara@example.org"))


def test_a_link_to_a_new_mailbox_opens_nothing_after_withdrawing(place) -> None:
    code = register(place, MALLORY)
    new = correct(place, code, reach="mallory@example.org")
    withdraw(place, code)
    assert holder(place, new) is None


def test_a_full_household_refuses_who_is_in_already_just_as_anybody_else(place) -> None:
    """Else a household that Mallory filled herself would tell her who is in."""
    register(place, replace(ANNA, address="9 Low Lane"))
    for name in ("mallory", "mal"):
        register(place, replace(ANNA, reach=f"{name}@example.org"))
    for name in ("anna", "nobody"):
        with pytest.raises(Invalid, match="household_full_here"):
            register(place, replace(ANNA, reach=f"{name}@example.org"))
