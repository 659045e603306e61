"""Secrets kept in files of their own: 32 random bytes, made once, readable by their owner only."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path


def secret_bytes(path: Path) -> bytes:
    """Read a secret of 32 bytes, making it first where there is none.

    Two processes that start at once agree: the first complete file wins.
    Raises ValueError if the file is not a secret of 32 bytes.
    """
    for folder in (path.parent.parent, path.parent):  # `parents` alone would leave it open
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(secrets.token_bytes(32))
            out.flush()
            os.fsync(out.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    value = path.read_bytes()
    if len(value) != 32:
        raise ValueError(f"{path.name} must hold exactly 32 bytes")
    return value
