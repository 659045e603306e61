"""Limits: how often something may be tried, shared by all processes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from jury.domain.errors import TooMany
from jury.services import limits
from jury.services.doors import Doors
from jury.services.limits import Rate, count, forget_windows, give_back
from jury.services.upkeep import upkeep
from jury.storage.account import Limit, SecurityEvent
from tests.fixtures.clock import Clock

THREE = Rate("code_prefix", 3, 600)


def refused(doors: Doors, tries: dict[Rate, str]) -> int:
    try:
        count(doors, tries)
    except TooMany as problem:
        return problem.retry_after
    return 0


def test_the_fourth_of_three_tries_waits_for_the_window_to_end(doors: Doors, clock: Clock) -> None:
    clock.advance(seconds=10)
    assert [refused(doors, {THREE: "ABCDE"}) for _ in range(5)] == [0, 0, 0, 590, 590]
    clock.advance(seconds=590)
    assert refused(doors, {THREE: "ABCDE"}) == 0


def test_the_journal_notes_the_first_try_too_many(doors: Doors) -> None:
    for _ in range(130):
        refused(doors, {limits.CODE_ADDRESS: "192.0.2.1", limits.CODE_SITE: ""})
    with doors.engines.reading() as session:
        [line] = session.scalars(select(SecurityEvent))
    assert (line.what, line.address, line.detail) == ("limit_reached", "192.0.2.1", "code_address")


def test_one_code_does_not_wear_out_anothers_tries(doors: Doors) -> None:
    for _ in range(9):
        refused(doors, {THREE: "ABCDE"})
    assert refused(doors, {THREE: "FGHJK"}) == 0


def test_a_try_that_succeeds_is_given_back(doors: Doors) -> None:
    tries = {THREE: "10.0.0.1"}
    for _ in range(8):
        count(doors, tries)
        with upkeep(doors) as session:
            give_back(session, doors, tries)
    assert [refused(doors, tries) for _ in range(4)] == [0, 0, 0, 600]


def test_eight_at_once_are_all_counted(doors: Doors) -> None:
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: refused(doors, {THREE: "ABCDE"}), range(8)))
    assert sorted(bool(wait) for wait in waits) == [False] * 3 + [True] * 5


def test_no_address_and_no_code_stands_in_the_table(doors: Doors) -> None:
    count(doors, {limits.CODE_ADDRESS: "203.0.113.7", limits.CODE_PREFIX: "ABCDE"})
    with doors.engines.reading() as session:
        keys = sorted(session.scalars(select(Limit.key)))
    assert [key.partition(":")[0] for key in keys] == ["code_address", "code_prefix"]
    assert not any("203.0.113.7" in key or "ABCDE" in key for key in keys)


def test_windows_are_forgotten_an_hour_after_they_ended(doors: Doors, clock: Clock) -> None:
    count(doors, {limits.CODE_SITE: "", limits.LINK_SITE: ""})
    for minutes, left in [(60, 2), (15, 1), (120, 0)]:
        clock.advance(minutes=minutes)
        with upkeep(doors) as session:
            forget_windows(session, int(clock().timestamp()))
        with doors.engines.reading() as session:
            assert len(session.scalars(select(Limit)).all()) == left


def test_a_hall_of_a_hundred_behind_one_address_can_sign_in() -> None:
    assert limits.CODE_ADDRESS.most > 100
    assert limits.LINK_ADDRESS.most > 100
    assert len({rate.name for rate in limits.RATES}) == len(limits.RATES)


@pytest.mark.parametrize("rate", limits.RATES, ids=lambda rate: rate.name)
def test_every_rate_is_forgotten_too(doors: Doors, clock: Clock, rate: Rate) -> None:
    count(doors, {rate: "somebody"})
    clock.advance(hours=3)
    with upkeep(doors) as session:
        forget_windows(session, int(clock().timestamp()))
    with doors.engines.reading() as session:
        assert session.scalars(select(Limit)).all() == []


def test_one_subscriber_is_one_address_however_many_their_network_gives_them(doors: Doors) -> None:
    for number in range(limits.CODE_ADDRESS.most):
        count(doors, {limits.CODE_ADDRESS: f"2001:db8:1:2::{number:x}"})
    with pytest.raises(TooMany):
        count(doors, {limits.CODE_ADDRESS: "2001:db8:1:2:ffff::1"})
    count(doors, {limits.CODE_ADDRESS: "2001:db8:1:3::1"})


def test_an_old_address_written_in_the_new_way_is_the_same_address(doors: Doors) -> None:
    assert limits.name_of(
        doors.settings, limits.CODE_ADDRESS, "::ffff:192.0.2.7"
    ) == limits.name_of(doors.settings, limits.CODE_ADDRESS, "192.0.2.7")
    assert limits.name_of(
        doors.settings, limits.CODE_ADDRESS, "::ffff:192.0.2.8"
    ) != limits.name_of(doors.settings, limits.CODE_ADDRESS, "192.0.2.7")
