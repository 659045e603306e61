"""Prints one line of JSON for each page and act: what it costs, and its ratio to a bare one."""

from __future__ import annotations

import json
import os
import platform
import tempfile
from pathlib import Path

import httpx

from benchmarks import bare
from benchmarks.measure import measure
from benchmarks.serve import serving
from jury.config import Settings
from jury.storage.base import make_engines


def read_bare(client: httpx.Client, number: int) -> httpx.Response:
    """Ask for the bare page."""
    return client.get("/read")


def write_bare(client: httpx.Client, number: int) -> httpx.Response:
    """Send the bare insert."""
    return client.post("/write")


def main() -> None:
    """Measure everything in one run, so that the ratios are of the same machine and hour."""
    load = os.getloadavg()[0]
    print(json.dumps({"machine": platform.machine(), "cpus": os.cpu_count(), "load": load}))
    with tempfile.TemporaryDirectory(prefix="jury-bench-") as folder:
        instance = Path(folder)
        engines = make_engines(Settings.load({"JURY_INSTANCE": folder}))
        bare.Base.metadata.create_all(engines.write)
        engines.dispose()
        with serving("benchmarks.bare:create_app()", instance, "/read") as server:
            reading = measure("bare.read", server, read_bare)
            writing = measure("bare.write", server, write_bare)
    for cost in (reading, writing):
        print(cost.line(), flush=True)


if __name__ == "__main__":
    main()
