"""Entries about the lottery. Who registered is never said; what they are drawn by has a digest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from jury.domain.record.kinds import Facts

COMPOSITION = "composition"
LOTTERY = frozenset({"lottery"})
CANDIDATE = frozenset({"candidate"})
REGISTRATION = frozenset({"candidate", "candidate_contact", "candidate_link"})


@dataclass(frozen=True)
class LotteryEdited(Facts):
    """What the lottery asks for was written down or changed; once it is open, with a reason.

    `quotas` is the SHA-256 of the quotas as the file `quotas.csv` has them.
    """

    KIND: ClassVar[str] = "lottery.edited"
    CHANGES: ClassVar[frozenset[str]] = LOTTERY
    seats: int
    minimum: int
    panels: int
    per_household: int
    quotas: str
    reason: str


@dataclass(frozen=True)
class LotteryOpened(Facts):
    """People can register from now on; what is asked of them no longer changes."""

    KIND: ClassVar[str] = "lottery.opened"
    CHANGES: ClassVar[frozenset[str]] = LOTTERY
    seats: int
    quotas: str


@dataclass(frozen=True)
class CandidatesImported(Facts):
    """People were taken from a register's list. `sha256` is the digest of the list as it came."""

    KIND: ClassVar[str] = "candidates.imported"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"candidate", "candidate_contact"})
    people: int
    sha256: str


@dataclass(frozen=True)
class InvitationsDrawn(Facts):
    """Invitation letters go to some of these addresses, drawn at random; to which is never said.

    `sha256` is the digest of the addresses as they are compared, sorted, one a line; `number`
    was made afterwards, and the sample follows from it and them.
    """

    KIND: ClassVar[str] = "invitations.drawn"
    addresses: int
    letters: int
    sha256: str
    number: str


@dataclass(frozen=True)
class RegistrationReceived(Facts):
    """Somebody registered: themselves (`form`), or by telephone (`phone`).

    Whether it was somebody new is not said, so that nobody learns here who is registered.
    """

    KIND: ClassVar[str] = "registration.received"
    CHANGES: ClassVar[frozenset[str]] = REGISTRATION
    source: str


@dataclass(frozen=True)
class LinkGiven(Facts):
    """Somebody lost their private link, and got another; the lost ones open nothing any more."""

    KIND: ClassVar[str] = "link.given"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"candidate_link"})


@dataclass(frozen=True)
class RegistrationCorrected(Facts):
    """Somebody corrected their own registration by their private link; who and what is not said."""

    KIND: ClassVar[str] = "registration.corrected"
    CHANGES: ClassVar[frozenset[str]] = REGISTRATION


@dataclass(frozen=True)
class CandidateWithdrew(Facts):
    """Somebody withdrew by their private link, and how to reach them was erased at once.

    Where they were drawn already, `next` is asked, if anybody can be; `breaches` as elsewhere.
    """

    KIND: ClassVar[str] = "candidate.withdrew"
    CHANGES: ClassVar[frozenset[str]] = REGISTRATION
    next: str
    breaches: int


@dataclass(frozen=True)
class ContactsErased(Facts):
    """How so many people are reached was erased, because it has no purpose any more.

    `what`: `letters` (the letters to those seated have gone out), `others` (they are not on the
    jury), `ended` (nobody is seated any more).
    """

    KIND: ClassVar[str] = "contacts.erased"
    CHANGES: ClassVar[frozenset[str]] = frozenset(
        {"candidate_contact", "candidate_link", "nominee"}
    )
    what: str
    people: int


@dataclass(frozen=True)
class LotteryClosed(Facts):
    """Nobody registers any more. `pool` and `quotas` are digests of the files drawn from."""

    KIND: ClassVar[str] = "lottery.closed"
    CHANGES: ClassVar[frozenset[str]] = LOTTERY
    people: int
    seats: int
    panels: int
    pool: str
    quotas: str


@dataclass(frozen=True)
class LotteryReopened(Facts):
    """People can register again, before any list was drawn, for a reason that everyone reads."""

    KIND: ClassVar[str] = "lottery.reopened"
    CHANGES: ClassVar[frozenset[str]] = LOTTERY
    reason: str


@dataclass(frozen=True)
class LotteryDrawn(Facts):
    """The list of equally likely panels stands, before any number is known.

    `files` gives digest and size by name; chances are fractions "a/b". `outside` counts who is in
    no possible panel, `left_out` who could be seated and is in no panel of this list.
    """

    KIND: ClassVar[str] = "lottery.drawn"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"lottery", "lottery_file"})
    files: dict[str, dict[str, object]]
    people: int
    seats: int
    panels: int
    bound: str
    smallest_chance: str
    largest_chance: str
    outside: int
    left_out: int
    finished: bool


@dataclass(frozen=True)
class LotteryThrown(Facts):
    """The dice fell in public: their digits in order, and the number of the panel they pick."""

    KIND: ClassVar[str] = "lottery.thrown"
    CHANGES: ClassVar[frozenset[str]] = LOTTERY
    dice: str
    panel: int


@dataclass(frozen=True)
class LotteryConfirmed(Facts):
    """The guarantor saw the dice, and confirms the panel; its members are asked to come."""

    KIND: ClassVar[str] = "lottery.confirmed"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"lottery", "candidate"})
    panel: int
    members: list[str]


@dataclass(frozen=True)
class CandidateAnswered(Facts):
    """Somebody who was drawn comes, or does not; then `next` is asked, if anybody can be.

    `breaches` counts the seats by which quotas are missed for good with the next one.
    """

    KIND: ClassVar[str] = "candidate.answered"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"candidate", "candidate_contact"})
    accepted: bool
    next: str
    breaches: int


@dataclass(frozen=True)
class AlternateAsked(Facts):
    """A seat is free, and the next person in the order of alternates is asked; why is sealed."""

    KIND: ClassVar[str] = "alternate.asked"
    CHANGES: ClassVar[frozenset[str]] = CANDIDATE
    breaches: int


@dataclass(frozen=True)
class DrawnSeated(Facts):
    """People who were drawn and come took their seats; who they are is one committed part each.

    Another part, `composition`, commits to the jury in numbers. It opens with the record. A later
    seating ends the duty of the earlier part: two of them side by side would single out who left.
    """

    KIND: ClassVar[str] = "drawn.seated"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"lottery", "candidate", "seat", "account"})
    seats: int
