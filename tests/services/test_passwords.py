"""Passwords: slow hashes, the same work for accounts that do not exist."""

from __future__ import annotations

from argon2 import Parameters, extract_parameters
from argon2.low_level import Type

from jury.services.passwords import dummy_hash, hash_password, matches

LONG = "purple injury lawyers"


def test_a_password_is_kept_by_argon2id_with_19_mib_and_two_passes() -> None:
    for kept in (hash_password(LONG), dummy_hash()):
        found = extract_parameters(kept)
        assert isinstance(found, Parameters)
        assert (found.type, found.memory_cost, found.time_cost, found.parallelism) == (
            Type.ID,
            19456,
            2,
            1,
        )


def test_the_same_password_is_kept_differently_each_time() -> None:
    assert hash_password(LONG) != hash_password(LONG)


def test_only_the_password_itself_matches() -> None:
    kept = hash_password(LONG)
    assert matches(kept, LONG)
    assert not matches(kept, LONG + " ")
    assert not matches(kept, "")
    assert not matches(None, LONG)
    assert not matches("no hash at all", LONG)


def test_a_megabyte_is_not_hashed_and_does_not_match() -> None:
    assert not matches(hash_password("x" * 200), "x" * 200)
