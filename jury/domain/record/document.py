"""The decision record as one typed object: every format is made from it, and from nothing else.

It holds no name, address or contact of a juror, candidate or private person.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Hashable
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from jury.domain.decision.after import since_retaken
from jury.domain.decision.freed import amounts_now
from jury.domain.lottery.composition import Group
from jury.domain.record.call import CallRow
from jury.domain.record.canonical import RecordError, decode, encode
from jury.domain.record.event import ActRow, EventRow
from jury.domain.record.project import DetailsRow, PartnerRow

FORMAT = "jury-record/1"


@dataclass(frozen=True)
class JuryRow:
    """The jury in numbers; `composition` only where a lottery seated it."""

    seats: int
    seats_at_closing: int
    composition: list[Group] = field(default_factory=list)


@dataclass(frozen=True)
class RoundRow:
    """The round, and what the public draw gave if there was one."""

    number: int
    opened_at: str
    closed_at: str
    closed_early_because: str
    sheets: int
    public_draw: list[str] | None
    guarantor_confirmed_at: str
    guarantor_words: str


@dataclass(frozen=True)
class CountRow:
    """How many jurors chose each level; without a quorum only their number."""

    criterion: str
    n: int
    quorum_met: bool
    counts: list[int] | None
    cannot_judge: int | None
    score: str | None


@dataclass(frozen=True)
class VoteRow:
    """The room's vote on a proposal without a score."""

    yes: int
    no: int
    abstain: int


@dataclass(frozen=True)
class JuryOutcome:
    """What the announced rule gave; `place` is empty for a proposal outside the ranking."""

    outcome: str
    amount_cents: int
    place: int | None
    why: dict[str, object]


@dataclass(frozen=True)
class AuthorityRow:
    """What the authority answered."""

    answer: str
    outcome: str
    amount_cents: int
    reason: str


@dataclass(frozen=True)
class SheetRow:
    """One sheet, only where the call announced sheets row by row."""

    sheet: str
    levels: dict[str, int | None]


@dataclass(frozen=True)
class WordsRow:
    """The words that their authors released about one proposal, and how many stay closed."""

    convinced: list[str]
    worried: list[str]
    shortened: int
    withheld: int


@dataclass(frozen=True)
class ReasonsRow:
    """What jurors said of the drafted reasons. `texts` by criterion, once they are confirmed."""

    agree: int
    disagree: int
    confirmed: bool
    texts: dict[str, str]


@dataclass(frozen=True)
class ProposalRow:
    """One proposal that was before the jury.

    Full texts and partners only where it is funded, or its authors agreed.
    """

    id: str
    title: str
    language: str
    place: str
    summary: str
    asked_cents: int
    minimum_cents: int
    jurors_who_stayed: int
    ties: dict[str, int]
    score: str | None
    criteria: list[CountRow]
    vote: VoteRow | None
    jury: JuryOutcome
    authority: AuthorityRow
    words: WordsRow
    reasons: ReasonsRow | None = None
    answers: dict[str, str] | None = None
    partners: list[PartnerRow] | None = None
    details: DetailsRow | None = None
    rows: list[SheetRow] | None = None


@dataclass(frozen=True)
class DecisionRow:
    """When the authority answered, and what it gives in all."""

    prepared_at: str
    adopted_at: str
    granted_cents: int
    act: ActRow | None = None


@dataclass(frozen=True)
class NearRow:
    """How many points, as "a/b", keep a proposal on its side of the line."""

    proposal: str
    points: str
    above: bool


@dataclass(frozen=True)
class SureRow:
    """How sure the outcome is: what is nearest to the line, and what one juror less would change.

    `leaving_out` counts, for each proposal, the jurors whose absence alone would change what it
    gets; it is empty for a jury too large to try.
    """

    nearest: list[NearRow]
    leaving_out: dict[str, int] | None


@dataclass(frozen=True)
class DayRow:
    """What was written in the log on one day: how many entries of each kind."""

    day: str
    entries: dict[str, int]


@dataclass(frozen=True)
class LogRow:
    """Where to check it: the call's log, its key, and the one key to pin."""

    origin: str
    verifier_key: str
    installation_key: str
    entries: int


@dataclass(frozen=True)
class Document:
    """The whole record."""

    call: CallRow
    jury: JuryRow
    round: RoundRow
    proposals: list[ProposalRow]
    proposals_not_before_the_jury: int
    decision: DecisionRow
    sure: SureRow
    process: list[DayRow]
    log: LogRow
    events: list[EventRow] = field(default_factory=list)
    number: int = 1
    format: str = field(default=FORMAT)

    def encode(self) -> bytes:
        """Write the record as canonical JSON (RFC 8785): these bytes are what is published."""
        return encode(asdict(self))

    @classmethod
    def decode(cls, data: bytes) -> Document:
        """Read a published record strictly.

        :raise RecordError: `bad_document` with the `field`, and those of `canonical.decode`.
        """
        found = _read(cls, decode(data), "document")
        if not isinstance(found, cls) or found.format != FORMAT:
            raise RecordError("bad_document", field="format")
        return found

    @property
    def funded(self) -> list[ProposalRow]:
        """Give the proposals that the authority funds, after all that happened."""
        return [p for p in self.proposals if self.amounts[p.id]]

    @property
    def amounts(self) -> dict[str, int]:
        """Give what each proposal gets after all that happened, in cents."""
        return amounts_now(
            {p.id: p.authority.amount_cents for p in self.proposals},
            [(e.project, e.grants) for e in since_retaken(self.events)],
        )

    @property
    def gave_up(self) -> frozenset[str]:
        """Name the proposals that were funded and gave up since."""
        return frozenset(e.project for e in since_retaken(self.events) if e.project is not None)

    @property
    def granted_now(self) -> int:
        """Give what all proposals get together after all that happened, in cents."""
        return sum(self.amounts.values())

    @property
    def departures(self) -> list[ProposalRow]:
        """Give the proposals on which the authority departs from the jury."""
        return [p for p in self.proposals if p.authority.answer == "departs"]


def _read(kind: Any, value: object, name: str) -> object:
    """Take a value as the type that the record declares for it, or refuse it."""
    if is_dataclass(kind):
        return _read_object(cast("type[Any]", kind), value, name)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (types.UnionType, Union):
        if value is None and type(None) in inner:
            return None
        return _read(next(k for k in inner if k is not type(None)), value, name)
    if origin is list and isinstance(value, list):
        return [_read(inner[0], item, name) for item in value]
    if origin is dict and isinstance(value, dict):
        return {key: _read(inner[1], item, name) for key, item in value.items()}
    # True and False are integers to Python, and no numbers here.
    if kind is object or type(value) is kind:
        return value
    raise RecordError("bad_document", field=name)


@cache  # the types are few, and what they declare never changes
def _fields_of(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {f.name: hints[f.name] for f in fields(kind)}


def _read_object(kind: type[Any], value: object, name: str) -> object:
    hints = _fields_of(cast("Hashable", kind))
    if not isinstance(value, dict) or value.keys() != hints.keys():
        raise RecordError("bad_document", field=name)
    make = cast("Callable[..., object]", kind)
    return make(**{key: _read(hints[key], item, key) for key, item in value.items()})
