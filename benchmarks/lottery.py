"""Draws made-up, self-selected pools by the command line, as anyone could: seconds and memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from jury.domain.lottery.evidence import write_pool, write_quotas
from tests.domain.lottery.pools import self_selected

SIZES = ((100, 15), (500, 30), (2000, 60))
SEED = 7
KEPT = (
    "pool", "seats", "panels", "seconds", "peak_mib", "bound", "smallest_chance",
    "largest_chance",
)  # fmt: skip


def draws(folder: Path) -> Iterator[dict[str, object]]:
    """Draw one list of 1,000 panels for each size, each in a process of its own."""
    for people, seats in SIZES:
        here = folder / f"{people}-{seats}"
        here.mkdir()
        pool = self_selected(people, seats, SEED)
        (here / "people.csv").write_bytes(write_pool(pool))
        (here / "quotas.csv").write_bytes(write_quotas(pool))
        command = [
            sys.executable, "-m", "jury.cli", "lottery", "draw", "--json",
            "--people", str(here / "people.csv"), "--quotas", str(here / "quotas.csv"),
            "--seats", str(pool.seats), "--household", "household", "--out", str(here / "draw"),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        report = json.loads(done.stdout)
        yield {"name": f"jury lottery draw, {people} for {seats}"} | {k: report[k] for k in KEPT}
