"""Draws made-up, self-selected pools by the command line, as anyone could: seconds and memory.

Beside each stands what the field's own library finds for the same pool.
"""

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
ORACLE = Path(__file__).parent.parent / ".oracle" / "bin" / "python"
ORACLE_SECONDS = 120
"""How long the field's own library may take; it is only asked where that is enough."""
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
        yield {
            "name": f"jury lottery draw, {people} for {seats}",
            **{key: report[key] for key in KEPT},
            "library": library(here, pool.seats),
        }


def library(folder: Path, seats: int) -> dict[str, object]:
    """Ask the field's own library for the same pool: its smallest chance, seconds and memory."""
    files = [str(folder / "people.csv"), str(folder / "quotas.csv")]
    command = [str(ORACLE), str(Path(__file__).parent / "oracle.py"), *files, str(seats)]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, timeout=ORACLE_SECONDS
        )
    except subprocess.TimeoutExpired:
        return {"maximin": None, "seconds": f"more than {ORACLE_SECONDS}"}
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found
