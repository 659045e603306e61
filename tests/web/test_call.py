"""Calls on pages: the editor, publishing, the public page, and bad input."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from jury.services.call import create_call
from jury.storage.call import Call, criteria_of, rules_of
from tests.fixtures.calls import Office, open_office
from tests.fixtures.forms import form_on, sign_in, worst


@pytest.fixture
def office(app, clock) -> Office:
    return open_office(app.extensions["jury"], clock)


@pytest.fixture
def helene(app, office):
    return browser(app, office, "helene")


def browser(app, office, name):
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return sign_in(client, office.doors, office.people[name])


def rules(office, call_id):
    with office.doors.engines.reading() as session:
        call = session.get_one(Call, call_id)
        return call.state, call.version, rules_of(call, criteria_of(session, call_id))


def send(client, path, action, **values):
    return client.post(action, data={**form_on(client, path, action), **values})


LEVELS = {f"levels-{n}-{part}": f"{part} {n}" for n in range(4) for part in ("word", "sentence")}
SECTIONS = {
    "basics": {"purpose": "Together.", "authority": "The region", "place": "Eight towns"},
    "money": {"budget_cents": "40 000", "opens_at": "2026-03-02T10:00",
              "closes_at": "2026-03-12T18:00", "decide_by": "2026-05-12 18:00"},
    "deciding": {"power_basis": "Article 12", "depart_grounds": "Against the law.",
                 "floor": "50", "answer_days": "30"},
    "checks": {"admissibility_questions": "On time?\n\n Complete? ",
               "eligibility_questions": "Two partners?", "contest_admissibility": "The lead."},
    "otherwise": {"freed_money": "To the next one.", "fallback": "The scores stand."},
    "languages": {"languages": ["en", "fr"], "binding_language": "en"},
    "texts": {"who_may_apply": "All.", "contact": "080", "appeal": "Write."},
    "facilitator": {"facilitator_contact": "Samira, 081", "facilitator_mandate": "I never score."},
}  # fmt: skip


def test_helene_writes_a_call_on_pages_and_publishes_it(office, helene) -> None:
    begun = send(helene, "/desk/calls/new", "/desk/calls/new", title="Living together")
    desk = begun.location
    call_id = desk.rsplit("/", 1)[1]
    for name, values in SECTIONS.items():
        answer = send(helene, f"{desk}/edit/{name}", f"{desk}/edit/{name}", **values)
        assert answer.status_code == 303, answer.text
    for position, weight in ((1, "60"), (2, "40")):
        path = f"{desk}/criteria/{position}"
        answer = send(helene, path, path, question="Will it help?", weight=weight, **LEVELS)
        assert answer.status_code == 303, answer.text
    for name, role in (("samira", "facilitator"), ("pascal", "guarantor")):
        path = f"{desk}/people"
        answer = send(helene, path, path, email=f"{name}@example.org", role=role)
        assert answer.status_code == 303, answer.text
    assert send(helene, desk, f"{desk}/publish").status_code == 303
    state, _version, said = rules(office, call_id)
    assert (state, said["budget_cents"], said["floor"]) == ("open", 40_000_00, "50/1")
    assert said["closes_at"] == "2026-03-12T17:00:00Z"


def test_publishing_too_early_answers_with_links_to_every_field(office, helene) -> None:
    call_id = create_call(
        office.as_("helene"), title="Empty", language="en", timezone="Europe/Brussels"
    ).subject
    desk = f"/desk/calls/{call_id}"
    answer = send(helene, desk, f"{desk}/publish")
    links = [
        a["href"] for a in BeautifulSoup(answer.text, "html.parser").select(".error-summary a")
    ]
    assert answer.status_code == 422
    assert {f"{desk}/edit/basics#purpose", f"{desk}/edit/money#budget_cents",
            f"{desk}/criteria/1#question", f"{desk}/people#email"} <= set(links)  # fmt: skip
    for link in links:
        path, anchor = link.split("#")
        page = BeautifulSoup(helene.get(path).text, "html.parser")
        assert page.find(id=anchor) is not None, link


def test_each_thing_wrong_in_a_criterion_leads_to_its_field(office, helene) -> None:
    call_id = office.draft_call()
    desk = f"/desk/calls/{call_id}"
    path = f"{desk}/criteria/2"
    emptied = dict.fromkeys(("levels-3-word", "levels-3-sentence", "levels-1-sentence"), "")
    send(helene, path, path, question="", weight="0", **emptied)
    page = BeautifulSoup(helene.get(desk).text, "html.parser")
    assert {a["href"] for a in page.select("#missing a")} == {
        f"{path}#question",
        f"{path}#weight",
        f"{path}#levels-0-word",
        f"{path}#levels-1-sentence",
        f"{desk}/criteria/1#weight",
    }


def test_an_older_page_shows_what_is_stored_beside_what_was_typed(office, helene) -> None:
    path = f"/desk/calls/{office.draft_call()}/edit/basics"
    old = form_on(helene, path, path)
    send(helene, path, path, place="Hautrive")
    answer = helene.post(path, data={**old, "place": "Confluan"})
    assert answer.status_code == 409
    assert ("Hautrive" in answer.text, "Confluan" in answer.text) == (True, True)
    again = BeautifulSoup(answer.text, "html.parser").find("input", {"name": "version"})
    assert again is not None
    assert again["value"] == "3"


def test_nobody_sees_a_draft_but_those_who_prepare_it(app, office, helene) -> None:
    call_id = office.draft_call()
    seen = {
        name: browser(app, office, name).get(f"/calls/{call_id}").status_code
        for name in ("helene", "samira", "karim")
    }
    assert seen == {"helene": 200, "samira": 200, "karim": 404}
    assert app.test_client().get(f"/calls/{call_id}").status_code == 404
    assert app.test_client().get("/calls/unknown").status_code == 404


def test_a_public_call_is_read_by_everyone_and_can_no_longer_be_written(
    app, office, helene
) -> None:
    call_id = office.open_call()
    shown = app.test_client().get(f"/calls/{call_id}", headers={"Accept-Language": "en"})
    assert (shown.status_code, "What nobody can do alone." in shown.text) == (200, True)
    page = BeautifulSoup(helene.get(f"/desk/calls/{call_id}/edit/money").text, "html.parser")
    assert page.find("input", {"name": "budget_cents"}) is None
    stands = [fact.text for fact in page.select("dd")]
    assert stands[:2] == ["\u20ac40,000", "Monday 2 March 2026, 10:00"]


def test_what_was_typed_as_markup_is_shown_as_text(app, office) -> None:
    call_id = office.open_call(purpose="<script>alert(1)</script>")
    assert "<script>alert" not in app.test_client().get(f"/calls/{call_id}").text


@pytest.mark.parametrize(
    "page",
    [
        "edit/basics",
        "edit/money",
        "edit/deciding",
        "edit/texts",
        "edit/checks",
        "edit/otherwise",
        "edit/languages",
        "criteria/1",
        "people",
    ],
)
def test_no_bad_input_breaks_a_form_of_the_editor(office, helene, page) -> None:
    call_id = office.draft_call()
    path = f"/desk/calls/{call_id}/{page}"
    assert worst(helene, path, path, lambda: rules(office, call_id)) == []


def test_no_bad_input_breaks_the_first_form_or_the_reason(office, helene) -> None:
    new = "/desk/calls/new"
    assert worst(helene, new, new, lambda: None) == []
    call_id = office.open_call()
    page = f"/desk/calls/{call_id}/cancel"
    fields = form_on(helene, page, page)
    for text in ("", "x" * 30_000, "A\x00B"):
        assert helene.post(page, data={**fields, "reason": text}).status_code == 422


def test_helene_starts_from_an_earlier_call_on_pages(office, helene) -> None:
    earlier = office.open_call()
    page = f"/desk/calls/new?like={earlier}"
    answer = helene.post(
        "/desk/calls/new", data={**form_on(helene, page, "/desk/calls/new"), "title": "Once more"}
    )
    assert answer.status_code == 303, answer.text
    _state, _version, said = rules(office, answer.location.rsplit("/", 1)[1])
    assert (said["title"], said["budget_cents"], len(said["criteria"])) == (
        "Once more",
        40_000_00,
        2,
    )
    assert helene.get("/desk/calls/new?like=no-such").status_code == 404


def test_the_languages_come_as_boxes_with_the_call_s_own_ticked(office, helene) -> None:
    path = f"/desk/calls/{office.draft_call()}/edit/languages"
    page = BeautifulSoup(helene.get(path).text, "html.parser")
    boxes = page.select("input[type=checkbox][name=languages]")
    assert [box["value"] for box in boxes] == ["fr", "nl", "de", "en"]
    assert [box["value"] for box in boxes if box.has_attr("checked")] == ["en"]
    assert send(helene, path, path, languages=["en", "fr"]).status_code == 303
