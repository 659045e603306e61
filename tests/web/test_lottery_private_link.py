"""A private link opens by a button, shows one person's registration, and can be closed."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select

from jury.services.doors import Doors
from jury.storage.lottery import Candidate, CandidateContact
from tests.fixtures.clock import Clock
from tests.fixtures.forms import form_on
from tests.fixtures.visiting import heading
from tests.web.test_lottery_register import ANNA, Square


@pytest.fixture
def square(app: Flask, doors: Doors, clock: Clock) -> Square:
    return Square(app, doors, clock)


def by_number(square: Square, reach: str, address: str) -> str:
    """Register by a telephone number; give the path of the private link that is shown."""
    square.send(reach=reach, address=address)
    return re.search(r"/r/[A-Z0-9]{5}-[A-Z0-9]{5}", square.anna.get(f"{square.form}/done").text)[0]


def kept(square: Square) -> list[tuple[str, str, str]]:
    """Give state, number and address of everybody, by their number."""
    with square.doors.engines.reading() as session:
        rows = session.execute(
            select(Candidate.state, CandidateContact.phone, CandidateContact.address)
            .join(CandidateContact, CandidateContact.id == Candidate.id)
            .order_by(CandidateContact.phone)
        )
        return [tuple(row) for row in rows]


def test_a_program_that_looks_into_letters_opens_no_registration(square: Square) -> None:
    square.send()
    assert square.anna.get(square.mailed(), follow_redirects=True).status_code == 200
    assert heading(square.anna.get("/private-link")) == "Your registration for the lottery"
    assert heading(square.anna.get(square.mine)) == "Open your private link once more"


@pytest.mark.parametrize("action", ["", "/withdraw", "/accept"])
def test_an_old_tab_of_somebody_else_changes_nothing(square: Square, action: str) -> None:
    ana = by_number(square, "0470 11 11 11", "1 Mill Lane")
    ben = by_number(square, "0470 22 22 22", "2 Mill Lane")
    before = kept(square)
    square.follow(ana)
    tab = form_on(square.anna, square.mine, square.mine)
    square.follow(ben)
    sent = {key: tab[key] for key in ("csrf_token", "idempotency_key", "version", "whose")}
    fields = tab if action == "" else {**sent, **({"name": "Ana"} if "acc" in action else {})}
    late = square.anna.post(f"{square.mine}{action}", data=fields)
    assert (late.status_code, heading(late)) == (409, "This was another registration")
    assert "1 Mill Lane" not in late.text
    assert kept(square) == before


def test_a_registration_is_closed_by_its_button_and_by_signing_out(square: Square) -> None:
    path = by_number(square, "0470 11 11 11", "1 Mill Lane")
    for action in ("/private-link/close", "/sign-out"):
        square.follow(path)
        copy = square.anna.get_cookie("registration").value
        token = form_on(square.anna, square.mine, square.mine)["csrf_token"]
        assert square.anna.post(action, data={"csrf_token": token}).status_code == 303
        assert square.anna.get_cookie("registration") is None
        square.anna.set_cookie("registration", copy)
        assert heading(square.anna.get(square.mine)) == "Open your private link once more"


def test_a_new_address_of_mail_is_confirmed_from_the_letter_that_it_gets(square: Square) -> None:
    square.follow(by_number(square, "0470 11 11 11", "1 Mill Lane"))
    fields = form_on(square.anna, square.mine, square.mine)
    said = square.anna.post(square.mine, data={**fields, "reach": "ana@example.org"})
    assert "We have sent a link to ana@example.org." in square.anna.get(said.location).text
    assert kept(square)[0][1] == "0470111111"
    square.follow(square.mailed())
    action = f"{square.mine}/mailbox"
    fields = form_on(square.anna, square.mine, action)
    assert square.anna.post(action, data=fields).status_code == 303
    assert form_on(square.anna, square.mine, square.mine)["reach"] == "ana@example.org"


def test_one_form_key_at_two_desks_gives_two_links(square: Square) -> None:
    phone, link = f"{square.call}/lottery/phone", f"{square.call}/lottery/link"
    fields = {**form_on(square.samira, phone, phone), **ANNA, "reach": "0470 11 11 11"}
    assert square.samira.post(phone, data=fields).status_code == 303
    other = {**form_on(square.samira, link, link), "reach": "0470 11 11 11",
             "idempotency_key": fields["idempotency_key"]}  # fmt: skip
    assert square.samira.post(link, data=other).status_code == 303
