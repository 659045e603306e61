"""A whole log as one file: its signed checkpoint, its entries, what was opened of them.

It must never judge what it reads; verification does. The form is the specification, section 10.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jury.domain.record.canonical import RecordError, b64, decode, encode, unb64
from jury.domain.record.seal import KEY_BYTES

LEAVES = b"--- leaves"
OPENINGS = b"--- openings"

_HEAD = re.compile(rb"[^\n]+\n[0-9]+\n[A-Za-z0-9+/]{43}=\n")
_OPENING_KEYS = {"leaf", "part", "key", "value"}


class NotALogFile(Exception):
    """This does not begin as a log's file: there is nothing to verify."""


@dataclass(frozen=True)
class Opening:
    """What unseals one part: which leaf (from 0), which part, its 32-byte key, its value."""

    leaf: int
    part: str
    key: bytes
    value: object

    def encode(self) -> bytes:
        """Write the opening as its line of the file, without the line's end."""
        return encode(
            {
                "leaf": self.leaf,
                "part": self.part,
                "key": b64(self.key),
                "value": self.value,
            }
        )

    @classmethod
    def decode(cls, line: bytes) -> Opening:
        """Read one line strictly.

        :raise RecordError: `bad_opening`, and those of `canonical.decode`.
        """
        found = decode(line)
        if not isinstance(found, dict) or set(found) != _OPENING_KEYS:
            raise RecordError("bad_opening")
        leaf, part, key = found["leaf"], found["part"], found["key"]
        if type(leaf) is not int or leaf < 0:
            raise RecordError("bad_opening")
        if not isinstance(part, str) or not isinstance(key, str):
            raise RecordError("bad_opening")
        return cls(leaf, part, unb64(key, KEY_BYTES), found["value"])


@dataclass(frozen=True)
class LogFile:
    """A file as it was read; `problems` are its faults of form, each with a code."""

    note: bytes
    leaves: list[bytes]
    openings: list[Opening]
    problems: list[dict[str, object]]


def write(note: str, leaves: Sequence[bytes], openings: Iterable[Opening]) -> bytes:
    """Put a log in one file: UTF-8, one thing a line, openings by leaf and then by part.

    :raise RecordError: `bad_leaf` for an entry of several lines, those of `canonical.encode`.
    """
    if any(b"\n" in leaf for leaf in leaves):
        raise RecordError("bad_leaf", field="leaf")
    ordered = sorted(openings, key=_place)
    head = note.encode("utf-8").removesuffix(b"\n")
    lines = [head, LEAVES, *leaves, OPENINGS, *(opening.encode() for opening in ordered)]
    return b"\n".join(lines) + b"\n"


def parse(data: bytes) -> LogFile:
    """Take a log's file apart; what is wrong after its beginning is listed, not raised.

    :raise NotALogFile: if it does not begin as a log's file, or is empty.
    """
    head, found, body = data.partition(b"\n" + LEAVES + b"\n")
    if not found:
        if not _HEAD.match(data):
            raise NotALogFile
        return LogFile(data, [], [], [{"code": "no_leaves_line"}])
    problems: list[dict[str, object]] = []
    lines = body.split(b"\n")
    if lines.pop() != b"":
        problems.append({"code": "cut_short"})
    if OPENINGS not in lines:
        problems.append({"code": "no_openings_line"})
        return LogFile(head + b"\n", lines, [], problems)
    border = lines.index(OPENINGS)
    openings: list[Opening] = []
    for number, line in enumerate(lines[border + 1 :]):
        _read_opening(line, number, openings, problems)
    return LogFile(head + b"\n", lines[:border], openings, problems)


def _read_opening(
    line: bytes, number: int, openings: list[Opening], problems: list[dict[str, object]]
) -> None:
    try:
        opening = Opening.decode(line)
    except RecordError as error:
        problems.append({"code": "bad_opening", "line": number, "reason": error.code})
        return
    if openings and _place(opening) <= _place(openings[-1]):
        problems.append({"code": "openings_out_of_order", "line": number})
    openings.append(opening)


def _place(opening: Opening) -> tuple[int, str]:
    return opening.leaf, opening.part
