"""When the database is gone, locked or no database at all: calm pages in the reader's language."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pysqlite3
import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from jury.config import Settings
from jury.services.doors import Doors
from tests.conftest import running_app
from tests.fixtures.clock import Clock
from tests.fixtures.databases import PostgreSQL
from tests.fixtures.stages import Staged
from tests.web.test_access_walk import MAY, World

LANGUAGES = ("fr", "nl", "de", "en")
INSIDE = ("Traceback", "sqlite", "psycopg", "SELECT", "sqlalchemy", ".py")
"""What no reader should ever see."""
Break = Callable[[Path], Any]


def files_of(path: Path) -> list[Path]:
    return [path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")]


@contextmanager
def removed(path: Path) -> Iterator[None]:
    for file in files_of(path):
        file.unlink(missing_ok=True)
    yield


@contextmanager
def replaced_by_garbage(path: Path) -> Iterator[None]:
    other = path.with_name("other")
    other.write_bytes(b"no database at all " * 5000)
    os.replace(other, path)
    yield


@contextmanager
def overwritten(path: Path) -> Iterator[None]:
    for file in files_of(path):
        if file.exists():
            file.write_bytes(b"no database at all " * 5000)
    yield


@contextmanager
def emptied(path: Path) -> Iterator[None]:
    with removed(path):
        path.touch()
        yield


@contextmanager
def locked(path: Path) -> Iterator[None]:
    connection = pysqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("CREATE TABLE held (x)")
    yield
    connection.execute("ROLLBACK")
    connection.close()


BREAKS = [removed, replaced_by_garbage, overwritten, emptied, locked]


@contextmanager
def at_work(settings: Settings, clock: Clock) -> Iterator[Staged]:
    """Serve a call whose round is open, to people who are signed in and waste no time waiting."""
    settings = replace(settings, busy_timeout=0)
    with running_app(settings, clock) as app:
        app.config["WTF_CSRF_ENABLED"] = False
        doors = Doors.open(settings, clock)
        try:
            at = Staged(app, doors, clock, "round")
            at.put_back()
            yield at
        finally:
            doors.engines.dispose()


def faults_in(answer: Any, language: str) -> list[str]:
    """Say what is not calm about an answer."""
    page = BeautifulSoup(answer.text, "html.parser")
    wrong = [word for word in INSIDE if word in answer.text]
    if page.html is None or page.html.get("lang") != language or len(page.find_all("h1")) != 1:
        wrong.append("language")
    if not answer.headers.get("Content-Security-Policy", "").startswith("default-src 'none'"):
        wrong.append("policy")
    if answer.headers.get("Cache-Control") != "no-store":
        wrong.append("stored")
    if (answer.status_code == 503) != ("Retry-After" in answer.headers):
        wrong.append("no time to come back")
    return wrong


def ask(client: FlaskClient, at: Staged, route: str, language: str) -> Any:
    method = route.split(" ", 1)[0]
    client.delete_cookie("language")
    return client.open(
        at.path(route, token="t", digest="0", path="x", form_id="x", public_id="x"),
        method=method,
        data={"version": "1", "idempotency_key": "k"} if method == "POST" else None,
        headers={"Accept-Language": language},
    )


@pytest.mark.parametrize("broken", BREAKS)
def test_every_page_stays_calm_without_its_database(
    settings: Settings, clock: Clock, broken: Break, caplog: pytest.LogCaptureFixture
) -> None:
    with at_work(settings, clock) as at, broken(at.doors.settings.database_path):
        wrong = []
        for number, route in enumerate(sorted(MAY)):
            language = LANGUAGES[number % 4]
            for who in "vo":
                answer = ask(at.clients[who], at, route, language)
                if route == "GET /healthz":
                    fine = who == "o" or (answer.status_code, answer.text) == (503, "no database\n")
                elif answer.status_code in (500, 503):
                    fine = not faults_in(answer, language)
                else:  # what needs no database, or is refused before it is asked
                    fine = who == "v" or route.startswith("GET /assets/")
                if not fine:
                    wrong.append((route, who, answer.status_code, *faults_in(answer, language)))
    assert wrong == []
    assert "no database at all" not in caplog.text


@pytest.mark.parametrize("broken", [removed, replaced_by_garbage])
def test_after_a_loss_nothing_is_written_into_the_void(
    settings: Settings, clock: Clock, broken: Break
) -> None:
    with at_work(settings, clock) as at:
        assert at.ask("o", "GET /healthz").status_code == 200
        seats = "POST /calls/<call_id>/seats"
        assert at.ask("f", seats, {"version": "0", "people": "Yara"}).status_code == 303
        path = at.doors.settings.database_path
        with broken(path):
            before = path.read_bytes() if path.exists() else None
            answer = at.ask("f", "POST /calls/<call_id>/board/close", {"reason": "All are here."})
            assert answer.status_code in (500, 503)
            assert (path.read_bytes() if path.exists() else None) == before


def test_when_the_database_is_there_again_so_are_the_pages(
    settings: Settings, clock: Clock
) -> None:
    with at_work(settings, clock) as at:
        with locked(at.doors.settings.database_path):
            assert at.ask("v", "GET /healthz").status_code == 503
        assert at.ask("v", "GET /healthz").status_code == 200
        with removed(at.doors.settings.database_path):
            assert at.ask("o", "GET /calls/<call_id>").status_code == 503
        at.put_back()
        assert at.ask("o", "GET /calls/<call_id>").status_code == 200


@contextmanager
def stopped(server: PostgreSQL) -> Iterator[None]:
    """Make the server look stopped: nobody stays connected, and nobody can connect."""
    sockets = list(Path(server.host).glob(".s.PGSQL.*"))
    away = [file.with_name(f"away{file.name}") for file in sockets]
    with psycopg.connect(
        f"host={server.host} user=postgres dbname=postgres", autocommit=True
    ) as last:
        for file, elsewhere in zip(sockets, away, strict=True):
            file.rename(elsewhere)
        try:
            last.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
            yield
        finally:
            for file, elsewhere in zip(sockets, away, strict=True):
                elsewhere.rename(file)


@pytest.mark.both_databases
def test_a_page_that_was_drawn_before_postgresql_stopped_is_still_sent(
    request: pytest.FixtureRequest, settings: Settings, clock: Clock
) -> None:
    if settings.embedded:
        return  # SQLite has no server to stop
    server: PostgreSQL = request.getfixturevalue("postgresql_server")
    with running_app(settings, clock) as app, ExitStack() as stack:
        client = World(app, app.extensions["jury"], clock).client("o")

        @app.after_request
        def stop(response: Any) -> Any:
            stack.enter_context(stopped(server))
            return response

        assert client.get("/desk").status_code == 200


@pytest.mark.both_databases
def test_every_page_stays_calm_while_postgresql_is_stopped(
    request: pytest.FixtureRequest, settings: Settings, clock: Clock
) -> None:
    if settings.embedded:
        return  # SQLite has no server to stop
    server: PostgreSQL = request.getfixturevalue("postgresql_server")
    with running_app(settings, clock) as app:
        app.config["WTF_CSRF_ENABLED"] = False
        world = World(app, app.extensions["jury"], clock)
        known, visitor = world.client("o"), world.client("v")
        assert known.get("/desk").status_code == 200
        wrong = []
        with stopped(server):
            for number, route in enumerate(sorted(MAY)):
                for client in (known, visitor):
                    client.delete_cookie("language")
                    answer = client.open(
                        world.path(route),
                        method=route.split(" ", 1)[0],
                        headers={"Accept-Language": LANGUAGES[number % 4]},
                    )
                    if route == "GET /healthz" and client is visitor:
                        fine = (answer.status_code, answer.text) == (503, "no database\n")
                    elif answer.status_code == 503:
                        fine = not faults_in(answer, LANGUAGES[number % 4])
                    else:
                        fine = answer.status_code < 500 and (
                            client is visitor or route.startswith("GET /assets/")
                        )
                    if not fine:
                        wrong.append((route, client is known, answer.status_code))
        assert wrong == []
        assert (known.get("/desk").status_code, visitor.get("/healthz").status_code) == (200, 200)
