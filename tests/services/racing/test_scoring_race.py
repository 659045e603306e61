"""Pages drawn before the round closes and posted after it: none counts, on either database."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from sqlalchemy import select

from jury.domain.errors import Conflict
from jury.domain.record.leaf import Leaf
from jury.services.doors import Doors
from jury.services.perform import Moment
from jury.services.scoring import submit_sheet
from jury.storage.record import Opening
from jury.storage.scoring import Sheet
from tests.fixtures.clock import Clock
from tests.fixtures.decided import Case, open_case
from tests.services.racing.race import Attempt, Lane, Outcome, race
from tests.services.racing.whole import whole_log

SUBMIT = "jury.services.scoring:submit_sheet"
CLOSE = "jury.services.scoring:close_round"
PROCESSES, THREADS, ACTS, CLOSES_AFTER = 2, 4, 125, 60
Pair = tuple[int, str]


@pytest.fixture
def case(doors: Doors, clock: Clock) -> Case:
    case = open_case(doors, clock)
    for juror, proposal_id in pairs(case):
        case.ties(juror, proposal_id, "none")
    return case


def pairs(case: Case) -> list[Pair]:
    projects = (case.orchard, case.bakery, case.cinema)
    return [(juror, project) for project in projects for juror in range(len(case.seats))]


def pages(case: Case, lane: int) -> list[Attempt]:
    """Draw all pages of some jurors before the race: each sheet again and again, as it changes."""
    mine = pairs(case)[lane :: PROCESSES * THREADS]
    drawn: Counter[Pair] = Counter()
    made = []
    for number in range(ACTS):
        juror, proposal_id = pair = mine[number % len(mine)]
        values = {
            "call_id": case.call_id,
            "proposal_id": proposal_id,
            "levels": dict.fromkeys(case.criteria, number % 4),
            "words": {"convinced": f"page {number}", "worried": ""},
            "version": drawn[pair],
        }
        drawn[pair] += 1
        made.append(Attempt(SUBMIT, case.seats[juror].account_id, values, f"{lane}-{number}"))
    return made


def closing(case: Case, lane: int, attempts: list[Attempt]) -> list[Attempt]:
    """Let the first thread of each process close the round in the middle."""
    if lane % THREADS:
        return attempts
    values = {"call_id": case.call_id, "reason": "The hall closes."}
    act = Attempt(CLOSE, case.office.people["samira"], values, f"close-{lane}")
    return [*attempts[:CLOSES_AFTER], act, *attempts[CLOSES_AFTER:]]


def test_what_is_posted_after_the_closing_never_counts(case: Case) -> None:
    doors = case.office.doors
    lanes = [[closing(case, n, pages(case, n)) for n in range(p * THREADS, (p + 1) * THREADS)]
             for p in range(PROCESSES)]  # fmt: skip
    outcomes = race([Lane(doors.settings, case.office.clock(), threads) for threads in lanes])

    assert len(outcomes) == PROCESSES * (THREADS * ACTS + 1)
    sent = [o for o in outcomes if o.attempt.verb == SUBMIT and o.done]
    late = [o for o in outcomes if o.attempt.verb == SUBMIT and not o.done]
    closed = [o.done.leaf for o in outcomes if o.attempt.verb == CLOSE and o.done]
    assert len(closed) == 1
    assert len(sent) >= CLOSES_AFTER
    assert len(late) >= ACTS - CLOSES_AFTER
    assert {o.refused for o in outcomes if not o.done} == {"round_is_closed"}

    leaves = whole_log(doors, case.call_id)
    assert leaves[closed[0]].kind == "round.closed"
    assert closed[0] == len(leaves) - 1
    kinds = Counter(leaf.kind for leaf in leaves)
    assert (kinds["sheet.submitted"], kinds["round.closed"]) == (len(sent), 1)
    jurors_cannot_be_followed(leaves)
    only_the_last_sheets_are_left(case, leaves, sent)
    a_retry_gets_its_first_answer(doors, sent[-1], late[0])


def jurors_cannot_be_followed(leaves: list[Leaf]) -> None:
    actors = [leaf.actor for leaf in leaves if leaf.role == "juror"]
    assert len(set(actors)) == len(actors)


def only_the_last_sheets_are_left(case: Case, leaves: list[Leaf], sent: list[Outcome]) -> None:
    """Compare the rows with what was answered, and the openings that are left with the rows."""
    versions = Counter((o.attempt.account_id, o.attempt.values["proposal_id"]) for o in sent)
    seats = {seat.id: seat.account_id for seat in case.seats}
    with case.office.doors.engines.reading() as session:
        sheets = session.scalars(select(Sheet).where(Sheet.call_id == case.call_id)).all()
        found = {(seats[s.seat_id], s.proposal_id): s.version for s in sheets}
        open_leaves = set(
            session.scalars(
                select(Opening.leaf).where(
                    Opening.log_id == case.call_id,
                    Opening.part == "levels",
                    Opening.key.is_not(None),
                )
            )
        )
    assert found == versions
    assert leaves[-1].facts["sheets"] == len(sheets)
    assert open_leaves == {sheet.leaf for sheet in sheets}


def a_retry_gets_its_first_answer(doors: Doors, sent: Outcome, late: Outcome) -> None:
    def again(outcome: Outcome) -> Moment:
        return Moment(doors, outcome.attempt.account_id, key=outcome.attempt.key, route=SUBMIT)

    assert sent.done is not None
    assert submit_sheet(again(sent), **sent.attempt.values) == replace(sent.done, repeated=True)
    with pytest.raises(Conflict, match="round_is_closed"):
        submit_sheet(again(late), **late.attempt.values)
