"""What people wrote, on paper: nothing is lost that our fonts can draw, and nothing breaks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jury.papers import Paper, make_pdf, said, said_briefly
from jury.papers.printable import NO_GLYPH, in_groups, printable, signs
from tests.papers.worst import AT


@pytest.mark.parametrize("text", [
    "Une œuvre d'élèves, « pour tous », à 12 000 €",
    "Één budget van € 12.000 voor Oudenaarde: „samen”, ĳsje",
    "Größe, Straße, STRAẞE, „Gärten“, ÄÖÜ",
    "The children’s “garden” — £ or €",
    "Łódź, İstanbul, Ελλάδα, Київ, Հայ",
    "حديقة مشتركة للجميع", "גן משותף",
    "#[*_$`@<b>{}\"'~\\",
])  # fmt: skip
def test_what_people_here_write_is_printed_as_it_is(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("a\r\nb\u2028c", "a\nb\nc"),
        ("e\u0301", "é"),
        ("👩‍👩‍👧‍👦 🫠", f"{NO_GLYPH} {NO_GLYPH}"),
        ("漢字", NO_GLYPH),
        ("❤️", "❤"),
        ("a\x00\x07\u202e\ufeff\ue000b", "ab"),
        ("\ud800", ""),
        ("Verwaltungs\u00adgericht", "Verwaltungs\u00adgericht"),
    ],
)
def test_what_cannot_be_drawn_is_marked_or_left_out(typed: str, printed: str) -> None:
    assert printable(typed) == printed


def test_a_word_longer_than_a_line_may_break_and_an_address_stays_whole() -> None:
    assert printable("x" * 40).split("\u200b") == ["x" * 12, "x" * 12, "x" * 12, "xxxx"]
    address = "https://jury.region.example/calls/abcdefghijkl/projects/mnopqrstuvwx"
    assert printable(address) == address


def test_the_fonts_have_the_signs_of_our_four_languages() -> None:
    assert {ord(sign) for sign in "€œŒÿŸßẞĳĲ«»„“”‚‘’–—…·•\u00a0\u202f\ufffd"} <= signs()


def test_a_text_keeps_its_paragraphs_its_language_and_its_direction() -> None:
    assert said(" A line.\nAnother.\n\n\n The end. ", "en") == {
        "lang": "en",
        "rtl": False,
        "paragraphs": [["A line.", "Another."], ["The end."]],
    }
    assert said("", "fr")["paragraphs"] == []
    assert said_briefly("(1) حديقة  مشتركة", "nl") == {
        "lang": "nl",
        "rtl": True,
        "line": "(1) حديقة مشتركة",
    }


def test_a_digest_is_cut_in_eight_groups() -> None:
    assert in_groups("0123abcd" * 8) == ["0123abcd"] * 8


MARKS = st.text(st.sampled_from("aé \u0301\u0651\u064bحش\u05b0א\u200d\u00ad-"), max_size=20)


@settings(max_examples=60)
@given(st.text(max_size=60), MARKS)
def test_any_text_gives_a_paper(text: str, marks: str) -> None:
    headings = dict.fromkeys(("kind", "headline", "next", "contact"), "A heading")
    sentences = dict.fromkeys(("means", "checking", "where"), text)
    data = {
        "authority": said_briefly(text, "fr"),
        "facts": [(marks, said_briefly(marks, "de"))],
        "next": [text],
        "contact": said(text + marks, "nl"),
        "digest": in_groups("0123abcd" * 8),
        "address": text,
        "words": {**headings, **sentences, "fingerprint": "A heading", "columns": [marks, text]},
    }
    assert make_pdf(Paper("received", text, "fr", AT, data)).startswith(b"%PDF-1.7")


@given(st.text(max_size=60))
def test_what_can_be_printed_stays_so(text: str) -> None:
    assert printable(printable(text)) == printable(text)
