"""Who writes during a storm: each client asks again, with the same key, until it is answered."""

from __future__ import annotations

import http.client
import random
import re
import secrets
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from threading import Event
from urllib.parse import urlencode

from benchmarks.storm.town import Town

Levels = dict[str, int | None]
Words = dict[str, str]
PATIENCE = 20.0
PAUSE = 0.05
LULL = 0.3
"""Seconds between two tries of a juror who was told that the round is closed."""
BUSY = frozenset({502, 503})
FAULTS = 20
"""So many faults of one person are told; more would say nothing new."""


@dataclass(frozen=True)
class Reply:
    """What an answer said: its status, where it leads, its page."""

    status: int
    location: str
    page: str


class Browser:
    """One person's connection: their cookie, and the will to be answered."""

    def __init__(self, port: int, cookie: str) -> None:
        self.port, self.cookie = port, cookie
        self.seen: Counter[str] = Counter()
        self._line: http.client.HTTPConnection | None = None

    def get(self, path: str) -> Reply:
        """Ask for a page until it comes."""
        return self._until_answered("GET", path, None, {})

    def post(self, path: str, fields: Mapping[str, str], *, touch: bool = False) -> Reply:
        """Send a form until there is an answer; every try sends the very same bytes."""
        head = {**self._head(), **({"HX-Request": "true"} if touch else {})}
        return self._until_answered("POST", path, urlencode(fields), head)

    def post_twice(self, path: str, fields: Mapping[str, str]) -> tuple[Reply, Reply]:
        """Send the same form on two lines at once, as an impatient thumb does.

        The answer on the other line is not waited for; it is asked for again afterwards.
        """
        with closing(self._new_line()) as other:
            with suppress(OSError, http.client.HTTPException):
                other.request(
                    "POST", path, urlencode(fields), {**self._head(), "Cookie": self.cookie}
                )
            first = self.post(path, fields)
        return first, self.post(path, fields)

    def _head(self) -> dict[str, str]:
        return {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://127.0.0.1:{self.port}",
        }

    def _new_line(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def _until_answered(
        self, method: str, path: str, body: str | None, head: dict[str, str]
    ) -> Reply:
        end = time.monotonic() + 2 * PATIENCE
        while time.monotonic() < end:
            try:
                reply = self._once(method, path, body, head)
            except (OSError, http.client.HTTPException):
                self.seen["unanswered"] += 1
                self.hang_up()
            else:
                if reply.status not in BUSY:
                    return reply
                self.seen["busy"] += 1
            time.sleep(PAUSE)
        raise RuntimeError(f"{method} {path} was never answered")

    def _once(self, method: str, path: str, body: str | None, head: dict[str, str]) -> Reply:
        if self._line is None:
            self._line = self._new_line()
        self._line.request(method, path, body, {**head, "Cookie": self.cookie})
        answer = self._line.getresponse()
        page = answer.read().decode()
        kept = answer.headers.get("Set-Cookie")
        if kept:
            self.cookie = kept.partition(";")[0]
        if answer.will_close:
            self.hang_up()
        return Reply(answer.status, answer.headers.get("Location", ""), page)

    def hang_up(self) -> None:
        """Give up the line that is open, if there is one."""
        if self._line is not None:
            self._line.close()
        self._line = None


def hidden(page: str, name: str) -> str:
    """Read the last hidden field of this name: the first one is the language chooser's."""
    found = [
        value[1]
        for tag in re.findall(r"<input[^>]*>", page)
        if f'name="{name}"' in tag and (value := re.search(r'value="([^"]*)"', tag))
    ]
    if not found:
        raise RuntimeError(f"a page without {name}: {page[:300]}")
    return found[-1]


@dataclass(frozen=True)
class Sent:
    """One sheet that was acknowledged: which version, under which key, with what in it."""

    proposal: str
    version: int
    key: str
    levels: Levels
    words: Words
    fields: Mapping[str, str]


@dataclass
class Begun:
    """A draft as this juror's phone knows it; `maybe` is what the server would not confirm."""

    version: int = 0
    levels: Levels = field(default_factory=dict)
    maybe: Levels | None = None


class Juror:
    """One juror with a phone: changes drafts, sends sheets, and remembers what was acknowledged."""

    def __init__(self, town: Town, account_id: str, port: int) -> None:
        self.town, self.account_id = town, account_id
        self.browser = Browser(port, town.cookies[account_id])
        self.chance = random.Random(account_id)
        self.sent: list[Sent] = []
        self.drafts: dict[str, Begun] = {}
        self.kept = self.repeated = self.refused = 0
        self.faults: list[str] = []
        self._versions: Counter[str] = Counter()
        self._token = ""

    def begin(self) -> None:
        """Open the first page and send its sheet, as everybody does before the storm."""
        first = self.town.projects[0]
        self._token = hidden(self.browser.get(self._path(first, "/check")).page, "csrf_token")
        self._hand_in(first, Event(), twice=False)

    def write(self, closing: Event, over: Event) -> None:
        """Write one thing after another until the storm is over, each until it is answered."""
        try:
            while not over.is_set() and len(self.faults) < FAULTS:
                proposal = self.chance.choice(self.town.projects)
                act = self.chance.random()
                if act < 0.03 and self.sent:
                    told = self._again(self.chance.choice(self.sent))
                elif act < 0.35:
                    told = self._touch(proposal, closing)
                else:
                    told = self._hand_in(proposal, closing, twice=act > 0.97)
                if told == 409:
                    self.refused += 1
                    time.sleep(LULL)
        except RuntimeError as fault:
            self.faults.append(str(fault))
        finally:
            self.browser.hang_up()

    def _path(self, proposal: str, step: str = "") -> str:
        return f"/calls/{self.town.call_id}/projects/{proposal}/score{step}"

    def _hand_in(self, proposal: str, closing: Event, *, twice: bool) -> int:
        """Send a whole sheet in place of the last one."""
        levels = {name: self._level(top) for name, top in self.town.tops.items()}
        words = {"convinced": secrets.token_hex(8), "worried": ""}
        version, key = self._versions[proposal], secrets.token_urlsafe(18)
        fields = {
            **{f"level-{name}": _said(level) for name, level in levels.items()}, **words,
            "csrf_token": self._token, "idempotency_key": key, "version": str(version),
        }  # fmt: skip
        path = self._path(proposal, "/check")
        if twice:
            reply, other = self.browser.post_twice(path, fields)
            self.repeated += 1
            if other.status != reply.status:
                self.faults.append(f"one sheet, two answers: {reply.status}, {other.status}")
        else:
            reply = self.browser.post(path, fields)
        if reply.status == 303 and reply.location == self._path(proposal, "/received"):
            self._versions[proposal] += 1
            self.sent.append(Sent(proposal, version + 1, key, levels, words, fields))
        else:
            self._expect_closed(reply, closing)
        return reply.status

    def _again(self, old: Sent) -> int:
        """Send a sheet of some time ago once more: late, out of order, and never counted twice."""
        reply = self.browser.post(self._path(old.proposal, "/check"), old.fields)
        self.repeated += 1
        if reply.status != 303:
            self.faults.append(f"a late copy of an acknowledged sheet got {reply.status}")
        return reply.status

    def _touch(self, proposal: str, closing: Event) -> int:
        """Keep another level in the draft of one sheet, as the page's script does."""
        draft = self.drafts.setdefault(proposal, Begun(levels=self._last(proposal)))
        step = self.chance.randrange(len(self.town.tops))
        name, top = list(self.town.tops.items())[step]
        level = self._level(top)
        while name in draft.levels and level == draft.levels[name]:
            level = self._level(top)
        reply = self.browser.post(
            self._path(proposal),
            {"level": _said(level), "criterion": str(step + 1), "csrf_token": self._token,
             "version": str(draft.version)},
            touch=True,
        )  # fmt: skip
        after = {**draft.levels, name: level}
        if reply.status != 200:
            draft.maybe = after
            self._expect_closed(reply, closing)
            return reply.status
        version = int(hidden(reply.page, "version"))
        if version != draft.version + 1:
            self.faults.append(f"a draft went from version {draft.version} to {version}")
        self.drafts[proposal] = Begun(version, after)
        self.kept += 1
        return reply.status

    def _last(self, proposal: str) -> Levels:
        """Give what a new draft begins from: the sheet last sent."""
        return next((dict(s.levels) for s in reversed(self.sent) if s.proposal == proposal), {})

    def _level(self, top: int) -> int | None:
        level = self.chance.randrange(-1, top + 1)
        return None if level < 0 else level

    def _expect_closed(self, reply: Reply, closing: Event) -> None:
        if reply.status != 409 or not closing.is_set():
            self.faults.append(f"answered {reply.status} {reply.location} {_text(reply.page)}")


def close(town: Town, port: int) -> Reply:
    """Close the round as the facilitator, early and with a reason."""
    browser = Browser(port, town.cookies[town.facilitator])
    path = f"/calls/{town.call_id}/board/close"
    try:
        page = browser.get(path).page
        fields = {name: hidden(page, name) for name in ("csrf_token", "idempotency_key", "version")}
        return browser.post(path, {**fields, "reason": "Everybody has handed in."})
    finally:
        browser.hang_up()


def _said(level: int | None) -> str:
    return "none" if level is None else str(level)


def _text(page: str) -> str:
    main = page.partition("<main")[2] or page
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())[:300]
