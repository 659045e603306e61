"""Addresses that nobody types: in no part of a path or a query are they a fault."""

from __future__ import annotations

import pytest
from flask import Flask

from jury.services.doors import Doors
from tests.fixtures.clock import Clock
from tests.web.test_access_walk import MAY, World

ODD = [
    "%00",
    "a%00b",
    "%ff",
    "%ed%a0%80",
    "a" * 5000,
    "..",
    "%2e%2e%2fx",
    "-1",
    "9" * 40,
    "%F0%9F%8C%B3",
]
QUERIES = ("page", "project", "criterion", "next")


@pytest.mark.both_databases
def test_no_odd_id_and_no_odd_query_is_a_fault(app: Flask, doors: Doors, clock: Clock) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    world = World(app, doors, clock)
    faults = []
    for who in "vo":
        client = world.client(who)
        for route in MAY:
            method, rule = route.split(" ", 1)
            names = [part.split(">")[0] for part in rule.split("<")[1:]]
            for odd in ODD:
                for name in names:
                    path = world.path(route, **{name: odd})
                    status = client.open(path, method=method).status_code
                    if status >= 500:
                        faults.append((route, name, odd[:9], who, status))
        for route in MAY:
            if route.startswith("GET "):
                for query in QUERIES:
                    for odd in ("%00", "-1", "9" * 40, "a" * 5000, "%ff", "x"):
                        status = client.get(f"{world.path(route)}?{query}={odd}").status_code
                        if status >= 500:
                            faults.append((route, query, odd[:9], who, status))
    assert faults == []
