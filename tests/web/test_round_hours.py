"""Hours given back to a jury after a failure: only while the round is open, and told to all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from benchmarks.statements import counted
from jury.domain.errors import Conflict, Forbidden, Invalid, NotFound
from jury.services.scoring import extend_round
from jury.storage.call import changes_of
from jury.storage.record import LogEntry
from tests.fixtures.decided import Case, open_case
from tests.fixtures.forms import form_on, sign_in, worst


@pytest.fixture
def case(app, clock) -> Case:
    return open_case(app.extensions["jury"], clock)


def browser(app, case: Case, name: str):
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    account = case.juror(0).account_id if name == "juror" else case.office.people[name]
    return sign_in(client, case.office.doors, account)


def lost(case: Case, **changes: Any) -> dict[str, Any]:
    """Tell of three hours that failed just before now."""
    round_, now = case.round(), case.office.clock()
    return {
        "call_id": case.call_id,
        "version": round_.version,
        "text": "The disk was full.",
        "failed_from": now - timedelta(hours=4),
        "failed_until": now - timedelta(hours=1),
        "closes_at": round_.closes_at + timedelta(hours=3),
        **changes,
    }


def in_the_last_hours(case: Case) -> None:
    case.office.clock.advance(days=7, hours=20)


def kinds(case: Case) -> list[str]:
    with case.office.doors.engines.reading() as session:
        rows = select(LogEntry.kind).where(LogEntry.log_id == case.call_id)
        return list(session.scalars(rows.order_by(LogEntry.leaf)))


def test_samira_gives_lost_hours_back_and_every_juror_reads_it(app, case) -> None:
    in_the_last_hours(case)
    before, path = case.round().closes_at, f"/calls/{case.call_id}/board/hours"
    samira = browser(app, case, "samira")
    assert path in samira.get(f"/calls/{case.call_id}/board").text

    def local(hours: float) -> str:
        # The call's zone is an hour ahead of UTC in March.
        moment = case.office.clock() + timedelta(hours=1 + hours)
        return moment.strftime("%Y-%m-%dT%H:%M")

    fields = form_on(samira, path, path)
    fields |= {"text": "The <b>disk</b> was full.", "failed_from": local(-4)}
    fields |= {"failed_until": local(-1), "closes_at": local(4)}
    short = samira.post(path, data=fields)
    assert (short.status_code, "Give back at least the hours" in short.text) == (422, True)
    assert "The &lt;b&gt;disk&lt;/b&gt; was full." in short.text
    answer = samira.post(path, data={**fields, "closes_at": local(7)})
    assert answer.status_code == 303, answer.text
    assert case.round().closes_at == before + timedelta(hours=3)
    assert kinds(case)[-1] == "round.extended"
    juror = browser(app, case, "juror")
    with counted(case.office.doors.engines) as sent:
        home = juror.get(f"/calls/{case.call_id}/jury")
    assert len(sent) <= 12
    notice = BeautifulSoup(home.text, "html.parser").select_one(".notice.look")
    assert notice is not None
    assert notice.p.text.startswith("Our server failed. You have more time: until ")
    assert "The <b>disk</b> was full." in notice.text
    shown = app.test_client().get(f"/calls/{case.call_id}", headers={"Accept-Language": "en"})
    card = BeautifulSoup(shown.text, "html.parser").select_one("#changes")
    assert card is not None
    assert "Number 1: hours given back to the jury after a failure" in card.text
    assert "It is now open until" in card.text


def test_jurors_send_in_the_hours_given_back_and_the_record_tells_of_them(app, case) -> None:
    in_the_last_hours(case)
    end = case.round().closes_at
    extend_round(case.as_("samira"), **lost(case, closes_at=end + timedelta(days=5)))
    case.office.clock.advance(days=1)
    case.to("publish")
    for language, words in {
        "en": "hours given back to the jury after a failure",
        "fr": "heures rendues au jury après une panne",
        "nl": "uren teruggegeven aan de jury na een storing",
        "de": "der Jury nach einem Ausfall zurückgegebene Stunden",
    }.items():
        page = app.test_client().get(
            f"/calls/{case.call_id}/record", headers={"Accept-Language": language}
        )
        assert (words in page.text, "The disk was full." in page.text) == (True, True)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"text": ""}, "reason_missing"),
        ({"failed_until": timedelta(hours=1)}, "failure_hours_unclear"),
        ({"failed_from": timedelta(hours=-90), "failed_until": timedelta(hours=-50)},
         "failure_not_in_last_hours"),
        ({"closes_at": timedelta(hours=6)}, "extension_too_short"),
        ({"closes_at": timedelta(days=90)}, "round_after_decision"),
    ],
)  # fmt: skip
def test_other_hours_are_refused(case, changes: dict[str, Any], code: str) -> None:
    in_the_last_hours(case)
    now = case.office.clock()
    moments = {k: now + v if isinstance(v, timedelta) else v for k, v in changes.items()}
    with pytest.raises(Invalid, match=code):
        extend_round(case.as_("samira"), **lost(case, **moments))
    assert kinds(case)[-1] != "round.extended"


def test_a_closed_round_never_opens_again(app, case) -> None:
    case.close()
    with pytest.raises(Conflict, match="round_is_closed"):
        extend_round(case.as_("samira"), **lost(case))
    samira = browser(app, case, "samira")
    assert samira.get(f"/calls/{case.call_id}/board/hours").status_code == 404


def test_two_tabs_of_samira_give_hours_back_once(case) -> None:
    in_the_last_hours(case)
    stale = lost(case)
    extend_round(case.as_("samira"), **stale)
    with pytest.raises(Conflict, match="stale"):
        extend_round(case.as_("samira"), **stale)


@pytest.mark.parametrize("name", ["helene", "pascal", "karim"])
def test_nobody_else_moves_the_end_of_a_round(case, name: str) -> None:
    in_the_last_hours(case)
    with pytest.raises((Forbidden, NotFound)):
        extend_round(case.as_(name), **lost(case))
    with case.office.doors.engines.reading() as session:
        assert changes_of(session, case.call_id) == []


def test_no_bad_input_breaks_the_form(app, case) -> None:
    path = f"/calls/{case.call_id}/board/hours"
    samira = browser(app, case, "samira")
    assert worst(samira, path, path, lambda: kinds(case)) == []
