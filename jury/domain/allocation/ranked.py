"""How a budget is shared among ranked projects: amounts are whole cents, scores exact fractions.

It must never draw lots itself, nor know a juror by more than an opaque name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from jury.domain.errors import Conflict, Invalid


class TieNeedsDraw(Conflict):
    """Say that these projects are equal in everything, and that it matters: lots must be drawn."""

    def __init__(self, ids: Sequence[str]) -> None:
        self.ids = tuple(sorted(ids))
        super().__init__("tie_needs_draw", ids=self.ids)


@dataclass(frozen=True)
class Item:
    """A project as the rule sees it: what it asks, what it needs at least, how it stands.

    `total` and `scores` (heaviest criterion first) are the jury's; without a total the room
    decided, and `lead` is its yes minus its no.
    """

    id: str
    asked: int
    minimum: int
    total: Fraction | None
    scores: tuple[Fraction, ...] = ()
    lead: int = 0

    @property
    def standing(self) -> tuple[object, ...]:
        """Give what projects are ordered by; equal standings are a tie that only lots can break.

        Score, heaviest criterion first, smaller amount asked; after all of these those without a
        score, by yes minus no, then smaller amount (the specification, sections 4 and 10).
        """
        if self.total is None:
            return (1, -self.lead, self.asked)
        return (0, -self.total, tuple(-score for score in self.scores), self.asked)


@dataclass(frozen=True)
class Why:
    """Why a project gets what it gets: a code, and plain numbers for the sentence's gaps.

    `needed` is the least that would have funded it by the announced rule: all that it asked for,
    or its minimum where what is left may be given.
    """

    code: str
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Grant:
    """What one project gets, in cents. 0 puts it on the reserve list.

    Equal ranks are a tie that changed nothing and was left.
    """

    id: str
    rank: int
    amount: int
    why: Why


@dataclass(frozen=True)
class Allocation:
    """What a rule gives: one grant for each project, in the order of the ranking."""

    grants: tuple[Grant, ...]
    left: int

    @property
    def chosen(self) -> frozenset[str]:
        """Name the projects that get money."""
        return frozenset(g.id for g in self.grants if g.amount > 0)


def check(items: Sequence[Item], budget: int) -> None:
    """Make sure that ids are distinct and amounts make sense.

    Raises Invalid `budget_negative`, `proposal_twice` or `amounts_unclear`.
    """
    if budget < 0:
        raise Invalid("budget_negative")
    if len({item.id for item in items}) != len(items):
        raise Invalid("proposal_twice")
    if any(not 0 < item.minimum <= item.asked for item in items):
        raise Invalid("amounts_unclear")


def groups(items: Sequence[Item]) -> list[list[Item]]:
    """Order projects, best first, those in equal standing together (inside by id, for nothing)."""
    result: list[list[Item]] = []
    for item in sorted(items, key=lambda i: (i.standing, i.id)):
        if result and result[-1][0].standing == item.standing:
            result[-1].append(item)
        else:
            result.append([item])
    return result


def drawn(group: Sequence[Item], draw_order: Sequence[str] | None) -> list[Item] | None:
    """Order a tied group as the slips were drawn, or give None where they do not tell."""
    if len(group) == 1:
        return list(group)
    slips = list(draw_order or ())
    if len(set(slips)) != len(slips):
        raise Invalid("draw_twice")
    if not {item.id for item in group} <= set(slips):
        return None
    return sorted(group, key=lambda item: slips.index(item.id))


def ranked(
    items: Sequence[Item],
    budget: int,
    *,
    partial: bool = False,
    draw_order: Sequence[str] | None = None,
) -> Allocation:
    """Give the money out from the top of the ranking down.

    What does not fit is skipped, and the next one is tried; with `partial` it gets what is left
    if that reaches its minimum. Raises TieNeedsDraw where an unbroken tie decides who gets money.
    """
    check(items, budget)
    left = budget
    grants: list[Grant] = []
    for group in groups(items):
        for block in _blocks(group, left, partial, draw_order):
            rank = len(grants) + 1
            for item in block:
                amount, why = _amount(item, left, partial)
                left -= amount
                grants.append(Grant(item.id, rank, amount, why))
    return Allocation(tuple(grants), left)


def _blocks(
    group: list[Item], left: int, partial: bool, draw_order: Sequence[str] | None
) -> list[list[Item]]:
    """Break a tied group by the slips; what may stay tied stays together in one block."""
    order = drawn(group, draw_order)
    if order is not None:
        return [[item] for item in order]
    rivals = _rivals(group, left, partial)
    if len(rivals) < 2:
        return [group]
    # Lots among the rivals alone are enough, whoever else is tied.
    order = drawn(rivals, draw_order)
    if order is None:
        raise TieNeedsDraw([item.id for item in rivals])
    others = [item for item in group if item not in rivals]
    return [[item] for item in order] + ([others] if others else [])


def _rivals(group: Sequence[Item], left: int, partial: bool) -> list[Item]:
    """Name those of a tied group whose order changes who gets what. All ask the same amount."""
    fit = left // group[0].asked
    if fit >= len(group):
        return []
    if fit > 0:
        return list(group)
    return [item for item in group if partial and item.minimum <= left]


def _amount(item: Item, left: int, partial: bool) -> tuple[int, Why]:
    if item.asked <= left:
        return item.asked, Why("funded_in_full", {"amount": item.asked})
    if partial and item.minimum <= left:
        return left, Why("funded_in_part", {"amount": left, "asked": item.asked})
    return 0, Why(
        "skipped_no_room",
        {"left": left, "asked": item.asked, "needed": item.minimum if partial else item.asked},
    )


def completed(
    items: Sequence[Item],
    budget: int,
    first: frozenset[str],
    code: str,
    beside: Mapping[str, Why],
    draw_order: Sequence[str] | None,
) -> Allocation:
    """Fund `first`, leave out `beside`, and share what is left among the others by ranking."""
    left = budget - sum(item.asked for item in items if item.id in first)
    rest = ranked(
        [item for item in items if item.id not in first and item.id not in beside],
        left,
        draw_order=draw_order,
    )
    given = {grant.id: (grant.amount, grant.why) for grant in rest.grants}
    for item in items:
        if item.id in first:
            given[item.id] = item.asked, Why(code, {"amount": item.asked})
        elif item.id in beside:
            given[item.id] = 0, beside[item.id]
    grants: list[Grant] = []
    for group in groups(items):
        order = drawn(group, draw_order)
        for block in [[item] for item in order] if order else [group]:
            rank = len(grants) + 1
            grants += [Grant(item.id, rank, *given[item.id]) for item in block]
    return Allocation(tuple(grants), rest.left)
