"""Every page by keyboard and by thumb, on a phone, with JavaScript and without."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.lives import LIVES, Life, a_world, filled_in, judged
from tests.browser.scenes import Scene, Scenes, code_of
from tests.browser.seeing import controls_of, out_of_order, small, tabbed
from tests.browser.walker import Browse
from tests.conftest import LiveServer

each_life = pytest.mark.parametrize("life", LIVES, ids=lambda life: life.__name__)
both_ways = pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])

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


@pytest.mark.browser
@each_life
def test_tab_reaches_every_control_in_the_order_of_sight_and_shows_where_one_is(
    live_server: LiveServer, browse: Browse, life: Life
) -> None:
    page = browse(locale="fr-BE")
    faults = []
    for scene in life(Scenes(a_world(live_server, life))):
        scene.open(page, live_server.url)
        faults += [f"{scene.name}: {fault}" for fault in walked(page, scene)]
    assert faults == []


@pytest.mark.browser
def test_tab_does_so_in_every_form_without_javascript(
    live_server: LiveServer, browse: Browse
) -> None:
    page = browse(java_script_enabled=False, locale="fr-BE")
    faults = []
    for scene in filled_in(Scenes(a_world(live_server, filled_in))):
        if scene.has_form:
            scene.open(page, live_server.url)
            faults += [f"{scene.name}: {fault}" for fault in walked(page, scene)]
    assert faults == []


def walked(page: Page, scene: Scene) -> Iterator[str]:
    """Look at the controls of a page; where there is something to fill in, go through them."""
    controls = controls_of(page)
    yield from small(controls)
    yield from out_of_order(controls)
    if scene.has_form:
        yield from tabbed(page, controls)


@pytest.mark.browser
@both_ways
def test_after_a_refused_form_one_is_at_the_errors_and_they_lead_to_the_fields(
    live_server: LiveServer, browse: Browse, script: bool
) -> None:
    page = browse(java_script_enabled=script, locale="fr-BE")
    tried: set[str] = set()
    faults = []
    for scene in filled_in(Scenes(a_world(live_server, filled_in))):
        if not scene.has_form:
            continue
        for number, action in scene.to_fill_in():
            if action not in tried:
                tried.add(action)
                scene.open(page, live_server.url)
                faults += [f"{scene.name}: {action}: {fault}" for fault in refused(page, number)]
    assert faults == []


def refused(page: Page, number: int) -> list[str]:
    """Send a form with nothing right in it; tell where one is not led on."""
    form = page.locator("main form").nth(number)
    form.evaluate(MANGLE)
    with page.expect_navigation():
        form.locator("button").first.press("Enter")
    summary = page.locator("[data-error-summary]")
    if summary.count() != 1:
        return [f"no errors are summed up at {page.url}"]
    if not summary.evaluate("summary => summary === document.activeElement"):
        return ["one is not at the errors"]
    faults = [f"leads to no field: {link}" for link in summary.evaluate(LINKS)]
    page.keyboard.press("Tab")
    if page.evaluate(ELSEWHERE):
        return faults
    wanted = page.evaluate("document.activeElement.hash")
    page.keyboard.press("Enter")
    if page.evaluate("'#' + document.activeElement.id") != wanted:
        faults.append(f"the first error leads to {wanted}, and one is not there")
    return faults


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
    assert "version 1" in page.inner_text("h1")
