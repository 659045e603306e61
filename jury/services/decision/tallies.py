"""From rows to the rule book and back: reads the sheets that count, and writes results plainly.

Only for rounds that are closed. Scores are counted from the openings in the log for the
guarantor, and from the rows for the count itself; both must agree.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from jury.domain.decision import Outcome
from jury.domain.errors import Conflict
from jury.domain.scoring import (
    CountRule,
    Levels,
    ProposalScore,
    ScoreRule,
    collective_score,
    published,
)
from jury.storage.call import Call, criteria_of
from jury.storage.proposal import proposals_in
from jury.storage.record import Opening
from jury.storage.scoring import Round, Sheet, sheets_that_count


def count_rule(call: Call) -> CountRule:
    """Give the announced way of counting."""
    return CountRule(ScoreRule(call.rule), call.quorum_min)


def scores_of(session: Session, call: Call, round_: Round) -> dict[str, ProposalScore]:
    """Give each proposal's collective score, from the sheets that count.

    Raises Conflict (`round_is_open`) while the round is sealed.
    """
    return _score(
        session,
        call,
        round_,
        {s.id: (s.proposal_id, s.levels) for s in _sealed_no_more(session, round_)},
    )


def _sealed_no_more(session: Session, round_: Round) -> list[Sheet]:
    if round_.state not in ("closed", "counted"):
        raise Conflict(f"round_is_{round_.state}")
    return list(sheets_that_count(session, round_.call_id, round_.id))


def _score(
    session: Session, call: Call, round_: Round, sheets: Mapping[str, tuple[str, Levels]]
) -> dict[str, ProposalScore]:
    criteria, rule = criteria_of(session, call.id), count_rule(call)
    by_proposal: dict[str, list[Levels]] = {
        p.id: []
        for p in proposals_in(session, call.id, ("before_jury", "funded", "reserve", "not_funded"))
    }
    for proposal_id, levels in sheets.values():
        by_proposal[proposal_id].append(levels)
    return {
        proposal_id: collective_score(given, round_.staying.get(proposal_id, 0), criteria, rule)
        for proposal_id, given in by_proposal.items()
    }


def published_results(
    outcomes: Sequence[Outcome], scores: Mapping[str, ProposalScore]
) -> list[dict[str, object]]:
    """Write outcomes and counts as plain JSON data; fractions as "a/b"."""
    return [
        {
            "proposal": o.proposal_id,
            "place": o.rank,
            "outcome": o.result.value,
            "score": _text(scores[o.proposal_id].total),
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
                "score": _text(shown.score),
            }
        )
    return rows


def plain(value: object) -> object:
    """Write a value of the rule book as JSON data."""
    if isinstance(value, Fraction):
        return _text(value)
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


def _text(value: Fraction | None) -> str | None:
    return None if value is None else f"{value.numerator}/{value.denominator}"


def opened_sheets(session: Session, round_: Round) -> dict[str, tuple[str, Levels]]:
    """Give, from the log's own openings, each counted sheet's proposal and levels.

    A sheet whose opening is gone is left out: the recount then shows the difference.
    """
    sheets = {s.leaf: s.id for s in sheets_that_count(session, round_.call_id, round_.id)}
    parts: dict[int, dict[str, dict[str, object]]] = {}
    for opening in session.scalars(
        select(Opening).where(Opening.log_id == round_.call_id, Opening.leaf.in_(sheets))
    ):
        if opening.value is not None:
            parts.setdefault(opening.leaf, {})[opening.part] = json.loads(opening.value)
    return {
        name: (str(parts[leaf]["who"]["proposal"]), parts[leaf]["levels"])  # type: ignore[misc]
        for leaf, name in sheets.items()
        if {"who", "levels"} <= parts.get(leaf, {}).keys()
    }


def recounted(
    session: Session, call: Call, round_: Round, shown: Mapping[str, list[dict[str, object]]]
) -> list[str]:
    """Count the opened sheets again, and name the proposals whose shown numbers differ."""
    scores = _score(session, call, round_, opened_sheets(session, round_))
    return sorted(p for p, score in scores.items() if shown.get(p) != criteria_rows(score))
