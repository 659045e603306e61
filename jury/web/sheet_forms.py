"""The forms of a sheet: one criterion a page, then words, then everything at once to send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from flask import request
from flask_babel import gettext, lazy_gettext
from wtforms import HiddenField

from jury.domain.errors import Invalid
from jury.services.drafts import Content
from jury.services.scoring import MOST_WORDS, WORDS
from jury.web.fields import Choice, text
from jury.web.forms import JuryForm
from jury.web.messages import field_sentence

_ = gettext
_l = lazy_gettext
CANNOT_JUDGE = "none"
LEVEL = "level-"
WORD_LABELS = {"convinced": _l("What convinced you?"), "worried": _l("What worries you?")}


class Criterion(Protocol):
    """What a form must know of a criterion, whether a call's or one to practise on."""

    @property
    def id(self) -> str:
        """Its name in forms and sheets."""

    @property
    def question(self) -> str:
        """The question that jurors read."""

    @property
    def levels(self) -> list[dict[str, str]]:
        """Its levels as {"word", "sentence"}, the lowest first."""

    @property
    def top(self) -> int:
        """The highest level: levels count from 0."""


class LevelForm(JuryForm):
    """One criterion: a level, or "I cannot judge"."""

    criterion = HiddenField()
    level = Choice(_l("Your answer"))

    def offer(self, criterion: Criterion) -> None:
        """Offer this criterion's levels, the lowest first."""
        self.level.label.text = criterion.question
        self.level.choices = [
            *((str(n), level["word"]) for n, level in enumerate(criterion.levels)),
            (CANNOT_JUDGE, _("I cannot judge")),
        ]

    def draw(self, content: Content, criterion: Criterion) -> None:
        """Mark the answer that stands in the draft."""
        self.level.data = shown(content["levels"], criterion.id)

    def said(self, criterion: Criterion) -> dict[str, int | None]:
        """Give what was chosen, as the draft keeps it; nothing where nothing was."""
        return {criterion.id: level_of(self.level.data)} if self.level.data else {}

    def buttons(self) -> Sequence[str]:
        """Name the button that goes back a page."""
        return ("back",)


class WordsForm(JuryForm):
    """What convinced or worries a juror, in their own words, if they like."""

    criterion = HiddenField()
    convinced = text(WORD_LABELS["convinced"], most=MOST_WORDS)
    worried = text(WORD_LABELS["worried"], most=MOST_WORDS)

    def draw(self, content: Content) -> None:
        """Fill the words that stand in the draft."""
        for name in WORDS:
            self[name].data = str(content["words"].get(name, ""))

    def said(self) -> dict[str, str]:
        """Give the words as typed."""
        return {name: self[name].data or "" for name in WORDS}

    def buttons(self) -> Sequence[str]:
        """Name the button that goes back a page."""
        return ("back",)


class CheckForm(JuryForm):
    """The whole sheet as it is seen and sent: `level-<criterion>` for each, and the words."""

    convinced = text(WORD_LABELS["convinced"], most=MOST_WORDS)
    worried = text(WORD_LABELS["worried"], most=MOST_WORDS)

    def repeated(self) -> Sequence[str]:
        """Levels come under the names of their criteria."""
        return (LEVEL,)

    def answers(self) -> Content:
        """Give what was posted, for the page to show again: readable levels only."""
        return {
            "levels": {
                name.removeprefix(LEVEL): level_of(value)
                for name, value in request.form.items()
                if name.startswith(LEVEL) and readable(value)
            },
            "words": {name: self[name].data or "" for name in WORDS},
        }

    def levels(self) -> dict[str, int | None]:
        """Give the posted levels; raises Invalid where one is doubled or no level."""
        given: dict[str, int | None] = {}
        wrong: dict[str, str] = {}
        for name in request.form:
            if not name.startswith(LEVEL):
                continue
            values = request.form.getlist(name)
            if len(values) != 1 or not readable(values[0]):
                wrong[name] = "level_off_scale"
            else:
                given[name.removeprefix(LEVEL)] = level_of(values[0])
        if wrong:
            raise Invalid("sheet_incomplete", wrong)
        return given

    def blame(self, problem: Invalid) -> None:
        """Keep the faults of levels by criterion: their fields are not form fields."""
        self.faults = {
            name.removeprefix(LEVEL): field_sentence(code, problem.params)
            for name, code in problem.fields.items()
            if name.startswith(LEVEL)
        }
        rest = {n: c for n, c in problem.fields.items() if not n.startswith(LEVEL)}
        if self.faults:
            self.form_errors.append(field_sentence("sheet_incomplete", {}))
        super().blame(Invalid(problem.code, rest, **problem.params))

    faults: Mapping[str, str] = {}


def readable(value: str) -> bool:
    """Tell whether a posted level is one: a plain digit, or "cannot judge"."""
    return value == CANNOT_JUDGE or (len(value) == 1 and value.isascii() and value.isdigit())


def level_of(value: str) -> int | None:
    """Give the level that a readable value stands for; None is "cannot judge"."""
    return None if value == CANNOT_JUDGE else int(value)


def shown(levels: Mapping[str, object], criterion_id: str) -> str | None:
    """Give the value of an answer as the page writes it; None where there is no answer."""
    if criterion_id not in levels:
        return None
    level = levels[criterion_id]
    return CANNOT_JUDGE if level is None else str(level)


@dataclass(frozen=True)
class Answered:
    """One criterion with its answer, for reading: `value` as in the form, `word` and `sentence`."""

    criterion: Criterion
    step: int
    value: str | None
    word: str
    sentence: str
    level: int | None


def answered(criteria: Sequence[Criterion], content: Content) -> list[Answered]:
    """List all criteria with what was answered, in the call's order."""
    rows = []
    for step, criterion in enumerate(criteria, 1):
        value = shown(content["levels"], criterion.id)
        level = int(value) if value not in (None, CANNOT_JUDGE) and value is not None else None
        if level is not None and level > criterion.top:
            value, level = None, None
        told = criterion.levels[level] if level is not None else {}
        word = told.get("word", "") if value != CANNOT_JUDGE else _("I cannot judge")
        rows.append(Answered(criterion, step, value, word, told.get("sentence", ""), level))
    return rows
