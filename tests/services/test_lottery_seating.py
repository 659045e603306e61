"""Dice, the guarantor who saw them, and who comes in the end."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from jury.domain.errors import Conflict, Invalid, NotFound
from jury.domain.lottery.check import read_panels
from jury.domain.record.duty import superseded
from jury.services import lottery
from jury.services.record.seats import seats_told
from jury.services.seat import end_seat
from jury.storage.base import make_engines
from jury.storage.lottery import CandidateContact
from jury.storage.lottery.composed import compose, composed
from jury.storage.seat import seats_in
from tests.fixtures.lots import Town, town


@pytest.fixture
def place(doors, clock) -> Town:
    return town(doors, clock)


def test_the_dice_pick_the_panel_that_the_list_says(place) -> None:
    place.opened().take().closed().drawn().confirmed("4 7")
    members = read_panels(place.files())[47]
    (entry,) = place.leaves("lottery.confirmed")
    assert entry.facts == {"panel": 47, "members": members}
    assert {one.id for one in place.in_state("drawn")} == set(members)


@pytest.mark.parametrize(("dice", "code"), [
    ("4", "dice_unreadable"), ("4 7 1", "dice_unreadable"), ("", "dice_unreadable"),
    ("four seven", "dice_unreadable"), ("-4 7", "dice_unreadable"),
])  # fmt: skip
def test_a_throw_that_cannot_be_read_one_way_is_refused(place, dice, code) -> None:
    place.opened().take().closed().drawn()
    with pytest.raises(Invalid) as refused:
        place.confirmed(dice)
    assert refused.value.fields == {"dice": code}


def test_a_slip_in_typing_the_dice_is_corrected_and_both_stay_in_the_log(place) -> None:
    place.opened().take().closed().drawn()
    for dice in ("7 4", "4 7"):
        lottery.throw_dice(
            place.as_("samira"), call_id=place.call_id, dice=dice,
            version=place.lottery().version,
        )  # fmt: skip
    assert [leaf.facts["dice"] for leaf in place.leaves("lottery.thrown")] == ["7 4", "4 7"]


def test_the_facilitator_cannot_confirm_their_own_throw(place) -> None:
    place.opened().take().closed().drawn()
    lottery.throw_dice(
        place.as_("samira"), call_id=place.call_id, dice="4 7", version=place.lottery().version
    )
    with pytest.raises(NotFound):
        lottery.confirm_panel(
            place.as_("samira"), call_id=place.call_id, version=place.lottery().version
        )


def test_after_the_guarantor_no_other_number_counts(place) -> None:
    place.opened().take().closed().drawn().confirmed("4 7")
    with pytest.raises(Conflict, match="panel_confirmed"):
        lottery.throw_dice(
            place.as_("samira"), call_id=place.call_id, dice="4 8",
            version=place.lottery().version,
        )  # fmt: skip


def test_who_does_not_come_is_replaced_by_somebody_who_fits(place) -> None:
    place.opened().take().closed().drawn().confirmed()
    first = place.in_state("drawn")[0]
    place.answer(first, accepts=False, reason="They work nights.")
    asked = place.in_state("drawn")
    assert len(asked) == 10
    (entry,) = place.leaves("candidate.answered")
    assert (entry.facts["accepted"], entry.facts["breaches"]) == (False, 0)
    assert entry.facts["next"] in {one.id for one in asked}


def test_enough_people_who_come_are_seated_and_keep_their_seats(place) -> None:
    place.opened().take().closed().drawn().confirmed()
    for one in place.in_state("drawn")[:7]:
        place.answer(one, accepts=True)
    with pytest.raises(Conflict, match="too_few_accepted"):
        lottery.seat_drawn(
            place.as_("samira"), call_id=place.call_id, version=place.lottery().version
        )
    for one in place.in_state("drawn"):
        place.answer(one, accepts=True)
    lottery.seat_drawn(place.as_("samira"), call_id=place.call_id, version=place.lottery().version)
    with place.office.doors.engines.reading() as session:
        seats = seats_in(session, place.call_id)
    assert (len(seats), place.states()["seated"]) == (10, 10)
    assert place.lottery().state == "seated"
    assert seats_told(place.leaves("drawn.seated")) == (10, 0)


def test_a_replacement_commits_to_the_jury_anew_and_ends_the_earlier_numbers(place) -> None:
    place.opened().take().closed().drawn().confirmed()
    for one in place.in_state("drawn"):
        place.answer(one, accepts=True)
    doors, call_id, samira = place.office.doors, place.call_id, place.as_("samira")
    lottery.seat_drawn(samira, call_id=call_id, version=place.lottery().version)
    with doors.engines.reading() as session:
        first, gone = composed(session, call_id), seats_in(session, call_id)[0]
    end_seat(samira, call_id=call_id, seat_id=gone.id, reason="They moved.", version=gone.version)
    with doors.engines.reading() as session:
        assert composed(session, call_id) == first
    lottery.ask_alternate(
        samira, call_id=call_id, reason="A seat is free.", version=place.lottery().version
    )
    (asked,) = place.in_state("drawn")
    place.answer(asked, accepts=True)
    lottery.seat_drawn(samira, call_id=call_id, version=place.lottery().version)
    with doors.engines.reading() as session:
        now = composed(session, call_id)
        assert now == compose(session, place.lottery())
    assert {group.feature: 0 for group in now} == {"Age": 0, "Area": 0}
    assert sum(group.jury for group in now if group.feature == "Age") == 10
    entries = dict(enumerate(place.leaves("drawn.seated")))
    assert superseded(entries) == {0: 1}
    assert all("composition" in [part.name for part in leaf.parts] for leaf in entries.values())


def test_who_registered_themselves_and_answers_by_telephone_gets_a_name(place, doors) -> None:
    place.opened().take().closed().drawn().confirmed()
    one = place.in_state("drawn")[0]
    engines = make_engines(doors.settings)
    with engines.write.begin() as connection:
        connection.execute(
            update(CandidateContact).where(CandidateContact.id == one.id).values(name="")
        )
    engines.dispose()
    with pytest.raises(Invalid, match="candidate_without_name"):
        place.answer(one, accepts=True)
    with pytest.raises(Invalid, match="own_name_too_long"):
        place.answer(one, accepts=True, name="x" * 201)
    place.answer(one, accepts=True, name=" Rosa ")
    with doors.engines.reading() as session:
        assert session.get_one(CandidateContact, (place.call_id, one.id)).name == "Rosa"
