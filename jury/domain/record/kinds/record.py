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
