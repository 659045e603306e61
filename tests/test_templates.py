"""What every template keeps: a title, a main heading, and nothing that the policy stops."""

from __future__ import annotations

import re

import pytest

from tests.fixtures.source import JURY

FOLDER = JURY / "templates"
EXTENDS = re.compile(r'{%-?\s*extends\s+"([^"]+)"')
FORBIDDEN = re.compile(
    r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|\shx-|\|\s*safe\b|https?://(?!www\.w3\.org)"
)


def templates() -> list[str]:
    return sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))


def is_page(name: str) -> bool:
    """Tell a page from macros and from the fragments that htmx asks for."""
    return not any(part.startswith("_") for part in name.split("/"))


def text_of(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", templates())
def test_a_template_has_no_script_style_handler_or_address_of_others(name: str) -> None:
    assert FORBIDDEN.findall(text_of(name)) == []


@pytest.mark.parametrize("name", [n for n in templates() if is_page(n) and n != "base.html"])
def test_a_page_has_a_title_and_one_main_heading(name: str) -> None:
    """A page says both itself, or takes them from the template that it extends."""
    text = text_of(name)
    parent = EXTENDS.search(text)
    while parent and parent[1] != "base.html":
        more = text_of(parent[1])
        text, parent = text + more, EXTENDS.search(more)
    title = re.search(r"{%-?\s*block title\b|<title>", text)
    assert (bool(title), len(re.findall(r"<h1\b|\bpage_heading\(", text)) > 0) == (True, True)
