"""Serving: one parent that holds the socket, the web server and the worker under it.

What dies is started again; when the parent dies, all the others die with it. It must never know
what the pages say.
"""

from __future__ import annotations

import ctypes
import importlib
import os
import signal
import socket
import struct
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from jury.config import Settings

ADDRESS = "127.0.0.1"
BACKLOG = 1024
GRACE = 10
SILENCE = 30
"""Seconds after which a phone that stopped in the middle of a request is given up."""
STALLED = 4
"""Threads for each database connection: a stalled phone holds a thread, but no connection."""
SLOWEST_RESTART = 5.0
MOST_FAILURES = 5
STEADY = 10.0
GLANCE = 0.5
PR_SET_PDEATHSIG = 1
NEEDED = (
    "gunicorn.app.base", "gunicorn.arbiter", "gunicorn.workers.gthread", "jury.demo.page",
    "jury.services.worker",
)  # fmt: skip
STOPPING = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
HEARD = STOPPING | {signal.SIGCHLD}


def bind(port: int) -> socket.socket:
    """Listen on this machine's own address. Raises OSError where the port is taken."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        for wait in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):  # its connections inherit them
            listener.setsockopt(socket.SOL_SOCKET, wait, struct.pack("ll", SILENCE, 0))
        listener.bind((ADDRESS, port))
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


@dataclass
class Child:
    """A process that is started again when it dies; quick deaths wait longer and longer."""

    name: str
    main: Callable[[], None]
    pid: int = 0
    started: float = 0.0
    due: float = 0.0
    pause: float = 0.0
    failures: int = 0

    def start(self) -> None:
        """Fork the process; it dies with its parent."""
        parent = os.getpid()
        self.started, self.pid = time.monotonic(), os.fork()
        if self.pid == 0:
            _run_child(self.main, parent)

    def ended(self, status: int) -> None:
        """Plan the next start: at once if it had run for a while, else a little later.

        Ending by itself is a failure; being killed is none.
        """
        now = time.monotonic()
        steady = now - self.started > STEADY
        self.pause = 0.0 if steady else min(SLOWEST_RESTART, max(0.05, self.pause * 2))
        self.failures = 0 if steady or os.WIFSIGNALED(status) else self.failures + 1
        self.pid, self.due = 0, now + self.pause


def _run_child(main: Callable[[], None], parent: int) -> NoReturn:
    status = 1
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, HEARD)
        die_with(parent)
        main()
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException as error:
        print(f"jury: {type(error).__name__}: {error}", file=sys.stderr, flush=True)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def die_with(parent: int) -> None:
    """Ask the kernel to end this process when its parent dies, however that happens."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def supervise(children: list[Child]) -> str | None:
    """Keep the children running until told to stop; then let them finish, and end.

    Gives the name of a child that fails each time it is started: then it is given up.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, HEARD)
    for child in children:
        child.start()
    while True:
        heard = signal.sigtimedwait(HEARD, _until_due(children))
        _reap(children)
        hopeless = next((c.name for c in children if c.failures >= MOST_FAILURES), None)
        if hopeless or (heard is not None and heard.si_signo in STOPPING):
            break
        for child in children:
            if child.pid == 0 and time.monotonic() >= child.due:
                child.start()
    _stop(children)
    return hopeless


def _until_due(children: list[Child]) -> float:
    """Give the seconds until the next start, at most `GLANCE`."""
    waits = [child.due - time.monotonic() for child in children if child.pid == 0]
    return max(0.0, min([GLANCE, *waits]))


def _reap(children: list[Child]) -> None:
    for child in children:
        if child.pid:
            pid, status = os.waitpid(child.pid, os.WNOHANG)
            if pid:
                child.ended(status)


def _stop(children: list[Child]) -> None:
    end = time.monotonic() + GRACE + 2
    _signal(children, signal.SIGTERM)
    while any(child.pid for child in children):
        if time.monotonic() > end:
            _signal(children, signal.SIGKILL)
            end += GRACE
        signal.sigtimedwait({signal.SIGCHLD}, 0.1)
        _reap(children)


def _signal(children: list[Child], number: int) -> None:
    for child in children:
        if child.pid:
            os.kill(child.pid, number)


def serve(
    settings: Settings, listener: socket.socket, *, access_log: str | None = None
) -> str | None:
    """Serve until told to stop: the web on this socket, and the worker.

    Gives the name of what does not start at all, if anything.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, HEARD)  # first: what is imported may begin threads
    prepare()
    return supervise(
        [
            Child("web", lambda: web(settings, listener, access_log)),
            Child("worker", lambda: work(settings)),
        ]
    )


def prepare() -> None:
    """Import in the parent what its children need: what dies is then back in a moment."""
    from sqlalchemy.orm import configure_mappers

    from jury.web.app import pages

    for name in NEEDED:
        importlib.import_module(name)
    pages()
    configure_mappers()


def work(settings: Settings) -> None:
    """Run the worker until told to stop."""
    from jury.services import worker
    from jury.services.doors import Doors

    stop = Event()
    for number in STOPPING:
        signal.signal(number, lambda *_: stop.set())
    doors = Doors.open(settings)
    try:
        worker.run(doors, stop)
    finally:
        doors.engines.dispose()


def web(settings: Settings, listener: socket.socket, access_log: str | None) -> None:
    """Run the web server on an open socket: processes of many threads, made by forking."""
    import gunicorn.http.wsgi
    from gunicorn.app.base import BaseApplication

    from jury import create_app

    gunicorn.http.wsgi.SERVER = "Jury"
    os.set_inheritable(listener.fileno(), True)

    class Web(BaseApplication):  # type: ignore[misc]
        """The application under gunicorn, made once and shared by its processes."""

        def load_config(self) -> None:
            """Take the settings; nothing comes from a file or the environment."""
            for name, value in options(settings, listener.fileno(), access_log).items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            """Make the application."""
            return create_app(settings)

    Web().run()


def options(settings: Settings, fd: int, access_log: str | None) -> dict[str, Any]:
    """Give gunicorn's settings."""
    return {
        "bind": f"fd://{fd}",
        "workers": settings.web_workers,
        "worker_class": "gthread",
        "threads": settings.web_threads * STALLED,
        "preload_app": True,
        "timeout": 60,
        "graceful_timeout": GRACE,
        "keepalive": 15,
        "worker_tmp_dir": "/dev/shm" if os.path.isdir("/dev/shm") else None,  # noqa: S108
        "loglevel": "warning",
        "accesslog": access_log,
        "access_log_format": "%(t)s %(m)s %(U)s %(s)s %(B)s %(M)sms",
        "logger_class": "jury.access_log.AccessLog",
        "control_socket_disable": True,
        "post_fork": _after_fork,
        "forwarded_allow_ips": "",
    }


def _after_fork(arbiter: Any, worker: Any) -> None:
    """Make the server's process die with its parent, and open connections of its own."""
    die_with(arbiter.pid)
    arbiter.app.wsgi().extensions["jury"].engines.forget()
