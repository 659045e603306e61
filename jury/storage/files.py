"""Where the bytes of files are kept: under random names, each one whole or not there at all.

It must never know what a file is, nor whose. Another store needs the same five functions.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

NAME = re.compile(r"[0-9a-f]{32}\Z")
PART = ".part"


class Folder:
    """A store in a folder of this machine, spread over 256 smaller ones."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, data: bytes) -> str:
        """Keep bytes for good and give the name they are kept under. Raises OSError."""
        name = secrets.token_hex(16)
        self.write(name, data)
        return name

    def write(self, name: str, data: bytes) -> None:
        """Keep bytes under a name that is known already, as a restore does. Raises OSError."""
        path = self._path(name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(name + PART)
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def open(self, name: str) -> bytes:
        """Give what is kept under a name. Raises FileNotFoundError."""
        return self._path(name).read_bytes()

    def delete(self, name: str) -> None:
        """Forget what is kept under a name, or was begun to be."""
        path = self._path(name)
        path.unlink(missing_ok=True)
        path.with_name(name + PART).unlink(missing_ok=True)

    def names(self) -> Iterator[tuple[str, float]]:
        """Give every name with when it was written (seconds since 1970), half-written ones too."""
        for path in sorted(self.root.glob("??/*")):
            try:
                yield path.name.removesuffix(PART), path.stat().st_mtime
            except FileNotFoundError:  # taken away meanwhile
                continue

    def _path(self, name: str) -> Path:
        if not NAME.match(name):
            raise FileNotFoundError(name)
        return self.root / name[:2] / name


def store_in(instance: Path) -> Folder:
    """Give the store of an installation."""
    return Folder(instance / "files")
