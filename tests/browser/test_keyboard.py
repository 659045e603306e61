"""A juror's way by keyboard alone, on a phone, with JavaScript and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.lives import a_world, judged
from tests.browser.scenes import code_of
from tests.browser.walker import Browse
from tests.conftest import LiveServer

both_ways = pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])


def reach(page: Page, selector: str) -> None:
    """Press Tab until one is at a control."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never comes to {selector} on {page.url}")


def press(page: Page, selector: str, key: str = "Enter") -> None:
    """Go to a control by Tab, and press a key that leads to another page."""
    reach(page, selector)
    with page.expect_navigation():
        page.keyboard.press(key)


@pytest.mark.browser
@both_ways
def test_zora_signs_in_scores_a_project_and_sends_it_by_keyboard_alone(
    live_server: LiveServer, browse: Browse, script: bool
) -> None:
    world = a_world(live_server, judged)
    code = code_of(world, 0)
    page = browse(java_script_enabled=script)
    page.goto(f"{live_server.url}/sign-in/code")
    reach(page, "main [name=code]")
    page.keyboard.type(code.lower())
    with page.expect_navigation():
        page.keyboard.press("Enter")
    press(page, "main form[action='/practice/done'] button")
    press(page, "main .now a")
    reach(page, "main [name=degree]")
    page.keyboard.press("Space")
    press(page, "main button")
    press(page, "main a.primary")
    for _ in world.case.criteria:
        reach(page, "main [name=level]")
        page.keyboard.press("ArrowDown")
        with page.expect_navigation():
            page.keyboard.press("Enter")
    reach(page, "main [name=convinced]")
    page.keyboard.type("Everybody eats.")
    press(page, "main button.primary")
    press(page, "main button.primary")
    assert page.url.endswith("/score/received")
