"""Passwords: hashed by argon2id, and compared in the same time whether the account exists or not.

The parameters are those of the OWASP cheat sheet: 19 MiB, two passes, one lane.
"""

from __future__ import annotations

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from jury.domain.account import PASSWORD_MAX

HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hash_password(password: str) -> str:
    """Give the hash under which a password is kept."""
    return HASHER.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Say whether this is the password; an account without one costs the same and gets no."""
    fits = len(password) <= PASSWORD_MAX
    try:
        HASHER.verify(password_hash or dummy_hash(), password if fits else "")
    except (VerificationError, InvalidHashError):
        return False
    return fits and password_hash is not None


@cache
def dummy_hash() -> str:
    """Give the hash of a password that nobody has, for accounts that do not exist."""
    return hash_password(secrets.token_urlsafe(32))
