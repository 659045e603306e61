"""A race: several processes of several threads act at once on one database.

Which verbs run is said by their import paths, so that any act can be put into a race.
"""

from __future__ import annotations

import importlib
import multiprocessing
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from jury.config import Settings
from jury.domain.errors import Busy, Problem
from jury.services.doors import Doors
from jury.services.perform import Done, Moment

LONGEST = 120.0
"""Seconds after which a race that hangs is ended: nothing is measured by it."""


@dataclass(frozen=True)
class Attempt:
    """One act that somebody tries: `verb` is `module:function`, the rest as in a `Moment`."""

    verb: str
    account_id: str | None
    values: dict[str, Any] = field(default_factory=dict)
    key: str = ""
    body: bytes = b""
    system: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of an attempt: what was done, or the code of the refusal."""

    attempt: Attempt
    done: Done | None
    refused: str = ""


@dataclass(frozen=True)
class Lane:
    """One process: where it works, what its clock says, and what each of its threads tries."""

    settings: Settings
    now: datetime
    threads: Sequence[Sequence[Attempt]]


def race(lanes: Sequence[Lane]) -> list[Outcome]:
    """Let all processes begin at the same moment; give all outcomes.

    Raises AssertionError if a process died or anything but a refusal came of an attempt.
    """
    context = multiprocessing.get_context("spawn")
    gate = context.Barrier(len(lanes))
    results: Any = context.Queue()
    processes = [context.Process(target=_run, args=(lane, gate, results)) for lane in lanes]
    for process in processes:
        process.start()
    try:
        found = [results.get(timeout=LONGEST) for _ in processes]
    finally:
        for process in processes:
            process.join(1)
            process.kill()
    faults = [fault for _, fault in found if fault]
    assert faults == [], faults
    return [outcome for outcomes, _ in found for outcome in outcomes]


def _run(lane: Lane, gate: Any, results: Any) -> None:
    """Run one process of a race; its own faults are told to the parent."""
    try:
        doors = Doors.open(lane.settings, lambda: lane.now)
        verbs = {a.verb: _verb(a.verb) for attempts in lane.threads for a in attempts}
        together = threading.Barrier(len(lane.threads))
        gate.wait(LONGEST)

        def thread(attempts: Sequence[Attempt]) -> list[Outcome]:
            together.wait(LONGEST)
            return [_try(doors, verbs[attempt.verb], attempt) for attempt in attempts]

        with ThreadPoolExecutor(len(lane.threads)) as pool:
            outcomes = [o for some in pool.map(thread, lane.threads) for o in some]
        doors.engines.dispose()
        results.put((outcomes, ""))
    except BaseException as error:
        results.put(([], repr(error)))


def _verb(path: str) -> Callable[..., Done]:
    module, _, name = path.partition(":")
    found: Callable[..., Done] = getattr(importlib.import_module(module), name)
    return found


def _try(doors: Doors, verb: Callable[..., Done], attempt: Attempt) -> Outcome:
    """Act as a browser does: a busy server is asked again with the same key."""
    moment = Moment(
        doors,
        attempt.account_id,
        system=attempt.system,
        key=attempt.key,
        route=attempt.verb,
        body=attempt.body,
    )
    while True:
        try:
            return Outcome(attempt, verb(moment, **attempt.values))
        except Busy:
            continue
        except Problem as problem:
            return Outcome(attempt, None, problem.code)
