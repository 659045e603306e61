"""What the pictures of how sure a decision is are drawn from: widths and names, never results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from jury.domain.record.document import SureRow

REACH = 45
"""How far from the middle, in percent of the width, the farthest project is drawn."""


@dataclass(frozen=True)
class Near:
    """One project near the line; `x` is its place from 0 to 100, the line at 50."""

    title: str
    language: str
    points: Fraction
    above: bool
    x: float


Named = Mapping[str, tuple[str, str]]
"""Projects by id: title and language."""


def near_rows(sure: SureRow, named: Named) -> list[Near]:
    """Place the projects nearest to the line on both sides of it."""
    far = max((Fraction(row.points) for row in sure.nearest), default=Fraction(0))
    rows = []
    for row in sure.nearest:
        points = Fraction(row.points)
        out = float(points / far) * REACH if far else 0.0
        title, language = named[row.proposal]
        x = round(50 + (out if row.above else -out), 1)
        rows.append(Near(title, language, points, row.above, x))
    return rows


def moved_rows(sure: SureRow, named: Named) -> list[tuple[str, str, int]] | None:
    """Name the projects that one juror's absence could move, those moved most often first."""
    if sure.leaving_out is None:
        return None
    moved = [(p, times) for p, times in sure.leaving_out.items() if times and p in named]
    return [(*named[p], times) for p, times in sorted(moved, key=lambda m: (-m[1], m[0]))]
