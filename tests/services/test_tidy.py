"""Forgetting: what has no purpose any more is gone, what still has one stays."""

from __future__ import annotations

from sqlalchemy import func, select

from jury.services import limits
from jury.services.doors import Doors
from jury.services.journal import note
from jury.services.parked import park
from jury.services.signin import Visitor, make_link, request_link, sign_in_by_link
from jury.services.tidy import forget
from jury.storage.account import (
    Letter,
    Limit,
    ParkedForm,
    SecurityEvent,
    SignIn,
    SignInToken,
)
from tests.fixtures.clock import Clock
from tests.fixtures.people import person, put

TABLES = (SignInToken, SignIn, ParkedForm, Limit, SecurityEvent, Letter)


def left(doors: Doors) -> list[int]:
    with doors.engines.reading() as session:
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES]


def test_each_thing_is_forgotten_in_its_time(doors: Doors, clock: Clock) -> None:
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
    request_link(doors, "bob@example.org", next_path="", language="fr", visitor=Visitor())
    for days, state in [(7, "waiting"), (1, "failed")]:
        clock.advance(days=days)
        forget(doors)
        with doors.engines.reading() as session:
            letter = session.scalars(select(Letter)).one()
        assert (letter.state, letter.sealed is None) == (state, state == "failed")


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
