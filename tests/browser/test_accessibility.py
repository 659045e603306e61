"""Every page as each kind of person sees it at each step: what axe and the Nu checker find.

Which pages there are is said in `scenes.py`, what happens between them in `lives.py`.
"""

from __future__ import annotations

import pytest

from tests.browser.lives import LIVES, Life, a_world
from tests.browser.scenes import Scenes
from tests.browser.walker import Browse
from tests.conftest import LiveServer
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
each_life = pytest.mark.parametrize("life", LIVES, ids=lambda life: life.__name__)


@pytest.mark.browser
@each_life
def test_axe_and_the_html_checker_find_nothing_on_any_page(
    live_server: LiveServer, browse: Browse, life: Life
) -> None:
    page = browse(locale="fr-BE", color_scheme="light", reduced_motion="reduce")
    faults: list[str] = []
    documents: dict[str, str] = {}
    for scene in life(Scenes(a_world(live_server, life))):
        scene.open(page, live_server.url)
        faults += [f"{scene.name}: {fault}" for fault in axe_faults(page)]
        page.emulate_media(color_scheme="dark")
        faults += [f"{scene.name}, dark: {fault}" for fault in axe_colour_faults(page)]
        page.emulate_media(color_scheme="light")
        documents[scene.name] = scene.html
    assert faults == []
    assert html_faults(documents) == []


@pytest.mark.browser
@each_life
def test_every_page_holds_at_320_px_with_large_and_spaced_text(
    live_server: LiveServer, browse: Browse, life: Life
) -> None:
    page = browse({"width": 320, "height": 640}, locale="de-DE")
    wide = []
    for scene in life(Scenes(a_world(live_server, life))):
        scene.open(page, live_server.url)
        for how, css in (("plain", ""), ("spaced", SPACING), ("large", LARGE)):
            page.evaluate(STYLED, css)
            if page.evaluate(WIDE) > 0:
                wide.append((scene.name, how))
    assert wide == []
