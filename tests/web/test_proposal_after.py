"""What is missing, a refusal, a contest and its answer, as Hélène and Karim see them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from jury.services.proposal import ask_to_complete, refuse_proposal
from jury.storage.proposal import proposal_of
from tests.fixtures.calls import LATE, Office, open_office
from tests.fixtures.forms import form_on, sign_in, worst


@pytest.fixture
def office(app, clock) -> Office:
    return open_office(app.extensions["jury"], clock)


@pytest.fixture
def closed(office) -> tuple[str, str]:
    call_id = office.open_call()
    proposal_id = office.handed_in(call_id)
    office.close(call_id)
    return call_id, proposal_id


def browser(app, office, name):
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return sign_in(client, office.doors, office.people[name])


def stored(office, closed):
    with office.doors.engines.reading() as session:
        return proposal_of(session, *closed)


def places(closed) -> tuple[str, str]:
    call_id, proposal_id = closed
    return (
        f"/desk/calls/{call_id}/projects/{proposal_id}",
        f"/calls/{call_id}/projects/{proposal_id}",
    )


def heading(answer) -> str:
    return BeautifulSoup(answer.text, "html.parser").h1.text


def until(office, days=5) -> str:
    return (office.clock() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")


def test_helene_asks_for_what_is_missing_and_karim_completes_only_that(app, office, closed) -> None:
    desk, own = places(closed)
    helene, karim = browser(app, office, "helene"), browser(app, office, "karim")
    fields = {**form_on(helene, f"{desk}/ask", f"{desk}/ask"), "what": "Who waters?"}
    empty = helene.post(f"{desk}/ask", data=fields)
    assert (empty.status_code, "Who waters?" in empty.text) == (422, True)
    assert "Tick what the author may complete." in empty.text
    asked = {**fields, "pieces": ["roles", "files"], "until": until(office)}
    assert helene.post(f"{desk}/ask", data=asked).status_code == 303
    page = karim.get(f"{own}/write")
    assert heading(page).startswith("Please complete your project until")
    links = {a["href"] for a in BeautifulSoup(page.text, "html.parser").select("#missing a")}
    assert links == {f"{own}/write/questions#roles", f"{own}/write/files"}
    step = f"{own}/write/questions"
    typed = form_on(karim, step, step)
    assert [n for n in typed if not n.startswith(("csrf", "idem", "version"))] == [
        "roles",
        "annex_roles",
    ]
    assert karim.post(step, data={**typed, "roles": "Pupils water."}).status_code == 303
    other = f"{own}/write/summary"
    karim.post(other, data={**form_on(karim, other, other), "title": "A better orchard"})
    done = karim.post(f"{own}/complete", data=form_on(karim, f"{own}/write", f"{own}/complete"))
    assert done.status_code == 303
    proposal = stored(office, closed)
    assert (proposal.state, proposal.roles, proposal.title) == (
        "submitted",
        "Pupils water.",
        "The shared orchard",
    )


def test_karim_contests_a_refusal_and_helene_changes_it(app, office, closed) -> None:
    desk, own = places(closed)
    helene, karim = browser(app, office, "helene"), browser(app, office, "karim")
    refuse = form_on(helene, desk, f"{desk}/refuse")
    helene.post(
        f"{desk}/refuse", data={**refuse, "admissibility-0": "no", "reason": "One partner only."}
    )
    assert "Contest this until" in karim.get(f"{own}/write").text
    fields = form_on(karim, f"{own}/contest", f"{own}/contest")
    assert karim.post(f"{own}/contest", data=fields).status_code == 422
    sent = karim.post(f"{own}/contest", data={**fields, "reason": "We are two."})
    assert sent.status_code == 303
    assert "It was contested already" in karim.get(f"{own}/contest").text
    page = helene.get(desk).text
    assert "We are two." in page
    listed = helene.get(desk.rsplit("/", 1)[0])
    assert heading(listed) == "One project waits for your answer"
    assert "contested: answer it" in listed.text
    fields = form_on(helene, desk, f"{desk}/contest")
    wrong = helene.post(f"{desk}/contest", data={**fields, "reason": "That is so."})
    assert (wrong.status_code, "That is so." in wrong.text) == (422, True)
    answer = {**fields, "change": "yes", "reason": "That is so."}
    assert helene.post(f"{desk}/contest", data=answer).status_code == 303
    assert stored(office, closed).state == "admissible"


def test_a_draft_is_asked_for_nothing(app, office) -> None:
    call_id = office.open_call()
    desk, _own = places((call_id, office.begun(call_id)))
    office.close(call_id)
    assert browser(app, office, "helene").get(f"{desk}/ask").status_code == 404


def test_no_bad_input_breaks_asking(app, office, closed) -> None:
    path = f"{places(closed)[0]}/ask"
    helene = browser(app, office, "helene")
    form_on(helene, path, path)
    assert worst(helene, path, path, lambda: stored(office, closed).version) == []


def test_no_bad_input_breaks_a_contest(app, office, closed) -> None:
    refuse_proposal(
        office.as_("helene"),
        call_id=closed[0],
        proposal_id=closed[1],
        version=2,
        reason="One partner only.",
        **LATE,
    )
    path = f"{places(closed)[1]}/contest"
    karim = browser(app, office, "karim")
    fields = form_on(karim, path, path)
    for text in ("", "x" * 30_000, "A\x00B", "A\u202eB"):
        assert karim.post(path, data={**fields, "reason": text}).status_code == 422
    assert stored(office, closed).contested_at is None


def test_the_page_says_until_when_a_refusal_waits(app, office, closed) -> None:
    desk, _own = places(closed)
    ask_to_complete(
        office.as_("helene"), call_id=closed[0], proposal_id=closed[1], version=2,
        what="Who waters?", pieces=["roles"], until=office.clock() + timedelta(minutes=9),
    )  # fmt: skip
    helene = browser(app, office, "helene")
    assert "Only after that can you say that the time is over." in helene.get(desk).text
    assert "/refuse" not in helene.get(desk).text
    office.clock.advance(minutes=9)
    fields = form_on(helene, desk, f"{desk}/refuse?check=admissibility")
    office.clock.advance(minutes=-1)
    early = helene.post(
        f"{desk}/refuse", data={**fields, "reason": "Late", "admissibility-0": "no"}
    )
    assert (early.status_code, "still has time to complete" in early.text) == (409, True)


def test_late_completion_is_told_and_the_text_is_kept(app, office, closed) -> None:
    _desk, own = places(closed)
    ask_to_complete(
        office.as_("helene"),
        call_id=closed[0],
        proposal_id=closed[1],
        version=2,
        what="Who waters?",
        pieces=["roles"],
        until=office.clock() + timedelta(hours=1),
    )
    karim = browser(app, office, "karim")
    fields = form_on(karim, f"{own}/write", f"{own}/complete")
    office.clock.advance(hours=1)
    late = karim.post(f"{own}/complete", data=fields)
    assert (late.status_code, "The time to complete this project is over" in late.text) == (
        409,
        True,
    )
