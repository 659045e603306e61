"""The small draw among the people whom an organisation names."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.errors import Invalid
from jury.domain.lottery.check import check_draw, read_panels
from jury.domain.lottery.named import (
    Named,
    check_organisation,
    read_people,
    small_draw,
    small_files,
)


@given(st.integers(1, 12), st.integers(0, 30))
def test_everybody_has_exactly_the_same_chance_and_the_files_prove_it(seats, more) -> None:
    ids = [f"p{n:02}" for n in range(seats + more)]
    files = small_files("The shelter", ids, seats)
    assert check_draw(files).to_json() == {
        "sound": True, "bound": seats / len(ids), "smallest_chance": seats / len(ids),
        "problems": [],
    }  # fmt: skip
    counts = Counter(id for panel in read_panels(files) for id in panel)
    assert counts == dict.fromkeys(ids, seats)


def test_the_list_does_not_depend_on_who_was_typed_first() -> None:
    assert small_files("A", ["c", "a", "b"], 2) == small_files("A", ["b", "c", "a"], 2)
    assert small_draw("A", ["a", "b"], 1).bound == Fraction(1, 2)


def test_fewer_people_than_seats_cannot_be_drawn() -> None:
    with pytest.raises(Invalid, match="named_too_few"):
        small_draw("The shelter", ["a"], 2)


def test_people_are_read_one_a_line() -> None:
    assert read_people(["Rosa ; Rosa@Example.org", "Ali"]) == (
        Named("Rosa", "rosa@example.org"), Named("Ali", "")
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["; a@example.org"], "named_without_name"),
        (["Rosa; no mail"], "named_email"),
        (["Rosa; r@example.org", "R.; R@example.org"], "named_twice"),
        (["x" * 81], "own_name_too_long"),
        (["x"] * 201, "named_too_many"),
    ],
)
def test_what_cannot_be_read_is_said(lines: list[str], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_people(lines)
    assert refused.value.fields == {"people": code}


@pytest.mark.parametrize(
    ("name", "seats", "fields"),
    [
        ("", 0, {"name": "organisation_missing", "seats": "named_seats"}),
        ("x" * 81, 21, {"name": "name_too_long", "seats": "named_seats"}),
    ],
)
def test_an_organisation_has_a_name_and_a_few_seats(name, seats, fields) -> None:
    with pytest.raises(Invalid) as refused:
        check_organisation(name, seats)
    assert refused.value.fields == fields
