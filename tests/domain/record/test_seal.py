from __future__ import annotations

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.record.canonical import RecordError
from jury.domain.record.seal import CODE_ALPHABET, commit, opens, opens_stored, receipt

KEY = bytes(range(32))


def test_a_seal_is_the_hmac_that_the_specification_writes() -> None:
    message = b'jury/commit/v1\n{"name":"words","subject":"s1","value":"\xc3\xa9"}'
    assert commit(KEY, "words", "s1", "é") == hmac.digest(KEY, message, "sha256")


def test_a_seal_opens_for_its_own_part_alone() -> None:
    sealed = commit(KEY, "levels", "s1", [3, None])
    assert opens(sealed, KEY, "levels", "s1", [3, None])
    assert not opens(sealed, bytes(32), "levels", "s1", [3, None])
    assert not opens(sealed, KEY, "words", "s1", [3, None])
    assert not opens(sealed, KEY, "levels", "s2", [3, None])
    assert not opens(sealed, KEY, "levels", "s1", [3, 0])
    assert not opens(sealed[:-1], KEY, "levels", "s1", [3, None])


def test_a_stored_value_opens_in_its_one_spelling() -> None:
    sealed = commit(KEY, "levels", "s1", {"a": 3, "b": "é"})
    assert opens_stored(sealed, KEY, "levels", "s1", '{"a":3,"b":"é"}')
    for other in ('{"a": 3,"b":"é"}', '{"a":3,"b":"\\u00e9"}', '{"b":"é","a":3}', '{"a":3}', ""):
        assert not opens_stored(sealed, KEY, "levels", "s1", other), other


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_key_is_32_bytes(length: int) -> None:
    with pytest.raises(RecordError):
        commit(bytes(length), "words", "s1", "")
    with pytest.raises(RecordError):
        receipt(bytes(length), "s1", 1)


def test_the_alphabet_has_no_letter_that_is_misread() -> None:
    assert len(set(CODE_ALPHABET)) == len(CODE_ALPHABET) == 31
    assert not set("0O1IL") & set(CODE_ALPHABET)


@given(st.binary(min_size=32, max_size=32), st.integers(0, 10**6))
def test_a_receipt_is_the_first_fifty_bits(key: bytes, version: int) -> None:
    code = receipt(key, "s1", version)
    assert len(code) == 11
    number = 0
    for letter in code:
        number = number * 31 + CODE_ALPHABET.index(letter)
    mac = hmac.new(key, f"jury/receipt/v1\ns1\n{version}".encode(), hashlib.sha256).hexdigest()
    assert f"{number:050b}" == f"{int(mac, 16):0256b}"[:50]


def test_a_sheet_of_two_lines_cannot_borrow_a_receipt() -> None:
    with pytest.raises(RecordError):
        receipt(KEY, "s1\n2", 3)
