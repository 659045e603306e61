"""Two processes of four threads, 500 acts each: the log never forks, and no key counts twice."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest
from sqlalchemy import select

from jury.services.doors import Doors
from jury.storage.call import Call
from jury.storage.record import INSTALLATION, Answer
from tests.fixtures.calls import Office, open_office
from tests.fixtures.clock import Clock
from tests.services.racing.race import Attempt, Lane, Outcome, race
from tests.services.racing.whole import whole_log

STEP = "tests.services.racing.verbs:step"
CREATE = "jury.services.call:create_call"
PROCESSES, THREADS, ACTS = 2, 4, 125


@pytest.fixture
def office(doors: Doors, clock: Clock) -> Office:
    return open_office(doors, clock)


def attempts(office: Office, call_id: str, process: int, thread: int) -> list[Attempt]:
    """List what one thread tries: every fifth act is sent by the other process too.

    Every tenth act goes to the installation's log, the others to the call's.
    """
    made = []
    for number in range(ACTS):
        shared = number % 5 == 0
        key = f"{thread}-{number}" if shared else f"{process}-{thread}-{number}"
        if number % 10 == 3:
            values = {"title": key, "language": "en", "timezone": "UTC"}
            made.append(Attempt(CREATE, office.people["helene"], values, key))
        else:
            made.append(Attempt(STEP, office.people["helene"], {"call_id": call_id}, key))
    return made


def test_the_log_never_forks_and_no_key_counts_twice(office: Office) -> None:
    call_id = office.draft_call()
    before = {log: len(whole_log(office.doors, log)) for log in (call_id, INSTALLATION)}
    outcomes = race(
        [
            Lane(
                office.doors.settings,
                office.clock(),
                [attempts(office, call_id, process, thread) for thread in range(THREADS)],
            )
            for process in range(PROCESSES)
        ]
    )
    assert len(outcomes) == PROCESSES * THREADS * ACTS
    assert [o.refused for o in outcomes if o.done is None] == []

    by_key = one_answer_for_each_key(outcomes)
    entries = Counter(log_id for _, log_id, _ in by_key.values())
    for log in (call_id, INSTALLATION):
        assert len(whole_log(office.doors, log)) == before[log] + entries[log]
    with office.doors.engines.reading() as session:
        assert session.get_one(Call, call_id).version == 2 + entries[call_id]
        answers = session.scalars(select(Answer)).all()
    assert {a.key: (a.subject, a.call_id or INSTALLATION, a.leaf) for a in answers} == by_key


def one_answer_for_each_key(outcomes: list[Outcome]) -> dict[str, tuple[str, str, int]]:
    """Give what each key got; all who sent it got the same, and one of them was the first."""
    got = defaultdict(set)
    first: Counter[str] = Counter()
    for outcome in outcomes:
        assert outcome.done is not None
        done = outcome.done
        got[outcome.attempt.key].add((done.subject, done.log_id, done.leaf))
        first[outcome.attempt.key] += not done.repeated
    assert {len(answers) for answers in got.values()} == {1}
    assert set(first.values()) == {1}
    by_key = {key: answers.pop() for key, answers in got.items()}
    assert len({(log, leaf) for _, log, leaf in by_key.values()}) == len(by_key)
    return by_key
