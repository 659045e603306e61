"""Fill the list: follow the chances, mend, and where whole panels cannot, ask for less.

The fractional program can promise a little more than whole panels can keep; then the best that
they can keep is found from the panels themselves.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from jury.domain.lottery.chances import Chances
from jury.domain.lottery.classes import Classes
from jury.domain.lottery.columns import whole_chances
from jury.domain.lottery.follow import EPSILON, List, Watch, follow, mend
from jury.domain.lottery.panels import Members, PanelMaker
from jury.domain.lottery.solver import Numbers


@dataclass(frozen=True)
class Task:
    """What a list is filled from; `known` are panels that keep all rules."""

    classes: Classes
    maker: PanelMaker
    known: list[Members]
    concerned: frozenset[int]
    lots: Numbers
    watch: Watch


def fill(task: Task, chances: Chances, panels: int) -> tuple[List, bool]:
    """Fill a list of `panels`; tell whether there was time for all of it."""
    first, finished = _follow(task, chances, panels)
    if not finished or _kept(task, first, chances, panels):
        return first, finished
    lesser = whole_chances(task.classes, task.maker, task.known, task.concerned, task.watch)
    if lesser is None:
        return first, False
    second, finished = _follow(task, lesser, panels)
    concerned = _places(task)
    better = second.counts[concerned].min() > first.counts[concerned].min()
    return (second if better else first), finished


def _follow(task: Task, chances: Chances, panels: int) -> tuple[List, bool]:
    each = np.array([chances.of[number] for number in task.classes.of])
    made = List(each, task.lots, panels)
    finished = follow(task.maker, made, task.known, task.watch)
    if finished:
        mend(task.maker, made, least(task, chances, panels), task.watch)
    return made, finished


def _places(task: Task) -> list[int]:
    return [place for place, number in enumerate(task.classes.of) if number in task.concerned]


def least(task: Task, chances: Chances, panels: int) -> Numbers:
    """Give in how many panels each person must be: within two of the smallest chance for all whom
    it concerns, and in one at least where two would be due."""
    floor = max(0, math.floor(panels * chances.smallest + EPSILON) - 1)
    each = np.array([chances.of[number] for number in task.classes.of])
    wanted = (panels * each >= 2.0 - EPSILON).astype(float)
    concerned = _places(task)
    wanted[concerned] = np.maximum(wanted[concerned], floor)
    return wanted


def _kept(task: Task, made: List, chances: Chances, panels: int) -> bool:
    return bool((made.counts >= least(task, chances, panels)).all())
