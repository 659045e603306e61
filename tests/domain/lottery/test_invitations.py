"""Lists of addresses, read row by row; the sample; and how groups answer."""

from __future__ import annotations

import pytest

from jury.domain.lottery.invitations import (
    MOST_ADDRESSES,
    Addresses,
    Response,
    digest_of,
    read_addresses,
    responses,
    sample,
)
from jury.domain.lottery.pool import PoolFault
from tests.fixtures.lots import PLAN

HOMES = [f"{number} quiet lane" for number in range(1, 51)]


def read(text: str | bytes, before: tuple[str, ...] = ()) -> Addresses:
    data = text.encode() if isinstance(text, str) else text
    return read_addresses(data, PLAN, ("en", "fr"), lambda home: home in before)


def test_a_latin_list_with_semicolons_gives_its_envelopes() -> None:
    text = "Name;Address;Postcode;Town;Language;area;birthday\nRenée;3 rue Haute;4000;Liège;FR;x;1"
    found = read(text.encode("latin-1"))
    (one,) = found.found
    assert one.lines == ("Renée", "3 rue Haute", "4000 Liège")
    assert (one.home, one.language) == ("3 rue haute 4000 liège", "fr")
    assert (one.features, found.unread) == ({"Area": "x"}, ("birthday",))


def test_each_wrong_row_is_named_and_the_others_are_taken() -> None:
    long = "x" * 301
    found = read(
        f"address,language\n1 Lane,en\n,en\n1  LANE,en\n2 Lane,xx\n3 Lane,\n{long},en\n4 Lane,fr\n",
        before=("3 lane",),
    )
    assert [one.line for one in found.found] == [2, 8]
    assert [(fault.line, fault.code) for fault in found.faults] == [
        (3, "value_missing"), (4, "address_twice"), (5, "value_unknown"), (6, "address_invited"),
        (7, "detail_too_long"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no_rows"), ("street\n1 Lane", "no_column"), ("address\n1\0", "not_text"),
        ("address\n" + "1 Lane\n" * (MOST_ADDRESSES + 1), "too_many_addresses"),
        ("address,town\n1 Lane", "row_too_short"),
    ],
)  # fmt: skip
def test_what_is_no_list_of_addresses_is_refused_as_a_whole(text: str, code: str) -> None:
    with pytest.raises(PoolFault) as refused:
        read(text)
    assert refused.value.code == code


def test_the_sample_does_not_depend_on_the_order_of_the_list() -> None:
    drawn = {HOMES[place] for place in sample(HOMES, "5eed", 7)}
    turned = HOMES[::-1]
    assert {turned[place] for place in sample(turned, "5eed", 7)} == drawn
    assert len(drawn) == 7
    assert digest_of(turned) == digest_of(HOMES)


def test_each_address_is_drawn_about_as_often_as_any_other() -> None:
    times = [0] * len(HOMES)
    for number in range(2000):
        for place in sample(HOMES, f"{number}", 5):
            times[place] += 1
    # 200 each; with fixed seeds the verdict is the same on every run.
    expected = 2000 * 5 / len(HOMES)
    assert sum((count - expected) ** 2 / expected for count in times) < 85


def test_groups_of_fewer_than_five_letters_are_not_shown() -> None:
    letters = [({"Area": "town"}, number < 2) for number in range(6)]
    letters += [({"Area": "villages"}, True)] * 4
    assert responses(letters) == [Response("Area", "town", 6, 2, 333)]
