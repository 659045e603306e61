"""The two checks of a project: each question of the call is answered, one by one.

It must never know who answers, or whether a project is good: that is for the jury.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

CHECKS = ("admissibility", "eligibility")
"""In time and complete; then the conditions. A call has its questions for each."""

MOST_WHY = 500


class Said(StrEnum):
    """What an official can answer to a question."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Answer:
    """An answer to one question; `reason` says why a question does not apply, or what is wrong."""

    said: str = ""
    reason: str = ""


def unanswered(check: str, answers: Sequence[Answer], questions: int) -> dict[str, str]:
    """Name the fields of a check that are not answered as they must be, with the code of why.

    A field is `<check>-<number>`, or `<check>-<number>-why` where a reason is missing or too long.
    """
    wrong = {}
    for number in range(max(questions, len(answers))):
        answer = answers[number] if number < len(answers) else Answer()
        field = f"{check}-{number}"
        if answer.said not in tuple(Said) or number >= questions:
            wrong[field] = "answer_missing"
        elif answer.said == Said.NOT_APPLICABLE and not answer.reason.strip():
            wrong[f"{field}-why"] = "why_missing"
        elif len(answer.reason) > MOST_WHY:
            wrong[f"{field}-why"] = "text_too_long"
    return wrong


def failed(answers: Sequence[Answer]) -> tuple[int, ...]:
    """Give the numbers (from 0) of the questions that are answered with no."""
    return tuple(number for number, answer in enumerate(answers) if answer.said == Said.NO)
