"""One encrypted file: AES-256-GCM over chunks, so that any size fits in little memory.

Chunks are numbered and the last one is marked (the STREAM construction of Hoang, Reyhanitabar,
Rogaway and Vizár 2015): one that is missing, moved or added is found. It never knows the content.
"""

from __future__ import annotations

import secrets
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"jury-backup-1\n"
SALT = 32
CHUNK = 1 << 20
TAG = 16


class NotABackup(Exception):
    """This file does not begin as a backup."""


class WrongKey(Exception):
    """The key does not fit, or the file was changed or cut."""


class Sealer:
    """A file that is written encrypted. `close` writes the last chunk; without it nothing opens."""

    def __init__(self, out: BinaryIO, key: bytes) -> None:
        salt = secrets.token_bytes(SALT)
        self._out, self._cipher, self._head = out, _cipher(key, salt), MAGIC + salt
        self._waiting, self._number = bytearray(), 0
        out.write(self._head)

    def write(self, data: bytes) -> int:
        """Take more bytes."""
        self._waiting += data
        while len(self._waiting) > CHUNK:
            self._put(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(data)

    def close(self) -> None:
        """Write what is left, marked as the end."""
        self._put(bytes(self._waiting), last=True)

    def _put(self, chunk: bytes, *, last: bool) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._number, last), chunk, self._head))
        self._number += 1


class Opener:
    """Reads what a `Sealer` wrote; nothing is given out that was not checked."""

    def __init__(self, source: BinaryIO, key: bytes) -> None:
        self._head = source.read(len(MAGIC) + SALT)
        if len(self._head) != len(MAGIC) + SALT or not self._head.startswith(MAGIC):
            raise NotABackup
        self._source, self._cipher = source, _cipher(key, self._head[len(MAGIC) :])
        self._ahead = source.read(CHUNK + TAG)
        self._number, self._ready, self._ended = 0, bytearray(), False

    def read(self, size: int) -> bytes:
        """Give up to `size` bytes. Raises WrongKey."""
        while len(self._ready) < size and not self._ended:
            self._next()
        given = bytes(self._ready[:size])
        del self._ready[:size]
        return given

    def _next(self) -> None:
        chunk, self._ahead = self._ahead, self._source.read(CHUNK + TAG)
        self._ended = not self._ahead
        nonce = _nonce(self._number, self._ended)
        try:
            self._ready += self._cipher.decrypt(nonce, chunk, self._head)
        except InvalidTag:
            raise WrongKey from None
        self._number += 1


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    """Give each file a key of its own, so that a chunk's number never repeats under one key."""
    return AESGCM(HKDF(hashes.SHA256(), 32, salt=salt, info=b"jury/backup/v1").derive(key))
