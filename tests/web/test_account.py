"""One's own account, and what an administrator does with accounts, letters and the journal."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import func, select

from jury.domain.permissions import Role
from jury.services.doors import Doors
from jury.services.signin import Visitor, sign_in_by_password
from jury.storage.account import Account, SignIn, account_by_email
from tests.fixtures.forms import form_on, sign_in
from tests.fixtures.people import person

LONG = "purple injury lawyers"
OTHER = "seventeen green umbrellas"


@pytest.fixture
def doors(app) -> Doors:
    return app.extensions["jury"]


def browser(app, account_id: str) -> FlaskClient:
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return sign_in(client, app.extensions["jury"], account_id)


def send(client: FlaskClient, path: str, action: str, **values: object):
    return client.post(action, data={**form_on(client, path, action), **values})


def page_of(response) -> BeautifulSoup:
    return BeautifulSoup(response.text, "html.parser")


def account_of(doors: Doors, email: str) -> Account | None:
    with doors.engines.reading() as session:
        return account_by_email(session, email)


# My account


def test_bob_sees_where_he_is_signed_in_and_ends_one(app, doors, clock) -> None:
    person(doors, "Bob", Role.OFFICIAL, password=LONG)
    sign_in_by_password(doors, "bob@example.org", LONG, Visitor("", "Safari · iPhone"))
    clock.advance(minutes=1)
    bob = browser(app, "bob")
    page = page_of(bob.get("/me"))
    assert page.h1.text == "You are signed in as Bob"
    assert [b.text for b in page.select("main li b")] == ["test", "Safari · iPhone"]
    [end] = [f["action"] for f in page.find_all("form") if "/me/sessions/" in f["action"]
             and f["action"] != "/me/sessions/end"]  # fmt: skip
    assert send(bob, "/me", end).status_code == 303
    assert [b.text for b in page_of(bob.get("/me")).select("main li b")] == ["test"]
    token = form_on(bob, "/me", "/sign-out")
    assert bob.post(end, data=token).status_code == 404


def test_bob_signs_out_everywhere(app, doors) -> None:
    person(doors, "Bob", Role.OFFICIAL, password=LONG)
    phone, bob = browser(app, "bob"), browser(app, "bob")
    assert send(bob, "/me", "/me/sessions/end").status_code == 303
    assert [client.get("/me").status_code for client in (phone, bob)] == [303, 303]


def test_bob_changes_his_password_and_stays_signed_in_here_only(app, doors, clock) -> None:
    person(doors, "Bob", Role.OFFICIAL, password=LONG)
    phone, bob = browser(app, "bob"), browser(app, "bob")
    clock.advance(seconds=1)
    wrong = send(bob, "/me/password", "/me/password", current="wrong", password=OTHER)
    assert (wrong.status_code, OTHER in wrong.text) == (422, False)
    poor = send(bob, "/me/password", "/me/password", current=LONG, password="short")
    assert "Please use at least 12 letters." in poor.text
    done = send(bob, "/me/password", "/me/password", current=LONG, password=OTHER)
    assert (done.status_code, done.location) == (303, "/me")
    assert "Your new password holds." in bob.get("/me").text
    assert phone.get("/me").status_code == 303
    assert sign_in_by_password(doors, "bob@example.org", OTHER, Visitor()).account_id == "bob"


def test_who_has_no_password_yet_chooses_one(app, doors, clock) -> None:
    person(doors, "Eve", Role.SIGNATORY)
    eve = browser(app, "eve")
    clock.advance(seconds=1)
    assert "You have no password yet." in eve.get("/me").text
    assert send(eve, "/me/password", "/me/password", password=LONG).status_code == 303
    assert sign_in_by_password(doors, "eve@example.org", LONG, Visitor()).account_id == "eve"


def test_an_applicant_has_no_password_page(app, doors) -> None:
    person(doors, "Ana")
    ana = browser(app, "ana")
    assert "/me/password" not in ana.get("/me").text
    assert ana.get("/me/password").status_code == 404


# What was kept


@pytest.fixture
def typed(app, doors, clock) -> FlaskClient:
    """An administrator whose session ran out while they typed a new account."""
    person(doors, "Ada", Role.ADMINISTRATOR, password=LONG)
    ada = browser(app, "ada")
    form = form_on(ada, "/admin/accounts/new", "/admin/accounts")
    clock.advance(minutes=30)
    form |= {"name": "Zoé <b>&amp;", "email": "zoe@example.org", "roles": ["official", "signatory"]}
    answer = ada.post("/admin/accounts", data=form)
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/&parked=1")
    return ada


def test_ada_is_not_told_that_her_new_password_is_kept(app, doors, clock) -> None:
    person(doors, "Ada", Role.ADMINISTRATOR, password=LONG)
    ada = browser(app, "ada")
    form = form_on(ada, "/me/password", "/me/password") | {"current": LONG, "password": LONG * 2}
    clock.advance(minutes=30)
    answer = ada.post("/me/password", data=form)
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/")


def test_what_was_typed_when_the_session_ran_out_comes_back(typed, doors) -> None:
    assert "What you typed is kept for a day." in typed.get("/sign-in?next=/&parked=1").text
    answer = send(typed, "/sign-in/password", "/sign-in/password", email="ada@example.org",
                  password=LONG)  # fmt: skip
    assert answer.location.startswith("/me/kept/")
    page = page_of(typed.get(answer.location))
    form = page.find("form", action=f"{answer.location}/send")
    fields: dict[str, list[str]] = {}
    for field in form.find_all("input"):
        fields.setdefault(field["name"], []).append(field["value"])
    again = typed.post(form["action"], data=fields)
    assert (again.status_code, again.location) == (307, "/admin/accounts")
    made = typed.post(again.location, data=fields)
    assert made.status_code == 303
    zoe = account_of(doors, "zoe@example.org")
    assert zoe is not None
    assert (zoe.name, made.location) == ("Zoé <b>&amp;", f"/admin/accounts/{zoe.id}")
    assert typed.get(answer.location).status_code == 404


def test_what_was_kept_can_be_thrown_away_and_is_nobody_elses(app, typed, doors) -> None:
    kept = send(typed, "/sign-in/password", "/sign-in/password", email="ada@example.org",
                password=LONG).location  # fmt: skip
    person(doors, "Eve", Role.ADMINISTRATOR)
    eve = browser(app, "eve")
    token = form_on(eve, "/me", "/sign-out")
    assert [eve.get(kept).status_code, eve.post(f"{kept}/send", data=token).status_code] == [
        404
    ] * 2
    assert send(typed, kept, f"{kept}/discard").location == "/me"
    assert typed.get(kept).status_code == 404


def test_nothing_is_kept_after_signing_out(app, doors) -> None:
    person(doors, "Ada", Role.ADMINISTRATOR, password=LONG)
    ada = browser(app, "ada")
    form = form_on(ada, "/admin/accounts/new", "/admin/accounts")
    with doors.engines.reading() as session:
        assert session.scalar(select(func.count()).select_from(SignIn)) == 1
    cookie = ada.get_cookie("jury").value
    send(ada, "/me", "/sign-out")
    ada.set_cookie("jury", cookie)
    answer = ada.post("/admin/accounts", data={**form, "name": "Zoé", "email": "z@example.org"})
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/")
