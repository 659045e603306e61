"""Follow chances with whole panels, and mend what a list still owes to somebody.

Giving each panel to those furthest behind keeps everyone's count within a seat or two of their
chance (herding: Welling, "Herding dynamical weights to learn", ICML 2009).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from jury.domain.lottery.panels import Members, PanelMaker
from jury.domain.lottery.solver import Numbers, TimeUp

Going = Callable[[int, int], bool]
"""Told how many panels of how many there are; answers whether there is time for another."""


class Watch:
    """Asks whether there is time, and remembers how far it was: no step is told back."""

    def __init__(self, going: Going) -> None:
        self._going = going
        self._at = (0, 1)

    def __call__(self, done: int, of: int) -> bool:
        """Tell how far it is; give whether there is time for more."""
        self._at = (done, of)
        return self._going(done, of)

    def over(self) -> bool:
        """Say whether the time is up, where nothing new is done yet."""
        return not self._going(*self._at)


EPSILON = 1e-6
PASSES = 3


class List:
    """A growing list of panels, and what it still owes to each person."""

    def __init__(self, chances: Numbers, lots: Numbers, panels: int) -> None:
        self.chances = chances
        self.panels: list[Members] = []
        self.wanted = panels
        self.counts = np.zeros(len(chances))
        self._lots = lots * EPSILON

    def add(self, panel: Members) -> None:
        """Take a panel in."""
        self.panels.append(panel)
        self.counts += panel

    def owed(self) -> Numbers:
        """Tell how far each person is behind after one more panel."""
        return (len(self.panels) + 1) * self.chances - self.counts + self._lots

    def swap(self, place: int, panel: Members) -> None:
        """Put another panel in the place of one."""
        self.counts += panel.astype(float) - self.panels[place]
        self.panels[place] = panel


def follow(maker: PanelMaker, so_far: List, known: list[Members], going: Going) -> bool:
    """Fill a list; tell whether there was time for it.

    Without time the rest comes from the panels that are there, those first that are owed most.
    """
    while len(so_far.panels) < so_far.wanted:
        if not going(len(so_far.panels), so_far.wanted):
            _repeat(so_far, known)
            return False
        owed = so_far.owed()
        try:
            so_far.add(maker.best(owed, float(owed @ so_far.chances)))
        except TimeUp:
            _repeat(so_far, known)
            return False
    return True


def _repeat(so_far: List, known: list[Members]) -> None:
    there = np.array([*known, *so_far.panels])
    while len(so_far.panels) < so_far.wanted:
        so_far.add(there[int(np.argmax(there @ so_far.owed()))])


def mend(maker: PanelMaker, whole: List, least: Numbers, going: Going) -> bool:
    """Exchange panels until everyone is in at least `least` of them; tell whether that worked.

    Each exchange makes the list follow its chances more closely, so it cannot go in circles.
    """
    target = whole.wanted * whole.chances
    for _ in range(PASSES):
        for place, panel in enumerate(whole.panels):
            short = whole.counts < least
            if not short.any():
                return True
            if not going(whole.wanted, whole.wanted):
                return False
            worth = 2.0 * (target - whole.counts + panel) - 1.0 + whole.wanted * short
            try:
                found = maker.best(worth, float(worth @ panel))
            except TimeUp:
                return False
            if worth @ found > worth @ panel + EPSILON:
                whole.swap(place, found)
    return not (whole.counts < least).any()
