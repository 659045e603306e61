"""Beginning a call with ready criteria, on pages."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from jury.domain.ready_criteria import READY_CRITERIA
from jury.services.call import edit_call
from tests.fixtures.calls import CRITERIA, Office, open_office
from tests.fixtures.forms import form_on, worst
from tests.web.test_call import browser, rules

THREE = ["help", "money", "need"]


@pytest.fixture
def office(app, clock) -> Office:
    return open_office(app.extensions["jury"], clock)


@pytest.fixture
def helene(app, office):
    return browser(app, office, "helene")


def page_of(call_id: str) -> str:
    return f"/desk/calls/{call_id}/ready-criteria"


def asked(office: Office, call_id: str) -> list[tuple[str, int, int]]:
    found = rules(office, call_id)[2]["criteria"]
    return [(c["question"], c["weight"], len(c["levels"])) for c in found]


def test_helene_begins_with_three_ready_criteria_in_the_call_s_language(office, helene) -> None:
    call_id = office.draft_call(language="de")
    edit_call(office.as_("helene"), call_id=call_id, version=2, values={}, criteria=[])
    path = page_of(call_id)
    shown = BeautifulSoup(helene.get(path).text, "html.parser")
    assert len(shown.select("input[name=chosen]")) == 10
    answer = helene.post(
        path, data={**form_on(helene, path, path), "chosen": ["help", "money", "need"]}
    )
    assert answer.status_code == 303, answer.text
    assert asked(office, call_id) == [
        ("Wird das den Menschen, um die es geht, wirklich helfen?", 34, 5),
        ("Ist der Bedarf echt?", 33, 5),
        ("Wird das Geld gut eingesetzt?", 33, 5),
    ]
    first = helene.get(f"/desk/calls/{call_id}/criteria/1")
    assert "Die Menschen, um die es geht, haben nichts davon." in first.text


def test_a_criterion_added_to_others_takes_the_weight_that_is_left(office, helene) -> None:
    call_id = office.draft_call()
    kept = [{**CRITERIA[0], "weight": 70}]
    edit_call(office.as_("helene"), call_id=call_id, version=2, values={}, criteria=kept)
    path = page_of(call_id)
    helene.post(path, data={**form_on(helene, path, path), "chosen": "nature"})
    assert [weight for _question, weight, _levels in asked(office, call_id)] == [70, 30]


def test_more_than_six_criteria_are_refused_and_the_choice_is_kept(office, helene) -> None:
    call_id = office.draft_call()
    path = page_of(call_id)
    chosen = [ready.key for ready in READY_CRITERIA[:5]]
    answer = helene.post(path, data={**form_on(helene, path, path), "chosen": chosen})
    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html.parser")
    assert "A call has at most six criteria." in page.select_one(".error-summary").text
    assert [box["value"] for box in page.select("input[name=chosen][checked]")] == chosen
    assert len(asked(office, call_id)) == 2


def test_choosing_nothing_or_something_unknown_says_what_to_do(office, helene) -> None:
    path = page_of(office.draft_call())
    fields = form_on(helene, path, path)
    nothing = helene.post(path, data=fields)
    assert (nothing.status_code, "Choose at least one." in nothing.text) == (422, True)
    assert helene.post(path, data={**fields, "chosen": "no-such"}).status_code == 422


def test_an_older_page_adds_nothing_over_a_newer_call(office, helene) -> None:
    call_id = office.draft_call()
    path = page_of(call_id)
    old = form_on(helene, path, path)
    edit_call(office.as_("helene"), call_id=call_id, version=2, values={"place": "Hautrive"})
    assert helene.post(path, data={**old, "chosen": "need"}).status_code == 409
    assert len(asked(office, call_id)) == 2


def test_a_public_call_offers_no_ready_criteria(office, helene) -> None:
    page = helene.get(page_of(office.open_call()))
    assert page.status_code == 200
    assert BeautifulSoup(page.text, "html.parser").select("input[name=chosen]") == []


def test_no_bad_input_breaks_the_library(office, helene) -> None:
    call_id = office.draft_call()
    path = page_of(call_id)
    assert worst(helene, path, path, lambda: rules(office, call_id)) == []
