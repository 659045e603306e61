"""The acknowledgement says when a project came in and what comes next, and promises nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jury.papers import Paper
from jury.papers.received import received
from tests.papers.worst import AT, SITE, a_call, a_proposal, wording_of

CALL = f"{SITE}/calls/call00000001"


def written(language: str = "en", **call: object) -> Paper:
    return received(
        wording_of(language),
        a_call("A call", language, **call),
        a_proposal("The orchard"),
        lead="Karim",
        digest="0123abcd" * 8,
        address=CALL,
    )


def test_the_time_stands_in_the_title_and_is_the_papers_own_moment() -> None:
    paper = written("de")
    assert paper.title == "Ihr Projekt ist am Montag, 2. März 2026, 10:00 Uhr eingegangen"
    assert paper.at == AT


def test_what_comes_next_names_only_dates_that_are_known() -> None:
    then = "Then it is checked, and goes before the jury or not. You get the reason."
    assert written(closes_at=None).data["next"] == [then]
    assert written(decide_by=AT + timedelta(days=60)).data["next"] == [
        "Until Wednesday 1 April 2026, 11:00 you can change it and hand it in again.",
        then,
        "The decision comes until Friday 1 May 2026, 11:00.",
    ]


def test_it_names_the_project_the_person_and_the_money() -> None:
    facts = written().data["facts"]
    said = [value if isinstance(value, str) else value["line"] for _, value in facts]  # type: ignore[attr-defined]
    assert said == [
        "The orchard", "Karim", "A call", "Monday 2 March 2026, 10:00", "€12,000.50", "€0", "2",
    ]  # fmt: skip
    assert written().data["digest"] == ["0123abcd"] * 8


def test_a_project_that_was_never_handed_in_has_none() -> None:
    draft = a_proposal("The orchard")
    draft.submitted_at = None
    with pytest.raises(ValueError, match="not handed in"):
        received(
            wording_of("en"), a_call("A call", "en"), draft, lead="Karim", digest="", address=CALL
        )
