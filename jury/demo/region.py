"""The shapes of the demonstration's data: a region, its people, its calls, projects and sheets.

It must never know a database, a clock or a request: days are counted from the day of loading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from jury.domain.permissions import Role

Language = Literal["fr", "nl", "de", "en"]
Degree = Literal["none", "link", "conflict"]
Outcome = Literal["funded", "reserve", "not_funded"]
Power = Literal["advisory", "followed_unless", "delegated"]
Sector = Literal[
    "social_enterprise",
    "association",
    "company",
    "public_body",
    "cooperative",
    "users_collective",
    "research",
    "school",
    "health",
]
Levels = tuple[int | None, int | None, int | None, int | None]

_NBSP = "\N{NO-BREAK SPACE}"
_THIN = "\N{NARROW NO-BREAK SPACE}"


def line(text: str) -> str:
    """Join a text that is broken over several lines of code into one line."""
    return " ".join(text.split())


def fr(text: str) -> str:
    """Join the lines of a French text and put the spaces that may not break.

    Source: the usage of French printers: before ? ! : ; and inside « », and within amounts.
    """
    text = re.sub(r" ([?!:;»])", _NBSP + r"\1", line(text))
    text = text.replace("« ", "«" + _NBSP)
    text = re.sub(r"(?<=\d) (?=\d{3}\b)", _THIN, text)
    return re.sub(r"(?<=\d) (?=[€%])", _NBSP, text)


def _typeset(thing: object, *fields: str) -> None:
    for name in fields:
        object.__setattr__(thing, name, fr(getattr(thing, name)))


@dataclass(frozen=True)
class Texts:
    """One text in the four languages."""

    fr: str
    nl: str
    de: str
    en: str

    def __post_init__(self) -> None:
        _typeset(self, "fr")
        for language in ("nl", "de", "en"):
            object.__setattr__(self, language, line(getattr(self, language)))

    def in_(self, language: Language) -> str:
        """Give the text in a language."""
        return str(getattr(self, language))


@dataclass(frozen=True)
class Town:
    """A town of the region, and what is spoken there."""

    name: str
    people: int
    languages: tuple[Language, ...] = ("fr",)


@dataclass(frozen=True)
class Person:
    """Someone with an account: staff of the calls, or the lead of a project."""

    name: str
    email: str
    role: Role
    mandate: str = ""


@dataclass(frozen=True)
class Level:
    """One described level of a criterion: a word, and one plain sentence."""

    word: Texts
    sentence: Texts


@dataclass(frozen=True)
class Criterion:
    """One question to the jury. Weights of a call's criteria sum to 100."""

    key: str
    weight: int
    question: Texts
    levels: tuple[Level, ...]


@dataclass(frozen=True)
class Partner:
    """One side of a partnership: what it brings, and what it gains. The lead stands first."""

    name: str
    sector: Sector
    contribution: str
    benefit: str

    def __post_init__(self) -> None:
        _typeset(self, "name", "contribution", "benefit")


@dataclass(frozen=True)
class OtherFunding:
    """Money, or work counted in money, from elsewhere. In whole cents."""

    source: str
    cents: int

    def __post_init__(self) -> None:
        _typeset(self, "source")


@dataclass(frozen=True)
class Answers:
    """The five plain answers that the jury reads, in French."""

    problem: str
    plan: str
    gains: str
    roles: str
    afterwards: str

    def __post_init__(self) -> None:
        _typeset(self, "problem", "plan", "gains", "roles", "afterwards")


@dataclass(frozen=True)
class Project:
    """A project as its partners submitted it. Amounts are whole cents.

    `shares` are the partners' parts of the amount asked, in their order; an indicator is what is
    counted, how much today, how much promised.
    """

    number: int
    title: Texts
    summary: Texts
    answers: Answers
    users_word: str
    place: str
    asked_cents: int
    minimum_cents: int
    lead: Person
    partners: tuple[Partner, ...]
    shares: tuple[int, ...]
    other: tuple[OtherFunding, ...] = ()
    indicators: tuple[tuple[str, str, str], ...] = ()
    language: Language = "fr"

    def __post_init__(self) -> None:
        _typeset(self, "users_word")


@dataclass(frozen=True)
class Juror:
    """A person on the jury: the number on the chair, a first name, and who they are."""

    number: int
    name: str
    about: str


@dataclass(frozen=True)
class Sheet:
    """What one juror thinks of one project: a level (0 to 4) by criterion, None: cannot judge.

    What is not `submitted` is a draft, and may stop early: `answered` criteria were touched.
    """

    juror: int
    project: int
    levels: Levels
    convinced: str = ""
    worried: str = ""
    submitted: bool = True
    answered: int = 4


@dataclass(frozen=True)
class Tie:
    """What a juror says of their tie to a project. Who is not listed has none."""

    juror: int
    project: int
    degree: Degree
    words: str = ""


@dataclass(frozen=True)
class Departure:
    """Where the authority departs from the jury's list, and why. The amount is in cents."""

    project: int
    outcome: Outcome
    amount_cents: int
    reason: str


@dataclass(frozen=True)
class Timetable:
    """When things happen, in days from the day of loading: negative is past, None is not yet."""

    opens: int
    closes: int
    accepted: int
    seated: int
    ties: int
    round_opens: int
    round_closes: int
    decide_by: int
    counted: int | None = None
    confirmed: int | None = None
    prepared: int | None = None
    adopted: int | None = None
    published: int | None = None


@dataclass(frozen=True)
class Call:
    """A call with all that its published rules say. The title's year is that of loading.

    Below `floor` (a score, 0 to 100) nothing is funded; `drafts` are who began, and the fields.
    """

    key: str
    year_offset: int
    title: str
    purpose: str
    budget_cents: int
    authority: str
    place: str
    who_may_apply: str
    contact: str
    facilitator_contact: str
    facilitator_mandate: str
    appeal: str
    power: Power
    power_basis: str
    depart_grounds: str
    time_limit: str
    timetable: Timetable
    criteria: tuple[Criterion, ...]
    projects: tuple[Project, ...]
    jurors: tuple[Juror, ...]
    sheets: tuple[Sheet, ...]
    ties: tuple[Tie, ...]
    floor: int | None = 50
    partial: bool = False
    rule: str = "trimmed_mean"
    quorum_min: int = 5
    language: Language = "fr"
    timezone: str = "Europe/Brussels"
    departures: tuple[Departure, ...] = ()
    confirmation: str = ""
    drafts: tuple[tuple[Person, dict[str, str]], ...] = ()
    expected_funded: tuple[int, ...] = ()
    expected_reserve: tuple[int, ...] = ()

    def title_for(self, loading_year: int) -> str:
        """Put the call's year in its title."""
        return self.title.format(year=loading_year + self.year_offset)


@dataclass(frozen=True)
class Region:
    """The whole demonstration. `open_calls` still take projects: they have no jury yet."""

    name: str
    towns: tuple[Town, ...]
    staff: tuple[Person, ...]
    calls: tuple[Call, ...] = field(default=())
    open_calls: tuple[Call, ...] = field(default=())
