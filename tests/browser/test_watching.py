"""The browser of the tests notices what no page of Jury may do, and lets nothing out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import LiveServer
from tests.fixtures.browsers import Browse, browsing

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ELSEWHERE = "http://example.org/picture.png"


def asks_elsewhere(browse: Browse, url: str) -> None:
    page = browse(bypass_csp=True)
    page.goto(url)
    with page.expect_event("requestfailed") as failed:
        page.evaluate("src => { new Image().src = src; }", ELSEWHERE)
    assert failed.value.failure == "net::ERR_NAME_NOT_RESOLVED"


def breaks_the_policy(browse: Browse, url: str) -> None:
    page = browse()
    page.goto(url)
    with page.expect_console_message():
        page.evaluate("document.body.setAttribute('style', 'color: red')")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("visit", "noticed"),
    [(asks_elsewhere, f"third party: {ELSEWHERE}"), (breaks_the_policy, "policy: ")],
)
def test_what_no_page_may_do_is_noticed_and_never_leaves(
    chromium: Browser, live_server: LiveServer, visit, noticed: str
) -> None:
    watched = browsing(chromium)
    visit(watched.__enter__(), live_server.url)
    with pytest.raises(AssertionError, match=noticed):
        watched.__exit__(None, None, None)
