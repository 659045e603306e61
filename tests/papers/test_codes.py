"""Slips and letters: each in its juror's language, each with the code that its picture holds."""

from __future__ import annotations

from typing import Any

import segno

from jury.papers import make_pdf
from jury.papers.codes import letters, slips
from jury.storage.call.welcome import Welcome
from tests.fixtures.pdf import pages_of
from tests.papers.worst import AT, SITE, a_call, passes, wording_of


def test_each_slip_speaks_its_jurors_language() -> None:
    made: Any = slips(
        wording_of("fr"), a_call("Un appel", "fr"), passes("Ana", 4), site=SITE, at=AT
    ).data["slips"]
    assert [(slip["lang"], slip["seat"]) for slip in made] == [
        ("nl", "Plaats 1"), ("de", "Platz 2"), ("en", "Seat 3"), ("fr", "Place 4"),
    ]  # fmt: skip


def test_the_picture_holds_the_address_and_the_paper_the_code() -> None:
    one = passes("Ana", 1)
    made: Any = letters(
        wording_of("fr"), a_call("Un appel", "fr"), one, site=SITE, at=AT
    ).data["letters"][0]  # fmt: skip
    drawn = segno.make(one[0].address, error="m", micro=False).svg_inline(border=0, dark="#000")
    assert drawn.split("<path")[1].split("/>")[0] in made["picture"]["svg"]
    assert (made["code"], "A B C D E 2 3 4 5 6" in made["aloud"]) == ("ABCDE-23456", True)
    assert "ABCDE" not in made["picture"]["alt"]


def test_a_letter_says_whom_a_juror_can_ask() -> None:
    call = a_call("Un appel", "fr", contact="The region", facilitator_contact="Samira")
    for known, asked in (("Samira", "Samira"), ("", "The region")):
        call.facilitator_contact = known
        made: Any = letters(wording_of("fr"), call, passes("Ana", 1), site=SITE, at=AT).data
        assert made["contact"]["paragraphs"] == [[asked]]


def test_a_letter_tells_what_the_facilitator_told_on_a_page_of_its_own() -> None:
    told = Welcome(
        call_id="call00000001", meetings="Le 3 mai", bring="Vos lunettes", pay="", ill="", help="",
        version=1,
    )  # fmt: skip
    call, wording = a_call("Un appel", "fr"), wording_of("fr")
    paper = letters(wording, call, passes("Ana", 2), site=SITE, at=AT, welcome=told)
    made: Any = paper.data["letters"]
    titles = [[fact["title"] for fact in one["facts"]] for one in made]
    assert titles == [["Wanneer en waar", "Meebrengen"], ["Wann und wo", "Mitbringen"]]
    assert made[0]["facts"][0]["text"]["lang"] == "fr"
    assert pages_of(make_pdf(paper)) == 4


def test_a_letter_for_each_juror_and_eight_slips_a_page() -> None:
    call, wording = a_call("Un appel", "fr"), wording_of("fr")
    pages = [
        pages_of(make_pdf(paper))
        for paper in (
            slips(wording, call, passes("Ana", 17), site=SITE, at=AT),
            letters(wording, call, passes("Ana", 5), site=SITE, at=AT),
        )
    ]
    assert pages == [3, 5]
