"""The pages and acts that are measured, each as its person does it."""

from __future__ import annotations

import itertools
import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import httpx
from flask import Flask

from benchmarks.world import World
from jury.services import signin

Make = Callable[[], httpx.Client]
CONTEXT = {"Origin": "", "Accept-Encoding": "gzip", "Accept-Language": "fr"}


@dataclass
class People:
    """Signs people in, as often as asked, each time in a session of its own."""

    world: World
    app: Flask
    url: str
    _turn: Iterator[int] = field(default_factory=itertools.count)

    def client(self, account_id: str) -> httpx.Client:
        """Give a client that is signed in as somebody."""
        opened = signin.reopen(self.world.doors, account_id, signin.Visitor("127.0.0.1", "bench"))
        serializer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        cookie = serializer.dumps({"_user_id": opened.token, "_fresh": True})
        client = httpx.Client(
            base_url=self.url, timeout=30, headers={**CONTEXT, "Origin": self.url}
        )
        client.cookies.set(self.app.config["SESSION_COOKIE_NAME"], cookie, domain="127.0.0.1")
        return client

    def juror(self) -> httpx.Client:
        """Give a client of a juror whom no other client has."""
        return self.client(self.world.jurors[next(self._turn) % len(self.world.jurors)])


@dataclass
class Sheets:
    """Keeps and sends each juror's sheet again and again, as its pages would."""

    world: World
    drawn: WeakKeyDictionary[httpx.Client, dict[str, tuple[str, int]]] = field(
        default_factory=WeakKeyDictionary
    )

    def submit(self, client: httpx.Client, number: int) -> httpx.Response:
        """Hand in a sheet, then each time its next version."""
        levels = {f"level-{name}": str(number % 5) for name in self.world.criteria}
        return self._post(client, "/check", {**levels, "convinced": "", "worried": ""})

    def keep(self, client: httpx.Client, number: int) -> httpx.Response:
        """Keep a begun answer: another level each time."""
        fields = {"level": str(number % 5), "criterion": "1"}
        return self._post(client, "", fields)

    def _post(self, client: httpx.Client, step: str, fields: dict[str, str]) -> httpx.Response:
        path = self.path(step)
        token, version = self._form(client, step)
        answer = client.post(
            path,
            data={**fields, "csrf_token": token, "version": str(version),
                  "idempotency_key": secrets.token_urlsafe(18)},
        )  # fmt: skip
        self.drawn[client][step] = (token, version + 1)
        return answer

    def path(self, step: str = "") -> str:
        """Give the address of the score form, or of its last step, of one project."""
        return f"/calls/{self.world.usual}/projects/{self.world.project}/score{step}"

    def _form(self, client: httpx.Client, step: str) -> tuple[str, int]:
        forms = self.drawn.setdefault(client, {})
        if step not in forms:
            text = client.get(self.path(step)).text
            forms[step] = (_field(text, "csrf_token"), int(_field(text, "version")))
        return forms[step]


def _field(page_text: str, name: str) -> str:
    """Read the last form's hidden field: the first is the language chooser's."""
    tags = re.findall(r"<input[^>]*>", page_text)
    values = [m[1] for tag in tags if f'name="{name}"' in tag
              and (m := re.search(r'value="([^"]*)"', tag))]  # fmt: skip
    return values[-1]
