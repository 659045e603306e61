"""Codes and tokens: from chance alone, kept as keyed hashes, bodies hidden."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jury.config import Settings
from jury.domain.account import normalise_code
from jury.services.codes import (
    hash_code,
    hash_digits,
    hash_token,
    make_code,
    make_digits,
    make_token,
    open_body,
    seal_body,
)


def test_ten_thousand_codes_are_codes_and_do_not_repeat() -> None:
    codes = {make_code() for _ in range(10_000)}
    assert len(codes) == 10_000
    assert {normalise_code(code) for code in codes} == codes


def test_a_token_has_256_bits_and_digits_are_six() -> None:
    assert len(make_token()) == 43
    assert len({make_token() for _ in range(100)}) == 100
    assert len(make_digits()) == 6


def test_a_code_is_found_however_it_was_typed(settings: Settings) -> None:
    assert hash_code(settings, "abcde 98765") == hash_code(settings, "ABCDE-98765")
    with pytest.raises(ValueError, match="no code"):
        hash_code(settings, "ABCDE")


def test_another_pepper_gives_another_hash(settings: Settings) -> None:
    other = replace(settings, pepper=b"q" * 32)
    assert hash_code(settings, "ABCDE-98765") != hash_code(other, "ABCDE-98765")
    assert hash_token(settings, "x") != hash_token(other, "x")


def test_the_digits_of_one_letter_are_not_those_of_another(settings: Settings) -> None:
    one, two = (hash_digits(settings, hash_token(settings, t), "123456") for t in ("a", "b"))
    assert one != two


def test_a_body_is_read_only_as_the_letter_it_was_sealed_for(settings: Settings) -> None:
    sealed = seal_body(settings, "letter1", "Votre code: ABCDE-98765")
    assert b"ABCDE" not in sealed
    assert open_body(settings, "letter1", sealed) == "Votre code: ABCDE-98765"
    other = replace(settings, pepper=b"q" * 32)
    for place, name, body in [
        (settings, "letter2", sealed),
        (other, "letter1", sealed),
        (settings, "letter1", sealed[:-1] + bytes([sealed[-1] ^ 1])),
    ]:
        with pytest.raises(ValueError, match="not sealed here"):
            open_body(place, name, body)
