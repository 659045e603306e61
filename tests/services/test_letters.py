"""Letters: sent over real SMTP to a server that fails at times, each once."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from email import message_from_bytes, policy
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from sqlalchemy import select

from jury.config import SettingsError
from jury.services.doors import Doors
from jury.services.letters import Smtp, deliver_due, post
from jury.services.upkeep import upkeep
from jury.storage.account import Letter
from tests.fixtures.clock import Clock


class Post:
    """A mail server's box; addresses that begin with "later" or "never" are refused so."""

    def __init__(self) -> None:
        self.box: list[Any] = []
        self.tried: list[str] = []
        self.refuse_later = True

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        self.tried.append(address)
        if address.startswith("never"):
            return "550 no such person"
        if address.startswith("later") and self.refuse_later:
            return "451 greylisted, come again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.box.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    @property
    def recipients(self) -> list[str]:
        return sorted(str(message["To"]) for message in self.box)


@pytest.fixture
def mail() -> Post:
    return Post()


@pytest.fixture
def server(mail: Post) -> Iterator[Controller]:
    def knows(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        return AuthResult(success=data.password == b"p@ss/word", handled=False)

    controller = Controller(
        mail,
        hostname="127.0.0.1",
        port=free_port(),
        authenticator=knows,
        auth_require_tls=False,
        enable_SMTPUTF8=True,
    )
    controller.start()
    yield controller
    controller.stop()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@pytest.fixture
def office(doors: Doors, server: Controller) -> Doors:
    """The installation with its mail server."""
    url = f"smtp://127.0.0.1:{server.port}"
    return replace(doors, settings=replace(doors.settings, smtp_url=url))


def write_to(doors: Doors, *recipients: str, body: str = "Bonjour à toutes et à tous\n") -> None:
    with upkeep(doors) as session:
        for recipient in recipients:
            post(
                session,
                doors.settings,
                doors.clock(),
                recipient=recipient,
                language="fr",
                subject="Votre clé",
                body=body,
            )


def states(doors: Doors) -> dict[str, tuple[str, int, bool]]:
    """Give each letter's state, its tries, and whether its body is still there."""
    with doors.engines.reading() as session:
        return {
            row.recipient: (row.state, row.tries, row.sealed is not None)
            for row in session.scalars(select(Letter))
        }


def test_a_letter_arrives_and_its_body_leaves_the_database(office: Doors, mail: Post) -> None:
    write_to(office, "ana@example.org")
    assert deliver_due(office) == 1
    [message] = mail.box
    assert (message["Subject"], message["From"], message["To"]) == (
        "Votre clé",
        "jury@localhost",
        "ana@example.org",
    )
    assert message.get_content().splitlines() == ["Bonjour à toutes et à tous"]
    assert states(office) == {"ana@example.org": ("sent", 1, False)}
    assert deliver_due(office) == 0
    assert len(mail.box) == 1


def test_without_a_mail_server_letters_wait(doors: Doors) -> None:
    write_to(doors, "ana@example.org")
    assert deliver_due(doors) == 0
    assert states(doors) == {"ana@example.org": ("waiting", 0, True)}


def test_a_letter_that_cannot_leave_holds_up_no_other(office: Doors, mail: Post) -> None:
    write_to(office, "later@example.org", "ana@example.org", "never@example.org")
    write_to(office, "bob@example.org\r\nBcc: eve@example.org", "zoe@example.org")
    assert deliver_due(office) == 2
    assert mail.recipients == ["ana@example.org", "zoe@example.org"]
    assert states(office) == {
        "later@example.org": ("waiting", 1, True),
        "ana@example.org": ("sent", 1, False),
        "never@example.org": ("failed", 1, False),
        "bob@example.org\r\nBcc: eve@example.org": ("failed", 1, False),
        "zoe@example.org": ("sent", 1, False),
    }


def test_a_refused_letter_is_tried_again_after_growing_pauses(
    office: Doors, mail: Post, clock: Clock
) -> None:
    write_to(office, "later@example.org")
    deliver_due(office)
    for seconds, tries in [(29, 1), (1, 2), (59, 2), (1, 3), (119, 3), (1, 4)]:
        clock.advance(seconds=seconds)
        deliver_due(office)
        assert len(mail.tried) == tries
    mail.refuse_later = False
    clock.advance(hours=2)
    assert deliver_due(office) == 1
    assert states(office) == {"later@example.org": ("sent", 5, False)}


def test_after_twenty_tries_a_letter_is_given_up_and_emptied(office: Doors, clock: Clock) -> None:
    write_to(office, "later@example.org")
    for _ in range(25):
        deliver_due(office)
        clock.advance(hours=2)
    assert states(office) == {"later@example.org": ("failed", 20, False)}


def test_while_the_server_is_away_one_try_is_enough_to_know(
    office: Doors, mail: Post, clock: Clock
) -> None:
    nobody = f"smtp://127.0.0.1:{free_port()}"
    away = replace(office, settings=replace(office.settings, smtp_url=nobody))
    write_to(office, "ana@example.org", "bob@example.org")
    assert deliver_due(away) == 0
    assert sorted(tries for _, tries, _ in states(office).values()) == [0, 1]
    clock.advance(minutes=1)
    assert (deliver_due(office), len(mail.box)) == (2, 2)


def test_four_workers_send_each_letter_once(office: Doors, mail: Post) -> None:
    names = [f"juror{number:02}@example.org" for number in range(20)]
    write_to(office, *names)
    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(lambda _: deliver_due(office), range(4)))
    assert (sum(sent), mail.recipients) == (20, names)


def test_a_letter_of_a_worker_that_died_is_sent_after_its_claim_ran_out(
    office: Doors, mail: Post, clock: Clock
) -> None:
    class Died(BaseException):
        """The process ended in the middle."""

    def die(message: object) -> None:
        raise Died

    write_to(office, "ana@example.org")
    with pytest.raises(Died):
        deliver_due(office, die)
    clock.advance(minutes=9)
    assert deliver_due(office) == 0
    clock.advance(minutes=1)
    assert (deliver_due(office), mail.recipients) == (1, ["ana@example.org"])


def test_a_mail_server_may_want_a_name_and_a_password(
    office: Doors, server: Controller, mail: Post, clock: Clock
) -> None:
    for word, sent in [("wrong", 0), ("p%40ss%2Fword", 1)]:
        url = f"smtp://jury:{word}@127.0.0.1:{server.port}"
        office = replace(office, settings=replace(office.settings, smtp_url=url))
        if not sent:
            write_to(office, "ana@example.org")
        assert deliver_due(office) == sent
        clock.advance(minutes=1)
    with office.engines.reading() as session:
        assert "p@ss" not in session.scalars(select(Letter.last_error)).one()


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("smtp://mail.example.org", Smtp("smtp", "mail.example.org", 25)),
        ("smtps://a%40b:c%3Ad@h.example", Smtp("smtps", "h.example", 465, "a@b", "c:d")),
        ("smtp+starttls://u:p@h.example:2525", Smtp("smtp+starttls", "h.example", 2525, "u", "p")),
    ],
)
def test_the_address_of_a_mail_server_is_read(url: str, read: Smtp) -> None:
    assert Smtp.at(url) == read
    assert "c:d" not in repr(Smtp.at(url))


@pytest.mark.parametrize("url", ["mail.example.org", "http://mail", "smtp://", "smtp://h:99999999"])
def test_what_is_no_mail_server_is_said(url: str) -> None:
    with pytest.raises(SettingsError, match="JURY_SMTP_URL"):
        Smtp.at(url)
