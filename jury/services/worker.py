"""What the installation does by itself: letters, deadlines, checkpoints, and forgetting.

Each job stands alone: one that fails never stops another. It never decides anything; at a
deadline it only does the act that was announced.
"""

from __future__ import annotations

import fcntl
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event

from sqlalchemy import func, select, update

from jury.domain.errors import Problem
from jury.services.checkpoints import Refusal, keep_erasures, sign_due
from jury.services.doors import Doors
from jury.services.health import SIGNED, WORKER, beat
from jury.services.perform import Moment
from jury.services.upkeep import upkeep
from jury.storage.account import Letter
from jury.storage.call import Call
from jury.storage.scoring import Round

PAPER_MINUTES = 60
TICK = 1.0
LOCK_NUMBER = 0x6A757279
"""PostgreSQL's advisory locks have numbers: this one spells "jury"."""

Say = Callable[[str], None]


@dataclass(frozen=True)
class Job:
    """Something to do every so many seconds."""

    name: str
    every: float
    run: Callable[[Doors], object]


def deliver_letters(doors: Doors) -> None:
    """Send the letters that wait, by the mail server of the settings."""
    from jury.services import letters

    letters.deliver_due(doors)


def close_calls(doors: Doors) -> None:
    """Stop taking proposals where the announced time has come."""
    from jury.services.call import close_call

    with doors.engines.reading() as session:
        due = session.scalars(
            select(Call.id).where(Call.state == "open", Call.closes_at <= doors.clock())
        ).all()
    _each(due, lambda call_id: close_call(Moment(doors, system=True), call_id=call_id))


def close_rounds(doors: Doors) -> None:
    """Close the rounds whose announced time has come."""
    from jury.services.scoring import close_round

    with doors.engines.reading() as session:
        due = session.scalars(
            select(Round.call_id).where(Round.state == "open", Round.closes_at <= doors.clock())
        ).all()
    _each(due, lambda call_id: close_round(Moment(doors, system=True), call_id=call_id, reason=""))


def _each(due: object, act: Callable[[str], object]) -> None:
    """Do the act for each; where a person was faster, there is nothing left to do."""
    failed: Exception | None = None
    for call_id in due:  # type: ignore[attr-defined]
        try:
            act(call_id)
        except Problem as problem:
            if problem.code == "busy":
                failed = problem
        except Exception as error:
            failed = error
    if failed is not None:
        raise failed


def erase_due(doors: Doors) -> None:
    """Erase what was kept for a time only; a code that nobody printed in time needs a new slip."""
    from jury.services.tidy import forget

    forget(doors)
    now = doors.clock()
    with upkeep(doors) as session:
        session.execute(
            update(Letter)
            .where(
                Letter.channel == "paper",
                Letter.sealed.is_not(None),
                Letter.created_at < now - timedelta(minutes=PAPER_MINUTES),
            )
            .values(sealed=None, state="expired", done_at=now)
        )


def forget_files(doors: Doors) -> None:
    """Delete kept files that no project holds any more."""
    from jury.services.files import forget_orphans

    forget_orphans(doors)


@dataclass
class Signing:
    """Signs at once what is urgent, the rest in its turn; says each refusal once."""

    say: Say
    known: set[Refusal] = field(default_factory=set)

    def urgent(self, doors: Doors) -> None:
        """Sign logs with a new entry that must not wait."""
        self._sign(doors, urgent_only=True)

    def regular(self, doors: Doors) -> None:
        """Sign every log that has grown; note that all are signed, if none had to be refused."""
        if self._sign(doors, urgent_only=False):
            beat(doors, SIGNED)

    def _sign(self, doors: Doors, *, urgent_only: bool) -> bool:
        refused = sign_due(doors, urgent_only=urgent_only).refused
        for refusal in refused:
            if refusal not in self.known:
                self.known.add(refusal)
                self.say(f"log {refusal.log_id} is not signed any more: {refusal.code}")
        return not refused


def jobs(say: Say) -> list[Job]:
    """List what the worker does; a checkpoint is at most 30 s behind its entry."""
    from jury.services.lottery.drawing import Draws
    from jury.services.lottery.erasing import erase_in_time
    from jury.services.lottery.needs import forget_needs

    signing, draws = Signing(say), Draws()
    return [
        Job("sign of life", 20, lambda doors: beat(doors, WORKER)),
        Job("rounds", 1, close_rounds),
        Job("calls", 1, close_calls),
        Job("urgent checkpoints", 1, signing.urgent),
        Job("letters", 1, deliver_letters),
        Job("lotteries", 1, draws.look),
        Job("checkpoints", 20, signing.regular),
        Job("erasures", 20, keep_erasures),
        Job("forgetting", 60, erase_due),
        Job("addresses", 60, erase_in_time),
        Job("needs", 60, forget_needs),
        Job("files", 3600, forget_files),
    ]


def run(doors: Doors, stop: Event, say: Say | None = None) -> None:
    """Do every job in its turn until told to stop. Several workers take turns, never at once."""
    say = say or _to_stderr
    listed = jobs(say)
    due = dict.fromkeys((job.name for job in listed), 0)
    tick = 0
    while not stop.is_set():
        try:
            with only_worker(doors) as alone:
                for job in listed:
                    if alone and tick >= due[job.name] and not stop.is_set():
                        due[job.name] = tick + round(job.every / TICK)
                        _attempt(doors, job, say)
        except Exception as error:
            say(f"lock: {describe(error)}")
        tick += 1
        stop.wait(TICK)


def run_once(doors: Doors, say: Say | None = None) -> None:
    """Do every job once."""
    say = say or _to_stderr
    for job in jobs(say):
        _attempt(doors, job, say)


def _attempt(doors: Doors, job: Job, say: Say) -> None:
    try:
        job.run(doors)
    except Exception as error:
        say(f"{job.name}: {describe(error)}")


def describe(error: Exception) -> str:
    """Say what failed and where, without any value: values may be personal."""
    code = f" {error.code}" if isinstance(error, Problem) else ""
    own = [f for f in traceback.extract_tb(error.__traceback__) if "/jury/" in f.filename]
    place = f" in {own[-1].name}, line {own[-1].lineno}" if own else ""
    return f"{type(error).__name__}{code}{place}"


@contextmanager
def only_worker(doors: Doors) -> Iterator[bool]:
    """Let one worker at a time do the jobs, over all machines; say whether it is this one."""
    if not doors.settings.embedded:
        with doors.engines.reading() as session:
            yield bool(session.scalar(select(func.pg_try_advisory_xact_lock(LOCK_NUMBER))))
        return
    doors.settings.instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(doors.settings.instance / "worker.lock", "wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def _to_stderr(text: str) -> None:
    print(f"jury worker: {text}", file=sys.stderr, flush=True)
