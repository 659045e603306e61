"""A project's minute in other languages: by its authors, first for who reads in one of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from jury.domain.errors import Invalid
from jury.domain.proposal import TranslationSpec, missing
from jury.services.proposal import accept_proposal
from jury.storage.proposal import Proposal, proposal_of
from tests.fixtures.calls import ALL_MET, ORCHARD, Office, open_office
from tests.fixtures.decided import open_case
from tests.fixtures.forms import form_on, sign_in
from tests.fixtures.past_the_doors import past_the_doors

DUTCH = TranslationSpec("nl", "De gedeelde boomgaard", "Buren en een school planten veertig bomen.")


@pytest.fixture
def office(app, clock) -> Office:
    return open_office(app.extensions["jury"], clock)


@pytest.fixture
def call_id(office) -> str:
    return office.open_call()


def browser(app, office, name: str):
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return sign_in(client, office.doors, office.people[name])


def test_karim_gives_his_minute_in_dutch_too_and_finds_it_again(app, office, call_id) -> None:
    proposal_id = office.handed_in(call_id)
    karim = browser(app, office, "karim")
    base = f"/calls/{call_id}/projects/{proposal_id}"
    path, submit = f"{base}/write/summary", f"{base}/submit"
    typed = {"title_nl": DUTCH.title, "summary_nl": DUTCH.summary}
    assert karim.post(path, data={**form_on(karim, path, path), **typed}).status_code == 303
    assert karim.post(submit, data=form_on(karim, f"{base}/write", submit)).status_code == 303
    with office.doors.engines.reading() as session:
        stored = proposal_of(session, call_id, proposal_id)
    assert stored.translations == {"nl": {"title": DUTCH.title, "summary": DUTCH.summary}}
    page = BeautifulSoup(karim.get(path).text, "html.parser")
    assert page.find("input", {"name": "title_nl"})["value"] == DUTCH.title
    assert page.find("input", {"name": f"title_{stored.language}"}) is None
    assert page.find("textarea", {"name": "summary_nl"})["lang"] == "nl"


def test_half_a_translation_is_told_where_it_stands(app, office, call_id) -> None:
    proposal_id = office.handed_in(call_id)
    karim = browser(app, office, "karim")
    base = f"/calls/{call_id}/projects/{proposal_id}"
    path = f"{base}/write/summary"
    typed = {"title_nl": DUTCH.title, "summary_nl": ""}
    assert karim.post(path, data={**form_on(karim, path, path), **typed}).status_code == 303
    page = BeautifulSoup(karim.get(f"{base}/write").text, "html.parser")
    links = {link["href"] for link in page.find_all("a")}
    assert {link for link in links if "#" in link and base in link} == {f"{path}#summary_nl"}


@pytest.mark.parametrize(
    ("said", "field", "code"),
    [
        (replace(DUTCH, title=" "), "title_nl", "title_missing"),
        (replace(DUTCH, title="x" * 121), "title_nl", "title_too_long"),
        (replace(DUTCH, summary=""), "summary_nl", "summary_missing"),
        (replace(DUTCH, summary="woord " * 181), "summary_nl", "summary_too_long"),
    ],
)
def test_a_translation_is_whole_and_as_short_as_the_minute(said, field, code) -> None:
    found = missing(replace(ORCHARD, translations=(said,)))
    assert [(lack.field, lack.code) for lack in found] == [(field, code)]


@pytest.mark.parametrize("language", ["own", "tlh"])
def test_no_translation_is_taken_into_its_own_or_an_unknown_language(
    office, call_id, language
) -> None:
    with office.doors.engines.reading() as session:
        proposal_id = office.begun(call_id, "lea")
        own = proposal_of(session, call_id, proposal_id).language
    said = replace(DUTCH, language=own if language == "own" else language)
    with pytest.raises(Invalid) as refused:
        office.handed_in(call_id, "lea", translations=(said,))
    assert refused.value.fields == {f"title_{said.language}": "language_unknown"}


def test_a_reader_finds_the_minute_in_their_own_language_first(app, office, call_id) -> None:
    proposal_id = office.handed_in(call_id, translations=(DUTCH,))
    office.close(call_id)
    accept_proposal(
        office.as_("helene"), call_id=call_id, proposal_id=proposal_id, version=2, **ALL_MET
    )
    path = f"/calls/{call_id}/projects/{proposal_id}"
    voices = {}
    for language in ("nl", "de"):
        samira, choice = browser(app, office, "samira"), f"/language/{language}"
        samira.post(choice, data=form_on(samira, "/", "/language/"))
        voices[language] = BeautifulSoup(samira.get(path).text, "html.parser").select(".voice")
    first, original = voices["nl"][0].blockquote, voices["nl"][1].blockquote
    assert (first["lang"], first.text.strip()) == ("nl", DUTCH.summary)
    assert original.text.strip() == ORCHARD.summary
    assert voices["de"][0].blockquote.text.strip() == ORCHARD.summary
    assert [v.blockquote["lang"] for v in voices["de"]].count("nl") == 1


def test_a_juror_s_list_shows_each_title_in_the_juror_s_language(app, clock) -> None:
    case = open_case(app.extensions["jury"], clock)
    with past_the_doors(case.office.doors) as session:
        row = session.get_one(Proposal, (case.call_id, case.orchard))
        row.translations = {"nl": {"title": DUTCH.title, "summary": DUTCH.summary}}
    zora = sign_in(app.test_client(), case.office.doors, case.seats[0].account_id)
    zora.post("/language/nl", data=form_on(zora, "/", "/language/"))
    page = BeautifulSoup(zora.get(f"/calls/{case.call_id}/jury").text, "html.parser")
    listed = {link.text: link["lang"] for link in page.select("#projects li a[lang]")}
    assert listed[DUTCH.title] == "nl"
    assert len(listed) == 3
