"""How sure a decision is: the rows of a real round give what the rule book says of it."""

from __future__ import annotations

import pytest

from jury.domain.record.document import NearRow
from jury.services.decision import sure
from jury.services.decision.sure import how_sure
from jury.storage.call import call_of
from jury.storage.scoring import sheets_that_count
from tests.fixtures.decided import Case, open_case


def found(case: Case):
    with case.office.doors.engines.reading() as session:
        round_ = case.round()
        sheets = sheets_that_count(session, case.call_id, round_.id)
        return how_sure(session, call_of(session, case.call_id), round_, sheets)


def test_the_nearest_to_the_line_are_named_with_their_points(doors, clock) -> None:
    case = open_case(doors, clock).to("count")
    # Bakery 80, orchard 230/3, cinema 20: the cinema is the first that does not fit.
    assert sorted(found(case).nearest, key=lambda n: (n.points, n.proposal)) == sorted(
        [
            NearRow(case.bakery, "60/1", True),
            NearRow(case.cinema, "170/3", False),
            NearRow(case.orchard, "170/3", True),
        ],
        key=lambda n: (n.points, n.proposal),
    )


def test_leaving_out_one_juror_is_tried_with_each_of_them(doors, clock) -> None:
    case = open_case(doors, clock).to("count")
    # Only five judged the bakery's second question, and five stayed with the cinema: without one of
    # them there would be no score, and the room would have had to vote.
    told = found(case).leaving_out
    assert told == {case.orchard: 0, case.bakery: 5, case.cinema: 5}


def test_a_close_race_is_shown_as_one(doors, clock) -> None:
    case = open_case(doors, clock, [20_000_00, 20_000_00, 20_000_00], budget_cents=20_000_00,
                     quorum_min=1)  # fmt: skip
    case.score({case.orchard: [(3, 3)] * 3 + [(2, 2)] * 3, case.bakery: [(2, 2)] * 4 + [(3, 3)] * 2,
                case.cinema: [(0, 0)] * 6})  # fmt: skip
    case.close()
    case.count()
    told = found(case)
    assert {n.proposal: n.above for n in told.nearest}[case.orchard] is True
    assert told.leaving_out[case.cinema] == 0


def test_a_very_large_jury_is_not_tried_one_by_one(doors, clock, monkeypatch) -> None:
    case = open_case(doors, clock).to("count")
    monkeypatch.setattr(sure, "MOST_WORK", 10)
    assert found(case).leaving_out is None


@pytest.mark.parametrize("step", ["count", "publish"])
def test_it_tells_no_seat(doors, clock, step) -> None:
    case = open_case(doors, clock).to(step)
    assert [s.id for s in case.seats if s.id in str(found(case))] == []
