"""The ground under every test: its installation, its clock, its clients, and no way out.

Databases and browsers are real and stand in tests/fixtures; nothing of Jury is replaced.
"""

from __future__ import annotations

import ipaddress
import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

from jury.config import Settings
from tests.fixtures.clock import Clock

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from jury.services.doors import Doors

pytest_plugins = ["tests.fixtures.databases", "tests.fixtures.browsers"]

hypothesis.settings.register_profile("explore", deadline=None, print_blob=True)
hypothesis.settings.register_profile(
    "jury", hypothesis.settings.get_profile("explore"), derandomize=True
)
hypothesis.settings.load_profile("jury")
"""One code has one verdict; `pytest --hypothesis-profile=explore` looks for new examples."""

MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder of its own in it for each run
ROOMY = 2 * 2**30


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Keep what tests write in memory where there is room: each commit waits for its disk."""
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOMY:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.fixture(autouse=True, scope="session")
def no_way_out() -> Iterator[None]:
    """Refuse every connection that would leave this machine: no code of Jury needs one."""
    connect = socket.socket.connect
    connect_ex = socket.socket.connect_ex
    getaddrinfo = socket.getaddrinfo

    def guard(family: int, address: Any) -> None:
        if family != socket.AF_UNIX and not _is_here(address[0]):
            raise PermissionError(f"a test wanted to reach {address[0]!r}")

    def guarded(self: socket.socket, address: Any) -> None:
        guard(self.family, address)
        connect(self, address)

    def guarded_ex(self: socket.socket, address: Any) -> int:
        guard(self.family, address)
        return connect_ex(self, address)

    def guarded_name(host: Any, *rest: Any, **named: Any) -> Any:
        if host is not None and not _is_here(host):
            raise PermissionError(f"a test wanted to look up {host!r}")
        return getaddrinfo(host, *rest, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        patch.setattr(socket.socket, "connect_ex", guarded_ex)
        patch.setattr(socket, "getaddrinfo", guarded_name)
        yield


def _is_here(host: str | bytes) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in ("localhost", ""):
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of the machine that runs the tests out of them."""
    for name in [name for name in os.environ if name.startswith("JURY_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def clock() -> Clock:
    """Give a clock that stands still at 2 March 2026, 9:00 UTC, until it is moved."""
    return Clock()


@pytest.fixture
def doors(settings: Settings, clock: Clock) -> Iterator[Doors]:
    """Open the test's installation as the verbs see it."""
    from jury.services.doors import Doors

    doors = Doors.open(settings, clock)
    yield doors
    doors.engines.dispose()


@pytest.fixture
def app(settings: Settings, clock: Clock) -> Iterator[Flask]:
    """Make the application on the test's database and clock."""
    with running_app(settings, clock) as app:
        yield app


@contextmanager
def running_app(settings: Settings, clock: Clock) -> Iterator[Flask]:
    """Make an application, and close its connections at the end."""
    from jury import create_app

    app = create_app(settings, clock)
    app.config["TESTING"] = False
    try:
        yield app
    finally:
        app.extensions["jury"].engines.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Give a client without any cookie: a visitor."""
    return app.test_client()


@dataclass(frozen=True)
class LiveServer:
    """The application under an address on this machine, on the test's database and clock."""

    url: str
    app: Flask
    settings: Settings
    clock: Clock


@contextmanager
def serving(settings: Settings, clock: Clock) -> Iterator[LiveServer]:
    """Serve the application by threads on a free port of the loopback."""
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Quiet(WSGIRequestHandler):
        def log(self, type: str, message: str, *args: object) -> None:
            """Say nothing: the tests look at the answers."""

    waiting = _Waiting()
    server = make_server("127.0.0.1", 0, waiting, threaded=True, request_handler=Quiet)
    url = f"http://127.0.0.1:{server.server_port}"
    settings = replace(settings, base_url=url)
    with running_app(settings, clock) as app:
        waiting.app = app.wsgi_app
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield LiveServer(url, app, settings, clock)
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


class _Waiting:
    """Stand for the application until the port is known: its settings hold the address."""

    app: Callable[..., Any]

    def __call__(self, environ: Any, start: Any) -> Any:
        return self.app(environ, start)


@pytest.fixture
def live_server(settings: Settings, clock: Clock) -> Iterator[LiveServer]:
    """Serve the test's installation to a browser."""
    with serving(settings, clock) as server:
        yield server
