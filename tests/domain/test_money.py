"""Amounts as people type them in four languages; what could mean two amounts is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.errors import Invalid
from jury.domain.money import LARGEST_CENTS, parse_amount


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("86000", 8_600_000),
        ("86 000", 8_600_000),
        ("86\u00a0000", 8_600_000),
        ("86\u202f000,50 €", 8_600_050),
        ("86.000,50", 8_600_050),
        ("€ 86,000", 8_600_000),
        ("86,000.5", 8_600_050),
        ("86'000", 8_600_000),
        ("86’000.05", 8_600_005),
        ("1 234 567,89", 123_456_789),
        ("1.234.567", 123_456_700),
        ("0", 0),
        ("0,5", 50),
        ("-0", 0),
        ("007", 700),
        ("12.5", 1_250),
        ("12,34", 1_234),
        ("EUR 12", 1_200),
        ("12 eur", 1_200),
        ("12,-", 1_200),
        ("€ 12,-", 1_200),
        ("  12\t", 1_200),
        ("86.000", 8_600_000),
        ("10000000000", LARGEST_CENTS),
    ],
)
def test_an_amount_is_read_as_it_was_meant(typed: str, cents: int) -> None:
    assert parse_amount(typed) == cents


@pytest.mark.parametrize(
    "typed",
    [
        "abc",
        "12 abc",
        "1.2.3",
        "1,23,456",
        "1.000.00",
        "1,000,50",
        "1.000 000",
        "0.500",
        "012.345",
        "12.3456",
        "1234.567",
        "12345,678",
        "1 0000",
        "12 34",
        "８６０００",
        "٣٤",
        "1e5",
        "0x10",
        "١٢",
        "12,",
        ".5",
        ",",
        "€",
        "--5",
        "+5",
        "5 000 00",
        "12\n000",
        "½",
        "5%",
        "$5",
        "12€34",
        "١",
        "5\u202e0",
        "🙂",
    ],
)
def test_what_is_unclear_is_refused_rather_than_guessed(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_amount(typed)
    assert refused.value.code == "amount_unclear"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "amount_missing"),
        (" \u00a0\n", "amount_missing"),
        ("-5", "amount_negative"),
        ("− 5", "amount_negative"),
        ("-0,01", "amount_negative"),
        ("10000000000,01", "amount_too_large"),
        ("9" * 10_000, "amount_too_large"),
        ("-" + "9" * 10_000, "amount_too_large"),
    ],
)
def test_each_other_fault_has_its_code(typed: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_amount(typed)
    assert refused.value.code == code


def test_too_large_an_amount_says_what_the_largest_is() -> None:
    with pytest.raises(Invalid) as refused:
        parse_amount("99999999999")
    assert refused.value.params == {"largest_cents": 10**12}


@given(
    st.integers(0, LARGEST_CENTS),
    st.sampled_from([(".", ","), (",", "."), (" ", ","), ("\u202f", ","), ("'", "."), ("", ".")]),
)
def test_what_a_page_writes_in_any_language_is_read_back(
    cents: int, marks: tuple[str, str]
) -> None:
    whole, rest = divmod(cents, 100)
    group, point = marks
    written = f"{whole:,}".replace(",", group)
    assert parse_amount(f"{written}{point}{rest:02d} €") == cents


@given(st.text(max_size=40))
def test_nothing_typed_is_more_than_refused(typed: str) -> None:
    try:
        cents = parse_amount(typed)
    except Invalid:
        return
    assert 0 <= cents <= LARGEST_CENTS
