"""A number picks a panel: every panel as likely, and anyone can repeat it."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.lottery.beacon import NotSigned, pick_by_beacon, randomness, read_beacon
from jury.domain.lottery.pick import ThrowAgain, pick_by_dice, read_dice

SIGNATURE = (
    "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125"
    "e342b73a8dd2bacbe47e4b6b63ed5e39"
)
"""Round 1000 of drand's quicknet, as the network published it."""
RANDOM = "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd"


def test_three_dice_name_one_of_a_thousand_panels() -> None:
    assert pick_by_dice(read_dice("4 7 1"), 1000) == 471
    assert pick_by_dice(read_dice("0,0,0"), 1000) == 0
    assert pick_by_dice(read_dice("999"), 1000) == 999


def test_every_panel_has_as_many_throws_and_the_rest_are_thrown_again() -> None:
    seen: Counter[int] = Counter()
    for number in range(1000):
        try:
            seen[pick_by_dice([int(d) for d in f"{number:03}"], 300)] += 1
        except ThrowAgain:
            seen[-1] += 1
    assert seen.pop(-1) == 100
    assert seen == Counter(dict.fromkeys(range(300), 3))


@pytest.mark.parametrize("text", ["", "4 x 1", "4.7", "-1", "\u0663 7 1"])
def test_what_is_no_throw_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="digits"):
        read_dice(text)


def test_two_dice_are_too_few_for_a_thousand_panels() -> None:
    with pytest.raises(ValueError, match="too few dice"):
        pick_by_dice([4, 7], 1000)


def test_a_round_of_the_beacon_is_checked_from_its_signature() -> None:
    beacon = read_beacon(f"drand:quicknet:1000:{SIGNATURE}")
    assert randomness(beacon).hex() == RANDOM
    assert pick_by_beacon(bytes.fromhex(RANDOM), 1000) == 309


@pytest.mark.parametrize(
    "text", [f"drand:quicknet:1001:{SIGNATURE}", "drand:quicknet:1000:" + "00" * 48,
             "drand:quicknet:1000:" + SIGNATURE[:-2], "drand:quicknet:1000:b4"],
)  # fmt: skip
def test_another_rounds_signature_is_none(text: str) -> None:
    with pytest.raises(NotSigned):
        randomness(read_beacon(text))


@pytest.mark.parametrize(
    "text", ["", "drand", f"drand:default:1000:{SIGNATURE}", f"drand:quicknet:0:{SIGNATURE}",
             f"drand:quicknet:ten:{SIGNATURE}", "drand:quicknet:1:zz"],
)  # fmt: skip
def test_what_is_no_beacon_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - which one does not matter
        read_beacon(text)


@given(data=st.binary(min_size=32, max_size=32), panels=st.integers(1, 100_000))
def test_the_beacon_always_picks_a_panel_that_is_there(data: bytes, panels: int) -> None:
    assert 0 <= pick_by_beacon(data, panels) < panels


def test_the_pick_is_uniform_over_a_hundred_thousand_numbers() -> None:
    chance = random.Random(20261123)
    panels = 1000
    seen = Counter(pick_by_beacon(chance.randbytes(32), panels) for _ in range(100_000))
    expected = 100_000 / panels
    chi_square = sum((seen[n] - expected) ** 2 / expected for n in range(panels))
    # With 999 degrees of freedom a fair pick stays between these but once in a million times.
    assert 790 < chi_square < 1225
