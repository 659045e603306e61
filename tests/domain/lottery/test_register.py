"""A register's list, read row by row."""

from __future__ import annotations

import pytest

from jury.domain.lottery.pool import PoolFault
from jury.domain.lottery.register import RowFault, home_of, read_register
from tests.fixtures.lots import PLAN, register


def test_a_whole_list_is_read_with_its_details_apart_from_its_values() -> None:
    reading = read_register(register(3), PLAN)
    assert reading.faults == ()
    first = reading.people[0]
    assert first.values == ("under 40", "town")
    assert first.details == {
        "name": "Person 1", "email": "person1@example.org", "address": "0 Mill Lane"
    }  # fmt: skip
    assert (first.reference, first.line) == ("R1", 2)


def test_a_list_as_older_spreadsheets_write_it_is_read_too() -> None:
    data = "ID;Name;AGE;area\n7;Zoé;Under  40;TOWN\n".encode("cp1252")
    (one,) = read_register(data, PLAN).people
    assert (one.details["name"], one.values) == ("Zoé", ("under 40", "town"))


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("R2,Bo,,,under 40,", RowFault(3, "value_missing", "Area")),
        ("R2,Bo,,,middle,town", RowFault(3, "value_unknown", "Age", "middle")),
        ("R2,Bo,no address,,under 40,town", RowFault(3, "email_unreadable", "email", "no address")),
        ("R1,Bo,,,under 40,town", RowFault(3, "person_twice", "id", "R1")),
        ("R2,Bo,PERSON1@example.org,,under 40,town",
         RowFault(3, "person_twice", "email", "PERSON1@example.org")),
        (f"R2,{'B' * 301},,,under 40,town", RowFault(3, "detail_too_long", "name")),
    ],
)  # fmt: skip
def test_each_wrong_row_is_named_with_its_line_and_column(row, fault) -> None:
    reading = read_register(register(1) + b"\n" + row.encode(), PLAN)
    assert reading.faults == (fault,)
    assert len(reading.people) == 1


def test_more_people_of_one_household_than_announced_are_named() -> None:
    rows = [f"R{n},P{n},,12 Quay St.,under 40,town" for n in range(2, 5)]
    reading = read_register(register(1) + b"\n" + "\n".join(rows).encode(), PLAN)
    assert [(fault.line, fault.code) for fault in reading.faults] == [(5, "household_full")]


def test_one_address_is_one_household_however_it_is_typed() -> None:
    assert home_of("12, Quay St.") == home_of("12  quay ST") != home_of("13 Quay St")


def test_columns_that_nobody_asked_for_are_named_and_left_alone() -> None:
    data = b"Age,Area,Religion\nunder 40,town,none\n"
    reading = read_register(data, PLAN)
    assert reading.unread == ("Religion",)
    assert reading.people[0].details == {}


def test_a_list_without_a_feature_cannot_be_read() -> None:
    with pytest.raises(PoolFault) as refused:
        read_register(b"id,Age\n1,under 40\n", PLAN)
    assert (refused.value.code, refused.value.params) == ("no_column", {"column": "Area"})
