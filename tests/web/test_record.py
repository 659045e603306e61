"""What everyone reads after the decision, and what nobody reads before it."""

from __future__ import annotations

import gzip
import json

import pytest
from bs4 import BeautifulSoup

from benchmarks.statements import counted
from jury.domain.record.verify import verify_log
from jury.services.call import create_call, edit_call
from jury.services.checkpoints import sign_due
from tests.fixtures.decided import JURORS, MARKER, Case, open_case
from tests.fixtures.forms import sign_in


@pytest.fixture
def case(app, clock) -> Case:
    return open_case(app.extensions["jury"], clock)


def test_before_publication_there_is_no_record(case, client) -> None:
    case.to("adopt")
    for page in ("record", "record.json"):
        assert client.get(f"/calls/{case.call_id}/{page}").status_code == 404


def test_the_page_says_the_news_first_and_how_to_check_it(case, client) -> None:
    case.to("publish")
    answer = client.get(f"/calls/{case.call_id}/record", headers={"Accept-Language": "en"})
    page = BeautifulSoup(answer.text, "html.parser")
    assert page.h1.text == "3 of 3 projects are funded, for €40,000"
    text = " ".join(page.main.text.split())
    for said in ("6 jurors read, scored and decided", "except for one project, and says why",
                 "can be checked by anyone", "The hall would close.", "I opened all seventeen",
                 "8,000 were left", "Score 76.7 of 100"):  # fmt: skip
        assert said in text, said
    assert [w for w in (MARKER, *JURORS, "example.org") if w in answer.text] == []


def test_a_page_of_the_record_costs_little(case, client, app) -> None:
    case.to("publish")
    with counted(app.extensions["jury"].engines) as sent:
        answer = client.get(f"/calls/{case.call_id}/record")
    assert len(sent) <= 12
    assert len(gzip.compress(answer.data)) < 20_000


def test_the_file_is_the_published_bytes_and_knows_that_it_did_not_change(case, client) -> None:
    case.to("publish")
    path = f"/calls/{case.call_id}/record.json"
    answer = client.get(path)
    assert json.loads(answer.data)["format"] == "jury-record/1"
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get(path + "?version=1").data == answer.data
    for version in ("2", "0", "x", "\u0661"):
        assert client.get(path, query_string={"version": version}).status_code == 404


def test_the_log_can_be_saved_and_verified_with_the_key_alone(case, client) -> None:
    case.to("publish")
    sign_due(case.office.doors)
    key = client.get("/key").text.strip()
    assert verify_log(client.get("/log").data, key).sound
    log = client.get(f"/calls/{case.call_id}/log")
    assert log.headers["Content-Type"] == "text/plain; charset=utf-8"
    record = json.loads(client.get(f"/calls/{case.call_id}/record.json").data)
    report = verify_log(log.data, record["log"]["verifier_key"])
    assert report.sound, report
    named = [leaf for leaf in client.get("/log").text.splitlines() if "call.created" in leaf]
    assert [json.loads(leaf)["facts"]["verifier_key"] for leaf in named] == [
        record["log"]["verifier_key"]
    ]
    page = client.get(f"/calls/{case.call_id}/record").text
    assert page.count(record["log"]["verifier_key"]) == 1
    assert MARKER not in log.text
    assert client.get("/schemas/record-1.json").get_json()["$id"] == "urn:jury:record:1"


def test_samira_publishes_and_nobody_else_does(case, client) -> None:
    case.to("adopt").letters()
    path = f"/calls/{case.call_id}/record"
    for name, status in (("helene", 404), ("pascal", 404), ("karim", 404), ("samira", 303)):
        sign_in(client, case.office.doors, case.office.people[name])
        fields = {"csrf_token": token(client), "idempotency_key": name, "version": "0"}
        assert client.post(path, data=fields).status_code == status, name
    again = {"csrf_token": token(client), "idempotency_key": "more", "version": "0"}
    refused = client.post(path, data=again, headers={"Accept-Language": "en"})
    assert refused.status_code == 409
    assert "Nothing has changed since" in refused.text


def token(client) -> str:
    page = BeautifulSoup(client.get("/").text, "html.parser")
    return page.find("input", attrs={"name": "csrf_token"})["value"]


def test_only_the_log_of_a_published_call_may_stand_in_a_shared_cache(case, client) -> None:
    case.to("publish")
    moment = case.as_("helene")
    draft = create_call(moment, title="Next year", language="en", timezone="UTC").subject
    edit_call(moment, call_id=draft, values={"title": "The year after"}, version=1)
    sign_due(case.office.doors)
    public = client.get(f"/calls/{case.call_id}/log")
    assert (public.status_code, public.headers["Cache-Control"]) == (200, "public, max-age=60")
    helene = sign_in(client, case.office.doors, moment.account_id)
    private = helene.get(f"/calls/{draft}/log")
    assert (private.status_code, private.headers["Cache-Control"]) == (200, "no-store")
