"""The largest smallest chance by the field's own library, for the pool that Jury drew from.

It runs in an environment of its own (`.oracle`, made by `make bench`) and shares no code with
Jury: what agrees here was computed twice, by two solvers' models. It takes the files of
`jury lottery draw` and prints one JSON object.
"""

from __future__ import annotations

import csv
import json
import resource
import sys
import time
from pathlib import Path

HOUSEHOLD = "household"
COLUMNS = ("feature", "value", "min", "max", "min_flex", "max_flex")


def maximin(people: Path, quotas: Path, seats: int) -> float:
    """Give the smallest chance of anybody whom some panel can hold."""
    from sortition_algorithms import (  # type: ignore[import-not-found]
        Settings,
        read_in_features,
        read_in_people,
    )
    from sortition_algorithms.committee_generation import (  # type: ignore[import-not-found]
        find_distribution_maximin,
    )

    with quotas.open(encoding="utf-8") as file:
        rows = [{**row, "min_flex": "0", "max_flex": str(seats)} for row in csv.DictReader(file)]
    features, _name, _value = read_in_features(COLUMNS, rows, seats)
    with people.open(encoding="utf-8") as file:
        listed = list(csv.DictReader(file))
    for row in listed:  # who gave no household lives alone
        row[HOUSEHOLD] = row[HOUSEHOLD] or f"alone {row['id']}"
    settings = Settings(
        id_column="id",
        columns_to_keep=[],
        check_same_address=True,
        check_same_address_columns=[HOUSEHOLD],
    )
    found, _report = read_in_people(list(listed[0]), listed, features, settings)
    panels, shares, _report = find_distribution_maximin(features, found, seats, [HOUSEHOLD])
    chances: dict[str, float] = {}
    for panel, share in zip(panels, shares, strict=True):
        for person in panel:
            chances[person] = chances.get(person, 0.0) + share
    return min(chances.values())


if __name__ == "__main__":
    began = time.monotonic()
    value = maximin(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds = round(time.monotonic() - began, 1)
    print(json.dumps({"maximin": value, "seconds": seconds, "peak_mib": round(peak)}))
