"""Forgetting: what has no purpose any more is gone, what still has one stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import func, select

from jury.services import limits
from jury.services.doors import Doors
from jury.services.journal import note
from jury.services.parked import park
from jury.services.signin import Visitor, make_link, request_link, sign_in_by_link
from jury.services.tidy import forget
from jury.storage.account import (
    Draft,
    Letter,
    Limit,
    ParkedForm,
    SecurityEvent,
    SignIn,
    SignInToken,
)
from jury.storage.call import Call
from jury.storage.proposal import Proposal
from jury.storage.scoring import Round, draft_subject
from jury.storage.scoring.paper import second_subject
from tests.fixtures.clock import Clock
from tests.fixtures.people import a_call, person, put

TABLES = (SignInToken, SignIn, ParkedForm, Limit, SecurityEvent, Letter)


def left(doors: Doors) -> list[int]:
    with doors.engines.reading() as session:
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES]


def test_each_thing_is_forgotten_in_its_time(doors: Doors, clock: Clock) -> None:
    doors = replace(doors, settings=replace(doors.settings, smtp_url="smtp://localhost:25"))
    ana = person(doors, "Ana")
    park(doors, ana, "/x", [("title", "y")])
    sign_in_by_link(doors, make_link(doors, "ana@example.org"), Visitor())
    request_link(doors, "bob@example.org", next_path="", language="fr", visitor=Visitor())
    limits.count(doors, {limits.CODE_SITE: ""})
    note(doors, "refused", ana, "")
    story = [
        ({"minutes": 30}, [2, 1, 1, 4, 3, 1]),
        ({"hours": 2}, [2, 1, 1, 0, 3, 1]),
        ({"hours": 22}, [2, 1, 0, 0, 3, 1]),
        ({"days": 1}, [0, 1, 0, 0, 3, 1]),
        ({"days": 61}, [0, 0, 0, 0, 3, 1]),
        ({"days": 310}, [0, 0, 0, 0, 0, 1]),
        ({"days": 100}, [0, 0, 0, 0, 0, 0]),
    ]
    for later, rows in story:
        clock.advance(**later)
        forget(doors)
        assert left(doors) == rows


def test_a_letter_that_never_left_is_emptied_after_a_week(doors: Doors, clock: Clock) -> None:
    doors = replace(doors, settings=replace(doors.settings, smtp_url="smtp://localhost:25"))
    request_link(doors, "bob@example.org", next_path="", language="fr", visitor=Visitor())
    for days, state in [(7, "waiting"), (1, "failed")]:
        clock.advance(days=days)
        forget(doors)
        with doors.engines.reading() as session:
            letter = session.scalars(select(Letter)).one()
        assert (letter.state, letter.sealed is None) == (state, state == "failed")


def test_without_a_mail_server_letters_stay_on_ones_own_machine(doors: Doors, clock: Clock) -> None:
    request_link(doors, "bob@example.org", next_path="", language="fr", visitor=Visitor())
    clock.advance(days=400)
    forget(doors)
    with doors.engines.reading() as session:
        letter = session.scalars(select(Letter)).one()
    assert (letter.state, letter.sealed is None) == ("waiting", False)


def test_a_slip_that_nobody_printed_is_emptied_after_a_day(doors: Doors, clock: Clock) -> None:
    letter = Letter(
        id="slip",
        call_id="call",
        channel="paper",
        recipient="seat1",
        language="fr",
        subject="1",
        sealed=b"sealed",
        created_at=clock(),
        next_try_at=clock(),
    )
    put(doors, letter)
    for hours, state in [(24, "waiting"), (1, "expired")]:
        clock.advance(hours=hours)
        forget(doors)
        with doors.engines.reading() as session:
            found = session.scalars(select(Letter)).one()
        assert (found.state, found.sealed is None) == (state, state == "expired")


def a_draft(doors: Doors, subject: str) -> Draft:
    return Draft(
        call_id="call",
        account_id="ana",
        subject=subject,
        content={"title": "Garden"},
        version=1,
        changed_at=doors.clock(),
    )


def drafts(doors: Doors) -> list[str]:
    with doors.engines.reading() as session:
        return list(session.scalars(select(Draft.subject).order_by(Draft.subject)))


def set_on(doors: Doors, table: type[Call] | type[Round], **values: object) -> None:
    with doors.engines.reading() as session:
        row = session.scalars(select(table)).one()
    for name, value in values.items():
        setattr(row, name, value)
    put(doors, row)


def a_round(doors: Doors) -> Round:
    now = doors.clock()
    return Round(
        call_id="call",
        id="r1",
        number=1,
        state="open",
        opened_at=now,
        closes_at=now + timedelta(days=60),
    )


def test_what_a_juror_had_begun_is_gone_a_week_after_the_round(doors: Doors, clock: Clock) -> None:
    person(doors, "Ana")
    round_ = a_round(doors)
    put(doors, a_call(doors), round_, a_draft(doors, draft_subject(round_, "p1")))
    put(doors, a_draft(doors, "sheet:r2:p1"))
    clock.advance(days=40)
    forget(doors)
    assert drafts(doors) == ["sheet:r1:p1", "sheet:r2:p1"]
    set_on(doors, Round, state="closed", closed_at=clock())
    for days, left_over in [(7, ["sheet:r1:p1", "sheet:r2:p1"]), (1, ["sheet:r2:p1"])]:
        clock.advance(days=days)
        forget(doors)
        assert drafts(doors) == left_over
    set_on(doors, Call, state="cancelled")
    forget(doors)
    assert drafts(doors) == []


def test_a_second_typing_of_paper_is_gone_once_the_round_is_counted(
    doors: Doors, clock: Clock
) -> None:
    person(doors, "Ana")
    put(doors, a_call(doors), a_round(doors))
    set_on(doors, Round, state="closed", closed_at=clock())
    put(doors, a_draft(doors, second_subject("r1", "s1", "p1")))
    set_on(doors, Call, state="with_jury", closes_at=clock() - timedelta(days=50))
    clock.advance(days=40)
    forget(doors)
    assert drafts(doors) == ["paper:r1:s1:p1"]
    set_on(doors, Round, state="counted")
    forget(doors)
    assert drafts(doors) == []


def test_the_draft_of_a_project_goes_a_day_after_it_was_handed_in(
    doors: Doors, clock: Clock
) -> None:
    person(doors, "Ana")
    call = a_call(doors)
    call.state, call.closes_at = "open", clock() + timedelta(days=10)
    put(doors, call, a_draft(doors, "p1"), a_draft(doors, "p2"))
    for name in ("p1", "p2"):
        project = Proposal(
            call_id="call", id=name, lead_id="ana", language="en", created_at=clock()
        )
        project.submitted_at = clock() if name == "p1" else None
        put(doors, project)
    for hours, left_over in [(24, ["p1", "p2"]), (1, ["p2"])]:
        clock.advance(hours=hours)
        forget(doors)
        assert drafts(doors) == left_over


def test_what_an_author_changed_since_it_was_handed_in_stays(doors: Doors, clock: Clock) -> None:
    person(doors, "Ana")
    call = a_call(doors)
    call.state, call.closes_at = "open", clock() + timedelta(days=10)
    project = Proposal(call_id="call", id="p1", lead_id="ana", language="en", created_at=clock())
    project.submitted_at = clock()
    clock.advance(minutes=5)
    put(doors, call, project, a_draft(doors, "p1"))
    clock.advance(days=2)
    forget(doors)
    assert drafts(doors) == ["p1"]


def test_a_project_that_was_never_handed_in_is_forgotten_a_month_after_the_call(
    doors: Doors, clock: Clock
) -> None:
    person(doors, "Ana")
    call = a_call(doors)
    call.state, call.closes_at = "open", clock() + timedelta(days=40)
    put(doors, call, a_draft(doors, "p1"))
    clock.advance(days=40)
    forget(doors)
    set_on(doors, Call, state="closed")
    for days, left_over in [(30, ["p1"]), (1, [])]:
        clock.advance(days=days)
        forget(doors)
        assert drafts(doors) == left_over
