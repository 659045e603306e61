"""Signed notes and checkpoints: a log's head, signed so that it cannot be denied (C2SP).

It must never know which checkpoint was signed before; refusing a fork is the signer's duty.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from jury.domain.record.canonical import LARGEST_INTEGER, RecordError, b64, unb64
from jury.domain.record.merkle import HASH_BYTES

ED25519 = b"\x01"
KEY_ID_BYTES = 4
KEY_BYTES = 32
SIGNATURES_AT_MOST = 100

_SIGNATURE = re.compile(r"— (\S+) (\S+)\Z")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_SIZE = re.compile(r"(?:0|[1-9][0-9]{0,15})\Z", re.ASCII)


def derive_seed(master: bytes, origin: str) -> bytes:
    """Give each log a signing key of its own from the installation's 32 secret bytes.

    HKDF-SHA256 (RFC 5869) without salt, bound to the log's origin.
    :raise RecordError: `wrong_length`.
    """
    if len(master) != KEY_BYTES:
        raise RecordError("wrong_length")
    info = b"jury/log-key/v1\n" + origin.encode("utf-8")
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=info).derive(master)


class Verifier:
    """A key that one trusts, under its name; what it signed can be checked with it."""

    def __init__(self, name: str, public: bytes) -> None:
        _check_name(name)
        if len(public) != KEY_BYTES:
            raise RecordError("bad_key")
        self.name = name
        self.key_id = hashlib.sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]
        self.text = f"{name}+{self.key_id.hex()}+{b64(ED25519 + public)}"
        self._public = Ed25519PublicKey.from_public_bytes(public)

    @classmethod
    def parse(cls, vkey: str) -> Verifier:
        """Read a verifier key, `name+8 hex digits+base64`, and check that its parts agree.

        :raise RecordError: `bad_key`.
        """
        try:
            name, _, key = vkey.split("+", 2)
            data = unb64(key, 1 + KEY_BYTES)
            verifier = cls(name, data[1:])
        except (ValueError, RecordError):
            raise RecordError("bad_key") from None
        # One comparison for the algorithm, the key's number and every second spelling.
        if verifier.text != vkey:
            raise RecordError("bad_key")
        return verifier

    def verifies(self, text: str, signature: bytes) -> bool:
        """Say whether this key made this signature of this very text."""
        try:
            self._public.verify(signature, text.encode("utf-8"))
        except InvalidSignature:
            return False
        return True


class Signer:
    """A log's signing key under the log's name; the seed is 32 secret bytes."""

    def __init__(self, name: str, seed: bytes) -> None:
        if len(seed) != KEY_BYTES:
            raise RecordError("wrong_length")
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self.verifier = Verifier(name, self._private.public_key().public_bytes_raw())

    def verifier_key(self) -> str:
        """Give the text that others pin in order to check this signer's notes."""
        return self.verifier.text

    def sign(self, text: str) -> str:
        """Sign a text of whole lines and give the note: the text, an empty line, the signature.

        :raise RecordError: `bad_note`.
        """
        _check_lines(text)
        signature = self.verifier.key_id + self._private.sign(text.encode("utf-8"))
        return f"{text}\n— {self.verifier.name} {b64(signature)}\n"


def open_note(note: str, verifiers: Iterable[Verifier]) -> str:
    """Give the text of a note if a key that one trusts has signed it.

    Signatures of unknown keys are ignored; a false one under a known name refuses the note.
    :raise RecordError: `bad_note`, `bad_signature`, `no_known_signature`, `ambiguous_key`.
    """
    known: dict[tuple[str, bytes], Verifier] = {}
    for verifier in verifiers:
        if known.setdefault((verifier.name, verifier.key_id), verifier).text != verifier.text:
            raise RecordError("ambiguous_key")
    _check_lines(note)
    text, gap, block = note.rpartition("\n\n")
    lines = block.split("\n")[:-1]
    if not (gap and lines and len(lines) <= SIGNATURES_AT_MOST):
        raise RecordError("bad_note")
    text += "\n"
    verified = False
    for name, key_id, signature in [_signature(line) for line in lines]:
        signer = known.get((name, key_id))
        if signer is None:
            continue
        if not signer.verifies(text, signature):
            raise RecordError("bad_signature", name=name)
        verified = True
    if not verified:
        raise RecordError("no_known_signature")
    return text


@dataclass(frozen=True)
class Checkpoint:
    """How far a log has come: its origin, its number of entries, its root."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Write the three lines that are signed (C2SP tlog-checkpoint), without extensions."""
        return f"{self.origin}\n{self.size}\n{b64(self.root)}\n"

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """Read a checkpoint strictly; extension lines are allowed and not kept.

        :raise RecordError: `bad_checkpoint`.
        """
        lines = text.split("\n")
        if len(lines) < 4 or lines.pop() != "" or "" in lines or _CONTROL.search(text):
            raise RecordError("bad_checkpoint")
        origin, size, encoded = lines[:3]
        if not _SIZE.match(size) or int(size) > LARGEST_INTEGER:
            raise RecordError("bad_checkpoint")
        try:
            return cls(origin, int(size), unb64(encoded, HASH_BYTES))
        except RecordError:
            raise RecordError("bad_checkpoint") from None


def _signature(line: str) -> tuple[str, bytes, bytes]:
    found = _SIGNATURE.match(line)
    if not found or "+" in found[1]:
        raise RecordError("bad_note")
    try:
        data = unb64(found[2])
    except RecordError:
        raise RecordError("bad_note") from None
    if len(data) <= KEY_ID_BYTES:
        raise RecordError("bad_note")
    return found[1], data[:KEY_ID_BYTES], data[KEY_ID_BYTES:]


def _check_name(name: str) -> None:
    if not name or "+" in name or any(c.isspace() or c < " " for c in name):
        raise RecordError("bad_key")


def _check_lines(text: str) -> None:
    if not text.endswith("\n") or _CONTROL.search(text):
        raise RecordError("bad_note")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise RecordError("bad_note") from None
