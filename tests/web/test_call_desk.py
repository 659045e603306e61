"""Stories of the desks: each person is told what they can decide now, and nothing before.

Simone is an official too, so she may prepare as well as adopt, but never both.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from benchmarks.statements import counted
from jury.services.call import create_call
from jury.services.decision import contest_decision, give_up, pass_money_on, settle_contest
from jury.services.doors import Doors
from jury.services.proposal import (
    admit_proposal,
    ask_to_complete,
    contest_refusal,
    refuse_proposal,
)
from jury.storage.call import Call
from tests.fixtures.calls import ALL_MET, LATE, Office, open_office
from tests.fixtures.clock import Clock
from tests.fixtures.decided import case_with_reserve, open_case
from tests.fixtures.forms import sign_in

TOLD: dict[str, dict[str, list[str]]] = {
    "close": {"helene": [], "samira": ["Count the round"], "pascal": [], "simone": []},
    "count": {"helene": [], "samira": [], "pascal": ["Check the count"], "simone": []},
    "confirm": {
        "helene": ["Prepare the authority's answer"],
        "samira": [],
        "pascal": [],
        "simone": ["Prepare the authority's answer"],
    },
    "prepare": {
        "helene": [],
        "samira": [],
        "pascal": [],
        "simone": ["Read and adopt the decision"],
    },
    "adopt": {
        "helene": ["Attach the signed act", "Send 3 letters to applicants"],
        "samira": [],
        "pascal": [],
        "simone": ["Send 3 letters to applicants"],
    },
    "letters": {
        "helene": ["Attach the signed act"],
        "samira": ["Publish the decision record"],
        "pascal": [],
        "simone": [],
    },
    "publish": {"helene": [], "samira": [], "pascal": [], "simone": []},
}


A_NEW_VERSION = "Something happened since: publish a new version of the record"


@pytest.mark.parametrize("step", TOLD)
def test_a_desk_tells_each_person_what_waits_for_them(
    app: Flask, doors: Doors, clock: Clock, step: str
) -> None:
    case = open_case(doors, clock).to("adopt" if step == "letters" else step)
    if step == "letters":
        case.letters()
    told = {name: [words for words, _ in waits(app, case.office, name)] for name in TOLD[step]}
    assert told == TOLD[step]


STANDS = {
    "close": "The round is closed. The facilitator counts it next.",
    "count": "The round is counted. The guarantor checks it now.",
    "prepare": "The authority's answer is prepared. A signatory adopts it.",
    "adopt": "The decision is adopted. Letters leave first, then the record is published.",
    "publish": "The decision record is public.",
}


@pytest.mark.parametrize("step", STANDS)
def test_a_call_says_on_the_desk_where_it_stands_and_who_is_next(
    app: Flask, doors: Doors, clock: Clock, step: str
) -> None:
    case = open_case(doors, clock).to(step)
    card = desk(app, case.office, "helene").find("article")
    assert card.select("p")[1].text == STANDS[step]
    links = [a.text for a in card.select(".actions a")]
    public = ["Decision record"] if step == "publish" else []
    assert links == ["Projects of this call", "Decision", *public]


def desk(app: Flask, office: Office, name: str) -> BeautifulSoup:
    client = sign_in(app.test_client(), office.doors, office.people[name])
    answer = client.get("/desk", headers={"Accept-Language": "en"})
    return BeautifulSoup(answer.text, "html.parser")


def waits(app: Flask, office: Office, name: str) -> list[tuple[str, str]]:
    """Read the queue of somebody's desk: the words of each line, and its date."""
    lines = desk(app, office, name).select(".now li")
    return [(line.a.text.strip(), " ".join(line.select("div")[-1].text.split())) for line in lines]


@pytest.fixture
def office(doors: Doors, clock: Clock) -> Office:
    return open_office(doors, clock)


def test_helene_sees_what_projects_wait_for_with_its_dates(app, office, clock) -> None:
    call_id = office.open_call(contest_days=10)
    orchard, bakery, cinema = (office.handed_in(call_id) for _turn in range(3))
    office.close(call_id)
    here = {"call_id": call_id, "version": 2}
    said = "An official checks 3 projects. Then the jury can begin."
    assert said in desk(app, office, "samira").find("article").text
    [(words, since)] = waits(app, office, "helene")
    assert words == "Check 3 projects: are they admissible?"
    assert since == "since Thursday 12 March 2026, 10:00"
    admit_proposal(
        office.as_("helene"),
        proposal_id=orchard,
        admissibility=ALL_MET["admissibility"],
        **here,
    )
    refuse_proposal(
        office.as_("helene"), proposal_id=bakery, reason="It came late.", **LATE, **here
    )
    ask_to_complete(
        office.as_("helene"), proposal_id=cinema, what="The budget.", pieces=["money"],
        until=clock() + timedelta(days=2), **here,
    )  # fmt: skip
    contest_refusal(
        office.as_("karim"), call_id=call_id, proposal_id=bakery, version=3, reason="It did not."
    )
    assert [words for words, _ in waits(app, office, "helene")] == [
        "Answer one contested refusal",
        "Check one admissible project: is it eligible?",
    ]
    card = desk(app, office, "helene").find("article").text
    assert "One can be completed until Saturday 14 March 2026, 10:00." in card
    clock.advance(days=3)
    late = waits(app, office, "helene")[0]
    assert late[0] == "One project was not completed in time: say what becomes of it"
    assert late[1].startswith("late until Saturday 14 March")
    assert waits(app, office, "samira")[0][0] == "Fill the seats of the jury"


def test_the_page_of_a_call_opens_with_what_waits_in_it(app, office) -> None:
    call_id = office.open_call()
    office.handed_in(call_id)
    helene = sign_in(app.test_client(), office.doors, office.people["helene"])

    def page() -> BeautifulSoup:
        with counted(office.doors.engines) as sent:
            answer = helene.get(f"/desk/calls/{call_id}", headers={"Accept-Language": "en"})
        assert sum(s.split()[0] != "BEGIN" for s in sent) <= 12
        return BeautifulSoup(answer.text, "html.parser").main

    assert page().select("#first a") == []
    assert page().select_one(".lead").text.startswith("Takes projects until")
    office.close(call_id)
    helene = sign_in(app.test_client(), office.doors, office.people["helene"])
    assert [a.text for a in page().select("#first a")] == ["Check one project: is it admissible?"]


def test_what_is_late_in_the_timetable_comes_first(app, office, clock) -> None:
    call_id = office.open_call(answer_days=30)
    office.draft_call(opens_at=clock() + timedelta(days=90))
    office.close(call_id)
    clock.advance(days=25)
    lines = waits(app, office, "helene")
    assert [words for words, _ in lines] == [
        "The jury's list is late: it should have reached the authority",
        "Finish the call, then publish it",
    ]
    assert [date.startswith("late") for _, date in lines] == [True, False]
    clock.advance(days=30)
    first = waits(app, office, "helene")[0][0]
    assert first == "The decision is late: its announced day has passed"


def test_a_decision_waits_for_another_hand_than_the_one_that_prepared_it(app, doors, clock) -> None:
    case = open_case(doors, clock).to("confirm")
    case.prepare(name="simone")
    assert waits(app, case.office, "simone") == []


def test_a_contest_waits_for_the_signatory_and_for_the_guarantor_s_eyes(app, doors, clock) -> None:
    case = open_case(doors, clock).to("publish")
    clock.advance(minutes=1)
    with doors.engines.reading() as session:
        version = session.get_one(Call, case.call_id).version
    contest_decision(
        case.as_("helene"), call_id=case.call_id, by_whom="applicant",
        day=clock().date().isoformat(), reason="They disagree.", version=version,
    )  # fmt: skip
    assert [words for words, _ in waits(app, case.office, "simone")] == [
        "Say how the contest of the decision ends"
    ]
    assert [words for words, _ in waits(app, case.office, "pascal")] == [
        "The decision is contested: read why"
    ]
    with doors.engines.reading() as session:
        version = session.get_one(Call, case.call_id).version
    settle_contest(
        case.as_("simone"), call_id=case.call_id, outcome="upheld", reason="The rule was followed.",
        reference="2026/4", version=version,
    )  # fmt: skip
    assert [words for words, _ in waits(app, case.office, "samira")] == [A_NEW_VERSION]


def test_freed_money_waits_for_a_signatory_until_it_is_passed_on(app, doors, clock) -> None:
    case = case_with_reserve(doors, clock)
    clock.advance(minutes=1)

    def version() -> int:
        with doors.engines.reading() as session:
            return int(session.get_one(Call, case.call_id).version)

    give_up(
        case.as_("helene"), call_id=case.call_id, proposal_id=case.bakery,
        day=clock().date().isoformat(), reason="The oven broke.", version=version(),
    )  # fmt: skip
    assert [words for words, _ in waits(app, case.office, "simone")] == [
        "A project gave up: pass its money on"
    ]
    assert waits(app, case.office, "helene") == []
    pass_money_on(
        case.as_("simone"), call_id=case.call_id, reason="As announced.", reference="2026/9",
        version=version(),
    )  # fmt: skip
    for name in ("helene", "simone"):  # both are officials
        told = [words for words, _ in waits(app, case.office, name)]
        assert told == ["Tell the applicants where the freed money went"]
    case.letters()
    assert waits(app, case.office, "helene") == []
    assert [words for words, _ in waits(app, case.office, "samira")] == [A_NEW_VERSION]
    clock.advance(minutes=1)
    case.publish()
    assert waits(app, case.office, "samira") == []


def test_the_desk_asks_as_little_for_many_calls_as_for_one(app, office) -> None:
    def asked() -> int:
        client = sign_in(app.test_client(), office.doors, office.people["helene"])
        with counted(office.doors.engines) as sent:
            assert client.get("/desk").status_code == 200
        return len(sent)

    office.open_call()
    one = asked()
    for _turn in range(4):
        office.draft_call()
        office.handed_in(office.open_call())
    assert asked() == one <= 12


def test_the_queue_reaches_beyond_the_page_of_calls(app, office, clock) -> None:
    first = office.draft_call()
    for _turn in range(50):
        clock.advance(minutes=1)
        create_call(office.as_("helene"), title="More", language="en", timezone="UTC")
    links = [a["href"] for a in desk(app, office, "helene").select(".now a")]
    assert (len(links), f"/desk/calls/{first}" in links) == (51, True)
