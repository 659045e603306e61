"""What everyone sees of a draw points at nobody: not at once, and not when somebody has left."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from jury.domain.lottery.plan import Feature, Value
from jury.services.doors import Doors
from tests.fixtures.clock import Clock
from tests.fixtures.lots import PLAN, Town, register, town
from tests.fixtures.visiting import new_browser
from tests.services.test_lottery_registering import ANNA, withdraw
from tests.services.test_lottery_registering import register as register_oneself

ALONE = register().replace(b"1 Mill Lane", b"")
"""The same people, none of whom share a household."""

AREA = Feature("Area", (Value("town", 3, 7), Value("villages", 3, 7), Value("islands", 0, 1)))


class Draw:
    """A call's draw as a visitor sees it."""

    def __init__(self, app: Flask, doors: Doors, clock: Clock) -> None:
        self.place: Town = town(doors, clock)
        self.path = f"/calls/{self.place.call_id}/draw"
        self.visitor = new_browser(app)

    def page(self) -> str:
        """Read the public page."""
        return self.visitor.get(self.path).text

    def pool(self) -> int:
        """Ask for the pool's file."""
        return self.visitor.get(f"{self.path}/pool.csv").status_code


@pytest.fixture
def draw(app: Flask, doors: Doors, clock: Clock) -> Draw:
    return Draw(app, doors, clock)


def test_features_are_public_where_every_combination_is_common(draw: Draw) -> None:
    draw.place.opened().take(ALONE).closed().drawn()
    assert (draw.pool(), "Area: villages" in draw.page()) == (200, True)


def test_a_pair_of_one_household_is_too_rare_to_be_public(draw: Draw) -> None:
    draw.place.opened().take().closed().drawn()
    assert draw.pool() == 404


def test_rare_combinations_are_for_the_guarantor_alone(draw: Draw) -> None:
    draw.place.opened().take(register(28).replace(b"1 Mill Lane", b"")).closed().drawn()
    assert draw.pool() == 404


def test_what_was_too_rare_stays_hidden_when_who_made_it_rare_has_left(draw: Draw) -> None:
    draw.place.opened(replace(PLAN, features=(PLAN.features[0], AREA))).take(ALONE)
    mia = register_oneself(
        draw.place, replace(ANNA, values=("40 and over", "islands"), reach="mia@example.org")
    )
    draw.place.closed().drawn()
    assert draw.pool() == 404
    withdraw(draw.place, mia)
    assert draw.pool() == 404


def test_one_small_group_hides_its_feature_and_says_so(draw: Draw) -> None:
    plan = replace(PLAN, features=(PLAN.features[0], AREA))
    draw.place.opened(plan).take(ALONE + b"\nX1,Mia,mia@example.org,,40 and over,islands")
    draw.place.closed().drawn()
    page = draw.page()
    assert "“Area” is not shown: a group has fewer than five people." in page
    assert ("Age: under 40" in page, "Area: town" in page, "islands" in page) == (
        True, False, False,
    )  # fmt: skip
