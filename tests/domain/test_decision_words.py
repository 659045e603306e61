"""What may be published of words, and when drafted reasons are the jury's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.decision.reasons import ReasonsStand, check_reasons, reasons_stand
from jury.domain.decision.words import text_released
from jury.domain.errors import Invalid


def test_the_author_alone_says_what_is_published() -> None:
    text = "My neighbour Ida could go."
    assert text_released(text, "released", "ignored") == text
    assert text_released(text, "withheld", "ignored") == ""
    assert text_released(text, "shortened", " My neighbour could go. ") == "My neighbour could go."


@pytest.mark.parametrize(
    ("choice", "shorter", "code"),
    [
        ("shortened", "  ", "shorter_missing"),
        ("shortened", "A text just as long as it", "not_shorter"),
        ("shortened", "A text that is longer than what stands on the sheet", "not_shorter"),
        ("published", "", "words_choice_unknown"),
        ("", "", "words_choice_unknown"),
    ],
)
def test_what_makes_no_sense_is_refused(choice: str, shorter: str, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        text_released("A text just as long as it", choice, shorter)


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_reasons_are_confirmed_by_more_than_half_of_those_who_stay(
    agree: int, disagree: int, silent: int
) -> None:
    stay = agree + disagree + silent
    stand = reasons_stand(agree, disagree, stay)
    assert (stand is ReasonsStand.CONFIRMED) == (agree > stay / 2)
    # Refused is final: even if everyone who has not answered agreed, it would not be enough.
    assert (stand is ReasonsStand.REFUSED) == (not agree > stay / 2 and agree + silent <= stay / 2)


def test_reasons_are_written_for_questions_of_this_call() -> None:
    assert check_reasons({"a": " It helps. ", "b": " "}, ["a", "b"]) == {"a": "It helps."}
    with pytest.raises(Invalid, match="reasons_missing"):
        check_reasons({"a": " "}, ["a"])
    with pytest.raises(Invalid) as refused:
        check_reasons({"a": "x" * 1201, "z": "It helps."}, ["a"])
    assert refused.value.fields == {
        "reason-a": "jury_reason_too_long",
        "reason-z": "unknown_criterion",
    }
