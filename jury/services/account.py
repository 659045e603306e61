"""The verbs of accounts: made, disabled, joined, and given a password.

Who a person is stands in the log as a committed part only, never as a public fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from jury.domain.account import normalise_email, password_problem
from jury.domain.errors import Conflict, Invalid, NotFound
from jury.domain.permissions import Action, Role
from jury.domain.record.kinds import Entry, Part
from jury.domain.record.kinds.account import (
    AccountCreated,
    AccountDisabled,
    AccountJoined,
    PasswordSet,
)
from jury.services.letters import password_changed, welcome
from jury.services.passwords import hash_password
from jury.services.perform import Act, Done, Moment, performs
from jury.storage.account import Account, Grant, account_by_email, grants_of
from jury.storage.base import new_id

NAME_LETTERS = 200
GRANTABLE = (Role.ADMINISTRATOR, Role.OFFICIAL, Role.SIGNATORY)
"""Roles in the whole installation; all others are parts in one call."""

FOR_GUARANTOR = "guarantor at record.published"


def create_account(
    moment: Moment,
    *,
    name: str,
    email: str,
    roles: Iterable[str],
    password: str | None,
    language: str,
) -> Done:
    """Make an account for a person, with their roles in the whole installation.

    `password` is None for somebody who first signs in by an e-mail link. The answer's subject is
    the account's id. Raises Invalid with the fields `name`, `email`, `roles`, `password`.
    """
    granted = sorted({str(role) for role in roles})
    address = normalise_email(email)
    fields = _wrong(moment, name, address, granted, password, language)
    if fields or address is None:
        raise Invalid("invalid", fields)
    hashed = hash_password(password) if password is not None else None
    return _create(
        moment, name=name.strip(), email=address, roles=granted, hashed=hashed, language=language
    )


def _wrong(
    moment: Moment,
    name: str,
    address: str | None,
    roles: list[str],
    password: str | None,
    language: str,
) -> dict[str, str]:
    fields = {}
    if not 0 < len(name.strip()) <= NAME_LETTERS:
        fields["name"] = "person_name_missing"
    if address is None:
        fields["email"] = "email_wrong"
    if set(roles) - set(GRANTABLE):
        fields["roles"] = "roles_wrong"
    if language not in moment.doors.settings.languages:
        fields["language"] = "language_wrong"
    if password is not None:
        problem = password_problem(
            password,
            administrator=Role.ADMINISTRATOR in roles,
            name=name,
            email=address or "",
        )
        if problem:
            fields["password"] = problem
    return fields


@performs(Action.ACCOUNT_CREATE)
def _create(
    act: Act, *, name: str, email: str, roles: list[str], hashed: str | None, language: str
) -> Entry:
    if account_by_email(act.session, email) is not None:
        raise Invalid("email_taken", {"email": "email_taken"})
    account = _new(act, name, email, language)
    account.password_hash = hashed
    act.session.flush()
    act.session.add_all([Grant(account_id=account.id, role=role) for role in roles])
    if act.account is not None:
        welcome(act.session, act.settings, act.now, account)
    return Entry(AccountCreated(roles=roles), account.id, account.version, (_person(account),))


def _new(act: Act, name: str, email: str, language: str) -> Account:
    account = Account(
        id=new_id(),
        email=email,
        name=name,
        password_hash=None,
        language=language,
        state="active",
        created_at=act.now,
        sessions_from=act.now,
        version=1,
    )
    act.session.add(account)
    return account


def _person(account: Account) -> Part:
    return Part("person", {"name": account.name, "email": account.email or ""}, FOR_GUARANTOR)


@performs(Action.ACCOUNT_JOIN)
def join(act: Act, *, name: str, email: str, language: str) -> Entry:
    """Make the account of somebody who confirmed an e-mail address for the first time.

    Only services/signin calls it, holding a link that was sent to `email` (normalised).
    Raises Invalid (`person_name_missing`) or Conflict (`email_taken`).
    """
    if not 0 < len(name.strip()) <= NAME_LETTERS:
        raise Invalid("person_name_missing", {"name": "person_name_missing"})
    if account_by_email(act.session, email) is not None:
        raise Conflict("email_taken")
    account = _new(act, name.strip(), email, language)
    return Entry(AccountJoined(), account.id, account.version, (_person(account),))


@performs(Action.ACCOUNT_DISABLE)
def disable_account(act: Act, *, account_id: str, version: int) -> Entry:
    """Close an account: it can no longer be used, and all its sessions end.

    Raises NotFound, or Conflict (`not_oneself`, `already_disabled`, `stale`).
    """
    account = _the(act, account_id)
    if account_id == act.account_id:
        raise Conflict("not_oneself")
    if account.state != "active":
        raise Conflict("already_disabled")
    if account.version != version:
        raise Conflict("stale")
    account.state, account.sessions_from = "disabled", act.now
    account.version += 1
    return Entry(AccountDisabled(), account_id, account.version)


def set_password(moment: Moment, *, account_id: str, password: str | None) -> Done:
    """Give an account a password, or (None, by the command line) take it away.

    All its sessions end. Without a password the person signs in by an e-mail link and is asked
    to choose one. Raises Invalid with the field `password`, NotFound, Forbidden.
    """
    hashed = None
    if password is not None:
        with moment.doors.engines.reading() as session:
            account = session.get(Account, account_id)
            held = grants_of(session, [account_id]).get(account_id, [])
        if account is None:
            raise NotFound()
        problem = password_problem(
            password,
            administrator=Role.ADMINISTRATOR in held,
            name=account.name,
            email=account.email or "",
        )
        if problem:
            raise Invalid(problem, {"password": problem})
        hashed = hash_password(password)
    return _set_password(moment, account_id=account_id, hashed=hashed)


def _whose(session: Session, values: Mapping[str, Any]) -> str | None:
    return str(values["account_id"])


@performs(Action.PASSWORD_SET, owner=_whose)
def _set_password(act: Act, *, account_id: str, hashed: str | None) -> Entry:
    account = _the(act, account_id)
    if hashed is None and act.account is not None:
        raise Invalid("password_too_short", {"password": "password_too_short"})
    account.password_hash, account.sessions_from = hashed, act.now
    account.version += 1
    password_changed(act.session, act.settings, act.now, account)
    return Entry(PasswordSet(), account_id, account.version)


def _the(act: Act, account_id: str) -> Account:
    account = act.session.get(Account, account_id)
    if account is None:
        raise NotFound()
    return account
