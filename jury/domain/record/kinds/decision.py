"""Entries about the authority's answer to the jury."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from jury.domain.record.kinds import Facts


@dataclass(frozen=True)
class WordsReleased(Facts):
    """A juror said which of their words may be published. Who and which is sealed."""

    KIND: ClassVar[str] = "words.released"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"words_release"})
    round: str


@dataclass(frozen=True)
class ReasonsDrafted(Facts):
    """The reasons for a proposal were drafted; its jurors are asked, or asked again."""

    KIND: ClassVar[str] = "reasons.drafted"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"reasons"})
    proposal: str
    sha256: str


@dataclass(frozen=True)
class ReasonsAnswered(Facts):
    """A juror said whether drafted reasons are the jury's. Who, of what, and which is sealed."""

    KIND: ClassVar[str] = "reasons.answered"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"reasons_answer"})


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
    CHANGES: ClassVar[frozenset[str]] = frozenset(
        {"decision", "call", "proposal", "decision_event"}
    )
    answers: list[dict[str, object]]
    sha256: str


@dataclass(frozen=True)
class ActAttached(Facts):
    """The act that the signatory signed was attached: its number, its day, its file's digest."""

    KIND: ClassVar[str] = "act.attached"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"signed_act"})
    number: str
    day: str
    sha256: str
    bytes: int


@dataclass(frozen=True)
class LettersSent(Facts):
    """Applicants were told the decision. `letters` holds {"proposal", "sha256"} of each letter."""

    KIND: ClassVar[str] = "letters.sent"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"decision_letter"})
    letters: list[dict[str, str]]


@dataclass(frozen=True)
class DecisionContested(Facts):
    """Somebody contests the decision: what kind of person, received on which day, and why."""

    KIND: ClassVar[str] = "decision.contested"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"decision_event", "call"})
    by_whom: str
    day: str
    reason: str


@dataclass(frozen=True)
class DecisionSettled(Facts):
    """A contest ended: the decision is upheld or annulled, why, and by which act."""

    KIND: ClassVar[str] = "decision.settled"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"decision_event", "call"})
    outcome: str
    reason: str
    reference: str


@dataclass(frozen=True)
class ProjectGivenUp(Facts):
    """A funded project gives up, and its money comes free: received on which day, and why."""

    KIND: ClassVar[str] = "project.given_up"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"decision_event", "proposal", "call"})
    project: str
    day: str
    reason: str


@dataclass(frozen=True)
class ReserveDrawn(Facts):
    """Slips were drawn in public between equals on the reserve list; this is their order."""

    KIND: ClassVar[str] = "reserve.drawn"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"decision_event", "call"})
    proposals: list[str]


@dataclass(frozen=True)
class MoneyPassedOn(Facts):
    """Freed money went down the reserve list: to whom, how much stays, why, and by which act.

    `grants` holds {"proposal", "amount_cents"}.
    """

    KIND: ClassVar[str] = "money.passed_on"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"decision_event", "proposal", "call"})
    grants: list[dict[str, object]]
    left_cents: int
    reason: str
    reference: str
