"""The papers as people get them: where they are found, for whom, and what is never stored."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from benchmarks.statements import counted
from jury.papers import press
from jury.services.call import create_call
from jury.services.seat import make_codes
from jury.storage.call import Call
from tests.fixtures.decided import Case, open_case
from tests.fixtures.forms import sign_in
from tests.fixtures.pdf import faults, pages_of, text_of

MOST_STATEMENTS = 12


@pytest.fixture
def case(app, clock) -> Case:
    return open_case(app.extensions["jury"], clock)


@pytest.fixture
def samira(app, case):
    return sign_in(app.test_client(), case.office.doors, case.office.people["samira"])


@pytest.fixture
def karim(app, case):
    return sign_in(app.test_client(), case.office.doors, case.office.people["karim"])


def with_codes(case: Case) -> None:
    make_codes(case.as_("samira"), call_id=case.call_id, seat_ids=[s.id for s in case.seats])


def linked(client, path: str) -> list[str]:
    page = BeautifulSoup(client.get(path).text, "html.parser")
    return [a["href"] for a in page.find_all("a", href=re.compile(r"\.pdf$"))]


def test_everyone_finds_the_rules_on_the_calls_page(client, case) -> None:
    path = f"/calls/{case.call_id}/rules.pdf"
    assert linked(client, f"/calls/{case.call_id}") == [path]
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert f'inline; filename="rules-{case.call_id}.pdf"' in answer.headers["Content-Disposition"]
    assert faults(answer.data) == []
    again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_rules_are_made_once_for_all_readers_and_all_their_languages(client, case) -> None:
    path = f"/calls/{case.call_id}/rules.pdf"
    press._kept.cache_clear()
    first = client.get(path, headers={"Accept-Language": "de"}).data
    assert client.get(path, headers={"Accept-Language": "fr"}).data == first
    assert press._kept.cache_info()[:2] == (1, 1)


def test_the_rules_are_given_in_each_language_that_the_call_offers_and_no_other(
    client, case
) -> None:
    path = f"/calls/{case.call_id}/rules.pdf"
    with case.office.doors.engines.reading() as session:
        offered = session.get(Call, case.call_id).languages
    papers = {client.get(f"{path}?language={language}").data for language in offered}
    assert len(papers) == len(offered)
    for other in {"fr", "nl", "de", "en", "xx", ""} - set(offered):
        assert client.get(f"{path}?language={other}").status_code == 404


def test_the_rules_of_a_draft_are_seen_by_those_who_prepare_it_and_not_kept(app, case) -> None:
    office = case.office
    draft = create_call(
        office.as_("helene"), title="A draft", language="en", timezone="UTC"
    ).subject
    helene = sign_in(app.test_client(), office.doors, office.people["helene"])
    press._kept.cache_clear()
    answer = helene.get(f"/calls/{draft}/rules.pdf")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert faults(answer.data) == []
    assert app.test_client().get(f"/calls/{draft}/rules.pdf").status_code == 404
    assert press._kept.cache_info().currsize == 0


def test_karim_alone_gets_the_acknowledgement_of_his_project(app, karim, case) -> None:
    page = f"/calls/{case.call_id}/projects/{case.orchard}/received"
    assert linked(karim, page) == [f"{page}.pdf"]
    answer = karim.get(f"{page}.pdf")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert (faults(answer.data), pages_of(answer.data)) == ([], 1)
    assert karim.get(f"{page}.pdf").data == answer.data
    lea = sign_in(app.test_client(), case.office.doors, case.office.people["lea"])
    assert lea.get(f"{page}.pdf").status_code == 404


def test_karim_and_helene_print_the_letters_about_his_project(app, karim, case) -> None:
    place = f"/calls/{case.call_id}/projects/{case.orchard}"
    helene = sign_in(app.test_client(), case.office.doors, case.office.people["helene"])
    for client, page in ((karim, f"{place}/write"), (helene, f"/desk{place}")):
        (path,) = linked(client, page)
        answer = client.get(path)
        assert (faults(answer.data), pages_of(answer.data)) == ([], 1)
        assert "Your project goes before the jury" in text_of(answer)
    lea = sign_in(app.test_client(), case.office.doors, case.office.people["lea"])
    assert lea.get(f"{place}/letters.pdf").status_code == 404
    assert helene.get(f"{place}/letters.pdf").status_code == 404
    assert karim.get(f"/desk{place}/letters.pdf").status_code == 404


def test_a_project_that_was_not_handed_in_has_no_acknowledgement(karim, case, clock) -> None:
    office = case.office
    call_id = office.open_call()
    begun = office.begun(call_id)
    assert karim.get(f"/calls/{call_id}/projects/{begun}/received.pdf").status_code == 404


def test_samira_gets_slips_and_letters_while_the_codes_wait(samira, case) -> None:
    with_codes(case)
    place = f"/calls/{case.call_id}"
    assert linked(samira, f"{place}/slips") == [f"{place}/slips.pdf", f"{place}/letters.pdf"]
    press._kept.cache_clear()
    slips, letters = samira.get(f"{place}/slips.pdf"), samira.get(f"{place}/letters.pdf")
    assert (pages_of(slips.data), pages_of(letters.data)) == (1, 6)
    assert faults(slips.data) == faults(letters.data) == []
    assert {a.headers["Cache-Control"] for a in (slips, letters)} == {"no-store"}
    assert press._kept.cache_info().currsize == 0


def test_codes_that_are_printed_or_too_old_are_on_no_paper(samira, case, clock) -> None:
    place = f"/calls/{case.call_id}"
    for end in ("printed", "too old"):
        with_codes(case)
        assert samira.get(f"{place}/slips.pdf").status_code == 200
        if end == "printed":
            found = BeautifulSoup(samira.get(f"{place}/slips").text, "html.parser")
            slips = [i["value"] for i in found.find_all("input", attrs={"name": "slip"})]
            token = found.find("input", attrs={"name": "csrf_token"})["value"]
            samira.post(f"{place}/slips", data={"slip": slips, "csrf_token": token})
        else:
            clock.advance(hours=1, minutes=1)
            samira = sign_in(samira, case.office.doors, case.office.people["samira"])
        for name in ("slips", "letters"):
            answer = samira.get(f"{place}/{name}.pdf")
            assert (answer.status_code, answer.location) == (303, f"{place}/slips")


def test_samira_prints_a_sheet_for_each_project_before_the_jury(samira, case) -> None:
    path = f"/calls/{case.call_id}/sheets.pdf"
    assert path in linked(samira, f"/calls/{case.call_id}/board")
    answer = samira.get(path)
    assert faults(answer.data) == []
    assert pages_of(answer.data) == 5  # three sheets of paper; the last side is not printed
    case.send(case.orchard, [(3, 1)])
    assert samira.get(path).data == answer.data


def test_a_paper_takes_few_statements(app, client, samira, karim, case) -> None:
    with_codes(case)
    place, taken = f"/calls/{case.call_id}", {}
    for who, path in (
        (client, "rules"), (samira, "slips"), (samira, "letters"), (samira, "sheets"),
        (karim, f"projects/{case.orchard}/received"),
    ):  # fmt: skip
        with counted(case.office.doors.engines) as sent:
            assert who.get(f"{place}/{path}.pdf").status_code == 200
        taken[path] = len(sent)
    assert {path: many for path, many in taken.items() if many > MOST_STATEMENTS} == {}


def test_the_record_is_given_in_each_language_that_the_call_offers(client, case) -> None:
    case.to("publish")
    path = f"/calls/{case.call_id}/record.pdf"
    with case.office.doors.engines.reading() as session:
        offered = session.get_one(Call, case.call_id).languages
    papers = {client.get(f"{path}?language={language}").data for language in offered}
    assert len(papers) == len(offered)
    assert client.get(f"{path}?language=xx").status_code == 404


def test_everyone_finds_the_record_on_its_page_once_it_is_published(client, case) -> None:
    path = f"/calls/{case.call_id}/record.pdf"
    assert client.get(path).status_code == 404
    case.to("publish")
    page = BeautifulSoup(client.get(f"/calls/{case.call_id}/record").text, "html.parser")
    assert [a["href"] for a in page.find_all("a", href=re.compile(r"record\.pdf"))] == [
        f"{path}?version=1"
    ]
    answer = client.get(f"{path}?version=1")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert faults(answer.data) == []
    assert client.get(f"{path}?version=2").status_code == 404
