"""The seal, at the command line and in the logs of a server that runs."""

from __future__ import annotations

import http.client
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import text

from jury.services.doors import Doors
from tests.cli.conftest import Jury
from tests.cli.test_run import Served, running
from tests.fixtures.clock import Clock
from tests.fixtures.decided import MARKER, Case, open_case
from tests.fixtures.forms import fields_of, sign_in
from tests.fixtures.past_the_doors import past_the_doors

WORDS = "nobody-else-reads-that-either"


@pytest.fixture
def clock() -> Clock:
    """Begin ten days ago, so that the round is open by the clock of the machine."""
    return Clock(datetime.now(UTC) - timedelta(days=10))


@pytest.fixture
def case(doors: Doors, clock: Clock) -> Case:
    case = open_case(doors, clock)
    case.score()
    return case


class Phone:
    """A juror's browser that talks to a running server."""

    def __init__(self, app: Flask, doors: Doors, served: Served, account_id: str) -> None:
        self.served = served
        client = sign_in(app.test_client(), doors, account_id)
        cookie = client.get_cookie("jury")
        self.cookie = cookie.value if cookie is not None else ""

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """Ask for a page, or send a form; give the status and the page."""
        own = f"http://127.0.0.1:{self.served.port}"
        connection = http.client.HTTPConnection("127.0.0.1", self.served.port, timeout=20)
        headers = {"Cookie": f"jury={self.cookie}", "Origin": own}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, urlencode(fields or {}), headers)
        answer = connection.getresponse()
        for line in answer.headers.get_all("Set-Cookie") or []:
            if found := SimpleCookie(line).get("jury"):
                self.cookie = found.value
        page = answer.read().decode()
        connection.close()
        return answer.status, page

    def form(self, path: str) -> dict[str, str]:
        """Read the form that a page sends to its own address."""
        page = BeautifulSoup(self.ask("GET", path)[1], "html.parser")
        return fields_of(page.find("form", action=path.partition("?")[0]))


def test_a_server_logs_nothing_of_a_sheet_whatever_becomes_of_it(
    jury: Jury, app: Flask, doors: Doors, case: Case, tmp_path: Path
) -> None:
    score = f"/calls/{case.call_id}/projects/{case.orchard}/score"
    check = f"{score}/check"
    with running(jury, tmp_path) as served:
        phone = Phone(app, doors, served, case.seats[0].account_id)
        words = {**phone.form(f"{score}?criterion=3"), "worried": WORDS}
        sent = {**phone.form(check), "worried": WORDS}
        asked = [
            ("POST", score, words, 303),
            ("POST", score, {**words, "convinced": f"{WORDS} again"}, 409),
            ("POST", check, {**sent, "csrf_token": "no"}, 400),
            ("POST", check, {**sent, "convinced": WORDS * 900}, 422),
            ("POST", check, {**sent, "convinced": WORDS * 90_000}, 413),
            ("POST", check, {**sent, "role": WORDS}, 422),
            ("POST", check, sent, 303),
            ("POST", check, {**sent, "convinced": WORDS}, 409),
            ("GET", f"{score}?words={WORDS}", None, 200),
        ]
        assert [phone.ask(*step[:3])[0] for step in asked] == [step[3] for step in asked]
        with past_the_doors(doors) as session:
            session.execute(text("CREATE TRIGGER broken BEFORE UPDATE ON sheet "
                                 "BEGIN SELECT json('not ' || NEW.words); END"))  # fmt: skip
        assert phone.ask("POST", check, {**phone.form(check), "convinced": WORDS})[0] == 500
    log = served.log.read_text()
    assert f"POST {check} 303" in log
    assert "fault" in log
    assert [secret for secret in (WORDS, MARKER, *case.criteria) if secret in log] == []


def test_no_command_gives_anything_of_a_sealed_sheet(
    jury: Jury, case: Case, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    for command in (
        ("export", case.call_id, "--format", "json", "-o", tmp_path / "out"),
        ("export", case.call_id, "--format", "log", "-o", tmp_path / "out"),
        ("verify", "instance", "--json"),
        ("backup", copy, "--json"),
    ):
        said = jury(*command)
        assert (command, said.status) == (command, 1 if command[0] == "export" else 0)
        assert [w for w in (MARKER, *case.criteria) if w in said.out + said.err] == []
    assert not (tmp_path / "out").exists()
    assert [w for w in (MARKER, *case.criteria) if w.encode() in copy.read_bytes()] == []
