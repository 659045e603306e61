"""The pages of paper sheets: named by the facilitator, typed by one, typed again by the other."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from benchmarks.statements import counted
from jury.services.doors import Doors
from tests.fixtures.clock import Clock
from tests.fixtures.decided import BAKERY_SAYS, CINEMA_SAYS, Case, open_case
from tests.fixtures.forms import form_on, sign_in, worst
from tests.fixtures.pdf import faults, pages_of
from tests.fixtures.visiting import heading, new_browser, send


class Room:
    """A closed round whose sixth juror scored the orchard on paper, and the people at the table."""

    def __init__(self, app: Flask, doors: Doors, clock: Clock) -> None:
        self.app, self.doors = app, doors
        self.case: Case = open_case(doors, clock)
        case = self.case
        case.score({
            case.orchard: [(3, 1)] * 5, case.bakery: BAKERY_SAYS, case.cinema: CINEMA_SAYS,
        })  # fmt: skip
        case.close()
        self.paper = f"/calls/{case.call_id}/paper"
        self.names = f"/calls/{case.call_id}/scrutineers"
        self.samira = sign_in(new_browser(app), doors, case.office.people["samira"])
        send(self.samira, self.names, first="Ana Un", second="Bo Deux")
        page = self.samira.get(self.names).text
        codes = re.findall(r'<p class="figure code">([^<]+)</p>', page)
        self.ana, self.bo = (self.enter(code) for code in codes)

    def enter(self, code: str) -> FlaskClient:
        """Sign in with a code, as the paper says."""
        browser = new_browser(self.app)
        answer = send(browser, "/sign-in/code", code=code)
        assert answer.status_code == 303
        return browser

    def address(self, seat: int = 6, project: str = "") -> str:
        return f"{self.paper}/sheet?seat={seat}&project={project or self.case.orchard}"

    def fields(self, levels: tuple[str, str] = ("3", "none"), **more: str) -> dict[str, str]:
        named = dict(zip(self.case.criteria, levels, strict=True))
        levels = {f"level-{key}": value for key, value in named.items()}
        return {"degree": "none"} | levels | more


@pytest.fixture
def room(app: Flask, doors: Doors, clock: Clock) -> Room:
    return Room(app, doors, clock)


def typed(room: Room, who: FlaskClient, action: str, **fields: str) -> object:
    form = form_on(who, room.address(), action)
    return who.post(action, data={**form, **fields})


def test_a_code_leads_to_the_page_of_paper_sheets_and_nowhere_else(room: Room) -> None:
    assert room.ana.get("/home").location == room.paper
    assert heading(room.ana.get(room.paper)) == "Type in the next paper sheet"
    call = f"/calls/{room.case.call_id}"
    closed = (f"{call}/board", f"{call}/seats", f"{call}/jury", f"{call}/check", room.names)
    assert [room.ana.get(path).status_code for path in closed] == [404] * 5


def test_one_types_the_other_types_the_same_and_the_sheet_counts(room: Room) -> None:
    kept = typed(room, room.ana, f"{room.paper}/sheet", **room.fields(worried="The price"))
    assert kept.status_code == 303
    assert heading(room.bo.get(room.paper)) == "One sheet waits for your second typing"
    blank = room.bo.get(room.address()).text
    assert "The price" not in blank
    assert "selected" not in blank
    done = typed(room, room.bo, f"{room.paper}/confirm", **room.fields(worried="the price"))
    assert done.status_code == 303
    assert "Typed twice: these count" in room.bo.get(room.paper).text
    assert heading(room.ana.get(room.address())).startswith("Type this sheet")
    assert "This sheet was typed twice and counts." in room.ana.get(room.address()).text


def test_differences_stand_side_by_side_and_nothing_is_lost(room: Room) -> None:
    typed(room, room.ana, f"{room.paper}/sheet", **room.fields(worried="The price"))
    again = typed(
        room, room.bo, f"{room.paper}/confirm",
        **room.fields(("2", "none"), worried="The noise"),
    )  # fmt: skip
    assert again.status_code == 422
    assert "2 answers differ" in heading(again)
    assert "The price" in again.text
    assert "The noise" in again.text


def test_a_missing_level_is_asked_for_and_the_rest_kept(room: Room) -> None:
    again = typed(room, room.ana, f"{room.paper}/sheet", **room.fields(("3", ""), worried="Late"))
    assert again.status_code == 422
    assert "Late" in again.text
    assert BeautifulSoup(again.text, "html.parser").find("option", selected=True)["value"] == "3"


def test_a_sheet_that_came_by_phone_holds_and_the_page_says_so(room: Room) -> None:
    page = room.ana.get(room.address(1)).text
    assert "That one holds. Put this paper aside: it changes nothing." in page


@pytest.mark.parametrize("seat", ["", "0", "7", "-1", "9" * 30, "six", "\uff16"])
def test_a_seat_that_is_none_is_told_and_what_was_typed_stays(room: Room, seat: str) -> None:
    answer = room.ana.get(f"{room.paper}/sheet", query_string={"seat": seat, "project": "none"})
    assert answer.status_code == 422
    assert "No juror had a seat with this number" in answer.text


def test_the_facilitator_sees_counts_and_names_only(room: Room) -> None:
    typed(room, room.ana, f"{room.paper}/sheet", **room.fields(worried="The price"))
    page = room.samira.get(room.names)
    assert heading(page) == "One paper sheet waits for the second scrutineer"
    assert "The price" not in page.text
    assert room.case.orchard not in page.text
    assert room.samira.get(room.paper).status_code == 404


def test_bad_input_is_refused_with_a_sentence(room: Room) -> None:
    typed(room, room.ana, f"{room.paper}/sheet", **room.fields())
    assert worst(room.bo, room.address(), f"{room.paper}/confirm", lambda: None) == []
    assert worst(room.ana, room.address(), f"{room.paper}/sheet", lambda: None) == []
    assert worst(room.samira, room.names, room.names, lambda: None) == []


def test_a_conflict_on_paper_needs_no_level_and_is_told_as_what_it_is(room: Room) -> None:
    nothing = room.fields(("", "")) | {"degree": "conflict"}
    assert typed(room, room.ana, f"{room.paper}/sheet", **nothing).status_code == 303
    again = typed(room, room.bo, f"{room.paper}/confirm", **room.fields())
    assert (again.status_code, heading(again)) == (422, "One answer differs")
    assert "Too close to judge it" in again.text
    assert typed(room, room.bo, f"{room.paper}/confirm", **nothing).status_code == 303
    assert "these jurors have left the project" in room.bo.get(room.paper).text
    assert "its juror has left the project" in room.ana.get(room.address()).text


def test_their_slips_are_printed_once_then_stand_on_paper_alone(room: Room) -> None:
    paper = room.samira.get(f"/calls/{room.case.call_id}/scrutineers.pdf")
    assert (paper.status_code, paper.mimetype, pages_of(paper.data)) == (200, "application/pdf", 1)
    assert faults(paper.data) == []
    slips = f"/calls/{room.case.call_id}/slips"
    page = BeautifulSoup(room.samira.get(room.names).text, "html.parser")
    form = next(f for f in page.find_all("form") if f["action"] == slips)
    assert len(form.select("[name=slip]")) == 2
    fields = {"csrf_token": form.select_one("[name=csrf_token]")["value"], "whose": "scrutineers"}
    fields["slip"] = [field["value"] for field in form.select("[name=slip]")]
    done = room.samira.post(slips, data=fields)
    assert (done.status_code, done.location) == (303, room.names)
    assert "figure code" not in room.samira.get(room.names).text
    again = room.samira.get(f"/calls/{room.case.call_id}/scrutineers.pdf")
    assert (again.status_code, again.location) == (303, room.names)
    assert room.ana.get(room.paper).status_code == 200


def test_the_pages_of_paper_ask_few_questions(room: Room) -> None:
    typed(room, room.ana, f"{room.paper}/sheet", **room.fields())
    typed(room, room.bo, f"{room.paper}/confirm", **room.fields(("2", "none")))
    for who, path in ((room.samira, room.names), (room.ana, room.paper), (room.ana, room.address()),
                      (room.samira, f"/calls/{room.case.call_id}/scrutineers.pdf")):  # fmt: skip
        with counted(room.doors.engines) as sent:
            assert who.get(path).status_code == 200
        assert sum(s.split()[0] != "BEGIN" for s in sent) <= 12, (path, sent)


def test_two_typings_are_kept_and_shown_to_both_until_they_agree(room: Room) -> None:
    typed(room, room.ana, f"{room.paper}/sheet", **room.fields(worried="The price"))
    other = room.fields(("2", "none"), worried="The noise")
    assert typed(room, room.bo, f"{room.paper}/confirm", **other).status_code == 422
    for who, level, words in ((room.ana, "3", "The price"), (room.bo, "2", "The noise")):
        assert heading(who.get(room.paper)) == "One sheet was typed in two ways"
        page = BeautifulSoup(who.get(room.address()).text, "html.parser")
        assert " ".join(page.h1.text.split()) == "2 answers differ"
        assert page.find("option", selected=True)["value"] == level
        assert page.find("textarea", {"name": "worried"}).text.strip() == words
        assert {"The price", "The noise"} <= {td.text.strip() for td in page.select("td")}
    assert typed(room, room.ana, f"{room.paper}/sheet", **other).status_code == 303
    assert "The other opens this sheet once more" in room.ana.get(room.address()).text
    assert heading(room.bo.get(room.paper)) == "One sheet waits for your second typing"
    assert "The other has corrected this sheet." in room.bo.get(room.address()).text
    assert typed(room, room.bo, f"{room.paper}/confirm", **other).status_code == 303
    assert "Typed twice: these count" in room.ana.get(room.paper).text


def test_a_typing_that_differs_is_nobody_else_s_to_see(room: Room) -> None:
    typed(room, room.ana, f"{room.paper}/sheet", **room.fields())
    typed(room, room.bo, f"{room.paper}/confirm", **room.fields(worried="The noise"))
    assert "The noise" not in room.samira.get(room.names).text
    send(room.samira, room.names, first="Ana Un", second="Cy Trois")
    codes = re.findall(r'<p class="figure code">([^<]+)</p>', room.samira.get(room.names).text)
    cy = room.enter(codes[1])
    assert heading(cy.get(room.address())).startswith("Type this sheet again")
    assert "The noise" not in cy.get(room.address()).text
