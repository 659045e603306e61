"""One entry of a log, as the very bytes that are hashed (the specification, section 10).

It must never know what a kind means, nor see a part that is only committed to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from jury.domain.record.canonical import RecordError, b64, decode, encode, unb64
from jury.domain.record.merkle import HASH_BYTES

LARGEST = 16 * 1024
KEYS = {"v", "kind", "time", "actor", "role", "subject", "version", "facts", "parts"}
PART_KEYS = {"name", "commitment", "due"}

# Drawn afresh for each entry, and only the day: two entries of one juror cannot be tied.
UNLINKED_ROLES = frozenset({"juror", "candidate"})
DAY_ROLES = frozenset({"juror"})

_KIND = r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+"
_KIND_ONLY = re.compile(_KIND + r"\Z")
_DUE = re.compile(rf"(?:now|(?:guarantor )?at {_KIND})\Z")
_RANDOM = re.compile(r"[0-9a-f]{32}\Z")
_SECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)


@dataclass(frozen=True)
class PartRef:
    """What a leaf says of a sealed part: its name, the 32 sealed bytes, when it opens."""

    name: str
    commitment: bytes
    due: str

    def __post_init__(self) -> None:
        _text(self.name, "name")
        _text(self.due, "due")
        if not _DUE.match(self.due):
            raise RecordError("bad_leaf", field="due")
        if len(self.commitment) != HASH_BYTES:
            raise RecordError("bad_leaf", field="commitment")


@dataclass(frozen=True)
class Leaf:
    """One act, as everyone may read it: what kind, when, by whom, about what.

    `time` is `YYYY-MM-DDTHH:MM:SSZ`, for jurors `YYYY-MM-DD`; `facts` hold no floats.
    :raise RecordError: `bad_leaf` with the `field`.
    """

    v: int
    kind: str
    time: str
    actor: str
    role: str
    subject: str
    version: int
    facts: Mapping[str, object] = field(default_factory=dict)
    parts: tuple[PartRef, ...] = ()

    def __post_init__(self) -> None:
        _number(self.v, "v", least=1)
        _number(self.version, "version", least=0)
        for name in ("kind", "time", "actor", "role", "subject"):
            _text(getattr(self, name), name)
        if not _KIND_ONLY.match(self.kind):
            raise RecordError("bad_leaf", field="kind")
        if not _is_time(self.time, day=self.role in DAY_ROLES):
            raise RecordError("bad_leaf", field="time")
        if self.role in UNLINKED_ROLES and not _RANDOM.match(self.actor):
            raise RecordError("bad_leaf", field="actor")
        if not isinstance(self.facts, Mapping):
            raise RecordError("bad_leaf", field="facts")
        if len({part.name for part in self.parts}) != len(self.parts):
            raise RecordError("bad_leaf", field="parts")

    def encode(self) -> bytes:
        """Write the bytes that are stored, hashed and published: canonical JSON, 16 KiB at most.

        :raise RecordError: `leaf_too_large`, and those of `canonical.encode`.
        """
        data = encode(
            {
                "v": self.v,
                "kind": self.kind,
                "time": self.time,
                "actor": self.actor,
                "role": self.role,
                "subject": self.subject,
                "version": self.version,
                "facts": dict(self.facts),
                "parts": [
                    {"name": part.name, "commitment": b64(part.commitment), "due": part.due}
                    for part in self.parts
                ],
            }
        )
        if len(data) > LARGEST:
            raise RecordError("leaf_too_large", bytes=len(data), most=LARGEST)
        return data

    @classmethod
    def decode(cls, data: bytes) -> Leaf:
        """Read an entry and refuse whatever `encode` would not have written.

        :raise RecordError: `leaf_too_large`, `bad_leaf`, and those of `canonical.decode`.
        """
        if len(data) > LARGEST:
            raise RecordError("leaf_too_large", bytes=len(data), most=LARGEST)
        found = _keys(decode(data), KEYS, "leaf")
        parts = found["parts"]
        if not isinstance(parts, list):
            raise RecordError("bad_leaf", field="parts")
        # The types are as yet unknown: the constructor refuses what they must not be.
        return cls(**cast("dict[str, object]", {**found, "parts": tuple(map(_part, parts))}))  # type: ignore[arg-type]


def _part(value: object) -> PartRef:
    found = _keys(value, PART_KEYS, "parts")
    name, due = _text(found["name"], "name"), _text(found["due"], "due")
    try:
        commitment = unb64(_text(found["commitment"], "commitment"), HASH_BYTES)
    except RecordError:
        raise RecordError("bad_leaf", field="commitment") from None
    return PartRef(name, commitment, due)


def _keys(value: object, keys: set[str], field: str) -> dict[str, object]:
    if not isinstance(value, dict) or set(value) != keys:
        raise RecordError("bad_leaf", field=field)
    return value


def _text(value: object, field: str) -> str:
    if not isinstance(value, str) or not value:
        raise RecordError("bad_leaf", field=field)
    return value


def _number(value: object, field: str, *, least: int) -> None:
    if type(value) is not int or value < least:
        raise RecordError("bad_leaf", field=field)


def _is_time(text: str, *, day: bool) -> bool:
    if not (_DAY if day else _SECOND).match(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
