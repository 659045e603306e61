"""Seats through organisations on the pages: from the first name to a seat that anyone can check."""

from __future__ import annotations

import pytest
from flask import Flask

from jury.domain.lottery.check import check_draw, read_panels
from jury.services.doors import Doors
from tests.fixtures.clock import Clock
from tests.fixtures.forms import form_on, sign_in
from tests.fixtures.lots import town
from tests.fixtures.visiting import heading, new_browser

PEOPLE = "Ali; ali@example.org\nBea\n\nCem"


class Pages:
    """The facilitator's browser, the guarantor's, and a visitor's."""

    def __init__(self, app: Flask, doors: Doors, clock: Clock) -> None:
        place = town(doors, clock)
        place.plan()
        people = place.office.people
        self.samira = sign_in(new_browser(app), doors, people["samira"])
        self.pascal = sign_in(new_browser(app), doors, people["pascal"])
        self.visitor = new_browser(app)
        self.call = f"/calls/{place.call_id}"
        self.new = f"{self.call}/lottery/organisations/new"
        self.page = ""

    def enter(self, page: str, **fields: str) -> object:
        typed = {"name": "The shelter", "seats": "2", "people": PEOPLE, **fields}
        return self.samira.post(page, data={**form_on(self.samira, page, page), **typed})

    def begin(self) -> None:
        done = self.enter(self.new)
        assert done.status_code == 303
        self.page = done.headers["Location"]

    def step(self, name: str, **fields: str) -> object:
        action = f"{self.page}/{name}"
        return self.samira.post(action, data={**form_on(self.samira, self.page, action), **fields})


@pytest.fixture
def pages(app: Flask, doors: Doors, clock: Clock) -> Pages:
    return Pages(app, doors, clock)


def test_an_organisations_seats_are_drawn_confirmed_and_taken(pages: Pages) -> None:
    pages.begin()
    assert heading(pages.samira.get(pages.page)) == "Whom does The shelter name?"
    assert pages.step("fix").status_code == 303
    assert heading(pages.samira.get(pages.page)) == "The list is fixed: throw the dice"
    assert pages.step("dice", dice="4").status_code == 303
    check = f"{pages.call}/lottery/organisations/check"
    assert check in pages.pascal.get("/desk").text
    assert heading(pages.pascal.get(check)) == "One organisation's dice wait for you"
    confirm = f"{pages.page}/check"
    assert pages.pascal.post(confirm, data=form_on(pages.pascal, check, confirm)).status_code == 303
    assert heading(pages.pascal.get(check)) == "No dice wait for you"
    page = pages.samira.get(pages.page)
    assert heading(page) == "2 people have not answered yet"
    public = pages.visitor.get(f"{pages.call}/organisations")
    assert "The shelter" in public.text
    assert "Ali" not in public.text
    base = f"{pages.call}/organisations/{pages.page.rsplit('/', 1)[1]}"
    files = {
        name: pages.visitor.get(f"{base}/{name}").data
        for name in ("pool.csv", "quotas.csv", "panels.csv", "chances.csv", "certificate.json")
    }
    assert check_draw(files).sound
    first = min(read_panels(files)[1])
    answered = pages.step(f"coming/{first}", accepts="yes")
    assert answered.status_code == 303
    assert heading(pages.samira.get(pages.page)) == "One person has not answered yet"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Write the organisation&#39;s name."),
        ({"seats": "0"}, "Please write a number between 1 and 20."),
        ({"people": "Ali; nowhere"}, "“nowhere” is no e-mail address."),
        ({"people": "; a@example.org"}, "A line has no name. Write the name first."),
    ],
)
def test_what_was_typed_wrongly_stays_with_a_sentence(pages: Pages, fields, sentence) -> None:
    answer = pages.enter(pages.new, **fields)
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert fields.get("people", "Cem") in answer.text


def test_too_few_people_and_dice_that_nobody_can_read_are_said(pages: Pages) -> None:
    pages.begin()
    assert pages.enter(pages.page, people="Ali").status_code == 303
    assert "There are 2 seats, but only 1 people." in pages.step("fix").text
    assert pages.enter(pages.page).status_code == 303
    pages.step("fix")
    assert "Write 1 digits" in pages.step("dice", dice="x").text
