"""Making the PDF of a paper: data in, bytes out; the same data gives the same bytes.

typst is loaded at the first paper, not with the application. It finds the templates and fonts of
this folder and nothing else: no font of the machine, no package, no file, no clock.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from jury.papers.printable import FONTS, all_printable, printable

HERE = Path(__file__).parent
KEPT = 32
"""How many papers that are the same for everyone a process remembers: some 2 MB."""

_one_at_a_time = Lock()


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

    One at a time in each process, so that many readers cannot fill the memory. Raises
    RuntimeError (`typst.TypstError`) for a template that does not keep the standards.
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
    import typst

    with _one_at_a_time:
        return typst.compile(
            str(HERE / f"{template}.typ"),
            root=str(HERE),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": data},
            pdf_standards=["ua-1", "a-2a"],
            timestamp=at,
            package_path=str(HERE),
            package_cache_path=str(HERE),
            format="pdf",
        )


_kept = lru_cache(maxsize=KEPT)(_press)


@lru_cache(maxsize=1)
def _fonts() -> Any:
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
