"""Which sealed part is due when, which one is excused, and which one is missing.

It must never know how a log is hashed or signed (the specification, section 6).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from jury.domain.record.leaf import Leaf, PartRef
from jury.domain.record.logfile import Opening
from jury.domain.record.seal import opens

ERASED_KIND = "opening.erased"
CLOSED_KIND = "round.closed"
DESTROYED_FACT = "superseded_destroyed"

Problem = dict[str, object]
Place = tuple[int, str]


class State(Enum):
    """What a verifier can say of a sealed part."""

    OPEN = "open"
    WITHHELD = "withheld"
    ERASED = "erased"
    MISSING = "missing"


@dataclass
class Duties:
    """Every sealed part of a log with its state, and what is wrong with the openings."""

    states: dict[Place, State] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def places(self, state: State) -> list[Problem]:
        """List the parts in one state, by leaf and then as the leaf names them."""
        return [
            {"leaf": leaf, "part": part}
            for (leaf, part), found in self.states.items()
            if found is state
        ]


def examine(leaves: Mapping[int, Leaf], openings: Iterable[Opening]) -> Duties:
    """Compare what each entry promised to open with what has been opened.

    `leaves` are the readable entries by their index, in order.
    """
    duties = Duties()
    opened = _match(leaves, openings, duties.problems)
    erased = _erasures(leaves, duties.problems)
    ended = superseded(leaves)
    _check_destroyed(leaves, ended, duties.problems)
    last = {leaf.kind: index for index, leaf in leaves.items()}
    for index, leaf in leaves.items():
        for part in leaf.parts:
            place = (index, part.name)
            due = is_due(part, index, last)
            if place in opened:
                duties.states[place] = State.OPEN
                if place in erased:
                    duties.problems.append(_at("open_though_erased", place))
                elif not due:
                    duties.problems.append(_at("opened_too_early", place))
            elif place in erased:
                duties.states[place] = State.ERASED
            elif due and index not in ended:
                duties.states[place] = State.MISSING
            else:
                duties.states[place] = State.WITHHELD
    return duties


def is_due(part: PartRef, index: int, last_of_kind: Mapping[str, int]) -> bool:
    """Say whether the public may expect this part to be open by now.

    What is for the guarantor alone is never due in public.
    """
    if part.due == "now":
        return True
    who, _, kind = part.due.rpartition("at ")
    return not who and last_of_kind.get(kind, -1) > index


def superseded(leaves: Mapping[int, Leaf]) -> dict[int, int]:
    """Tell which entries gave way to a higher version of the same thing, and at which entry.

    The same thing: the same kind and subject.
    """
    ended: dict[int, int] = {}
    standing: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, leaf in leaves.items():
        earlier = standing[leaf.kind, leaf.subject]
        while earlier and leaves[earlier[-1]].version < leaf.version:
            ended[earlier.pop()] = index
        earlier.append(index)
    return ended


def _match(
    leaves: Mapping[int, Leaf], openings: Iterable[Opening], problems: list[Problem]
) -> set[Place]:
    opened: set[Place] = set()
    for opening in openings:
        place = (opening.leaf, opening.part)
        leaf = leaves.get(opening.leaf)
        part = next((p for p in leaf.parts if p.name == opening.part), None) if leaf else None
        if leaf is None or part is None:
            problems.append(_at("opening_of_nothing", place))
        elif not opens(part.commitment, opening.key, part.name, leaf.subject, opening.value):
            problems.append(_at("opening_differs", place))
        else:
            opened.add(place)
    return opened


def _erasures(leaves: Mapping[int, Leaf], problems: list[Problem]) -> set[Place]:
    erased: set[Place] = set()
    for index, leaf in leaves.items():
        if leaf.kind != ERASED_KIND:
            continue
        target, part = leaf.facts.get("leaf"), leaf.facts.get("part")
        found = leaves.get(target) if type(target) is int and target < index else None
        if found is None or not any(p.name == part for p in found.parts):
            problems.append({"code": "erasure_of_nothing", "leaf": index})
        else:
            erased.add((int(str(target)), str(part)))
    return erased


def _check_destroyed(
    leaves: Mapping[int, Leaf], ended: Mapping[int, int], problems: list[Problem]
) -> None:
    """A closing states how many earlier keys it destroyed: never more than there were."""
    stated = 0
    for index, leaf in leaves.items():
        if leaf.kind != CLOSED_KIND:
            continue
        count = leaf.facts.get(DESTROYED_FACT)
        if type(count) is not int or count < 0:
            problems.append({"code": "destroyed_not_stated", "leaf": index})
            continue
        stated += count
        if stated > sum(len(leaves[old].parts) for old, new in ended.items() if new < index):
            problems.append({"code": "destroyed_too_many", "leaf": index})


def _at(code: str, place: Place) -> Problem:
    return {"code": code, "leaf": place[0], "part": place[1]}
