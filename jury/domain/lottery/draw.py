"""The draw: from a pool to a list of equally likely panels, with its proof.

Nothing here knows chance, a clock or a file. The same pool gives the same list, to the byte.
"""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np

from jury.domain.lottery.cases import Cases, bound_by_cases
from jury.domain.lottery.certificate import Multipliers, cannot_be_seated
from jury.domain.lottery.chances import best_bound, fair_chances, most_seats
from jury.domain.lottery.classes import Classes, classes_of
from jury.domain.lottery.evidence import Drawn, LeftOut, Outside
from jury.domain.lottery.fill import Task, fill
from jury.domain.lottery.follow import EPSILON, Going, List, Watch
from jury.domain.lottery.panels import Members, PanelMaker, lots
from jury.domain.lottery.pool import PANELS, Pool, check_pool
from jury.domain.lottery.proofs import prove
from jury.domain.lottery.solver import NoAnswer, TimeUp, version
from jury.domain.lottery.splitting import TooHard, near, prove_by_cases


class Infeasible(Exception):
    """No panel keeps all quotas; `feasibility.smallest_change` says what would help."""


def always(done: int, of: int) -> bool:
    """Go on for as long as it takes."""
    return True


def draw(pool: Pool, panels: int = PANELS, going: Going = always) -> Drawn:
    """Draw a list of panels.

    Stopped by `going` it gives the best list found so far. Raises `PoolFault` for a pool that
    cannot be read one way only, `Infeasible` where no panel keeps all rules, and `TimeUp` where
    it was stopped before it found one.
    """
    check_pool(pool)
    watch = Watch(going)
    classes = classes_of(pool)
    maker = PanelMaker(pool, watch.over)
    try:
        known, closed = _cover(pool, classes, maker)
    except NoAnswer:
        raise Infeasible from None
    maker.close([place for number in closed for place in classes.members[number]])
    concerned = frozenset(range(len(classes.members))) - closed.keys()
    bound, proof = _bound(pool, classes, concerned, closed)
    chances = fair_chances(classes, pool.seats, concerned, frozenset(closed))
    task = Task(classes, maker, known, concerned, lots(pool), watch)
    done, finished = fill(task, chances, panels)
    cases = None
    if finished:
        bound, cases = _closer(pool, task, done, closed, bound)
        finished = not watch.over()
    return Drawn(
        pool,
        tuple(tuple(pool.people[n].id for n in np.flatnonzero(panel)) for panel in done.panels),
        bound,
        proof,
        tuple(Outside(_ids(pool, classes, number), proof) for number, proof in closed.items()),
        _left_out(pool, done, finished),
        finished,
        version(),
        cases,
    )


def _ids(pool: Pool, classes: Classes, number: int) -> tuple[str, ...]:
    return tuple(pool.people[place].id for place in classes.members[number])


def _cover(
    pool: Pool, classes: Classes, maker: PanelMaker
) -> tuple[list[Members], dict[int, Multipliers | None]]:
    """Find panels with somebody of every class in them, and the classes that are in none."""
    covered = np.zeros(len(pool.people), dtype=bool)
    small = lots(pool) / (10.0 * len(pool.people))
    known: list[Members] = []
    while not covered.all():
        try:
            panel = maker.best(~covered + small, 0.0)
        except TimeUp:
            if not known:
                raise
            return known, {}
        known.append(panel)
        if not (panel & ~covered).any():
            break
        covered |= panel
    closed: dict[int, Multipliers | None] = {}
    for number, members in enumerate(classes.members):
        # Alike is alike: a panel with one of them shows that each can be seated.
        if any(covered[place] for place in members):
            continue
        if proof := _shut_out(pool, classes, number):
            closed[number] = proof
            continue
        try:
            known.append(maker.holding(members[0], small))
        except NoAnswer:
            closed[number] = None
        except TimeUp:
            break
    return known, closed


def _shut_out(pool: Pool, classes: Classes, number: int) -> Multipliers | None:
    """Prove that one class is in no panel, if the fractional program can."""
    most, prices = most_seats(classes, pool.seats, number)
    if most > 1 - 1e-6:
        return None
    _, proof = prove(pool, classes, prices, (number,))
    return proof if cannot_be_seated(pool, proof) else None


def _bound(
    pool: Pool,
    classes: Classes,
    concerned: frozenset[int],
    closed: dict[int, Multipliers | None],
) -> tuple[Fraction, Multipliers]:
    """Prove the largest smallest chance of those who can be seated.

    Only who is proved to be in no panel is left out of the proof: a search is no proof.
    """
    proved = frozenset(number for number, proof in closed.items() if proof)
    _, prices = best_bound(classes, pool.seats, concerned, proved)
    absent = frozenset(id for number in proved for id in _ids(pool, classes, number))
    return prove(pool, classes, prices, concerned, absent)


def _closer(
    pool: Pool, task: Task, done: List, closed: dict[int, Multipliers | None], bound: Fraction
) -> tuple[Fraction, Cases | None]:
    """Prove a smaller bound by cases, where whole panels stay below what people in parts reach."""
    counts = [done.counts[place] for n in task.concerned for place in task.classes.members[n]]
    if near(float(bound), min(counts) / len(done.panels)):
        return bound, None
    proved = frozenset(number for number, proof in closed.items() if proof)
    known = [*task.known, *done.panels]
    try:
        cases = prove_by_cases(
            pool, task.classes, task.maker, known, task.concerned, proved, float(bound), task.watch
        )
    except (TooHard, TimeUp):
        return bound, None
    if cases is None:
        return bound, None
    found = bound_by_cases(pool, cases, {id for n in proved for id in _ids(pool, task.classes, n)})
    return (found, cases) if found < bound else (bound, None)


def _left_out(pool: Pool, done: List, finished: bool) -> tuple[LeftOut, ...]:
    """Name who can be seated but is in no panel of this list, and how long a list would have one.

    A list that was cut short could have had one too, had there been time.
    """
    least = 0 if finished else done.wanted
    return tuple(
        LeftOut(pool.people[place].id, max(least, math.ceil(2 / chance - EPSILON)))
        for place, (chance, count) in enumerate(zip(done.chances, done.counts, strict=True))
        if chance > EPSILON and not count
    )
