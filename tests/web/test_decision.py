"""The guarantor's page and the authority's page: what waits for whom, and what each may do."""

from __future__ import annotations

import pytest

from jury.services.decision import GivenAnswer
from jury.storage.account import SecurityEvent
from tests.fixtures.decided import MARKER, Case, open_case
from tests.fixtures.forms import form_on, sign_in


@pytest.fixture
def case(app, clock) -> Case:
    return open_case(app.extensions["jury"], clock)


@pytest.fixture
def as_(case, client):
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return lambda name: sign_in(client, case.office.doors, case.office.people[name])


def test_before_closing_the_guarantor_sees_what_will_be_there_and_nothing_else(case, as_) -> None:
    case.score()
    page = as_("pascal").get(f"/calls/{case.call_id}/check")
    assert (page.status_code, MARKER in page.text) == (200, False)
    assert "sealed until the round closes" in page.text
    assert [p for p in (case.orchard, "Will it help") if p in page.text] == []


def test_pascal_opens_the_sheets_and_leaves_a_trace(case, as_) -> None:
    case.to("count")
    client = as_("pascal")
    whole = client.get(f"/calls/{case.call_id}/check")
    assert "They agree" in whole.text
    assert MARKER not in whole.text
    one = client.get(f"/calls/{case.call_id}/check?project={case.cinema}")
    assert one.text.count(MARKER) == 5 + len(case.seats)  # five sheets, and everyone's tie
    assert one.text.count("Too close to judge it") == 1
    assert [s.id for s in case.seats if s.id in one.text] == []
    assert client.get(f"/calls/{case.call_id}/check?project=x").status_code == 404
    with case.office.doors.engines.reading() as session:
        events = session.query(SecurityEvent).filter_by(what="sheets_opened").all()
    assert sorted(e.detail for e in events) == sorted(
        [f"{case.call_id} all", f"{case.call_id} {case.cinema}"]
    )
    for name in ("samira", "helene", "karim"):
        assert as_(name).get(f"/calls/{case.call_id}/check").status_code == 404


def test_pascal_confirms_by_an_act(case, as_) -> None:
    case.to("count")
    client, path = as_("pascal"), f"/calls/{case.call_id}/check"
    fields = {**form_on(client, path, path), "words": "All is well."}
    assert client.post(path, data=fields).status_code == 303
    assert client.post(path, data=fields).status_code == 303
    assert "You confirmed this count" in client.get(path).text
    late = {**fields, "idempotency_key": "another"}
    assert client.post(path, data=late).status_code == 409


def test_the_jury_s_list_waits_for_the_guarantor(case, as_) -> None:
    case.to("count")
    page = as_("helene").get(f"/calls/{case.call_id}/decision")
    assert "This waits for the guarantor" in page.text
    assert "80.0" not in page.text


def answered(case, client, **cinema: str) -> dict[str, str]:
    path = f"/calls/{case.call_id}/decision"
    fields = form_on(client, path, path)
    fields |= {f"answer-{p}": "follows" for p in (case.orchard, case.bakery, case.cinema)}
    return fields | {f"{name}-{case.cinema}": value for name, value in cinema.items()}


def test_helene_prepares_and_simone_adopts(case, as_) -> None:
    case.to("confirm")
    path = f"/calls/{case.call_id}/decision"
    client = as_("helene")
    departs = {"answer": "departs", "outcome": "funded", "amount": "8.000,00",
               "reason": "The hall would close."}  # fmt: skip
    refused = client.post(path, data=answered(case, client, **{**departs, "reason": ""}))
    assert refused.status_code == 422
    assert "Write the reason" in refused.text
    assert "8.000,00" in refused.text
    assert client.post(path, data=answered(case, client, **departs)).status_code == 303
    assert "somebody else must adopt it" in client.get(path).text
    client = as_("simone")
    page = client.get(path)
    assert "The hall would close." in page.text
    adopt = f"{path}/adopt"
    assert client.post(adopt, data=form_on(client, path, adopt)).status_code == 303
    assert "The authority has answered the jury" in client.get(path).text


def test_who_prepared_it_is_told_kindly_that_somebody_else_must_adopt(case, as_) -> None:
    from jury.domain.permissions import Role
    from jury.services.call import give_part
    from tests.fixtures.calls import email_of

    give_part(case.as_("simone"), call_id=case.call_id, email=email_of("helene"),
              role=Role.SIGNATORY)  # fmt: skip
    case.to("confirm")
    path = f"/calls/{case.call_id}/decision"
    client = as_("simone")
    assert client.post(path, data=answered(case, client)).status_code == 303
    fields = {k: v for k, v in form_on(client, path, path).items()
              if k in ("csrf_token", "idempotency_key", "version")}  # fmt: skip
    refused = client.post(f"{path}/adopt", data=fields)
    assert refused.status_code == 403
    assert "two people, two acts" in refused.text


def test_an_older_page_shows_what_is_stored_beside_what_was_typed(case, as_) -> None:
    case.to("confirm")
    path = f"/calls/{case.call_id}/decision"
    client = as_("helene")
    typed = answered(case, client, answer="departs", outcome="funded", amount="1000",
                     reason="What Hélène typed.")  # fmt: skip
    case.prepare(name="simone", cinema=GivenAnswer(
        case.cinema, "departs", "not_funded", 0, "What Simone stored."))  # fmt: skip
    refused = client.post(path, data=typed)
    assert refused.status_code == 409
    assert "What Hélène typed." in refused.text
    assert "What Simone stored." in refused.text
    assert 'name="version" type="hidden" value="1"' in refused.text


def test_bad_input_is_answered_in_words(case, as_) -> None:
    case.to("confirm")
    path = f"/calls/{case.call_id}/decision"
    client = as_("helene")
    for cinema in (
        {"answer": "sometimes"},
        {"answer": "departs", "outcome": "won", "reason": "x"},
        {"answer": "departs", "outcome": "funded", "amount": "-5", "reason": "x"},
        {"answer": "departs", "outcome": "funded", "amount": "9" * 40, "reason": "x"},
        {"answer": "departs", "outcome": "funded", "amount": "40001", "reason": "x"},
        {"answer": "departs", "outcome": "funded", "amount": "\uff11", "reason": "\x00"},
        {"answer": "departs", "outcome": "funded", "amount": "1", "reason": "x" * 1_000_00},
    ):
        refused = client.post(path, data=answered(case, client, **cinema))
        assert (refused.status_code, "error-summary" in refused.text) == (422, True), cinema
    extra = {**answered(case, client), "answer-x": "follows"}
    assert client.post(path, data=extra).status_code == 422
