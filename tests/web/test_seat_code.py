"""A new code for one seat while the room waits: counted in touches."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from jury.services.doors import Doors
from jury.services.signin import Visitor, sign_in_by_code
from tests.fixtures.clock import Clock
from tests.fixtures.decided import Case, open_case
from tests.fixtures.forms import fields_of, sign_in
from tests.fixtures.visiting import heading, new_browser


@pytest.fixture
def case(doors: Doors, clock: Clock) -> Case:
    return open_case(doors, clock)


@pytest.fixture
def samira(app: Flask, doors: Doors, case: Case) -> FlaskClient:
    return sign_in(new_browser(app), doors, case.office.people["samira"])


def test_one_touch_and_one_confirmation_show_the_new_code_alone(
    samira: FlaskClient, case: Case, doors: Doors
) -> None:
    seats = BeautifulSoup(samira.get(f"/calls/{case.call_id}/seats").text, "html.parser")
    link = seats.find_all("a", string=re.compile("New code"))
    link = link or [a for a in seats.find_all("a") if a.text.startswith("New code")]
    asked = samira.get(link[1]["href"])
    assert heading(asked) == "A new code for seat 2?"
    form = BeautifulSoup(asked.text, "html.parser").find("main").find("form")
    pressed = {"seat": form.find("button")["value"]}
    done = samira.post(form["action"], data=fields_of(form) | pressed)
    shown = samira.get(done.location)
    assert heading(shown) == "Seat 2 has a new code"
    codes = re.findall(r'<p class="figure code">([^<]+)</p>', shown.text)
    assert len(codes) == 1
    assert "<svg" in BeautifulSoup(shown.text, "html.parser").find("main").decode()
    opened = sign_in_by_code(doors, codes[0], Visitor("127.0.0.1"))
    assert opened.account_id == case.seats[1].account_id


def test_looking_at_a_seat_makes_no_code(samira: FlaskClient, case: Case) -> None:
    page = samira.get(f"/calls/{case.call_id}/slips?seat={case.seats[2].id}")
    assert heading(page) == "A new code for seat 3?"
    assert "figure code" not in page.text


@pytest.mark.parametrize("seat", ["", "nothing", "x" * 3000, "<script>", "1"])
def test_a_seat_that_is_none_is_not_found(samira: FlaskClient, case: Case, seat: str) -> None:
    path = f"/calls/{case.call_id}/slips"
    assert samira.get(path, query_string={"seat": seat}).status_code == 404
