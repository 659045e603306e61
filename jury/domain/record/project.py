"""What the record says of a project in its authors' words: all of it, or only with their consent.

It must never hold a project's files, only their digests.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PartnerRow:
    """One partner: what it brings, what it gains, and its share of the money asked."""

    name: str
    sector: str
    contribution: str
    benefit: str
    share_cents: int


@dataclass(frozen=True)
class FundingRow:
    """Money, or work counted in money, that comes from elsewhere."""

    source: str
    cents: int


@dataclass(frozen=True)
class IndicatorRow:
    """What will be counted: how much it was at the beginning, and how much is promised."""

    name: str
    today: str
    promised: str


@dataclass(frozen=True)
class FileRow:
    """A file that the jury could read: what it shows, its size in bytes, its SHA-256."""

    description: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class DetailsRow:
    """What stands beside the plain answers. An empty users' word is shown as empty."""

    users_word: str
    annexes: dict[str, str]
    other_funding: list[FundingRow]
    indicators: list[IndicatorRow]
    files: list[FileRow]
