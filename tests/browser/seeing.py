"""What somebody who uses the keyboard, or a thumb, meets on a page: its controls, as drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from playwright.sync_api import Page

LEAST = 44
"""The least width and height of a target in pixels (WCAG 2.5.5)."""
FIND = """() => {
    const look = e => {
        const s = getComputedStyle(e);
        return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow].join(" ");
    };
    const running = e => {
        const text = e.closest("p, li, dd, td, label").cloneNode(true);
        text.querySelectorAll("a, .hidden").forEach(a => a.remove());
        return /\\p{L}{2}/u.test(text.textContent);
    };
    const inText = e => e.matches("p a, li a, dd a, td a")
        && getComputedStyle(e).display === "inline" && running(e);
    const chosen = e => {
        if (e.type !== "radio") return true;
        const group = [...document.getElementsByName(e.name)].filter(o => o.form === e.form);
        return e === (group.find(o => o.checked) || group[0]);
    };
    const all = [...document.querySelectorAll(
        "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]"
    )].filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled);
    window.controls = all.filter(e => e.tabIndex >= 0);
    return window.controls.map(e => {
        const row = e.matches("[type=radio], [type=checkbox]") && e.labels[0];
        const {left, top, right, bottom} = (row || e).getBoundingClientRect();
        const name = e.name || e.id || e.textContent.trim().replace(/\\s+/g, " ").slice(0, 30);
        return {
            name: `${e.tagName.toLowerCase()} ${name}`, tabindex: e.tabIndex,
            box: [left, top, right, bottom], plain: look(e), stop: chosen(e),
            running: inText(e), skip: e.matches(".skip"),
        };
    });
}"""
WHERE = """() => {
    const e = document.activeElement, s = getComputedStyle(e), box = e.getBoundingClientRect();
    return {
        place: window.controls.indexOf(e), name: e.outerHTML.slice(0, 80),
        look: [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow].join(" "),
        ring: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2,
        inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
}"""


@dataclass(frozen=True)
class Control:
    """Something that can be pressed or filled in; `box` is left, top, right, bottom in pixels."""

    name: str
    tabindex: int
    box: list[float]
    plain: str
    stop: bool
    """Whether Tab stops here: of the choices of one question it stops at one."""
    running: bool
    """Whether it is a link in the middle of a sentence."""
    skip: bool
    """Whether it is the link over the header, which is drawn only when one is there."""


def controls_of(page: Page) -> list[Control]:
    """Give the controls of a page in the order in which it was written."""
    return [Control(**found) for found in page.evaluate(FIND)]


def small(controls: list[Control]) -> Iterator[str]:
    """Tell which targets are too small for a thumb."""
    for one in controls:
        left, top, right, bottom = one.box
        wide, tall = round(right - left), round(bottom - top)
        if min(wide, tall) < LEAST and not one.running and not one.skip:
            yield f"{one.name} is {wide} x {tall}"


def out_of_order(controls: list[Control]) -> Iterator[str]:
    """Tell where the next control stands before the one that Tab comes from."""
    for one in controls:
        if one.tabindex > 0:
            yield f"{one.name} pushes itself forward"
    drawn = [one for one in controls if not one.skip]
    for one, following in pairwise(drawn):
        above = following.box[3] <= one.box[1] + 1
        before = following.box[2] <= one.box[0] + 1 and following.box[1] < one.box[3] - 1
        if above or before:
            yield f"{following.name} is seen before {one.name}"


def tabbed(page: Page, controls: list[Control]) -> Iterator[str]:
    """Press Tab from the top of the page to its end; tell where it goes wrong."""
    wanted = [place for place, one in enumerate(controls) if one.stop]
    reached: list[int] = []
    for _ in range(8 * len(controls) + 8):
        page.keyboard.press("Tab")
        at: dict[str, Any] = page.evaluate(WHERE)
        if at["place"] < 0 or (len(reached) > 1 and at["place"] == reached[0]):
            break  # past the end: the browser's own controls, or the top again
        if reached and reached[-1] == at["place"]:
            continue  # a field for a date has one stop for the day, one for the month ...
        reached.append(at["place"])
        if not at["ring"] or at["look"] == controls[at["place"]].plain:
            yield f"{at['name']} does not show that one is there"
        if not at["inView"]:
            yield f"{at['name']} is not in view when one is there"
    if reached != wanted:
        names = [controls[place].name for place in reached]
        yield f"Tab went {names}, not {[controls[place].name for place in wanted]}"
