"""The questions of the stories about scores, and the slow second way of counting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jury.domain.scoring import CountRule, ScoreRule


@dataclass(frozen=True)
class Question:
    """A criterion of the story."""

    id: str
    weight: int
    top: int


HELPS = Question("helps", 40, 4)
GIVES = Question("gives", 20, 4)
WORKS = Question("works", 20, 3)
LASTS = Question("lasts", 20, 5)
FOUR = (HELPS, GIVES, WORKS, LASTS)
NO_QUORUM = CountRule(quorum_min=1, quorum_half=False)


def all_at(level: int | None) -> dict[str, int | None]:
    return {q.id: level for q in FOUR}


def slow_trimmed_mean(values: Sequence[int]) -> Fraction:
    rest = list(values)
    for _ in range(len(values) // 5):
        rest.remove(max(rest))
        rest.remove(min(rest))
    return sum((Fraction(v) for v in rest), Fraction(0)) / len(rest)


def slow_median(values: Sequence[int]) -> Fraction:
    rest = list(values)
    while len(rest) > 2:
        rest.remove(max(rest))
        rest.remove(min(rest))
    return sum((Fraction(v) for v in rest), Fraction(0)) / len(rest)


def slow_mean(values: Sequence[int]) -> Fraction:
    return sum((Fraction(v, len(values)) for v in values), Fraction(0))


def slow_lower_median(values: Sequence[int]) -> Fraction:
    rest = list(values)
    while len(rest) > 2:
        rest.remove(max(rest))
        rest.remove(min(rest))
    return Fraction(min(rest))


SLOW: dict[ScoreRule, Callable[[Sequence[int]], Fraction]] = {
    ScoreRule.TRIMMED_MEAN: slow_trimmed_mean,
    ScoreRule.MEDIAN: slow_median,
    ScoreRule.MEAN: slow_mean,
    ScoreRule.MAJORITY_JUDGEMENT: slow_lower_median,
}
