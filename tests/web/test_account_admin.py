"""What an administrator does: sees what is wrong, makes and closes accounts, reads the journal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from benchmarks.statements import counted
from jury.domain.permissions import Role
from jury.services.doors import Doors
from jury.services.health import BACKUP, SIGNED, WORKER, beat
from jury.services.journal import note
from jury.services.letters import post
from jury.services.limits import RATES
from jury.services.signin import Visitor
from jury.services.upkeep import upkeep
from jury.storage.account import Account
from tests.conftest import running_app
from tests.fixtures.forms import form_on, worst
from tests.fixtures.people import person, put
from tests.web.test_account import LONG, account_of, browser, page_of, send


@pytest.fixture
def doors(app) -> Doors:
    return app.extensions["jury"]


@pytest.fixture
def ada(app, doors) -> FlaskClient:
    person(doors, "Ada", Role.ADMINISTRATOR)
    return browser(app, "ada")


def make(ada: FlaskClient, **values: object):
    return send(ada, "/admin/accounts/new", "/admin/accounts", **values)


def test_ada_makes_an_account_and_the_letter_waits_in_the_outbox(ada, doors) -> None:
    made = make(ada, name="Zoé Roy", email="Zoe@example.org", roles=["official"], language="fr")
    zoe = account_of(doors, "zoe@example.org")
    assert zoe is not None
    assert (made.status_code, made.location) == (303, f"/admin/accounts/{zoe.id}")
    assert page_of(ada.get(made.location)).h1.text == "The account of Zoé Roy"
    letters = ada.get("/admin/letters").text
    assert "to zoe@<wbr>example<wbr>.org" in letters
    assert "http://localhost/sign-in/email" in letters


def test_the_same_name_warns_and_the_same_address_is_refused(ada, doors) -> None:
    make(ada, name="Zoé Roy", email="zoe@example.org")
    namesake = make(ada, name="zoe roy", email="other@example.org")
    assert "Somebody with the same name has an account already." in ada.get(namesake.location).text
    taken = make(ada, name="Somebody", email="ZOE@example.org")
    assert taken.status_code == 422
    assert "Somebody with this e-mail address has an account already." in taken.text
    assert 'value="ZOE@example.org"' in taken.text


def test_ada_closes_an_account_and_not_her_own(app, ada, doors, clock) -> None:
    person(doors, "Bob", Role.OFFICIAL)
    bob = browser(app, "bob")
    clock.advance(seconds=1)
    closed = send(ada, "/admin/accounts/bob", "/admin/accounts/bob/disable")
    assert (closed.status_code, closed.location) == (303, "/admin/accounts/bob")
    assert page_of(ada.get(closed.location)).h1.text == "The account of Bob is closed"
    assert bob.get("/me").status_code == 303
    assert "/disable" not in ada.get("/admin/accounts/ada").text
    assert ada.get("/admin/accounts/nobody").status_code == 404


def test_accounts_come_fifty_a_page(ada, doors) -> None:
    now = doors.clock()
    rows = [
        Account(
            id=f"p{n}",
            name=f"Person {n:03}",
            email=None,
            language="fr",
            created_at=now,
            sessions_from=now,
        )
        for n in range(120)
    ]
    put(doors, *rows)
    sizes = [len(page_of(ada.get(f"/admin?page={n}")).select("#accounts li")) for n in (1, 2, 3, 4)]
    assert sizes == [50, 50, 21, 0]
    assert page_of(ada.get("/admin?page=x")).h1.text == "2 things need your attention"
    assert "121 people have an account" in ada.get("/admin").text


def test_a_person_is_found_by_name_or_address_and_pages_keep_the_question(ada, doors) -> None:
    for n in range(60):
        person(doors, f"Zoé_{n}", Role.OFFICIAL)
    person(doors, "Bob")

    def found(asked: str, **more: object) -> list[str]:
        page = page_of(ada.get("/admin", query_string={"q": asked, **more}))
        return [a.text for a in page.select("#accounts a")]

    assert found("bob") == found("BOB@example") == ["Bob"]
    assert (found("%"), found("nobody\x00")) == ([], [])
    assert [len(found("zoé_")), len(found("Zoé_", page=2))] == [50, 10]
    page = page_of(ada.get("/admin", query_string={"q": "Zoé_"}))
    assert page.find("a", rel="next")["href"] == "/admin?page=2&q=Zo%C3%A9_"
    assert page.find("input", id="q")["value"] == "Zoé_"
    assert 'value="&#34;&gt;&lt;b&gt;"' in ada.get("/admin", query_string={"q": '"><b>'}).text


def test_the_page_of_accounts_asks_as_little_for_many_as_for_one(ada, doors) -> None:
    def asked() -> int:
        with counted(doors.engines) as sent:
            assert ada.get("/admin").status_code == 200
        return len(sent)

    one = asked()
    for n in range(20):
        person(doors, f"Person {n}", Role.OFFICIAL)
    assert asked() == one <= 12


def test_ada_sees_first_what_is_wrong_with_the_installation(app, ada, doors, clock) -> None:
    doors = replace(doors, settings=replace(doors.settings, smtp_url="smtp://localhost:25"))
    app.extensions["jury"] = doors

    def told() -> list[str]:
        return [line.text.strip().split(":")[0] for line in page_of(ada.get("/admin")).select(
            ".now li")]  # fmt: skip

    silent, none = "The worker gives no sign of life", "No backup was made yet. Run"
    assert told() == [silent, none]
    beat(doors, WORKER)
    beat(doors, BACKUP)
    assert told() == ["A log is not signed any more"]
    beat(doors, SIGNED)
    assert told() == []
    assert page_of(ada.get("/admin")).h1.text == "All is well with the installation"
    with upkeep(doors) as session:
        for state in ("failed", "failed", "waiting"):
            letter = post(session, doors.settings, clock(), recipient="z@example.org",
                          language="fr", subject="Hello", body="You.")  # fmt: skip
            letter.state = state
    assert told() == ["2 letters could not be sent"]
    clock.advance(minutes=16)
    assert told()[0] == silent
    assert told()[2] == "One letter has been waiting for more than 15 minutes"
    clock.advance(minutes=10)
    beat(doors, BACKUP)
    assert told() == [
        silent,
        "2 letters could not be sent",
        "One letter has been waiting for more than 15 minutes",
    ]


def test_letters_that_failed_stand_first_and_are_the_news(app, ada, doors, clock) -> None:
    assert page_of(ada.get("/admin/letters")).h1.text.startswith("Letters that left")
    with upkeep(doors) as session:
        for subject, state in (("Old", "failed"), ("New", "sent")):
            letter = post(session, doors.settings, clock.advance(minutes=1), language="fr",
                          recipient="z@example.org", subject=subject, body="You.")  # fmt: skip
            letter.state = state
    page = page_of(ada.get("/admin/letters"))
    assert page.h1.text == "One letter could not be sent"
    assert [h.text for h in page.select("article h2")][:2] == ["Old", "New"]


def test_ada_is_told_of_people_who_never_signed_in(app, ada, doors, clock) -> None:
    app.extensions["jury"] = replace(
        doors, settings=replace(doors.settings, smtp_url="smtp://localhost:25")
    )
    for name in ("Bob", "Carol"):
        person(doors, name, Role.OFFICIAL)
    person(doors, "Dan")
    browser(app, "carol")

    def absent() -> list[str]:
        ada = browser(app, "ada")
        lines = page_of(ada.get("/admin")).select(".now li a")
        links = [a["href"] for a in lines if "never signed in" in a.text]
        return [a.text for href in links for a in page_of(ada.get(href)).select("#accounts a")]

    assert absent() == []
    clock.advance(days=4)
    assert absent() == ["Bob"]
    browser(app, "bob")
    assert absent() == []


def test_an_address_breaks_only_at_its_signs(ada, doors) -> None:
    person(doors, "Marie-Claire")
    shown = ada.get("/admin?q=marie").text
    assert "marie-claire@<wbr>example<wbr>.org" in shown


def test_the_journal_names_people_and_events(ada, doors) -> None:
    text = page_of(ada.get("/admin/journal")).find("table").text
    assert "Signed in" in text
    assert "Ada" in text


def test_the_journal_says_each_detail_in_words(ada, doors) -> None:
    for what, detail in [
        ("signed_in", "demonstration"),
        ("sign_in_refused", "digits"),
        ("sheets_opened", "call all"),
        *(("limit_reached", rate.name) for rate in RATES),
    ]:
        note(doors, what, None, "", detail)
    rows = page_of(ada.get("/admin/journal")).select("tbody tr")
    cells = {cell.text.strip() for row in rows for cell in row.find_all(["td", "th"])}
    assert {text for text in cells if "_" in text or text == "demonstration"} == set()
    assert "with a link of the demonstration" in cells


def test_nobody_else_sees_these_pages(app, doors) -> None:
    person(doors, "Bob", Role.OFFICIAL)
    bob = browser(app, "bob")
    token = form_on(bob, "/me", "/sign-out")
    for path in ("/admin", "/admin/accounts/new", "/admin/accounts/bob", "/admin/journal",
                 "/admin/letters"):  # fmt: skip
        assert bob.get(path).status_code == 404
    for path in ("/admin/accounts", "/admin/accounts/bob/disable"):
        assert bob.post(path, data=token).status_code == 404


def test_letters_are_not_readable_where_others_can_reach_them(settings, clock) -> None:
    for changes in (
        {"base_url": "https://localhost.example", "trusted_hosts": ("localhost.example",)},
        {"smtp_url": "smtp://127.0.0.1:9"},
    ):
        changed = replace(settings, **changes)
        with running_app(changed, clock) as app:
            doors = app.extensions["jury"]
            name = "Ada" if "smtp_url" not in changes else "Eve"
            person(doors, name, Role.ADMINISTRATOR)
            from jury.services.letters import readable
            from jury.services.signin import request_link
            from jury.storage.account import emails_page

            request_link(doors, f"{name}@example.org", next_path="", language="en",
                         visitor=Visitor())  # fmt: skip
            with doors.engines.reading() as session:
                letters, total, _failed = emails_page(session, 1)
            assert total > 0
            assert readable(changed, letters) == {}


def test_no_page_of_accounts_breaks_under_bad_input(app, ada, doors) -> None:
    person(doors, "Bob", Role.OFFICIAL, password=LONG)

    def state() -> int | None:
        with doors.engines.reading() as session:
            return session.scalar(select(func.sum(Account.version)))

    assert worst(ada, "/admin/accounts/new", "/admin/accounts", state) == []
    bob = browser(app, "bob")
    assert worst(bob, "/me/password", "/me/password", state) == []
