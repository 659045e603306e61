"""Making the PDF of a paper: data in, bytes out; the same data gives the same bytes.

typst runs in a process of its own (`typesetter.py`), so that the application neither loads it nor
keeps what it took of memory, and a paper that never ends can be ended.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock

from jury.domain.errors import Busy
from jury.papers.printable import all_printable, printable

HERE = Path(__file__).parent
KEPT = 32
"""How many papers that are the same for everyone a process remembers: some 3 MB."""

SECONDS = 30
"""How long a paper may take, and how long one waits for its turn."""

_one_at_a_time = Lock()


class Unprintable(Exception):
    """A template does not keep the standards, or took too much memory.

    `details` is what typst said. It stays out of the message, which may be logged: it can repeat
    what stands in the paper.
    """

    def __init__(self, template: str, details: str) -> None:
        super().__init__(f"the paper {template} could not be made")
        self.details = details


@dataclass(frozen=True)
class Paper:
    """What a paper says: its template, its title, its language, its moment, and plain data."""

    template: str
    title: str
    language: str
    at: datetime
    data: Mapping[str, object]


def make_pdf(paper: Paper) -> bytes:
    """Make a paper's PDF, accessible (PDF/UA-1) and made to last (PDF/A-2a).

    One at a time in each process, so that many readers cannot fill the memory. Raises Busy where
    that takes too long, and Unprintable for a fault of ours.
    """
    return _press(*_as_text(paper))


def kept_pdf(paper: Paper) -> bytes:
    """Make the PDF of a paper that is the same for everyone; it is remembered by what it says.

    Never for a paper that holds a code or what only some may read.
    """
    return _kept(*_as_text(paper))


def _as_text(paper: Paper) -> tuple[str, str, int]:
    title = " ".join(printable(paper.title).split()) or "–"
    data = {"title": title, "language": paper.language, "paper": all_printable(paper.data)}
    at = int(paper.at.astimezone(UTC).timestamp())
    return paper.template, json.dumps(data, ensure_ascii=False, sort_keys=True), at


def _press(template: str, data: str, at: int) -> bytes:
    asked = {"template": str(HERE / f"{template}.typ"), "folder": str(HERE), "data": data, "at": at}
    if not _one_at_a_time.acquire(timeout=SECONDS):
        raise Busy()
    try:
        done = subprocess.run(  # noqa: S603 - our own program; what people wrote goes in as data
            [sys.executable, "-I", str(HERE / "typesetter.py")],
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise Busy() from None
    finally:
        _one_at_a_time.release()
    if done.returncode != 0:
        raise Unprintable(template, done.stderr.decode(errors="replace"))
    return done.stdout


_kept = lru_cache(maxsize=KEPT)(_press)
