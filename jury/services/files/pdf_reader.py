"""A process of its own that reads a PDF through: what hostile bytes take of memory ends with it.

Run as a script with the most bytes of address space and the most seconds of processor time: it
reads the file from standard input and writes one word to standard output, `fine`, `runs`, `locked`
or `broken`. It knows nothing of who sent the file or where it is kept.
"""

from __future__ import annotations

import io
import resource
import sys
from collections.abc import Iterator
from typing import Any

HOLDS = frozenset({
    "/AA", "/EF", "/EmbeddedFiles", "/JS", "/JavaScript", "/RichMediaContent", "/XFA",
})  # fmt: skip
"""Entries that hold a program, a form that is one, or another file."""

DOES = frozenset({
    "/EmbeddedFile", "/FileAttachment", "/GoToE", "/ImportData", "/JavaScript", "/Launch",
    "/Rendition", "/RichMedia", "/SubmitForm",
})  # fmt: skip
"""What an action, or a note on a page, must not be."""


def verdict(data: bytes) -> str:
    """Say whether a PDF only shows something.

    `runs`: it does something or carries a file, also where that stands in a compressed stream;
    `locked`: it opens with a password only; `broken`: it cannot be read through. One compressed
    stream may unfold to 75 MB, the reader's own limit.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return "locked"
        if "/Pages" not in reader.root_object:
            return "broken"
        return "runs" if any(_acts(entries) for entries in _dictionaries(reader)) else "fine"
    except (PyPdfError, RecursionError, ValueError, LookupError, TypeError, AttributeError):
        return "broken"


def _dictionaries(reader: Any) -> Iterator[Any]:
    """Give every dictionary that can be reached from the file's trailer, each once."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

    waiting: list[Any] = [reader.trailer]
    seen: set[tuple[int, int]] = set()
    while waiting:
        found = waiting.pop()
        if isinstance(found, IndirectObject):
            place = (found.idnum, found.generation)
            if place not in seen:
                seen.add(place)
                waiting.append(_looked_up(reader, found))
        elif isinstance(found, DictionaryObject):
            yield found
            waiting += [found.raw_get(name) for name in found]
        elif isinstance(found, ArrayObject):
            waiting += list.__iter__(found)


def _looked_up(reader: Any, found: Any) -> Any:
    """Give what a reference stands for; raises ValueError where others may read what we cannot."""
    from pypdf.generic import NullObject

    meant = found.get_object()
    unread = meant is None or isinstance(meant, NullObject)
    if unread and found.idnum in reader.xref_objStm:
        raise ValueError("a compressed object cannot be read")
    return meant


def _acts(entries: Any) -> bool:
    """Tell whether a dictionary holds or is something that acts."""
    if HOLDS & set(entries):
        return True
    if any(entries.get(name) in DOES for name in ("/S", "/Type", "/Subtype")):
        return True
    opening = entries.get("/OpenAction")
    # Most writers say on which page a file opens: a place, or a step to one, is no program.
    return isinstance(opening, dict) and opening.get("/S") != "/GoTo"


def main() -> int:
    """Read one file; a file that takes too much ends the process."""
    memory, seconds = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    sys.stdout.write(verdict(sys.stdin.buffer.read()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
