"""Writes docs/how-a-decision-is-computed.md from the rule book's own docstrings and examples.

`--check` says instead whether the page is what the rule book gives today.
"""

from __future__ import annotations

import argparse
import inspect
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jury.domain.allocation import best_total, equal_shares, ranked
from jury.domain.decision import decide, leave_one_out, nearest_to_line, waiting_for_vote
from jury.domain.decision.reasons import reasons_stand
from jury.domain.decision.words import text_released
from jury.domain.scoring import (
    ScoreRule,
    collective_score,
    comparable,
    criterion_score,
    has_quorum,
    published,
    removed_medians,
)

PAGE = Path(__file__).parent.parent / "docs" / "how-a-decision-is-computed.md"
CHAPTERS: dict[str, list[Callable[..., Any]]] = {
    "From sheets to a score": [
        criterion_score, has_quorum, collective_score, published, removed_medians, comparable,
    ],
    "From scores to money": [waiting_for_vote, decide, ranked, best_total, equal_shares],
    "How sure": [nearest_to_line, leave_one_out],
    "Words and reasons": [text_released, reasons_stand],
}  # fmt: skip
OPENING = """# How a decision is computed

For jurors, and for who wants to count it again. This page is written by `scripts/decision_docs.py`
from the rule book itself (`jury/domain/`): each text is what the function says of itself, and each
example is run as a test. A worked example in plain words stands on every installation at
`/how-a-decision-is-computed`.

Scores are exact fractions, money is whole cents. The four rules for one question are {rules}.
"""


def section(function: Callable[..., Any]) -> str:
    """Write what a function says of itself: its sentences, then its example."""
    text = inspect.getdoc(function) or ""
    words, _, example = text.partition(">>>")
    place = (function.__module__ or "").replace(".", "/")
    title = function.__name__.replace("_", " ").capitalize()
    lines = [f"### {title}", "", words.strip(), "", f"`{place}.py`", ""]
    if example:
        lines += ["```python", f">>>{example}".strip(), "```", ""]
    return "\n".join(lines)


def written() -> str:
    """Give the whole page."""
    rules = ", ".join(rule.value.replace("_", " ") for rule in ScoreRule)
    parts = [OPENING.format(rules=rules)]
    for chapter, functions in CHAPTERS.items():
        parts += [f"## {chapter}\n", *(section(function) for function in functions)]
    return "\n".join(parts).rstrip() + "\n"


def main() -> int:
    """Write the page, or check it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if it differs")
    if parser.parse_args().check:
        return 0 if PAGE.read_text(encoding="utf-8") == written() else 1
    PAGE.write_text(written(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
