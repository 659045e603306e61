"""The pages after a decision: a contest, its end, and what changed between versions."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.fixtures.decided import Case, open_case
from tests.fixtures.forms import form_on, sign_in


@pytest.fixture
def case(app, clock) -> Case:
    return open_case(app.extensions["jury"], clock).to("publish")


@pytest.fixture
def as_(case, client):
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return lambda name: sign_in(client, case.office.doors, case.office.people[name])


def of(case: Case, rest: str) -> str:
    return f"/calls/{case.call_id}/{rest}"


def words(client, path: str) -> str:
    page = client.get(path, headers={"Accept-Language": "en"})
    return " ".join(BeautifulSoup(page.text, "html.parser").main.get_text(" ").split())


def test_helene_writes_a_contest_down_and_everyone_reads_what_changed(case, as_) -> None:
    client, page = as_("helene"), of(case, "decision/after")
    target = of(case, "decision/contest")
    typed = {**form_on(client, page, target), "by_whom": "somebody_else", "day": "2026-03-02",
             "reason": "The hall was closed."}  # fmt: skip
    refused = client.post(target, data={**typed, "day": "soon"})
    assert (refused.status_code, "The hall was closed." in refused.text) == (422, True)
    assert client.post(target, data=typed).status_code == 303
    assert "The decision is contested" in words(client, page)
    late = client.post(target, data={**typed, "idempotency_key": "another"})
    assert late.status_code == 409
    samira = as_("samira")
    record = of(case, "record")
    assert samira.post(record, data=form_on(samira, of(case, "board"), record)).status_code == 303
    said = words(client, of(case, "record"))
    assert "The decision is contested" in said
    assert "The hall was closed." in said
    assert "What changed in version 2" in said
    changes = words(client, of(case, "record/changes?version=2"))
    assert "Version 2 of the record: 4 changes" in changes
    assert "For which reason – The hall was closed." in changes
    assert "What happened to the decision – The decision is contested" in changes
    assert "Somebody else" in changes
    for version in ("1", "3", "x", "", "\u0662"):
        assert client.get(of(case, f"record/changes?version={version}")).status_code == 404


def test_simone_says_how_it_ended(case, as_) -> None:
    client, page = as_("helene"), of(case, "decision/after")
    target = of(case, "decision/contest")
    typed = {**form_on(client, page, target), "by_whom": "applicant", "day": "2026-03-02",
             "reason": "I ask for a review."}  # fmt: skip
    assert client.post(target, data=typed).status_code == 303
    assert "waits for a signatory" in words(as_("helene"), page)
    client, target = as_("simone"), of(case, "decision/settle")
    fields = form_on(client, page, target)
    empty = client.post(target, data=fields)
    assert (empty.status_code, "error-summary" in empty.text) == (422, True)
    ends = {**fields, "outcome": "annulled", "reference": "12/2026", "reason": "It was late."}
    assert client.post(target, data=ends).status_code == 303
    assert "The decision is annulled" in words(client, page)
