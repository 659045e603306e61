"""What people need to take part: kept outside the log, and deleted when it is over."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from jury.domain.errors import Conflict, Invalid, NotFound
from jury.domain.lottery.needs import MOST_WORDS, Needs
from jury.services import lottery
from jury.services.call import cancel_call
from jury.services.codes import hash_link, make_code
from jury.services.lottery.needs import forget_needs, keep_needs, pair_buddies
from jury.services.perform import Moment
from jury.services.seat import end_seat
from jury.storage.lottery import Candidate, CandidateContact
from jury.storage.lottery.needs import CandidateNeeds, needs_in
from jury.storage.record import LogEntry
from tests.fixtures.lots import Town, town

LOOP = Needs(("hearing", "food"), "A seat near the door, please.", "français, العربية")


@pytest.fixture
def place(doors, clock) -> Town:
    return town(doors, clock).opened().take().closed().drawn().confirmed()


def keep(place: Town, one: Candidate, needs: Needs = LOOP, version: int = 0) -> None:
    keep_needs(
        place.office.doors, call_id=place.call_id, candidate_id=one.id, needs=needs,
        version=version,
    )  # fmt: skip


def kept(place: Town) -> list[CandidateNeeds]:
    with place.office.doors.engines.reading() as session:
        return list(session.scalars(select(CandidateNeeds).order_by(CandidateNeeds.id)))


def test_anna_says_what_she_needs_and_changes_it(place) -> None:
    anna = place.in_state("drawn")[0]
    keep(place, anna)
    keep(place, anna, Needs(("sign",)), version=1)
    (row,) = kept(place)
    assert (row.id, row.kinds, row.words, row.languages) == (anna.id, ["sign"], "", "")
    with pytest.raises(Conflict, match="stale"):
        keep(place, anna, version=1)


def test_the_log_says_nothing_of_needs(place) -> None:
    def log() -> list[bytes]:
        with place.office.doors.engines.reading() as session:
            return list(session.scalars(select(LogEntry.data).order_by(LogEntry.leaf)))

    before = log()
    keep(place, place.in_state("drawn")[0])
    assert log() == before


@pytest.mark.parametrize(("needs", "fields"), [
    (Needs(("a throne",)), {"kinds": "answer_not_offered"}),
    (Needs((), "x" * (MOST_WORDS + 1)), {"words": "words_too_long"}),
    (Needs((), "", "x" * 201), {"languages": "words_too_long"}),
])  # fmt: skip
def test_what_cannot_be_kept_is_refused_at_its_field(place, needs, fields) -> None:
    with pytest.raises(Invalid) as refused:
        keep(place, place.in_state("drawn")[0], needs)
    assert refused.value.fields == fields
    assert kept(place) == []


def test_who_wants_no_buddy_any_more_is_not_shown_to_the_former_one(place) -> None:
    anna, ben = place.in_state("drawn")[:2]
    for one in (anna, ben):
        keep(place, one, replace(LOOP, buddy=True))
    pair_buddies(place.office.doors, call_id=place.call_id)
    assert all(row.buddies for row in kept(place))
    keep(place, anna, LOOP, version=1)
    assert [row.buddies for row in kept(place)] == [[], []]


def test_only_who_was_drawn_is_asked(place) -> None:
    with pytest.raises(Conflict, match="needs_not_asked"):
        keep(place, place.in_state("registered")[0])
    with pytest.raises(NotFound):
        keep_needs(
            place.office.doors, call_id=place.call_id, candidate_id="nobodyhere12",
            needs=LOOP, version=0,
        )  # fmt: skip


def test_the_needs_of_who_declines_are_forgotten(place) -> None:
    anna, ben = place.in_state("drawn")[:2]
    keep(place, anna)
    keep(place, ben)
    place.answer(anna, accepts=False)
    with place.office.doors.engines.reading() as session:
        assert [needs.id for _, needs in needs_in(session, place.call_id)] == [ben.id]
    forget_needs(place.office.doors)
    assert [row.id for row in kept(place)] == [ben.id]


def test_whoever_withdraws_leaves_no_needs_behind(place, doors) -> None:
    code, anna = make_code(), place.in_state("drawn")[0]
    with doors.engines.reading() as session:
        reach = session.get_one(CandidateContact, (place.call_id, anna.id)).email
    lottery.replace_link(place.as_("samira"), call_id=place.call_id, reach=reach, code=code)
    keep(place, anna)
    lottery.withdraw_candidate(
        Moment(doors), call_id=place.call_id, link=hash_link(doors.settings, code),
        version=anna.version,
    )  # fmt: skip
    assert kept(place) == []


def seated(place: Town) -> list[Candidate]:
    for one in place.in_state("drawn"):
        place.answer(one, accepts=True)
    lottery.seat_drawn(place.as_("samira"), call_id=place.call_id, version=place.lottery().version)
    return place.in_state("seated")


def test_the_needs_of_whose_seat_has_ended_are_forgotten(place) -> None:
    anna, ben = seated(place)[:2]
    keep(place, anna)
    keep(place, ben)
    end_seat(
        place.as_("samira"), call_id=place.call_id, seat_id=anna.seat_id, reason="Moved.", version=1
    )
    forget_needs(place.office.doors)
    assert [row.id for row in kept(place)] == [ben.id]


def test_all_needs_are_forgotten_once_the_jury_has_ended(place) -> None:
    anna = seated(place)[0]
    keep(place, anna)
    forget_needs(place.office.doors)
    assert len(kept(place)) == 1
    cancel_call(place.as_("helene"), call_id=place.call_id, reason="The budget was withdrawn.")
    forget_needs(place.office.doors)
    assert kept(place) == []
    with pytest.raises(Conflict, match="call_is_cancelled"):
        keep(place, anna)
