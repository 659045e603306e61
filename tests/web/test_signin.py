"""Signing in on the pages: by code, by scan, by letter, by password; and out again."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from jury.domain.permissions import Role
from jury.services.doors import Doors
from jury.storage.account import SecurityEvent
from tests.conftest import running_app
from tests.fixtures.forms import form_on, worst
from tests.fixtures.people import person, seated
from tests.fixtures.visiting import name_on, new_browser, send

CODE = "ABCDE-98765"
LONG = "purple injury lawyers"


@pytest.fixture
def doors(app) -> Doors:
    return app.extensions["jury"]


@pytest.fixture
def browser(app) -> FlaskClient:
    return new_browser(app)


# The printed code


def test_rosa_types_the_code_on_her_paper(browser, doors) -> None:
    seated(doors, "Rosa", CODE)
    answer = send(browser, "/sign-in/code", code="abcde 98765")
    assert (answer.status_code, answer.location) == (303, "/home")
    assert name_on(browser) == "Rosa"


def test_a_wrong_code_is_said_beside_the_field_and_not_shown_again(browser, doors) -> None:
    seated(doors, "Rosa", CODE)
    answer = send(browser, "/sign-in/code", code="ABCDE-98766")
    assert answer.status_code == 422
    assert "98766" not in answer.text
    assert "This code does not let anyone in." in answer.text


def test_too_many_tries_are_told_when_to_come_back(browser, doors) -> None:
    answers = [send(browser, "/sign-in/code", code="ABCDE-98766") for _ in range(11)]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429]
    assert int(answers[-1].headers["Retry-After"]) == 600


def test_scanning_the_paper_shows_a_button_and_the_button_signs_in(browser, doors) -> None:
    seated(doors, "Rosa", CODE)
    answer = browser.get(f"/j/{CODE}")
    assert (answer.status_code, answer.location) == (303, "/sign-in/scan")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "Max-Age=600" in cookie
    assert CODE not in cookie
    assert name_on(browser) is None
    assert CODE not in browser.get("/sign-in/scan").text
    assert send(browser, "/sign-in/scan").status_code == 303
    assert name_on(browser) == "Rosa"


def test_a_scan_is_too_old_after_ten_minutes(browser, doors, clock) -> None:
    seated(doors, "Rosa", CODE)
    browser.get(f"/j/{CODE}")
    form = form_on(browser, "/sign-in/scan", "/sign-in/scan")
    clock.advance(minutes=10)
    answer = browser.post("/sign-in/scan", data=form)
    assert answer.status_code == 409
    assert "It took too long." in answer.text
    assert name_on(browser) is None


def test_what_is_scanned_and_no_code_leads_to_typing(browser) -> None:
    for path in ("/j/nothing", "/j/%01", "/j/" + "x" * 500):
        answer = browser.get(path)
        assert (answer.status_code, answer.location) == (303, "/sign-in/code")


# The password


def test_helene_signs_in_by_password(browser, doors) -> None:
    person(doors, "Helene", Role.OFFICIAL, password=LONG)
    wrong = send(browser, "/sign-in/password", email="helene@example.org", password="wrong one")
    assert wrong.status_code == 422
    assert 'value="helene@example.org"' in wrong.text
    assert "wrong one" not in wrong.text
    answer = send(browser, "/sign-in/password?next=/desk", "/sign-in/password",
                  email="helene@example.org", password=LONG)  # fmt: skip
    assert (answer.status_code, answer.location) == (303, "/desk")
    assert name_on(browser) == "Helene"


def test_a_wrong_address_and_a_wrong_password_look_the_same(browser, doors) -> None:
    person(doors, "Helene", Role.OFFICIAL, password=LONG)
    texts = set()
    for email in ("helene@example.org", "nobody@example.org"):
        answer = send(browser, "/sign-in/password", email=email, password="wrong one")
        page = answer.text.replace(email, "EMAIL")
        texts.add((answer.status_code, re.sub(r'value="[^"]*"', "", page)))
    assert len(texts) == 1


# In and out


def test_the_session_changes_at_sign_in_and_a_saved_cookie_ends_at_sign_out(
    app, browser, doors
) -> None:
    seated(doors, "Rosa", CODE)
    browser.get("/sign-in/code")
    before = browser.get_cookie("jury").value
    send(browser, "/sign-in/code", code=CODE)
    signed_in = browser.get_cookie("jury").value
    assert signed_in != before
    thief = new_browser(app)
    thief.set_cookie("jury", signed_in)
    assert name_on(thief) == "Rosa"
    out = send(browser, "/me", "/sign-out")
    assert (out.status_code, out.location) == (303, "/")
    assert "Clear-Site-Data" in out.headers
    assert (name_on(thief), name_on(browser)) == (None, None)


def test_signing_in_again_ends_the_earlier_session_of_this_browser(app, browser, doors) -> None:
    seated(doors, "Rosa", CODE)
    send(browser, "/sign-in/code", code=CODE)
    first = browser.get_cookie("jury").value
    send(browser, "/sign-in/code", code=CODE)
    thief = new_browser(app)
    thief.set_cookie("jury", first)
    assert (name_on(thief), name_on(browser)) == (None, "Rosa")


NOT_OURS = [
    "//evil.example", "///evil.example", "/\\evil.example", "https://evil.example", "https:evil",
    "javascript:alert(1)", "/\nSet-Cookie: a=b", "/\r\n/x", "evil.example", "", "\\\\evil",
    "/\tx", "/\x00", "data:text/html,x", " /x", "/ok\u2028", "//", "http:/\\evil", "%2F%2Fevil",
    "ftp://x",
]  # fmt: skip


@pytest.mark.parametrize("wanted", NOT_OURS)
def test_signing_in_leads_to_this_site_only(app, doors, wanted: str) -> None:
    seated(doors, "Rosa", CODE)
    client = new_browser(app)
    form = form_on(client, "/sign-in/code", "/sign-in/code")
    answer = client.post(
        "/sign-in/code", query_string={"next": wanted}, data={**form, "code": CODE}
    )
    assert (answer.status_code, answer.location) == (303, "/home")


def test_cookies_are_bound_to_the_host_where_jury_is_reached_by_https(settings, clock) -> None:
    secure = replace(settings, base_url="https://jury.example", trusted_hosts=("jury.example",))
    with running_app(secure, clock) as app:
        client = app.test_client()
        answers = [
            client.get(path, base_url="https://jury.example")
            for path in (f"/j/{CODE}", "/l/token", "/sign-in/code")
        ]
    for cookie in [c for answer in answers for c in answer.headers.getlist("Set-Cookie")]:
        assert cookie.startswith("__Host-")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))


def test_the_journal_knows_who_came_and_who_was_refused_and_no_code(browser, doors) -> None:
    seated(doors, "Rosa", CODE)
    send(browser, "/sign-in/code", code="FGHJK-23456")
    send(browser, "/sign-in/code", code=CODE)
    send(browser, "/me", "/sign-out")
    with doors.engines.reading() as session:
        lines = {
            (line.what, line.account_id, line.detail)
            for line in session.scalars(select(SecurityEvent))
        }
    assert lines == {
        ("sign_in_refused", None, "code"),
        ("signed_in", "rosa", "code"),
        ("signed_out", "rosa", ""),
    }


def test_no_page_of_signing_in_breaks_under_bad_input(browser, doors) -> None:
    person(doors, "Ana")
    faults = [
        fault
        for path in ("/sign-in/code", "/sign-in/email", "/sign-in/password")
        for fault in worst(browser, path, path, lambda: name_on(browser))
    ]
    assert faults == []
