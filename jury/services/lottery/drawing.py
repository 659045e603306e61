"""A draw in the background: asked for, followed, cancelled; its list taken into the log at once.

The worker draws in a process of its own, so that letters and deadlines never wait for it.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.context import SpawnProcess

from sqlalchemy import ColumnElement, delete, select, update

from jury import __version__
from jury.config import Settings
from jury.domain.errors import Conflict, NotFound
from jury.domain.lottery import evidence
from jury.domain.lottery.follow import Going
from jury.domain.lottery.pool import Pool, PoolFault
from jury.domain.lottery.public import points_at_nobody
from jury.domain.permissions import Action
from jury.domain.record.kinds import Entry
from jury.domain.record.kinds.lottery import LotteryDrawn
from jury.serve import die_with
from jury.services.doors import Doors
from jury.services.lottery.planning import the_lottery
from jury.services.perform import Act, Moment, performs
from jury.services.upkeep import upkeep
from jury.storage.files import store_in
from jury.storage.lottery import Drawing, Lottery, LotteryFile, drawing_of, lottery_of, pool_of

SHOWN_EVERY = 1.0
"""Seconds between two looks at whether the draw was cancelled, and two signs of how far it is."""


MOST_SECONDS = 900.0
"""How long a draw may take; then the best list found so far is kept, and the page says so."""


class Cancelled(Exception):
    """Somebody asked that this draw end."""


@dataclass(frozen=True)
class Listed:
    """A finished list: its files, each kept under a random name, and what the page shows of it."""

    files: dict[str, tuple[str, bytes]]
    drawn: evidence.Drawn
    summary: dict[str, object]


def ask_for_draw(doors: Doors, call_id: str) -> None:
    """Ask the worker to draw; asking again begins anew. Raises Conflict (`lottery_not_closed`)."""
    with upkeep(doors) as session:
        lottery = lottery_of(session, call_id)
        if lottery is None:
            raise NotFound()
        if lottery.state != "registration" or lottery.closed_at is None:
            raise Conflict("lottery_not_closed")
        old = drawing_of(session, call_id)
        if old is not None and old.state in ("waiting", "running"):
            return
        session.execute(delete(Drawing).where(Drawing.call_id == call_id))
        session.add(Drawing(call_id=call_id, panels=lottery.panels, asked_at=doors.clock()))


def cancel_draw(doors: Doors, call_id: str) -> None:
    """Ask the worker to stop drawing. A list that is in the log already stays."""
    with upkeep(doors) as session:
        session.execute(
            update(Drawing)
            .where(Drawing.call_id == call_id, Drawing.state.in_(("waiting", "running")))
            .values(state="cancelled")
        )


@performs(Action.LOTTERY_DRAW)
def take_list(act: Act, *, call_id: str, listed: Listed) -> Entry:
    """Take a finished list into the log, before any number is known.

    Raises Conflict where the pool or the plan is no longer the one that was drawn from
    (`lottery_is_<state>`, `lottery_not_closed`, `lottery_changed`).
    """
    lottery = the_lottery(act, "draw")
    if lottery.closed_at is None:
        raise Conflict("lottery_not_closed")
    drawn = listed.drawn
    if drawn.pool != evidence.opaque_households(pool_of(act.session, lottery)):
        raise Conflict("lottery_changed")
    digests: dict[str, dict[str, object]] = {}
    for name, (stored, data) in sorted(listed.files.items()):
        row = LotteryFile(
            call_id=call_id, id=name, stored=stored, sha256=evidence.digest(data), size=len(data)
        )
        act.session.add(row)
        digests[name] = {"sha256": row.sha256, "size": row.size}
    lottery.state, lottery.drawn_at = "drawn", act.now
    lottery.summary = listed.summary
    lottery.version += 1
    smallest, largest = drawn.extremes()
    facts = LotteryDrawn(
        files=digests,
        people=len(drawn.pool.people),
        seats=drawn.pool.seats,
        panels=len(drawn.panels),
        bound=evidence.text_of(drawn.bound),
        smallest_chance=evidence.text_of(smallest),
        largest_chance=evidence.text_of(largest),
        outside=len(drawn.shut_out),
        left_out=len(drawn.left_out),
        finished=drawn.finished,
    )
    return Entry(facts, call_id, lottery.version)


def draw_now(doors: Doors, call_id: str) -> None:
    """Draw one call's list from beginning to end, in this process.

    However it ends, the page can say so: taken, cancelled, or failed with a code.
    """
    from jury.domain.lottery.draw import Infeasible
    from jury.domain.lottery.solver import TimeUp

    with doors.engines.reading() as session:
        lottery, asked = lottery_of(session, call_id), drawing_of(session, call_id)
        if lottery is None or lottery.closed_at is None or asked is None:
            return
        pool = evidence.opaque_households(pool_of(session, lottery))
        panels = lottery.panels
    try:
        with kept_list(doors, pool, panels, _Going(doors, asked)) as listed:
            take_list(Moment(doors, system=True), call_id=call_id, listed=listed)
    except Cancelled:
        return
    except (Infeasible, PoolFault):
        _failed(doors, call_id, "infeasible", asked)
    except TimeUp:
        _failed(doors, call_id, "draw_no_time", asked)
    except Conflict as problem:
        _failed(doors, call_id, problem.code, asked)
    else:
        with upkeep(doors) as session:
            session.execute(delete(Drawing).where(*_this(asked)))


def _this(asked: Drawing) -> tuple[ColumnElement[bool], ...]:
    """Mean one draw, not a later one of the same call that was asked for after a cancellation."""
    return Drawing.call_id == asked.call_id, Drawing.asked_at == asked.asked_at


@contextlib.contextmanager
def kept_list(doors: Doors, pool: Pool, panels: int, going: Going) -> Iterator[Listed]:
    """Draw and keep the files for the act inside; a refused act leaves none."""
    from jury.domain.lottery.draw import draw
    from jury.domain.lottery.groups import plain_chances

    drawn = draw(pool, panels, going)
    made = evidence.files_of(drawn, __version__)
    summary = summary_of(drawn, plain_chances(pool))
    store = store_in(doors.settings.instance)
    names: dict[str, tuple[str, bytes]] = {}
    try:
        for name, data in made.items():
            names[name] = (store.put(data), data)
        yield Listed(names, drawn, summary)
    except BaseException:
        for stored, _ in names.values():
            store.delete(stored)
        raise


def summary_of(drawn: evidence.Drawn, plain: dict[str, float] | None) -> dict[str, object]:
    """Give what a page shows of a list: the extremes, and the chances of each group.

    Chances are whole numbers of panels; those of a plain draw are tenths of a percent.
    """
    from jury.domain.lottery.groups import chances_by_group

    counts, panels = drawn.counts(), len(drawn.panels)
    smallest, largest = drawn.extremes()
    groups = chances_by_group(drawn.pool, counts, panels, plain)
    spread = sorted(plain.values()) if plain else []
    return {
        "pool_public": points_at_nobody(drawn.pool),
        "people": len(drawn.pool.people),
        "panels": panels,
        "bound": evidence.text_of(drawn.bound),
        "smallest": evidence.text_of(smallest),
        "largest": evidence.text_of(largest),
        "finished": drawn.finished,
        "outside": [
            {"ids": list(group.ids), "certified": group.proof is not None}
            for group in drawn.outside
        ],
        "left_out": [{"id": one.id, "panels": one.panels} for one in drawn.left_out],
        "plain": [round(1000 * spread[0]), round(1000 * spread[-1])] if spread else [],
        "groups": [
            {
                "feature": group.feature,
                "value": group.value,
                "people": group.people,
                "mean": round(1000 * group.mean),
                "least": round(1000 * group.least),
                "most": round(1000 * group.most),
                "plain": None if group.plain is None else round(1000 * group.plain),
            }
            for group in groups
        ],
    }


@dataclass
class _Going:
    """Writes down how far a draw is, and ends it where somebody asked for that."""

    doors: Doors
    asked: Drawing
    began: float = field(default_factory=time.monotonic)
    looked: float = field(default=float("-inf"))

    def __call__(self, done: int, of: int) -> bool:
        now = time.monotonic()
        if now - self.looked >= SHOWN_EVERY:
            self.looked = now
            with upkeep(self.doors) as session:
                row = session.scalar(select(Drawing).where(*_this(self.asked)))
                if row is None or row.state == "cancelled":
                    raise Cancelled
                row.state, row.done, row.panels = "running", done, of
        return now - self.began < MOST_SECONDS


def draw_alone(settings: Settings, call_id: str) -> None:
    """Draw in a process of its own, after everybody else's turn; end with whoever began it."""
    die_with(os.getppid())
    os.nice(5)
    doors = Doors.open(settings)
    try:
        draw_now(doors, call_id)
    finally:
        doors.engines.dispose()


def _failed(doors: Doors, call_id: str, code: str, asked: Drawing | None = None) -> None:
    which = _this(asked) if asked is not None else (Drawing.call_id == call_id,)
    with upkeep(doors) as session:
        session.execute(update(Drawing).where(*which).values(state="failed", note=code))


@dataclass
class Draws:
    """The worker's draws: at most one at a time, each in a process of its own."""

    running: dict[str, SpawnProcess] = field(default_factory=dict)

    def look(self, doors: Doors) -> None:
        """Begin a draw that was asked for; notice one that ended."""
        for call_id, process in list(self.running.items()):
            if process.exitcode is not None:
                del self.running[call_id]
                if process.exitcode:
                    _failed(doors, call_id, "draw_broke")
        if self.running:
            return
        with doors.engines.reading() as session:
            wanted = session.scalars(
                select(Drawing.call_id)
                .join(Lottery, Lottery.call_id == Drawing.call_id)
                .where(Drawing.state.in_(("waiting", "running")), Lottery.state == "registration")
                .order_by(Drawing.asked_at)
                .limit(1)
            ).first()
        if wanted is not None:
            process = multiprocessing.get_context("spawn").Process(
                target=draw_alone, args=(doors.settings, wanted), daemon=True
            )
            process.start()
            self.running[wanted] = process
