"""How much hangs on one juror: the decision taken again without each of them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from jury.domain.decision import Ask, leave_one_out
from jury.domain.scoring import CountRule, Sheet


@dataclass(frozen=True)
class Question:
    """A criterion of the story."""

    id: str
    weight: int
    top: int = 4


ONE = (Question("helps", 100),)


def sheets(proposal: str, *levels: int) -> list[Sheet]:
    return [Sheet(f"seat{i}", proposal, {"helps": level}) for i, level in enumerate(levels)]


MEAN = CountRule(quorum_min=3, quorum_half=True)
SEATS = frozenset(f"seat{i}" for i in range(4))
STAY = {"shop": SEATS, "cafe": SEATS}
PAIR = [Ask("shop", 10, 10), Ask("cafe", 10, 10)]


def test_a_clear_result_hangs_on_no_single_juror() -> None:
    given_sheets = sheets("shop", 4, 4, 4, 4) + sheets("cafe", 1, 1, 1, 1)
    assert leave_one_out(PAIR, given_sheets, STAY, ONE, MEAN, {}, 10) == {"shop": 0, "cafe": 0}


def test_a_close_result_says_how_many_single_jurors_would_change_it() -> None:
    # 9 to 8: without seat0 it is 5 to 8, without seat1 it is 6 to 7; without seat3 9 to 5.
    given_sheets = sheets("shop", 4, 3, 2, 0) + sheets("cafe", 0, 1, 4, 3)
    assert leave_one_out(PAIR, given_sheets, STAY, ONE, MEAN, {}, 10) == {"shop": 2, "cafe": 2}


def test_a_tie_that_would_need_lots_counts_for_those_tied() -> None:
    given_sheets = sheets("shop", 4, 3, 3, 3) + sheets("cafe", 3, 3, 3, 3)
    assert leave_one_out(PAIR, given_sheets, STAY, ONE, MEAN, {}, 10) == {"shop": 1, "cafe": 1}


def test_a_quorum_that_hangs_on_one_juror_counts_too() -> None:
    given_sheets = sheets("shop", 4, 4, 4) + sheets("cafe", 1, 1, 1, 1)
    assert leave_one_out(PAIR, given_sheets, STAY, ONE, MEAN, {}, 10) == {"shop": 3, "cafe": 3}


def test_leaving_out_gives_no_part_of_a_grant_unless_announced() -> None:
    # Without seat0 the barn stands before the café: that matters only for a part of a grant.
    three = [Ask("shop", 10, 10), Ask("cafe", 10, 5), Ask("barn", 5, 5)]
    given_sheets = (
        sheets("shop", 4, 4, 4, 4) + sheets("cafe", 3, 2, 2, 2) + sheets("barn", 2, 2, 2, 2)
    )
    stay = {**STAY, "barn": SEATS}
    assert leave_one_out(three, given_sheets, stay, ONE, MEAN, {}, 15) == {
        "shop": 0,
        "cafe": 0,
        "barn": 0,
    }
    assert leave_one_out(three, given_sheets, stay, ONE, MEAN, {}, 15, partial=True) == {
        "shop": 0,
        "cafe": 1,
        "barn": 1,
    }


def test_leaving_out_keeps_the_floor_and_the_partial_grant() -> None:
    # 43.75 of 100 is just below the floor; without the one who gave a 1 it is 50.
    given_sheets = sheets("shop", 4, 4, 4, 4) + sheets("cafe", 2, 2, 2, 1)
    assert leave_one_out(PAIR, given_sheets, STAY, ONE, MEAN, {}, 20, floor=Fraction(44)) == {
        "shop": 0,
        "cafe": 1,
    }
    assert leave_one_out(
        [PAIR[0], Ask("cafe", 10, 5)], given_sheets, STAY, ONE, MEAN, {}, 15, partial=True
    ) == {"shop": 0, "cafe": 0}
