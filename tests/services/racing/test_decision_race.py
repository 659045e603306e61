"""Two signatories adopt at the same moment, again and again: one answer, one entry."""

from __future__ import annotations

from collections import Counter

import pytest

from jury.domain.permissions import Role
from jury.services.call import give_part
from jury.services.doors import Doors
from jury.storage.decision import decision_of
from jury.storage.record import current_log
from tests.fixtures.calls import email_of
from tests.fixtures.clock import Clock
from tests.fixtures.decided import Case, open_case
from tests.services.racing.race import Attempt, Lane, race
from tests.services.racing.whole import whole_log

ADOPT = "jury.services.decision:adopt_decision"
PROCESSES, THREADS, TRIES = 2, 2, 5


@pytest.fixture
def case(doors: Doors, clock: Clock) -> Case:
    case = open_case(doors, clock)
    case.office.new("sidonie")
    give_part(
        case.as_("helene"),
        call_id=case.call_id,
        email=email_of("sidonie"),
        role=Role.SIGNATORY,
    )
    return case.to("prepare")


def tries(case: Case, lane: int, name: str) -> list[Attempt]:
    """Let one signatory press the button again and again, from the page drawn before the race."""
    values = {"call_id": case.call_id, "version": 1}
    account = case.office.people[name]
    return [Attempt(ADOPT, account, values, f"{name}-{lane}-{n}") for n in range(TRIES)]


def test_two_people_sign_at_once_and_the_authority_answers_once(case: Case) -> None:
    doors = case.office.doors
    threads = [
        [tries(case, lane, name) for name in ("simone", "sidonie")] for lane in range(PROCESSES)
    ]
    found = race([Lane(doors.settings, doors.clock(), mine) for mine in threads])
    answers = Counter(outcome.refused for outcome in found)
    assert answers == {"": 1, "adopted": PROCESSES * THREADS * TRIES - 1}
    winner = next(outcome for outcome in found if outcome.done)
    with doors.engines.reading() as session:
        stored, log = decision_of(session, case.call_id), current_log(session, case.call_id)
    assert (stored.adopted_by, stored.version) == (winner.attempt.account_id, 2)
    kinds = Counter(leaf.kind for leaf in whole_log(doors, log.id))
    assert kinds["decision.adopted"] == 1
