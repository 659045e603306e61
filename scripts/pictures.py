"""Takes the pictures of the documentation: serves the demonstration, and looks at it in a browser.

`make pictures` writes `docs/pictures/*.png`. Nothing here is shipped.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from jury.demo.doorbells import Doorbell, bells
from jury.serve import bind

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
CHROMIUM = "/usr/bin/chromium-headless-shell"
COLOURS = 128
PHONE, DESK = ViewportSize(width=360, height=740), ViewportSize(width=1180, height=860)


@dataclass(frozen=True)
class Picture:
    """One picture: its name, who looks, and how they get there from their first page.

    `way` names links by a part of their address, which may be a pattern; `untied` says first that
    nothing ties the juror to the project.
    """

    name: str
    role: str
    way: tuple[str, ...]
    desk: bool = False
    untied: bool = False


PICTURES = (
    Picture("juror-home-phone", "juror", ()),
    Picture("project-phone", "juror", (r"/projects/[^/]+$",), untied=True),
    Picture("record-phone", "", (r"/calls/[^/]+/record$",)),
    Picture("record-desk", "", (r"/calls/[^/]+/record$",), desk=True),
    Picture("board-desk", "facilitator", (r"/board$",), desk=True),
)


@contextmanager
def demonstration() -> Iterator[tuple[str, Path]]:
    """Serve a fresh demonstration on a free port, and end it."""
    with tempfile.TemporaryDirectory(prefix="jury-pictures-") as folder:
        listener = bind(0)
        port = listener.getsockname()[1]
        listener.close()
        served = subprocess.Popen(
            [sys.executable, "-m", "jury.cli", "run", "--demo", "--port", str(port)],
            env={
                **os.environ,
                "JURY_INSTANCE": folder,
                "JURY_BASE_URL": f"http://127.0.0.1:{port}",
            },
            stdout=subprocess.DEVNULL,
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(url)
            yield url, Path(folder)
        finally:
            served.terminate()
            served.wait(20)


def _wait(url: str) -> None:
    for _ in range(300):
        try:
            if httpx.get(f"{url}/healthz").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise SystemExit("the demonstration did not start")


def enter(page: Page, url: str, bell: Doorbell | None) -> None:
    """Come in as one of the demonstration's people, or as a visitor."""
    if bell is None:
        page.goto(url)
        return
    page.goto(f"{url}/demo/{bell.token}")
    page.locator("main form button").first.click()
    page.wait_for_load_state()


def go(page: Page, pattern: str) -> None:
    """Follow the first link whose address fits."""
    for link in page.locator("main a").all():
        address = (link.get_attribute("href") or "").split("#")[0].split("?")[0]
        if re.search(pattern, address):
            page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + address)
            return
    raise SystemExit(f"{page.url} has no link to {pattern}")


def take(browser: Browser, url: str, picture: Picture, bell: Doorbell | None) -> None:
    """Take one picture, with few colours so that the repository stays small."""
    context = browser.new_context(
        viewport=DESK if picture.desk else PHONE, locale="fr-BE", device_scale_factor=2
    )
    page = context.new_page()
    enter(page, url, bell)
    for step in picture.way:
        go(page, step)
    if picture.untied:
        page.locator("main input[type=radio]").first.check()
        page.locator("main form button.primary").first.click()
        page.wait_for_load_state()
    file = FOLDER / f"{picture.name}.png"
    page.screenshot(path=str(file))
    with Image.open(file) as drawn:
        drawn.convert("P", palette=Image.Palette.ADAPTIVE, colors=COLOURS).save(file, optimize=True)
    context.close()


def main() -> None:
    """Take all pictures."""
    FOLDER.mkdir(exist_ok=True)
    flags = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
    with demonstration() as (url, instance), sync_playwright() as player:
        people = {bell.role: bell for bell in bells(instance)}
        browser = player.chromium.launch(executable_path=CHROMIUM, args=flags)
        for picture in PICTURES:
            take(browser, url, picture, people.get(picture.role))
            print(picture.name)
        browser.close()


if __name__ == "__main__":
    main()
