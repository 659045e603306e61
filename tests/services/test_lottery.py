"""The lottery through its verbs: planned, filled, and drawn before any number is known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from jury.domain.errors import Conflict, Forbidden, Invalid, NotFound
from jury.domain.lottery.check import check_draw
from jury.domain.lottery.evidence import opaque_households
from jury.domain.lottery.plan import Feature, Value
from jury.services import lottery
from jury.services.files.comparing import wrong_files
from jury.services.lottery.drawing import Draws, draw_now, kept_list
from jury.services.perform import Moment
from jury.services.upkeep import upkeep
from jury.storage.files import store_in
from jury.storage.lottery import Drawing, drawing_of, lottery_files, pool_of
from jury.storage.record import LogEntry
from tests.fixtures.lots import PLAN, Town, register, town


@pytest.fixture
def place(doors, clock) -> Town:
    return town(doors, clock)


def test_a_plan_that_contradicts_itself_cannot_be_opened(place) -> None:
    place.plan(replace(PLAN, seats=20, minimum=0))
    with pytest.raises(Conflict, match="lottery_contradicts"):
        lottery.open_lottery(place.as_("samira"), call_id=place.call_id, version=1)


def test_once_open_a_quota_moves_only_with_a_reason(place) -> None:
    place.opened()
    wider = replace(PLAN, seats=11)
    with pytest.raises(Invalid, match="reason_missing"):
        place.plan(wider)
    place.plan(wider, "Two more groups asked to be heard.")
    assert place.leaves("lottery.edited")[-1].facts["reason"] == (
        "Two more groups asked to be heard."
    )


def test_once_open_nobody_is_asked_for_anything_else(place) -> None:
    place.opened()
    other = (*PLAN.features, Feature("Studies", (Value("none", 0, 9), Value("some", 0, 9))))
    with pytest.raises(Conflict, match="features_frozen"):
        place.plan(replace(PLAN, features=other), "I forgot one.")


def test_an_older_page_changes_nothing(place) -> None:
    place.plan()
    with pytest.raises(Conflict, match="stale"):
        lottery.edit_lottery(
            place.as_("samira"), call_id=place.call_id, plan=PLAN, reason="", version=0
        )


def test_nobody_else_runs_the_lottery(place) -> None:
    place.plan()
    for name in ("helene", "pascal", "karim"):
        with pytest.raises((NotFound, Forbidden)):
            lottery.open_lottery(place.as_(name), call_id=place.call_id, version=1)


def test_a_register_is_taken_in_once(place) -> None:
    place.opened().take()
    with pytest.raises(Invalid) as refused:
        place.take(register(1))
    assert (refused.value.code, refused.value.params["line"]) == ("person_registered", 2)
    assert place.states() == {"registered": 30}


def test_a_household_that_is_full_stays_so_over_two_lists(place) -> None:
    place.opened().take()
    more = b"id,name,address,Age,Area\nX1,Ana,1 Mill Lane,under 40,town\n"
    with pytest.raises(Invalid, match="household_full_already"):
        place.take(more)


def test_who_somebody_is_stands_nowhere_in_the_log(place) -> None:
    place.opened().take().closed()
    with place.office.doors.engines.reading() as session:
        everything = b"".join(session.scalars(select(LogEntry.data)).all())
    assert b"Person 1" not in everything
    assert b"Mill Lane" not in everything


def test_after_closing_nobody_comes_in_unless_it_is_opened_again(place) -> None:
    place.opened().take().closed()
    with pytest.raises(Conflict, match="lottery_closed"):
        place.take(b"id,Age,Area\nX1,under 40,town\n")
    lottery.reopen_lottery(
        place.as_("samira"), call_id=place.call_id, reason="Three letters came late.",
        version=place.lottery().version,
    )  # fmt: skip
    place.take(b"id,Age,Area\nX1,under 40,town\n")
    assert place.states() == {"registered": 31}


def test_an_empty_pool_cannot_be_closed(place) -> None:
    place.opened()
    with pytest.raises(Conflict, match="lottery_pool_empty"):
        place.closed()


def test_the_list_is_in_the_log_before_any_number_is_known(place) -> None:
    place.opened().take().closed().drawn()
    (entry,) = place.leaves("lottery.drawn")
    verdict = check_draw(place.files())
    assert (verdict.sound, verdict.problems) == (True, ())
    assert set(entry.facts["files"]) == set(place.files())
    assert (entry.role, entry.facts["people"], entry.facts["panels"]) == ("system", 30, 100)
    assert (place.lottery().state, place.lottery().dice) == ("drawn", "")


def test_the_pool_that_is_drawn_from_is_the_one_that_was_closed(place) -> None:
    place.opened().take().closed().drawn()
    closed, drawn = place.leaves("lottery.closed")[0], place.leaves("lottery.drawn")[0]
    assert closed.facts["pool"] == drawn.facts["files"]["pool.csv"]["sha256"]
    assert closed.facts["quotas"] == drawn.facts["files"]["quotas.csv"]["sha256"]


def test_nobody_draws_twice(place) -> None:
    place.opened().take().closed().drawn()
    before = place.files()
    with pytest.raises(Conflict, match="lottery_not_closed"):
        lottery.ask_for_draw(place.office.doors, place.call_id)
    draw_now(place.office.doors, place.call_id)
    assert place.files() == before
    assert len(place.leaves("lottery.drawn")) == 1


def test_a_list_from_another_pool_is_not_taken_and_leaves_no_file(place) -> None:
    place.opened().take().closed()
    doors, lot = place.office.doors, place.lottery()
    with doors.engines.reading() as session:
        pool = opaque_households(pool_of(session, lot))
    lottery.ask_for_draw(doors, place.call_id)

    def taken_too_late() -> None:
        with kept_list(doors, pool, lot.panels, lambda done, of: True) as listed:
            lottery.reopen_lottery(
                place.as_("samira"), call_id=place.call_id, reason="One came late.",
                version=lot.version,
            )  # fmt: skip
            place.take(b"id,Age,Area\nX1,under 40,town\n").closed()
            lottery.take_list(Moment(doors, system=True), call_id=place.call_id, listed=listed)

    with pytest.raises(Conflict, match="lottery_changed"):
        taken_too_late()
    assert place.files() == {}
    assert list(store_in(doors.settings.instance).names()) == []


def test_the_files_of_a_draw_are_compared_with_the_log(place) -> None:
    place.opened().take().closed().drawn()
    doors = place.office.doors

    def wrong() -> list[dict[str, object]]:
        with doors.engines.reading() as session:
            return wrong_files(session, doors.settings, place.call_id)

    assert wrong() == []
    with doors.engines.reading() as session:
        stored = lottery_files(session, place.call_id)["panels.csv"].stored
    store_in(doors.settings.instance).write(stored, b"panel,member 1\n0,me\n")
    assert [(one["code"], one["file"]) for one in wrong()] == [("file_differs", "panels.csv")]


def test_a_draw_that_was_cancelled_leaves_nothing(place) -> None:
    place.opened().take().closed()
    doors = place.office.doors
    lottery.ask_for_draw(doors, place.call_id)
    lottery.cancel_draw(doors, place.call_id)
    draw_now(doors, place.call_id)
    assert (place.lottery().state, place.files()) == ("registration", {})
    with doors.engines.reading() as session:
        assert drawing_of(session, place.call_id).state == "cancelled"
    place.drawn()
    assert place.lottery().state == "drawn"


def test_a_draw_without_a_possible_jury_says_so(place) -> None:
    place.opened().take(register(9)).closed().drawn()
    with place.office.doors.engines.reading() as session:
        drawing = drawing_of(session, place.call_id)
    assert (drawing.state, drawing.note) == ("failed", "infeasible")


def test_a_draw_is_begun_anew_after_a_restart(place) -> None:
    place.opened().take().closed()
    doors = place.office.doors
    lottery.ask_for_draw(doors, place.call_id)
    with upkeep(doors) as session:
        session.get(Drawing, place.call_id).state = "running"
    draws = Draws()
    draws.look(doors)
    (process,) = draws.running.values()
    process.join(60)
    assert process.exitcode == 0
    draws.look(doors)
    assert place.lottery().state == "drawn"
    assert draws.running == {}


def test_a_worker_without_a_draw_does_nothing(place) -> None:
    draws = Draws()
    draws.look(place.office.doors)
    assert draws.running == {}


def test_only_the_worker_takes_a_list(place) -> None:
    place.opened().take().closed()
    with pytest.raises(NotFound):
        lottery.take_list(
            Moment(place.office.doors, place.office.people["samira"]),
            call_id=place.call_id, listed=None,
        )  # fmt: skip
