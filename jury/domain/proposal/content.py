"""What a project says, and what it must say before it is handed in.

It must never know who wrote it, a clock, or what a jury thinks of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from jury.domain.call import Missing
from jury.domain.money import LARGEST_CENTS

TITLE_MAX = 120
SUMMARY_WORDS_MAX = 180
"""What is read aloud in about one minute."""

QUESTIONS = ("problem", "plan", "gains", "roles", "afterwards")
"""The five plain questions that the jury reads: the problem, what you will do, who gains, who
does what, what stays afterwards."""

MOST_FILES = 8
MOST_FILE_BYTES = 60_000_000
"""How many files a project may have, and how large they may be together (the pictures as kept)."""


PIECES: dict[str, tuple[str, ...]] = {
    "summary": ("title", "place", "summary", "translations"),
    **{question: (question,) for question in QUESTIONS},
    "users": ("users_word",),
    "money": ("asked_cents", "minimum_cents", "other"),
    "partners": ("partners",),
    "indicators": ("indicators",),
    "files": (),
}
"""What an author can be asked to complete, and the fields that are open then."""


class Sector(StrEnum):
    """From which part of society a partner comes."""

    SOCIAL_ENTERPRISE = "social_enterprise"
    ASSOCIATION = "association"
    COMPANY = "company"
    PUBLIC_BODY = "public_body"
    COOPERATIVE = "cooperative"
    USERS_COLLECTIVE = "users_collective"
    RESEARCH = "research"
    SCHOOL = "school"
    HEALTH = "health"


@dataclass(frozen=True)
class PartnerSpec:
    """One side of a partnership: what it brings, what it gains, its share of the money asked."""

    name: str = ""
    sector: str = ""
    contribution: str = ""
    benefit: str = ""
    share_cents: int = 0


@dataclass(frozen=True)
class FundingSpec:
    """Money, or work counted in money, that comes from elsewhere. In whole cents."""

    source: str = ""
    cents: int = 0


@dataclass(frozen=True)
class IndicatorSpec:
    """Something that will be counted: how much it is today, and how much is promised."""

    name: str = ""
    today: str = ""
    promised: str = ""


@dataclass(frozen=True)
class TranslationSpec:
    """The title and the one-minute summary in another language, by the authors themselves."""

    language: str
    title: str = ""
    summary: str = ""


@dataclass(frozen=True)
class ProposalSpec:
    """Everything that a proposal says. Amounts are whole cents.

    The users' word is that of the people concerned themselves. `annexes` are what is technical,
    as (question, text) in the order of the questions: the plain answer is their plain version.
    """

    title: str = ""
    summary: str = ""
    problem: str = ""
    plan: str = ""
    gains: str = ""
    roles: str = ""
    afterwards: str = ""
    place: str = ""
    asked_cents: int = 0
    minimum_cents: int = 0
    other: tuple[FundingSpec, ...] = ()
    partners: tuple[PartnerSpec, ...] = ()
    users_word: str = ""
    annexes: tuple[tuple[str, str], ...] = ()
    indicators: tuple[IndicatorSpec, ...] = ()
    translations: tuple[TranslationSpec, ...] = ()


def missing(spec: ProposalSpec) -> tuple[Missing, ...]:
    """List what hinders handing a proposal in, in the order of the form; empty if nothing."""
    return (
        *_texts(spec),
        *_translations(spec.translations),
        *_amounts(spec),
        *_partners(spec),
        *_funding(spec.other),
        *_indicators(spec.indicators),
    )


def file_hindered(sizes: Sequence[int], size: int) -> str | None:
    """Say by a code why a project that has files of these sizes takes no other one, or None."""
    if len(sizes) >= MOST_FILES:
        return "files_too_many"
    return "files_too_large" if sum(sizes) + size > MOST_FILE_BYTES else None


def completed(before: ProposalSpec, typed: ProposalSpec, pieces: Collection[str]) -> ProposalSpec:
    """Take from what was typed only the pieces that were asked for: complete, not improve."""
    fields = [name for piece in PIECES if piece in pieces for name in PIECES[piece]]
    taken: dict[str, Any] = {name: getattr(typed, name) for name in fields}
    annexes = {**dict(before.annexes)}
    for question, text in typed.annexes:
        if question in pieces:
            annexes[question] = text
    kept = tuple((q, annexes[q]) for q in QUESTIONS if q in annexes)
    return replace(before, **taken, annexes=kept)


def advice(spec: ProposalSpec, budget_cents: int) -> tuple[Missing, ...]:
    """List friendly questions about what an author may have overlooked; none hinders handing in."""
    found = []
    if spec.asked_cents > budget_cents:
        found.append(Missing("asked_cents", "asked_above_budget"))
    found += _gaps(spec)
    if not spec.users_word.strip():
        found.append(Missing("users_word", "users_word_empty"))
    if not spec.indicators:
        found.append(Missing("indicators", "indicators_empty"))
    return tuple(found)


def _gaps(spec: ProposalSpec) -> Iterator[Missing]:
    """Find the gaps of a partnership: everyone gains, or it is not co-creation."""
    partners, sectors = spec.partners, {partner.sector for partner in spec.partners}
    if len(partners) < 2:
        yield Missing("partners", "partners_fewer_than_two")
    elif len(sectors) < 2:
        yield Missing("partners", "partners_of_one_sector")
    if Sector.USERS_COLLECTIVE not in sectors:
        yield Missing("partners", "partners_without_users")
    if not all(partner.contribution.strip() for partner in partners):
        yield Missing("partners", "partner_brings_nothing")
    if not all(partner.benefit.strip() for partner in partners):
        yield Missing("partners", "partner_gains_nothing")
    if len(partners) > 1:
        shares = [partner.share_cents for partner in partners]
        if not any(shares):
            yield Missing("partners", "shares_empty")
        elif max(shares) == sum(shares):
            yield Missing("partners", "share_of_one")


def _texts(spec: ProposalSpec) -> Iterator[Missing]:
    for field in ("title", "summary", *QUESTIONS):
        if not getattr(spec, field).strip():
            yield Missing(field, f"{field}_missing")
    if len(spec.title.strip()) > TITLE_MAX:
        yield Missing("title", "title_too_long")
    if len(spec.summary.split()) > SUMMARY_WORDS_MAX:
        yield Missing("summary", "summary_too_long")


def _translations(translations: tuple[TranslationSpec, ...]) -> Iterator[Missing]:
    """Whoever begins a translation gives both: a title, and the minute that belongs to it."""
    for said in translations:
        title, summary = f"title_{said.language}", f"summary_{said.language}"
        if not said.title.strip():
            yield Missing(title, "title_missing")
        elif len(said.title.strip()) > TITLE_MAX:
            yield Missing(title, "title_too_long")
        if not said.summary.strip():
            yield Missing(summary, "summary_missing")
        elif len(said.summary.split()) > SUMMARY_WORDS_MAX:
            yield Missing(summary, "summary_too_long")


def _amounts(spec: ProposalSpec) -> Iterator[Missing]:
    if spec.asked_cents <= 0:
        yield Missing("asked_cents", "asked_missing")
    if spec.minimum_cents <= 0:
        yield Missing("minimum_cents", "minimum_missing")
    elif spec.minimum_cents > spec.asked_cents:
        yield Missing("minimum_cents", "minimum_above_asked")
    for field in ("asked_cents", "minimum_cents"):
        if getattr(spec, field) > LARGEST_CENTS:
            yield Missing(field, "amount_too_large")


def _partners(spec: ProposalSpec) -> Iterator[Missing]:
    partners = spec.partners
    if not partners:
        yield Missing("partners", "partners_missing")
    for number, partner in enumerate(partners):
        for field in ("name", "sector"):
            if not getattr(partner, field).strip():
                yield Missing(f"partners-{number}-{field}", f"partner_{field}_missing")
        if partner.sector.strip() and partner.sector not in tuple(Sector):
            yield Missing(f"partners-{number}-sector", "partner_sector_unknown")
        if partner.share_cents < 0:
            yield Missing(f"partners-{number}-share", "amount_negative")
    shares = sum(partner.share_cents for partner in partners)
    if shares and shares != spec.asked_cents:
        yield Missing("partners-0-share", "shares_differ")


def _funding(other: tuple[FundingSpec, ...]) -> Iterator[Missing]:
    for number, funding in enumerate(other):
        if not funding.source.strip():
            yield Missing(f"other-{number}-source", "source_missing")
        if funding.cents <= 0:
            yield Missing(f"other-{number}-cents", "source_amount_missing")
        elif funding.cents > LARGEST_CENTS:
            yield Missing(f"other-{number}-cents", "amount_too_large")


def _indicators(indicators: tuple[IndicatorSpec, ...]) -> Iterator[Missing]:
    for number, indicator in enumerate(indicators):
        for field in ("name", "today", "promised"):
            if not getattr(indicator, field).strip():
                yield Missing(f"indicators-{number}-{field}", f"indicator_{field}_missing")
