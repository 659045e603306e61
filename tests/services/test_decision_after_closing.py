"""What may still happen between the closing of a round and the decision, and changes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jury.domain.errors import Conflict
from jury.services import seat
from jury.services.call import cancel_call
from jury.services.decision import enter_draw, enter_vote
from jury.services.doors import Doors
from jury.services.proposal import withdraw_proposal
from jury.storage.call import Call
from jury.storage.proposal import Proposal
from tests.fixtures.clock import Clock
from tests.fixtures.decided import Case, open_case

STEPS = ("close", "count", "confirm", "prepare")


def ends_a_seat(case: Case) -> None:
    seat.end_seat(
        case.as_("samira"),
        call_id=case.call_id,
        seat_id=case.seats[2].id,
        reason="They moved away.",
        version=case.seats[2].version,
    )


def seats_two_more(case: Case) -> None:
    people: list[tuple[str, str | None]] = [("Yara", None), ("Yves", None)]
    seat.fill_seats(case.as_("samira"), call_id=case.call_id, people=people)


def withdraws_the_orchard(case: Case) -> None:
    with case.office.doors.engines.reading() as session:
        version = session.query(Proposal).filter_by(id=case.orchard).one().version
    withdraw_proposal(
        case.as_("karim"), call_id=case.call_id, proposal_id=case.orchard, version=version
    )


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("change", [ends_a_seat, seats_two_more])
def test_who_comes_or_goes_after_closing_changes_no_number(
    doors: Doors, clock: Clock, step: str, change: Callable[[Case], None]
) -> None:
    case = open_case(doors, clock).to(step)
    change(case)
    for name in ("close", "count", "confirm", "prepare", "adopt", "publish"):
        if name not in STEPS[: STEPS.index(step) + 1]:
            getattr(case, name)()
    assert {p: r.score for p, r in case.results().items()} == {
        case.orchard: "230/3",
        case.bakery: "80/1",
        case.cinema: "20/1",
    }


def test_a_project_is_withdrawn_until_the_count(doors: Doors, clock: Clock) -> None:
    case = open_case(doors, clock).to("close")
    withdraws_the_orchard(case)
    case.count()
    case.confirm()
    assert set(case.results()) == {case.bakery, case.cinema}


@pytest.mark.parametrize("step", STEPS[1:])
def test_what_the_jury_has_counted_is_not_withdrawn_under_it(
    doors: Doors, clock: Clock, step: str
) -> None:
    case = open_case(doors, clock).to(step)
    with pytest.raises(Conflict) as refused:
        withdraws_the_orchard(case)
    assert refused.value.code == "round_is_counted"


def test_nothing_is_counted_in_a_cancelled_call(doors: Doors, clock: Clock) -> None:
    case = open_case(doors, clock).to("close")
    cancel_call(case.as_("helene"), call_id=case.call_id, reason="No money is left.")
    for act in (case.count, case.confirm, lambda: votes(case), lambda: draws(case)):
        with pytest.raises(Conflict) as refused:
            act()
        assert refused.value.code == "call_is_cancelled"
    with doors.engines.reading() as session:
        assert session.query(Call).one().state == "cancelled"


def votes(case: Case) -> None:
    enter_vote(
        case.as_("samira"),
        call_id=case.call_id,
        proposal_id=case.cinema,
        yes=1,
        no=1,
        abstain=0,
        version=0,
    )


def draws(case: Case) -> None:
    enter_draw(
        case.as_("samira"), call_id=case.call_id, proposals=[case.orchard, case.bakery], version=0
    )
