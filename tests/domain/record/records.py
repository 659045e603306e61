"""Small logs for the tests of the record: one call, with named people and fixed keys."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jury.domain.record import logfile, merkle
from jury.domain.record.leaf import Leaf, PartRef
from jury.domain.record.logfile import Opening
from jury.domain.record.note import Checkpoint, Signer
from jury.domain.record.seal import commit
from jury.domain.record.verify import Report

ORIGIN = "jury.example/call-7"
SIGNER = Signer(ORIGIN, bytes(range(32)))
VKEY = SIGNER.verifier_key()
AMINA = hashlib.sha256(b"Amina, one entry").hexdigest()[:32]


@dataclass
class Log:
    """A log being written; openings can be left out of its file by `without`."""

    signer: Signer = SIGNER
    leaves: list[bytes] = field(default_factory=list)
    openings: dict[tuple[int, str], Opening] = field(default_factory=dict)

    def add(
        self,
        kind: str,
        subject: str = "call-7",
        version: int = 1,
        *,
        facts: Mapping[str, object] | None = None,
        parts: Mapping[str, tuple[str, object]] | None = None,
        role: str = "facilitator",
    ) -> int:
        """Add an entry; `parts` maps a name to when it is due and its value."""
        index, refs = len(self.leaves), []
        for name, (due, value) in (parts or {}).items():
            key = hashlib.sha256(f"{index} {name}".encode()).digest()
            refs.append(PartRef(name, commit(key, name, subject, value), due))
            self.openings[index, name] = Opening(index, name, key, value)
        juror = role == "juror"
        leaf = Leaf(
            v=1,
            kind=kind,
            time="2026-11-03" if juror else "2026-11-03T18:30:00Z",
            actor=AMINA if juror else "account-3",
            role=role,
            subject=subject,
            version=version,
            facts=facts or {},
            parts=tuple(refs),
        )
        self.leaves.append(leaf.encode())
        return index

    def hashes(self) -> list[bytes]:
        return [merkle.leaf_hash(leaf) for leaf in self.leaves]

    def checkpoint(self) -> Checkpoint:
        return Checkpoint(self.signer.verifier.name, len(self.leaves), merkle.root(self.hashes()))

    def note(self) -> str:
        return self.signer.sign(self.checkpoint().text())

    def file(self, opened: Iterable[tuple[int, str]] = ()) -> bytes:
        return logfile.write(self.note(), self.leaves, [self.openings[at] for at in opened])


def played() -> tuple[Log, bytes]:
    """A call from opening to record: Amina's sheet stays sealed, Bo's call texts are open."""
    log = Log()
    text = log.add("call.opened", parts={"texts": ("now", {"title": "Jardins partagés"})})
    sheet = {
        "who": ("guarantor at round.closed", {"seat": 4, "proposal": "p1"}),
        "levels": ("guarantor at round.closed", [3, None, 4]),
        "words": ("guarantor at round.closed", ""),
    }
    log.add("sheet.submitted", "s1", 1, role="juror", parts=sheet)
    log.add("sheet.submitted", "s1", 2, role="juror", parts=sheet)
    log.add("round.closed", "round-1", facts={"superseded_destroyed": 3})
    reason = log.add("proposal.judged", "p1", parts={"reasons": ("at record.published", "Oui")})
    log.add("record.published")
    return log, log.file([(text, "texts"), (reason, "reasons")])


def story(due: str, *later: str) -> Log:
    """One text of Bo's with a duty to open, and what happened after it."""
    log = Log()
    log.add("text.sealed", "bo", parts={"words": (due, "Bonjour")})
    for kind in later:
        log.add(kind, facts={"superseded_destroyed": 0})
    return log


def codes(report: Report) -> list[object]:
    return [problem["code"] for problem in report.problems]
