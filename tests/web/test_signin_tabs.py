"""Two tabs of one browser: what one has open stays worth sending when the other signs in again."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from jury.domain.permissions import Role
from jury.services.doors import Doors
from tests.fixtures.forms import form_on
from tests.fixtures.people import person
from tests.fixtures.visiting import new_browser, send

LONG = "a long and sunny afternoon"


@pytest.fixture
def doors(app) -> Doors:
    return app.extensions["jury"]


@pytest.fixture
def browser(app, doors) -> FlaskClient:
    person(doors, "Ada", Role.ADMINISTRATOR, password=LONG)
    person(doors, "Odo", Role.ADMINISTRATOR, password=LONG)
    return new_browser(app)


def enter(browser: FlaskClient, who: str) -> None:
    path = "/sign-in/password"
    assert send(browser, path, email=f"{who}@example.org", password=LONG).status_code == 303


def new_account(browser: FlaskClient) -> dict[str, Any]:
    """Type a new account in one tab, and do not send it yet."""
    form = form_on(browser, "/admin/accounts/new", "/admin/accounts")
    return form | {"name": "Zoé", "email": "zoe@example.org", "roles": ["official"]}


def test_ada_sends_a_long_form_after_signing_in_again_in_another_tab(browser, clock) -> None:
    enter(browser, "ada")
    typed = new_account(browser)
    clock.advance(minutes=30)
    assert browser.get("/admin").status_code == 303
    enter(browser, "ada")
    sent = browser.post("/admin/accounts", data=typed)
    assert sent.status_code == 303
    assert "Zoé" in browser.get("/admin").text


def test_ada_may_sign_in_twice_without_a_time_out(browser) -> None:
    enter(browser, "ada")
    typed = new_account(browser)
    enter(browser, "ada")
    assert browser.post("/admin/accounts", data=typed).status_code == 303


def test_what_ada_typed_is_never_sent_in_the_name_of_odo(browser, clock) -> None:
    enter(browser, "ada")
    typed = new_account(browser)
    clock.advance(minutes=30)
    enter(browser, "odo")
    assert browser.post("/admin/accounts", data=typed).status_code == 400
    assert "Zoé" not in browser.get("/admin").text


def test_a_form_from_before_signing_out_is_worth_nothing_after_signing_in(browser) -> None:
    enter(browser, "ada")
    typed = new_account(browser)
    send(browser, "/me", "/sign-out")
    enter(browser, "ada")
    assert browser.post("/admin/accounts", data=typed).status_code == 400


def test_a_form_from_before_all_sessions_were_ended_is_worth_nothing(browser, app, doors) -> None:
    enter(browser, "ada")
    typed = new_account(browser)
    elsewhere = new_browser(app)
    enter(elsewhere, "ada")
    assert send(elsewhere, "/me", "/me/sessions/end").status_code == 303
    enter(browser, "ada")
    assert browser.post("/admin/accounts", data=typed).status_code == 400
