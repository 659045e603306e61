"""What of a draw everyone may see: never so little together that it points at somebody.

Features are public only where each combination occurs often enough (the specification, section 5).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from jury.domain.lottery.pool import Pool
from jury.domain.lottery.seating import SMALLEST_GROUP


def told_to_everyone(
    groups: Sequence[Mapping[str, Any]],
) -> tuple[list[Mapping[str, Any]], list[str]]:
    """Give the groups of a list's summary that can be public, and the features that cannot.

    One small group hides its whole feature: the others would tell who is left.
    """
    hidden = dict.fromkeys(g["feature"] for g in groups if g["people"] < SMALLEST_GROUP)
    return [group for group in groups if group["feature"] not in hidden], list(hidden)


def points_at_nobody(pool: Pool) -> bool:
    """Tell whether everybody may see a pool by opaque id: each combination occurs often enough.

    Whom somebody shares a household with is part of it: two neighbours are known as a pair.
    """
    homes = [
        tuple(sorted(pool.people[place].values for place in home))
        for home in pool.households().values()
    ]
    at_home = {
        place: homes[number]
        for number, home in enumerate(pool.households().values())
        for place in home
    }
    kinds = Counter((person.values, at_home.get(place)) for place, person in enumerate(pool.people))
    return min(kinds.values(), default=0) >= SMALLEST_GROUP
