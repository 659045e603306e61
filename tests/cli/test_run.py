"""`jury run`: what dies is started again, nothing outlives the parent, and no secret is logged."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from jury import serve
from jury.access_log import shown
from tests.cli.conftest import Jury


class Served:
    """A running `jury run` and its processes."""

    def __init__(self, jury: Jury, port: int, log: Path) -> None:
        self.port, self.log = port, log
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                jury.command("run", "--port", port, "--workers", 2, "--access-log", "-"),
                env=jury.environment(JURY_BASE_URL=f"http://127.0.0.1:{port}"),
                cwd=jury.instance.parent,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    def get(self, path: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()

    def answers(self) -> bool:
        return self.get("/healthz") == 200

    def all(self) -> list[psutil.Process]:
        parent = psutil.Process(self.process.pid)
        return [parent, *parent.children(recursive=True)]

    def is_whole(self) -> bool:
        """Say whether parent, web server, its two processes and the worker are all there."""
        try:
            return len([p for p in self.all() if p.status() != "zombie"]) == 5 and self.answers()
        except psutil.NoSuchProcess:
            return False


def soon(what: Callable[[], bool]) -> bool:
    for _ in range(400):
        if what():
            return True
        time.sleep(0.05)
    return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(jury: Jury, tmp_path: Path) -> Iterator[Served]:
    served = Served(jury, free_port(), tmp_path / "run.log")
    try:
        assert soon(served.is_whole), served.log.read_text()
        yield served
    finally:
        served.process.kill()
        served.process.wait()


@pytest.fixture
def served(jury: Jury, tmp_path: Path) -> Iterator[Served]:
    with running(jury, tmp_path) as served:
        yield served


def test_whatever_is_killed_is_started_again(served: Served) -> None:
    for place in range(1, 5):
        victim = served.all()[place]
        os.kill(victim.pid, signal.SIGKILL)
        assert soon(lambda pid=victim.pid: not psutil.pid_exists(pid))  # type: ignore[misc]
        assert soon(served.is_whole), served.log.read_text()


def test_nothing_outlives_the_parent_and_the_port_is_free_again(
    served: Served, jury: Jury, tmp_path: Path
) -> None:
    children = served.all()[1:]
    served.process.kill()
    served.process.wait()
    assert soon(lambda: not any(p.is_running() and p.status() != "zombie" for p in children))
    again = Served(jury, served.port, tmp_path / "again.log")
    try:
        assert soon(again.answers)
    finally:
        again.process.kill()
        again.process.wait()


def test_what_is_started_again_finds_its_code_already_there(jury: Jury) -> None:
    script = (
        "import sys; from jury import create_app, serve\n"
        "serve.prepare(); there = set(sys.modules)\n"
        "create_app(); print(sorted(n for n in set(sys.modules) - there if n.startswith('jury')))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], env=jury.environment(), capture_output=True, text=True
    )
    assert (ran.stdout, ran.stderr) == ("[]\n", "")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_well_when_it_is_told_to(served: Served, number: int) -> None:
    children = served.all()[1:]
    served.process.send_signal(number)
    assert served.process.wait(20) == 0
    assert [p for p in children if p.is_running() and p.status() != "zombie"] == []


def test_a_taken_port_is_one_sentence(served: Served, jury: Jury) -> None:
    said = jury("run", "--port", served.port)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"Port {served.port} cannot be used")


def test_a_restore_waits_until_nobody_serves(served: Served, jury: Jury, tmp_path: Path) -> None:
    assert jury("backup", tmp_path / "copy").status == 0
    said = jury("restore", tmp_path / "copy")
    assert (said.status, said.err) == (2, "Jury is running here. Stop it first, then restore.\n")
    assert served.answers()


def test_codes_tokens_and_queries_stay_out_of_the_log(served: Served) -> None:
    for path in ("/j/SECRET-CODE", "/l/SECRET-TOKEN", "/demo/SECRET-BELL", "/healthz?q=SECRET"):
        served.get(path)
    assert soon(lambda: "/healthz" in served.log.read_text())
    text = served.log.read_text()
    assert "SECRET" not in text
    assert "127.0.0.1 " not in text
    assert "GET /j/ 303" in text


def test_stalled_clients_do_not_stop_the_others(served: Served) -> None:
    stalled = []
    try:
        for _ in range(48):
            client = socket.create_connection(("127.0.0.1", served.port))
            client.sendall(b"POST /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n")
            stalled.append(client)
        assert [served.get("/healthz") for _ in range(5)] == [200] * 5
    finally:
        for client in stalled:
            client.close()


STALL_AFTER_ONE_SECOND = (
    "from jury import serve; serve.SILENCE = 1; from jury.cli import main; import sys; "
    "main(['run', '--port', sys.argv[1], '--workers', '1'])"
)


def test_who_stops_in_the_middle_is_told_and_leaves_one_calm_line(
    jury: Jury, tmp_path: Path
) -> None:
    port, log = free_port(), tmp_path / "run.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", STALL_AFTER_ONE_SECOND, str(port)],
            env=jury.environment(JURY_BASE_URL=f"http://127.0.0.1:{port}"),
            cwd=jury.instance.parent, stdout=out, stderr=out,
        )  # fmt: skip
    head = f"POST /sign-in/code HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 99\r\n"
    form = "Content-Type: application/x-www-form-urlencoded\r\n\r\ncode=ab"
    try:
        assert soon(lambda: "is at" in log.read_text() and reachable(port))
        said = []
        for rest in ("", form):
            with socket.create_connection(("127.0.0.1", port), timeout=20) as phone:
                phone.sendall((head + rest).encode())
                said.append(phone.recv(30).split(b"\r\n")[0])
        assert said == [b"", b"HTTP/1.1 408 REQUEST TIMEOUT"]
        assert soon(lambda: log.read_text().count("a request stopped arriving") == 2)
        assert "Traceback" not in log.read_text()
    finally:
        process.terminate()
        process.wait(20)


def reachable(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.parametrize(
    ("env", "warned"),
    [
        ({"JURY_BASE_URL": "https://jury.example.org", "JURY_SMTP_URL": "smtp://mail"}, True),
        (
            {
                "JURY_BASE_URL": "https://jury.example.org",
                "JURY_SMTP_URL": "smtp://mail",
                "JURY_PROXIES": "1",
            },
            False,
        ),
        ({}, False),
    ],
)
def test_limits_that_would_count_all_visitors_as_one_are_told(
    jury: Jury, tmp_path: Path, env: dict[str, str], warned: bool
) -> None:
    said = jury("run", "--port", "0", **{"JURY_INSTANCE": str(tmp_path / "other"), **env})
    lines = said.err.splitlines()
    assert (said.status, len(lines)) == (2, 2 if warned else 1)
    assert lines[0].startswith("JURY_PROXIES is 0, but people come by a proxy") == warned


def test_only_the_paths_that_let_somebody_in_are_cut() -> None:
    paths = [
        "/j/ABCDE-FGHJK",
        "/l/token",
        "/r/ABCDE-FGHJK",
        "/demo/bell",
        "/calls/x/log",
        "/jurors",
        "/",
    ]
    assert [shown(p) for p in paths] == [
        "/j/",
        "/l/",
        "/r/",
        "/demo/",
        "/calls/x/log",
        "/jurors",
        "/",
    ]


def test_an_installation_without_tables_is_not_served(jury: Jury, tmp_path: Path) -> None:
    said = jury("run", "--port", "0", JURY_INSTANCE=str(tmp_path / "other"))
    assert (said.status, said.err) == (2, "There is no database yet. Run: jury db upgrade\n")


def test_a_phone_that_stops_in_the_middle_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "SILENCE", 1)
    with serve.bind(0) as listener, socket.create_connection(listener.getsockname()) as phone:
        phone.sendall(b"POST / HTTP/1.1\r\n")
        answering, _ = listener.accept()
        with answering:
            assert answering.recv(100) == b"POST / HTTP/1.1\r\n"
            with pytest.raises(BlockingIOError):
                answering.recv(100)
