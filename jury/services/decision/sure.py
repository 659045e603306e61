"""How sure a decision is: what is nearest to the line, and what leaving out any one juror changes.

Only for rounds that are closed. It tells numbers, never which juror.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sqlalchemy.orm import Session

from jury.domain.decision import Ask, decide, leave_one_out, nearest_to_line
from jury.domain.record.document import NearRow, SureRow
from jury.domain.record.recompute import above_the_line, fraction
from jury.domain.scoring import Sheet as Counted
from jury.domain.scoring import score_all
from jury.services.decision.tallies import Told, count_rule, room_votes, told_in
from jury.storage.call import Call, criteria_of
from jury.storage.scoring import Round, Sheet

MOST_WORK = 60_000
"""Jurors times sheets up to which each juror is left out in turn: a larger jury would hold up the
act that publishes. Then only what is near the line is told."""


def how_sure(
    session: Session,
    call: Call,
    round_: Round,
    sheets: Sequence[Sheet],
    told: Told | None = None,
) -> SureRow:
    """Say what stands nearest to the line, and how often one juror's absence would change a result.

    `sheets` are those that count. Raises Conflict where lots must be drawn first.
    """
    told = told or told_in(session, round_)
    asks = [Ask(p.id, p.asked_cents, p.minimum_cents) for p in told.proposals]
    votes, budget = room_votes(told.votes), call.budget_cents
    floor = Fraction(call.floor) if call.floor else None
    order = told.draw.proposals if told.draw else None
    staying = _staying([ask.id for ask in asks], round_, sheets)
    counted = [Counted(s.seat_id, s.proposal_id, s.levels) for s in sheets]
    criteria, how = criteria_of(session, call.id), count_rule(call)
    scores = score_all(counted, staying, criteria, how)
    outcomes = decide(
        asks, scores, votes, budget,
        floor=floor, partial=call.partial, draw_order=order,
    )  # fmt: skip
    above = above_the_line(outcomes)
    nearest = [
        NearRow(m.proposal_id, fraction(m.points) or "0/1", m.proposal_id in above)
        for m in nearest_to_line(outcomes, scores)
    ]
    moved = None
    if len({sheet.seat_id for sheet in sheets}) * len(sheets) <= MOST_WORK:
        moved = leave_one_out(
            asks, counted, staying, criteria, how, votes, budget,
            floor=floor, partial=call.partial, draw_order=order,
        )  # fmt: skip
    return SureRow(nearest, moved)


def _staying(
    proposals: Sequence[str], round_: Round, sheets: Sequence[Sheet]
) -> dict[str, frozenset[str]]:
    """Name who stayed with each proposal; who sent nothing counts for the quorum alone."""
    seats: dict[str, set[str]] = {p: set() for p in proposals}
    for sheet in sheets:
        if sheet.proposal_id in seats:
            seats[sheet.proposal_id].add(sheet.seat_id)
    return {
        p: frozenset(found | {f"silent-{n}" for n in range(round_.staying.get(p, 0) - len(found))})
        for p, found in seats.items()
    }
