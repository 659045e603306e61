"""Signing in by a letter: its link, or the six digits beside it; once, for an hour."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from jury.services.codes import open_body
from jury.services.doors import Doors
from jury.storage.account import Letter
from tests.fixtures.forms import form_on
from tests.fixtures.people import person
from tests.fixtures.visiting import heading, name_on, new_browser, send


@pytest.fixture
def doors(app) -> Doors:
    return app.extensions["jury"]


@pytest.fixture
def browser(app) -> FlaskClient:
    return new_browser(app)


def last_letter(doors: Doors) -> tuple[str, str]:
    with doors.engines.reading() as session:
        letter = session.scalars(select(Letter).order_by(Letter.created_at.desc())).first()
        body = open_body(doors.settings, letter.id, letter.sealed)
    return re.search(r"/l/[\w-]+", body)[0], re.search(r"\d{6}", body.split("\n\n")[2])[0]


def test_ana_comes_in_by_the_link_in_her_letter_which_works_once(app, browser, doors) -> None:
    person(doors, "Ana")
    asked = send(browser, "/sign-in/email?next=/my-projects", "/sign-in/email",
                 email="ANA@example.org")  # fmt: skip
    assert (asked.status_code, asked.location) == (303, "/sign-in/digits")
    assert "ana@example.org" in browser.get("/sign-in/digits").text
    link, _ = last_letter(doors)
    phone = new_browser(app)
    for _ in range(2):
        followed = phone.get(link)
        assert (followed.status_code, followed.location) == (303, "/sign-in/link")
        assert phone.get("/sign-in/link").status_code == 200
    assert name_on(phone) is None
    form = form_on(phone, "/sign-in/link", "/sign-in/link")
    pressed = phone.post("/sign-in/link", data=form)
    assert (pressed.status_code, pressed.location) == (303, "/my-projects")
    assert name_on(phone) == "Ana"
    other = new_browser(app)
    other.get(link)
    assert heading(other.get("/sign-in/link")) == "This link no longer works"


def test_the_six_digits_sign_in_where_they_were_asked_for(app, browser, doors) -> None:
    person(doors, "Ana")
    send(browser, "/sign-in/email", email="ana@example.org")
    _, digits = last_letter(doors)
    assert new_browser(app).get("/sign-in/digits").location == "/sign-in/email"
    wrong = send(browser, "/sign-in/digits", digits="000000" if digits != "000000" else "1" * 6)
    assert wrong.status_code == 422
    assert send(browser, "/sign-in/digits", digits=digits).status_code == 303
    assert name_on(browser) == "Ana"


def test_five_wrong_digits_end_them(browser, doors) -> None:
    person(doors, "Ana")
    send(browser, "/sign-in/email", email="ana@example.org")
    _, digits = last_letter(doors)
    for _ in range(5):
        assert send(browser, "/sign-in/digits", digits="12").status_code == 422
    answer = send(browser, "/sign-in/digits", digits=digits)
    assert answer.status_code == 409
    assert "Ask for a new letter." in answer.text


@pytest.mark.parametrize("by_digits", [False, True])
def test_who_comes_for_the_first_time_says_a_name(browser, doors, by_digits: bool) -> None:
    send(browser, "/sign-in/email", email="bob@example.org")
    link, digits = last_letter(doors)
    if by_digits:
        answer = send(browser, "/sign-in/digits", digits=digits)
        assert (answer.status_code, answer.location) == (303, "/sign-in/link")
    else:
        browser.get(link)
    nameless = send(browser, "/sign-in/link", name="")
    assert nameless.status_code == 422
    assert heading(nameless) == "Welcome. What is your name?"
    assert send(browser, "/sign-in/link", name="Bob").status_code == 303
    assert name_on(browser) == "Bob"


def test_known_and_unknown_addresses_get_the_same_answer(app, doors) -> None:
    person(doors, "Ana")
    pages = []
    for email in ("ana@example.org", "bob@example.org"):
        client = new_browser(app)
        answer = send(client, "/sign-in/email", email=email)
        page = client.get(answer.location).text.replace(email, "EMAIL")
        pages.append((answer.status_code, re.sub(r'value="[^"]*"', "", page)))
    assert pages[0] == pages[1]
