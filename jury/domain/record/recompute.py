"""Recomputes a published decision record from what it publishes, without trusting who made it.

It must never know of a database: whoever has the file can do the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from jury.domain.decision import Ask, Outcome, Vote, decide, nearest_to_line
from jury.domain.decision.after import since_retaken
from jury.domain.decision.freed import Waiting, amounts_now, pass_on, slips
from jury.domain.decision.reasons import ReasonsStand, reasons_stand
from jury.domain.errors import Problem as Refusal
from jury.domain.lottery.composition import is_possible
from jury.domain.record.document import CountRow, Document, ProposalRow
from jury.domain.scoring import (
    CountRule,
    CriterionScore,
    ProposalScore,
    ScoreRule,
    criterion_score,
    has_quorum,
    levels_of,
    removed_medians,
)

Problem = dict[str, object]


@dataclass(frozen=True)
class Scale:
    """A criterion as counting sees it."""

    id: str
    weight: int
    top: int


def recompute(document: Document) -> list[Problem]:
    """List what in a record does not follow from the rest of it; nothing is listed if all agrees.

    From the published counts by the announced rule: scores, ranking, amounts and why; then the
    authority's answer and sums. Each problem has a `code`, mostly the `proposal`, and the `field`.
    """
    try:
        scores = {p.id: _score(document, p) for p in document.proposals}
        outcomes = _outcomes(document, scores)
        freed = list(_passing_on_differs(document))
    except (Refusal, ValueError, ZeroDivisionError, TypeError) as error:
        return [{"code": "cannot_be_computed", "reason": getattr(error, "code", "bad_number")}]
    found = [*_sums(document), *freed, *_nearest_differs(document, scores, outcomes)]
    for proposal in document.proposals:
        differing = [
            *_counts_differ(document, proposal, scores[proposal.id]),
            *_outcome_differs(proposal, scores[proposal.id], outcomes.get(proposal.id)),
            *_answer_differs(proposal),
            *_reasons_differ(document, proposal),
        ]
        found += [{"code": "differs", "proposal": proposal.id, "field": f} for f in differing]
    return found


def _scales(document: Document) -> list[Scale]:
    return [Scale(c.id, c.weight, len(c.levels) - 1) for c in document.call.criteria]


def _rule(document: Document) -> CountRule:
    call = document.call
    return CountRule(ScoreRule(call.rule), call.quorum_min, call.quorum_half)


def _score(document: Document, proposal: ProposalRow) -> ProposalScore:
    """Count one proposal again; a criterion without counts has no score."""
    rule = _rule(document)
    rows = {row.criterion: row for row in proposal.criteria}
    scored = []
    total: Fraction | None = Fraction(0)
    for scale in _scales(document):
        row = rows.get(scale.id) or CountRow(scale.id, 0, False, None, None, None)
        counts = tuple(row.counts or ())
        value = None
        if counts and has_quorum(sum(counts), proposal.jurors_who_stayed, rule):
            value = criterion_score(levels_of(counts), rule.how)
        scored.append(
            CriterionScore(
                scale.id,
                scale.weight,
                scale.top,
                row.n,
                counts,
                row.cannot_judge or 0,
                value is not None,
                value,
            )
        )
        if value is None or total is None:
            total = None
        else:
            total += scale.weight * value / scale.top
    if rule.how is not ScoreRule.MAJORITY_JUDGEMENT:
        return ProposalScore(tuple(scored), total)
    if len(scored) != 1:
        raise Refusal("rule_needs_one_criterion")
    return ProposalScore(tuple(scored), total, removed_medians(levels_of(scored[0].counts)))


def _outcomes(document: Document, scores: dict[str, ProposalScore]) -> dict[str, Outcome]:
    call = document.call
    votes = {
        p.id: Vote(p.vote.yes, p.vote.no, p.vote.abstain)
        for p in document.proposals
        if p.vote is not None
    }
    outcomes = decide(
        [Ask(p.id, p.asked_cents, p.minimum_cents) for p in document.proposals],
        scores,
        votes,
        call.budget_cents,
        floor=Fraction(call.floor) if call.floor else None,
        partial=call.partial,
        draw_order=document.round.public_draw,
    )
    return {o.proposal_id: o for o in outcomes}


def _counts_differ(
    document: Document, proposal: ProposalRow, score: ProposalScore
) -> Iterator[str]:
    rule, stay = _rule(document), proposal.jurors_who_stayed
    scales = {s.id: s for s in _scales(document)}
    if [row.criterion for row in proposal.criteria] != list(scales):
        yield "criteria"
    sheets = set()
    for row, counted in zip(proposal.criteria, score.criteria, strict=False):
        if row.quorum_met != has_quorum(row.n, stay, rule):
            yield f"quorum:{row.criterion}"
        if not row.quorum_met:
            if (row.counts, row.cannot_judge, row.score) != (None, None, None):
                yield f"counts:{row.criterion}"
            continue
        if row.counts is None or len(row.counts) != counted.top + 1 or sum(row.counts) != row.n:
            yield f"counts:{row.criterion}"
        sheets.add(row.n + (row.cannot_judge or 0))
        if row.score != fraction(counted.score):
            yield f"score:{row.criterion}"
    if len(sheets) > 1 or any(n > stay for n in sheets):
        yield "cannot_judge"
    if proposal.rows is not None:
        yield from _rows_differ(document, proposal)


def _rows_differ(document: Document, proposal: ProposalRow) -> Iterator[str]:
    """Where sheets are published row by row, they must give the counts."""
    tops = {s.id: s.top for s in _scales(document)}
    for row in proposal.criteria:
        given = [r.levels[row.criterion] for r in proposal.rows or () if row.criterion in r.levels]
        counts = [given.count(level) for level in range(tops.get(row.criterion, 0) + 1)]
        found = (counts, given.count(None)) if row.quorum_met else (None, None)
        if found != (row.counts, row.cannot_judge) or (given and not row.quorum_met):
            yield f"rows:{row.criterion}"


def _outcome_differs(
    proposal: ProposalRow, score: ProposalScore, outcome: Outcome | None
) -> Iterator[str]:
    if proposal.score != fraction(score.total):
        yield "score"
    if outcome is None:
        yield "outcome"
        return
    jury = proposal.jury
    if jury.outcome != outcome.result.value:
        yield "outcome"
    if jury.amount_cents != outcome.amount_cents:
        yield "amount"
    if jury.place != outcome.rank:
        yield "place"
    why = {"code": outcome.why.code, "params": {k: plain(v) for k, v in outcome.why.params.items()}}
    if jury.why != why:
        yield "why"


def _answer_differs(proposal: ProposalRow) -> Iterator[str]:
    jury, answer = proposal.jury, proposal.authority
    same = (jury.outcome, jury.amount_cents) == (answer.outcome, answer.amount_cents)
    if same != (answer.answer == "follows") or answer.answer not in ("follows", "departs"):
        yield "answer"
    if answer.answer == "departs" and not answer.reason.strip():
        yield "reason"
    if (answer.outcome == "funded") != (answer.amount_cents > 0):
        yield "granted"


def _reasons_differ(document: Document, proposal: ProposalRow) -> Iterator[str]:
    """Reasons are the jury's if more than half of the jurors who stayed agree, and only then."""
    given, stay = proposal.reasons, proposal.jurors_who_stayed
    if given is None:
        return
    stand = reasons_stand(given.agree, given.disagree, stay)
    if given.confirmed != (stand is ReasonsStand.CONFIRMED) or given.agree + given.disagree > stay:
        yield "reasons"
    known = {c.id for c in document.call.criteria}
    if given.confirmed != bool(given.texts) or not given.texts.keys() <= known:
        yield "reasons"


def above_the_line(outcomes: Iterable[Outcome]) -> frozenset[str]:
    """Name the proposals that stand before the first that did not get all it asked."""
    placed = [o for o in outcomes if o.rank is not None]
    cut = next((i for i, o in enumerate(placed) if o.why.code != "funded_in_full"), len(placed))
    return frozenset(o.proposal_id for o in placed[:cut])


def _nearest_differs(
    document: Document, scores: dict[str, ProposalScore], outcomes: dict[str, Outcome]
) -> Iterator[Problem]:
    """What is told to be near the line must be; which juror changes what nobody can recompute."""
    order = list(outcomes.values())
    above = above_the_line(order)
    near = [
        (m.proposal_id, fraction(m.points), m.proposal_id in above)
        for m in nearest_to_line(order, scores)
    ]
    if near != [(row.proposal, row.points, row.above) for row in document.sure.nearest]:
        yield {"code": "differs", "field": "nearest"}
    most = document.jury.seats_at_closing
    known = {p.id for p in document.proposals}
    told = document.sure.leaving_out
    if told is None:
        return
    if told.keys() != known or any(not 0 <= times <= most for times in told.values()):
        yield {"code": "differs", "field": "leaving_out"}


def _passing_on_differs(document: Document) -> Iterator[Problem]:
    """What came free went down the reserve list by the announced rule, each time."""
    call, known = document.call, {p.id: p for p in document.proposals}
    now = {p.id: p.authority.amount_cents for p in document.proposals}
    reserve = {p.id for p in document.proposals if p.authority.outcome == "reserve"}
    drawn: list[list[str]] = []
    for event in since_retaken(document.events):
        if event.kind == "given_up" and now.get(event.project or "", 0) == 0:
            yield {"code": "differs", "field": "given_up"}
        elif event.kind == "drawn":
            drawn.append(event.order)
        elif event.kind == "passed_on":
            left = call.budget_cents - sum(now.values())
            waiting = [
                Waiting(p, known[p].jury.place, known[p].asked_cents, known[p].minimum_cents)
                for p in sorted(reserve)
            ]
            draw = slips(document.round.public_draw, drawn)
            if event.grants != pass_on(left, waiting, partial=call.partial, draw_order=draw):
                yield {"code": "differs", "field": "passed_on"}
                return
            reserve -= event.grants.keys()
        now = amounts_now(now, [(event.project, event.grants)])


def _sums(document: Document) -> Iterator[Problem]:
    granted = sum(p.authority.amount_cents for p in document.proposals)
    if granted != document.decision.granted_cents:
        yield {"code": "differs", "field": "granted_cents"}
    if not is_possible(document.jury.composition, document.jury.seats):
        yield {"code": "differs", "field": "composition"}
    if granted > document.call.budget_cents:
        yield {"code": "over_budget", "field": "granted_cents"}
    by_proposal = [
        {row.n + (row.cannot_judge or 0) for row in p.criteria if row.quorum_met}
        for p in document.proposals
    ]
    if all(by_proposal) and sum(min(s) for s in by_proposal) != document.round.sheets:
        yield {"code": "differs", "field": "sheets"}
    for p in document.proposals:
        if p.jurors_who_stayed + p.ties.get("conflict", 0) != document.jury.seats_at_closing:
            yield {"code": "differs", "proposal": p.id, "field": "jurors_who_stayed"}


def plain(value: object) -> object:
    """Write a value of the rule book as JSON data; fractions as "a/b"."""
    if isinstance(value, Fraction):
        return fraction(value)
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


def fraction(value: Fraction | None) -> str | None:
    """Write an exact fraction as "a/b"."""
    return None if value is None else f"{value.numerator}/{value.denominator}"
