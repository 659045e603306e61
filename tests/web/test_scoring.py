"""A juror's sheet on the phone: steps, summary, sending, the receipt."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from jury.services import scoring
from jury.storage.account import Draft
from tests.fixtures.decided import Case, open_case
from tests.fixtures.forms import fields_of, form_on, sign_in
from tests.fixtures.sheets import WORDS, all_answered, answer, at, stored, text


@pytest.fixture
def case(app, clock) -> Case:
    return open_case(app.extensions["jury"], clock)


@pytest.fixture
def juror(case, client):
    """Sign in as the juror of seat 1, who has no tie to the orchard."""
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    case.ties(0, case.orchard, "none")
    return sign_in(client, case.office.doors, case.seats[0].account_id)


def test_the_whole_sheet_without_script(juror, case) -> None:
    assert answer(juror, case, 1, level="3").location.endswith("score?criterion=2")
    assert answer(juror, case, 2, level="none").location.endswith("score?criterion=3")
    assert answer(juror, case, 3, convinced=WORDS, worried="").location.endswith("/check")
    assert stored(case) == []
    page = juror.get(at(case, "score/check"))
    assert "Very much" in page.text
    assert "I cannot judge" in page.text
    assert WORDS in page.text
    fields = fields_of(
        BeautifulSoup(page.text, "html.parser").find("form", action=at(case, "score/check"))
    )
    sent = juror.post(at(case, "score/check"), data=fields)
    assert (sent.status_code, sent.location) == (303, at(case, "score/received"))
    (sheet,) = stored(case)
    assert sheet.levels == dict(zip(case.criteria, (3, None), strict=True))
    assert sheet.words == {"convinced": WORDS, "worried": ""}


def test_the_enter_key_goes_on_and_not_back(juror, case) -> None:
    for step in (1, 2, 3):
        page = BeautifulSoup(juror.get(at(case, f"score?criterion={step}")).text, "html.parser")
        form = page.find("form", action=at(case, "score"))
        assert form.find("button", type="submit").get("name") is None


@pytest.mark.parametrize("published", ["totals", "rows"])
def test_where_each_sheet_is_published_it_is_said_that_it_may_be_known_as_ones_own(
    app, client, clock, published
) -> None:
    case = open_case(app.extensions["jury"], clock, sheets_published=published)
    case.ties(0, case.orchard, "none")
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    assert ("which sheet is theirs" in client.get(f"/calls/{case.call_id}").text) is (
        published == "rows"
    )
    juror = sign_in(client, case.office.doors, case.seats[0].account_id)
    all_answered(juror, case)
    page = juror.get(at(case, "score/check"))
    assert ("which sheet is yours" in page.text) is (published == "rows")


def test_the_receipt_shows_a_code_and_no_score_and_finds_the_sheet(juror, case, client) -> None:
    juror.post(at(case, "score/check"), data=all_answered(juror, case))
    page = juror.get(at(case, "score/received"))
    assert "Received: your sheet<" in page.text
    assert [w for w in (WORDS, "Very much", "I cannot judge") if w in page.text] == []
    code = re.search(r'class="figure code">([A-Z0-9-]{13})<', page.text)[1]
    check = f"/calls/{case.call_id}/jury/code"
    found = juror.post(check, data={**form_on(juror, check, check), "code": code.lower()})
    assert "version 1" in text(found)
    assert "The round is not closed yet" in text(found)
    wrong = juror.post(check, data={**form_on(juror, check, check), "code": "A" * 11})
    assert (wrong.status_code, "None of your sheets has this code" in wrong.text) == (422, True)
    scoring.close_round(case.as_("samira"), call_id=case.call_id, reason="All here.")
    found = juror.post(check, data={**form_on(juror, check, check), "code": code})
    assert "It will be counted" in found.text
    other = sign_in(client, case.office.doors, case.seats[1].account_id)
    assert other.post(check, data={**form_on(other, check, check), "code": code}).status_code == 422


def test_going_on_without_an_answer_says_what_to_do_and_going_back_does_not(juror, case) -> None:
    missing = answer(juror, case, 1)
    assert (missing.status_code, missing.mimetype) == (422, "text/html")
    assert "Choose a level here, or “I cannot judge”." in missing.text
    assert answer(juror, case, 2, back="1").location.endswith("score?criterion=1")


def test_a_summary_with_a_gap_leads_to_it_and_is_not_sent(juror, case) -> None:
    answer(juror, case, 1, level="2")
    page = juror.get(at(case, "score/check"))
    assert "One answer is missing" in page.text
    assert "Send my sheet" not in page.text
    fields = form_on(juror, at(case, "score/check"), at(case, "score/check"))
    refused = juror.post(at(case, "score/check"), data=fields)
    assert refused.status_code == 422
    assert "Choose a level here" in refused.text
    assert stored(case) == []


def test_what_is_seen_is_what_is_sent(juror, case) -> None:
    fields = all_answered(juror, case)
    answer(juror, case, 1, level="0")
    juror.post(at(case, "score/check"), data=fields)
    assert stored(case)[0].levels[case.criteria[0]] == 3
    assert "changed, not sent" in juror.get(f"/calls/{case.call_id}/jury").text


def test_each_touch_is_kept_by_script_and_announced(juror, case) -> None:
    path = at(case, "score?criterion=1")
    fields = {**form_on(juror, path, at(case)), "level": "1"}
    touch = juror.post(at(case), data=fields, headers={"HX-Request": "true"})
    assert touch.status_code == 200
    assert 'data-status="Kept. Only you can see it."' in touch.text
    assert 'name="version" type="hidden" value="1" data-hx-swap-oob="true"' in touch.text
    assert juror.post(at(case), data=fields, headers={"HX-Request": "true"}).status_code == 200
    stale = juror.post(at(case), data={**fields, "level": "2"}, headers={"HX-Request": "true"})
    assert stale.status_code == 409
    assert "A little" in stale.text
    assert "<html" not in stale.text
    assert stored(case, Draft)[0].content["levels"] == {case.criteria[0]: 1}


def test_before_the_round_jurors_read_and_after_it_they_see_what_came_in(case, juror) -> None:
    juror.post(at(case, "score/check"), data=all_answered(juror, case))
    case.office.clock.advance(hours=2)
    scoring.close_round(case.as_("samira"), call_id=case.call_id, reason="All here.")
    assert "received in time." in juror.get(at(case)).text
    home = juror.get(f"/calls/{case.call_id}/jury")
    assert "The round is closed. Thank you" in home.text


def test_the_round_closes_by_itself_for_jurors(case, juror, clock) -> None:
    clock.advance(minutes=int(timedelta(days=8).total_seconds() // 60) - 1)
    juror = sign_in(juror, case.office.doors, case.seats[0].account_id)
    assert "one minute is left" in juror.get(f"/calls/{case.call_id}/jury").text
    clock.advance(minutes=1)
    over = juror.get(at(case)).text
    assert ("The round has closed" in over, "Back to my projects" in over) == (True, True)
    assert "It stays secret until the round closes" not in over
