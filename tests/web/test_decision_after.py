"""The pages after a decision: a contest, its end, and what changed between versions."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from jury.services.decision import contest_decision, settle_contest
from jury.storage.call import call_of
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


def test_after_an_annulment_the_same_pages_lead_to_a_new_decision(case, as_) -> None:
    annul(case)
    helene = as_("helene")
    assert "The decision is annulled: prepare a new one" in words(helene, "/desk")
    page = of(case, "decision")
    assert "The decision is annulled: prepare a new one" in words(helene, page)
    follows = {f"answer-{p}": "follows" for p in (case.orchard, case.bakery, case.cinema)}
    assert helene.post(page, data={**form_on(helene, page, page), **follows}).status_code == 303
    assert "Now a new decision is prepared" in words(helene, of(case, "decision/after"))
    simone, adopt = as_("simone"), of(case, "decision/adopt")
    assert "Read and adopt the decision" in words(simone, "/desk")
    assert simone.post(adopt, data=form_on(simone, page, adopt)).status_code == 303
    assert "The authority has decided again" in words(simone, of(case, "decision/after"))
    said = words(as_("helene"), "/desk")
    assert "Attach the signed act" in said
    assert "letters to applicants" in said
    letters = of(case, "decision/letters")
    helene = as_("helene")
    assert helene.post(letters, data=form_on(helene, letters, letters)).status_code == 303
    samira, record = as_("samira"), of(case, "record")
    assert samira.post(record, data=form_on(samira, of(case, "board"), record)).status_code == 303
    assert "The authority has decided again" in words(samira, record)


def test_everyone_is_told_at_once_that_a_decision_no_longer_holds(case, as_, clock, client) -> None:
    clock.advance(hours=1)
    annul(case)
    assert "the decision is annulled" in words(client, f"/calls/{case.call_id}")
    assert "The authority decides again." in words(client, "/")
    record = of(case, "record")
    said = words(client, record)
    assert "This has happened since this version was published" in said
    assert "The decision is annulled" in said
    assert "publish a new version of the record" in words(as_("samira"), "/desk")
    orchard = f"/calls/{case.call_id}/projects/{case.orchard}/write"
    assert "The decision no longer holds." in words(as_("karim"), orchard)
    samira = as_("samira")
    assert samira.post(record, data=form_on(samira, of(case, "board"), record)).status_code == 303
    assert "since this version was published" not in words(samira, record)


def test_before_publication_nobody_is_sent_to_a_page_that_is_not_there(app, clock, client) -> None:
    case = open_case(app.extensions["jury"], clock).to("adopt")
    said = words(client, f"/calls/{case.call_id}")
    assert "Then everyone reads it here." in said
    assert "Read the decision" not in said + words(client, "/")


def annul(case: Case) -> None:
    """Let the decision be contested, and the contest end with its annulment."""
    with case.office.doors.engines.reading() as session:
        version = int(call_of(session, case.call_id).version)
    contest_decision(
        case.as_("helene"), call_id=case.call_id, version=version, by_whom="applicant",
        day="2026-03-02", reason="It came late.",
    )  # fmt: skip
    settle_contest(
        case.as_("simone"), call_id=case.call_id, version=version + 1, outcome="annulled",
        reason="It did.", reference="12/2026",
    )  # fmt: skip
    case.office.clock.advance(hours=1)
