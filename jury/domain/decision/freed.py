"""Money that comes free when a funded project gives up: it goes down the reserve list.

It must never know who gave up or why; the order is the jury's own, from when it was counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jury.domain.allocation import Item, ranked

LAST = 1_000_000
"""Where those stand on the reserve list whom the authority put there outside the jury's ranking."""


@dataclass(frozen=True)
class Waiting:
    """A project on the reserve list: its place with the jury, what it asks and needs at least."""

    id: str
    place: int | None
    asked_cents: int
    minimum_cents: int


def pass_on(
    left_cents: int,
    reserve: Sequence[Waiting],
    *,
    partial: bool = False,
    draw_order: Sequence[str] | None = None,
) -> dict[str, int]:
    """Give what is left of the budget to the reserve list, best placed first; cents by project.

    The announced rule holds: what does not fit is skipped, or with `partial` gets what is left
    if that reaches its minimum. Raises TieNeedsDraw where equals would compete.

    >>> waiting = [Waiting("mill", 4, 900, 500), Waiting("pond", 5, 300, 300)]
    >>> pass_on(700, waiting), pass_on(700, waiting, partial=True)
    ({'pond': 300}, {'mill': 700})
    """
    items = [
        Item(w.id, w.asked_cents, w.minimum_cents, None, lead=-(w.place or LAST)) for w in reserve
    ]
    grants = ranked(items, left_cents, partial=partial, draw_order=draw_order).grants
    return {g.id: g.amount for g in grants if g.amount}


def slips(first: Sequence[str] | None, later: Sequence[Sequence[str]]) -> list[str]:
    """Put public draws into one order: each newer one counts before those drawn earlier.

    `first` is the draw at the line, if there was one; `later` those on the reserve list, in order.

    >>> slips(["mill", "pond"], [["oven", "yard"]])
    ['oven', 'yard', 'mill', 'pond']
    """
    order: dict[str, None] = {}
    for draw in [*reversed(later), first or ()]:
        order |= dict.fromkeys(p for p in draw if p not in order)
    return list(order)


def amounts_now(
    answered: Mapping[str, int], happened: Sequence[tuple[str | None, Mapping[str, int]]]
) -> dict[str, int]:
    """Give what each project gets after all that happened, in order.

    Each thing that happened names the project that gave up, if one did, and what was passed on.
    """
    now = dict(answered)
    for gave_up, passed_on in happened:
        if gave_up is not None:
            now[gave_up] = 0
        now |= passed_on
    return now
