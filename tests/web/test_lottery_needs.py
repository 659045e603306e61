"""Saying what one needs by the private link or on the telephone; the facilitator alone reads it."""

from __future__ import annotations

import pytest
from flask import Flask

from jury.domain.errors import Conflict
from jury.domain.lottery.needs import Needs
from jury.domain.permissions import Role
from jury.services.doors import Doors
from jury.services.lottery.needs import keep_needs, pair_buddies
from jury.storage.lottery import CandidateContact
from tests.fixtures.clock import Clock
from tests.fixtures.forms import form_on, sign_in
from tests.fixtures.visiting import heading, new_browser
from tests.services.test_lottery_needs import LOOP, kept
from tests.web.test_lottery_register import Square

WORDS = "A seat near the door, please."


@pytest.fixture
def square(app: Flask, doors: Doors, clock: Clock) -> Square:
    square = Square(app, doors, clock)
    square.send(reach="0470 12 34 56")
    square.link = f"/r/{square.anna.get(f'{square.form}/done').text.split('/r/')[1][:11]}"
    return square


def drawn(square: Square) -> str:
    """Draw until Anna is in; give her id."""
    (anna,) = square.place.in_state("registered")
    square.place.take().closed().drawn()
    from jury.domain.lottery.check import read_panels

    panel = next(n for n, ids in enumerate(read_panels(square.place.files())) if anna.id in ids)
    square.place.confirmed(f"{panel // 10} {panel % 10}")
    return str(anna.id)


def test_anna_says_on_her_phone_what_she_needs(square: Square) -> None:
    square.follow(square.link)
    assert square.anna.get(f"{square.mine}/needs").status_code == 404
    drawn(square)
    path = f"{square.mine}/needs"
    assert path in square.anna.get(square.mine).text
    assert heading(square.anna.get(path)) == "What do you need to take part?"
    fields = form_on(square.anna, path, path)
    sent = square.anna.post(path, data={**fields, "kinds": ["hearing", "food"], "words": WORDS})
    assert (sent.status_code, sent.location) == (303, square.mine)
    assert form_on(square.anna, path, path)["words"].strip() == WORDS
    shown = square.samira.get(f"{square.call}/lottery/needs")
    assert heading(shown) == "One person has said what they need"
    assert WORDS in shown.text


def test_the_facilitator_writes_down_what_is_said_on_the_telephone(square: Square) -> None:
    anna = drawn(square)
    path = f"{square.call}/lottery/needs/{anna}"
    fields = form_on(square.samira, path, path)
    long = square.samira.post(path, data={**fields, "languages": "x" * 201})
    assert (long.status_code, "x" * 201 in long.text) == (422, True)
    sent = square.samira.post(path, data={**fields, "kinds": "sign", "languages": "LSFB"})
    assert sent.status_code == 303
    assert "LSFB" in square.samira.get(sent.location).text
    stale = square.samira.post(path, data={**fields, "words": "Later", "idempotency_key": "k2"})
    assert (stale.status_code, "Later" in stale.text) == (409, True)


def test_two_who_want_a_buddy_are_put_together_and_see_each_others_name(square: Square) -> None:
    anna = drawn(square)
    page, doors, call_id = f"{square.call}/lottery/needs", square.doors, square.place.call_id
    wish = Needs((), "", "français", buddy=True)
    keep_needs(doors, call_id=call_id, candidate_id=anna, needs=wish, version=0)
    ben = next(one for one in square.place.in_state("drawn") if one.id != anna)
    keep_needs(doors, call_id=call_id, candidate_id=ben.id, needs=wish, version=0)
    made = square.samira.post(page, data=form_on(square.samira, page, page))
    assert made.status_code == 303
    assert f"Buddy: {anna}" in " ".join(square.samira.get(page).text.split())
    square.follow(square.link)
    with doors.engines.reading() as session:
        name = session.get_one(CandidateContact, (call_id, ben.id)).name
    assert f"Your buddy on the jury is {name}." in square.anna.get(square.mine).text
    square.place.answer(ben, accepts=False)
    assert "Your buddy" not in square.anna.get(square.mine).text


def test_with_one_wish_alone_nobody_is_put_together(square: Square) -> None:
    anna = drawn(square)
    keep_needs(
        square.doors, call_id=square.place.call_id, candidate_id=anna,
        needs=Needs(buddy=True), version=0,
    )  # fmt: skip
    with pytest.raises(Conflict, match="nobody_to_pair"):
        pair_buddies(square.doors, call_id=square.place.call_id)


def test_an_old_tab_of_somebody_else_says_nothing_for_anna(square: Square) -> None:
    drawn(square)
    square.follow(square.link)
    path = f"{square.mine}/needs"
    fields = {**form_on(square.anna, path, path), "whose": "0" * 32, "words": WORDS}
    assert square.anna.post(path, data=fields).status_code == 409
    assert kept(square.place) == []


def test_nobody_else_reads_what_people_need(app: Flask, square: Square) -> None:
    anna = drawn(square)
    office = square.place.office
    keep_needs(square.doors, call_id=square.place.call_id, candidate_id=anna, needs=LOOP, version=0)
    office.new("ada", Role.ADMINISTRATOR)
    pages = ("needs", f"needs/{anna}", "coming", f"coming/{anna}", "check", "people")
    for name in ("helene", "pascal", "karim", "ada"):
        browser = sign_in(new_browser(app), square.doors, office.people[name])
        for page in pages:
            assert WORDS not in browser.get(f"{square.call}/lottery/{page}").text
        assert browser.get(f"{square.call}/lottery/needs").status_code in (403, 404)
    assert new_browser(app).get(f"{square.mine}/needs").text.count(WORDS) == 0
