"""The practice round: the whole way of a juror on made-up projects, and nothing of it is kept."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from jury.domain.ready_criteria import InFour
from jury.services.doors import Doors
from jury.storage.base import Base
from jury.web.practice_forms import CRITERIA
from jury.web.practice_texts import PRACTICE_PROJECTS
from tests.fixtures.clock import Clock
from tests.fixtures.decided import open_case
from tests.fixtures.forms import fields_of, sign_in, worst
from tests.fixtures.visiting import heading, new_browser

SENT_WORDS = "The neighbours already have the keys"


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    return new_browser(app)


def press(browser: FlaskClient, page: Any, go: str, **typed: str) -> Any:
    """Press a button of the page's form, without any script."""
    form = BeautifulSoup(page.text, "html.parser").find("form", attrs={"action": "/practice"})
    assert form is not None
    return browser.post("/practice", data={**fields_of(form), **typed, "go": go})


def rows_of(doors: Doors) -> dict[str, int]:
    """Count the rows of every table."""
    with doors.engines.reading() as session:
        tables = Base.metadata.sorted_tables
        return {t.name: session.scalar(select(func.count()).select_from(t)) or 0 for t in tables}


def walk(browser: FlaskClient, number: int, start: Any) -> Any:
    """Go the whole way for one project: no tie, read, three answers, words, check, send."""
    page = press(browser, start, f"{number}:tie")
    page = press(browser, page, "next", degree="none")
    page = press(browser, page, "next")
    for level in ("3", "none", "1"):
        page = press(browser, page, "next", level=level)
    page = press(browser, page, "next", convinced=SENT_WORDS)
    assert heading(page) == "Check your answers, then send them"
    return press(browser, page, "next")


def test_anyone_goes_the_whole_way_without_script_and_nothing_is_stored(
    browser: FlaskClient, doors: Doors
) -> None:
    before = rows_of(doors)
    received = walk(browser, 1, browser.get("/practice"))
    assert heading(received) == "Practice: this is how “received” looks"
    received = walk(browser, 2, received)
    end = press(browser, received, "1:list")
    assert heading(end) == "Practice: you have done both projects"
    assert rows_of(doors) == before


def test_every_page_says_that_it_is_practice(browser: FlaskClient) -> None:
    page = browser.get("/practice")
    seen = [page]
    for go, typed in (
        ("1:tie", {}), ("next", {"degree": "link"}), ("next", {}), ("next", {"level": "0"}),
        ("next", {"level": "4"}), ("next", {"level": "none"}), ("next", {}), ("next", {}),
    ):  # fmt: skip
        page = press(browser, page, go, **typed)
        seen.append(page)
    said = "This is practice, with made-up projects. Nothing is kept, and nothing counts."
    assert [said in page.text for page in seen] == [True] * 9


def test_what_was_answered_is_still_there_when_going_back(browser: FlaskClient) -> None:
    page = press(browser, browser.get("/practice"), "1:tie")
    page = press(browser, page, "next", degree="none")
    page = press(browser, page, "1:1")
    page = press(browser, page, "next", level="2")
    page = press(browser, page, "back")
    chosen = BeautifulSoup(page.text, "html.parser").find("input", checked=True)
    assert chosen is not None
    assert chosen["value"] == "2"


def test_a_missing_answer_is_asked_for_as_in_a_real_round(browser: FlaskClient) -> None:
    page = press(browser, browser.get("/practice"), "1:tie")
    again = press(browser, page, "next")
    assert again.status_code == 422
    assert "Choose what is true for you." in again.text
    page = press(browser, press(browser, again, "next", degree="none"), "1:1")
    assert press(browser, page, "next").status_code == 422
    check = press(browser, page, "1:check")
    assert heading(check) == "3 answers are missing"
    assert press(browser, check, "next").status_code == 422


def test_a_conflict_leaves_the_project(browser: FlaskClient) -> None:
    page = press(browser, browser.get("/practice"), "1:tie")
    page = press(browser, page, "next", degree="conflict")
    assert heading(page) == "Practice: try it on two made-up projects"
    assert ">left<" in page.text


def test_a_changed_sheet_is_no_longer_sent(browser: FlaskClient) -> None:
    page = press(browser, walk(browser, 1, browser.get("/practice")), "1:1")
    page = press(browser, press(browser, page, "next", level="0"), "1:list")
    assert ">begun<" in page.text


def test_bad_input_is_answered_on_every_page(browser: FlaskClient, doors: Doors) -> None:
    before = rows_of(doors)
    for page in ("tie", "read", "1", "words", "check", "sent", "list", "99", "<script>"):
        for name in ("project", "page", "go", "degree", "level", "convinced", "kept-1-help"):
            for text in ("", "x" * 30_000, "A\x00B", "<script>alert(1)</script>", "-1", "\uff11"):
                token = fields_of(BeautifulSoup(browser.get("/practice").text, "html.parser"))
                data = {"csrf_token": token["csrf_token"], "project": "1", "page": page, name: text}
                answer = browser.post("/practice", data={"kept-1-tie": "none", **data})
                assert answer.status_code in (200, 422), (page, name, text)
                assert "<script>alert" not in answer.text
    assert rows_of(doors) == before


def test_forms_take_no_foreign_nor_doubled_fields(browser: FlaskClient) -> None:
    faults = worst(browser, "/practice", "/practice", lambda: None)
    assert [fault for fault in faults if not fault.endswith("200")] == []


def test_a_juror_is_offered_practice_first_until_it_is_done_or_skipped(
    app: Flask, doors: Doors, clock: Clock
) -> None:
    case = open_case(doors, clock)
    juror = sign_in(new_browser(app), doors, case.seats[1].account_id)
    home = f"/calls/{case.call_id}/jury"
    assert "Would you like to practise first?" in juror.get(home).text
    form = BeautifulSoup(juror.get(home).text, "html.parser").find(
        "form", attrs={"action": "/practice/done"}
    )
    answer = juror.post("/practice/done", data=fields_of(form))
    assert (answer.status_code, answer.location) == (303, "/home")
    assert "Would you like to practise first?" not in juror.get(home).text
    assert "Practise on two made-up projects" in juror.get(home).text


def test_the_first_page_leads_to_practice(browser: FlaskClient) -> None:
    assert 'href="/practice"' in browser.get("/").text


def test_every_text_is_there_in_four_languages() -> None:
    texts = [v for p in PRACTICE_PROJECTS for v in vars(p).values() if isinstance(v, InFour)]
    texts += [
        t for p in PRACTICE_PROJECTS for partner in p.partners for t in vars(partner).values()
    ]
    assert [t for t in texts if len({t.fr, t.nl, t.de, t.en} - {""}) < 2] == []
    assert len(CRITERIA) == 3
