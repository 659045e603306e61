"""Sealing: what is said now and shown later, and the juror's own receipt.

It must never know who may open a seal, nor draw a key: keys are given to it.
"""

from __future__ import annotations

import hashlib
import hmac

from jury.domain.record.canonical import RecordError, encode

KEY_BYTES = 32
CODE_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
RECEIPT_BITS = 50
RECEIPT_LENGTH = 11


def commit(key: bytes, name: str, subject: str, value: object) -> bytes:
    """Seal one part of an entry: 32 bytes that bind to it and tell nothing of it.

    HMAC-SHA256 under 32 random bytes (the specification, sections 6 and 10).
    :raise RecordError: `wrong_length` for a key, and those of `canonical.encode`.
    """
    return _commit(key, name, subject, encode(value))


def opens(commitment: bytes, key: bytes, name: str, subject: str, value: object) -> bool:
    """Say whether this key and value are what was sealed."""
    return hmac.compare_digest(commitment, commit(key, name, subject, value))


def opens_stored(commitment: bytes, key: bytes, name: str, subject: str, text: str) -> bool:
    """Say the same of a value in its canonical spelling, as it is stored: no other spelling opens.

    What the text says is not looked at: it is trusted only once it is what was sealed.
    """
    return hmac.compare_digest(commitment, _commit(key, name, subject, text.encode("utf-8")))


def _commit(key: bytes, name: str, subject: str, value: bytes) -> bytes:
    """Seal a value's canonical bytes, framed as the canonical JSON of the whole part."""
    framed = b'{"name":%b,"subject":%b,"value":%b}' % (encode(name), encode(subject), value)
    return _hmac(key, b"jury/commit/v1\n" + framed)


def receipt(levels_key: bytes, sheet: str, version: int) -> str:
    """Give the code by which a juror finds their own sheet again; it shows no score.

    The first 50 bits, as 11 letters of `CODE_ALPHABET`, the most significant first (the
    specification, section 10).
    :raise RecordError: `wrong_length` for a key, `bad_text` for a sheet of several lines.
    """
    if "\n" in sheet:
        raise RecordError("bad_text")
    mac = _hmac(levels_key, f"jury/receipt/v1\n{sheet}\n{version}".encode())
    number = int.from_bytes(mac, "big") >> (len(mac) * 8 - RECEIPT_BITS)
    letters = ""
    for _ in range(RECEIPT_LENGTH):
        number, rest = divmod(number, len(CODE_ALPHABET))
        letters = CODE_ALPHABET[rest] + letters
    return letters


def _hmac(key: bytes, message: bytes) -> bytes:
    if len(key) != KEY_BYTES:
        raise RecordError("wrong_length")
    return hmac.new(key, message, hashlib.sha256).digest()
