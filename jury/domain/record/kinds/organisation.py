"""Entries about organisations that name people for some seats; who those people are is not said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from jury.domain.record.kinds import Facts

ORGANISATION = frozenset({"organisation"})
WITH_PEOPLE = frozenset({"organisation", "nominee"})


@dataclass(frozen=True)
class OrganisationEntered(Facts):
    """An organisation may name people for so many seats; so many it has named until now."""

    KIND: ClassVar[str] = "organisation.entered"
    CHANGES: ClassVar[frozenset[str]] = WITH_PEOPLE
    name: str
    seats: int
    people: int


@dataclass(frozen=True)
class OrganisationListed(Facts):
    """Whom it names no longer changes. `files` gives digest and size of each file of the draw."""

    KIND: ClassVar[str] = "organisation.listed"
    CHANGES: ClassVar[frozenset[str]] = ORGANISATION
    name: str
    seats: int
    people: int
    files: dict[str, dict[str, object]]


@dataclass(frozen=True)
class OrganisationThrown(Facts):
    """The dice fell in public: their digits in order, and the number of the panel they pick."""

    KIND: ClassVar[str] = "organisation.thrown"
    CHANGES: ClassVar[frozenset[str]] = ORGANISATION
    dice: str
    panel: int


@dataclass(frozen=True)
class OrganisationConfirmed(Facts):
    """The guarantor saw the dice, and confirms the panel; its members are asked to come."""

    KIND: ClassVar[str] = "organisation.confirmed"
    CHANGES: ClassVar[frozenset[str]] = WITH_PEOPLE
    panel: int
    members: list[str]


@dataclass(frozen=True)
class OrganisationAnswered(Facts):
    """Somebody who was drawn took their seat (`seats` is 1), or does not come; `next` is asked.

    Who they are is a committed part, for the guarantor alone.
    """

    KIND: ClassVar[str] = "organisation.answered"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"organisation", "nominee", "seat", "account"})
    organisation: str
    accepted: bool
    seats: int
    next: str
