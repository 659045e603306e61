"""Serves an application as an installation does, and says what its processes have used."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil


@dataclass(frozen=True)
class Server:
    """A running server: its address, and the process that all its workers descend from."""

    url: str
    process: psutil.Process
    cold_start_seconds: float

    def _family(self) -> list[psutil.Process]:
        return [self.process, *self.process.children(recursive=True)]

    def cpu_seconds(self) -> float:
        """Give the processor time that all its processes have used so far."""
        return sum(sum(p.cpu_times()[:2]) for p in self._family())

    def memory_mib(self) -> float:
        """Give the memory of all its processes, what they share counted once, in MiB."""
        return sum(p.memory_full_info().pss for p in self._family()) / 2**20


def free_port() -> int:
    """Find a port of the loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serving(factory: str, instance: Path, probe: str, *, workers: int = 2) -> Iterator[Server]:
    """Serve `module:factory()` by gunicorn with 16 threads a worker, until the block ends."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    env = {**os.environ, "JURY_INSTANCE": str(instance), "JURY_BASE_URL": url}
    begun = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers",
         str(workers), "--worker-class", "gthread", "--threads", "16", "--log-level", "error",
         factory],
        env=env,
    ) as process:  # fmt: skip
        try:
            _wait(url + probe, process)
            yield Server(url, psutil.Process(process.pid), time.monotonic() - begun)
        finally:
            process.terminate()


def _wait(url: str, process: subprocess.Popen[bytes], longest: float = 30) -> None:
    end = time.monotonic() + longest
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(url).status_code < 500:
                return
        time.sleep(0.02)
    raise RuntimeError(f"nothing answers at {url}")
