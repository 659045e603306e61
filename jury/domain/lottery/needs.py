"""What people need to take part in a jury, and which languages they speak. Never who they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from jury.domain.errors import Invalid

KINDS = (
    "no_steps", "large_print", "hearing", "sign", "helper", "childcare", "travel", "food", "device",
)  # fmt: skip
MOST_WORDS, MOST_LANGUAGES = 1000, 200


@dataclass(frozen=True)
class Needs:
    """What one person said: kinds of `KINDS`, words of their own, the languages they speak.

    `buddy`: they would like somebody of the jury beside them.
    """

    kinds: tuple[str, ...] = ()
    words: str = ""
    languages: str = ""
    buddy: bool = False


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


def pair_up(wishing: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Put those who want a buddy together in twos, and the last in a three where they are odd.

    `wishing` are the languages that each speaks, by id. Whoever shares most words about their
    languages comes together first; where that is equal, in the order of the ids. One alone stays
    alone: there is no group then.
    """
    spoken = {id: set(re.findall(r"\w+", text.casefold())) for id, text in wishing.items()}

    def shared(group: tuple[str, ...]) -> int:
        return len(set.intersection(*(spoken[id] for id in group)))

    left = sorted(spoken)
    groups: list[tuple[str, ...]] = []
    while len(left) > 1:
        nearest = max(combinations(left, 2), key=shared)
        groups.append(nearest)
        left = [id for id in left if id not in nearest]
    if left and groups:
        joined = max(groups, key=lambda group: shared((*group, left[0])))
        groups[groups.index(joined)] = (*joined, left[0])
    return sorted(groups)
