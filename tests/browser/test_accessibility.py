"""Every page as each kind of person sees it at each step: what axe, Nu, eye and thumb find.

Which pages there are is said in `scenes.py`, what happens between them in `lives.py`, and who
looks at them in `judges.py`. A life is lived once, and everybody looks at each of its pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING

import pytest

from tests.browser.judges import Access, Judge, Keyboard, Refused, Width
from tests.browser.lives import LIVES, a_world
from tests.browser.scenes import Scenes
from tests.conftest import serving
from tests.fixtures.browsers import browsing
from tests.fixtures.clock import Clock
from tests.fixtures.databases import settings_for

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Found = dict[str, list[str]]


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(life, id=life.__name__, marks=pytest.mark.xdist_group(life.__name__))
        for life in LIVES
    ],
)
def found(
    request: pytest.FixtureRequest,
    chromium: Browser,
    sqlite_template: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Found]:
    """Live a call's life, let every judge look at each page, and give what each has found."""
    instance = tmp_path_factory.mktemp("life")
    path = instance / "jury.sqlite3"
    copyfile(sqlite_template, path)
    settings = settings_for(instance, f"sqlite:///{path}")
    with browsing(chromium) as browse, serving(settings, Clock()) as server:
        judges: dict[str, Judge] = {
            "access": Access(browse, server.url),
            "width": Width(browse, server.url),
            "keyboard": Keyboard(browse, server.url, script=True),
            "keyboard without script": Keyboard(browse, server.url, script=False),
            "refused": Refused(browse, server.url, script=True),
            "refused without script": Refused(browse, server.url, script=False),
        }
        for scene in request.param(Scenes(a_world(server, request.param))):
            for judge in judges.values():
                judge.look(scene)
        yield {name: judge.found() for name, judge in judges.items()}


@pytest.mark.browser
def test_axe_and_the_html_checker_find_nothing_on_any_page(found: Found) -> None:
    assert found["access"] == []


@pytest.mark.browser
def test_every_page_holds_at_320_px_with_large_and_spaced_text(found: Found) -> None:
    assert found["width"] == []


@pytest.mark.browser
def test_tab_reaches_every_control_in_the_order_of_sight_and_shows_where_one_is(
    found: Found,
) -> None:
    assert found["keyboard"] == []


@pytest.mark.browser
def test_tab_does_so_in_every_form_without_javascript(found: Found) -> None:
    assert found["keyboard without script"] == []


@pytest.mark.browser
@pytest.mark.parametrize("script", ["refused", "refused without script"])
def test_after_a_refused_form_one_is_at_the_errors_and_they_lead_to_the_fields(
    found: Found, script: str
) -> None:
    assert found[script] == []
