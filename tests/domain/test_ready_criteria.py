"""The ten ready criteria: whole in four languages, short, and fit for a call as they are."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from jury.domain.call import LANGUAGES, CriterionSpec, missing
from jury.domain.ready_criteria import READY_CRITERIA, InFour, shared_weights
from tests.domain.test_call import READY, replace

every_one = pytest.mark.parametrize("ready", READY_CRITERIA, ids=lambda r: r.key)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def every_text(spec: CriterionSpec) -> list[str]:
    return [
        spec.question,
        *(text for level in spec.levels for text in (level.word, level.sentence)),
    ]


def test_there_are_ten_and_each_is_its_own_question() -> None:
    assert len(READY_CRITERIA) == 10
    for language in LANGUAGES:
        specs = [ready.said_in(language) for ready in READY_CRITERIA]
        assert len({spec.id for spec in specs}) == 10
        assert len({spec.question for spec in specs}) == 10
        assert len({level.sentence for spec in specs for level in spec.levels}) == 50


@every_one
@every_language
def test_a_ready_criterion_has_five_levels_that_differ(ready, language: str) -> None:
    spec = ready.said_in(language)
    assert [len(spec.levels), spec.top] == [5, 4]
    assert len({level.word for level in spec.levels}) == 5
    assert all(text == text.strip() and text for text in every_text(spec))


@every_one
@every_language
def test_a_question_asks_and_a_level_is_one_short_sentence(ready, language: str) -> None:
    spec = ready.said_in(language)
    assert spec.question.endswith("?")
    assert spec.question.count("?") == 1
    for text in every_text(spec):
        assert len(text.split()) <= 20, text
    for level in spec.levels:
        assert re.fullmatch(r"[^.?!]+\.", level.sentence), level.sentence


@every_one
def test_no_text_is_the_same_in_two_languages(ready) -> None:
    texts: list[InFour] = [ready.question, *ready.sentences]
    for text in texts:
        assert len({text.said_in(language) for language in LANGUAGES}) == 4


@every_language
def test_a_call_made_of_ready_criteria_alone_lacks_no_criterion(language: str) -> None:
    weights = shared_weights(100, 6)
    criteria = tuple(
        ready.said_in(language, weight)
        for ready, weight in zip(READY_CRITERIA, weights, strict=False)
    )
    now = datetime(2026, 3, 1, tzinfo=UTC)
    assert missing(replace(READY, criteria=criteria), now) == ()


@pytest.mark.parametrize(
    ("left", "count", "shares"),
    [(100, 3, [34, 33, 33]), (100, 1, [100]), (40, 2, [20, 20]), (0, 2, [0, 0]), (-5, 1, [0])],
)
def test_new_criteria_share_the_weight_that_is_left(left: int, count: int, shares) -> None:
    given = shared_weights(left, count)
    assert given == shares
    assert all(first >= second for first, second in pairwise(given))
