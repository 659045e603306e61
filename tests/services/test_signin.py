"""Sessions: how they run out, and everything that ends them everywhere."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from benchmarks.statements import counted
from jury.domain.errors import Invalid, NotFound, TooMany
from jury.domain.permissions import Role
from jury.services.account import disable_account, set_password
from jury.services.doors import Doors
from jury.services.perform import Moment
from jury.services.signin import (
    Found,
    Visitor,
    change_password,
    end_all,
    end_one,
    end_session,
    find_session,
    living,
    reopen,
    sign_in_by_password,
    timed_out_owner,
)
from jury.storage.account import Account, SecurityEvent, SignIn
from tests.fixtures.clock import Clock
from tests.fixtures.people import person

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


def events(doors: Doors) -> list[str]:
    with doors.engines.reading() as session:
        return list(
            session.scalars(select(SecurityEvent.what).order_by(SecurityEvent.at, SecurityEvent.id))
        )


def test_a_session_is_found_by_its_token_in_one_statement(doors: Doors) -> None:
    token = signed_in(doors, "Bob", Role.OFFICIAL)
    with counted(doors.engines) as sent:
        session = found(doors, token)
    assert session is not None
    assert (session.account.name, session.means) == ("Bob", "password")
    assert [s.split()[0] for s in sent if s.split()[0] not in ("BEGIN", "SET")] == ["SELECT"]


def test_only_the_hash_of_a_token_is_kept(doors: Doors) -> None:
    token = signed_in(doors, "Bob")
    with doors.engines.reading() as session:
        row = session.scalars(select(SignIn)).one()
    kept = " ".join(str(value) for value in vars(row).values())
    assert token not in kept
    assert re.fullmatch(r"[\w-]{43}", token)
    assert len(row.token_hash) == 32


@pytest.mark.parametrize("token", ["", "x", "ü\ud800", "x" * 5000])
def test_a_made_up_token_is_nobody(doors: Doors, token: str) -> None:
    signed_in(doors, "Bob")
    assert (found(doors, token), owner(doors, token)) == (None, None)


def test_signing_out_ends_the_session_and_nothing_is_kept_for_it(
    doors: Doors, clock: Clock
) -> None:
    token = signed_in(doors, "Bob")
    clock.advance(seconds=1)
    end_session(doors, token)
    end_session(doors, token)
    assert (found(doors, token), owner(doors, token)) == (None, None)
    clock.advance(hours=13)
    assert owner(doors, token) is None
    assert events(doors) == ["signed_in", "signed_out"]


def test_signing_in_again_ends_the_browsers_earlier_session(doors: Doors) -> None:
    first = signed_in(doors, "Bob")
    elsewhere = sign_in_by_password(doors, "bob@example.org", LONG, HERE).token
    again = sign_in_by_password(doors, "bob@example.org", LONG, Visitor(token=first)).token
    assert (found(doors, first), owner(doors, first)) == (None, None)
    assert found(doors, elsewhere)
    assert found(doors, again)


def test_closing_an_account_ends_its_sessions_for_good(doors: Doors, clock: Clock) -> None:
    ada = person(doors, "Ada", Role.ADMINISTRATOR)
    token = signed_in(doors, "Bob")
    clock.advance(seconds=1)
    disable_account(Moment(doors, ada), account_id="bob", version=1)
    assert (found(doors, token), owner(doors, token)) == (None, None)
    with pytest.raises(Invalid, match="password_wrong"):
        sign_in_by_password(doors, "bob@example.org", LONG, HERE)


def test_a_new_password_ends_the_earlier_sessions(doors: Doors, clock: Clock) -> None:
    token = signed_in(doors, "Bob", Role.OFFICIAL)
    clock.advance(seconds=1)
    set_password(Moment(doors, "bob"), account_id="bob", password=LONG + " too")
    assert found(doors, token) is None
    assert found(doors, reopen(doors, "bob", HERE).token)


def test_one_lists_and_ends_ones_own_sessions(doors: Doors, clock: Clock) -> None:
    eve, mine = signed_in(doors, "Eve"), signed_in(doors, "Bob")
    clock.advance(minutes=1)
    phone = Visitor("192.0.2.2", "Safari\x00on\niPhone")
    other = sign_in_by_password(doors, "bob@example.org", LONG, phone).token
    with doors.engines.reading() as session:
        rows = living(session, doors, session.get_one(Account, "bob"))
        eves = living(session, doors, session.get_one(Account, "eve"))
    assert [row.device for row in rows] == ["Safari on iPhone", "Firefox on Linux"]
    end_one(doors, "bob", rows[0].public_id)
    assert (found(doors, other), bool(found(doors, mine))) == (None, True)
    for public_id in (rows[0].public_id, eves[0].public_id, "nothing"):
        with pytest.raises(NotFound):
            end_one(doors, "bob", public_id)
    end_all(doors, "bob")
    assert (found(doors, mine), bool(found(doors, eve))) == (None, True)


def test_known_and_unknown_addresses_get_the_same_answer(doors: Doors) -> None:
    person(doors, "Bob", Role.OFFICIAL, password=LONG)
    person(doors, "Ana")
    for email, password in [
        ("bob@example.org", "wrong"),
        ("ana@example.org", LONG),
        ("nobody@example.org", LONG),
        ("no address", LONG),
        ("", ""),
    ]:
        with pytest.raises(Invalid) as refused:
            sign_in_by_password(doors, email, password, HERE)
        assert (refused.value.code, refused.value.fields) == ("password_wrong", {})
    assert events(doors) == ["sign_in_refused"] * 5


def test_ten_wrong_passwords_are_enough_for_ten_minutes(doors: Doors, clock: Clock) -> None:
    person(doors, "Bob", password=LONG)
    for _ in range(10):
        with pytest.raises(Invalid):
            sign_in_by_password(doors, "bob@example.org", "wrong", HERE)
    with pytest.raises(TooMany) as refused:
        sign_in_by_password(doors, "BOB@example.org", LONG, Visitor("192.0.2.99"))
    assert refused.value.retry_after == 600
    clock.advance(minutes=10)
    assert sign_in_by_password(doors, "BOB@example.org", LONG, HERE).account_id == "bob"


def test_who_changes_their_password_shows_the_current_one(doors: Doors, clock: Clock) -> None:
    signed_in(doors, "Bob", Role.OFFICIAL)
    with doors.engines.reading() as session:
        bob = session.get_one(Account, "bob")
    moment = Moment(doors, "bob")
    with pytest.raises(Invalid) as refused:
        change_password(moment, account=bob, current="wrong", new=LONG + "!", visitor=HERE)
    assert refused.value.fields == {"current": "current_wrong"}
    change_password(moment, account=bob, current=LONG, new=LONG + "!", visitor=HERE)
    assert sign_in_by_password(doors, "bob@example.org", LONG + "!", HERE).account_id == "bob"


def test_who_has_no_password_yet_chooses_one_without_showing_any(doors: Doors) -> None:
    person(doors, "Bob", Role.OFFICIAL)
    with doors.engines.reading() as session:
        bob = session.get_one(Account, "bob")
    change_password(Moment(doors, "bob"), account=bob, current="", new=LONG, visitor=HERE)
    assert sign_in_by_password(doors, "bob@example.org", LONG, HERE).account_id == "bob"
