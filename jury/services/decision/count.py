"""The verbs after closing: the room's votes, the draw, the count, the guarantor's check."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlalchemy import select

from jury.domain.decision import Outcome, TieNeedsDraw, waiting_for_vote
from jury.domain.decision import Vote as RoomVote
from jury.domain.errors import Conflict, Invalid, NotFound
from jury.domain.permissions import Action
from jury.domain.record.canonical import encode
from jury.domain.record.kinds import Entry, Part
from jury.domain.record.kinds.scoring import (
    CountConfirmed,
    DrawEntered,
    RoundCounted,
    VoteEntered,
)
from jury.domain.record.recompute import fraction
from jury.domain.scoring import ProposalScore
from jury.services.decision.opened import recount
from jury.services.decision.tallies import outcomes_of, published_results, scores_of, votes_of
from jury.services.perform import Act, performs
from jury.storage.base import new_id
from jury.storage.decision import Confirmation, PublicDraw, Result, Vote
from jury.storage.proposal import proposals_in
from jury.storage.scoring import Round, current_round

MOST_WORDS = 2000


def closed_round(act: Act) -> Round:
    """Give the round if it is closed and not yet counted; raises Conflict otherwise.

    In a cancelled call nothing is counted any more.
    """
    _refuse_if_cancelled(act)
    round_ = current_round(act.session, act.the_call().id)
    if round_ is None or round_.state != "closed":
        raise Conflict(f"round_is_{round_.state if round_ else 'planned'}")
    return round_


def _refuse_if_cancelled(act: Act) -> None:
    if act.the_call().state == "cancelled":
        raise Conflict("call_is_cancelled")


@performs(Action.VOTE_ENTER)
def enter_vote(
    act: Act, *, call_id: str, proposal_id: str, yes: int, no: int, abstain: int, version: int
) -> Entry:
    """Type in the room's vote on a proposal that has no score.

    Raises Conflict (`round_is_<state>`, `has_score`, `stale`), NotFound, or Invalid
    (`votes_too_many`) for more votes than jurors who stay.
    """
    round_ = closed_round(act)
    scores = scores_of(act.session, act.the_call(), round_)
    if proposal_id not in scores:
        raise NotFound()
    if scores[proposal_id].total is not None:
        raise Conflict("has_score")
    RoomVote(yes, no, abstain)
    stay = round_.staying.get(proposal_id, 0)
    if yes + no + abstain > stay:
        raise Invalid("votes_too_many", {"yes": "votes_too_many"}, stay=stay)
    vote = act.session.scalar(
        select(Vote).where(
            Vote.call_id == call_id, Vote.round_id == round_.id, Vote.proposal_id == proposal_id
        )
    )
    if (vote.version if vote else 0) != version:
        raise Conflict("stale")
    if vote is None:
        vote = Vote(
            call_id=call_id,
            id=new_id(),
            round_id=round_.id,
            proposal_id=proposal_id,
            yes=yes,
            no=no,
            abstain=abstain,
            version=1,
        )
        act.session.add(vote)
    else:
        vote.yes, vote.no, vote.abstain, vote.version = yes, no, abstain, vote.version + 1
    return Entry(
        VoteEntered(proposal=proposal_id, yes=yes, no=no, abstain=abstain), vote.id, vote.version
    )


@performs(Action.DRAW_ENTER)
def enter_draw(act: Act, *, call_id: str, proposals: Sequence[str], version: int) -> Entry:
    """Type in the order of the slips drawn in public, for a last tie at the line.

    Raises Invalid (`draw_unknown`) for a proposal that is not before the jury, (`draw_incomplete`)
    where some of those who are equal have no slip, or Conflict.
    """
    round_ = closed_round(act)
    known = {p.id for p in proposals_in(act.session, call_id, ("before_jury",))}
    if not proposals or len(set(proposals)) != len(proposals) or set(proposals) - known:
        raise Invalid("draw_unknown", {"proposals": "draw_unknown"})
    draw = act.session.scalar(
        select(PublicDraw).where(PublicDraw.call_id == call_id, PublicDraw.round_id == round_.id)
    )
    if (draw.version if draw else 0) != version:
        raise Conflict("stale")
    if draw is None:
        draw = PublicDraw(
            call_id=call_id, id=new_id(), round_id=round_.id, proposals=list(proposals), version=1
        )
        act.session.add(draw)
    else:
        draw.proposals, draw.version = list(proposals), draw.version + 1
    _refuse_half_a_draw(act, round_, proposals)
    return Entry(DrawEntered(proposals=list(proposals)), draw.id, draw.version)


def _refuse_half_a_draw(act: Act, round_: Round, proposals: Sequence[str]) -> None:
    """Go on only if no tie that these slips are about is left open by them."""
    call = act.the_call()
    try:
        outcomes_of(act.session, call, round_, scores_of(act.session, call, round_))
    except TieNeedsDraw as tie:
        if set(tie.ids) & set(proposals):
            raise Invalid("draw_incomplete", {"proposals": "draw_incomplete"}) from tie


@performs(Action.ROUND_COUNT)
def count_round(act: Act, *, call_id: str, version: int) -> Entry:
    """Apply the announced rule to the sheets that count, and to the room's votes.

    Raises Conflict (`round_is_<state>`, `stale`, `votes_missing`, `tie_needs_draw`).
    """
    round_ = closed_round(act)
    if round_.version != version:
        raise Conflict("stale")
    call = act.the_call()
    scores = scores_of(act.session, call, round_)
    waiting = waiting_for_vote(scores, votes_of(act.session, round_))
    if waiting:
        raise Conflict("votes_missing", count=len(waiting))
    outcomes = outcomes_of(act.session, call, round_, scores)
    rows = published_results(outcomes, scores)
    _keep_results(act, round_, outcomes, scores, rows)
    round_.state = "counted"
    round_.version += 1
    return Entry(
        RoundCounted(
            results=[_fact(row) for row in rows], sha256=hashlib.sha256(encode(rows)).hexdigest()
        ),
        round_.id,
        round_.version,
    )


def _keep_results(
    act: Act,
    round_: Round,
    outcomes: Sequence[Outcome],
    scores: dict[str, ProposalScore],
    rows: list[dict[str, object]],
) -> None:
    for outcome, row in zip(outcomes, rows, strict=True):
        total = scores[outcome.proposal_id].total
        act.session.add(
            Result(
                call_id=round_.call_id,
                id=new_id(),
                round_id=round_.id,
                proposal_id=outcome.proposal_id,
                place=outcome.rank,
                score=fraction(total) or "",
                criteria=row["criteria"],
                outcome=outcome.result.value,
                amount_cents=outcome.amount_cents,
                why=row["why"],
            )
        )


def _fact(row: dict[str, object]) -> dict[str, object]:
    """Keep in the entry what fits: the counts by level stand in the record, by its digest."""
    return {name: row[name] for name in ("proposal", "place", "score", "outcome", "amount_cents")}


@performs(Action.COUNT_CONFIRM)
def confirm_count(act: Act, *, call_id: str, words: str = "") -> Entry:
    """Confirm, as the guarantor, that the opened sheets give the published numbers.

    The opened sheets are counted again here. Raises Conflict (`call_is_cancelled`,
    `round_is_<state>`, `confirmed`, `count_differs`) or Invalid (`words_too_long`).
    """
    _refuse_if_cancelled(act)
    round_ = current_round(act.session, call_id)
    if round_ is None or round_.state != "counted":
        raise Conflict(f"round_is_{round_.state if round_ else 'planned'}")
    if act.session.scalar(
        select(Confirmation.id).where(
            Confirmation.call_id == call_id, Confirmation.round_id == round_.id
        )
    ):
        raise Conflict("confirmed")
    found = recount(act.session, act.the_call(), round_)
    if not found.agrees:
        raise Conflict("count_differs", count=len(found.differing) or found.opened.unreadable)
    if len(words) > MOST_WORDS:
        raise Invalid("words_too_long", {"words": "words_too_long"}, most=MOST_WORDS)
    rows = act.session.scalars(
        select(Result).where(Result.call_id == call_id).order_by(Result.proposal_id)
    )
    digest = hashlib.sha256(encode([[r.proposal_id, r.criteria] for r in rows])).hexdigest()
    act.session.add(
        Confirmation(
            call_id=call_id,
            id=new_id(),
            round_id=round_.id,
            account_id=act.account_id,
            confirmed_at=act.now,
            words=words,
        )
    )
    return Entry(
        CountConfirmed(round=round_.id, sheets=len(found.opened.sheets), sha256=digest),
        round_.id,
        round_.version,
        (Part("words", {"words": words}, "at record.published"),),
    )
