"""A person with a browser who types everything in: what the walk from an empty database needs."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page
from sqlalchemy import select

from jury.services.codes import open_body
from jury.services.doors import Doors
from jury.storage.account import Letter

WORDS = (
    "orchard", "river", "school", "bread", "light", "wheel", "garden", "bridge", "kettle",
    "window", "cellar", "tram",
)  # fmt: skip

Browse = Callable[..., Page]
"""Opens a page in a new person's browser: see tests/fixtures/browsers.py."""


@dataclass
class Walker:
    """One browser after another, each a person's own, on the same installation."""

    url: str
    doors: Doors
    browse: Any
    script: bool
    chance: random.Random
    pages: dict[str, Page] = field(default_factory=dict)

    def words(self, count: int) -> str:
        """Make up some words; other ones in each run."""
        return " ".join(self.chance.choice(WORDS) for _ in range(count)).capitalize()

    def person(self, name: str) -> Page:
        """Give a person's own browser, on a phone of 360 x 740."""
        if name not in self.pages:
            self.pages[name] = self.browse(java_script_enabled=self.script)
        return self.pages[name]

    def go(self, name: str, path: str) -> Page:
        """Open a page as a person."""
        page = self.person(name)
        answer = page.goto(self.url + path)
        assert answer is not None
        assert answer.status < 400, (name, path, answer.status)
        return page

    def fill(self, page: Page, **values: str) -> None:
        """Type into fields by their names; `__` stands for `-`."""
        for key, value in values.items():
            page.fill(f"main [name='{key.replace('__', '-')}']", value)

    def press(self, page: Page, action: str = "") -> None:
        """Press the form's own button; nothing may be refused."""
        form = f"main form[action*='{action}']" if action else "main form"
        filled = page.locator(f"{form} button.primary")
        (filled if filled.count() else page.locator(f"{form} button[type=submit]")).last.click()
        page.wait_for_load_state()
        assert page.locator("[data-error-summary]").count() == 0, page.inner_text("main")

    def letter(self, email: str, pattern: str) -> str:
        """Read the newest letter to an address, and find something in it."""
        with self.doors.engines.reading() as session:
            letters = session.scalars(
                select(Letter)
                .where(Letter.recipient == email, Letter.sealed.is_not(None))
                .order_by(Letter.created_at.desc())
            ).all()
        bodies = [open_body(self.doors.settings, one.id, one.sealed or b"") for one in letters]
        found = [match[0] for body in bodies if (match := re.search(pattern, body))]
        assert found, f"no letter to {email} has {pattern}"
        return found[0]

    def sign_in_by_link(self, name: str, email: str) -> Page:
        """Ask for a link, follow it from the letter, and press its button."""
        page = self.go(name, "/sign-in/email")
        self.fill(page, email=email)
        self.press(page)
        path = urlsplit(self.letter(email, r"https?://\S+/l/\S+")).path
        page = self.go(name, path)
        if page.locator("main [name=name]").count():
            self.fill(page, name=name.title())
        self.press(page)
        return page

    def path(self, page: Page) -> str:
        """Say where a person is."""
        return urlsplit(page.url).path
