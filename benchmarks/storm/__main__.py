"""Prints one line of JSON for each database: what a storm did, and what was wrong after it.

Thirty jurors write without a pause while processes, the whole server and the database are killed
and the round is closed. It must never know why anything would be lost: it only holds what people
were told against what is there.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from benchmarks.serve import free_port
from benchmarks.storm.afterwards import faults_after
from benchmarks.storm.people import Juror, Reply, close
from benchmarks.storm.town import Town, found
from benchmarks.storm.weather import PostgreSQL, Served, postgresql

DATABASES = ("sqlite", "postgresql")
SECONDS = 60.0
CLOSING, CRASH = 0.75, 0.4
"""When the round is closed and the database crashes, as parts of the storm."""
JURORS, PROJECTS = 30, 10
MOST_TOLD = 20
"""So many faults are told; more would say nothing new."""
Report = dict[str, object]


@contextmanager
def installation(database: str, folder: Path) -> Iterator[tuple[dict[str, str], PostgreSQL | None]]:
    """Give the environment of an empty installation, and its database server if it has one."""
    env = {"JURY_INSTANCE": str(folder / "instance")}
    (folder / "instance").mkdir()
    if database == "sqlite":
        yield env, None
        return
    with postgresql(folder) as server:
        yield {**env, "JURY_DATABASE_URL": server.url}, server


@dataclass(frozen=True)
class Storm:
    """A storm that is over: what it passed over, who wrote, and what was served and killed."""

    town: Town
    people: list[Juror]
    served: Served
    crashes: int

    def told(self) -> Report:
        """Say how much was written, repeated and killed."""
        seen = sum((juror.browser.seen for juror in self.people), Counter[str]())
        sheets, drafts = sum(len(j.sent) for j in self.people), sum(j.kept for j in self.people)
        return {
            "acknowledged": sheets + drafts, "sheets": sheets, "drafts": drafts,
            "repeated": sum(j.repeated for j in self.people),
            "refused after closing": sum(j.refused for j in self.people),
            "unanswered": seen["unanswered"], "busy": seen["busy"],
            "kills": sum(self.served.kills.values()), "killed": dict(self.served.kills),
            "crashes of the database": self.crashes,
        }  # fmt: skip

    def faults(self) -> list[str]:
        """List what jurors, database, log and server show to be wrong; it should be empty."""
        faults = [fault for juror in self.people for fault in juror.faults]
        faults += faults_after(self.town, self.people)
        said = self.served.log.read_text(errors="replace")
        if "Traceback" in said:
            faults.append("the server told of a fault of its own: " + said[-1500:])
        return faults[:MOST_TOLD]


@contextmanager
def storm(
    database: str, folder: Path, *, seconds: float = SECONDS, jurors: int = JURORS,
    projects: int = PROJECTS,
) -> Iterator[Storm]:  # fmt: skip
    """Let a storm pass over a new installation; within the block its database is still there."""
    with installation(database, folder) as (env, server):
        port = free_port()
        env["JURY_BASE_URL"] = f"http://127.0.0.1:{port}"
        town = found(env, projects=projects, jurors=jurors)
        served = Served(env, port, folder / "served.log")
        people = [Juror(town, account_id, port) for account_id in town.jurors]
        served.start()
        try:
            served.wait()
            for juror in people:
                juror.begin()
            crashes = _pass_over(town, served, server, people, seconds)
            served.wait()
        finally:
            served.stop()
        yield Storm(town, people, served, crashes)


def _pass_over(
    town: Town, served: Served, server: PostgreSQL | None, people: list[Juror], seconds: float
) -> int:
    """Write, kill, crash and close until the time is over; everybody gets their last answer."""
    calm, over, closing = Event(), Event(), Event()
    weather = Thread(target=served.storm, args=(calm, random.Random(seconds)))
    writers = [Thread(target=juror.write, args=(closing, over)) for juror in people]
    replies: list[Reply] = []
    begun = time.monotonic()
    for thread in (weather, *writers):
        thread.start()
    _sleep_until(begun + CRASH * seconds)
    if server is not None:
        server.crash()
    _sleep_until(begun + CLOSING * seconds)
    closing.set()
    replies.append(close(town, served.port))
    _sleep_until(begun + seconds)
    over.set()
    calm.set()
    for thread in (weather, *writers):
        thread.join()
    if replies[0].status != 303:
        people[0].faults.append(f"closing was answered {replies[0].status}")
    return int(server is not None)


def _sleep_until(moment: float) -> None:
    time.sleep(max(0.0, moment - time.monotonic()))


def main() -> int:
    """Let one storm pass over each database; 1 if anything was wrong afterwards."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--database", choices=DATABASES, action="append")
    asked = parser.parse_args()
    sound = True
    for database in asked.database or DATABASES:
        with (
            tempfile.TemporaryDirectory(prefix="jury-storm-") as folder,
            storm(database, Path(folder), seconds=asked.seconds) as passed,
        ):
            faults = passed.faults()
        sound = sound and not faults
        said = {"name": "storm", "database": database, "seconds": asked.seconds}
        print(json.dumps({**said, **passed.told(), "faults": faults}), flush=True)
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
