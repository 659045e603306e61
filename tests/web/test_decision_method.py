"""How a decision is computed: the page's example is right, and the docs are the rule book's own."""

from __future__ import annotations

import doctest
import importlib

import pytest
from bs4 import BeautifulSoup

from scripts.decision_docs import CHAPTERS, PAGE, written


def test_the_worked_example_is_what_a_hand_computes(client) -> None:
    answer = client.get("/how-a-decision-is-computed", headers={"Accept-Language": "en"})
    page = BeautifulSoup(answer.text, "html.parser")
    cells = [[c.get_text(" ", strip=True) for c in row.select("th, td")] for row in
             page.select("tbody tr")]  # fmt: skip
    # 4 4 3 3 3 2 0 without its ends 4 and 0: 15/5; the middle is 3; the mean is 19/7.
    assert [row[-1] for row in cells[:4]] == ["3.0", "3.0", "2.7", "3.0"]
    # Garden: without their ends (3, 4, 3) and (3, 3, 3): 60 x 10/12 + 40 x 9/12 = 80.
    assert [row[-1] for row in cells[4:7]] == ["80.0", "91.7", "50.0"]
    assert [row[2] for row in cells[7:]] == ["funded", "funded", "reserve list"]
    assert "€8,000 were left" in cells[9][3]
    assert "It gets the €8,000 that were left" in page.main.get_text(" ", strip=True)


def test_the_written_page_is_what_the_rule_book_says_today() -> None:
    assert PAGE.read_text(encoding="utf-8") == written()


@pytest.mark.parametrize("name", sorted({f.__module__ for fs in CHAPTERS.values() for f in fs}))
def test_every_example_of_the_rule_book_gives_what_it_says(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
