"""What stands first on the guarantor's page: what to decide, what to look at; and what it costs."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import update

from benchmarks.statements import counted
from jury.services.decision import contest_decision, enter_draw, settle_contest
from jury.services.doors import Doors
from jury.services.scoring import close_round
from jury.services.seat import end_seat
from jury.storage.call import Call
from jury.storage.decision import Result
from tests.fixtures.clock import Clock
from tests.fixtures.decided import Case, open_case
from tests.fixtures.forms import sign_in
from tests.fixtures.paper import Room
from tests.fixtures.past_the_doors import past_the_doors
from tests.fixtures.visiting import new_browser

MOST_STATEMENTS = 12


@pytest.fixture
def case(doors: Doors, clock: Clock) -> Case:
    return open_case(doors, clock)


def check(app: Flask, case: Case) -> BeautifulSoup:
    """Read the page as Pascal, and see that it costs little."""
    pascal = sign_in(new_browser(app), case.office.doors, case.office.people["pascal"])
    with counted(case.office.doors.engines) as sent:
        page = pascal.get(f"/calls/{case.call_id}/check")
    assert sum(s.split()[0] != "BEGIN" for s in sent) <= MOST_STATEMENTS
    return BeautifulSoup(page.text, "html.parser").main


def headings(page: BeautifulSoup) -> list[str]:
    return [" ".join(h.text.split()) for h in page.select("h2")]


def first(page: BeautifulSoup) -> list[str]:
    """Read what stands first, and see that each line leads to a place on the page."""
    links = page.select("#first li a")
    assert [a["href"] for a in links if page.select_one(a["href"]) is None] == []
    return [" ".join(a.text.split()) for a in links]


def version_of(case: Case) -> int:
    with case.office.doors.engines.reading() as session:
        return session.get_one(Call, case.call_id).version


def test_confirming_comes_before_the_figures_and_the_projects(app: Flask, case: Case) -> None:
    page = check(app, case.to("count"))
    assert headings(page) == ["To do now", "Project by project"]
    order = [tag.name for tag in page.select("form, .stats, article")]
    assert order == ["form", "div", "article", "article", "article"]
    assert first(page) == []
    case.confirm()
    assert headings(check(app, case)) == ["Project by project"]


def test_after_closing_pascal_reads_who_is_next_and_why_it_closed_early(app: Flask, case) -> None:
    case.score()
    close_round(case.as_("samira"), call_id=case.call_id, reason="All sheets are in.")
    page = check(app, case)
    assert first(page) == ["The round was closed before its time: read why"]
    assert "All sheets are in." in page.select_one("#closed-early").text
    assert "The facilitator counts next." in page.text


def test_a_paper_sheet_typed_once_is_told_of(app: Flask, doors: Doors, clock: Clock) -> None:
    room = Room(doors, clock)
    room.type()
    told = "One paper sheet is typed in only once, or differs: it does not count yet"
    assert first(check(app, room.case)) == [told]


def test_numbers_that_differ_stand_first_and_nothing_can_be_confirmed(app: Flask, case) -> None:
    case.to("count")
    with past_the_doors(case.office.doors) as session:
        session.execute(update(Result).values(score="99/1"))
    page = check(app, case)
    assert first(page) == ["The numbers of 3 projects differ: compare them"]
    assert "names the row that was changed" in page.text
    assert page.select("form") == []


def test_a_contest_is_read_first_until_it_has_ended(app: Flask, case: Case) -> None:
    case.to("publish")
    contest_decision(
        case.as_("helene"), call_id=case.call_id, by_whom="applicant",
        day=case.office.clock().date().isoformat(), reason="They counted a sheet twice.",
        version=version_of(case),
    )  # fmt: skip
    page = check(app, case)
    assert page.h1.text.strip().startswith("The decision is contested.")
    assert first(page) == ["The decision is contested: read why"]
    assert "They counted a sheet twice." in page.select_one("#after").text
    settle_contest(
        case.as_("simone"), call_id=case.call_id, outcome="upheld", reason="It was counted once.",
        reference="Order 12", version=version_of(case),
    )  # fmt: skip
    page = check(app, case)
    assert first(page) == []
    assert "It was counted once." in page.select_one("#after").text


def test_why_a_seat_changed_is_read_once_the_record_is_public(app: Flask, case: Case) -> None:
    zora = case.seats[5]
    end_seat(
        case.as_("samira"), call_id=case.call_id, seat_id=zora.id, version=zora.version,
        reason="She moved to another town.",
    )  # fmt: skip
    case.score({p: [(3, 1)] * 5 for p in (case.orchard, case.bakery, case.cinema)})
    for name in ("close", "count", "confirm", "prepare", "adopt"):
        getattr(case, name)()
    assert "She moved" not in check(app, case).text
    case.publish()
    assert "She moved to another town." in check(app, case).text


def test_pascal_sees_the_slips_and_how_often_they_were_typed_in(app, clock, client) -> None:
    case = open_case(app.extensions["jury"], clock, [20_000_00] * 3, budget_cents=20_000_00)
    same = [(2, 2)] * 6
    case.score({case.orchard: same, case.bakery: same, case.cinema: [(0, 0)] * 6})
    case.close()
    orders = ([case.orchard, case.bakery], [case.bakery, case.orchard])
    for version, order in enumerate(orders):
        enter_draw(case.as_("samira"), call_id=case.call_id, proposals=order, version=version)
    case.count()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    pascal = sign_in(client, case.office.doors, case.office.people["pascal"])
    page = pascal.get(f"/calls/{case.call_id}/check").text
    assert "It was typed in 2 times." in page
    listed = page[page.index("Slips were drawn in public") :]
    assert listed.index("The bakery") < listed.index("The shared orchard")
