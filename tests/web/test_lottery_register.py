"""Registering for a lottery on a phone, by telephone, and what a private link opens."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select

from jury.domain.lottery.check import read_panels
from jury.services import lottery
from jury.services.codes import open_body
from jury.services.doors import Doors
from jury.storage.account import Letter
from jury.storage.lottery import CandidateContact
from tests.fixtures.clock import Clock
from tests.fixtures.forms import form_on, sign_in
from tests.fixtures.lots import Town, town
from tests.fixtures.visiting import heading, new_browser

ANNA = {"feature-0": "under 40", "feature-1": "town", "reach": "anna@example.org",
        "address": "3 Mill Lane", "language": "en"}  # fmt: skip


class Square:
    """A call whose lottery is open, a browser of nobody's, and the facilitator's."""

    def __init__(self, app: Flask, doors: Doors, clock: Clock) -> None:
        self.place: Town = town(doors, clock).opened()
        self.doors = doors
        self.anna = new_browser(app)
        self.samira = sign_in(new_browser(app), doors, self.place.office.people["samira"])
        self.call = f"/calls/{self.place.call_id}"
        self.form = f"{self.call}/register"
        self.mine = f"{self.call}/registration"

    def send(self, **fields: str) -> object:
        """Fill the public form in and send it."""
        sent = {**form_on(self.anna, self.form, self.form), **ANNA, **fields}
        return self.anna.post(self.form, data=sent)

    def follow(self, path: str) -> object:
        """Open a private link and press its button."""
        followed = self.anna.get(path)
        assert (followed.status_code, followed.headers["Location"]) == (303, "/private-link")
        return self.anna.post(
            "/private-link", data=form_on(self.anna, "/private-link", "/private-link")
        )

    def mailed(self) -> str:
        """Read the path of the private link in the newest letter."""
        with self.doors.engines.reading() as session:
            row = session.scalars(select(Letter).order_by(Letter.created_at.desc())).first()
            body = open_body(self.doors.settings, row.id, row.sealed)
        return urlsplit(re.search(r"https?://\S+/r/\S+", body)[0]).path


@pytest.fixture
def square(app: Flask, doors: Doors, clock: Clock) -> Square:
    return Square(app, doors, clock)


def test_anna_registers_on_her_phone_and_corrects_by_the_link_in_her_mail(square: Square) -> None:
    assert f'href="{square.form}"' in square.anna.get(square.call).text
    assert heading(square.anna.get(square.form)) == "You can be drawn for a citizens' jury"
    done = square.send()
    assert (done.status_code, done.headers["Location"]) == (303, f"{square.form}/done")
    assert heading(square.anna.get(f"{square.form}/done")) == "Thank you. Look into your mailbox"
    followed = square.follow(square.mailed())
    assert (followed.status_code, followed.headers["Location"]) == (303, square.mine)
    assert heading(square.anna.get(square.mine)) == "You are registered for the lottery"
    fields = form_on(square.anna, square.mine, square.mine)
    assert {name: fields[name].strip() for name in ANNA} == ANNA
    better = square.anna.post(square.mine, data={**fields, "feature-1": "villages"})
    assert better.status_code == 303
    (candidate,) = square.place.in_state("registered")
    assert candidate.values == ["under 40", "villages"]


def test_with_a_number_alone_the_link_is_shown_once(square: Square) -> None:
    square.send(reach="0470 12 34 56")
    first = square.anna.get(f"{square.form}/done")
    assert heading(first) == "Thank you. Keep your private link"
    path = re.search(r"/r/[A-Z0-9]{5}-[A-Z0-9]{5}", first.text)[0]
    assert heading(square.anna.get(f"{square.form}/done")) == "This is not shown twice"
    assert square.follow(path).status_code == 303


def test_whoever_is_in_already_sees_the_same_pages(square: Square) -> None:
    pages = []
    for _ in range(2):
        sent = square.send()
        shown = square.anna.get(sent.headers["Location"])
        pages.append((sent.status_code, sent.headers["Location"], heading(shown)))
    assert pages[0] == pages[1]
    assert square.place.states() == {"registered": 1}


def test_a_second_press_of_the_button_registers_once_and_shows_the_same_link(
    square: Square,
) -> None:
    fields = {**form_on(square.anna, square.form, square.form), **ANNA, "reach": "0470 12 34 56"}
    links = []
    for _ in range(2):
        assert square.anna.post(square.form, data=fields).status_code == 303
        links.append(re.search(r"/r/(\S{11})", square.anna.get(f"{square.form}/done").text)[1])
    assert links[0] == links[1]
    assert len(square.place.leaves("registration.received")) == 1


def test_registration_that_ends_while_the_form_is_open_keeps_what_was_typed(
    square: Square,
) -> None:
    fields = {**form_on(square.anna, square.form, square.form), **ANNA}
    square.place.take().closed()
    late = square.anna.post(square.form, data=fields)
    assert late.status_code == 409
    assert heading(late) == "Registration for this lottery is over"
    assert 'value="anna@example.org"' in late.text
    assert square.form not in square.anna.get(square.call).text
    assert heading(square.anna.get(square.form)) == "Registration for this lottery is over"


@pytest.mark.parametrize(("fields", "sentence"), [
    ({"feature-0": "under 4"}, "Please choose one of the answers shown."),
    ({"feature-0": ""}, "Choose the answer that is yours."),
    ({"reach": ""}, "Write an e-mail address or a telephone number."),
    ({"reach": "at home"}, "This is no e-mail address and no telephone number."),
    ({"language": "xx"}, "Please choose one of the answers shown."),
])  # fmt: skip
def test_what_is_missing_or_not_offered_is_said(square: Square, fields, sentence) -> None:
    refused = square.send(**fields)
    assert refused.status_code == 422
    assert sentence in refused.text
    assert square.place.states() == {}


def test_a_juror_or_official_who_registers_is_not_named_in_the_log(square: Square) -> None:
    fields = {**form_on(square.samira, square.form, square.form), **ANNA}
    assert square.samira.post(square.form, data=fields).status_code == 303
    (entry,) = square.place.leaves("registration.received")
    assert (entry.actor, entry.role) == ("system", "visitor")


def test_by_telephone_the_facilitator_reads_the_link_out(square: Square) -> None:
    path = f"{square.call}/lottery/phone"
    fields = {**form_on(square.samira, path, path), **ANNA, "reach": "0470 12 34 56"}
    done = square.samira.post(path, data=fields)
    shown = square.samira.get(done.headers["Location"])
    assert heading(shown) == "Give them their private link"
    assert re.search(r"/r/[A-Z0-9]{5}-[A-Z0-9]{5}", shown.text)
    again = {**form_on(square.samira, path, path), **ANNA, "reach": "0470123456"}
    assert "registered with this address or number already" in (
        square.samira.post(path, data=again).text
    )


def test_withdrawing_erases_at_once_and_the_link_opens_nothing_any_more(square: Square) -> None:
    square.send()
    path = square.mailed()
    square.follow(path)
    action = f"{square.mine}/withdraw"
    fields = form_on(square.anna, square.mine, action)
    gone = square.anna.post(action, data=fields)
    assert (gone.status_code, gone.headers["Location"]) == (303, square.call)
    assert square.place.states() == {"withdrawn": 1}
    assert square.follow(path).status_code == 404
    assert square.anna.post(action, data=fields).status_code == 404


def test_without_the_link_nobody_reads_or_changes_a_registration(
    app: Flask, square: Square
) -> None:
    square.send()
    stranger = new_browser(app)
    assert heading(stranger.get(square.mine)) == "Open your private link once more"
    assert stranger.post(square.mine, data=ANNA).status_code in (400, 404)
    lost = square.follow("/r/AAAAA-BBBBB")
    assert (lost.status_code, heading(lost)) == (404, "This private link leads nowhere")


def test_a_link_of_one_call_opens_nothing_in_another(square: Square) -> None:
    square.send()
    square.follow(square.mailed())
    other = Town(square.place.office, square.place.office.open_call()).opened()
    assert square.anna.get(f"/calls/{other.call_id}/registration").status_code == 404


def test_before_the_lottery_opens_there_is_no_form(square: Square) -> None:
    other = Town(square.place.office, square.place.office.open_call())
    other.plan()
    assert square.anna.get(f"/calls/{other.call_id}/register").status_code == 404
    lottery.open_lottery(
        other.as_("samira"), call_id=other.call_id, version=other.lottery().version
    )
    assert square.anna.get(f"/calls/{other.call_id}/register").status_code == 200


def test_the_facilitator_gives_another_link_to_who_lost_it(square: Square) -> None:
    square.send()
    lost, path = square.mailed(), f"{square.call}/lottery/link"
    fields = {**form_on(square.samira, path, path), "reach": "anna@example.org"}
    done = square.samira.post(path, data=fields)
    shown = square.samira.get(done.headers["Location"])
    assert heading(shown) == "Give them their private link"
    new = re.search(r"/r/[A-Z0-9]{5}-[A-Z0-9]{5}", shown.text)[0]
    assert [square.follow(link).status_code for link in (lost, new)] == [404, 303]


def test_whoever_was_drawn_says_on_the_phone_that_they_come(square: Square) -> None:
    square.send()
    path = square.mailed()
    square.place.take().closed().drawn()
    with square.doors.engines.reading() as session:
        anna = session.scalar(select(CandidateContact.id).where(CandidateContact.name == ""))
    members = read_panels(square.place.files())
    panel = next(n for n, ids in enumerate(members) if anna in ids)
    square.place.confirmed(f"{panel // 10} {panel % 10}")
    square.follow(path)
    assert heading(square.anna.get(square.mine)) == "You were drawn for the jury"
    action = f"{square.mine}/accept"
    fields = form_on(square.anna, square.mine, action)
    refused = square.anna.post(action, data={**fields, "name": " "})
    assert refused.status_code == 422
    assert "Write your name, as the jury should call you." in refused.text
    said = square.anna.post(action, data={**fields, "name": "Anna Dubois"})
    assert (said.status_code, said.headers["Location"]) == (303, square.mine)
    assert heading(square.anna.get(square.mine)) == "You are on the jury"
    assert "Anna Dubois" in square.samira.get(f"{square.call}/lottery/coming").text
