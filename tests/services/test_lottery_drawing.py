"""Draws that come to nothing: cancelled, out of time, or without anybody left to draw from."""

from __future__ import annotations

import pytest

from jury.services import lottery
from jury.services.lottery import drawing
from jury.services.lottery.drawing import Cancelled, _Going
from jury.storage.lottery import drawing_of
from tests.fixtures.lots import Town, town
from tests.services.test_lottery_registering import register, withdraw


@pytest.fixture
def place(doors, clock) -> Town:
    return town(doors, clock)


def test_a_cancelled_draw_ends_though_another_was_asked_for_since(place) -> None:
    place.opened().take().closed()
    doors = place.office.doors
    lottery.ask_for_draw(doors, place.call_id)
    with doors.engines.reading() as session:
        first = drawing_of(session, place.call_id)
    lottery.cancel_draw(doors, place.call_id)
    place.office.clock.advance(seconds=5)
    lottery.ask_for_draw(doors, place.call_id)
    with pytest.raises(Cancelled):
        _Going(doors, first)(3, 100)
    with doors.engines.reading() as session:
        assert (drawing_of(session, place.call_id).state, first.state) == ("waiting", "waiting")


def test_a_draw_without_any_time_says_so(place, monkeypatch) -> None:
    monkeypatch.setattr(drawing, "MOST_SECONDS", -1.0)
    place.opened().take().closed().drawn()
    with place.office.doors.engines.reading() as session:
        row = drawing_of(session, place.call_id)
    assert (row.state, row.note) == ("failed", "draw_no_time")
    assert place.files() == {}


def test_a_draw_that_everyone_left_in_the_meantime_says_so(place) -> None:
    place.opened()
    code = register(place)
    place.closed()
    withdraw(place, code)
    place.drawn()
    with place.office.doors.engines.reading() as session:
        row = drawing_of(session, place.call_id)
    assert (row.state, row.note) == ("failed", "infeasible")
