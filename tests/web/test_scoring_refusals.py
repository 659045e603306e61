"""A juror's sheet when something goes wrong: two tabs, too late, odd fields, other people."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import event

from jury.services import scoring, seat
from jury.storage.account import Draft
from tests.fixtures.decided import MARKER, Case, open_case
from tests.fixtures.forms import fields_of, form_on, sign_in, worst
from tests.fixtures.sheets import WORDS, all_answered, at, stored


@pytest.fixture
def case(app, clock) -> Case:
    return open_case(app.extensions["jury"], clock)


@pytest.fixture
def juror(case, client):
    """Sign in as the juror of seat 1, who has no tie to the orchard."""
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    case.ties(0, case.orchard, "none")
    return sign_in(client, case.office.doors, case.seats[0].account_id)


def test_two_tabs_never_overwrite_each_other_unseen(juror, case) -> None:
    path = at(case, "score?criterion=1")
    first, second = form_on(juror, path, at(case)), form_on(juror, path, at(case))
    assert juror.post(at(case), data={**first, "level": "3"}).status_code == 303
    stale = juror.post(at(case), data={**second, "level": "0"})
    assert stale.status_code == 409
    assert "What is stored now" in stale.text
    assert "Very much" in stale.text
    page = BeautifulSoup(stale.text, "html.parser")
    again = fields_of(page.find("form", attrs={"data-hx-trigger": "change"}))
    assert again["level"] == "0"
    assert juror.post(at(case), data=again).status_code == 303
    assert stored(case, Draft)[0].content["levels"] == {case.criteria[0]: 0}


def test_a_stale_summary_shows_both_sheets(juror, case) -> None:
    fields = all_answered(juror, case)
    assert juror.post(at(case, "score/check"), data=fields).status_code == 303
    other = {**fields, "idempotency_key": "other", f"level-{case.criteria[0]}": "1"}
    stale = juror.post(at(case, "score/check"), data=other)
    assert stale.status_code == 409
    assert "What you sent before" in stale.text
    assert "Very much" in stale.text
    assert "A little" in stale.text
    again = fields_of(
        BeautifulSoup(stale.text, "html.parser").find("form", action=at(case, "score/check"))
    )
    assert (again["version"], again[f"level-{case.criteria[0]}"]) == ("1", "1")
    assert juror.post(at(case, "score/check"), data=again).status_code == 303
    assert (stored(case)[0].version, stored(case)[0].levels[case.criteria[0]]) == (2, 1)


def test_a_late_sheet_is_refused_and_its_text_is_kept(juror, case) -> None:
    fields = all_answered(juror, case)
    case.office.clock.advance(days=8)
    juror = sign_in(juror, case.office.doors, case.seats[0].account_id)
    fields["csrf_token"] = form_on(
        juror, f"/calls/{case.call_id}/jury/code", f"/calls/{case.call_id}/jury/code"
    )["csrf_token"]
    late = juror.post(at(case, "score/check"), data=fields)
    assert late.status_code == 409
    assert WORDS in late.text
    assert "Very much" in late.text
    assert "never counts" in late.text
    assert "Send my sheet" not in late.text
    typed = {
        "csrf_token": fields["csrf_token"],
        "version": "3",
        "criterion": "3",
        "convinced": "New thought",
        "worried": "",
    }
    late = juror.post(at(case), data=typed)
    assert late.status_code == 409
    assert "New thought" in late.text
    assert "never counts" in late.text
    assert stored(case) == []


def test_a_retry_after_closing_and_after_leaving_gets_its_first_answer(juror, case) -> None:
    fields = all_answered(juror, case)
    first = juror.post(at(case, "score/check"), data=fields)
    double = juror.post(at(case, "score/check"), data=fields)
    seat.declare_tie(
        case.juror(0),
        call_id=case.call_id,
        proposal_id=case.orchard,
        degree="conflict",
        words="",
        version=1,
    )
    left = juror.post(at(case, "score/check"), data=fields)
    scoring.close_round(case.as_("samira"), call_id=case.call_id, reason="All here.")
    late = juror.post(at(case, "score/check"), data=fields)
    assert {(r.status_code, r.location) for r in (first, double, left, late)} == {
        (303, at(case, "score/received"))
    }
    assert len(stored(case)) == 1


def test_levels_that_are_doubled_foreign_or_odd_change_nothing(juror, case) -> None:
    fields = all_answered(juror, case)
    first = f"level-{case.criteria[0]}"
    odd = [
        {first: ["1", "2"]},
        {first: "9"},
        {first: "\uff11"},
        {first: "-1"},
        {first: "1.0"},
        {first: ""},
        {"level-": "1"},
        {"level-foreign": "1"},
        {"role": "official"},
        {"round_id": "x"},
        {"version": "x"},
        {"version": ["0", "0"]},
        {"convinced": ["a", "b"]},
        {"convinced": "x" * 2001},
        {"convinced": "a\x00b"},
    ]
    for number, change in enumerate(odd):
        posted = {**fields, "idempotency_key": f"k{number}", **change}
        answer_ = juror.post(at(case, "score/check"), data=posted)
        assert (answer_.status_code, stored(case)) == (422, []), change


def test_every_bad_text_in_every_field_of_a_step(juror, case) -> None:
    path = at(case, "score?criterion=3")
    # What is too long or unreadable is refused, anything else is a draft: never a fault.
    faults = worst(juror, path, at(case), lambda: None)
    assert [f for f in faults if "+" in f] == []
    assert [f for f in faults if " missing" in f or "500" in f] == []


def test_a_conflict_and_a_missing_tie_lead_elsewhere(juror, case) -> None:
    case.ties(0, case.cinema, "conflict")
    for proposal_id, where in ((case.cinema, ""), (case.bakery, "/tie")):
        page = juror.get(f"/calls/{case.call_id}/projects/{proposal_id}/score")
        assert (page.status_code, page.location) == (
            303,
            f"/calls/{case.call_id}/projects/{proposal_id}{where}",
        )
    assert juror.get(at(case).replace(case.orchard, "unknown")).status_code == 404


@pytest.mark.parametrize("name", ["samira", "helene", "pascal", "karim", "lea"])
def test_nobody_else_has_a_sheet(juror, case, client, name) -> None:
    fields = all_answered(juror, case)
    other = sign_in(client, case.office.doors, case.office.people[name])
    for path in ("score", "score/check", "score/received"):
        assert other.get(at(case, path)).status_code == 404
    assert other.post(at(case, "score/check"), data=fields).status_code in (400, 404)
    assert stored(case) == []


def test_no_page_shows_a_word_of_a_sheet_to_others_before_closing(juror, case, client, app) -> None:
    juror.post(at(case, "score/check"), data=all_answered(juror, case))
    case.send(case.bakery, [(2, 2)])
    (sheet, _) = sorted(stored(case), key=lambda s: s.proposal_id != case.orchard)
    pages = [
        "/",
        "/desk",
        f"/calls/{case.call_id}",
        f"/calls/{case.call_id}/board",
        f"/calls/{case.call_id}/seats",
        f"/calls/{case.call_id}/slips",
        "/account",
        f"/calls/{case.call_id}/board/close",
        f"/calls/{case.call_id}/check",
        f"/calls/{case.call_id}/decision",
        f"/calls/{case.call_id}/log",
        f"/calls/{case.call_id}/record",
        f"/calls/{case.call_id}/record.json",
        f"/calls/{case.call_id}/projects/{case.orchard}",
        at(case),
        at(case, "score/check"),
        at(case, "score/received"),
        f"/calls/{case.call_id}/jury",
        "/my-projects",
    ]
    people = [case.office.people[n] for n in ("samira", "helene", "pascal", "karim", "simone")]
    for account_id in [*people, case.seats[1].account_id]:
        other = sign_in(app.test_client(), case.office.doors, account_id)
        for page in pages:
            answered = other.get(page)
            shown = answered.text + str(answered.headers)
            assert [
                w for w in (WORDS, MARKER, sheet.id + '"') if w in shown and "/log" not in page
            ] == []
            assert WORDS not in shown
            assert MARKER not in shown


def statements(app) -> list[str]:  # type: ignore[no-untyped-def]
    asked: list[str] = []
    engines = app.extensions["jury"].engines
    for engine in (engines.read, engines.write):
        event.listen(
            engine,
            "before_cursor_execute",
            lambda c, cur, sql, *rest: asked.append(sql) if "BEGIN" not in sql else None,
        )
    return asked


def test_sending_and_reading_take_few_statements(juror, case, app) -> None:
    fields = all_answered(juror, case)
    juror.get(at(case))
    asked, counts = statements(app), {}
    for path in (
        at(case),
        at(case, "score/check"),
        at(case, "score/received"),
        f"/calls/{case.call_id}/jury",
        at(case, "tie"),
    ):
        asked.clear()
        juror.get(path)
        counts[path] = len(asked)
    assert {p: n for p, n in counts.items() if n > 12} == {}
    asked.clear()
    assert juror.post(at(case, "score/check"), data=fields).status_code == 303
    assert len(asked) <= 14, asked


@pytest.mark.parametrize("said", ["", "x", "0", "99", "\uff11"])
def test_a_level_never_lands_on_a_criterion_that_the_page_did_not_show(juror, case, said) -> None:
    fields = form_on(juror, at(case, "score?criterion=2"), at(case))
    odd = juror.post(at(case), data={**fields, "criterion": said, "level": "1"})
    assert (odd.status_code, stored(case, Draft)) == (422, [])
