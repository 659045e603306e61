"""Parked forms: a day for the person who typed them, five each, never a secret."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jury.domain.errors import NotFound
from jury.services.doors import Doors
from jury.services.parked import park, take, waiting
from tests.fixtures.clock import Clock
from tests.fixtures.people import person

FIELDS = [("title", "Le jardin"), ("words", "à\r\nb"), ("words", ""), ("version", "3")]


def paths(doors: Doors, account_id: str) -> list[str]:
    return [form.path for form in waiting(doors, account_id)]


def test_a_form_comes_back_as_it_was_and_only_once(doors: Doors) -> None:
    ana = person(doors, "Ana")
    form_id = park(doors, ana, "/calls/c/projects/p/write", FIELDS)
    assert form_id is not None
    form = take(doors, ana, form_id)
    assert (form.path, [tuple(field) for field in form.fields]) == (
        "/calls/c/projects/p/write",
        FIELDS,
    )
    with pytest.raises(NotFound):
        take(doors, ana, form_id)


def test_a_form_is_nobody_elses(doors: Doors) -> None:
    ana, eve = person(doors, "Ana"), person(doors, "Eve")
    form_id = park(doors, ana, "/x", FIELDS)
    assert form_id is not None
    assert paths(doors, eve) == []
    with pytest.raises(NotFound):
        take(doors, eve, form_id)
    assert paths(doors, ana) == ["/x"]


def test_the_five_latest_are_kept_for_a_day(doors: Doors, clock: Clock) -> None:
    ana = person(doors, "Ana")
    ids = []
    for number in range(7):
        ids.append(park(doors, ana, f"/{number}", FIELDS) or "")
        clock.advance(hours=1)
    assert paths(doors, ana) == ["/6", "/5", "/4", "/3", "/2"]
    clock.advance(hours=20)
    assert paths(doors, ana) == ["/6", "/5", "/4"]
    with pytest.raises(NotFound):
        take(doors, ana, ids[2])


@pytest.mark.parametrize("name", ["password", "password_again", "code", "digits"])
def test_a_form_with_a_secret_is_not_kept(doors: Doors, name: str) -> None:
    ana = person(doors, "Ana")
    assert park(doors, ana, "/x", [*FIELDS, (name, "purple injury lawyers")]) is None
    assert park(doors, ana, "/x", []) is None
    assert paths(doors, ana) == []


def test_a_form_that_is_too_large_is_not_kept(doors: Doors) -> None:
    ana = person(doors, "Ana")
    small = replace(doors, settings=replace(doors.settings, form_memory=1000))
    assert park(small, ana, "/x", [("words", "é" * 498)]) is None
    assert park(small, ana, "/x", [("words", "é" * 497)]) is not None
