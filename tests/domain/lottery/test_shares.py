"""The population's shares, read from a CSV row by row."""

from __future__ import annotations

import pytest

from jury.domain.lottery.pool import PoolFault
from jury.domain.lottery.register import RowFault
from jury.domain.lottery.shares import read_shares

AGES = ("young", "old")


def shares(text: str, values: tuple[str, ...] = AGES, feature: str = "Age") -> dict[str, int]:
    found = read_shares(text.encode(), feature, values)
    assert found.faults == ()
    return dict(found.shares)


@pytest.mark.parametrize(
    "text",
    [
        "feature,value,share\nAge,young,51.2\nAge,old,48.8\nArea,town,100\n",
        "Merkmal;Wert;Anteil\nAGE;Young;51,2 %\nage; old ;48,8\u00a0%\n",
        "value\tpercent\nyoung\t51.2\nold\t48.80\n",
        'feature,value,share\nAge,young,"51,23"\n\nAge,old,"48,77"\n',
        "value;count\nyoung;5 120\nold;4.880\n",
        "value,count\nyoung,512\nold,488\n",
    ],
)
def test_a_list_is_read_however_a_spreadsheet_wrote_it(text: str) -> None:
    assert shares(text) == {"young": 512, "old": 488}


def test_a_list_as_older_spreadsheets_write_it_is_read_too() -> None:
    data = "caractéristique;valeur;part\nÂge;âgés;60\nÂge;jeunes;40\n".encode("cp1252")
    found = read_shares(data, "Âge", ("jeunes", "âgés"))
    assert (dict(found.shares), found.faults) == ({"âgés": 600, "jeunes": 400}, ())


def test_a_feature_that_has_no_values_yet_takes_those_of_the_list() -> None:
    found = read_shares(b"feature,value,share\nAge,young,60\nAge,old,40\n", "", ())
    assert (found.feature, list(found.shares)) == ("Age", ["young", "old"])


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("old;much", RowFault(4, "share_unreadable", "Age", "much")),
        ("old;101", RowFault(4, "share_unreadable", "Age", "101")),
        ("old;-5", RowFault(4, "share_unreadable", "Age", "-5")),
        (";40", RowFault(4, "value_missing_here", "Age", "")),
        ("middle;40", RowFault(4, "value_unknown", "Age", "middle")),
        ("YOUNG;40", RowFault(4, "value_again", "Age", "YOUNG")),
    ],
)
def test_each_wrong_row_is_named_and_the_others_are_read(row: str, fault: RowFault) -> None:
    found = read_shares(f"value;share\nyoung;60\n\n{row}\n".encode(), "Age", AGES)
    assert found.faults == (fault, RowFault(0, "value_absent", "Age", "old"))
    assert found.shares == {"young": 600}


@pytest.mark.parametrize(("second", "total"), [("45", "105"), ("30", "90"), ("0.4", "60.4")])
def test_shares_that_do_not_add_up_are_not_taken(second: str, total: str) -> None:
    found = read_shares(f"value,share\nyoung,60\nold,{second}\n".encode(), "Age", AGES)
    assert found.shares == {}
    assert found.faults == (RowFault(0, "shares_sum", "Age", total),)


def test_rounded_shares_may_miss_the_whole_by_a_tenth_each() -> None:
    thirds = {"a": 333, "b": 333, "c": 333}
    assert shares("value,share\na,33.3\nb,33.3\nc,33.3\n", ("a", "b", "c")) == thirds
    assert shares("value,count\na,1\nb,1\nc,1\n", ("a", "b", "c")) == thirds


def test_people_are_not_turned_into_shares_while_a_row_is_wrong() -> None:
    found = read_shares(b"value,count\nyoung,60\nmiddle,20\nold,20\n", "Age", AGES)
    assert found.shares == {}
    assert found.faults == (RowFault(3, "value_unknown", "Age", "middle"),)


@pytest.mark.parametrize(
    ("data", "feature", "code"),
    [
        (b"", "Age", "no_rows"),
        (b"\0\1", "Age", "not_text"),
        (b"share\n5\n", "Age", "no_column"),
        (b"value,people per km\nyoung,5\n", "Age", "no_column"),
        (b"value,share\nyoung,12,5\n", "Age", "row_too_long"),
        (b"value,value,share\n", "Age", "column_twice"),
        (b"name,value,share\nyoung,old,50\n", "Age", "column_twice"),
        (b"feature,value,share\nArea,town,100\n", "Age", "no_feature"),
        (b"value,share\n", "Age", "no_feature"),
        (b"feature,value,share\nArea,town,100\nAge,old,100\n", "", "feature_unclear"),
    ],
)
def test_what_cannot_be_read_at_all_is_said(data: bytes, feature: str, code: str) -> None:
    with pytest.raises(PoolFault) as refused:
        read_shares(data, feature, AGES)
    assert refused.value.code == code


def test_values_without_anybody_make_no_share() -> None:
    found = read_shares(b"value,count\nyoung,0\nold,0\n", "Age", AGES)
    assert found.shares == {}
