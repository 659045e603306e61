"""Majority judgement: which of two equal proposals stands first, by removing medians.

It must never know a juror: it reads numbers alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction


def removed_medians(values: Sequence[int]) -> tuple[int, ...]:
    """List the lower median, then that of the rest, and so on: what breaks ties by this rule.

    >>> removed_medians([1, 2, 3, 4])
    (2, 3, 1, 4)
    """
    left = sorted(values)
    return tuple(left.pop((len(left) - 1) // 2) for _ in values)


def comparable(sequences: Mapping[str, tuple[Fraction, ...]]) -> dict[str, tuple[Fraction, ...]]:
    """Cut the sequences that break ties where one of those still equal has nothing left.

    So a sequence that begins another one is a tie (the specification, section 10), for all that
    are equal as far as the shortest goes: no circle can arise.

    >>> cut = comparable({"a": (3, 2), "b": (3,), "c": (3, 1), "d": (2, 2)})
    >>> cut == {"a": (3,), "b": (3,), "c": (3,), "d": (2, 2)}
    True
    """
    found: dict[str, tuple[Fraction, ...]] = {}
    groups = [(0, list(sequences))]
    while groups:
        depth, equal = groups.pop()
        if len(equal) < 2:
            found |= {name: sequences[name] for name in equal}
        elif any(len(sequences[name]) == depth for name in equal):
            found |= {name: sequences[name][:depth] for name in equal}
        else:
            nexts = {sequences[name][depth] for name in equal}
            groups += [
                (depth + 1, [name for name in equal if sequences[name][depth] == value])
                for value in nexts
            ]
    return found
