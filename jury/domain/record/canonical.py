"""One spelling for each value: canonical JSON and base64, written and read strictly.

It must never know what a value means.
"""

from __future__ import annotations

import base64
import json

import rfc8785

from jury.domain.errors import Problem

LARGEST_INTEGER = 2**53 - 1
DEEPEST = 64

_WRITER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False
)
"""Writes what `rfc8785` writes, many times faster, where all keys are ASCII: there the order of the
RFC, by UTF-16 units, is the order of Python's texts."""


class RecordError(Problem):
    """Something of the record is not in the one form that it must have."""


def encode(value: object) -> bytes:
    """Write a value in the only spelling that may be hashed (RFC 8785).

    Text, whole numbers below 2**53, true, false, null, lists, and objects with text keys.
    :raise RecordError: `float`, `number_too_large`, `bad_text`, `bad_key`, `bad_type`, `too_deep`.
    """
    if _check(value, DEEPEST):
        return _WRITER.encode(value).encode("utf-8")
    return rfc8785.dumps(value)  # type: ignore[arg-type]


def decode(data: bytes) -> object:
    """Read a value, and refuse any spelling but the one that `encode` writes.

    :raise RecordError: `not_utf8`, `not_json`, `double_key`, `float`, `not_canonical`, and
        those of `encode`.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise RecordError("not_utf8") from None
    try:
        value: object = json.loads(
            text, object_pairs_hook=_object, parse_float=_no_float, parse_constant=_no_float
        )
    except RecursionError:
        raise RecordError("too_deep") from None
    except ValueError:
        raise RecordError("not_json") from None
    if encode(value) != data:
        raise RecordError("not_canonical")
    return value


def b64(data: bytes) -> str:
    """Write bytes as standard base64 with padding (RFC 4648, section 4)."""
    return base64.b64encode(data).decode("ascii")


def unb64(text: str, length: int | None = None) -> bytes:
    """Read base64, refusing a second spelling of the same bytes; `length` is in bytes.

    :raise RecordError: `bad_base64`, `wrong_length`.
    """
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise RecordError("bad_base64") from None
    # Unused bits before the padding could hide a second text for the same bytes.
    if b64(data) != text:
        raise RecordError("bad_base64")
    if length is not None and len(data) != length:
        raise RecordError("wrong_length")
    return data


def _check(value: object, depth: int) -> bool:
    """Refuse what has no canonical form; say whether all keys are ASCII."""
    plain = True
    if depth == 0:
        raise RecordError("too_deep")
    if value is None or isinstance(value, bool):
        return plain
    if isinstance(value, str):
        _check_text(value)
    elif isinstance(value, int):
        if abs(value) > LARGEST_INTEGER:
            raise RecordError("number_too_large")
    elif isinstance(value, float):
        raise RecordError("float")
    elif isinstance(value, (list, tuple)):
        for item in value:
            plain &= _check(item, depth - 1)
    elif isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise RecordError("bad_key")
            _check_text(key)
            plain &= _check(item, depth - 1) & key.isascii()
    else:
        raise RecordError("bad_type", type=type(value).__name__)
    return plain


def _check_text(text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise RecordError("bad_text") from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise RecordError("double_key")
    return found


def _no_float(text: str) -> object:
    raise RecordError("float")
