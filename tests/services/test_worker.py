"""The worker does what is due, each job for itself, and never twice at once."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from jury.services import worker
from jury.services.account import create_account
from jury.services.call import create_call
from jury.services.checkpoints import Refusal, Signed
from jury.services.doors import Doors
from jury.services.health import SIGNED
from jury.services.perform import Moment
from jury.services.upkeep import upkeep
from jury.services.worker import Job, describe, erase_due, only_worker, run, run_once
from jury.storage.account import Letter, Pulse
from jury.storage.call import Call
from jury.storage.record import LogEntry, SignedCheckpoint
from tests.fixtures.clock import Clock
from tests.fixtures.past_the_doors import past_the_doors


@pytest.fixture
def call_id(doors: Doors, clock: Clock) -> str:
    """Give Olga's call, open until tomorrow."""
    made = create_account(
        Moment(doors, system=True),
        name="Olga",
        email="olga@example.org",
        roles=["official"],
        password=None,
        language="fr",
    )
    olga = Moment(doors, account_id=made.subject)
    call_id = create_call(olga, title="Call", language="fr", timezone="Europe/Paris").subject
    with past_the_doors(doors) as session:
        call = session.get_one(Call, call_id)
        call.state, call.closes_at = "open", clock() + timedelta(days=1)
    return call_id


def state_of(doors: Doors, call_id: str) -> str:
    with doors.engines.reading() as session:
        return session.get_one(Call, call_id).state


def test_a_call_is_closed_at_its_time_and_not_before(
    doors: Doors, clock: Clock, call_id: str
) -> None:
    said: list[str] = []
    run_once(doors, said.append)
    assert state_of(doors, call_id) == "open"
    clock.advance(days=1)
    run_once(doors, said.append)
    run_once(doors, said.append)
    assert state_of(doors, call_id) == "closed"
    with doors.engines.reading() as session:
        kinds = session.scalars(select(LogEntry.kind).where(LogEntry.log_id == call_id)).all()
        assert kinds == ["call.closed"]
        assert session.get(SignedCheckpoint, (call_id, 1)) is not None
    assert said == []


def test_one_failing_job_stops_no_other_and_says_no_value(
    doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def fail(_: Doors) -> None:
        raise RuntimeError("olga@example.org")

    listed = [Job("first", 1, fail), Job("second", 1, lambda _: done.append("second"))]
    monkeypatch.setattr(worker, "jobs", lambda _: listed)
    said: list[str] = []
    run_once(doors, said.append)
    assert done == ["second"]
    assert [line.split(" in ")[0] for line in said] == ["first: RuntimeError"]
    assert "olga" not in said[0]


def test_a_log_that_is_refused_leaves_no_note_that_all_are_signed(
    doors: Doors, call_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def signed_at() -> datetime | None:
        with doors.engines.reading() as session:
            return session.scalar(select(Pulse.at).where(Pulse.name == SIGNED))

    lost = Signed(refused=(Refusal(call_id, "shorter"),))
    with monkeypatch.context() as patch:
        patch.setattr(worker, "sign_due", lambda *_, **__: lost)
        run_once(doors, lambda _: None)
    assert signed_at() is None
    run_once(doors, lambda _: None)
    assert signed_at() == doors.clock()


def test_two_workers_never_work_at_once(doors: Doors) -> None:
    with only_worker(doors) as first, only_worker(doors) as second:
        assert (first, second) == (True, False)
    with only_worker(doors) as again:
        assert again is True


def test_the_worker_works_until_it_is_told_to_stop(doors: Doors, call_id: str) -> None:
    stop, said = threading.Event(), list[str]()
    thread = threading.Thread(target=run, args=(doors, stop, said.append))
    thread.start()
    for _ in range(400):
        with doors.engines.reading() as session:
            if session.scalars(select(SignedCheckpoint)).first() is not None:
                break
        stop.wait(0.05)
    stop.set()
    thread.join(10)
    assert (thread.is_alive(), said) == (False, [])
    with doors.engines.reading() as session:
        assert session.scalars(select(SignedCheckpoint.log_id)).all() == ["installation"]


def test_a_slip_that_nobody_printed_is_emptied_after_an_hour(doors: Doors, clock: Clock) -> None:
    def slip(name: str, channel: str) -> Letter:
        return Letter(
            id=name,
            channel=channel,
            recipient="seat",
            language="fr",
            subject="Code",
            sealed=b"sealed",
            created_at=clock(),
            next_try_at=clock(),
        )

    with upkeep(doors) as session:
        session.add_all([slip("old", "paper"), slip("mail", "email")])
    clock.advance(minutes=61)
    with upkeep(doors) as session:
        session.add(slip("new", "paper"))
    erase_due(doors)
    with doors.engines.reading() as session:
        kept = {letter.id: letter.sealed for letter in session.scalars(select(Letter))}
    assert kept == {"old": None, "mail": b"sealed", "new": b"sealed"}


def test_an_error_is_described_without_its_words() -> None:
    assert describe(ValueError("somebody's name")) == "ValueError"
