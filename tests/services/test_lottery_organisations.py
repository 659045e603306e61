"""Seats filled through organisations: a small draw that everyone can repeat."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from jury.domain.errors import Conflict, Invalid, NotFound
from jury.domain.lottery.evidence import digest
from jury.domain.lottery.named import Named, small_draw, small_files
from jury.services.lottery import erase_contacts
from jury.services.lottery.erasing import erase_in_time
from jury.services.lottery.organisations import (
    answer_named,
    confirm_for,
    enter_organisation,
    fix_people,
    throw_for,
)
from jury.services.record.seats import seats_told
from jury.storage.base import make_engines
from jury.storage.call import Call
from jury.storage.lottery.organisations import Nominee, Organisation, nominees_of
from jury.storage.seat import seats_in
from tests.fixtures.lots import Town, town

PEOPLE = tuple(Named(name, f"{name.lower()}@example.org") for name in ("Ali", "Bea", "Cem", "Dia"))


class Shelter:
    """An organisation with two seats, step by step."""

    def __init__(self, place: Town) -> None:
        place.plan()
        self.place, self.call_id = place, place.call_id
        self.id = self.enter(None, version=0)

    def enter(self, id: str | None, *, version: int, name: str = "The shelter", seats: int = 2,
              people: tuple[Named, ...] = PEOPLE) -> str:  # fmt: skip
        return enter_organisation(
            self.place.as_("samira"), call_id=self.call_id, organisation_id=id, name=name,
            seats=seats, people=people, version=version,
        ).subject  # fmt: skip

    def row(self) -> Organisation:
        with self.place.office.doors.engines.reading() as session:
            return session.get_one(Organisation, (self.call_id, self.id))

    def people(self, *states: str) -> list[Nominee]:
        with self.place.office.doors.engines.reading() as session:
            found = nominees_of(session, self.call_id, self.id)
        return [one for one in found if not states or one.state in states]

    def where(self) -> dict[str, object]:
        return {
            "call_id": self.call_id, "organisation_id": self.id, "version": self.row().version
        }  # fmt: skip

    def fixed(self) -> Shelter:
        fix_people(self.place.as_("samira"), **self.where())
        return self

    def thrown(self, dice: str = "3") -> Shelter:
        throw_for(self.place.as_("samira"), dice=dice, **self.where())
        return self

    def confirmed(self) -> Shelter:
        confirm_for(self.place.as_("pascal"), **self.where())
        return self

    def answer(self, one: Nominee, accepts: bool) -> None:
        answer_named(
            self.place.as_("samira"), call_id=self.call_id, organisation_id=self.id,
            nominee_id=one.id, accepts=accepts, version=one.version,
        )  # fmt: skip


@pytest.fixture
def shelter(doors, clock) -> Shelter:
    return Shelter(town(doors, clock))


def test_the_files_stand_in_the_log_before_the_dice_and_give_the_panel(shelter) -> None:
    shelter.fixed().thrown("3").confirmed()
    ids = [one.id for one in shelter.people()]
    (listed,) = shelter.place.leaves("organisation.listed")
    assert listed.facts["files"] == {
        name: {"sha256": digest(data), "size": len(data)}
        for name, data in small_files("The shelter", ids, 2).items()
    }
    panel = list(small_draw("The shelter", ids, 2).panels[3])
    (confirmed,) = shelter.place.leaves("organisation.confirmed")
    assert confirmed.facts == {"panel": 3, "members": panel}
    assert [one.id for one in shelter.people("drawn")] == sorted(panel)


def test_who_comes_sits_and_for_who_does_not_the_next_is_asked(shelter) -> None:
    shelter.fixed().thrown().confirmed()
    first, second = shelter.people("drawn")
    shelter.answer(first, accepts=False)
    assert len(shelter.people("drawn")) == 2
    shelter.answer(second, accepts=True)
    (asked,) = shelter.people("drawn")
    shelter.answer(asked, accepts=True)
    with shelter.place.office.doors.engines.reading() as session:
        assert len(seats_in(session, shelter.call_id)) == 2
    leaves = shelter.place.leaves("organisation.answered")
    assert seats_told(leaves) == (2, 0)
    assert leaves[0].facts["next"] == asked.id
    gone = shelter.people("seated", "declined")
    assert [(one.name, one.email) for one in gone] == [("", "")] * 3


def test_when_nobody_is_left_nobody_is_asked(shelter) -> None:
    shelter.fixed().thrown().confirmed()
    while shelter.people("drawn"):
        shelter.answer(shelter.people("drawn")[0], accepts=False)
    assert len(shelter.people("declined")) == 4


def test_whom_it_names_changes_until_the_list_is_fixed(shelter) -> None:
    shelter.enter(shelter.id, version=1, people=PEOPLE[:3])
    shelter.fixed()
    with pytest.raises(Conflict, match="organisation_is_listed"):
        shelter.enter(shelter.id, version=3)


@pytest.mark.parametrize(
    ("steps", "act", "code"),
    [
        ((), "thrown", "organisation_is_preparing"),
        (("fixed",), "confirmed", "no_dice_yet"),
        (("fixed",), "fixed", "organisation_is_listed"),
        (("fixed", "thrown", "confirmed"), "thrown", "organisation_is_drawn"),
        (("fixed", "thrown", "confirmed"), "confirmed", "organisation_is_drawn"),
    ],
)
def test_each_step_has_its_time(shelter, steps, act, code) -> None:
    for step in steps:
        getattr(shelter, step)()
    with pytest.raises(Conflict, match=code):
        getattr(shelter, act)()


@pytest.mark.parametrize(
    ("dice", "code"), [("4 7", "dice_unreadable"), ("x", "dice_unreadable"), ("8", "dice_again")]
)
def test_a_throw_that_favours_somebody_or_cannot_be_read_is_refused(shelter, dice, code) -> None:
    with pytest.raises(Invalid, match=code):
        shelter.fixed().thrown(dice)


def test_nobody_has_two_chances(shelter) -> None:
    shelter.place.opened().take()
    registered = (Named("Person 1", "person1@example.org"),)
    with pytest.raises(Invalid, match="named_registered"):
        shelter.enter(shelter.id, version=1, people=registered)
    with pytest.raises(Invalid, match="named_registered"):
        shelter.enter(None, version=0, name="Another", people=PEOPLE[:1])
    with pytest.raises(Invalid, match="organisation_twice"):
        shelter.enter(None, version=0, name="THE SHELTER", people=())


def test_a_list_shorter_than_its_seats_cannot_be_fixed(shelter) -> None:
    shelter.enter(shelter.id, version=1, people=PEOPLE[:1])
    with pytest.raises(Invalid, match="named_too_few"):
        shelter.fixed()


def test_the_facilitator_cannot_confirm_their_own_throw(shelter) -> None:
    shelter.fixed().thrown()
    with pytest.raises(NotFound):
        confirm_for(shelter.place.as_("samira"), **shelter.where())


def test_no_name_outlives_the_jury_and_none_stands_in_the_log(shelter, doors) -> None:
    shelter.fixed()
    with pytest.raises(Conflict, match="call_is_open"):
        erase_contacts(shelter.place.as_("samira"), call_id=shelter.call_id, what="ended")
    engines = make_engines(doors.settings)
    with engines.write.begin() as connection:
        connection.execute(update(Call).values(state="archived"))
    engines.dispose()
    erase_in_time(doors)
    assert [(one.name, one.email) for one in shelter.people()] == [("", "")] * 4
    (entry,) = shelter.place.leaves("contacts.erased")
    assert entry.facts == {"what": "ended", "people": 4}
    entered = shelter.place.leaves("organisation.entered")
    assert all(b"Ali" not in leaf.encode() for leaf in entered)
