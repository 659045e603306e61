"""From a list of addresses to letters on paper, and from a letter's code to a registration."""

from __future__ import annotations

import io
import re

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from benchmarks.statements import counted
from jury.services.doors import Doors
from tests.fixtures.clock import Clock
from tests.fixtures.forms import form_on
from tests.fixtures.pdf import faults, pages_of, text_of
from tests.fixtures.visiting import heading
from tests.web.test_lottery_register import ANNA, Square

MOST_STATEMENTS = 12
CODE = r"[A-Z0-9]{5}-[A-Z0-9]{5}"


class Post(Square):
    """The same square, with what the facilitator does to invite by letter."""

    @property
    def letters(self) -> str:
        """Give the path of the letters' page."""
        return f"{self.call}/lottery/letters"

    def look(self, data: bytes) -> object:
        """Send a list to be looked at."""
        fields = form_on(self.samira, self.letters, f"{self.letters}/look")
        return self.samira.post(
            f"{self.letters}/look", data={**fields, "file": (io.BytesIO(data), "list.csv")}
        )

    def draw(self, data: bytes, letters: str) -> object:
        """Draw from a list that was looked at."""
        fields = form_on(self.samira, self.letters, f"{self.letters}/look")
        return self.samira.post(
            self.letters, data={**fields, "content": data.decode(), "letters": letters}
        )

    def paper(self) -> object:
        """Open the first paper."""
        return self.samira.get(f"{self.letters}/1.pdf")

    def type_code(self, code: str) -> object:
        """Type a letter's code as anybody."""
        return self.anna.post(
            "/letter", data={**form_on(self.anna, "/letter", "/letter"), "letter": code}
        )


@pytest.fixture
def post(app: Flask, doors: Doors, clock: Clock) -> Post:
    return Post(app, doors, clock)


def street(houses: int) -> bytes:
    lines = ["name,address,town,language,Area"]
    for number in range(1, houses + 1):
        lines.append(f"Household {number},{number} Quiet Lane,Lakeside,fr,town")
    return "\n".join(lines).encode()


def test_samira_sends_letters_and_anna_registers_by_the_picture_on_hers(post: Post) -> None:
    assert f'href="{post.letters}"' in post.samira.get(f"{post.call}/lottery").text
    assert heading(post.samira.get(post.letters)) == "Invite people by letter"
    assert heading(post.look(street(6))) == "Every row of this list is right"
    assert post.draw(street(6), "6").headers["Location"] == post.letters
    assert heading(post.samira.get(post.letters)) == "6 invitation letters are made"
    paper = post.paper()
    assert (paper.status_code, paper.mimetype) == (200, "application/pdf")
    assert (paper.headers["Cache-Control"], faults(paper.data)) == ("no-store", [])
    assert pages_of(paper.data) == 6
    said = text_of(paper)
    assert said.count("Quiet Lane") == 6
    code = re.search(CODE, said)[0]
    followed = post.anna.get(f"/i/{code}")
    assert (followed.status_code, followed.headers["Location"]) == (303, "/letter")
    assert form_on(post.anna, "/letter", "/letter")["letter"] == code
    assert post.type_code(code).headers["Location"] == post.form
    assert form_on(post.anna, post.form, post.form)["letter"] == code
    assert post.send(letter=code, address="").status_code == 303
    (candidate,) = post.place.in_state("registered")
    assert candidate.source == "letter"
    page = post.samira.get(post.letters)
    assert "From one household somebody is registered." in page.text
    rows = BeautifulSoup(page.text, "html.parser").select("#answers tbody tr")
    assert [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in rows
    ] == [["Area: town", "6", "1", "16.7\xa0%"]]
    assert form_on(post.anna, post.form, post.form)["letter"] == ""


def test_what_is_wrong_in_a_list_is_said_row_by_row_and_nothing_is_kept(post: Post) -> None:
    answer = post.look(b"address,language\n1 Lane,en\n1 LANE,en\n,en\n2 Lane,xx")
    assert heading(answer) == "3 rows are wrong"
    for line in ("Line 3: “1 LANE” stands in the list twice.", "Line 4: “address” is empty.",
                 "Line 5: “xx” is no value of “language”."):  # fmt: skip
        assert line in answer.text
    assert heading(post.samira.get(post.letters)) == "Invite people by letter"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Choose the file with the list."),
        (b"\n", "This list is empty. Its first line must name the columns."),
        (b"street\n1 Lane", "The list has no column “address”."),
    ],
)
def test_no_list_at_all_gets_a_clear_sentence(post: Post, data: bytes, sentence: str) -> None:
    answer = post.look(data)
    assert (answer.status_code, sentence in answer.text) == (422, True)


def test_too_many_letters_are_refused_and_the_list_stays(post: Post) -> None:
    for letters, sentence in (("7", "At most 6 letters can be made from this list."),
                              ("", "Write how many letters you want to send.")):  # fmt: skip
        answer = post.draw(street(6), letters)
        assert (answer.status_code, sentence in answer.text) == (422, True)
        assert "6 Quiet Lane" in answer.text
    assert post.paper().status_code == 404


def test_a_wrong_code_gets_a_sentence_and_a_long_guesser_waits(post: Post) -> None:
    post.draw(street(1), "1")
    answer = post.type_code("22222-22222")
    assert (answer.status_code, "No letter has this code." in answer.text) == (422, True)
    refused = post.send(letter="22222-22222")
    assert (refused.status_code, "No letter has this code." in refused.text) == (422, True)
    assert "anna@example.org" in refused.text
    for _ in range(8):
        post.type_code("22222-22222")
    assert post.type_code("22222-22222").status_code == 429


def test_a_used_code_and_one_after_the_end_get_a_sentence(post: Post) -> None:
    post.draw(street(1), "1")
    code = re.search(CODE, text_of(post.paper()))[0]
    for name in ("anna", "bela"):
        assert post.send(letter=code, reach=f"{name}@example.org").status_code == 303
    used = post.send(letter=code, reach="carla@example.org")
    assert (
        used.status_code,
        "household has registered as often as it can: 2 times." in used.text,
    ) == (
        422,
        True,
    )
    post.place.closed()
    assert post.type_code(code).headers["Location"] == post.form
    assert heading(post.anna.get(post.form)) == "Registration for this lottery is over"
    assert f'href="{post.letters}"' in post.samira.get(f"{post.call}/lottery").text
    assert "From one household somebody is registered." in post.samira.get(post.letters).text


def test_by_telephone_the_code_is_taken_too(post: Post) -> None:
    post.draw(street(1), "1")
    code = re.search(CODE, text_of(post.paper()))[0]
    path = f"{post.call}/lottery/phone"
    sent = {**form_on(post.samira, path, path), **ANNA, "letter": code, "address": ""}
    assert post.samira.post(path, data=sent).status_code == 303
    assert [one.source for one in post.place.in_state("registered")] == ["letter"]


def test_without_letters_nobody_is_asked_for_a_code(post: Post) -> None:
    assert "invitation letter" not in post.anna.get(post.form).text


def test_the_letters_page_asks_the_database_little(post: Post, doors: Doors) -> None:
    post.draw(street(30), "30")
    with counted(doors.engines) as asked:
        post.samira.get(post.letters)
    assert len(asked) <= MOST_STATEMENTS
