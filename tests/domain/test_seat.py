"""Who still sits, who leaves a project, and who may score it."""

from __future__ import annotations

import pytest

from jury.domain.seat import SEAT, SeatState, TieDegree, leaves, may_read, may_score, stays


def test_a_seat_ends_once_and_gets_new_codes_only_before() -> None:
    assert dict(SEAT.table) == {
        (SeatState.ACTIVE, "code"): SeatState.ACTIVE,
        (SeatState.ACTIVE, "end"): SeatState.ENDED,
    }


def test_only_a_conflict_leaves() -> None:
    assert [leaves(d) for d in TieDegree] == [False, False, True]
    assert list(TieDegree) == ["none", "link", "conflict"]


@pytest.mark.parametrize(
    ("tie", "active", "reads", "scores", "stay"),
    [
        (None, True, "tie_not_declared", "tie_not_declared", True),
        (TieDegree.NONE, True, None, None, True),
        (TieDegree.LINK, True, None, None, True),
        (TieDegree.CONFLICT, True, None, "conflict", False),
        (None, False, "seat_ended", "seat_ended", False),
        (TieDegree.NONE, False, "seat_ended", "seat_ended", False),
        (TieDegree.LINK, False, "seat_ended", "seat_ended", False),
        (TieDegree.CONFLICT, False, "seat_ended", "seat_ended", False),
    ],
)
def test_ana_reads_and_scores_what_her_tie_and_seat_allow(
    tie: TieDegree | None, active: bool, reads: str | None, scores: str | None, stay: bool
) -> None:
    assert may_read(tie, active) == reads
    assert may_score(tie, active) == scores
    assert stays(tie, active) is stay
