"""How sheets become scores: levels, quorum, and the law of the collective score.

It must never know a juror's name, a clock, or how a number is printed in a language.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import floor
from typing import Protocol

from jury.domain.errors import Invalid
from jury.domain.scoring.majority import removed_medians

Levels = Mapping[str, int | None]
"""What one juror answered: criterion id -> level (0 is the lowest), or None, "cannot judge"."""


class ScoreRule(StrEnum):
    """How the levels of one criterion become one number."""

    TRIMMED_MEAN = "trimmed_mean"
    MEDIAN = "median"
    MEAN = "mean"
    MAJORITY_JUDGEMENT = "majority_judgement"


class Weighed(Protocol):
    """A criterion as counting sees it: its weight in percent, and its top level."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def weight(self) -> int: ...  # noqa: D102
    @property
    def top(self) -> int: ...  # noqa: D102


@dataclass(frozen=True)
class CountRule:
    """What the call announced: the rule, how many must judge, and whether half of the jury must."""

    how: ScoreRule = ScoreRule.TRIMMED_MEAN
    quorum_min: int = 5
    quorum_half: bool = True


@dataclass(frozen=True)
class Sheet:
    """What one seat answered for one proposal in one round."""

    seat: str
    proposal: str
    levels: Levels


@dataclass(frozen=True)
class Tally:
    """How many chose each level of one criterion, lowest first, and how many could not judge."""

    counts: tuple[int, ...]
    cannot_judge: int = 0

    @property
    def n(self) -> int:
        """Say how many jurors gave a level."""
        return sum(self.counts)


@dataclass(frozen=True)
class CriterionScore:
    """What the jury thinks on one criterion. `score` runs from 0 to the top level, or is None.

    `counts` is kept even where the quorum is missed: publish `published(score)`, never this.
    """

    criterion: str
    weight: int
    top: int
    n: int
    counts: tuple[int, ...]
    cannot_judge: int
    quorum_met: bool
    score: Fraction | None


@dataclass(frozen=True)
class ProposalScore:
    """What the jury thinks of one proposal: criteria in the call's order, total on 0 to 100.

    `total` is None where a criterion missed its quorum: the room then decides by vote.
    """

    criteria: tuple[CriterionScore, ...]
    total: Fraction | None
    medians: tuple[int, ...] | None = None
    """By majority judgement alone: the lower medians, each removed before the next."""

    @property
    def heaviest_first(self) -> tuple[Fraction, ...]:
        """Give the criteria's scores, the heaviest first: what breaks a tie between totals.

        Equal weights stay in the call's order of criteria; by majority judgement the removed
        medians come instead. Empty where there is no total.
        """
        if self.total is None:
            return ()
        if self.medians is not None:
            return tuple(Fraction(level) for level in self.medians)
        ordered = sorted(self.criteria, key=lambda c: -c.weight)
        return tuple(c.score for c in ordered if c.score is not None)


@dataclass(frozen=True)
class Published:
    """What may be shown of one criterion: with a quorum how many chose each level, else n alone."""

    criterion: str
    n: int
    quorum_met: bool
    counts: tuple[int, ...] | None
    cannot_judge: int | None
    score: Fraction | None


def check_levels(levels: Levels, criteria: Sequence[Weighed]) -> None:
    """Make sure that a sheet answers every criterion, and nothing else.

    Raises Invalid `sheet_incomplete`; `fields` maps a criterion's id to `missing_level`,
    `unknown_criterion` or `level_off_scale`.
    """
    tops = {c.id: c.top for c in criteria}
    wrong = {cid: "missing_level" for cid in tops if cid not in levels}
    for cid, level in levels.items():
        if cid not in tops:
            wrong[cid] = "unknown_criterion"
        elif level is not None and not _on_scale(level, tops[cid]):
            wrong[cid] = "level_off_scale"
    if wrong:
        raise Invalid("sheet_incomplete", fields=wrong)


def _on_scale(level: object, top: int) -> bool:
    # True and False are integers to Python, and are no levels.
    return isinstance(level, int) and not isinstance(level, bool) and 0 <= level <= top


def criterion_score(values: Sequence[int], rule: ScoreRule) -> Fraction:
    """Give the number that stands for these levels (the specification, section 4).

    The trimmed mean drops floor(n/5) at each end; majority judgement takes the lower of two
    middle levels. Raises Invalid `no_levels` for none.

    >>> [str(criterion_score([0, 2, 3, 3, 3, 4], rule)) for rule in ScoreRule]
    ['11/4', '3', '5/2', '3']
    """
    n = len(values)
    if n == 0:
        raise Invalid("no_levels")
    ordered = sorted(values)
    match rule:
        case ScoreRule.TRIMMED_MEAN:
            kept = ordered[n // 5 : n - n // 5]
        case ScoreRule.MEDIAN:
            kept = ordered[(n - 1) // 2 : n // 2 + 1]
        case ScoreRule.MEAN:
            kept = ordered
        case ScoreRule.MAJORITY_JUDGEMENT:
            kept = [ordered[(n - 1) // 2]]
    return Fraction(sum(kept), len(kept))


def has_quorum(n: int, stay: int, rule: CountRule) -> bool:
    """Say whether enough jurors judged: the announced number, and half of those who stay.

    >>> [has_quorum(n, 12, CountRule()) for n in (5, 6)]
    [False, True]
    """
    return n >= max(1, rule.quorum_min) and (not rule.quorum_half or 2 * n >= stay)


def tally(sheets: Iterable[Levels], criteria: Sequence[Weighed]) -> tuple[Tally, ...]:
    """Count how many chose each level, criterion by criterion in the call's order.

    Raises Invalid as `check_levels` does.
    """
    given = list(sheets)
    for levels in given:
        check_levels(levels, criteria)
    result = []
    for criterion in criteria:
        answers = [levels[criterion.id] for levels in given]
        counts = tuple(answers.count(level) for level in range(criterion.top + 1))
        result.append(Tally(counts, answers.count(None)))
    return tuple(result)


def score_from_tallies(
    tallies: Sequence[Tally], stay: int, criteria: Sequence[Weighed], rule: CountRule
) -> ProposalScore:
    """Give a proposal's collective score from the published counts, as anyone can.

    `stay` is the number of jurors who did not leave the proposal. Raises Invalid
    `weights_not_100`, `counts_off_scale`, or `rule_needs_one_criterion` for majority judgement.
    """
    if rule.how is ScoreRule.MAJORITY_JUDGEMENT and len(criteria) != 1:
        raise Invalid("rule_needs_one_criterion")
    if sum(c.weight for c in criteria) != 100:
        raise Invalid("weights_not_100")
    if [len(t.counts) for t in tallies] != [c.top + 1 for c in criteria]:
        raise Invalid("counts_off_scale")
    scored = tuple(_criterion(t, stay, c, rule) for t, c in zip(tallies, criteria, strict=True))
    total = Fraction(0)
    for criterion in scored:
        if criterion.score is None:
            return ProposalScore(scored, None)
        total += criterion.weight * criterion.score / criterion.top
    medians = None
    if rule.how is ScoreRule.MAJORITY_JUDGEMENT:
        medians = removed_medians(levels_of(tallies[0].counts))
    return ProposalScore(scored, total, medians)


def levels_of(counts: Sequence[int]) -> list[int]:
    """Write counts out again: each level as often as it was chosen, lowest first."""
    return [level for level, times in enumerate(counts) for _ in range(times)]


def _criterion(given: Tally, stay: int, asked: Weighed, rule: CountRule) -> CriterionScore:
    met = has_quorum(given.n, stay, rule)
    score = criterion_score(levels_of(given.counts), rule.how) if met else None
    unsure = given.cannot_judge
    return CriterionScore(
        asked.id, asked.weight, asked.top, given.n, given.counts, unsure, met, score
    )


def collective_score(
    sheets: Iterable[Levels], stay: int, criteria: Sequence[Weighed], rule: CountRule
) -> ProposalScore:
    """Give a proposal's collective score from the sheets that count for it."""
    return score_from_tallies(tally(sheets, criteria), stay, criteria, rule)


def score_all(
    sheets: Iterable[Sheet],
    staying: Mapping[str, Collection[str]],
    criteria: Sequence[Weighed],
    rule: CountRule,
) -> dict[str, ProposalScore]:
    """Score every proposal that stands before the jury.

    `staying` maps a proposal's id to its active seats that did not leave it; other sheets do not
    count (the specification, section 10). Raises Invalid `sheet_twice` for two of one seat.
    """
    by_proposal: dict[str, dict[str, Levels]] = {proposal: {} for proposal in staying}
    for sheet in sheets:
        if sheet.seat not in staying.get(sheet.proposal, ()):
            continue
        if sheet.seat in by_proposal[sheet.proposal]:
            raise Invalid("sheet_twice")
        by_proposal[sheet.proposal][sheet.seat] = sheet.levels
    return {
        proposal: collective_score(by_proposal[proposal].values(), len(set(seats)), criteria, rule)
        for proposal, seats in staying.items()
    }


def published(score: CriterionScore) -> Published:
    """Give what may be shown of a criterion: without a quorum, the number of jurors alone."""
    if not score.quorum_met:
        return Published(score.criterion, score.n, False, None, None, None)
    return Published(score.criterion, score.n, True, score.counts, score.cannot_judge, score.score)


def display(score: Fraction, decimals: int = 1) -> str:
    """Write a score with a point and this many decimals, half rounded up."""
    scale = 10**decimals
    units = floor(score * scale + Fraction(1, 2))
    whole, rest = divmod(abs(units), scale)
    sign = "-" if units < 0 else ""
    return f"{sign}{whole}.{rest:0{decimals}d}" if decimals else f"{sign}{whole}"
