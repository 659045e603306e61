from __future__ import annotations

import json
import math

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.errors import Problem
from jury.domain.record.canonical import RecordError, b64, decode, encode, unb64

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


def code(error: pytest.ExceptionInfo[RecordError]) -> str:
    return error.value.code


@given(VALUES)
def test_what_is_written_is_read_back_and_has_one_spelling(value: object) -> None:
    data = encode(value)
    assert decode(data) == value
    assert json.loads(data) == value


@given(VALUES)
def test_the_fast_writer_writes_what_the_tested_one_does(value: object) -> None:
    assert encode(value) == rfc8785.dumps(value)


@given(st.dictionaries(st.text(st.characters(max_codepoint=127)), VALUES))
def test_it_does_so_for_keys_of_ascii_too(value: dict[str, object]) -> None:
    assert encode(value) == rfc8785.dumps(value)


def test_keys_stand_in_the_order_of_rfc_8785() -> None:
    # The example of RFC 8785, section 3.2.3: by UTF-16 units, not by code points.
    value = {"€": 1, "\r": 2, "\ufb33": 3, "1": 4, "😀": 5, "\u0080": 6, "ö": 7}
    assert list(json.loads(encode(value)).values()) == [2, 4, 6, 7, 1, 5, 3]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1.0, "float"),
        (math.nan, "float"),
        ([{"a": 0.5}], "float"),
        (2**53, "number_too_large"),
        (-(2**53), "number_too_large"),
        ("\ud800", "bad_text"),
        ({"\udfff": 1}, "bad_text"),
        ({1: 2}, "bad_key"),
        (b"bytes", "bad_type"),
        ({1, 2}, "bad_type"),
    ],
)
def test_what_has_no_canonical_form_is_refused(value: object, expected: str) -> None:
    with pytest.raises(RecordError) as error:
        encode(value)
    assert code(error) == expected
    assert isinstance(error.value, Problem)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'{"a":1,"a":1}', "double_key"),
        (b'{"a":{"b":1,"b":2}}', "double_key"),
        (b'{"a": 1}', "not_canonical"),
        (b'{"b":1,"a":2}', "not_canonical"),
        (b'"\\u00e9"', "not_canonical"),
        (b'"\\/"', "not_canonical"),
        (b"-0", "not_canonical"),
        (b"1\n", "not_canonical"),
        (b"1.0", "float"),
        (b"1e2", "float"),
        (b"NaN", "float"),
        (b"Infinity", "float"),
        (b"9007199254740992", "number_too_large"),
        (b"9" * 5000, "not_json"),
        (b'"\\ud800"', "bad_text"),
        (b'"\xff"', "not_utf8"),
        (b"\xef\xbb\xbf1", "not_json"),
        ('"é"'.encode("utf-16"), "not_utf8"),
        (b"", "not_json"),
        (b"{", "not_json"),
        (b"1 2", "not_json"),
        (b"01", "not_json"),
        (b"[" * 65 + b"]" * 65, "too_deep"),
        (b"[" * 100_000, "too_deep"),
    ],
)
def test_a_second_spelling_is_refused(data: bytes, expected: str) -> None:
    with pytest.raises(RecordError) as error:
        decode(data)
    assert code(error) == expected


@given(st.binary(max_size=70))
def test_base64_is_read_back(data: bytes) -> None:
    assert unb64(b64(data), len(data)) == data


@pytest.mark.parametrize(
    "text",
    [
        "AB==",
        "AAB=",
        "AA",
        "AA=",
        "AA===",
        "AA==\n",
        " AA==",
        "A A==",
        "-_==",
        "é",
        "=",
        "AA==AA==",
    ],
)
def test_a_second_spelling_in_base64_is_refused(text: str) -> None:
    with pytest.raises(RecordError) as error:
        unb64(text)
    assert code(error) == "bad_base64"


def test_base64_of_another_length_is_refused() -> None:
    with pytest.raises(RecordError) as error:
        unb64(b64(bytes(31)), 32)
    assert code(error) == "wrong_length"
