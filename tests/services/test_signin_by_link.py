"""Signing in by an e-mail link or its six digits: once, for an hour, the same for everybody."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from jury.domain.errors import Conflict, Invalid, TooMany
from jury.domain.permissions import Role
from jury.services.account import disable_account
from jury.services.codes import hash_token, open_body
from jury.services.doors import Doors
from jury.services.perform import Moment
from jury.services.signin import (
    Asked,
    Visitor,
    exchange_digits,
    find_session,
    make_link,
    peek_link,
    request_link,
    sign_in_by_link,
)
from jury.services.signin.by_link import PURPOSE
from jury.services.signin.tokens import spend
from jury.services.upkeep import upkeep
from jury.storage.account import Account, Letter, SignInToken
from tests.fixtures.clock import Clock
from tests.fixtures.people import person

HERE = Visitor("192.0.2.1", "Firefox on Linux")


def ask(doors: Doors, email: str = "ana@example.org") -> Asked:
    return request_link(doors, email, next_path="/my-projects", language="en", visitor=HERE)


def last_letter(doors: Doors) -> tuple[str, str]:
    """Read the last letter: the link's token and the six digits."""
    with doors.engines.reading() as session:
        letter = session.scalars(select(Letter).order_by(Letter.created_at.desc())).first()
        assert letter is not None
        body = open_body(doors.settings, letter.id, letter.sealed or b"")
    link = re.search(r"http://localhost/l/([\w-]{43})\n", body)
    digits = re.search(r"six digits .*: (\d{6})\n", body)
    assert link is not None
    assert digits is not None
    return link[1], digits[1]


def count(doors: Doors, table: type) -> int:
    with doors.engines.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_ana_signs_in_by_the_link_in_her_letter(doors: Doors) -> None:
    person(doors, "Ana")
    ask(doors)
    token, _ = last_letter(doors)
    opened = sign_in_by_link(doors, token, HERE)
    assert (opened.account_id, opened.next_path) == ("ana", "/my-projects")
    with doors.engines.reading() as session:
        found = find_session(session, doors, opened.token)
    assert found is not None
    assert found.means == "link"


def test_a_link_works_once_and_for_an_hour(doors: Doors, clock: Clock) -> None:
    person(doors, "Ana")
    ask(doors)
    token, _ = last_letter(doors)
    assert peek_link(doors, token) == peek_link(doors, token)
    sign_in_by_link(doors, token, HERE)
    clock.advance(seconds=1)
    ask(doors)
    late, _ = last_letter(doors)
    clock.advance(minutes=60)
    for tried in (token, late, "made up", ""):
        assert peek_link(doors, tried) is None
        with pytest.raises(Conflict, match="link_expired"):
            sign_in_by_link(doors, tried, HERE)


def test_two_presses_at_once_make_one_session(doors: Doors) -> None:
    person(doors, "Ana")
    token = make_link(doors, "ana@example.org")

    def press(_: int) -> bool:
        try:
            return bool(sign_in_by_link(doors, token, HERE))
        except Conflict:
            return False

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(press, range(4))) == [False, False, False, True]


def test_who_looked_before_the_link_was_used_up_is_too_late_all_the_same(doors: Doors) -> None:
    person(doors, "Ana")
    hashed = hash_token(doors.settings, make_link(doors, "ana@example.org"))
    presses = []
    for _ in range(2):
        with upkeep(doors) as session:
            presses.append(spend(session, doors, hashed, PURPOSE) is not None)
    assert presses == [True, False]


def test_known_and_unknown_addresses_get_the_same_letter(doors: Doors, clock: Clock) -> None:
    person(doors, "Ana")
    for email in ("ana@example.org", "nobody@example.org"):
        asked = ask(doors, email.upper())
        assert asked.email == email
        clock.advance(seconds=1)
    with doors.engines.reading() as session:
        letters = list(session.scalars(select(Letter).order_by(Letter.created_at)))
    assert [letter.recipient for letter in letters] == ["ana@example.org", "nobody@example.org"]
    assert len({(letter.subject, len(letter.sealed or b"")) for letter in letters}) == 1


def test_who_comes_for_the_first_time_says_a_name_and_gets_an_account(doors: Doors) -> None:
    ask(doors, "bob@example.org")
    token, _ = last_letter(doors)
    peek = peek_link(doors, token)
    assert peek is not None
    assert (peek.email, peek.known) == ("bob@example.org", False)
    with pytest.raises(Invalid) as refused:
        sign_in_by_link(doors, token, HERE)
    assert refused.value.fields == {"name": "person_name_missing"}
    opened = sign_in_by_link(doors, token, HERE, name="Bob")
    with doors.engines.reading() as session:
        assert session.get_one(Account, opened.account_id).name == "Bob"
    again = make_link(doors, "bob@example.org")
    assert sign_in_by_link(doors, again, HERE).account_id == opened.account_id


def test_asking_for_a_link_makes_no_account(doors: Doors) -> None:
    ask(doors)
    assert count(doors, Account) == 0


def test_no_link_and_no_digits_stand_readable_in_a_row(doors: Doors) -> None:
    asked = ask(doors)
    token, digits = last_letter(doors)
    with doors.engines.reading() as session:
        rows = [*session.scalars(select(SignInToken)), *session.scalars(select(Letter))]
        kept = " ".join(str(value) for row in rows for value in vars(row).values())
    assert [secret for secret in (asked.handle, token) if secret in kept] == []
    assert not re.search(rf"(?<!\d){digits}(?!\d)", kept)


def test_the_six_digits_work_where_they_were_asked_for(doors: Doors) -> None:
    person(doors, "Ana")
    asked = ask(doors)
    link, digits = last_letter(doors)
    token = exchange_digits(doors, asked.handle, f"{digits[:3]} {digits[3:]}", HERE)
    assert peek_link(doors, link) is None
    assert sign_in_by_link(doors, token, HERE).account_id == "ana"
    with pytest.raises(Conflict, match="link_expired"):
        exchange_digits(doors, asked.handle, digits, HERE)


def test_the_six_digits_do_not_work_elsewhere(doors: Doors, clock: Clock) -> None:
    person(doors, "Ana")
    ask(doors)
    _, digits = last_letter(doors)
    clock.advance(seconds=1)
    eves = ask(doors, "eve@example.org")
    with pytest.raises(Invalid):
        exchange_digits(doors, eves.handle, digits, HERE)
    with pytest.raises(Conflict):
        exchange_digits(doors, "made up", digits, HERE)


def test_five_wrong_tries_end_the_digits_but_not_the_link(doors: Doors) -> None:
    person(doors, "Ana")
    asked = ask(doors)
    link, digits = last_letter(doors)
    wrong = "000000" if digits != "000000" else "111111"
    for typed in (wrong, wrong, "", "12", "x" * 500):
        with pytest.raises(Invalid) as refused:
            exchange_digits(doors, asked.handle, typed, HERE)
        assert refused.value.fields == {"digits": "digits_wrong"}
    with pytest.raises(Conflict, match="link_expired"):
        exchange_digits(doors, asked.handle, digits, HERE)
    assert sign_in_by_link(doors, link, HERE).account_id == "ana"


def test_what_is_no_address_is_said(doors: Doors) -> None:
    with pytest.raises(Invalid) as refused:
        ask(doors, "ana")
    assert refused.value.fields == {"email": "email_wrong"}
    assert (count(doors, Letter), count(doors, SignInToken)) == (0, 0)


def test_five_letters_an_hour_are_enough(doors: Doors, clock: Clock) -> None:
    for _ in range(5):
        ask(doors)
    with pytest.raises(TooMany):
        ask(doors, "ANA@example.org")
    ask(doors, "bob@example.org")
    clock.advance(hours=1)
    ask(doors)
    assert count(doors, Letter) == 7


def test_an_official_with_a_password_uses_it(doors: Doors) -> None:
    person(doors, "Bob", Role.OFFICIAL, password="purple injury lawyers")
    person(doors, "Eve", Role.OFFICIAL)
    with pytest.raises(Conflict, match="link_needs_password"):
        sign_in_by_link(doors, make_link(doors, "bob@example.org"), HERE)
    assert sign_in_by_link(doors, make_link(doors, "eve@example.org"), HERE).account_id == "eve"


def test_a_closed_account_stays_closed_to_its_links(doors: Doors) -> None:
    ada = person(doors, "Ada", Role.ADMINISTRATOR)
    person(doors, "Bob")
    token = make_link(doors, "bob@example.org", seconds=86_400)
    disable_account(Moment(doors, ada), account_id="bob", version=1)
    with pytest.raises(Conflict, match="account_disabled"):
        sign_in_by_link(doors, token, HERE)
