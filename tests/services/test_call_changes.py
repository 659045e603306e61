"""Errata, later dates and hours given back: on both databases, with entries and letters."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from jury.domain.errors import Conflict, Forbidden, Invalid, NotFound
from jury.services.call import correct_call, extend_call, make_up_outage
from jury.services.proposal import accept_proposal, withdraw_proposal
from jury.storage.account import Letter
from jury.storage.call import Call, changes_of
from jury.storage.record import LogEntry
from tests.fixtures.calls import ALL_MET, Office, email_of, open_office


@pytest.fixture
def office(doors, clock) -> Office:
    return open_office(doors, clock)


def call_in(office: Office, call_id: str) -> Call:
    with office.doors.engines.reading() as session:
        return session.get_one(Call, call_id)


def last_kind(office: Office, call_id: str) -> str:
    with office.doors.engines.reading() as session:
        rows = select(LogEntry.kind).where(LogEntry.log_id == call_id)
        return session.scalars(rows.order_by(LogEntry.leaf.desc()).limit(1)).one()


def told(office: Office, subject: str) -> list[str]:
    with office.doors.engines.reading() as session:
        rows = select(Letter.recipient).where(Letter.subject == subject)
        return sorted(session.scalars(rows))


def later(office: Office, call_id: str, **by: float) -> dict[str, object]:
    call = call_in(office, call_id)
    return {
        "call_id": call_id,
        "version": call.version,
        "text": "Eight towns, not seven.",
        "closes_at": call.closes_at + timedelta(**by),
        "decide_by": call.decide_by + timedelta(**by),
    }


def test_an_erratum_is_numbered_dated_and_told_to_all_who_began_a_project(office) -> None:
    call_id = office.open_call()
    office.begun(call_id)
    gone = office.handed_in(call_id, "lea")
    withdraw_proposal(office.as_("lea"), call_id=call_id, proposal_id=gone, version=2)
    before = call_in(office, call_id).closes_at
    for _turn in range(2):
        correct_call(office.as_("helene"), **later(office, call_id, days=2))
    with office.doors.engines.reading() as session:
        found = changes_of(session, call_id)
    assert [(row.number, row.kind, row.text) for row in found] == [
        (2, "erratum", "Eight towns, not seven."),
        (1, "erratum", "Eight towns, not seven."),
    ]
    assert call_in(office, call_id).closes_at == before + timedelta(days=4)
    assert last_kind(office, call_id) == "call.corrected"
    subject = "A correction to the call, and more time for you"
    assert told(office, subject) == [email_of("karim")] * 2


def test_dates_move_for_everyone_with_a_reason(office) -> None:
    call_id = office.open_call()
    office.begun(call_id)
    extend_call(office.as_("helene"), **later(office, call_id, days=1))
    assert last_kind(office, call_id) == "call.extended"
    assert told(office, "The call has new dates") == [email_of("karim")]
    with pytest.raises(Invalid, match="reason_missing"):
        extend_call(office.as_("helene"), **{**later(office, call_id, days=1), "text": ""})


def failure(office: Office, call_id: str) -> dict[str, object]:
    end = call_in(office, call_id).closes_at
    return {
        **later(office, call_id, days=1),
        "failed_from": end - timedelta(hours=3),
        "failed_until": end,
    }


def test_a_call_that_closed_during_a_failure_opens_again_and_takes_projects(office, clock) -> None:
    call_id = office.open_call()
    office.close(call_id)
    make_up_outage(office.as_("helene"), **failure(office, call_id))
    assert call_in(office, call_id).state == "open"
    assert last_kind(office, call_id) == "call.made_up"
    office.handed_in(call_id)


def test_a_call_whose_projects_are_checked_does_not_open_again(office) -> None:
    call_id = office.open_call()
    orchard = office.handed_in(call_id)
    office.close(call_id)
    accept_proposal(
        office.as_("helene"), call_id=call_id, proposal_id=orchard, version=2, **ALL_MET
    )
    with pytest.raises(Conflict, match="projects_checked"):
        make_up_outage(office.as_("helene"), **failure(office, call_id))
    assert call_in(office, call_id).state == "closed"


def test_two_tabs_of_helene_announce_once(office) -> None:
    call_id = office.open_call()
    stale = later(office, call_id, days=1)
    correct_call(office.as_("helene"), **stale)
    with pytest.raises(Conflict, match="stale"):
        correct_call(office.as_("helene"), **stale)


@pytest.mark.parametrize("name", ["samira", "pascal", "karim"])
def test_nobody_else_moves_a_date(office, name: str) -> None:
    call_id = office.open_call()
    for act in (correct_call, extend_call):
        with pytest.raises((Forbidden, NotFound)):
            act(office.as_(name), **later(office, call_id, days=1))
    with office.doors.engines.reading() as session:
        assert changes_of(session, call_id) == []
