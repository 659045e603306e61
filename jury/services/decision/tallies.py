"""From rows to the rule book and back: reads the sheets that count, and writes results plainly.

Only for rounds that are closed; what the guarantor opens comes from the log instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.orm import Session

from jury.domain.decision import Ask, Outcome, decide
from jury.domain.decision import Vote as RoomVote
from jury.domain.errors import Conflict
from jury.domain.record.recompute import fraction, plain
from jury.domain.scoring import (
    CountRule,
    Levels,
    ProposalScore,
    ScoreRule,
    collective_score,
    published,
)
from jury.storage.call import Call, Criterion, criteria_of
from jury.storage.decision import PublicDraw, Vote, draw_of, votes_in
from jury.storage.proposal import Proposal, proposals_in
from jury.storage.scoring import Round, Sheet, sheets_that_count

BEFORE_THE_JURY = ("before_jury", "funded", "reserve", "not_funded", "renounced")
"""States of proposals that the jury had before it, before and after the authority's answer."""


@dataclass(frozen=True)
class Told:
    """What a count needs beside the sheets, read once for a page that asks for more than one."""

    proposals: Sequence[Proposal]
    votes: Sequence[Vote]
    draw: PublicDraw | None


def told_in(session: Session, round_: Round) -> Told:
    """Read the projects before the jury, the room's votes and the public draw."""
    call_id = round_.call_id
    return Told(
        proposals_in(session, call_id, BEFORE_THE_JURY),
        votes_in(session, call_id, round_.id),
        draw_of(session, call_id, round_.id),
    )


def count_rule(call: Call) -> CountRule:
    """Give the announced way of counting."""
    return CountRule(ScoreRule(call.rule), call.quorum_min, call.quorum_half)


def scores_of(
    session: Session, call: Call, round_: Round, told: Told | None = None
) -> dict[str, ProposalScore]:
    """Give each proposal's collective score, from the sheets that count.

    Raises Conflict (`round_is_open`) while the round is sealed.
    """
    given = [(s.proposal_id, s.levels) for s in _sealed_no_more(session, round_)]
    proposals = told.proposals if told else proposals_in(session, call.id, BEFORE_THE_JURY)
    return score(call, criteria_of(session, call.id), proposals, round_.staying, given)


def _sealed_no_more(session: Session, round_: Round) -> list[Sheet]:
    if round_.state not in ("closed", "counted"):
        raise Conflict(f"round_is_{round_.state}")
    return sheets_that_count(session, round_.call_id, round_.id)


def score(
    call: Call,
    criteria: Sequence[Criterion],
    proposals: Sequence[Proposal],
    staying: Mapping[str, int],
    sheets: Iterable[tuple[str, Levels]],
) -> dict[str, ProposalScore]:
    """Score every proposal that was before the jury, from (proposal, levels) of each sheet."""
    rule = count_rule(call)
    by_proposal: dict[str, list[Levels]] = {p.id: [] for p in proposals}
    for proposal_id, levels in sheets:
        if proposal_id in by_proposal:
            by_proposal[proposal_id].append(levels)
    return {
        proposal_id: collective_score(given, staying.get(proposal_id, 0), criteria, rule)
        for proposal_id, given in by_proposal.items()
    }


def votes_of(session: Session, round_: Round) -> dict[str, RoomVote]:
    """Give the room's votes by proposal."""
    return room_votes(votes_in(session, round_.call_id, round_.id))


def room_votes(votes: Iterable[Vote]) -> dict[str, RoomVote]:
    """Give stored votes as the rule book knows them, by proposal."""
    return {v.proposal_id: RoomVote(v.yes, v.no, v.abstain) for v in votes}


def outcomes_of(
    session: Session,
    call: Call,
    round_: Round,
    scores: Mapping[str, ProposalScore],
    told: Told | None = None,
) -> tuple[Outcome, ...]:
    """Share the budget by the announced rule, with the room's votes and the public draw.

    Raises Conflict (`tie_needs_draw`).
    """
    told = told or told_in(session, round_)
    return decide(
        [Ask(p.id, p.asked_cents, p.minimum_cents) for p in told.proposals],
        scores,
        room_votes(told.votes),
        call.budget_cents,
        floor=Fraction(call.floor) if call.floor else None,
        partial=call.partial,
        draw_order=told.draw.proposals if told.draw else None,
    )


def published_results(
    outcomes: Sequence[Outcome], scores: Mapping[str, ProposalScore]
) -> list[dict[str, object]]:
    """Write outcomes and counts as plain JSON data; fractions as "a/b"."""
    return [
        {
            "proposal": o.proposal_id,
            "place": o.rank,
            "outcome": o.result.value,
            "score": fraction(scores[o.proposal_id].total),
            "amount_cents": o.amount_cents,
            "criteria": criteria_rows(scores[o.proposal_id]),
            "why": {"code": o.why.code, "params": {k: plain(v) for k, v in o.why.params.items()}},
        }
        for o in outcomes
    ]


def criteria_rows(score: ProposalScore) -> list[dict[str, object]]:
    """Write what may be published of each criterion: without a quorum the number alone."""
    rows: list[dict[str, object]] = []
    for criterion in score.criteria:
        shown = published(criterion)
        rows.append(
            {
                "criterion": shown.criterion,
                "n": shown.n,
                "quorum_met": shown.quorum_met,
                "counts": list(shown.counts) if shown.counts is not None else None,
                "cannot_judge": shown.cannot_judge,
                "score": fraction(shown.score),
            }
        )
    return rows
