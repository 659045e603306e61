"""How values are written on pages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask

from jury.domain.permissions import Action
from jury.web.filters import Phone, breaks, clock, phone
from jury.web.words import ACT_GROUPS


@pytest.mark.parametrize(
    ("contact", "found"),
    [
        ("Nadia Renard, 081 24 67 10", Phone("081 24 67 10", "081246710")),
        ("Call +32 (0)81 24.67.10, mornings", Phone("+32 (0)81 24.67.10", "+3281246710")),
        ("081/24 67 10 or nadia@example.org", Phone("081/24 67 10", "081246710")),
        ("nadia.0812467890@example.org", None),
        ("In the hall, 2027-2028, room 12", None),
        ("", None),
    ],
)
def test_a_facilitators_number_is_found_to_be_dialled(contact: str, found: Phone | None) -> None:
    assert phone(contact) == found


def test_an_address_may_break_on_a_narrow_phone_and_nothing_else_changes() -> None:
    assert str(breaks("Lea <b> (lea.m@a-b.example): 9.30")) == (
        "Lea &lt;b&gt; (lea<wbr>.m@<wbr>a-b<wbr>.example): 9.30"
    )


def test_the_address_of_a_page_breaks_where_it_reads_well() -> None:
    assert str(breaks("Read http://jury.example/calls/a?b=<c>.")) == (
        "Read http://<wbr>jury<wbr>.example/<wbr>calls/<wbr>a?b=&lt;c&gt;."
    )


@pytest.mark.parametrize(
    ("language", "minute", "said"),
    [("fr", 0, "18\u00a0h"), ("fr", 5, "18\u00a0h\u00a005"), ("de", 0, "18:00")],
)
def test_an_hour_is_written_as_its_language_says_it(
    app: Flask, language: str, minute: int, said: str
) -> None:
    with app.test_request_context(headers={"Accept-Language": language}):
        assert clock(datetime(2026, 12, 2, 17, minute, tzinfo=UTC)) == said


def test_each_act_stands_in_one_group_of_the_page_that_says_who_may() -> None:
    for act in Action:
        assert sum(act.value.partition(".")[0] in of for _, of in ACT_GROUPS) == 1, act
