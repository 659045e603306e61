"""Acts that one person may do again and again, sent as their page's form would send them."""

from __future__ import annotations

import io
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from weakref import WeakKeyDictionary

import httpx
from PIL import Image

from benchmarks.measure import Ask
from benchmarks.world import World

Fields = dict[str, str]


class Form(HTMLParser):
    """Reads from a page what the browser would send of the form with this address."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action, self.inside, self.area = action, False, ""
        self.fields: Fields = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form that begins, and the fields in it."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("action", "") == self.action
        if not self.inside or not given.get("name"):
            return
        if tag == "textarea":
            self.area = given["name"]
            self.fields[self.area] = ""
        elif tag == "input" and given.get("type") not in ("radio", "checkbox", "submit", "file"):
            self.fields[given["name"]] = given.get("value", "")
        elif tag == "input" and "checked" in given:
            self.fields[given["name"]] = given.get("value", "on")

    def handle_data(self, data: str) -> None:
        """Keep what stands in a text area."""
        if self.area:
            self.fields[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        """Leave a text area or a form."""
        if tag == "textarea":
            self.area = ""
        elif tag == "form":
            self.inside = False


@dataclass
class Again:
    """One act, sent again and again: the form is read once, and its version counted on."""

    page: str
    path: str
    change: Callable[[int], Fields]
    drawn: WeakKeyDictionary[httpx.Client, Fields] = field(default_factory=WeakKeyDictionary)

    def send(self, client: httpx.Client, number: int) -> httpx.Response:
        """Send the form with what this number changes; raise RuntimeError if it is refused."""
        if client not in self.drawn:
            self.drawn[client] = read_form(client, self.page, self.path)
        fields = self.drawn[client]
        sent = {**fields, **self.change(number), "idempotency_key": secrets.token_urlsafe(18)}
        answer = _taken(client.post(self.path, data=sent))
        fields["version"] = str(int(fields["version"]) + 1)
        return answer


@dataclass
class Filing:
    """Adds a picture to a project that is being written, and takes it away again."""

    path: str
    picture: bytes = field(default_factory=lambda: _picture())

    def send(self, client: httpx.Client, number: int) -> httpx.Response:
        """Send the picture, ask for the page, remove it: what is left is as it was."""
        form = read_form(client, self.path, self.path)
        _taken(
            client.post(
                self.path,
                data={**form, "description": f"Une photo du lieu, prise {number} fois."},
                files={"file": ("lieu.jpg", self.picture, "image/jpeg")},
            )
        )
        remove = client.get(self.path).text.split("/remove")[0].rpartition('"')[2] + "/remove"
        return _taken(client.post(remove, data=read_form(client, self.path, remove)))


def read_form(client: httpx.Client, page: str, path: str) -> Fields:
    """Read the fields of one form of a page; raise RuntimeError if there is no such form."""
    form = Form(path)
    form.feed(client.get(page).text)
    if not form.fields:
        raise RuntimeError(f"{page} has no form for {path}")
    return form.fields


def acts(world: World) -> dict[str, tuple[str, Ask, int]]:
    """Name each act: who does it, how, and how often it is measured."""
    large, opening = f"/calls/{world.large}", f"/calls/{world.opening}"
    tie = f"/calls/{world.usual}/projects/{world.project}/tie"
    degrees = ("link", "none")
    tell = Again(tie, tie, lambda n: {"degree": degrees[n % 2], "words": f"Je passe devant, {n}."})
    codes = Again(f"{large}/seats", f"{large}/seats/codes", lambda n: {"seat": "all"})
    filing = Filing(f"{opening}/projects/{world.begun}/write/files")
    return {
        "tell a tie": (world.jurors[-1], tell.send, 80),
        "codes for 30 seats": (world.facilitator, codes.send, 16),
        "add a picture and remove it": (world.beginner, filing.send, 8),
    }


def _taken(answer: httpx.Response) -> httpx.Response:
    if answer.status_code != 303:
        raise RuntimeError(f"{answer.request.url} was not taken: {answer.status_code}")
    return answer


def _picture() -> bytes:
    made = io.BytesIO()
    Image.effect_noise((1200, 800), 60).save(made, "JPEG")
    return made.getvalue()
