"""A state machine is a table; this page only looks things up in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from jury.domain.errors import Conflict

S = TypeVar("S", bound=StrEnum)


@dataclass(frozen=True)
class Machine(Generic[S]):
    """The states of one kind of thing, and which act leads from which to which.

    `table` maps (state, act) to the next state; what is not written cannot happen.
    """

    name: str
    table: Mapping[tuple[S, str], S]

    def after(self, state: S, act: str) -> S:
        """Give the state after an act, or refuse the act in this state.

        Raises Conflict with the code `<name>_is_<state>`, so that the page can say what is the
        case ("the round is closed") rather than what is forbidden.
        """
        found = self.table.get((state, act))
        if found is None:
            raise Conflict(f"{self.name}_is_{state.value}")
        return found

    def can(self, state: S, act: str) -> bool:
        """Tell whether the act is possible in this state: what draws a button."""
        return (state, act) in self.table

    def codes(self) -> frozenset[str]:
        """List every code that `after` can raise, so that none lacks its sentence."""
        states = {s for s, _ in self.table} | set(self.table.values())
        return frozenset(f"{self.name}_is_{s.value}" for s in states)
