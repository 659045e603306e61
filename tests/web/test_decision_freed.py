"""The page of freed money: Hélène writes down who gives up, Simone passes the money on."""

from __future__ import annotations

import io

import pytest
from bs4 import BeautifulSoup

from tests.fixtures.decided import Case, case_with_equals, case_with_reserve
from tests.fixtures.files import a_pdf
from tests.fixtures.forms import form_on, sign_in


@pytest.fixture
def case(app, clock) -> Case:
    return case_with_reserve(app.extensions["jury"], clock)


@pytest.fixture
def as_(case, client):
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return lambda name: sign_in(client, case.office.doors, case.office.people[name])


def of(case: Case, rest: str) -> str:
    return f"/calls/{case.call_id}/{rest}"


def words(client, path: str) -> str:
    page = client.get(path, headers={"Accept-Language": "en"})
    return " ".join(BeautifulSoup(page.text, "html.parser").main.get_text(" ").split())


def test_freed_money_goes_on_in_two_acts_and_everyone_reads_it(case, as_, clock) -> None:
    client, page, target = as_("helene"), of(case, "decision/freed"), of(case, "decision/give-up")
    assert "No funded project has given up" in words(client, page)
    typed = {**form_on(client, page, target), "project": case.bakery, "day": "soon",
             "reason": "The oven broke."}  # fmt: skip
    refused = client.post(target, data=typed)
    assert (refused.status_code, "The oven broke." in refused.text) == (422, True)
    assert client.post(target, data={**typed, "day": "2026-03-02"}).status_code == 303
    said = words(client, page)
    assert "waits for a signatory who did not write it down" in said
    assert "The shared orchard €12,000" in said
    client, target = as_("simone"), of(case, "decision/pass-on")
    typed = {**form_on(client, page, target), "reference": "", "reason": "As announced."}
    refused = client.post(target, data=typed)
    assert (refused.status_code, "As announced." in refused.text) == (422, True)
    assert client.post(target, data={**typed, "reference": "2026/19"}).status_code == 303
    letters, act = of(case, "decision/letters"), of(case, "decision/act?about=2")
    assert "You passed this money on." in words(client, act)
    client = as_("helene")
    assert "Attach the signed act of this passing on" in words(client, page)
    pdf = {"number": "2026/19", "day": "2026-03-20", "file": (io.BytesIO(a_pdf()), "act.pdf")}
    assert client.post(act, data={**form_on(client, act, act), **pdf}).location.endswith(act)
    assert "The act that passes the money on is attached" in words(client, act)
    public = of(case, "record/act.pdf?about=2")
    assert client.get(public).status_code == 404
    assert "2 letters have to leave" in words(client, letters)
    assert client.post(letters, data=form_on(client, letters, letters)).status_code == 303
    client, record = as_("samira"), of(case, "record")
    clock.advance(seconds=1)
    assert client.post(record, data=form_on(client, of(case, "board"), record)).status_code == 303
    said = words(client, record)
    assert "1 of 3 projects is funded, for €12,000" in said
    assert "It was funded, and gave up since. It gets nothing now." in said
    assert "The oven broke." in said
    assert "Signed act: number 2026/19 of 20 March 2026." in said
    assert client.get(public).data == a_pdf()
    changes = words(client, of(case, "record/changes?version=2"))
    assert "Who gets money from the reserve list – The shared orchard: €12,000" in changes
    assert [name for name in ("_cents", "afterwards:") if name in changes] == []
    assert "The shared orchard : €12,000" in said


@pytest.mark.parametrize("about", ["0", "1", "7", "", "x", "-1", "²", "9" * 40])
def test_an_act_about_nothing_is_not_found(case, as_, about: str) -> None:
    client = as_("helene")
    assert client.get(of(case, f"decision/act?about={about}")).status_code == 404
    assert client.get(of(case, f"record/act.pdf?about={about}")).status_code == 404


def test_an_applicant_does_not_find_the_page(case, as_) -> None:
    assert as_("karim").get(of(case, "decision/freed")).status_code == 404


def test_equals_on_the_reserve_list_are_drawn_on_the_page_before_money_goes_on(app, clock, client):
    case = case_with_equals(app.extensions["jury"], clock)
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    page, giving = of(case, "decision/freed"), of(case, "decision/give-up")
    sign_in(client, case.office.doors, case.office.people["helene"])
    typed = form_on(client, page, giving) | {"project": case.bakery, "day": "2026-03-02"}
    assert client.post(giving, data={**typed, "reason": "The oven broke."}).status_code == 303
    assert "draw slips between equals" in words(client, "/desk")
    drawing = of(case, "decision/reserve-draw")
    typed = {**form_on(client, page, drawing), "order": "1, 3"}
    refused = client.post(drawing, data=typed)
    assert (refused.status_code, "1, 3" in refused.text) == (422, True)
    assert "Type the number of each project in the list, each once." in refused.text
    assert client.post(drawing, data={**typed, "order": "1 2"}).status_code == 303
    assert "The shared orchard €12,000" not in words(client, page)
    assert "The cinema €12,000" in words(client, page)
    sign_in(client, case.office.doors, case.office.people["simone"])
    assert "pass its money on" in words(client, "/desk")
    target = of(case, "decision/pass-on")
    typed = {**form_on(client, page, target), "reference": "2026/19", "reason": "As announced."}
    assert client.post(target, data=typed).status_code == 303
    assert "The cinema €12,000" in words(client, page)
