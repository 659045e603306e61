"""Two people adopt, or attach the act, at the same moment, again and again: one entry."""

from __future__ import annotations

from collections import Counter

import pytest

from jury.domain.permissions import Role
from jury.services.call import give_part
from jury.services.doors import Doors
from jury.services.files import PDF_TYPE, Kept
from jury.storage.decision import act_of, decision_of
from jury.storage.record import current_log
from tests.fixtures.calls import email_of
from tests.fixtures.clock import Clock
from tests.fixtures.decided import Case, open_case
from tests.services.racing.race import Attempt, Lane, race
from tests.services.racing.whole import whole_log

ADOPT = "jury.services.decision:adopt_decision"
ATTACH = "jury.services.decision:attach_act"
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


def attachings(case: Case, lane: int, row: int) -> list[Attempt]:
    """Let Hélène attach the act from several tabs, another file each time."""
    account = case.office.people["helene"]
    return [
        Attempt(
            ATTACH,
            account,
            {
                "call_id": case.call_id,
                "number": f"2026/{lane}{row}{n}",
                "day": "2026-03-20",
                "kept": Kept("act.pdf", PDF_TYPE, 9, f"{lane}{row}{n}".rjust(64, "0"), "f" * 32),
            },
            f"attach-{lane}-{row}-{n}",
        )
        for n in range(TRIES)
    ]


def test_an_act_attached_from_several_tabs_at_once_is_attached_once(case: Case) -> None:
    case.adopt()
    doors = case.office.doors
    threads = [[attachings(case, lane, row) for row in range(THREADS)] for lane in range(PROCESSES)]
    found = race([Lane(doors.settings, doors.clock(), mine) for mine in threads])
    answers = Counter(outcome.refused for outcome in found)
    assert answers == {"": 1, "act_attached": PROCESSES * THREADS * TRIES - 1}
    winner = next(outcome for outcome in found if outcome.done)
    with doors.engines.reading() as session:
        stored, log = act_of(session, case.call_id), current_log(session, case.call_id)
    assert stored.number == winner.attempt.values["number"]
    assert Counter(leaf.kind for leaf in whole_log(doors, log.id))["act.attached"] == 1
