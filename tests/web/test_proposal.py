"""Projects on pages: writing in steps, handing in, answering, reading, and bad input."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import event

from jury.domain.proposal import FundingSpec, IndicatorSpec
from jury.services.proposal import accept_proposal
from jury.services.seat import declare_tie, fill_seats
from jury.storage.account import account_by_email
from jury.storage.proposal import draft_of, partners_of, proposal_of, spec_of
from tests.fixtures.calls import ALL_MET, ORCHARD, Office, open_office
from tests.fixtures.forms import form_on, sign_in, worst


@pytest.fixture
def office(app, clock) -> Office:
    return open_office(app.extensions["jury"], clock)


@pytest.fixture
def call_id(office) -> str:
    return office.open_call()


def browser(app, office, name):
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return sign_in(client, office.doors, office.people[name])


def draft(office, call_id, proposal_id, name="karim"):
    with office.doors.engines.reading() as session:
        found = draft_of(session, call_id, office.people[name], proposal_id)
        return dict(found.content) if found else {}


def state(office, call_id, proposal_id):
    with office.doors.engines.reading() as session:
        found = proposal_of(session, call_id, proposal_id)
        return found.state, found.version


STEPS = {
    "summary": {"title": "The shared orchard", "place": "Hautrive", "language": "en",
                "summary": "Forty trees."},
    "questions": {"problem": "Bare.", "plan": "Plant.", "gains": "Fruit.", "roles": "All.",
                  "afterwards": "Trees.", "annex_plan": "Forty Reinette on M106."},
    "users": {"users_word": "We asked for shade."},
    "money": {"asked_cents": "12 000", "minimum_cents": "8.000,00",
              "other-1-source": "Brun", "other-1-cents": "1500"},
    "partners": {"partners-0-name": "Les Aulnes", "partners-0-sector": "school",
                 "partners-0-contribution": "hands", "partners-0-benefit": "shade",
                 "partners-2-name": "Brun", "partners-2-sector": "company",
                 "partners-2-contribution": "trees", "partners-2-benefit": "customers",
                 "partners-0-share": "4000", "partners-2-share": "8000"},
    "indicators": {"indicators-0-name": "Trees", "indicators-0-today": "0",
                   "indicators-0-promised": "40"},
}  # fmt: skip


def test_karim_writes_a_project_in_six_steps_and_hands_it_in(app, office, call_id) -> None:
    karim = browser(app, office, "karim")
    begin = f"/calls/{call_id}/projects"
    begun = karim.post(begin, data=form_on(karim, f"/calls/{call_id}", begin))
    base = begun.location.removesuffix("/write")
    proposal_id = base.rsplit("/", 1)[1]
    begun_page = BeautifulSoup(karim.get(f"{base}/write").text, "html.parser")
    stands = [
        li.find(class_="pill").get_text(strip=True) for li in begun_page.select("#steps li")[:6]
    ]
    assert stands == [*["not finished"] * 2, "empty", *["not finished"] * 2, "empty"]
    for name, values in STEPS.items():
        path = f"{base}/write/{name}"
        answer = karim.post(path, data={**form_on(karim, path, path), **values})
        assert answer.status_code == 303, answer.text
    submit = f"{base}/submit"
    fields = {**form_on(karim, f"{base}/write", submit), "published_anyway": "y"}
    sent = karim.post(submit, data=fields)
    assert (sent.status_code, sent.location) == (303, f"{base}/received")
    with office.doors.engines.reading() as session:
        stored = proposal_of(session, call_id, proposal_id)
        spec = spec_of(stored, partners_of(session, call_id, proposal_id))
    assert stored.published_anyway
    assert [p.share_cents for p in spec.partners] == [4_000_00, 8_000_00]
    assert spec.other == (FundingSpec("Brun", 1_500_00),)
    assert spec.annexes == (("plan", "Forty Reinette on M106."),)
    assert (spec.users_word, spec.indicators) == (
        "We asked for shade.",
        (IndicatorSpec("Trees", "0", "40"),),
    )
    again = BeautifulSoup(karim.get(f"{base}/write").text, "html.parser")
    assert again.find("input", {"name": "published_anyway"}).has_attr("checked")
    assert "You changed your project after you handed it in" not in again.text
    assert state(office, call_id, proposal_id) == ("submitted", 2)
    assert "Your project came in on" in karim.get(sent.location).text


def test_an_unfinished_project_answers_with_links_to_what_is_missing(app, office, call_id) -> None:
    karim = browser(app, office, "karim")
    base = f"/calls/{call_id}/projects/{office.begun(call_id)}"
    answer = karim.post(f"{base}/submit", data=form_on(karim, f"{base}/write", f"{base}/submit"))
    summary = BeautifulSoup(answer.text, "html.parser").select(".error-summary a")
    assert (answer.status_code, answer.mimetype) == (422, "text/html")
    assert {link["href"] for link in summary} >= {
        f"{base}/write/summary#title",
        f"{base}/write/money#asked_cents",
        f"{base}/write/partners#partners-0-name",
    }


def test_what_is_wrong_is_kept_and_told(app, office, call_id) -> None:
    karim = browser(app, office, "karim")
    proposal_id = office.begun(call_id)
    path = f"/calls/{call_id}/projects/{proposal_id}/write/money"
    answer = karim.post(path, data={**form_on(karim, path, path), "asked_cents": "a lot"})
    assert (answer.status_code, "a lot" in answer.text) == (422, True)
    assert draft(office, call_id, proposal_id)["asked_cents"] == "a lot"


def test_amounts_that_do_not_add_up_are_told_where_they_stand(app, office, call_id) -> None:
    karim = browser(app, office, "karim")
    base = f"/calls/{call_id}/projects/{office.begun(call_id)}"
    wrong = {
        "money": {"other-0-source": "", "other-0-cents": "5", "minimum_cents": "12 001"},
        "partners": {"partners-2-share": "7999"},
        "indicators": {"indicators-0-promised": ""},
    }
    for name, values in STEPS.items():
        path = f"{base}/write/{name}"
        karim.post(path, data={**form_on(karim, path, path), **values, **wrong.get(name, {})})
    page = BeautifulSoup(karim.get(f"{base}/write").text, "html.parser")
    told = {link["href"]: link.text for link in page.select("#missing a")}
    assert told == {
        f"{base}/write/money#minimum_cents": (
            "You need more at least than you ask for. Change one of the two."
        ),
        f"{base}/write/money#other-0-source": "Say where this money comes from.",
        f"{base}/write/partners#partners-0-share": (
            "The partners' shares do not add up to the amount asked. Change one of the amounts."
        ),
        f"{base}/write/indicators#indicators-0-promised": "Say how much you promise.",
    }


def test_the_jury_reads_every_part_and_an_empty_users_word_as_empty(app, office, call_id) -> None:
    whole = office.handed_in(
        call_id,
        users_word="We asked for shade.",
        annexes=(("plan", "Forty Reinette on M106."),),
        other=(FundingSpec("Brun", 1_500_00),),
        indicators=(IndicatorSpec("Trees", "0", "40"),),
        partners=tuple(replace(p, share_cents=6_000_00) for p in ORCHARD.partners),
    )
    silent = office.handed_in(call_id, "lea", title="The bakery")
    office.close(call_id)
    for proposal_id in (whole, silent):
        accept_proposal(
            office.as_("helene"), call_id=call_id, proposal_id=proposal_id, version=2, **ALL_MET
        )
    samira = browser(app, office, "samira")
    page = BeautifulSoup(samira.get(f"/calls/{call_id}/projects/{whole}").text, "html.parser")
    assert page.select_one("details p").text == "Forty Reinette on M106."
    assert page.select(".voice")[1].blockquote.text.strip() == "We asked for shade."
    assert page.text.count("€6,000.00") + page.text.count("€6,000") >= 2
    assert ("Brun" in page.text, "Trees" in page.text) == (True, True)
    assert "This place is empty" not in page.text
    empty = samira.get(f"/calls/{call_id}/projects/{silent}").text
    assert ("This place is empty" in empty, "What will be counted" in empty) == (True, False)


def test_a_second_tab_sees_what_is_stored_beside_what_was_typed(app, office, call_id) -> None:
    karim = browser(app, office, "karim")
    proposal_id = office.begun(call_id)
    path = f"/calls/{call_id}/projects/{proposal_id}/write/summary"
    old = form_on(karim, path, path)
    karim.post(path, data={**form_on(karim, path, path), "title": "First tab"})
    answer = karim.post(path, data={**old, "title": "Second tab"})
    assert answer.status_code == 409
    assert ("First tab" in answer.text, "Second tab" in answer.text) == (True, True)
    assert draft(office, call_id, proposal_id)["title"] == "First tab"


def test_handing_in_late_is_told_and_the_text_is_kept(app, office, call_id) -> None:
    karim = browser(app, office, "karim")
    proposal_id = office.begun(call_id)
    base = f"/calls/{call_id}/projects/{proposal_id}"
    for name, values in STEPS.items():
        path = f"{base}/write/{name}"
        karim.post(path, data={**form_on(karim, path, path), **values})
    fields = form_on(karim, f"{base}/write", f"{base}/submit")
    office.clock.advance(days=10)
    karim = browser(app, office, "karim")
    token = form_on(karim, f"{base}/withdraw", f"{base}/withdraw")["csrf_token"]
    answer = karim.post(f"{base}/submit", data={**fields, "csrf_token": token})
    assert (answer.status_code, "closing time has passed" in answer.text) == (409, True)
    assert draft(office, call_id, proposal_id)["title"] == "The shared orchard"


def test_nobody_sees_another_s_draft_and_visitors_see_no_project(app, office, call_id) -> None:
    proposal_id, handed_in = office.begun(call_id), office.handed_in(call_id)
    lea, helene, samira = (browser(app, office, name) for name in ("lea", "helene", "samira"))
    base = f"/calls/{call_id}/projects"
    tried = {
        client.get(path).status_code
        for client in (lea, samira)
        for path in (
            f"{base}/{proposal_id}/write",
            f"{base}/{proposal_id}/write/summary",
            f"{base}/{proposal_id}",
            f"{base}/{handed_in}",
            f"{base}/{handed_in}/received",
        )
    }
    assert tried == {404}
    assert helene.get(f"/desk{base}/{proposal_id}").status_code == 404
    assert helene.get(f"/desk{base}/{handed_in}").status_code == 200


def test_samira_reads_what_goes_before_the_jury(app, office, call_id) -> None:
    proposal_id = office.handed_in(call_id)
    office.close(call_id)
    accept_proposal(
        office.as_("helene"), call_id=call_id, proposal_id=proposal_id, version=2, **ALL_MET
    )
    answer = browser(app, office, "samira").get(f"/calls/{call_id}/projects/{proposal_id}")
    assert (answer.status_code, "Score it" in answer.text) == (200, False)
    assert "Neighbours and a school plant forty trees." in answer.text


def test_the_desk_asks_the_database_equally_often_for_any_number(app, office, call_id) -> None:
    counts = []
    for more in (1, 30):
        for number in range(more):
            name = f"lead{more}x{number}"
            office.new(name)
            office.handed_in(call_id, name, title=f"Project {number}")
        helene = browser(app, office, "helene")
        seen: list[str] = []
        engine = office.doors.engines.read
        event.listen(engine, "before_cursor_execute", lambda *a, seen=seen: seen.append(a[2]))
        assert helene.get(f"/desk/calls/{call_id}/projects").status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert counts[0] <= 12


@pytest.mark.parametrize("step", list(STEPS))
def test_no_bad_input_breaks_a_step(app, office, call_id, step) -> None:
    proposal_id = office.begun(call_id)
    path = f"/calls/{call_id}/projects/{proposal_id}/write/{step}"
    karim = browser(app, office, "karim")
    assert worst(karim, path, path, lambda: draft(office, call_id, proposal_id)) == []


def test_a_juror_says_first_what_ties_them_and_one_who_leaves_reads_nothing(
    app, office, call_id
) -> None:
    proposal_id = office.handed_in(call_id)
    office.close(call_id)
    accept_proposal(
        office.as_("helene"), call_id=call_id, proposal_id=proposal_id, version=2, **ALL_MET
    )
    people = [("Rosa", "rosa@example.org"), ("Wim", "wim@example.org")]
    fill_seats(office.as_("samira"), call_id=call_id, people=people)
    with office.doors.engines.reading() as session:
        office.people |= {
            name.lower(): account_by_email(session, email).id for name, email in people
        }
    path = f"/calls/{call_id}/projects/{proposal_id}"
    rosa, wim = browser(app, office, "rosa"), browser(app, office, "wim")
    assert (rosa.get(path).status_code, rosa.get(path).location) == (303, f"{path}/tie")
    for name, degree in (("rosa", "none"), ("wim", "conflict")):
        declare_tie(
            office.as_(name),
            call_id=call_id,
            proposal_id=proposal_id,
            degree=degree,
            words="" if degree == "none" else "My employer.",
            version=0,
        )
    summary = "Neighbours and a school plant forty trees."
    assert (summary in rosa.get(path).text, "Score it" in rosa.get(path).text) == (True, True)
    left = wim.get(path)
    assert (left.status_code, summary in left.text) == (200, False)
