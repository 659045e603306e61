"""Errata, later dates and hours given back, on pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from tests.fixtures.calls import Office, open_office
from tests.fixtures.forms import form_on, worst
from tests.web.test_call import browser, rules, send


@pytest.fixture
def office(app, clock) -> Office:
    return open_office(app.extensions["jury"], clock)


@pytest.fixture
def helene(app, office):
    return browser(app, office, "helene")


def test_an_erratum_stands_on_the_call_s_page_with_its_number(app, office, helene) -> None:
    call_id = office.open_call()
    path = f"/desk/calls/{call_id}/erratum"
    answer = send(
        helene, path, path, text="Eight towns, not <b>seven</b>.", closes_at="2026-03-20T18:00"
    )
    assert answer.status_code == 303, answer.text
    shown = app.test_client().get(f"/calls/{call_id}", headers={"Accept-Language": "en"})
    card = BeautifulSoup(shown.text, "html.parser").select_one("#changes")
    assert card is not None
    assert "Number 1: correction" in card.text
    assert "Eight towns, not <b>seven</b>." in card.text
    assert "Friday 20 March 2026, 18:00" in card.text


def test_the_form_comes_with_the_announced_dates_and_keeps_what_was_typed(office, helene) -> None:
    call_id = office.open_call()
    path = f"/desk/calls/{call_id}/extension"
    fields = form_on(helene, path, path)
    assert fields["closes_at"].startswith("2026-03-1")
    answer = helene.post(path, data={**fields, "text": "The bridge is closed."})
    assert answer.status_code == 422
    assert "Both dates are as announced already." in answer.text
    assert "The bridge is closed." in answer.text


def test_hours_of_a_failure_are_given_back_after_closing(app, office, clock) -> None:
    call_id = office.open_call()
    office.close(call_id)
    clock.advance(hours=1)
    helene = browser(app, office, "helene")
    path = f"/desk/calls/{call_id}/outage"
    end = clock() - timedelta(hours=1)

    def local(hours: float) -> str:
        # The call's zone is an hour ahead of UTC in March.
        return (end + timedelta(hours=1 + hours)).strftime("%Y-%m-%dT%H:%M")

    answer = send(
        helene, path, path, text="The disk was full.", failed_from=local(-2),
        failed_until=local(1), closes_at=local(6),
    )  # fmt: skip
    assert answer.status_code == 303, answer.text
    assert rules(office, call_id)[0] == "open"


def test_only_what_can_be_announced_now_is_offered(app, office) -> None:
    def offered(call_id: str) -> list[str]:
        helene = browser(app, office, "helene")
        page = BeautifulSoup(helene.get(f"/desk/calls/{call_id}").text, "html.parser")
        names = ("erratum", "extension", "outage")
        return [n for n in names if page.find("a", href=f"/desk/calls/{call_id}/{n}")]

    draft, public = office.draft_call(), office.open_call()
    assert offered(draft) == []
    assert offered(public) == ["erratum", "extension", "outage"]
    office.close(public)
    assert offered(public) == ["extension", "outage"]
    shown = browser(app, office, "helene").get(f"/desk/calls/{draft}/erratum")
    assert (shown.status_code, "This cannot be announced now." in shown.text) == (200, True)


@pytest.mark.parametrize("name", ["erratum", "extension", "outage"])
def test_no_bad_input_breaks_a_form_of_changes(office, helene, name: str) -> None:
    call_id = office.open_call()
    path = f"/desk/calls/{call_id}/{name}"
    assert worst(helene, path, path, lambda: rules(office, call_id)) == []


def test_the_desk_shows_the_timetable_counted_back(office, helene) -> None:
    call_id = office.open_call(answer_days=20)
    page = BeautifulSoup(helene.get(f"/desk/calls/{call_id}").text, "html.parser")
    rows = page.select("#timetable tbody tr")
    assert [row.select("td")[-1].text.strip() for row in rows] == ["60", "50", "20", "0"]
