"""The pages of the signed act and of the letters to applicants."""

from __future__ import annotations

import io

import pytest

from benchmarks.statements import counted
from tests.fixtures.decided import Case, open_case
from tests.fixtures.files import a_pdf
from tests.fixtures.forms import form_on, sign_in

KEYS = ("csrf_token", "idempotency_key", "version")


@pytest.fixture
def case(app, clock) -> Case:
    return open_case(app.extensions["jury"], clock)


@pytest.fixture
def as_(case, client):
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return lambda name: sign_in(client, case.office.doors, case.office.people[name])


def of(case: Case, rest: str) -> str:
    return f"/calls/{case.call_id}/{rest}"


def sent(client, path: str, **typed: object):
    fields = {**form_on(client, path, path), "number": "2026/17", "day": "2026-03-20",
              "file": (io.BytesIO(a_pdf()), "act.pdf"), **typed}  # fmt: skip
    return client.post(path, data=fields)


def test_helene_attaches_the_act_and_everyone_reads_it_after_publication(case, as_) -> None:
    case.to("adopt")
    client, path = as_("helene"), of(case, "decision/act")
    refused = sent(client, path, number="", day="tomorrow")
    assert (refused.status_code, 'value="tomorrow"' in refused.text) == (422, True)
    no_pdf = sent(client, path, file=(io.BytesIO(b"hello"), "act.pdf"))
    assert (no_pdf.status_code, 'value="2026/17"' in no_pdf.text) == (422, True)
    assert sent(client, path).status_code == 303
    assert "Act 2026/17 of 20 March 2026" in client.get(path).text
    assert client.get(of(case, "decision/act.pdf")).data == a_pdf()
    assert client.get(of(case, "record/act.pdf")).status_code == 404
    case.publish()
    public = client.get(of(case, "record/act.pdf"))
    assert public.headers["Content-Disposition"].startswith("attachment")
    assert "Signed act: number 2026/17" in client.get(of(case, "record")).text


def test_an_act_attached_twice_is_told(case, as_) -> None:
    case.to("adopt")
    client, path = as_("helene"), of(case, "decision/act")
    form = form_on(client, path, path)
    assert sent(client, path).status_code == 303
    again = client.post(path, data={**form, "number": "2", "day": "2026-03-20",
                                    "file": (io.BytesIO(a_pdf()), "act.pdf")})  # fmt: skip
    assert (again.status_code, "already attached" in again.text) == (409, True)


def test_a_letter_is_changed_and_sent_and_the_rest_in_one_go(case, as_) -> None:
    case.to("adopt")
    client, path = as_("helene"), of(case, "decision/letters")
    assert "3 letters have to leave before publication" in client.get(path).text
    one = f"{path}/{case.orchard}"
    fields = form_on(client, one, one)
    assert "Write to the guarantor." in fields["body"]
    empty = client.post(one, data={**fields, "body": ""})
    assert (empty.status_code, "Write the letter" in empty.text) == (422, True)
    assert client.post(one, data={**fields, "body": "You get it."}).status_code == 303
    assert "You get it." in client.get(one).text
    assert client.post(path, data=form_on(client, path, path)).status_code == 303
    assert "All letters to applicants have left" in client.get(path).text
    board = as_("samira").get(of(case, "board"))
    assert "Publish the record" in board.text


def test_the_facilitator_is_told_what_publication_waits_for(case, as_) -> None:
    case.to("adopt")
    client, board = as_("samira"), of(case, "board")
    page = client.get(board).text
    assert "3 letters to applicants have to leave" in page
    assert f'action="{of(case, "record")}"' not in page
    write = of(case, "welcome/write")
    fields = {k: v for k, v in form_on(client, write, write).items() if k in KEYS}
    refused = client.post(of(case, "record"), data=fields)
    assert (refused.status_code, "have not left yet: 3" in refused.text) == (409, True)


def test_the_official_is_told_that_no_reasons_are_confirmed(case, as_) -> None:
    case.to("confirm")
    client = as_("helene")
    warning = "For 3 projects the jury has not confirmed reasons."
    assert warning in client.get(of(case, "decision")).text
    case.prepare()
    case.adopt()
    assert warning in client.get(of(case, "decision/letters")).text


def test_these_pages_cost_little(case, as_, app) -> None:
    case.to("adopt")
    for path in ("decision/act", "decision/letters", f"decision/letters/{case.orchard}"):
        client = as_("helene")
        with counted(app.extensions["jury"].engines) as asked:
            assert client.get(of(case, path)).status_code == 200
        assert sum(s.split()[0] != "BEGIN" for s in asked) <= 12, (path, len(asked))
