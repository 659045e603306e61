"""Entries about seats and ties. Who sits where is committed to, never said in public."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from jury.domain.record.kinds import Facts


@dataclass(frozen=True)
class WelcomeWritten(Facts):
    """What jurors must know before they come was written: the digest of the texts."""

    KIND: ClassVar[str] = "welcome.written"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"welcome"})
    sha256: str


@dataclass(frozen=True)
class SeatFilled(Facts):
    """People took seats of the jury; who they are is one committed part each."""

    KIND: ClassVar[str] = "seat.filled"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"seat", "account"})
    seats: int


@dataclass(frozen=True)
class SeatCodeMade(Facts):
    """New sign-in codes were made for seats; earlier ones no longer work."""

    KIND: ClassVar[str] = "seat.code_made"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"seat", "account"})
    seats: int


@dataclass(frozen=True)
class SeatEnded(Facts):
    """A person left their seat; the reason is committed to."""

    KIND: ClassVar[str] = "seat.ended"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"seat"})


@dataclass(frozen=True)
class SeatReplaced(Facts):
    """A person left their seat and another took a new one, which is the subject; both sealed."""

    KIND: ClassVar[str] = "seat.replaced"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"seat", "account"})
    ended: str


@dataclass(frozen=True)
class TieDeclared(Facts):
    """A juror said what ties them to a proposal. Which juror, which proposal, which tie: sealed."""

    KIND: ClassVar[str] = "tie.declared"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"tie", "sheet"})


@dataclass(frozen=True)
class ScrutineersNamed(Facts):
    """Two people were given the part of scrutineers, or new codes; their names are committed to."""

    KIND: ClassVar[str] = "scrutineers.named"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"scrutineer", "account"})
    people: int
