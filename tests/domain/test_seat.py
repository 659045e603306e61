"""Who still sits, who leaves a project, and who may score it."""

from __future__ import annotations

import pytest

from jury.domain.seat import SEAT, SeatState, TieDegree, leaves, may_score


def test_a_seat_ends_once_and_gets_new_codes_only_before() -> None:
    assert dict(SEAT.table) == {
        (SeatState.ACTIVE, "code"): SeatState.ACTIVE,
        (SeatState.ACTIVE, "end"): SeatState.ENDED,
    }


def test_only_a_conflict_leaves() -> None:
    assert [leaves(d) for d in TieDegree] == [False, False, True]
    assert list(TieDegree) == ["none", "link", "conflict"]


@pytest.mark.parametrize(
    ("tie", "hindered"),
    [
        (None, "tie_first"),
        (TieDegree.NONE, None),
        (TieDegree.LINK, None),
        (TieDegree.CONFLICT, "conflict"),
    ],
)
def test_ana_scores_what_her_tie_allows(tie: TieDegree | None, hindered: str | None) -> None:
    assert may_score(tie) == hindered
