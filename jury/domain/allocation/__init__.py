"""How a budget is shared among projects: three rules, each exact, each saying why."""

from __future__ import annotations

from jury.domain.allocation.best_total import best_total
from jury.domain.allocation.equal_shares import equal_shares, utility
from jury.domain.allocation.ranked import Allocation, Grant, Item, TieNeedsDraw, Why, ranked

__all__ = [
    "Allocation",
    "Grant",
    "Item",
    "TieNeedsDraw",
    "Why",
    "best_total",
    "equal_shares",
    "ranked",
    "utility",
]
