"""Entries about rounds and sheets. A sheet's entry says only that something was sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from jury.domain.record.kinds import Facts


@dataclass(frozen=True)
class RoundOpened(Facts):
    """A round began: jurors may score until it closes; `proposals` are before the jury now."""

    KIND: ClassVar[str] = "round.opened"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"round", "call", "proposal"})
    number: int
    closes_at: str
    proposals: list[str]
    seats: int


@dataclass(frozen=True)
class RoundExtended(Facts):
    """Hours lost to a failure of the server were given back to all jurors, for a public reason."""

    KIND: ClassVar[str] = "round.extended"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"round", "call_change"})
    number: int
    text: str
    closes_at: str
    failed_from: str
    failed_until: str


@dataclass(frozen=True)
class SheetSubmitted(Facts):
    """A juror sent a sheet. Seat, proposal, levels and words are committed to, always all."""

    KIND: ClassVar[str] = "sheet.submitted"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"sheet"})
    round: str


@dataclass(frozen=True)
class RoundClosed(Facts):
    """A round ended. `superseded_destroyed` counts the openings of earlier versions destroyed."""

    KIND: ClassVar[str] = "round.closed"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"round", "sheet"})
    number: int
    sheets: int
    reason: str
    superseded_destroyed: int


@dataclass(frozen=True)
class PaperTyped(Facts):
    """A scrutineer typed a paper sheet in. It counts only once the other one has confirmed it."""

    KIND: ClassVar[str] = "paper.typed"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"paper_sheet"})
    round: str


@dataclass(frozen=True)
class PaperConfirmed(Facts):
    """The other scrutineer typed the same paper: its sheet counts, or its juror has left."""

    KIND: ClassVar[str] = "paper.confirmed"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"paper_sheet", "sheet", "tie", "round"})
    round: str


@dataclass(frozen=True)
class VoteEntered(Facts):
    """The room voted on a proposal that has no score."""

    KIND: ClassVar[str] = "vote.entered"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"vote"})
    proposal: str
    yes: int
    no: int
    abstain: int


@dataclass(frozen=True)
class DrawEntered(Facts):
    """Slips were drawn in public to break a last tie at the line; this is their order."""

    KIND: ClassVar[str] = "draw.entered"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"public_draw"})
    proposals: list[str]


@dataclass(frozen=True)
class RoundCounted(Facts):
    """The announced rule was applied: per proposal its score "a/b", outcome and amount."""

    KIND: ClassVar[str] = "round.counted"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"round", "result"})
    results: list[dict[str, object]]
    sha256: str


@dataclass(frozen=True)
class CountConfirmed(Facts):
    """The guarantor opened the sheets and found that they give the published numbers."""

    KIND: ClassVar[str] = "count.confirmed"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"confirmation"})
    round: str
    sheets: int
    sha256: str
