"""The call's questions on Hélène's page of a project, and what Karim reads of the answers."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import event

from jury.storage.proposal import proposal_of
from tests.fixtures.calls import Office, open_office
from tests.fixtures.forms import form_on, sign_in, worst


@pytest.fixture
def office(app, clock) -> Office:
    return open_office(app.extensions["jury"], clock)


@pytest.fixture
def closed(office) -> tuple[str, str]:
    call_id = office.open_call(eligibility_questions=["Are there two partners?", "Is it here?"])
    proposal_id = office.handed_in(call_id)
    office.close(call_id)
    return call_id, proposal_id


@pytest.fixture
def desk(closed) -> str:
    return f"/desk/calls/{closed[0]}/projects/{closed[1]}"


def browser(app, office, name):
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return sign_in(client, office.doors, office.people[name])


def stored(office, closed):
    with office.doors.engines.reading() as session:
        return proposal_of(session, *closed)


def page_of(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "html.parser")


ALL_YES = dict.fromkeys(("admissibility-0", "eligibility-0", "eligibility-1"), "yes")


def test_helene_answers_one_check_after_the_other_and_karim_reads_both(
    app, office, closed, desk
) -> None:
    helene, karim = browser(app, office, "helene"), browser(app, office, "karim")
    first = f"{desk}?check=admissibility"
    fields = form_on(helene, first, f"{desk}/admit")
    assert [name for name in fields if "-" in name] == ["admissibility-0-why"]
    admitted = helene.post(f"{desk}/admit", data={**fields, "admissibility-0": "yes"})
    assert (admitted.status_code, admitted.location) == (303, desk)
    own = f"/calls/{closed[0]}/projects/{closed[1]}/write"
    assert page_of(karim.get(own)).h1.text == "Your project is complete and in time"
    fields = form_on(helene, desk, f"{desk}/accept")
    answers = {"eligibility-0": "yes", "eligibility-1": "not_applicable",
               "eligibility-1-why": "It is on wheels."}  # fmt: skip
    accepted = helene.post(f"{desk}/accept", data={**fields, **answers})
    assert accepted.status_code == 303
    page = page_of(karim.get(own))
    assert page.h1.text == "Your project meets the conditions and goes before the jury"
    assert [row.text.split() for row in page.select("#checked tbody td")] == [
        ["Yes"], ["Yes"], ["Does", "not", "apply", "It", "is", "on", "wheels."],
    ]  # fmt: skip
    assert "It is on wheels." in helene.get(desk).text


def test_helene_answers_both_on_one_page_and_sends_it_twice(app, office, closed, desk) -> None:
    helene = browser(app, office, "helene")
    fields = {**form_on(helene, desk, f"{desk}/accept"), **ALL_YES}
    assert [helene.post(f"{desk}/accept", data=fields).status_code for _ in range(2)] == [303, 303]
    assert stored(office, closed).state == "eligible"


def test_what_is_not_answered_is_linked_and_the_rest_is_kept(app, office, closed, desk) -> None:
    helene = browser(app, office, "helene")
    fields = {**form_on(helene, desk, f"{desk}/accept"), "admissibility-0": "yes",
              "eligibility-0": "not_applicable", "reason": "Half written."}  # fmt: skip
    answer = helene.post(f"{desk}/accept", data=fields)
    page = page_of(answer)
    links = {a["href"]: a.text for a in page.select(".error-summary a")}
    assert (answer.status_code, links) == (422, {
        "#eligibility-0-why": "2. Say why this question does not apply.",
        "#eligibility-1-0": "3. Choose an answer to this question.",
    })  # fmt: skip
    assert all(page.find(id=link[1:]) for link in links)
    checked = {field["name"]: field["value"] for field in page.select("input[checked]")}
    assert checked == {"admissibility-0": "yes", "eligibility-0": "not_applicable"}
    assert page.find(id="reason").text.strip() == "Half written."


def test_a_refusal_needs_a_no_and_names_it(app, office, closed, desk) -> None:
    helene = browser(app, office, "helene")
    fields = {**form_on(helene, desk, f"{desk}/refuse"), **ALL_YES, "reason": "Article 3."}
    without = helene.post(f"{desk}/refuse", data=fields)
    assert (without.status_code, "No answer is no." in without.text) == (422, True)
    assert "Article 3." in without.text
    refused = helene.post(f"{desk}/refuse", data={**fields, "eligibility-1": "no"})
    assert (refused.status_code, stored(office, closed).state) == (303, "ineligible")
    karim = browser(app, office, "karim")
    page = karim.get(f"/calls/{closed[0]}/projects/{closed[1]}/write")
    assert all("Article 3." in shown.text for shown in (page, karim.get("/my-projects")))
    rows = [row.text for row in page_of(page).select("#checked tbody tr") if "No" in row.td.text]
    assert [row.split("?")[0].strip() for row in rows] == ["Is it here"]


def test_an_answer_to_a_no_is_not_yes(app, office, closed, desk) -> None:
    helene = browser(app, office, "helene")
    fields = {**form_on(helene, desk, f"{desk}/accept"), **ALL_YES, "eligibility-0": "no"}
    answer = helene.post(f"{desk}/accept", data=fields)
    assert (answer.status_code, "2. You answered no:" in answer.text) == (422, True)


def test_a_second_official_is_told_and_keeps_the_reason(app, office, closed, desk) -> None:
    helene = browser(app, office, "helene")
    old = {**form_on(helene, desk, f"{desk}/accept"), **ALL_YES, "reason": "Mine."}
    first = form_on(helene, f"{desk}?check=admissibility", f"{desk}/admit")
    helene.post(f"{desk}/admit", data={**first, "admissibility-0": "yes"})
    late = helene.post(f"{desk}/accept", data=old)
    assert (late.status_code, "Mine." in late.text) == (409, True)
    checked = {field["name"]: field["value"] for field in page_of(late).select("input[checked]")}
    assert checked == {"eligibility-0": "yes", "eligibility-1": "yes"}
    assert page_of(late).find("input", {"name": "version"})["value"] == "3"
    assert stored(office, closed).state == "admissible"


@pytest.mark.parametrize("verb", ["accept", "refuse"])
def test_no_bad_input_breaks_a_check(app, office, closed, desk, verb) -> None:
    helene = browser(app, office, "helene")
    path = f"{desk}/{verb}"
    assert worst(helene, desk, path, lambda: stored(office, closed).version) == []


def test_the_page_asks_the_database_equally_often_for_any_project(app, office, closed) -> None:
    call_id = office.open_call(
        admissibility_questions=["On time?"] * 12, eligibility_questions=["Here?"] * 12
    )
    full = office.handed_in(call_id, "lea")
    for turn in range(8):
        office.file_of(call_id, full, "lea", turn)
    office.close(call_id)
    helene, counts = browser(app, office, "helene"), []
    for place in (closed, (call_id, full)):
        seen: list[str] = []
        listen = lambda *a, seen=seen: seen.append(a[2])  # noqa: E731
        event.listen(office.doors.engines.read, "before_cursor_execute", listen)
        assert helene.get(f"/desk/calls/{place[0]}/projects/{place[1]}").status_code == 200
        event.remove(office.doors.engines.read, "before_cursor_execute", listen)
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert counts[0] <= 12
