"""Those who look at one page after another, each for faults of one kind.

Each is given every page of a call's life, so that the life need be lived only once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from playwright.sync_api import Page

from tests.browser.scenes import Scene
from tests.browser.seeing import controls_of, out_of_order, small, tabbed
from tests.browser.walker import Browse
from tests.fixtures.browsers import axe_colour_faults, axe_faults, html_faults

WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
STYLED = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets.push(sheet);
}"""
SPACING = (
    "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
    "p{margin-bottom:2em!important}"
)
LARGE = "html{font-size:225%!important}"
MANGLE = """form => {
    for (const field of form.querySelectorAll("input:not([type=hidden]), textarea")) {
        if (["radio", "checkbox"].includes(field.type)) field.checked = false;
        else if (field.type === "text" || field.type === "email" || field.matches("textarea"))
            field.value = "x".repeat(30000);
        else field.value = "";
    }
}"""
ELSEWHERE = "document.activeElement.pathname !== location.pathname"
LINKS = """summary => [...summary.querySelectorAll("a")].map(a => {
    if (a.pathname !== location.pathname) return "";  // a step of its own
    const field = document.getElementById(decodeURIComponent(a.hash.slice(1)));
    return field && field.matches("input, select, textarea") ? "" : a.outerHTML;
}).filter(Boolean)"""


class Judge(Protocol):
    """Looks at pages, and says at the end what was wrong with which."""

    def look(self, scene: Scene) -> None:
        """Look at one page."""

    def found(self) -> list[str]:
        """Give all faults, each with the name of its page."""


class Access:
    """Asks axe about each page in light and in dark, and the Nu checker about its HTML."""

    def __init__(self, browse: Browse, url: str) -> None:
        self.page, self.url = browse(locale="fr-BE", reduced_motion="reduce"), url
        self.faults: list[str] = []
        self.documents: dict[str, str] = {}

    def look(self, scene: Scene) -> None:
        """Look at one page."""
        self.page.emulate_media(color_scheme="light")
        scene.open(self.page, self.url)
        self.faults += [f"{scene.name}: {fault}" for fault in axe_faults(self.page)]
        self.page.emulate_media(color_scheme="dark")
        self.faults += [f"{scene.name}, dark: {fault}" for fault in axe_colour_faults(self.page)]
        self.documents[scene.name] = scene.html

    def found(self) -> list[str]:
        """Give all faults, those of the HTML last."""
        return [*self.faults, *html_faults(self.documents)]


class Width:
    """Reads each page in German at 320 px: as it is, with spaced and with large text."""

    def __init__(self, browse: Browse, url: str) -> None:
        self.page, self.url = browse({"width": 320, "height": 640}, locale="de-DE"), url
        self.faults: list[str] = []

    def look(self, scene: Scene) -> None:
        """Look at one page."""
        scene.open(self.page, self.url)
        for how, css in (("plain", ""), ("spaced", SPACING), ("large", LARGE)):
            self.page.evaluate(STYLED, css)
            if self.page.evaluate(WIDE) > 0:
                self.faults.append(f"{scene.name} is too wide, {how}")

    def found(self) -> list[str]:
        """Give all faults."""
        return self.faults


class Keyboard:
    """Goes through each page by Tab on a phone; without JavaScript, through those with forms."""

    def __init__(self, browse: Browse, url: str, script: bool) -> None:
        self.page, self.url = browse(java_script_enabled=script, locale="fr-BE"), url
        self.script = script
        self.faults: list[str] = []

    def look(self, scene: Scene) -> None:
        """Look at one page."""
        if self.script or scene.has_form:
            scene.open(self.page, self.url)
            self.faults += [f"{scene.name}: {fault}" for fault in walked(self.page, scene)]

    def found(self) -> list[str]:
        """Give all faults."""
        return self.faults


class Refused:
    """Sends each form once with nothing right in it, and wants to be led to what is wrong."""

    def __init__(self, browse: Browse, url: str, script: bool) -> None:
        self.page, self.url = browse(java_script_enabled=script, locale="fr-BE"), url
        self.tried: set[str] = set()
        self.faults: list[str] = []

    def look(self, scene: Scene) -> None:
        """Look at one page."""
        for number, action in scene.to_fill_in():
            if action not in self.tried:
                self.tried.add(action)
                scene.open(self.page, self.url)
                self.faults += [
                    f"{scene.name}: {action}: {fault}" for fault in refused(self.page, number)
                ]

    def found(self) -> list[str]:
        """Give all faults."""
        return self.faults


def walked(page: Page, scene: Scene) -> Iterator[str]:
    """Look at the controls of a page; where there is something to fill in, go through them."""
    controls = controls_of(page)
    yield from small(controls)
    yield from out_of_order(controls)
    if scene.has_form:
        yield from tabbed(page, controls)


def refused(page: Page, number: int) -> list[str]:
    """Send a form with nothing right in it; tell where one is not led on."""
    form = page.locator("main form").nth(number)
    form.evaluate(MANGLE)
    with page.expect_navigation():
        form.locator("button").first.press("Enter")
    summary = page.locator("[data-error-summary]")
    if summary.count() != 1:
        return [f"no errors are summed up at {page.url}"]
    if not comes_true(page, "document.activeElement.matches('[data-error-summary]')"):
        return ["one is not at the errors"]
    faults = [f"leads to no field: {link}" for link in summary.evaluate(LINKS)]
    page.keyboard.press("Tab")
    if page.evaluate(ELSEWHERE):
        return faults
    wanted = page.evaluate("document.activeElement.hash")
    page.keyboard.press("Enter")
    if not comes_true(page, f"'#' + document.activeElement.id === {wanted!r}"):
        faults.append(f"the first error leads to {wanted}, and one is not there")
    return faults


def comes_true(page: Page, expression: str) -> bool:
    """Say whether it comes true within two seconds: a browser moves the focus in its own time."""
    for _ in range(20):
        if page.evaluate(expression):
            return True
        page.wait_for_timeout(100)
    return False
