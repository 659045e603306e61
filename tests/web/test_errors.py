"""What the server refuses by itself, and what it cannot take now: pages, and nothing internal."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from tests.conftest import running_app
from tests.fixtures.clock import Clock
from tests.fixtures.decided import open_case
from tests.fixtures.forms import sign_in
from tests.fixtures.visiting import new_browser


@pytest.mark.parametrize("host", ["evil.example", "localhost:99999", "localhost@evil.example"])
def test_another_sites_name_is_refused_without_a_line_in_the_log(
    app: Flask, host: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        answer = new_browser(app).get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.text
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert caplog.records == []


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("PUT", "/", 405), ("DELETE", "/sign-in", 405), ("POST", "/who-may", 405),
     ("POST", "/nothing-is-here", 404), ("PATCH", "/nothing-is-here", 404)],
)  # fmt: skip
def test_what_no_page_takes_is_refused_as_such_wherever_it_comes_from(
    app: Flask, method: str, path: str, status: int
) -> None:
    answer = app.test_client().open(path, method=method, data={"a": "b"})
    assert answer.status_code == status
    assert ("GET" in answer.headers.get("Allow", "")) == (status == 405)
    assert "<h1" in answer.text


def test_a_juror_who_took_a_wrong_turn_is_not_thrown_out(app: Flask, clock: Clock) -> None:
    doors = app.extensions["jury"]
    case = open_case(doors, clock)
    juror = sign_in(new_browser(app), doors, case.seats[0].account_id)
    for path in ("/nothing-is-here", f"/calls/{case.call_id}/board", "/calls/nothinghere1/jury"):
        page = BeautifulSoup(juror.get(path).text, "html.parser")
        links = {link["href"] for link in page.find_all("a")}
        assert {"/home", "/me"} <= links, path
        assert "/sign-in" not in links
    lost = BeautifulSoup(new_browser(app).get("/nothing-is-here").text, "html.parser")
    assert "/sign-in" in {link["href"] for link in lost.find_all("a")}


def test_a_page_says_busy_when_every_connection_is_taken(settings, clock: Clock) -> None:
    with running_app(replace(settings, web_threads=1, busy_timeout=1), clock) as app:
        engine = app.extensions["jury"].engines.read
        taken = [engine.raw_connection() for _ in range(5)]
        try:
            answer = new_browser(app).get("/")
        finally:
            for connection in taken:
                connection.close()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "3")
