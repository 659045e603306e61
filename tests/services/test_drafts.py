"""A begun sheet: kept at each touch, never overwritten unseen, never counted."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from jury.domain.errors import Conflict, Forbidden, Invalid, NotFound
from jury.services.drafts import content_of, differs, keep_sheet
from jury.storage.account import Draft
from jury.storage.record import LogEntry
from jury.storage.scoring import Sheet, current_round, own_drafts
from tests.fixtures.decided import Case, open_case


@pytest.fixture
def case(doors, clock) -> Case:
    case = open_case(doors, clock)
    case.ties(0, case.orchard, "none")
    return case


def keep(case: Case, levels=(), words=(), version: int = 0, who: int = 0) -> int:  # type: ignore[no-untyped-def]
    given = {case.criteria[n]: level for n, level in levels}
    return keep_sheet(
        case.office.doors,
        case.seats[who].account_id,
        call_id=case.call_id,
        proposal_id=case.orchard,
        levels=given,
        words=dict(words),
        version=version,
    )


def kept(case: Case) -> dict[str, Draft]:
    with case.office.doors.engines.reading() as session:
        round_ = current_round(session, case.call_id)
        return own_drafts(session, round_, case.seats[0].account_id)


def test_each_touch_adds_to_what_stands(case) -> None:
    assert keep(case, [(0, 3)]) == 1
    assert keep(case, [(1, None)], version=1) == 2
    assert keep(case, words=[("convinced", "Apples.")], version=2) == 3
    draft = kept(case)[case.orchard]
    assert content_of(draft, None) == {
        "levels": {case.criteria[0]: 3, case.criteria[1]: None},
        "words": {"convinced": "Apples."},
    }


def test_a_stale_copy_never_overwrites_a_newer_one(case) -> None:
    keep(case, [(0, 3)])
    with pytest.raises(Conflict) as stale:
        keep(case, [(0, 1)], version=0)
    assert stale.value.code == "stale"
    assert kept(case)[case.orchard].content["levels"] == {case.criteria[0]: 3}


def test_the_same_answer_twice_is_no_quarrel(case) -> None:
    keep(case, [(0, 3)])
    assert keep(case, [(0, 3)], version=0) == 1


def test_a_draft_writes_no_entry_and_no_sheet(case) -> None:
    with case.office.doors.engines.reading() as session:
        before = session.scalar(select(func.count()).select_from(LogEntry))
    keep(case, [(0, 3)])
    with case.office.doors.engines.reading() as session:
        assert session.scalar(select(func.count()).select_from(LogEntry)) == before
        assert session.scalars(select(Sheet)).all() == []


def test_a_draft_needs_a_tie_an_open_round_and_a_seat(case) -> None:
    with pytest.raises(Conflict) as first:
        keep(case, [(0, 3)], who=1)
    assert first.value.code == "tie_first"
    case.ties(2, case.orchard, "conflict")
    with pytest.raises(Forbidden):
        keep(case, [(0, 3)], who=2)
    with pytest.raises(NotFound):
        keep_sheet(
            case.office.doors,
            case.office.people["samira"],
            call_id=case.call_id,
            proposal_id=case.orchard,
            levels={},
            words={},
        )
    with pytest.raises(Invalid):
        keep(case, words=[("worried", "x" * 2001)])
    case.office.clock.advance(days=8)
    with pytest.raises(Conflict) as late:
        keep(case, [(0, 3)])
    assert late.value.code == "round_is_closed"


def test_a_sheet_that_was_sent_is_where_a_new_draft_begins(case) -> None:
    case.send(case.bakery, [(2, 2)])
    keep_sheet(
        case.office.doors,
        case.seats[0].account_id,
        call_id=case.call_id,
        proposal_id=case.bakery,
        levels={case.criteria[0]: 1},
        words={},
    )
    with case.office.doors.engines.reading() as session:
        sheet = session.scalars(select(Sheet)).one()
    draft = kept(case)[case.bakery]
    assert draft.content["levels"] == {case.criteria[0]: 1, case.criteria[1]: 2}
    assert (differs(draft, sheet), differs(None, sheet), differs(draft, None)) == (
        True,
        False,
        False,
    )
