"""Entries about proposals. Their texts and files enter by digest; no text of a draft is here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from jury.domain.record.kinds import Facts


@dataclass(frozen=True)
class ProposalBegun(Facts):
    """Somebody began to write; what they write is theirs until they submit."""

    KIND: ClassVar[str] = "proposal.begun"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"proposal", "part"})


@dataclass(frozen=True)
class ProposalSubmitted(Facts):
    """A proposal was handed in, or handed in again before closing.

    The digest is the SHA-256 of the canonical form of all its texts, partners and amounts; `files`
    are the digests of its files. `published_anyway` says whether its authors let the record show
    all of it even where it is not funded.
    """

    KIND: ClassVar[str] = "proposal.submitted"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"proposal", "partner"})
    sha256: str
    asked_cents: int
    minimum_cents: int
    files: list[str]
    published_anyway: bool


@dataclass(frozen=True)
class ProposalWithdrawn(Facts):
    """Its authors took a proposal back."""

    KIND: ClassVar[str] = "proposal.withdrawn"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"proposal"})


@dataclass(frozen=True)
class ProposalAccepted(Facts):
    """The official found that a proposal meets the conditions: it goes before the jury.

    What was answered to each question, in their order: `yes`, `no`, `not_applicable`; why stands
    committed. The first check is empty where an earlier entry holds it.
    """

    KIND: ClassVar[str] = "proposal.accepted"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"proposal"})
    admissibility: list[str]
    eligibility: list[str]


@dataclass(frozen=True)
class ProposalRefused(Facts):
    """The official refused a proposal; the reason goes to its authors and stands committed.

    The answers as for an accepted one: those with `no` are the questions that fail.
    """

    KIND: ClassVar[str] = "proposal.refused"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"proposal"})
    outcome: str
    admissibility: list[str]
    eligibility: list[str]


@dataclass(frozen=True)
class ProposalAdmitted(Facts):
    """The official found a proposal complete and in time; the answers as for an accepted one."""

    KIND: ClassVar[str] = "proposal.admitted"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"proposal"})
    admissibility: list[str]


@dataclass(frozen=True)
class CompletionAsked(Facts):
    """The official asked for what is missing, until a moment (UTC text); what stands committed."""

    KIND: ClassVar[str] = "completion.asked"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"proposal"})
    pieces: list[str]
    until: str


@dataclass(frozen=True)
class ProposalCompleted(Facts):
    """Its authors completed what was asked for, and nothing else; the digest as at submission."""

    KIND: ClassVar[str] = "proposal.completed"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"proposal", "partner"})
    sha256: str
    asked_cents: int
    minimum_cents: int
    files: list[str]


@dataclass(frozen=True)
class ProposalContested(Facts):
    """Its authors contest a refusal; what they say stands committed."""

    KIND: ClassVar[str] = "proposal.contested"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"proposal"})


@dataclass(frozen=True)
class ContestAnswered(Facts):
    """The official kept a refusal or changed it; the reason stands committed."""

    KIND: ClassVar[str] = "contest.answered"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"proposal"})
    changed: bool


@dataclass(frozen=True)
class FileAdded(Facts):
    """A file was added to a project: its digest and size in bytes, never the file itself.

    The digest is the SHA-256 of what is kept; of a picture that is what was drawn anew.
    """

    KIND: ClassVar[str] = "file.added"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"file"})
    proposal: str
    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True)
class FileRemoved(Facts):
    """Its authors took a file away from a project."""

    KIND: ClassVar[str] = "file.removed"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"file"})
    proposal: str
    sha256: str
