"""A project's files on pages: added, read by whom they are for, and served shut in."""

from __future__ import annotations

import io
import re

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from jury.services.proposal import accept_proposal
from jury.services.seat import declare_tie, fill_seats
from jury.storage.account import account_by_email
from jury.storage.proposal import files_of
from tests.fixtures.calls import ALL_MET, Office, open_office
from tests.fixtures.files import PDF
from tests.fixtures.forms import form_on, sign_in, worst


@pytest.fixture
def office(app, clock) -> Office:
    return open_office(app.extensions["jury"], clock)


@pytest.fixture
def call_id(office) -> str:
    return office.open_call()


def browser(app, office, name):
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return sign_in(client, office.doors, office.people[name])


def files(office, call_id, proposal_id):
    with office.doors.engines.reading() as session:
        return files_of(session, call_id, proposal_id)


def filled(client, path, **values):
    said = {"description": "Where each tree stands.", "about": "plan"}
    return {**form_on(client, path, path), **said, "file": (io.BytesIO(PDF), "plan.pdf"), **values}


def test_karim_adds_a_file_once_reads_it_and_takes_it_away(app, office, call_id) -> None:
    karim = browser(app, office, "karim")
    proposal_id = office.begun(call_id)
    base = f"/calls/{call_id}/projects/{proposal_id}"
    path = f"{base}/write/files"
    fields = filled(karim, path)
    first = karim.post(path, data=fields)
    again = karim.post(path, data={**fields, "file": (io.BytesIO(PDF), "plan.pdf")})
    other = karim.post(path, data={**fields, "file": (io.BytesIO(PDF + b" "), "plan.pdf")})
    assert (first.status_code, again.status_code, other.status_code) == (303, 303, 409)
    (file,) = files(office, call_id, proposal_id)
    page = karim.get(path).text
    assert ("Where each tree stands." in page, f"{base}/files/{file.id}" in page) == (True, True)
    read = karim.get(f"{base}/files/{file.id}")
    assert (read.data, read.mimetype) == (PDF, "application/pdf")
    assert read.headers["Content-Disposition"] == "attachment; filename=plan.pdf"
    assert read.headers["X-Content-Type-Options"] == "nosniff"
    assert read.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert read.headers["Cache-Control"] == "no-store"
    remove = f"{path}/{file.id}/remove"
    assert karim.post(remove, data=form_on(karim, path, remove)).status_code == 303
    assert files(office, call_id, proposal_id) == []
    assert karim.get(f"{base}/files/{file.id}").status_code == 404


def test_what_was_typed_beside_a_wrong_file_is_kept(app, office, call_id) -> None:
    karim = browser(app, office, "karim")
    proposal_id = office.begun(call_id)
    path = f"/calls/{call_id}/projects/{proposal_id}/write/files"
    for file, said in (
        (FileStorage(io.BytesIO(b"<html>"), "plan.pdf"), "This is not a whole PDF file."),
        (FileStorage(io.BytesIO(b"x" * 20_000_001), "plan.pdf"), "larger than 20 MB"),
        ("plan.pdf", "Choose a file."),
    ):
        boundary, body = encode_multipart(filled(karim, path, file=file))
        kind = f"multipart/form-data; boundary={boundary}"
        answer = karim.post(path, data=body, content_type=kind)
        assert (answer.status_code, said in answer.text) == (422, True)
        assert "Where each tree stands." in answer.text
    assert files(office, call_id, proposal_id) == []


def test_more_than_any_file_may_be_is_413_and_nobody_else_may_send_much(
    app, office, call_id
) -> None:
    karim = browser(app, office, "karim")
    base = f"/calls/{call_id}/projects/{office.begun(call_id)}"
    path = f"{base}/write/files"
    form = {"content_type": "multipart/form-data; boundary=x"}
    answer = karim.post(path, data=b"x" * 24_000_001, **form)
    assert (answer.status_code, "Nothing was saved. Go back" in answer.text) == (413, True)
    step = f"{base}/write/summary"
    assert karim.post(step, data={"summary": "x" * 2_100_000}).status_code == 413
    visitor = app.test_client()
    visitor.environ_base["HTTP_ORIGIN"] = office.doors.settings.base_url
    sent = visitor.post(path, data=b"x" * 5_000_000, **form)
    assert (sent.status_code, sent.location.startswith("/sign-in?next=")) == (303, True)


def test_a_file_in_the_place_of_a_text_is_a_missing_text(app, office, call_id) -> None:
    karim = browser(app, office, "karim")
    path = f"/calls/{call_id}/projects/{office.begun(call_id)}/write/summary"
    fields = {**form_on(karim, path, path), "title": (io.BytesIO(b"A title"), "title.txt")}
    assert karim.post(path, data=fields).status_code in (303, 422)


def test_no_bad_input_breaks_the_form(app, office, call_id) -> None:
    proposal_id = office.begun(call_id)
    path = f"/calls/{call_id}/projects/{proposal_id}/write/files"
    karim = browser(app, office, "karim")
    assert worst(karim, path, path, lambda: len(files(office, call_id, proposal_id))) == []


def test_only_who_may_read_the_project_reads_its_files(app, office, call_id) -> None:
    proposal_id = office.handed_in(call_id)
    file_id = office.file_of(call_id, proposal_id)
    path = f"/calls/{call_id}/projects/{proposal_id}/files/{file_id}"
    seen = {n: browser(app, office, n).get(path).status_code for n in ("lea", "samira", "helene")}
    assert seen == {"lea": 404, "samira": 404, "helene": 200}
    office.close(call_id)
    accept_proposal(
        office.as_("helene"), call_id=call_id, proposal_id=proposal_id, version=2, **ALL_MET
    )
    people = [("Rosa", "rosa@example.org"), ("Wim", "wim@example.org")]
    fill_seats(office.as_("samira"), call_id=call_id, people=people)
    with office.doors.engines.reading() as session:
        office.people |= {n.lower(): account_by_email(session, mail).id for n, mail in people}
    assert browser(app, office, "samira").get(path).status_code == 200
    for name, degree in (("rosa", "none"), ("wim", "conflict")):
        assert browser(app, office, name).get(path).status_code == 404
        declare_tie(
            office.as_(name),
            call_id=call_id,
            proposal_id=proposal_id,
            degree=degree,
            words="My employer.",
            version=0,
        )
    after = [browser(app, office, name).get(path).status_code for name in ("rosa", "wim", "lea")]
    assert after == [200, 404, 404]
    page = browser(app, office, "rosa").get(f"/calls/{call_id}/projects/{proposal_id}").text
    assert re.search(f'href="{path}"[^>]*>Where each tree stands.</a>', page)
