"""The forms of the practice round, and what they carry along: the server keeps nothing of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask import request
from wtforms import HiddenField

from jury.domain.ready_criteria import BY_KEY, InFour
from jury.services.drafts import Content
from jury.services.seat import MOST_TIE_WORDS
from jury.web.fields import clean
from jury.web.forms import JuryForm
from jury.web.practice_texts import PRACTICE_PROJECTS, MadeUp
from jury.web.seat import DEGREES, TieForm
from jury.web.sheet_forms import (
    CANNOT_JUDGE,
    WORD_LABELS,
    Answered,
    LevelForm,
    WordsForm,
    answered,
    level_of,
    readable,
)

KEPT = "kept-"
QUESTIONS = ("problem", "plan", "gains", "roles", "afterwards")
CRITERIA = ("help", "exchange", "lasting")
PAGES = ("tie", "read", *(str(n) for n in range(1, len(CRITERIA) + 1)), "words", "check", "sent")
MOST_KEPT = 4000


class CarriedForm(JuryForm):
    """A page of the practice round: where it stands; the answers so far come along hidden."""

    project = HiddenField()
    page = HiddenField()

    def repeated(self) -> Sequence[str]:
        """Answers come along under the names of their project and page."""
        return (KEPT,)

    def buttons(self) -> Sequence[str]:
        """Name the buttons: each says where it leads."""
        return ("go",)


class CarriedTie(CarriedForm, TieForm):
    """What would tie one to a made-up project."""


class CarriedLevel(CarriedForm, LevelForm):
    """One criterion of a made-up project."""


class CarriedWords(CarriedForm, WordsForm):
    """What convinces or worries at a made-up project."""


@dataclass(frozen=True)
class Criterion:
    """A criterion out of the library, in the reader's language, without any call."""

    id: str
    question: str
    levels: list[dict[str, str]]

    @property
    def top(self) -> int:
        """The highest level: levels count from 0."""
        return len(self.levels) - 1


def criteria_in(language: str) -> list[Criterion]:
    """Give the three criteria of the practice round in a language."""
    said = [BY_KEY[key].said_in(language) for key in CRITERIA]
    return [
        Criterion(
            spec.id,
            spec.question,
            [{"word": level.word, "sentence": level.sentence} for level in spec.levels],
        )
        for spec in said
    ]


@dataclass(frozen=True)
class Partner:
    """A made-up partner in the reader's language."""

    name: str
    brings: str
    gains: str


@dataclass(frozen=True)
class Shown:
    """A made-up project in the reader's language, as the pages of real ones want it."""

    number: int
    language: str
    title: str
    place: str
    summary: str
    problem: str
    plan: str
    gains: str
    roles: str
    afterwards: str
    asked_cents: int
    minimum_cents: int
    users_word: str
    other: list[dict[str, object]]
    partners: list[Partner]


def project_in(number: int, language: str) -> Shown:
    """Give a made-up project, 1 or 2, in a language."""
    made_up: MadeUp = PRACTICE_PROJECTS[number - 1]

    def said(text: InFour) -> str:
        return text.said_in(language)

    return Shown(
        number,
        language,
        title=said(made_up.title),
        place=said(made_up.place),
        summary=said(made_up.summary),
        problem=said(made_up.problem),
        plan=said(made_up.plan),
        gains=said(made_up.gains),
        roles=said(made_up.roles),
        afterwards=said(made_up.afterwards),
        asked_cents=made_up.asked_cents,
        minimum_cents=made_up.minimum_cents,
        users_word=said(made_up.users_word) if made_up.users_word else "",
        other=[{"source": said(made_up.other_source), "cents": made_up.other_cents}]
        if made_up.other_source
        else [],
        partners=[Partner(said(p.name), said(p.brings), said(p.gains)) for p in made_up.partners],
    )


@dataclass
class Carried:
    """What was answered so far, by project: it lives in the page alone."""

    said: dict[int, dict[str, str]] = field(default_factory=lambda: {1: {}, 2: {}})

    @classmethod
    def posted(cls) -> Carried:
        """Read what the page carried; what nobody could have answered is left out."""
        found = cls()
        for number, answers in found.said.items():
            for name in ("tie", "tie-words", "sent", *CRITERIA, *WORD_LABELS):
                value = clean(request.form.get(f"{KEPT}{number}-{name}"))
                if value and _fits(name, value):
                    answers[name] = value
        return found

    def fields(self) -> list[tuple[str, str]]:
        """Give the hidden fields that carry all this to the next page."""
        return [
            (f"{KEPT}{number}-{name}", value)
            for number, answers in self.said.items()
            for name, value in answers.items()
        ]

    def take(self, number: int, form: JuryForm, page: str) -> None:
        """Take in what a page's form says; an empty answer takes the earlier one away."""
        answers = self.said[number]
        given: dict[str, str] = {}
        if isinstance(form, CarriedTie):
            given = {"tie": form.degree.data or "", "tie-words": form.words.data or ""}
        elif isinstance(form, CarriedLevel):
            given = {CRITERIA[int(page) - 1]: form.level.data or ""}
        elif isinstance(form, CarriedWords):
            given = form.said()
        if given and any(answers.get(name, "") != value for name, value in given.items()):
            answers.pop("sent", None)
        for name, value in given.items():
            answers.pop(name, None)
            if value:
                answers[name] = value

    def content(self, number: int) -> Content:
        """Give a project's answers in the form of a sheet."""
        answers = self.said[number]
        return {
            "levels": {key: level_of(answers[key]) for key in CRITERIA if key in answers},
            "words": {name: answers.get(name, "") for name in WORD_LABELS},
        }

    def rows(self, number: int, language: str) -> list[Answered]:
        """List the criteria with what was answered."""
        return answered(criteria_in(language), self.content(number))

    def stand(self, number: int) -> str:
        """Say where one stands with a made-up project: read, begun, sent, or left."""
        answers = self.said[number]
        if answers.get("tie") == "conflict":
            return "left"
        if "sent" in answers:
            return "sent"
        return "begun" if answers else "read"


def _fits(name: str, value: str) -> bool:
    """Tell whether a page could have carried this answer."""
    if name == "tie":
        return value in DEGREES
    if name == "sent":
        return value == "1"
    if name in CRITERIA:
        return readable(value) and (value == CANNOT_JUDGE or int(value) < 5)
    return len(value) <= max(MOST_KEPT, MOST_TIE_WORDS)
