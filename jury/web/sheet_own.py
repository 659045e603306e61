"""A juror's own other answers beside the one they are giving: what they gave whom, and what alike.

Never anybody else's: everything here is read by the seat of the person who asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jury.services.drafts import content_of
from jury.storage.scoring import Standing, own_drafts, own_sheets
from jury.storage.seat import proposals_to_judge, ties_of
from jury.web.access import reading
from jury.web.proposal import titled
from jury.web.sheet_forms import Answered, Criterion, answered


@dataclass(frozen=True)
class Other:
    """Another project of mine: its title, the title's language, and my answers so far."""

    title: str
    language: str
    answers: Sequence[Answered]


@dataclass(frozen=True)
class SameAnswer:
    """My other projects that got one answer to a question; `level` is None for "cannot judge"."""

    word: str
    level: int | None
    projects: list[Other]


def my_others(at: Standing, criteria: Sequence[Criterion]) -> list[Other]:
    """Give my other projects that I have begun, in the order of their titles.

    Those that I left are gone. Four statements, however many projects there are.
    """
    if at.round is None:
        return []
    drafts = own_drafts(reading(), at.round, at.seat.account_id)
    sheets = own_sheets(reading(), at.seat.call_id, at.round.id, at.seat.id)
    ties = ties_of(reading(), at.seat.call_id, at.seat.id)
    left = {id for id, tie in ties.items() if tie.degree == "conflict"}
    found = [
        Other(*titled(row), answered(criteria, content_of(drafts.get(row.id), sheets.get(row.id))))
        for row in proposals_to_judge(reading(), at.seat.call_id)
        if row.id != at.proposal.id and row.id not in left
        and (row.id in drafts or row.id in sheets)
    ]  # fmt: skip
    return sorted(found, key=lambda other: other.title.casefold())


def by_answer(others: Sequence[Other], criterion: Criterion) -> list[SameAnswer]:
    """Put my other projects together by what I answered to one question, the highest level first.

    What is not answered yet is left out.
    """
    together: dict[int | None, SameAnswer] = {}
    for other in others:
        for row in other.answers:
            if row.criterion.id == criterion.id and row.value is not None:
                same = together.setdefault(row.level, SameAnswer(row.word, row.level, []))
                same.projects.append(other)
    return sorted(together.values(), key=lambda s: -1 if s.level is None else s.level, reverse=True)


def alike(others: Sequence[Other], mine: Sequence[Answered]) -> list[Other]:
    """Give my other projects that have, question by question, the same answers as this one.

    None while an answer is missing here: what is not said yet is like nothing.
    """
    said = [row.value for row in mine]
    if None in said:
        return []
    return [other for other in others if [row.value for row in other.answers] == said]
