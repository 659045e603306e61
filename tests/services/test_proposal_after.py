"""After handing in: complete or not, eligible or not, contested or not, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from jury.domain.errors import Conflict, Invalid, NotFound
from jury.services.letters import readable
from jury.services.proposal import (
    answer_contest,
    ask_to_complete,
    complete_proposal,
    contest_refusal,
    digest_of,
    refuse_proposal,
)
from jury.storage.account import Letter
from jury.storage.proposal import partners_of, proposal_of, spec_of
from jury.storage.record import LogEntry
from tests.fixtures.calls import LATE, NOT_MET, ORCHARD, Office, open_office


@pytest.fixture
def office(doors, clock) -> Office:
    return open_office(doors, clock)


@pytest.fixture
def closed(office) -> tuple[str, str]:
    call_id = office.open_call()
    proposal_id = office.handed_in(call_id)
    office.close(call_id)
    return call_id, proposal_id


def stored(office, closed):
    with office.doors.engines.reading() as session:
        proposal = proposal_of(session, *closed)
        return proposal, spec_of(proposal, partners_of(session, *closed))


def act(verb, office, closed, name="helene", **values):
    proposal, _spec = stored(office, closed)
    how = {"call_id": closed[0], "proposal_id": closed[1], "version": proposal.version, **values}
    return verb(office.as_(name), **how)


def letters(office):
    with office.doors.engines.reading() as session:
        rows = session.query(Letter).order_by(Letter.created_at).all()
        return "".join(readable(office.doors.settings, rows).values())


def ask(office, closed, *pieces, days=5):
    until = office.clock() + timedelta(days=days)
    act(ask_to_complete, office, closed, what="Who waters?", pieces=pieces, until=until)


def test_karim_completes_what_was_asked_for_and_nothing_else(office, closed) -> None:
    ask(office, closed, "roles")
    assert "Who waters?" in letters(office)
    typed = replace(ORCHARD, title="A better orchard", asked_cents=13_000_00, roles="Pupils water.")
    act(complete_proposal, office, closed, "karim", content=typed)
    proposal, spec = stored(office, closed)
    expected = replace(ORCHARD, roles="Pupils water.")
    assert (proposal.state, spec) == ("submitted", expected)
    with office.doors.engines.reading() as session:
        asked = session.query(LogEntry).filter_by(kind="completion.asked").one().data.decode()
        done = session.query(LogEntry).filter_by(kind="proposal.completed").one().data.decode()
    assert ("Who waters" in asked, '"pieces":["roles"]' in asked) == (False, True)
    assert digest_of(expected, "en") in done


def test_only_the_lead_completes_in_time_and_whole(office, closed) -> None:
    ask(office, closed, "roles", "files")
    with pytest.raises(NotFound):
        act(complete_proposal, office, closed, "lea", content=ORCHARD)
    with pytest.raises(Invalid) as refused:
        act(complete_proposal, office, closed, "karim", content=replace(ORCHARD, roles=" "))
    assert refused.value.fields == {"roles": "roles_missing"}
    office.file_of(*closed)
    office.clock.advance(days=5)
    with pytest.raises(Conflict, match="completion_too_late"):
        act(complete_proposal, office, closed, "karim", content=ORCHARD)
    with pytest.raises(Conflict, match="completion_too_late"):
        office.file_of(*closed)
    act(refuse_proposal, office, closed, reason="Still not complete.", **LATE)
    assert stored(office, closed)[0].state == "inadmissible"


def test_nobody_says_that_the_time_is_over_before_it_is(office, closed) -> None:
    ask(office, closed, "roles", days=5)
    office.clock.advance(days=4, hours=23)
    with pytest.raises(Conflict, match="being_completed"):
        act(refuse_proposal, office, closed, reason="Not complete.", **LATE)
    assert stored(office, closed)[0].state == "to_complete"
    office.clock.advance(hours=1)
    act(refuse_proposal, office, closed, reason="Not complete.", **LATE)
    assert stored(office, closed)[0].state == "inadmissible"


def test_files_stay_closed_where_they_were_not_asked_for(office, closed) -> None:
    ask(office, closed, "roles")
    with pytest.raises(Conflict, match="proposal_is_to_complete"):
        office.file_of(*closed)


def test_what_is_asked_for_is_said_whole(office, closed) -> None:
    until = office.clock()
    with pytest.raises(Invalid) as refused:
        act(ask_to_complete, office, closed, what=" ", pieces=["score"], until=until)
    assert refused.value.fields == {
        "what": "what_missing",
        "pieces": "pieces_missing",
        "until": "until_past",
    }


@pytest.mark.parametrize(
    ("first", "refused", "changed"),
    [(False, "inadmissible", "admissible"), (True, "ineligible", "eligible")],
)
def test_a_contested_refusal_is_changed(office, closed, first, refused, changed) -> None:
    answers = NOT_MET if first else LATE
    act(refuse_proposal, office, closed, reason="One partner only.", **answers)
    assert stored(office, closed)[0].state == refused
    act(contest_refusal, office, closed, "karim", reason="We are two.")
    with pytest.raises(Conflict, match="contested_already"):
        act(contest_refusal, office, closed, "karim", reason="We are two!")
    with pytest.raises(Invalid, match="reason_missing"):
        act(answer_contest, office, closed, change=True, reason="")
    act(answer_contest, office, closed, change=True, reason="That is so.")
    assert stored(office, closed)[0].state == changed
    assert "It is changed. The reason:" in letters(office)
    with office.doors.engines.reading() as session:
        text = b"".join(row.data for row in session.query(LogEntry)).decode()
    assert [word for word in ("We are two", "That is so") if word in text] == []


def test_a_contested_refusal_is_kept_once(office, closed) -> None:
    act(refuse_proposal, office, closed, reason="One partner only.", **LATE)
    with pytest.raises(Conflict, match="nothing_contested"):
        act(answer_contest, office, closed, change=False, reason="No.")
    act(contest_refusal, office, closed, "karim", reason="We are two.")
    with pytest.raises(NotFound):
        act(answer_contest, office, closed, "karim", change=True, reason="Yes.")
    act(answer_contest, office, closed, change=False, reason="They are one firm.")
    proposal, _spec = stored(office, closed)
    assert (proposal.state, proposal.contest_answer) == ("inadmissible", "They are one firm.")
    with pytest.raises(Conflict, match="nothing_contested"):
        act(answer_contest, office, closed, change=True, reason="After all.")


def test_a_refusal_stands_once_the_days_that_the_call_announced_are_over(office, closed) -> None:
    act(refuse_proposal, office, closed, reason="One partner only.", **LATE)
    assert stored(office, closed)[0].contest_until == office.clock() + timedelta(days=10)
    office.clock.advance(days=10)
    with pytest.raises(Conflict, match="contest_too_late"):
        act(contest_refusal, office, closed, "karim", reason="We are two.")


def test_what_is_not_refused_cannot_be_contested(office, closed) -> None:
    with pytest.raises(Conflict, match="proposal_is_submitted"):
        act(contest_refusal, office, closed, "karim", reason="We are two.")
