"""What becomes of a juror's words after closing: released, shortened or withheld by their author.

It must never know who wrote them.
"""

from __future__ import annotations

from enum import StrEnum

from jury.domain.errors import Invalid

KINDS = ("convinced", "worried")
"""What a sheet asks about in words."""


class WordsChoice(StrEnum):
    """What the author wants; who does not answer has withheld (the specification, section 10)."""

    RELEASED = "released"
    SHORTENED = "shortened"
    WITHHELD = "withheld"


def text_released(original: str, choice: str, shorter: str) -> str:
    """Give the words that may be published, "" where the author keeps them back.

    Raises Invalid `words_choice_unknown`, `shorter_missing` or `not_shorter`.
    """
    if choice == WordsChoice.RELEASED:
        return original
    if choice == WordsChoice.WITHHELD:
        return ""
    if choice != WordsChoice.SHORTENED:
        raise Invalid("words_choice_unknown")
    if not shorter.strip():
        raise Invalid("shorter_missing")
    if len(shorter.strip()) >= len(original.strip()):
        raise Invalid("not_shorter")
    return shorter.strip()
