"""Sessions time out: by silence, by age, and by the roles that are held now."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import update

from benchmarks.statements import counted
from jury.domain.permissions import Role
from jury.services.doors import Doors
from jury.services.signin import (
    Found,
    Visitor,
    find_session,
    living,
    sign_in_by_code,
    sign_in_by_password,
    timed_out_owner,
    touch,
)
from jury.services.upkeep import upkeep
from jury.storage.account import Account, Grant, Part, SignIn
from tests.fixtures.clock import Clock
from tests.fixtures.people import a_call, person, put, seated

LONG = "purple injury lawyers"
CODE = "ABCDE-98765"
HERE = Visitor("192.0.2.1", "Firefox on Linux")


def signed_in(doors: Doors, name: str, *roles: Role) -> str:
    """Sign somebody in by password, making their account first; give the token."""
    person(doors, name, *roles, password=LONG)
    return sign_in_by_password(doors, f"{name.lower()}@example.org", LONG, HERE).token


def found(doors: Doors, token: str) -> Found | None:
    with doors.engines.reading() as session:
        return find_session(session, doors, token)


def owner(doors: Doors, token: str) -> str | None:
    with doors.engines.reading() as session:
        return timed_out_owner(session, doors, token)


def test_an_official_is_signed_out_after_half_an_hour_of_silence(
    doors: Doors, clock: Clock
) -> None:
    token = signed_in(doors, "Bob", Role.OFFICIAL)
    clock.advance(minutes=29, seconds=59)
    assert found(doors, token)
    clock.advance(seconds=1)
    assert (found(doors, token), owner(doors, token)) == (None, "bob")


def test_an_official_who_works_on_is_signed_out_after_twelve_hours(
    doors: Doors, clock: Clock
) -> None:
    token = signed_in(doors, "Bob", Role.OFFICIAL)
    for _ in range(35):
        clock.advance(minutes=20)
        session = found(doors, token)
        assert session is not None
        touch(doors, token, session)
    clock.advance(minutes=20)
    assert (found(doors, token), owner(doors, token)) == (None, "bob")


@pytest.mark.parametrize("given", ["in the installation", "in one call"])
def test_who_gets_a_role_while_signed_in_keeps_no_longer_session_than_it_allows(
    doors: Doors, clock: Clock, given: str
) -> None:
    token = signed_in(doors, "Bob")
    clock.advance(minutes=31)
    assert found(doors, token)
    if given == "in the installation":
        put(doors, Grant(account_id="bob", role=Role.SIGNATORY))
    else:
        part = Part(call_id="call", account_id="bob", role=Role.FACILITATOR)
        put(doors, a_call(doors), part)
    assert (found(doors, token), owner(doors, token)) == (None, "bob")
    with doors.engines.reading() as session:
        assert living(session, doors, session.get_one(Account, "bob")) == []


def test_a_role_given_while_signed_in_ends_the_session_after_twelve_hours(
    doors: Doors, clock: Clock
) -> None:
    token = signed_in(doors, "Bob")
    put(doors, Grant(account_id="bob", role=Role.OFFICIAL))
    for _ in range(35):
        clock.advance(minutes=20)
        session = found(doors, token)
        assert session is not None
        touch(doors, token, session)
    clock.advance(minutes=20)
    assert found(doors, token) is None


def test_a_juror_stays_signed_in_for_the_evening_and_not_overnight(
    doors: Doors, clock: Clock
) -> None:
    seated(doors, "Rosa", CODE)
    token = sign_in_by_code(doors, CODE, HERE).token
    clock.advance(hours=11, minutes=59)
    assert found(doors, token)
    clock.advance(minutes=1)
    assert (found(doors, token), owner(doors, token)) == (None, "rosa")


def test_being_in_use_is_noted_once_a_minute(doors: Doors, clock: Clock) -> None:
    token = signed_in(doors, "Bob")
    for seconds, writes in [(59, 0), (1, 1), (30, 0)]:
        clock.advance(seconds=seconds)
        session = found(doors, token)
        assert session is not None
        with counted(doors.engines) as sent:
            touch(doors, token, session)
        assert len([s for s in sent if s.startswith("UPDATE")]) == writes


def test_noting_it_never_waits_for_somebody_who_writes(doors: Doors, clock: Clock) -> None:
    patient = Doors.open(replace(doors.settings, busy_timeout=600), clock)
    token = signed_in(patient, "Bob")
    clock.advance(minutes=2)
    session = found(patient, token)
    assert session is not None
    with ThreadPoolExecutor(1) as other, upkeep(doors) as writer:
        writer.execute(update(SignIn).values(device="in use"))
        other.submit(touch, patient, token, session).result(timeout=60)
    unnoted = found(patient, token)
    assert unnoted is not None
    assert unnoted.seen_at == session.seen_at
    asked = "PRAGMA busy_timeout" if doors.settings.embedded else "SHOW lock_timeout"
    raw = patient.engines.write.raw_connection()
    cursor = raw.cursor()
    cursor.execute(asked)
    assert cursor.fetchone() == ((600_000,) if doors.settings.embedded else ("10min",))
    raw.close()
    touch(patient, token, session)
    later = found(patient, token)
    assert later is not None
    assert later.seen_at == clock()
    patient.engines.dispose()


def test_a_session_that_timed_out_is_not_listed(doors: Doors, clock: Clock) -> None:
    signed_in(doors, "Bob")
    clock.advance(hours=13)
    with doors.engines.reading() as session:
        assert living(session, doors, session.get_one(Account, "bob")) == []
