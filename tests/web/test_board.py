"""The facilitator's board: counts while it is sealed, then votes, draw, count and record."""

from __future__ import annotations

import pytest

from jury.services.call import close_call
from jury.services.perform import Moment
from jury.services.proposal import accept_proposal
from jury.services.seat import fill_seats
from jury.storage.decision import Vote
from jury.storage.scoring import Round, Sheet
from tests.fixtures.calls import ALL_MET, open_office
from tests.fixtures.decided import MARKER, Case, open_case
from tests.fixtures.forms import form_on, sign_in, worst
from tests.fixtures.sheets import send, stored, text


@pytest.fixture
def case(app, clock) -> Case:
    return open_case(app.extensions["jury"], clock)


@pytest.fixture
def samira(case, client):
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return sign_in(client, case.office.doors, case.office.people["samira"])


def board(case: Case, rest: str = "") -> str:
    return f"/calls/{case.call_id}/board{rest}"


def again(case: Case, client):  # type: ignore[no-untyped-def]
    """Sign Samira in again: days have passed."""
    return sign_in(client, case.office.doors, case.office.people["samira"])


def test_before_the_round_the_board_says_what_is_missing(app, client, clock) -> None:
    office = open_office(app.extensions["jury"], clock)
    call_id = office.open_call()
    proposal_id = office.handed_in(call_id)
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    path = f"/calls/{call_id}/board"
    samira = sign_in(client, office.doors, office.people["samira"])
    assert "The call still takes projects." in samira.get(path).text
    clock.advance(days=10)
    close_call(Moment(office.doors, system=True), call_id=call_id)
    samira = sign_in(client, office.doors, office.people["samira"])
    page = text(samira.get(path))
    assert "One project waits for the official's answer." in page
    assert "Nobody is seated" in page
    accept_proposal(
        office.as_("helene"), call_id=call_id, proposal_id=proposal_id, version=2, **ALL_MET
    )
    fill_seats(office.as_("samira"), call_id=call_id, people=[("Ana", None)])
    fields = form_on(samira, path, f"{path}/open")
    past = samira.post(f"{path}/open", data={**fields, "closes_at": "2026-03-01T10:00"})
    assert past.status_code == 422
    assert "must close in the future" in past.text
    for typed in ("", "tomorrow", "99999-01-01T00:00"):
        odd = samira.post(f"{path}/open", data={**fields, "closes_at": typed})
        assert odd.status_code == 422
    done = samira.post(f"{path}/open", data={**fields, "closes_at": "2026-03-20T18:00"})
    assert done.status_code == 303
    with office.doors.engines.reading() as session:
        round_ = session.query(Round).one()
    assert round_.closes_at.isoformat() == "2026-03-20T17:00:00+00:00"
    assert (
        samira.post(f"{path}/open", data={**fields, "closes_at": "2026-03-20T18:00"}).status_code
        == 303
    )


def test_the_open_board_shows_counts_and_nothing_else(case, samira) -> None:
    empty = samira.get(board(case))
    case.score()
    page = samira.get(board(case))
    assert "0 of 18 sheets are in" in empty.text
    assert "17 of 17 sheets are in" in page.text
    hidden = [MARKER, case.seats[0].account_id, "Very much", "Will it help?", "The bakery"]
    hidden += [sheet.id for sheet in stored(case, Sheet)]
    assert [h for h in hidden if h in page.text] == []
    assert "ETag" not in page.headers


def test_closing_early_is_asked_twice_and_needs_a_reason(case, samira) -> None:
    path = board(case, "/close")
    empty = samira.post(path, data=form_on(samira, path, path))
    assert (empty.status_code, "Write the reason." in empty.text) == (422, True)
    fields = {**form_on(samira, path, path), "reason": "All are here."}
    assert samira.post(path, data=fields).status_code == 303
    assert samira.post(path, data=fields).status_code == 303
    assert samira.get(path).status_code == 404
    assert "All are here." in samira.get(board(case)).text


def test_projects_without_a_score_get_the_rooms_vote_then_are_counted(case, client) -> None:
    case.score({case.orchard: [(3, 1)] * 6, case.bakery: [(2, 2)] * 6, case.cinema: [(1, 0)]})
    case.close()
    samira = again(case, client)
    samira.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    page = samira.get(board(case))
    assert "One project needs a vote of the room" in page.text
    path = board(case, f"/votes/{case.cinema}")
    many = send(samira, path, yes="7", no="0", abstain="0")
    assert many.status_code == 422
    assert "more votes than jurors who stay" in many.text
    first = form_on(samira, path, path)
    voted = {**first, "yes": "4", "no": "1", "abstain": "1"}
    assert samira.post(path, data=voted).status_code == 303
    stale = samira.post(path, data={**voted, "idempotency_key": "x", "yes": "5", "no": "0"})
    assert stale.status_code == 409
    assert "4 yes, 1 no, 1 abstained" in text(stale)
    assert samira.get(board(case, f"/votes/{case.orchard}")).status_code == 404
    count = board(case, "/count")
    fields = form_on(samira, board(case), count)
    assert samira.post(count, data=fields).status_code == 303
    assert samira.post(count, data=fields).status_code == 303
    assert samira.post(path, data=voted).status_code == 303
    assert "The guarantor checks it now" in samira.get(board(case)).text
    assert [(v.yes, v.no, v.abstain) for v in stored(case, Vote)] == [(4, 1, 1)]


def test_equal_projects_wait_for_a_public_draw(app, clock, client) -> None:
    case = open_case(app.extensions["jury"], clock, [20_000_00] * 3)
    same = [(2, 2)] * 6
    case.score({case.orchard: same, case.bakery: same, case.cinema: same})
    case.close()
    samira = again(case, client)
    samira.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    path = board(case, "/draw")
    asked = samira.get(board(case)).text
    assert ("slips decide" in asked, board(case, "/count") in asked) == (True, False)
    odd = send(samira, path, order="1, 9")
    assert odd.status_code == 422
    fields = {**form_on(samira, path, path), "order": "3, 1, 2"}
    assert samira.post(path, data=fields).status_code == 303
    assert "Stored now, in this order:" in samira.get(path).text
    count = board(case, "/count")
    assert samira.post(count, data=form_on(samira, board(case), count)).status_code == 303
    assert samira.post(path, data=fields).status_code == 303


def test_the_board_leads_to_the_record(case, client) -> None:
    case.to("adopt").letters()
    samira = again(case, client)
    samira.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    page = samira.get(board(case))
    assert "The count is confirmed" in page.text
    record = f"/calls/{case.call_id}/record"
    assert samira.post(record, data=form_on(samira, board(case), record)).status_code == 303


def test_every_bad_text_in_a_vote(case, client) -> None:
    case.score({case.orchard: [(3, 1)] * 6, case.bakery: [(2, 2)] * 6, case.cinema: [(1, 0)]})
    case.close()
    path = board(case, f"/votes/{case.cinema}")
    assert worst(again(case, client), path, path, lambda: stored(case, Vote)) == []


@pytest.mark.parametrize("name", ["helene", "pascal", "karim", "lea"])
def test_nobody_else_has_a_board(case, client, name) -> None:
    other = sign_in(client, case.office.doors, case.office.people[name])
    for rest in ("", "/close", "/draw", f"/votes/{case.orchard}"):
        assert other.get(board(case, rest)).status_code == 404
    juror = sign_in(client, case.office.doors, case.seats[0].account_id)
    assert juror.get(board(case)).status_code == 404
