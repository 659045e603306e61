"""What stands first on the facilitator's board: counts of what waits, and how to close."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from benchmarks.statements import counted
from jury.services.decision import answer_reasons, draft_reasons
from jury.services.doors import Doors
from jury.services.seat import make_codes
from tests.fixtures.clock import Clock
from tests.fixtures.decided import Case, open_case
from tests.fixtures.forms import sign_in
from tests.fixtures.paper import Room
from tests.fixtures.visiting import heading, new_browser

MOST_STATEMENTS = 12


@pytest.fixture
def case(doors: Doors, clock: Clock) -> Case:
    return open_case(doors, clock)


def board(app: Flask, case: Case) -> BeautifulSoup:
    samira = sign_in(new_browser(app), case.office.doors, case.office.people["samira"])
    return BeautifulSoup(samira.get(f"/calls/{case.call_id}/board").text, "html.parser")


def first(app: Flask, case: Case) -> list[str]:
    return [" ".join(a.text.split()) for a in board(app, case).select("#first li a")]


def test_codes_slips_and_near_the_close_silent_seats_stand_first(app: Flask, case: Case) -> None:
    assert first(app, case) == ["6 seats have no code yet"]
    ids = [seat.id for seat in case.seats]
    make_codes(case.as_("samira"), call_id=case.call_id, seat_ids=ids)
    assert first(app, case) == ["6 code slips wait to be handed over"]
    case.send(case.orchard, [(3, 1)])
    case.office.clock.advance(days=7)
    assert first(app, case) == ["5 seats have sent nothing yet, and the close is near"]


def test_closing_the_round_comes_before_the_list_of_seats(app: Flask, case: Case) -> None:
    def order() -> list[str]:
        links = [a["href"].rpartition("/")[2] for a in board(app, case).select("main a")]
        return [link for link in links if link in ("close", "replace")][:2]

    assert order() == ["close", "replace"]
    case.office.clock.advance(days=9)
    assert order() == ["close", "replace"]


def test_where_sheets_are_published_one_by_one_only_the_total_is_shown(
    app: Flask, doors: Doors, clock: Clock
) -> None:
    case = open_case(doors, clock, sheets_published="rows")
    case.send(case.orchard, [(3, 1), (2, 2)])
    page = board(app, case)
    assert "2 of 18 sheets are in" in page.text
    assert [word for word in ("nothing yet", "1 of 3", "sent nothing") if word in page.text] == []
    assert len([a for a in page.select("main a") if a.text.startswith("Replace")]) == 6


def test_a_sheet_typed_once_is_warned_of_before_counting(
    app: Flask, doors: Doors, clock: Clock
) -> None:
    room = Room(doors, clock)
    assert first(app, room.case) == []
    room.type()
    told = "One paper sheet is typed in only once, or differs: it does not count yet"
    assert first(app, room.case) == [told]
    assert "If you count now, it does not count." in board(app, room.case).text
    assert "The price" not in board(app, room.case).text
    room.confirm()
    assert first(app, room.case) == []


def test_votes_draws_and_reasons_stand_first_in_their_time(
    app: Flask, doors: Doors, clock: Clock
) -> None:
    case = open_case(doors, clock)
    case.score({case.orchard: [(3, 1)] * 6, case.bakery: [(2, 2)] * 6, case.cinema: [(1, 0)]})
    case.close()
    assert first(app, case) == ["One vote of the room is to be typed in"]


def test_projects_equal_at_the_line_stand_first(app: Flask, doors: Doors, clock: Clock) -> None:
    case = open_case(doors, clock, [20_000_00] * 3)
    case.score({p: [(2, 2)] * 6 for p in (case.orchard, case.bakery, case.cinema)})
    case.close()
    assert first(app, case) == ["3 projects wait for slips drawn in public"]


def test_reasons_wait_to_be_drafted_then_for_answers(app: Flask, case: Case) -> None:
    case.score()
    case.close()
    case.count()
    assert first(app, case) == ["The reasons of 3 projects are to be drafted"]
    texts = {case.criteria[0]: "Forty trees for everyone."}
    draft_reasons(
        case.as_("samira"), call_id=case.call_id, proposal_id=case.orchard, texts=texts, version=0
    )
    waiting = "The reasons of one project wait for jurors' answers"
    assert first(app, case) == ["The reasons of 2 projects are to be drafted", waiting]
    for number in range(4):
        answer_reasons(
            case.juror(number), call_id=case.call_id, proposal_id=case.orchard,
            agrees=True, draft=1, version=0,
        )  # fmt: skip
    assert first(app, case) == ["The reasons of 2 projects are to be drafted"]


def test_after_publication_the_board_offers_a_new_version_and_no_first_one(
    app: Flask, case: Case
) -> None:
    case.to("adopt").letters()
    assert "Publish a new version" not in board(app, case).text
    case.publish()
    page = board(app, case)
    assert page.h1.text.strip() == "The decision record is public"
    assert [b.text for b in page.select("main form button")] == ["Publish a new version"]
    assert page.select(".now") == []


@pytest.mark.parametrize("step", ["open", "closed", "counted", "published"])
def test_the_board_asks_few_questions_at_each_step(app: Flask, case: Case, step: str) -> None:
    if step != "open":
        case.score()
        case.close()
    if step == "counted":
        case.count()
    if step == "published":
        case.count()
        for name in ("confirm", "prepare", "adopt", "publish"):
            getattr(case, name)()
    samira = sign_in(new_browser(app), case.office.doors, case.office.people["samira"])
    path = f"/calls/{case.call_id}/board"
    assert heading(samira.get(path)) != ""
    assert statements(app, samira, path) <= MOST_STATEMENTS


def statements(app: Flask, client: FlaskClient, path: str) -> int:
    """Count the statements of one page."""
    with counted(app.extensions["jury"].engines) as found:
        assert client.get(path).status_code == 200
    return sum(s.split()[0] != "BEGIN" for s in found)
