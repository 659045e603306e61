"""Accounts: who may make, close and join one, and what the log says of it."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from jury.domain.errors import Conflict, Forbidden, Invalid, NotFound
from jury.domain.permissions import Role
from jury.services.account import create_account, disable_account, join, set_password
from jury.services.codes import open_body
from jury.services.doors import Doors
from jury.services.passwords import matches
from jury.services.perform import Moment
from jury.storage.account import Account, Letter, account_by_email, grants_of, namesakes
from jury.storage.record import LogEntry, Opening
from tests.fixtures.people import person

LONG = "purple injury lawyers"


def made(doors: Doors, moment: Moment, **changes: object) -> str:
    values: dict[str, object] = {
        "name": "Hélène Quintard",
        "email": "Helene@Example.org",
        "roles": [Role.OFFICIAL],
        "password": None,
        "language": "fr",
    }
    return create_account(moment, **{**values, **changes}).subject  # type: ignore[arg-type]


def test_the_command_line_makes_the_first_account(doors: Doors) -> None:
    account_id = made(doors, Moment(doors, system=True), password=LONG)
    with doors.engines.reading() as session:
        account = session.get_one(Account, account_id)
        assert (account.name, account.email, account.state) == (
            "Hélène Quintard",
            "helene@example.org",
            "active",
        )
        assert matches(account.password_hash, LONG)
        assert grants_of(session, [account_id]) == {account_id: ["official"]}
        assert list(session.scalars(select(Letter))) == []


def test_an_administrator_makes_an_account_and_the_person_gets_a_letter(doors: Doors) -> None:
    ada = person(doors, "Ada", Role.ADMINISTRATOR)
    made(doors, Moment(doors, ada))
    with doors.engines.reading() as session:
        letters = list(session.scalars(select(Letter)))
    assert [(letter.recipient, letter.channel) for letter in letters] == [
        ("helene@example.org", "email")
    ]


def test_the_log_says_the_roles_and_only_commits_to_the_person(doors: Doors) -> None:
    account_id = made(doors, Moment(doors, system=True))
    with doors.engines.reading() as session:
        entry = session.scalars(select(LogEntry)).one()
        opening = session.scalars(select(Opening)).one()
    leaf = json.loads(entry.data)
    assert (leaf["kind"], leaf["subject"], leaf["facts"]) == (
        "account.created",
        account_id,
        {"roles": ["official"]},
    )
    assert b"example.org" not in entry.data
    assert "Quintard" not in entry.data.decode()
    assert json.loads(opening.value or "") == {
        "email": "helene@example.org",
        "name": "Hélène Quintard",
    }


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"name": "  "}, {"name": "person_name_missing"}),
        ({"name": "x" * 201}, {"name": "person_name_missing"}),
        ({"email": "helene"}, {"email": "email_wrong"}),
        ({"roles": [Role.JUROR]}, {"roles": "roles_wrong"}),
        ({"roles": ["queen"]}, {"roles": "roles_wrong"}),
        ({"language": "it"}, {"language": "language_wrong"}),
        ({"password": "short"}, {"password": "password_too_short"}),
        (
            {"password": "fourteen signs", "roles": [Role.ADMINISTRATOR]},
            {"password": "password_too_short_administrator"},
        ),
        ({"name": "", "email": ""}, {"name": "person_name_missing", "email": "email_wrong"}),
    ],
)
def test_what_is_wrong_is_said_field_by_field(
    doors: Doors, changes: dict[str, object], fields: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        made(doors, Moment(doors, system=True), **changes)
    assert refused.value.fields == fields


def test_the_same_address_is_the_same_person(doors: Doors) -> None:
    made(doors, Moment(doors, system=True))
    with pytest.raises(Invalid) as refused:
        made(doors, Moment(doors, system=True), email="HELENE@example.ORG")
    assert refused.value.fields == {"email": "email_taken"}


def test_the_same_name_only_warns(doors: Doors) -> None:
    first = made(doors, Moment(doors, system=True))
    second = made(doors, Moment(doors, system=True), email="other@example.org")
    with doors.engines.reading() as session:
        found = namesakes(session, "helene  QUINTARD", besides=second)
    assert [account.id for account in found] == [first]


@pytest.mark.parametrize("role", [Role.OFFICIAL, Role.SIGNATORY])
def test_nobody_but_an_administrator_makes_accounts(doors: Doors, role: Role) -> None:
    bob = person(doors, "Bob", role)
    for moment in (Moment(doors, bob), Moment(doors)):
        with pytest.raises(NotFound):
            made(doors, moment)


def test_who_confirms_an_address_for_the_first_time_gets_an_account(doors: Doors) -> None:
    done = join(Moment(doors), name=" Ana Silva ", email="ana@example.org", language="nl")
    with doors.engines.reading() as session:
        account = account_by_email(session, "ana@example.org")
        kinds = list(session.scalars(select(LogEntry.kind)))
    assert account is not None
    assert (account.id, account.name, account.language) == (done.subject, "Ana Silva", "nl")
    assert kinds == ["account.joined"]


def test_nobody_joins_twice_nor_without_a_name(doors: Doors) -> None:
    person(doors, "Ana")
    with pytest.raises(Conflict, match="email_taken"):
        join(Moment(doors), name="Ana", email="ana@example.org", language="nl")
    with pytest.raises(Invalid) as refused:
        join(Moment(doors), name=" ", email="bob@example.org", language="nl")
    assert refused.value.fields == {"name": "person_name_missing"}


def test_an_administrator_closes_an_account_once(doors: Doors, clock) -> None:  # type: ignore[no-untyped-def]
    ada, bob = person(doors, "Ada", Role.ADMINISTRATOR), person(doors, "Bob", Role.OFFICIAL)
    clock.advance(minutes=1)
    disable_account(Moment(doors, ada), account_id=bob, version=1)
    with doors.engines.reading() as session:
        account = session.get_one(Account, bob)
    assert (account.state, account.sessions_from, account.version) == ("disabled", clock(), 2)
    with pytest.raises(Conflict, match="already_disabled"):
        disable_account(Moment(doors, ada), account_id=bob, version=2)
    with pytest.raises(Forbidden, match="account_disabled"):
        set_password(Moment(doors, bob), account_id=bob, password=LONG)


def test_an_administrator_does_not_close_their_own_account_nor_a_changed_one(
    doors: Doors,
) -> None:
    ada, bob = person(doors, "Ada", Role.ADMINISTRATOR), person(doors, "Bob")
    for account_id, version, code in [(ada, 1, "not_oneself"), (bob, 7, "stale")]:
        with pytest.raises(Conflict, match=code):
            disable_account(Moment(doors, ada), account_id=account_id, version=version)
    with pytest.raises(NotFound):
        disable_account(Moment(doors, ada), account_id="nobody", version=1)
    with pytest.raises(NotFound):
        disable_account(Moment(doors, bob), account_id=ada, version=1)


def test_an_official_sets_their_own_password_and_nobody_elses(doors: Doors) -> None:
    bob, eve = person(doors, "Bob", Role.OFFICIAL), person(doors, "Eve", Role.OFFICIAL)
    set_password(Moment(doors, bob), account_id=bob, password=LONG)
    with doors.engines.reading() as session:
        assert matches(session.get_one(Account, bob).password_hash, LONG)
        entry = session.scalars(select(LogEntry)).one()
    assert b"argon" not in entry.data
    with pytest.raises(NotFound):
        set_password(Moment(doors, eve), account_id=bob, password=LONG)


def test_who_signs_in_by_code_or_link_has_no_password(doors: Doors) -> None:
    ana = person(doors, "Ana")
    with pytest.raises(Forbidden):
        set_password(Moment(doors, ana), account_id=ana, password=LONG)


def test_only_the_command_line_takes_a_password_away(doors: Doors) -> None:
    bob = person(doors, "Bob", Role.OFFICIAL, password=LONG)
    with pytest.raises(Invalid):
        set_password(Moment(doors, bob), account_id=bob, password=None)
    set_password(Moment(doors, system=True), account_id=bob, password=None)
    with doors.engines.reading() as session:
        assert session.get_one(Account, bob).password_hash is None


def test_the_owner_is_told_that_their_password_changed(doors: Doors) -> None:
    bob = person(doors, "Bob", Role.OFFICIAL)
    for password, subject in [(LONG, "was changed, and"), (None, "was taken away")]:
        moment = Moment(doors, bob) if password else Moment(doors, system=True)
        set_password(moment, account_id=bob, password=password)
        with doors.engines.reading() as session:
            letters = list(session.scalars(select(Letter)))
        bodies = [open_body(doors.settings, row.id, row.sealed or b"") for row in letters]
        assert {letter.recipient for letter in letters} == {"bob@example.org"}
        assert len([body for body in bodies if subject in body]) == 1


def test_a_poor_new_password_is_refused_with_its_reason(doors: Doors) -> None:
    ada = person(doors, "Ada", Role.ADMINISTRATOR)
    with pytest.raises(Invalid) as refused:
        set_password(Moment(doors, ada), account_id=ada, password="twelve signs")
    assert refused.value.fields == {"password": "password_too_short_administrator"}
