"""The welcome page: Samira writes it once, everyone reads it before they come."""

from __future__ import annotations

import pytest

from benchmarks.statements import counted
from tests.fixtures.decided import Case, open_case
from tests.fixtures.forms import form_on, sign_in

TEXTS = {
    "meetings": "Monday 9 March, six to nine, town hall.",
    "pay": "80 euros each evening.",
    "ill": "Call before four.",
    "help": "",
}


@pytest.fixture
def case(app, clock) -> Case:
    return open_case(app.extensions["jury"], clock)


@pytest.fixture
def samira(case, client):
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return sign_in(client, case.office.doors, case.office.people["samira"])


def paths(case: Case) -> tuple[str, str]:
    page = f"/calls/{case.call_id}/welcome"
    return page, f"{page}/write"


def test_samira_writes_it_and_everyone_reads_it(app, case, samira) -> None:
    page, write = paths(case)
    visitor = app.test_client()
    english = {"Accept-Language": "en"}
    assert "is not written yet" in visitor.get(page, headers=english).text
    assert samira.post(write, data={**form_on(samira, write, write), **TEXTS}).location == page
    said = visitor.get(page, headers=english).text
    for text in TEXTS.values():
        assert text in said
    assert ("If you are ill or late" in said, "What we help with" in said) == (True, False)
    assert "Samira" in said
    assert 'value="Monday' not in samira.get(write).text
    assert TEXTS["meetings"] in samira.get(write).text


def test_without_a_meeting_nothing_is_kept_and_what_was_typed_stays(case, samira) -> None:
    page, write = paths(case)
    typed = {**form_on(samira, write, write), **TEXTS, "meetings": " "}
    refused = samira.post(write, data=typed)
    assert (refused.status_code, "80 euros each evening." in refused.text) == (422, True)
    long = samira.post(write, data={**form_on(samira, write, write), **TEXTS, "pay": "x" * 2001})
    assert (long.status_code, "x" * 2001 in long.text) == (422, True)
    assert "is not written yet" in samira.get(page).text


def test_two_windows_do_not_undo_each_other(case, samira) -> None:
    _, write = paths(case)
    old = form_on(samira, write, write)
    samira.post(write, data={**form_on(samira, write, write), **TEXTS})
    refused = samira.post(write, data={**old, **TEXTS, "meetings": "On Tuesday."})
    assert refused.status_code == 409
    assert ("On Tuesday." in refused.text, "What is stored now" in refused.text) == (True, True)
    fields = {**form_on(samira, write, write), **TEXTS, "meetings": "On Tuesday."}
    assert samira.post(write, data=fields).status_code == 303


def test_the_page_costs_little(app, case, samira) -> None:
    page, _ = paths(case)
    with counted(app.extensions["jury"].engines) as statements:
        assert samira.get(page).status_code == 200
    assert sum(s.split()[0] != "BEGIN" for s in statements) <= 12
