"""How sure a decision is, as sentences and a picture, for the facilitator and for everyone."""

from __future__ import annotations

from bs4 import BeautifulSoup

from benchmarks.statements import counted
from tests.fixtures.decided import Case, open_case
from tests.fixtures.forms import sign_in


def words(client, path: str) -> str:
    page = client.get(path, headers={"Accept-Language": "en"})
    return " ".join(BeautifulSoup(page.text, "html.parser").main.get_text(" ").split())


def test_the_record_says_what_is_near_and_what_one_juror_changes(app, clock, client) -> None:
    case: Case = open_case(app.extensions["jury"], clock).to("publish")
    said = words(client, f"/calls/{case.call_id}/record")
    assert "56.7 points below" in said
    assert "The bakery – the absence of any of 5 jurors would change what it gets." in said
    page = client.get(f"/calls/{case.call_id}/record")
    assert len(BeautifulSoup(page.text, "html.parser").select("svg.near circle")) == 3


def test_the_facilitator_sees_it_after_the_count_at_a_constant_price(app, clock, client) -> None:
    case: Case = open_case(app.extensions["jury"], clock).to("count")
    sign_in(client, case.office.doors, case.office.people["samira"])
    with counted(app.extensions["jury"].engines) as sent:
        said = words(client, f"/calls/{case.call_id}/board")
    assert "How sure is it?" in said
    assert "60.0 points above" in said
    assert len(sent) <= 22, len(sent)


def test_where_nothing_falls_short_that_is_said(app, clock, client) -> None:
    case: Case = open_case(app.extensions["jury"], clock, [8_000_00] * 3).to("confirm")
    for name in ("prepare", "adopt", "publish"):
        getattr(case, name)()
    said = words(client, f"/calls/{case.call_id}/record")
    assert "A few points more or less would have changed nothing here" in said
