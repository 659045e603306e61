"""Every page as each kind of person sees it: what axe and the Nu HTML checker find, light and dark.

The routes come from the table that `tests/web/test_access_walk.py` holds against `url_map`, so a
new page is looked at without a line here.
"""

from __future__ import annotations

import pytest

from jury.services import signin
from tests.browser.walker import Browse
from tests.conftest import LiveServer
from tests.fixtures.browsers import axe_faults, html_faults
from tests.web.test_access_walk import ALL, ANY, MAY, NOBODY, World

NOT_PAGES = (".json", "/log", "/key", "/healthz", "/home")
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SPACING = (
    "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
    "p{margin-bottom:2em!important}"
)


def pages() -> list[tuple[str, str]]:
    """Name each page with somebody who sees it; what everyone sees, as a visitor."""
    return [
        (route, "v" if letters in (ALL, ANY) or letters == NOBODY else letters[0])
        for route, letters in MAY.items()
        if route.startswith("GET ") and not route.endswith(NOT_PAGES) and "/assets/" not in route
    ]


def cookie_of(server: LiveServer, world: World, who: str) -> list[dict[str, str]]:
    """Give the session's cookie of somebody, as a browser keeps it."""
    account_id = world.people[who]
    if account_id is None:
        return []
    token = signin.reopen(world.doors, account_id, signin.Visitor("127.0.0.1", "test", "")).token
    sign = server.app.session_interface.get_signing_serializer(server.app)  # type: ignore[attr-defined]
    value = sign.dumps({"_user_id": token, "_fresh": True})
    return [{"name": "jury", "value": value, "url": server.url}]


@pytest.fixture
def world(live_server: LiveServer) -> World:
    return World(live_server.app, live_server.app.extensions["jury"], live_server.clock)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_and_the_html_checker_find_nothing_on_any_page(
    live_server: LiveServer, world: World, browse: Browse, scheme: str
) -> None:
    opened = {}
    faults: list[str] = []
    documents: dict[str, str] = {}
    for route, who in pages():
        if who not in opened:
            opened[who] = browse(color_scheme=scheme, locale="fr-BE")
            opened[who].context.add_cookies(cookie_of(live_server, world, who))
        page = opened[who]
        answer = page.goto(live_server.url + world.path(route))
        faults += [f"{route} as {who}: {fault}" for fault in axe_faults(page)]
        if answer is not None and scheme == "light":
            documents[f"{route} as {who}"] = answer.text()
    assert faults == []
    assert not documents or html_faults(documents) == []


@pytest.mark.browser
def test_every_page_holds_at_320_px_with_large_and_spaced_text(
    live_server: LiveServer, world: World, browse: Browse
) -> None:
    opened = {}
    wide = []
    for route, who in pages():
        if who not in opened:
            opened[who] = browse({"width": 320, "height": 640}, locale="fr-BE", bypass_csp=True)
            opened[who].context.add_cookies(cookie_of(live_server, world, who))
        page = opened[who]
        page.goto(live_server.url + world.path(route))
        plain = page.evaluate(WIDE)
        page.add_style_tag(content=SPACING)
        spaced = page.evaluate(WIDE)
        page.add_style_tag(content="html{font-size:225%!important}")
        if plain > 0 or spaced > 0 or page.evaluate(WIDE) > 0:
            wide.append((route, who))
    assert wide == []
