"""Entries about the authority's answer to the jury."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from jury.domain.record.kinds import Facts


@dataclass(frozen=True)
class DecisionPrepared(Facts):
    """The authority's answer was prepared for signature; it is not yet its answer."""

    KIND: ClassVar[str] = "decision.prepared"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"decision", "authority_answer"})
    sha256: str


@dataclass(frozen=True)
class DecisionAdopted(Facts):
    """The authority answered: for each proposal it follows the jury, or departs with reasons.

    `answers` holds {"proposal", "answer", "outcome", "amount_cents"}; reasons enter by digest.
    """

    KIND: ClassVar[str] = "decision.adopted"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"decision", "call", "proposal"})
    answers: list[dict[str, object]]
    sha256: str
