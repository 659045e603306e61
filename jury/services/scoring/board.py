"""What the facilitator's board may know: counts while the round is sealed, then what still lacks.

It must never know a level or a word of a sheet while the round is open, nor show a score.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from jury.domain.decision import TieNeedsDraw, waiting_for_vote
from jury.domain.record.document import SureRow
from jury.domain.scoring import ProposalScore
from jury.services.decision.sure import how_sure
from jury.services.decision.tallies import Told, outcomes_of, room_votes, scores_of, told_in
from jury.storage.call import Call
from jury.storage.decision import (
    Confirmation,
    PublicDraw,
    Vote,
    confirmation_of,
)
from jury.storage.scoring import Round, sheet_counts, sheets_that_count
from jury.storage.seat import left_counts, proposals_to_judge, seats_in


@dataclass(frozen=True)
class SeatCount:
    """How many sheets one seat has sent, of how many."""

    seat_id: str
    number: int
    sent: int
    of: int

    @property
    def done(self) -> bool:
        """Tell whether nothing more is expected from this seat."""
        return self.sent >= self.of


@dataclass(frozen=True)
class Open:
    """A round that runs: counts only."""

    seats: Sequence[SeatCount]
    sent: int
    of: int
    without_code: int = 0


@dataclass(frozen=True)
class ToVote:
    """A project without a score, and the room's vote on it if it is typed in."""

    proposal_id: str
    title: str
    language: str
    vote: Vote | None
    stay: int


@dataclass(frozen=True)
class Closed:
    """A round that is over: which projects have no score, what was typed in, and what still ties.

    `tied` names the projects between which lots decide who gets money, as long as none do.
    """

    to_vote: Sequence[ToVote] = ()
    missing: int = 0
    tied: Sequence[str] = ()
    sure: SureRow | None = None
    draw: PublicDraw | None = None
    confirmation: Confirmation | None = None
    titles: dict[str, str] = field(default_factory=dict)
    named: dict[str, tuple[str, str]] = field(default_factory=dict)


def open_counts(session: Session, call: Call, round_: Round) -> Open:
    """Count the sheets sent in a running round: per seat and altogether, never what they say."""
    seats = [seat for seat in seats_in(session, call.id) if seat.state == "active"]
    left, sent = left_counts(session, call.id), sheet_counts(session, call.id, round_.id)
    projects = len(proposals_to_judge(session, call.id))
    rows = [
        SeatCount(seat.id, seat.number, sent.get(seat.id, 0), projects - left.get(seat.id, 0))
        for seat in seats
    ]
    return Open(
        rows,
        sum(row.sent for row in rows),
        sum(row.of for row in rows),
        sum(seat.code_made_at is None for seat in seats),
    )


def after_round(session: Session, call: Call, round_: Round) -> Closed:
    """Say, once the round is closed, which projects wait for the room's vote, and what is there.

    Raises Conflict (`round_is_open`) while it is sealed.
    """
    told = told_in(session, round_)
    projects, draw = {row.id: row for row in told.proposals}, told.draw
    titles = {row.id: row.title for row in projects.values()}
    named = {row.id: (row.title, row.language) for row in projects.values()}
    if round_.state == "counted":
        confirmation = confirmation_of(session, call.id, round_.id)
        sheets = sheets_that_count(session, call.id, round_.id)
        sure = how_sure(session, call, round_, sheets, told)
        return Closed(draw=draw, confirmation=confirmation, titles=titles, named=named, sure=sure)
    votes = {vote.proposal_id: vote for vote in told.votes}
    scores = scores_of(session, call, round_, told)
    missing = len(waiting_for_vote(scores, room_votes(told.votes)))
    unscored = [p for p, score in scores.items() if score.total is None]
    return Closed(
        to_vote=[
            ToVote(
                p, projects[p].title, projects[p].language, votes.get(p), round_.staying.get(p, 0)
            )
            for p in unscored
        ],
        missing=missing,
        tied=() if missing else _tied(session, call, round_, scores, told),
        draw=draw,
        titles=titles,
    )


def _tied(
    session: Session,
    call: Call,
    round_: Round,
    scores: Mapping[str, ProposalScore],
    told: Told,
) -> tuple[str, ...]:
    """Name the projects whose tie decides who gets money; without lots nothing can be counted."""
    try:
        outcomes_of(session, call, round_, scores, told)
    except TieNeedsDraw as tie:
        return tie.ids
    return ()
