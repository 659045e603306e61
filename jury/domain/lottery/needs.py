"""What people need to take part in a jury, and which languages they speak. Never who they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jury.domain.errors import Invalid

KINDS = (
    "no_steps", "large_print", "hearing", "sign", "helper", "childcare", "travel", "food", "device",
)  # fmt: skip
MOST_WORDS, MOST_LANGUAGES = 1000, 200


@dataclass(frozen=True)
class Needs:
    """What one person said: kinds of `KINDS`, words of their own, the languages they speak."""

    kinds: tuple[str, ...] = ()
    words: str = ""
    languages: str = ""


def check_needs(needs: Needs) -> None:
    """Raise Invalid (`answer_not_offered`, `words_too_long`, by field) for what nobody can keep."""
    wrong: dict[str, str] = {}
    if not set(needs.kinds) <= set(KINDS):
        wrong["kinds"] = "answer_not_offered"
    limits: Mapping[str, tuple[str, int]] = {
        "words": (needs.words, MOST_WORDS), "languages": (needs.languages, MOST_LANGUAGES),
    }  # fmt: skip
    wrong |= {name: "words_too_long" for name, (text, most) in limits.items() if len(text) > most}
    if wrong:
        raise Invalid("invalid", wrong, most=MOST_WORDS)
