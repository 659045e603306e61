"""The letters to an applicant on paper: each as it left, in its own language, on its own page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from jury.papers import Paper
from jury.papers.press import make_pdf
from jury.papers.told import Told, told
from tests.fixtures.pdf import faults, pages_of
from tests.papers.worst import AT, a_call, a_proposal, wording_of


def written(letters: list[Told]) -> Paper:
    return told(
        wording_of("nl"), a_call("A call", "fr"), a_proposal("The orchard"), letters, lead="Karim"
    )


def test_each_letter_keeps_its_language_and_its_day() -> None:
    later = AT + timedelta(days=30)
    paper = written([
        Told(wording_of("nl"), "Uw project is volledig", "Dag Karim,\n\nhet is volledig.", AT),
        Told(wording_of("fr"), "Votre projet est financé", "Bonjour,", later),
    ])  # fmt: skip
    letters: Any = paper.data["letters"]
    assert [(one["lang"], one["day"]) for one in letters] == [
        ("nl", "2 maart 2026"),
        ("fr", "1er avril 2026"),
    ]
    assert letters[0]["said"]["paragraphs"] == [["Dag Karim,"], ["het is volledig."]]
    assert (paper.title, paper.at) == ("Brieven over “The orchard”", later)
    pdf = make_pdf(paper)
    assert (faults(pdf), pages_of(pdf)) == ([], 2)


def test_where_no_letter_has_left_there_is_no_paper() -> None:
    with pytest.raises(ValueError, match="no letter"):
        written([])
