"""No page about projects asks the database more for a large project, or for many of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import event

from jury.domain.proposal import QUESTIONS, FundingSpec, IndicatorSpec
from jury.services.proposal import accept_proposal, refuse_proposal
from jury.services.seat import declare_tie, fill_seats
from jury.storage.seat import seats_in
from tests.fixtures.calls import ALL_MET, LATE, ORCHARD, Office, open_office
from tests.fixtures.forms import sign_in

MOST = 12
LARGE = {
    "partners": tuple(replace(ORCHARD.partners[0], name=f"Partner {n}") for n in range(8)),
    "other": tuple(FundingSpec(f"Source {n}", 1_000_00) for n in range(6)),
    "indicators": tuple(IndicatorSpec(f"Count {n}", "0", "9") for n in range(5)),
    "annexes": tuple((name, "What is technical.") for name in QUESTIONS),
}
STEPS = ("summary", "questions", "users", "money", "partners", "indicators", "files")


@pytest.fixture
def office(app, clock) -> Office:
    return open_office(app.extensions["jury"], clock)


def browser(app, office, name):
    return sign_in(app.test_client(), office.doors, office.people[name])


@contextmanager
def counting(office) -> Iterator[list[str]]:
    seen: list[str] = []

    def listen(*said: object) -> None:
        seen.append(str(said[2]))

    event.listen(office.doors.engines.read, "before_cursor_execute", listen)
    yield seen
    event.remove(office.doors.engines.read, "before_cursor_execute", listen)


def asked(office, client, paths: list[str], call_id: str, proposal_id: str) -> list[int]:
    """Give how many statements each page takes, by place in the list."""
    counts = []
    for path in paths:
        address = path.replace("CALL", f"/calls/{call_id}")
        address = address.replace("OWN", f"/calls/{call_id}/projects/{proposal_id}")
        with counting(office) as seen:
            assert client.get(address).status_code == 200, path
        counts.append(len(seen))
    return counts


def large(office, call_id: str, name: str) -> str:
    """Let somebody hand in as much as one project can hold, beside others of theirs."""
    found = office.handed_in(call_id, name, **LARGE)
    for turn in range(8):
        office.file_of(call_id, found, name, turn)
    for _ in range(4):
        office.begun(call_id, name)
    return found


def test_an_author_s_pages_ask_equally_often_for_a_large_project(app, office) -> None:
    call_id = office.open_call()
    small, full = office.handed_in(call_id), large(office, call_id, "lea")
    paths = ["/my-projects", "OWN/write", "OWN/received", "OWN/withdraw", "OWN/received.pdf"]
    paths += [f"OWN/write/{step}" for step in STEPS]
    counts = [
        asked(office, browser(app, office, name), paths, call_id, proposal_id)
        for name, proposal_id in (("karim", small), ("lea", full))
    ]
    assert counts[0] == counts[1]
    assert max(counts[0]) <= MOST


def test_a_reader_s_and_the_desk_s_pages_ask_equally_often(app, office) -> None:
    call_id = office.open_call()
    small, full = office.handed_in(call_id), large(office, call_id, "lea")
    office.close(call_id)
    desk = ["/deskCALL/projects", "/deskOWN", "/deskOWN/ask"]
    counts = [
        asked(office, browser(app, office, "helene"), desk, call_id, proposal_id)
        for proposal_id in (small, full)
    ]
    for proposal_id in (small, full):
        accept_proposal(
            office.as_("helene"), call_id=call_id, proposal_id=proposal_id, version=2, **ALL_MET
        )
    fill_seats(office.as_("samira"), call_id=call_id, people=[("Ana", None)])
    with office.doors.engines.reading() as session:
        office.people["ana"] = seats_in(session, call_id)[0].account_id
    for place, proposal_id in enumerate((small, full)):
        declare_tie(
            office.as_("ana"), call_id=call_id, proposal_id=proposal_id, degree="none", words="",
            version=0,
        )  # fmt: skip
        for name in ("samira", "ana"):
            client = browser(app, office, name)
            counts[place] += asked(office, client, ["OWN"], call_id, proposal_id)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= MOST


def test_the_pages_of_a_refused_project_ask_equally_often(app, office) -> None:
    call_id = office.open_call()
    ours = {"karim": office.handed_in(call_id), "lea": large(office, call_id, "lea")}
    office.close(call_id)
    counts = []
    for name, proposal_id in ours.items():
        refuse_proposal(
            office.as_("helene"), call_id=call_id, proposal_id=proposal_id, version=2,
            reason="It is late.", **LATE,
        )  # fmt: skip
        client = browser(app, office, name)
        paths = ["OWN/write", "OWN/contest"]
        counts.append(asked(office, client, paths, call_id, proposal_id))
        helene = browser(app, office, "helene")
        counts[-1] += asked(office, helene, ["/deskOWN"], call_id, proposal_id)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= MOST
