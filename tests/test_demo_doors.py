"""The demonstration's doors: a button signs in, and an earlier session ends by that."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from jury.demo.doorbells import FILE
from jury.services import parked
from jury.services.doors import Doors
from tests.conftest import running_app
from tests.fixtures.people import person
from tests.fixtures.visiting import name_on, new_browser


@pytest.fixture
def doors(app) -> Doors:
    return app.extensions["jury"]


@pytest.fixture
def bells(doors) -> None:
    rows = [
        {"role": "juror", "name": name, "account_id": person(doors, name), "token": f"to-{name}"}
        for name in ("Rosa", "Ilyas")
    ]
    (doors.settings.instance / FILE).write_text(json.dumps(rows))


def press(browser: FlaskClient, door: str) -> str | None:
    """Press a door's button; give where it leads."""
    page = BeautifulSoup(browser.get(door).text, "html.parser")
    form = page.find("form", attrs={"action": None})
    assert form is not None
    fields = {field["name"]: field.get("value", "") for field in form.find_all("input")}
    return browser.post(door, data=fields).location


def test_looking_at_a_door_twice_signs_nobody_in_and_the_button_does(app, bells) -> None:
    browser = new_browser(app)
    assert [browser.get("/demo/to-Rosa").status_code for _ in range(2)] == [200, 200]
    assert name_on(browser) is None
    assert press(browser, "/demo/to-Rosa") == "/home"
    assert name_on(browser) == "Rosa"


def test_rosas_session_ends_when_ilyas_comes_in_by_the_same_browser(app, bells) -> None:
    browser, copy = new_browser(app), new_browser(app)
    press(browser, "/demo/to-Rosa")
    rosas = browser.get_cookie("jury")
    assert rosas is not None
    copy.set_cookie("jury", rosas.value)
    assert name_on(copy) == "Rosa"
    press(browser, "/demo/to-Ilyas")
    assert (name_on(browser), name_on(copy)) == ("Ilyas", None)


def test_a_door_leads_first_to_what_was_kept_for_sami(app, doors, bells) -> None:
    kept = parked.park(doors, person(doors, "Sami"), "/practice", [("step", "1")])
    assert kept is not None
    rows = [{"role": "juror", "name": "Sami", "account_id": "sami", "token": "to-Sami"}]
    (doors.settings.instance / FILE).write_text(json.dumps(rows))
    assert press(new_browser(app), "/demo/to-Sami") == f"/me/kept/{kept}"


def test_no_door_opens_beyond_this_machine(settings, clock, bells) -> None:
    elsewhere = replace(settings, base_url="https://jury.example.org")
    with running_app(elsewhere, clock) as app:
        assert new_browser(app).get("/demo/to-Rosa").status_code == 404
