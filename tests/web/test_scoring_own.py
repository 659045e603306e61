"""What a juror gave elsewhere stands beside what they are about to give: theirs alone."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from jury.services import scoring
from jury.services.drafts import keep_sheet
from tests.fixtures.decided import Case, open_case
from tests.fixtures.forms import sign_in
from tests.fixtures.sheets import all_answered, answer, at, text

ELSEWHERE = "What you answered elsewhere"


@pytest.fixture
def case(app, clock) -> Case:
    return open_case(app.extensions["jury"], clock)


@pytest.fixture
def juror(case, client):
    """Sign in as the juror of seat 1, who may judge all three."""
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    for project in (case.orchard, case.bakery, case.cinema):
        case.ties(0, project, "none")
    return sign_in(client, case.office.doors, case.seats[0].account_id)


def beside(juror, case: Case, step: int) -> list[str]:
    """Read what stands in the list of other answers: each answer, then its projects."""
    page = BeautifulSoup(juror.get(at(case, f"score?criterion={step}")).text, "html.parser")
    found = page.find("summary", string=ELSEWHERE)
    return (
        [] if found is None else [part.get_text().strip() for part in found.parent.select("dt, dd")]
    )


def send(case: Case, project: str, *levels: int | None, seat: int = 0) -> None:
    """Let somebody send a sheet about another project."""
    scoring.submit_sheet(
        case.juror(seat), call_id=case.call_id, proposal_id=project,
        levels=dict(zip(case.criteria, levels, strict=True)), words={}, version=0,
    )  # fmt: skip


def test_nothing_stands_there_before_anything_else_is_answered(juror, case) -> None:
    assert beside(juror, case, 1) == []


def test_the_projects_stand_by_what_they_were_given_the_best_first(juror, case) -> None:
    send(case, case.bakery, 1, 2)
    send(case, case.cinema, 3, None)
    assert beside(juror, case, 1) == ["Very much", "The cinema", "A little", "The bakery"]
    assert beside(juror, case, 2) == ["Quite", "The bakery", "I cannot judge", "The cinema"]


def test_another_jurors_answers_are_not_there(juror, case) -> None:
    case.ties(1, case.bakery, "none")
    send(case, case.bakery, 3, 3, seat=1)
    assert beside(juror, case, 1) == []


def test_a_project_that_the_juror_left_is_gone_from_there(juror, case) -> None:
    send(case, case.bakery, 1, 2)
    case.ties(0, case.bakery, "conflict", version=1)
    assert beside(juror, case, 1) == []


def test_the_very_same_answers_are_named_before_sending(juror, case) -> None:
    send(case, case.bakery, 3, None)
    answer(juror, case, 1, level="3")
    assert "very same answers" not in text(juror.get(at(case, "score/check")))
    keep_sheet(
        case.office.doors, case.seats[0].account_id, call_id=case.call_id,
        proposal_id=case.cinema, levels={case.criteria[0]: 3}, words={}, version=0,
    )  # fmt: skip
    assert "very same answers" not in text(juror.get(at(case, "score/check")))
    all_answered(juror, case)
    page = text(juror.get(at(case, "score/check")))
    assert "You gave another project the very same answers. The bakery That is fine" in page
