"""Entries about a call: from its creation to its cancellation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from jury.domain.record.kinds import Facts


@dataclass(frozen=True)
class CallCreated(Facts):
    """A call began. Stands in the installation's log and names the call's own log and its key."""

    KIND: ClassVar[str] = "call.created"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"call", "criterion"})
    origin: str
    verifier_key: str


@dataclass(frozen=True)
class PartGiven(Facts):
    """Somebody took a part in the call: facilitator, guarantor, signatory."""

    KIND: ClassVar[str] = "part.given"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"part", "account"})
    role: str
    account: str


@dataclass(frozen=True)
class CallEdited(Facts):
    """The draft of a call changed; the digest is the SHA-256 of its canonical rules."""

    KIND: ClassVar[str] = "call.edited"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"call", "criterion"})
    sha256: str


@dataclass(frozen=True)
class CallPublished(Facts):
    """The call opened: from here its rules are frozen, and this is what they are."""

    KIND: ClassVar[str] = "call.published"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"call"})
    sha256: str
    budget_cents: int
    rule: str
    power: str
    closes_at: str
    criteria: list[dict[str, object]]


@dataclass(frozen=True)
class CallClosed(Facts):
    """No more proposals are taken."""

    KIND: ClassVar[str] = "call.closed"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"call"})
    proposals: int


@dataclass(frozen=True)
class CallCancelled(Facts):
    """The call ended without a decision, for a public reason; an open round ends with it."""

    KIND: ClassVar[str] = "call.cancelled"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"call", "round"})
    reason: str


@dataclass(frozen=True)
class CallCorrected(Facts):
    """An erratum: something in the call was corrected, and everyone has more time.

    `sha256` is the digest of the rules with the new dates.
    """

    KIND: ClassVar[str] = "call.corrected"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"call", "call_change"})
    number: int
    text: str
    closes_at: str
    decide_by: str
    sha256: str


@dataclass(frozen=True)
class CallExtended(Facts):
    """Dates moved, equally for all, for a reason said in public."""

    KIND: ClassVar[str] = "call.extended"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"call", "call_change"})
    number: int
    text: str
    closes_at: str
    decide_by: str
    sha256: str


@dataclass(frozen=True)
class CallMadeUp(Facts):
    """Hours lost to a failure of the server were given back to everyone."""

    KIND: ClassVar[str] = "call.made_up"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"call", "call_change"})
    number: int
    text: str
    closes_at: str
    decide_by: str
    failed_from: str
    failed_until: str
    sha256: str
