"""What a paper sheet says of a tie: typed by two, kept as if said on a phone."""

from __future__ import annotations

import pytest

from jury.domain.errors import Invalid
from jury.services.checkpoints import sign_due
from jury.services.decision.opened import recount
from jury.services.doors import Doors
from jury.services.instance_check import check_instance
from jury.storage.call import Call
from jury.storage.seat import ties_of
from tests.fixtures.clock import Clock
from tests.fixtures.paper import Room


@pytest.fixture
def room(doors: Doors, clock: Clock) -> Room:
    return Room(doors, clock)


def ties(room: Room) -> dict[str, str]:
    with room.doors.engines.reading() as session:
        found = ties_of(session, room.case.call_id, room.case.seats[5].id)
        return {proposal: tie.degree for proposal, tie in found.items()}


def test_a_conflict_on_paper_takes_its_juror_away_and_nothing_of_it_counts(room: Room) -> None:
    room.type(degree="conflict", says=(3, 3))
    room.confirm(degree="conflict", says=(0, 0), worried="")
    assert (room.counts(), ties(room)[room.case.orchard]) == ({"left": 1}, "conflict")
    assert room.case.round().staying[room.case.orchard] == 5
    room.case.count()
    first = room.case.results()[room.case.orchard].criteria[0]
    assert first["n"] == 5
    with room.doors.engines.reading() as session:
        call = session.get(Call, room.case.call_id)
        assert call is not None
        assert recount(session, call, room.case.round()).agrees
    sign_due(room.doors)
    assert check_instance(room.doors).problems == []


def test_a_link_on_paper_is_kept_and_its_sheet_counts(room: Room) -> None:
    room.type(degree="link")
    with pytest.raises(Invalid) as refused:
        room.confirm(degree="none")
    assert refused.value.fields == {"degree": "paper_differs"}
    room.confirm(degree="link")
    assert (ties(room)[room.case.orchard], room.counts()) == ("link", {"confirmed": 1})
    assert room.case.round().staying[room.case.orchard] == 6


def test_a_tie_that_is_none_is_refused(room: Room) -> None:
    for degree in ("", "friend"):
        with pytest.raises(Invalid) as refused:
            room.type(degree=degree)
        assert refused.value.fields == {"degree": "tie_missing"}


def test_only_one_typing_of_a_conflict_keeps_the_juror(room: Room) -> None:
    room.type(degree="conflict")
    assert (room.case.orchard in ties(room), room.counts()) == (False, {"typed": 1})
    assert room.case.round().staying[room.case.orchard] == 6
