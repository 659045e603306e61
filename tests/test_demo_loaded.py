"""The demonstration as it stands once it is played: three calls in three states."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select

from jury.demo import load
from jury.services.doors import Doors
from jury.services.tidy import forget
from jury.storage.account import Draft, Letter
from jury.storage.call import Call
from jury.storage.decision import (
    AuthorityAnswer,
    DecisionLetter,
    PublishedRecord,
    SignedAct,
    released_in,
)
from jury.storage.proposal import Proposal
from jury.storage.scoring import Round, Sheet
from jury.storage.seat import Seat, Tie
from tests.conftest import running_app
from tests.fixtures.databases import migrate, settings_for
from tests.fixtures.visiting import new_browser


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Play the demonstration once, and open its site."""
    instance = tmp_path_factory.mktemp("demonstration")
    settings = settings_for(instance, f"sqlite:///{instance / 'jury.sqlite3'}")
    migrate(settings)
    doors = Doors.open(settings)
    load.load(doors)
    doors.engines.dispose()
    with running_app(settings, doors.clock) as app:
        yield app


@pytest.fixture
def doors(app: Flask) -> Doors:
    return app.extensions["jury"]


def in_state(doors: Doors, state: str) -> Call:
    with doors.engines.reading() as session:
        return session.scalars(select(Call).where(Call.state == state)).one()


def test_three_calls_stand_in_three_states(doors) -> None:
    year = doors.clock().year
    with doors.engines.reading() as session:
        calls = session.execute(select(Call.title, Call.state, Call.budget_cents)).all()
    assert sorted(map(tuple, calls)) == [
        (f"Mieux vivre ensemble {year - 1}", "decided", 120_000_00),
        (f"Mieux vivre ensemble {year}", "with_jury", 180_000_00),
        (f"Transition juste {year + 1}", "open", 150_000_00),
    ]


def test_the_decided_call_shows_a_whole_decision(doors) -> None:
    call = in_state(doors, "decided")
    with doors.engines.reading() as session:

        def count(table: type) -> int:
            where = table.call_id == call.id
            return session.scalar(select(func.count()).select_from(table).where(where)) or 0

        assert [count(t) for t in (Proposal, Seat, Sheet, DecisionLetter)] == [6, 15, 90, 6]
        assert [count(t) for t in (SignedAct, PublishedRecord)] == [1, 1]
        said = session.scalars(select(AuthorityAnswer.answer).where(
            AuthorityAnswer.call_id == call.id))  # fmt: skip
        assert Counter(said) == {"follows": 5, "departs": 1}
        round_id = session.scalars(select(Round.id).where(Round.call_id == call.id)).one()
        words = released_in(session, call.id, round_id).values()
        assert sum(w.shortened for w in words) == 3
        assert min(sum(w.released for w in words), sum(w.withheld for w in words)) > 3


def test_the_open_round_has_sheets_drafts_and_one_juror_who_left(doors) -> None:
    call = in_state(doors, "with_jury")
    with doors.engines.reading() as session:
        seats = session.execute(select(Seat.id, Seat.number).where(Seat.call_id == call.id)).all()
        number = dict(map(tuple, seats))
        handed_in = Counter(
            number[seat]
            for seat in session.scalars(
                select(Sheet.seat_id).where(Sheet.call_id == call.id, Sheet.state == "submitted")
            )
        )
        left = session.scalars(select(Tie.seat_id).where(
            Tie.call_id == call.id, Tie.degree == "conflict")).all()  # fmt: skip
    assert [number[seat] for seat in left] == [11]
    assert handed_in[9] == 0
    assert set(handed_in.values()) >= {6}
    assert len(set(handed_in.values())) > 2


def test_one_project_is_refused_contested_and_answered(doors) -> None:
    call = in_state(doors, "with_jury")
    with doors.engines.reading() as session:
        found = session.scalars(
            select(Proposal).where(Proposal.call_id == call.id, Proposal.state == "ineligible")
        ).one()
    assert found.title == "Un terrain pour l’hiver"
    assert found.contest_until is not None
    assert found.contested_at is not None
    assert found.contested_at < found.contest_until
    assert all([found.decision_reason, found.contest, found.contest_answer])


def test_two_projects_are_begun_in_the_call_that_is_open(doors) -> None:
    call = in_state(doors, "open")
    with doors.engines.reading() as session:
        begun = session.scalars(select(Proposal).where(Proposal.call_id == call.id)).all()
        drafts = session.scalars(select(Draft).where(Draft.call_id == call.id)).all()
    assert [p.state for p in begun] == ["draft", "draft"]
    assert {d.content["title"] for d in drafts} == {
        "Le chantier part à sept heures",
        "La grange qui sèche",
    }


def test_no_letter_of_the_demonstration_reads_as_failed(app, doors) -> None:
    forget(doors)
    with doors.engines.reading() as session:
        states = Counter(session.scalars(select(Letter.state).where(Letter.channel == "email")))
    assert list(states) == ["waiting"]


def kind_of(path: str) -> str:
    """Name a page's kind: its address with every id as one."""
    return re.sub(r"/(calls|projects)/\w{12}(?=/|$)", r"/\1/ID", path)


def test_every_public_page_that_a_visitor_can_follow_answers(app) -> None:
    browser = new_browser(app)
    todo, seen = ["/"], set()
    while todo:
        path = todo.pop()
        if path in seen or sum(kind_of(p) == kind_of(path) for p in seen) >= 3:
            continue
        seen.add(path)
        answer = browser.get(path)
        assert answer.status_code in (200, 302, 303), path
        if answer.mimetype == "text/html":
            links = re.findall(r'href="(/[^"#?]*)', answer.text)
            todo += [link for link in links if not link.startswith(("/static", "/language"))]
    kinds = {kind_of(path) for path in seen}
    assert kinds >= {"/calls/ID", "/calls/ID/record"}
