"""A call cancelled while its round is open: the round ends with it, and stays sealed."""

from __future__ import annotations

import pytest

from jury.domain.errors import Conflict
from jury.services.call import cancel_call
from jury.services.checkpoints import sign_due
from jury.services.decision.opened import open_sheets
from jury.services.doors import Doors
from jury.services.drafts import keep_sheet
from jury.services.instance_check import check_instance
from jury.services.worker import close_rounds
from tests.fixtures.clock import Clock
from tests.fixtures.decided import Case, open_case


@pytest.fixture
def case(doors: Doors, clock: Clock) -> Case:
    case = open_case(doors, clock)
    case.score()
    cancel_call(case.as_("helene"), call_id=case.call_id, reason="The money is gone.")
    return case


def test_the_round_ends_with_its_call(case: Case, doors: Doors, clock: Clock) -> None:
    assert (case.round().state, case.round().closed_at) == ("cancelled", clock())
    sign_due(doors)
    assert check_instance(doors).problems == []


def test_no_draft_is_kept_and_no_sheet_sent_any_more(case: Case, doors: Doors) -> None:
    with pytest.raises(Conflict, match="round_is_cancelled"):
        keep_sheet(
            doors, case.seats[0].account_id, call_id=case.call_id, proposal_id=case.orchard,
            levels={case.criteria[0]: 1}, words={}, version=0,
        )  # fmt: skip
    with pytest.raises(Conflict, match="round_is_cancelled"):
        case.send(case.orchard, [(0, 0)], version=1)


def test_the_worker_closes_nothing_later_and_nobody_opens_a_sheet(
    case: Case, doors: Doors, clock: Clock
) -> None:
    clock.advance(days=20)
    close_rounds(doors)
    assert case.round().state == "cancelled"
    with doors.engines.reading() as session, pytest.raises(Conflict, match="round_is_cancelled"):
        open_sheets(session, case.round())
