"""Prints one line of JSON for each page and act: what it costs, and its ratio to a bare one."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx
from flask import Flask

from benchmarks import bare
from benchmarks.acts import acts
from benchmarks.cases import People, Sheets
from benchmarks.lottery import draws
from benchmarks.measure import CLIENTS, Ask, Cost, measure
from benchmarks.pages import Practice, page, readings
from benchmarks.serve import Server, serving
from benchmarks.statements import counted
from benchmarks.world import World, build
from jury import create_app
from jury.config import Settings
from jury.services.doors import Doors
from jury.storage.base import make_engines

SUBMITS = 160


@dataclass(frozen=True)
class Case:
    """One thing that is measured: who asks, for what, and which bare one it is compared to."""

    name: str
    make: Callable[[], httpx.Client]
    ask: Ask
    like: str = "read"
    times: int = 160
    together: int = CLIENTS


def read_bare(client: httpx.Client, number: int) -> httpx.Response:
    """Ask for the bare page."""
    return client.get("/read")


def write_bare(client: httpx.Client, number: int) -> httpx.Response:
    """Send the bare insert."""
    return client.post("/write")


def measure_bare(folder: Path) -> dict[str, Cost]:
    """Measure the bare page and the bare insert, with the same server, engine and ORM."""
    folder.mkdir()
    settings = Settings.load({"JURY_INSTANCE": str(folder)})
    settings.database_path.parent.mkdir(parents=True, exist_ok=True)
    settings.database_path.touch()
    engines = make_engines(settings)
    bare.Base.metadata.create_all(engines.write)
    engines.dispose()
    with serving("benchmarks.bare:create_app()", folder, "/read") as server:
        return {
            "read": measure("bare.read", server, read_bare),
            "write": measure("bare.write", server, write_bare),
        }


def cases(world: World, app: Flask, url: str) -> list[Case]:
    """List what is measured."""
    people, sheets = People(world, app, url), Sheets(world)
    call, large = world.usual, world.large
    visitor = partial(httpx.Client, base_url=url, timeout=30)
    official = partial(people.client, world.official)
    facilitator = partial(people.client, world.facilitator)
    return [
        Case("juror home", people.juror, page(f"/calls/{call}/jury")),
        Case("project", people.juror, page(f"/calls/{call}/projects/{world.project}")),
        Case("score form", people.juror, page(sheets.path())),
        Case("save a draft", people.juror, sheets.keep, "write", SUBMITS),
        Case("submit a sheet", people.juror, sheets.submit, "write", SUBMITS),
        Case("board", facilitator, page(f"/calls/{large}/board")),
        Case("official's list", official, page(f"/desk/calls/{large}/projects")),
        Case("record", visitor, page(f"/calls/{world.decided}/record")),
        Case("practise", visitor, Practice().step),
        *(
            # One person's act: eight windows of theirs would only refuse one another.
            Case(name, partial(people.client, who), ask, "write", times, together=1)
            for name, (who, ask, times) in acts(world).items()
        ),
        *(
            Case(
                one.name,
                partial(people.client, one.who) if one.who else visitor,
                page(one.path),
                times=one.times,
            )
            for one in readings(world)
        ),
    ]


def statements(world: World) -> dict[str, int]:
    """Count the SQL statements of each case, inside one process."""
    app = create_app(world.doors.settings)
    doors: Doors = app.extensions["jury"]
    found = {}
    for case in cases(world, app, "http://127.0.0.1:8000"):
        transport = httpx.WSGITransport(app=app)
        with case.make() as signed_in, httpx.Client(
            transport=transport, base_url="http://127.0.0.1:8000",
            headers=signed_in.headers, cookies=signed_in.cookies,
        ) as client:  # fmt: skip
            case.ask(client, 1)
            with counted(doors.engines) as sent:
                case.ask(client, 2)
        found[case.name] = sum(s.split()[0] not in ("BEGIN", "COMMIT", "ROLLBACK") for s in sent)
    return found


def measure_verify(world: World, server: Server, folder: Path) -> dict[str, object]:
    """Time `jury verify` as a whole process on the large call's log."""
    file = folder / "log"
    file.write_bytes(httpx.get(f"{server.url}/calls/{world.large}/log").content)
    key = httpx.get(f"{server.url}/calls/{world.large}/log").headers.get("Jury-Key", "")
    begun, used = time.perf_counter(), os.times()
    command = [sys.executable, "-m", "jury.cli", "verify", str(file), "--json"]
    env = {**os.environ, "JURY_INSTANCE": str(world.doors.settings.instance)}
    done = subprocess.run(
        [*command, "--key", key] if key else command, env=env, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    after = os.times()
    report = json.loads(done.stdout) if done.stdout else {"error": done.stderr[-300:]}
    return {
        "name": "jury verify", "seconds": round(time.perf_counter() - begun, 2),
        "cpu_seconds": round(after.children_user - used.children_user, 2),
        "entries": report.get("entries"), "sound": report.get("sound", report),
    }  # fmt: skip


def main() -> None:
    """Measure everything in one run, so that the ratios are of the same machine and hour."""
    load = os.getloadavg()[0]
    print(json.dumps({"machine": platform.machine(), "cpus": os.cpu_count(), "load": load}))
    with tempfile.TemporaryDirectory(prefix="jury-bench-") as folder:
        baseline = measure_bare(Path(folder) / "bare")
        for cost in baseline.values():
            print(cost.line(), flush=True)
        instance = Path(folder) / "jury"
        world = build(instance)
        counts = statements(world)
        with serving("jury:create_app()", instance, "/healthz") as server:
            print(json.dumps({"cold_start_seconds": round(server.cold_start_seconds, 2)}))
            app = create_app(Settings.load({"JURY_INSTANCE": str(instance)}))
            for case in cases(world, app, server.url):
                cost = measure(
                    case.name, server, case.ask, client=case.make, times=case.times,
                    bare=baseline[case.like], statements=counts[case.name],
                    together=case.together,
                )  # fmt: skip
                print(cost.line(), flush=True)
            print(json.dumps(measure_verify(world, server, Path(folder))), flush=True)
        for drawn in draws(Path(folder)):
            print(json.dumps(drawn), flush=True)


if __name__ == "__main__":
    main()
