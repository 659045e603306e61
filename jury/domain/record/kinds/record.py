"""Entries about the record and the logs themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from jury.domain.record.kinds import Facts


@dataclass(frozen=True)
class RecordPublished(Facts):
    """A version of the decision record was published, with its files' digests and sizes."""

    KIND: ClassVar[str] = "record.published"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"published_record"})
    number: int
    files: list[dict[str, object]]


@dataclass(frozen=True)
class LogRestarted(Facts):
    """The first entry after a loss: what the lost log had signed, and what is left of it.

    `checkpoint` is the lost log's last signed note; `kept` counts the entries that are still
    there and `kept_root` is their root. `handover` is a note by which the lost log's own key
    names this log's origin and verifier key, so that who pinned the old key can go on.
    """

    KIND: ClassVar[str] = "log.restarted"
    checkpoint: str
    kept: int
    kept_root: str
    handover: str
    reason: str


@dataclass(frozen=True)
class OpeningErased(Facts):
    """What one sealed part of an entry held was erased, for a reason said in public."""

    KIND: ClassVar[str] = "opening.erased"
    leaf: int
    part: str
    reason: str
