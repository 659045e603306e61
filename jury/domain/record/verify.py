"""Checks a log from its file and one pinned key, without trusting whoever keeps it.

It must never know of a database: what it says holds for anyone who has the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from jury.domain.record import logfile, merkle
from jury.domain.record.canonical import RecordError, b64
from jury.domain.record.duty import Problem, State, examine
from jury.domain.record.leaf import Leaf
from jury.domain.record.note import Checkpoint, Verifier, open_note


@dataclass(frozen=True)
class Report:
    """What a verification found; `problems` and `missing` are what makes a log unsound."""

    entries: int
    checkpoint: dict[str, object] | None = None
    withheld: int = 0
    erased: list[Problem] = field(default_factory=list)
    missing: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Say whether nothing is wrong and nothing that is due is missing."""
        return not self.problems and not self.missing

    def to_json(self) -> dict[str, object]:
        """Give the fields that `jury verify --json` promises (the specification, section 9)."""
        return {
            "sound": self.sound,
            "entries": self.entries,
            "checkpoint": self.checkpoint,
            "withheld": self.withheld,
            "erased": self.erased,
            "missing": self.missing,
            "problems": self.problems,
        }


@dataclass(frozen=True)
class Inclusion:
    """The proof that one entry stands in the log that a checkpoint signs."""

    index: int
    checkpoint: Checkpoint
    hashes: tuple[bytes, ...]

    def holds_for(self, leaf: bytes) -> bool:
        """Say whether these very bytes are the entry at that place."""
        return merkle.verify_inclusion(
            merkle.leaf_hash(leaf),
            self.index,
            self.checkpoint.size,
            self.hashes,
            self.checkpoint.root,
        )


def verify_log(data: bytes, verifier_key: str, against: bytes | None = None) -> Report:
    """Check a whole log, and that it extends the older one in `against` if there is one.

    :raise NotALogFile: if either does not begin as a log's file.
    :raise RecordError: `bad_key` if the verifier key cannot be read.
    """
    verifier = Verifier.parse(verifier_key)
    file = logfile.parse(data)
    older = None if against is None else logfile.parse(against)
    problems = list(file.problems)
    hashes = [merkle.leaf_hash(leaf) for leaf in file.leaves]
    checkpoint = _checkpoint(file.note, verifier, hashes, problems)
    if older is not None:
        _check_extends(older.note, verifier, hashes, problems)
    duties = examine(_readable(file.leaves, problems), file.openings)
    return Report(
        entries=len(file.leaves),
        checkpoint=None if checkpoint is None else facts_of(checkpoint),
        withheld=len(duties.places(State.WITHHELD)),
        erased=duties.places(State.ERASED),
        missing=duties.places(State.MISSING),
        problems=problems + duties.problems,
    )


def facts_of(checkpoint: Checkpoint) -> dict[str, object]:
    """Give a checkpoint as a report shows it."""
    return {"origin": checkpoint.origin, "size": checkpoint.size, "root": b64(checkpoint.root)}


def prove(leaf_hashes: Sequence[bytes], index: int, checkpoint: Checkpoint) -> Inclusion:
    """Prove that one entry stands in the log as this checkpoint signed it.

    `leaf_hashes` may already be longer than the checkpoint.
    :raise RecordError: `no_such_leaf`, `no_such_size`.
    """
    if checkpoint.size > len(leaf_hashes):
        raise RecordError("no_such_size", size=checkpoint.size)
    signed = leaf_hashes[: checkpoint.size]
    return Inclusion(index, checkpoint, tuple(merkle.inclusion_proof(signed, index)))


def open_checkpoint(note: bytes, verifier: Verifier) -> Checkpoint:
    """Read a checkpoint that this very log has signed under its own name.

    :raise RecordError: those of `open_note` and `Checkpoint.parse`, `wrong_origin`.
    """
    try:
        text = note.decode("utf-8")
    except UnicodeDecodeError:
        raise RecordError("not_utf8") from None
    checkpoint = Checkpoint.parse(open_note(text, [verifier]))
    if checkpoint.origin != verifier.name:
        raise RecordError("wrong_origin")
    return checkpoint


def _checkpoint(
    note: bytes, verifier: Verifier, hashes: Sequence[bytes], problems: list[Problem]
) -> Checkpoint | None:
    try:
        checkpoint = open_checkpoint(note, verifier)
    except RecordError as error:
        problems.append({"code": error.code})
        return None
    if checkpoint.size != len(hashes):
        problems.append({"code": "wrong_size", "signed": checkpoint.size, "found": len(hashes)})
    elif checkpoint.root != merkle.root(hashes):
        problems.append({"code": "wrong_root"})
    return checkpoint


def _check_extends(
    note: bytes, verifier: Verifier, hashes: Sequence[bytes], problems: list[Problem]
) -> None:
    reason = None
    try:
        older = open_checkpoint(note, verifier)
    except RecordError as error:
        reason = error.code
    else:
        if older.size > len(hashes):
            reason = "shorter"
        elif older.root != merkle.root(hashes[: older.size]):
            reason = "other_entries"
    if reason is not None:
        problems.append({"code": "not_an_extension", "reason": reason})


def _readable(leaves: Sequence[bytes], problems: list[Problem]) -> dict[int, Leaf]:
    found: dict[int, Leaf] = {}
    for index, data in enumerate(leaves):
        try:
            found[index] = Leaf.decode(data)
        except RecordError as error:
            problems.append({"code": "bad_leaf", "leaf": index, "reason": error.code})
    return found
