"""What the announced rule gives: who is funded, who waits, who is not, and why in a code.

It must never know who scored what; the authority's own decision is made elsewhere, by people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from jury.domain.allocation import Item, TieNeedsDraw, Why, ranked
from jury.domain.errors import Invalid
from jury.domain.scoring import (
    CountRule,
    Levels,
    ProposalScore,
    Sheet,
    Weighed,
    collective_score,
    comparable,
    published,
    score_all,
)

__all__ = [
    "Ask",
    "Margin",
    "Outcome",
    "Result",
    "TieNeedsDraw",
    "Vote",
    "Why",
    "decide",
    "leave_one_out",
    "nearest_to_line",
    "recompute",
    "waiting_for_vote",
]


class Result(StrEnum):
    """What becomes of a proposal by the rule."""

    FUNDED = "funded"
    RESERVE = "reserve"
    NOT_FUNDED = "not_funded"


@dataclass(frozen=True)
class Ask:
    """What a proposal asks for, and what it needs at least, in cents."""

    id: str
    asked_cents: int
    minimum_cents: int


@dataclass(frozen=True)
class Vote:
    """The room's vote on a proposal without a score."""

    yes: int
    no: int
    abstain: int = 0

    def __post_init__(self) -> None:
        if min(self.yes, self.no, self.abstain) < 0:
            raise Invalid("votes_negative")

    @property
    def carried(self) -> bool:
        """Say whether more voted yes than no; who abstained is on neither side."""
        return self.yes > self.no


@dataclass(frozen=True)
class Outcome:
    """What the rule gives for one proposal.

    Equal ranks are a tie that changed nothing and was left. Below the floor, voted down or not
    yet voted on there is no rank.
    """

    proposal_id: str
    rank: int | None
    result: Result
    amount_cents: int
    why: Why


@dataclass(frozen=True)
class Margin:
    """How many points keep a proposal on its side of the line."""

    proposal_id: str
    points: Fraction


def waiting_for_vote(
    scores: Mapping[str, ProposalScore],
    votes: Mapping[str, Vote],
) -> tuple[str, ...]:
    """Name the proposals that have neither a score nor the room's vote: do not count before."""
    return tuple(sorted(p for p, score in scores.items() if score.total is None and p not in votes))


def decide(
    proposals: Sequence[Ask],
    scores: Mapping[str, ProposalScore],
    votes: Mapping[str, Vote],
    budget_cents: int,
    *,
    floor: Fraction | None = None,
    partial: bool = False,
    draw_order: Sequence[str] | None = None,
) -> tuple[Outcome, ...]:
    """Share the budget by the announced rule, best placed first, those without a place last.

    Raises TieNeedsDraw (`.ids`) where lots must be drawn first, and Invalid on amounts, ids or
    votes that make no sense. A vote on a proposal that has a score changes nothing.
    """
    if len({ask.id for ask in proposals}) != len(proposals):
        raise Invalid("proposal_twice")
    stopped: dict[str, Why] = {}
    breaking = comparable({p: s.heaviest_first for p, s in scores.items() if s.total is not None})
    items = []
    for ask in proposals:
        why = _stopped(ask, scores[ask.id], votes.get(ask.id), floor)
        if why is None:
            vote = votes.get(ask.id)
            items.append(_item(ask, scores[ask.id].total, breaking.get(ask.id, ()), vote))
        else:
            stopped[ask.id] = why
    grants = ranked(items, budget_cents, partial=partial, draw_order=draw_order).grants
    placed = [
        Outcome(g.id, g.rank, Result.FUNDED if g.amount else Result.RESERVE, g.amount, g.why)
        for g in grants
    ]
    last = [Outcome(p, None, Result.NOT_FUNDED, 0, stopped[p]) for p in sorted(stopped)]
    return tuple(placed + last)


def _stopped(
    ask: Ask, score: ProposalScore, vote: Vote | None, floor: Fraction | None
) -> Why | None:
    """Say what keeps a proposal from the ranking, if anything does."""
    if score.total is not None:
        if floor is not None and score.total < floor:
            return Why("below_floor", {"score": score.total, "floor": floor})
        return None
    if vote is None:
        return Why("no_votes_yet")
    if vote.yes + vote.no + vote.abstain == 0:
        return Why("nobody_voted")
    if not vote.carried:
        return Why("vote_no", {"yes": vote.yes, "no": vote.no, "abstain": vote.abstain})
    return None


def _item(
    ask: Ask, total: Fraction | None, breaking: tuple[Fraction, ...], vote: Vote | None
) -> Item:
    lead = vote.yes - vote.no if vote is not None else 0
    return Item(ask.id, ask.asked_cents, ask.minimum_cents, total, breaking, lead)


def nearest_to_line(
    outcomes: Sequence[Outcome], scores: Mapping[str, ProposalScore], how_many: int = 4
) -> tuple[Margin, ...]:
    """Name the scored proposals nearest to the line, and by how many points.

    The line runs where the money first falls short. Above it the points are the lead over the
    first that did not get all it asked; below it, what is missing to the last before that. Who was
    funded further down because it fitted, or asks more than that place would have brought, is not
    measured: points decided nothing there.
    """
    placed = [
        (o, total)
        for o in outcomes
        if o.rank is not None and (total := scores[o.proposal_id].total) is not None
    ]
    cut = next((i for i, (o, _) in enumerate(placed) if o.why.code != "funded_in_full"), None)
    if not cut:  # nothing fell short, or nothing stands above the line
        return ()
    last, last_above = placed[cut - 1]
    short = [(o, total) for o, total in placed[cut:] if _points_decide(o, last, placed[cut][0])]
    if not short:
        return ()
    first_below = short[0][1]
    margins = [Margin(o.proposal_id, total - first_below) for o, total in placed[:cut]]
    margins += [Margin(o.proposal_id, last_above - total) for o, total in short]
    return tuple(sorted(margins, key=lambda m: (m.points, m.proposal_id))[:how_many])


def _points_decide(below: Outcome, last: Outcome, first_short: Outcome) -> bool:
    """Say whether more points would have brought this proposal the place of the last above."""
    if below.why.code != "skipped_no_room":
        return below.why.code == "funded_in_part"
    left = first_short.why.params.get("left", first_short.amount_cents)
    return _cents(below.why.params["needed"]) <= last.amount_cents + _cents(left)


def _cents(value: object) -> int:
    return value if isinstance(value, int) else 0


def leave_one_out(
    proposals: Sequence[Ask],
    sheets: Sequence[Sheet],
    staying: Mapping[str, frozenset[str]],
    criteria: Sequence[Weighed],
    rule: CountRule,
    votes: Mapping[str, Vote],
    budget_cents: int,
    *,
    floor: Fraction | None = None,
    partial: bool = False,
    draw_order: Sequence[str] | None = None,
) -> dict[str, int]:
    """Say for each proposal how many single jurors' absence would change what it gets.

    Never which jurors. A tie that would need new lots counts as a change for those tied.
    """

    def result_of(without: str | None) -> dict[str, tuple[Result, int]]:
        scores = score_all(
            sheets, {p: seats - {without} for p, seats in staying.items()}, criteria, rule
        )
        return {
            o.proposal_id: (o.result, o.amount_cents)
            for o in decide(
                proposals,
                scores,
                votes,
                budget_cents,
                floor=floor,
                partial=partial,
                draw_order=draw_order,
            )
        }

    with_all = result_of(None)
    changes = dict.fromkeys(with_all, 0)
    for seat in sorted(frozenset().union(*staying.values())):
        try:
            moved = {p for p, got in result_of(seat).items() if got != with_all[p]}
        except TieNeedsDraw as tie:
            moved = set(tie.ids)
        for proposal in moved:
            changes[proposal] += 1
    return changes


def recompute(
    opened: Mapping[str, Iterable[Levels]],
    shown: Mapping[str, ProposalScore],
    criteria: Sequence[Weighed],
    rule: CountRule,
    stay: Mapping[str, int],
) -> tuple[tuple[str, str], ...]:
    """Count the opened sheets again, and name each (proposal, criterion) that differs.

    For the guarantor: `opened` holds each proposal's levels as opened from the log, `shown` the
    scores as counted, `stay` how many jurors stayed. A total that differs has the criterion "".
    """
    differ = [(p, "") for p in sorted(opened.keys() ^ shown.keys())]
    for proposal in sorted(opened.keys() & shown.keys()):
        again = collective_score(opened[proposal], stay[proposal], criteria, rule)
        before = {c.criterion: published(c) for c in shown[proposal].criteria}
        after = {c.criterion: published(c) for c in again.criteria}
        differ += [
            (proposal, c)
            for c in sorted(before.keys() | after.keys())
            if before.get(c) != after.get(c)
        ]
        if again.total != shown[proposal].total:
            differ.append((proposal, ""))
    return tuple(differ)
