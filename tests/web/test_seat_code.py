"""A new code or a new person for one seat while the room waits: counted in touches."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from jury.services.doors import Doors
from jury.services.signin import Visitor, sign_in_by_code
from jury.storage.seat import Seat
from tests.fixtures.clock import Clock
from tests.fixtures.decided import Case, open_case
from tests.fixtures.forms import fields_of, form_on, sign_in, worst
from tests.fixtures.sheets import stored
from tests.fixtures.visiting import heading, new_browser, send


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


def links(page: str, word: str) -> list[str]:
    found = BeautifulSoup(page, "html.parser").select("main a")
    return [str(a["href"]) for a in found if a.text.startswith(word)]


def test_the_board_leads_in_one_touch_to_a_new_code_and_to_a_new_person(
    samira: FlaskClient, case: Case
) -> None:
    board = samira.get(f"/calls/{case.call_id}/board").text
    assert len(links(board, "New code")) == len(links(board, "Replace")) == 6
    assert heading(samira.get(links(board, "New code")[3])) == "A new code for seat 4?"
    path = links(board, "Replace")[3]
    assert heading(samira.get(path)) == "Who comes for seat 4?"
    done = send(samira, path, people="Ana; ana@example.org", reason="Moved away.")
    shown = samira.get(done.location)
    assert heading(shown) == "Seat 7 has a new code"
    assert len(re.findall(r'<p class="figure code">', shown.text)) == 1
    assert samira.get(path).status_code == 404


def test_a_page_that_is_older_than_the_seat_keeps_what_was_typed(
    samira: FlaskClient, case: Case
) -> None:
    path = f"/calls/{case.call_id}/seats/{case.seats[3].id}/replace"
    first = form_on(samira, path, path)
    seats = f"/calls/{case.call_id}/seats"
    send(samira, seats, f"{seats}/codes", seat=case.seats[3].id)
    stale = samira.post(path, data={**first, "people": "Ana", "reason": "Moved."})
    assert (stale.status_code, 'value="Ana"' in stale.text) == (409, True)
    wrong = send(samira, path, people="Ana; nothing", reason="Moved.")
    assert wrong.status_code == 422
    assert "What stands after the name is no e-mail address." in wrong.text
    assert "Moved." in wrong.text


def test_every_bad_text_in_a_replacement(samira: FlaskClient, case: Case) -> None:
    path = f"/calls/{case.call_id}/seats/{case.seats[3].id}/replace"
    before = [seat.state for seat in stored(case, Seat)]
    send(samira, path, people="", reason="")
    assert [seat.state for seat in stored(case, Seat)] == before
    assert worst(samira, path, path, lambda: [s.state for s in stored(case, Seat)]) == []
