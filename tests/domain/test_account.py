"""Codes that survive being read aloud, addresses kept one way, names that warn, good passwords."""

from __future__ import annotations

import random
from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.account import (
    CODE_ALPHABET,
    code_from,
    email_code_from,
    normalise_code,
    normalise_email,
    normalise_email_code,
    password_problem,
    same_name,
)


def test_the_alphabet_holds_31_signs_that_are_not_mistaken_for_each_other() -> None:
    assert len(set(CODE_ALPHABET)) == len(CODE_ALPHABET) == 31
    assert not set(CODE_ALPHABET) & set("0O1IL")
    assert CODE_ALPHABET.isupper()
    assert CODE_ALPHABET.isascii()
    assert 31**10 > 2**49


def test_a_code_takes_each_sign_from_chance() -> None:
    picks = iter([0, 1, 2, 3, 4, 30, 29, 28, 27, 26])
    asked: list[int] = []
    assert code_from(lambda n: asked.append(n) or next(picks)) == "ABCDE-98765"  # type: ignore[func-returns-value]
    assert asked == [31] * 10


def test_ten_thousand_codes_do_not_repeat() -> None:
    chance = random.Random(7)
    assert len({code_from(chance.randrange) for _ in range(10_000)}) == 10_000


@pytest.mark.parametrize(
    "typed",
    [
        "ABCDE-98765",
        "abcde98765",
        " abcde 98765 ",
        "AB CD E-98 765",
        "ＡＢＣＤＥ－９８７６５",
        "ABCDE-98765" + " " * 89,
        "abcde–98765",
        "abcde\u201198765",
        "abcde\u00a098765",
        "ab\u00adcde98765",
        "a-b-c-d-e-98765",
    ],
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert normalise_code(typed) == "ABCDE-98765"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ABCDE-9876",
        "ABCDE-987655",
        "ABCDO-98765",
        "ABCD1-98765",
        "ABCDE_98765",
        "ABCDß-98765",
        "ÄBCDE-98765",
        "ABCDE-98765" + " " * 90,
        "🙂" * 10,
        "ABCDE-9876٥",
        "ABCDE9876\x00",
    ],
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert normalise_code(typed) is None


@given(st.integers(0))
def test_every_code_made_is_read_back(seed: int) -> None:
    code = code_from(random.Random(seed).randrange)
    assert normalise_code(code.lower().replace("-", " ")) == code


def test_an_email_code_is_six_digits_and_keeps_its_noughts() -> None:
    picks = cycle([0, 0, 7])
    asked: list[int] = []
    assert email_code_from(lambda n: asked.append(n) or next(picks)) == "007007"  # type: ignore[func-returns-value]
    assert asked == [10] * 6


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("007 007", "007007"),
        ("007-007", "007007"),
        ("００７００７", "007007"),
        ("12345", None),
        ("1234567", None),
        ("12345a", None),
        ("", None),
        ("١٢٣٤٥٦", None),
        ("1" * 200, None),
        ("123456" + " " * 95, None),
    ],
)
def test_an_email_code_is_read_however_it_is_typed(typed: str, read: str | None) -> None:
    assert normalise_email_code(typed) == read


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ana.Silva@Example.ORG", "ana.silva@example.org"),
        (" ana@example.org\n", "ana@example.org"),
        ("ana+jury@mail.example.org", "ana+jury@mail.example.org"),
        ("ana@exämple.org", "ana@xn--exmple-cua.org"),
        ("A\u0301na@example.org", "ána@example.org"),
        ("o'neil@example.org", "o'neil@example.org"),
        ("a" * 64 + "@example.org", "a" * 64 + "@example.org"),
        ("ana@" + "bb." * 81 + "example", "ana@" + "bb." * 81 + "example"),
    ],
)
def test_an_address_is_kept_in_one_way(typed: str, kept: str) -> None:
    assert normalise_email(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ana",
        "@example.org",
        "ana@",
        "ana@example",
        "ana@@example.org",
        "a na@example.org",
        "ana@exa mple.org",
        "ana@example..org",
        "ana@.example.org",
        ".ana@example.org",
        "ana.@example.org",
        "an..a@example.org",
        "ana@-example.org",
        "ana@example-.org",
        "ana\r\nBcc: bob@example.org",
        "ana\r\nBcc:x@example.org",
        "Ana <ana@example.org>",
        "ana,bob@example.org",
        "a" * 65 + "@example.org",
        "ana@" + "bb." * 81 + "example1",
        "ana@" + "b" * 64 + ".org",
        "ana\x00@example.org",
        "ana@exam_ple.org",
        "ana\u2028@example.org",
    ],
)
def test_what_is_no_address_is_none(typed: str) -> None:
    assert normalise_email(typed) is None


@given(st.text(max_size=60))
def test_keeping_an_address_twice_changes_nothing(typed: str) -> None:
    kept = normalise_email(typed)
    assert kept is None or normalise_email(kept) == kept


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Zoé Dupont", "zoe  DUPONT"),
        ("Anne-Marie Roß", "Anne Marie ROSS"),
        ("José", "Jose\u0301"),
        ("Ｂｏｂ", "Bob"),
    ],
)
def test_two_names_that_read_the_same_are_the_same(a: str, b: str) -> None:
    assert same_name(a, b)


@pytest.mark.parametrize(
    ("a", "b"), [("Ana Silva", "Anna Silva"), ("", ""), ("-", "'"), ("Ana Silva", "Silva Ana")]
)
def test_other_names_are_others_and_no_name_is_nobodys(a: str, b: str) -> None:
    assert not same_name(a, b)


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "twelve signs",
        "purple injury lawyers",
        "été sur la colline",
        "830 174 659 20",
        "abcdeabcdeab",
        "password+pond",
        "the li lo la way",
        "x" * 8 + "abcdefgh vw",
        "Ω≈ç√∫˜µ≤≥÷åß",
        "soleil et lune bleue",
    ],
)
def test_a_long_password_of_ones_own_will_do(password: str) -> None:
    assert password_problem(password, name="Li Lo La", email="ana@example.org") is None


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("eleven sign", "password_too_short"),
        ("", "password_too_short"),
        ("green pond " * 12, "password_too_long"),
        ("abcdabcdabcd", "password_common"),
        ("password+pon", "password_common"),
        ("eva eva eva 1", "password_context"),
        ("aaaaaaaaaaaa", "password_common"),
        ("abababababab", "password_common"),
        ("012345678901", "password_common"),
        ("987654321098", "password_common"),
        ("Password1234", "password_common"),
        ("MotDePasse-2026", "password_common"),
        ("Wachtwoord!!!1", "password_common"),
        ("passwort passwort", "password_common"),
        ("azertyuiop123", "password_common"),
        ("Jury-Jury-2026", "password_context"),
        ("citizens' jury 26", "password_context"),
        ("ana silva 2026", "password_context"),
        ("Silva-Silva-1!", "password_context"),
        ("a.fontaine 1987", "password_context"),
    ],
)
def test_a_password_that_others_would_try_is_refused(password: str, code: str) -> None:
    assert password_problem(password, name="Éva Ána Silva", email="a.fontaine@example.org") == code


def test_twelve_signs_are_the_least_fifteen_for_an_administrator_and_128_the_most() -> None:
    assert password_problem("green ponds") == "password_too_short"
    assert password_problem("green pondss") is None
    assert password_problem("green pond wet", administrator=True) == (
        "password_too_short_administrator"
    )
    assert password_problem("green ponds wet", administrator=True) is None
    assert password_problem(("green ponds " * 11)[:128]) is None
    assert password_problem(("green ponds " * 11)[:129]) == "password_too_long"
