"""Entries about accounts and their roles: they stand in the installation's log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from jury.domain.record.kinds import Facts


@dataclass(frozen=True)
class AccountCreated(Facts):
    """A person got an account; who they are is committed to, not said."""

    KIND: ClassVar[str] = "account.created"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"account", "role_grant"})
    roles: list[str]


@dataclass(frozen=True)
class AccountDisabled(Facts):
    """An account can no longer be used."""

    KIND: ClassVar[str] = "account.disabled"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"account"})


@dataclass(frozen=True)
class AccountJoined(Facts):
    """Somebody confirmed an e-mail address for the first time, and so got an account."""

    KIND: ClassVar[str] = "account.joined"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"account"})


@dataclass(frozen=True)
class PasswordSet(Facts):
    """A password was set; the log never holds anything of it."""

    KIND: ClassVar[str] = "password.set"
    CHANGES: ClassVar[frozenset[str]] = frozenset({"account"})
