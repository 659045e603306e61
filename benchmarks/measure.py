"""Asks a server again and again, and says what an answer costs. Knows nothing of Jury."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass

import httpx

from benchmarks.serve import Server

CLIENTS = 8
Ask = Callable[[httpx.Client, int], httpx.Response]
"""Sends the request of this number by this client; each number comes once."""


@dataclass(frozen=True)
class Cost:
    """What one kind of request costs: milliseconds, requests a second, bytes as sent."""

    name: str
    cpu_ms: float
    median_ms: float
    p95_ms: float
    per_second: float
    bytes: int
    memory_mib: float
    statements: int | None = None
    cpu_ratio: float | None = None

    def line(self) -> str:
        """Give one line of JSON."""
        return json.dumps(asdict(self))


def measure(
    name: str,
    server: Server,
    ask: Ask,
    *,
    client: Callable[[], httpx.Client] | None = None,
    times: int = 200,
    bare: Cost | None = None,
    statements: int | None = None,
    together: int = CLIENTS,
) -> Cost:
    """Measure a request: first alone, one after another, then by some clients at once.

    `client` makes a signed-in client; `bare` is what the ratio of processor time refers to.
    Raises RuntimeError if any answer is not 2xx or 3xx.
    """
    make = client or (lambda: httpx.Client(base_url=server.url, timeout=30))
    with make() as one:
        for number in range(20):
            _good(ask(one, number))
        cpu = server.cpu_seconds()
        took = []
        for number in range(20, 20 + times):
            begun = time.perf_counter()
            answer = _good(ask(one, number))
            took.append(1000 * (time.perf_counter() - begun))
        cpu_ms = 1000 * (server.cpu_seconds() - cpu) / times
        sent = int(answer.num_bytes_downloaded)
    return Cost(
        name=name,
        cpu_ms=round(cpu_ms, 3),
        median_ms=round(statistics.median(took), 2),
        p95_ms=round(statistics.quantiles(took, n=20)[-1], 2),
        per_second=round(_together(make, ask, times, 20 + times, together), 1),
        bytes=sent,
        memory_mib=round(server.memory_mib(), 1),
        statements=statements,
        cpu_ratio=round(cpu_ms / bare.cpu_ms, 2) if bare and bare.cpu_ms else None,
    )


def _together(
    make: Callable[[], httpx.Client], ask: Ask, times: int, first: int, clients: int
) -> float:
    def work(place: int) -> None:
        with make() as own:
            for number in range(times // clients):
                _good(ask(own, first + place * times + number))

    begun = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(work, range(clients)))
    return clients * (times // clients) / (time.perf_counter() - begun)


def _good(answer: httpx.Response) -> httpx.Response:
    away = answer.headers.get("Location", "").startswith("/sign-in")
    if answer.status_code >= 400 or away:
        raise RuntimeError(f"{answer.request.url} answered {answer.status_code}")
    return answer
