"""The facilitator sees which quotas keep chances apart, and by name who is on no jury at all."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from jury.domain.lottery.plan import Feature, Value
from jury.services.doors import Doors
from tests.fixtures.clock import Clock
from tests.fixtures.forms import sign_in
from tests.fixtures.lots import PLAN, Town, town
from tests.fixtures.visiting import new_browser


@pytest.fixture
def place(doors: Doors, clock: Clock) -> Town:
    return town(doors, clock)


@pytest.fixture
def samira(app: Flask, place: Town) -> FlaskClient:
    return sign_in(new_browser(app), place.office.doors, place.office.people["samira"])


def young(people: int) -> bytes:
    """Give a list of young people of the town."""
    lines = b"".join(b"S%d,Young %d,under 40,town\n" % (n, n) for n in range(people))
    return b"id,name,Age,Area\n" + lines


def text(client: FlaskClient, place: Town, page: str = "") -> str:
    """Read the main part of one of the lottery's pages."""
    main = BeautifulSoup(client.get(f"/calls/{place.call_id}/lottery{page}").text, "html.parser")
    assert main.main is not None
    return " ".join(main.main.get_text(" ").split())


def test_a_pool_that_mirrors_the_quotas_lets_all_have_one_chance(place, samira) -> None:
    place.opened().take()
    page = text(samira, place, "/possible")
    assert "No quota stands in the way of the same chance for all: 33.3 %." in page
    assert "keep the chances apart" not in page


def test_the_quota_that_binds_is_named_with_what_it_costs(place, samira) -> None:
    place.opened().take().take(young(40))
    page = text(samira, place, "/possible")
    assert "a chance of more than 10.9 %. The same chance for all would be 14.3 %." in page
    side = (
        r"Age, (under 40: at most 6 seats. Registered: 55|40 and over: at least 4 seats. Re\w+: 15)"
    )
    assert re.search(side, page)


def test_whoever_is_in_no_possible_jury_is_named_to_the_facilitator_alone(
    app, place, samira
) -> None:
    area = Feature("Area", (Value("town", 10, 10, 600), Value("villages", 0, 0, 400)))
    plan = replace(PLAN, features=(PLAN.features[0], area))
    place.opened(plan).take().closed().drawn()
    page = text(samira, place)
    assert "10 people are in no possible jury. Who they are" in page
    assert "Person 12 40 and over, villages" in page
    assert "Person 1 under" not in page
    pascal = sign_in(new_browser(app), place.office.doors, place.office.people["pascal"])
    for who, path in ((pascal, "check"), (new_browser(app), "../draw")):
        assert "Person 12" not in who.get(f"/calls/{place.call_id}/lottery/{path}").text


def test_whoever_this_list_is_too_short_for_is_named_with_the_list_that_would_do(
    place, samira
) -> None:
    place.opened(replace(PLAN, panels=100)).take().take(young(700)).closed().drawn()
    page = text(samira, place)
    assert re.search(r"Young \d+ under 40, town · \d+ juries would be needed", page)
