"""Who sits on a jury, in numbers: so coarse that nobody can be singled out.

It must never know a name, nor which person has which value: it is given counts' raw material and
gives counts alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jury.domain.lottery.plan import Feature

SMALLEST = 5
"""No number is shown of fewer people than this (the specification, section 5)."""


@dataclass(frozen=True)
class Group:
    """People who have one of some values of a feature.

    `jury` of them sit, `registered` could have been drawn; `share` is theirs of the population in
    tenths of a percent, None where the call did not say it of each of the values.
    """

    feature: str
    values: list[str]
    jury: int
    registered: int
    share: int | None


def composition(
    features: Sequence[Feature],
    jury: Sequence[Sequence[str]],
    registered: Sequence[Sequence[str]],
) -> list[Group]:
    """Count a jury and its pool by each feature; groups smaller than five are merged.

    `jury` and `registered` hold one row a person, its values in the order of the features. A group
    that is too small joins the smaller of its neighbours in the list of values, so that ages stay
    together; a jury that is itself smaller than five shows nothing.
    """
    if len(jury) < SMALLEST:
        return []
    return [
        group
        for place, feature in enumerate(features)
        for group in _merged(_single(feature, place, jury, registered))
    ]


def is_possible(groups: Sequence[Group], seats: int) -> bool:
    """Tell whether a published composition can be one: no group too small, one jury throughout.

    `seats` is how many seats were ever filled.
    """
    sums: Counter[str] = Counter()
    for group in groups:
        sums[group.feature] += group.jury
    return (
        all(SMALLEST <= group.jury <= group.registered for group in groups)
        and len(set(sums.values())) <= 1
        and max(sums.values(), default=0) <= seats
    )


def _single(
    feature: Feature, place: int, jury: Iterable[Sequence[str]], registered: Iterable[Sequence[str]]
) -> list[Group]:
    """Count each value alone."""
    sitting = [row[place] for row in jury]
    pool = [row[place] for row in registered]
    return [
        Group(feature.name, [v.name], sitting.count(v.name), pool.count(v.name), v.share)
        for v in feature.values
    ]


def _merged(groups: list[Group]) -> list[Group]:
    """Join the smallest group with its smaller neighbour until none is too small."""
    found = list(groups)
    while len(found) > 1:
        at = min(range(len(found)), key=lambda n: (found[n].jury, n))
        if found[at].jury >= SMALLEST:
            break
        beside = [n for n in (at - 1, at + 1) if 0 <= n < len(found)]
        other = min(beside, key=lambda n: (found[n].jury, n))
        first, second = sorted((at, other))
        found[first : second + 1] = [_joined(found[first], found[second])]
    return found


def _joined(one: Group, other: Group) -> Group:
    known = one.share is not None and other.share is not None
    return Group(
        one.feature,
        [*one.values, *other.values],
        one.jury + other.jury,
        one.registered + other.registered,
        (one.share or 0) + (other.share or 0) if known else None,
    )
