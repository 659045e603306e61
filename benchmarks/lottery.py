"""Draws made-up, self-selected pools by the command line, as anyone could: seconds and memory.

Each figure has its aim beside it, and so has what the field's own library finds for the pool.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from jury.domain.lottery.chances import fair_chances
from jury.domain.lottery.classes import classes_of
from jury.domain.lottery.evidence import write_pool, write_quotas
from jury.domain.lottery.pool import Pool
from tests.domain.lottery.pools import balanced, self_selected

ROOT = Path(__file__).parent.parent
SIZES = tuple(
    (people, seats) for people in (100, 500, 2000) for seats in (15, 30, 60, 110) if seats < people
)
BALANCED = ((200, 20), (2000, 200))
SEED = 7
ORACLE = ROOT / ".oracle" / "bin" / "python"
ORACLE_SECONDS = 120
"""How long the field's own library may take; it is only asked where that is enough."""
KEPT = (
    "pool", "seats", "panels", "seconds", "peak_mib", "bound", "smallest_chance",
    "largest_chance",
)  # fmt: skip
CHECK = (
    "import pathlib, sys; sys.path.insert(0, sys.argv[1]);"
    "from jury.domain.lottery.check import check_draw;"
    "files = {p.name: p.read_bytes() for p in pathlib.Path(sys.argv[2]).iterdir()};"
    "sys.exit(not check_draw(files).sound)"
)


def draws(folder: Path) -> Iterator[dict[str, object]]:
    """Draw one list of 1,000 panels for each size, each in a process of its own, and check it."""
    for people, seats in SIZES:
        here = folder / f"{people}-{seats}"
        pool = self_selected(people, seats, SEED)
        report = _draw(here, pool)
        yield {
            "name": f"jury lottery draw, {people} for {seats}",
            **{key: report[key] for key in KEPT},
            "aims": _aims(report, _largest(pool, json.loads(_certificate(here)))),
            "library": library(here, pool.seats, report["bound"]),
        }
        yield {"name": f"check, {people} for {seats}", **_check(here / "draw")}
    for people, seats in BALANCED:
        report = _draw(folder / f"balanced-{people}-{seats}", balanced(people, seats))
        yield {
            "name": f"jury lottery draw, {people} for {seats}, balanced",
            **{key: report[key] for key in KEPT},
            "aims": {
                "exactly 0.100": report["smallest_chance"] == report["largest_chance"] == 0.1,
                "seconds <= 60": report["seconds"] <= 60,
                "peak_mib <= 300": report["peak_mib"] <= 300,
            },
        }


def _draw(here: Path, pool: Pool) -> dict[str, float]:
    here.mkdir()
    (here / "people.csv").write_bytes(write_pool(pool))
    (here / "quotas.csv").write_bytes(write_quotas(pool))
    command = [
        sys.executable, "-m", "jury.cli", "lottery", "draw", "--json",
        "--people", str(here / "people.csv"), "--quotas", str(here / "quotas.csv"),
        "--seats", str(pool.seats), "--household", "household", "--out", str(here / "draw"),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    report: dict[str, float] = json.loads(done.stdout)
    return report


def _certificate(here: Path) -> str:
    return (here / "draw" / "certificate.json").read_text(encoding="utf-8")


def _aims(report: dict[str, float], largest: float) -> dict[str, bool]:
    """Tell which aims were met; `largest` is the largest chance that the second LP needs."""
    panels, bound = report["panels"], report["bound"]
    floor = math.floor(panels * bound + 1e-9) - 1
    in_panels = round(panels * report["smallest_chance"])
    return {
        "seconds <= 60": report["seconds"] <= 60,
        "peak_mib <= 300": report["peak_mib"] <= 300,
        f"smallest in {in_panels} >= {floor}": in_panels >= floor,
        f"largest <= {largest:.4f} + 0.01": report["largest_chance"] <= largest + 0.01,
    }


def _largest(pool: Pool, certificate: dict[str, list[dict[str, list[str]]]]) -> float:
    """Solve the second program anew, for those who are in some possible panel."""
    shut = {id for group in certificate["in_no_panel"] for id in group["ids"]}
    classes = classes_of(pool)
    closed = {n for n, all in enumerate(classes.members) if pool.people[all[0]].id in shut}
    concerned = frozenset(range(len(classes.members))) - closed
    return fair_chances(classes, pool.seats, concerned, frozenset(closed)).largest


def _check(folder: Path) -> dict[str, object]:
    """Time the test of a draw's files as a whole process without any installed package."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", CHECK, str(ROOT), str(folder)], check=False
    )
    seconds = round(time.perf_counter() - began, 2)
    return {
        "seconds": seconds, "sound": done.returncode == 0, "aims": {"seconds <= 5": seconds <= 5},
    }  # fmt: skip


def library(folder: Path, seats: int, bound: float) -> dict[str, object]:
    """Ask the field's own library for the same pool: its smallest chance, seconds and memory."""
    files = [str(folder / "people.csv"), str(folder / "quotas.csv")]
    command = [str(ORACLE), str(Path(__file__).parent / "oracle.py"), *files, str(seats)]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, timeout=ORACLE_SECONDS
        )
    except subprocess.TimeoutExpired:
        return {"maximin": None, "seconds": f"more than {ORACLE_SECONDS}"}
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    apart = abs(bound - found["maximin"])
    near = max(0.005 * found["maximin"], 0.0006)
    return {**found, f"apart {apart:.6f} <= {near:.6f}": apart <= near}
