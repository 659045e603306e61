"""A juror's words and the jury's reasons, as pages: what each person finds and may do."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from benchmarks.statements import counted
from jury.services.decision import draft_reasons
from tests.fixtures.decided import MARKER, Case, open_case
from tests.fixtures.forms import form_on, sign_in


@pytest.fixture
def case(app, clock) -> Case:
    return open_case(app.extensions["jury"], clock)


@pytest.fixture
def as_(case, client):
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"

    def enter(who: str | int):
        account = case.seats[who].account_id if isinstance(who, int) else case.office.people[who]
        return sign_in(client, case.office.doors, account)

    return enter


def of(case: Case, rest: str) -> str:
    return f"/calls/{case.call_id}/{rest}"


def choices(fields: dict[str, str]) -> list[str]:
    """Name the texts on the page."""
    return [name.removeprefix("shorter-") for name in fields if name.startswith("shorter-")]


def test_a_juror_finds_all_own_words_on_one_page_and_chooses(case, as_) -> None:
    case.to("close")
    client, path = as_(0), of(case, "jury/words")
    home = client.get(of(case, "jury"))
    assert "3 texts of yours are closed" in home.text
    page = client.get(path)
    assert (page.text.count(f"{MARKER} 0</p>"), f"{MARKER} 1" in page.text) == (3, False)
    fields = form_on(client, path, path)
    first, second, third = choices(fields)
    fields |= {f"choice-{first}": "released", f"choice-{second}": "shortened",
               f"shorter-{second}": "Less.", f"choice-{third}": "withheld"}  # fmt: skip
    assert client.post(path, data=fields).status_code == 303
    assert client.post(path, data=fields).status_code == 303
    assert "What is published of my words" in client.get(of(case, "jury")).text
    board = as_("samira").get(of(case, "board/reasons"))
    assert board.status_code == 200
    shown = [
        as_("samira").get(of(case, f"board/reasons/{p}")).text
        for p in (case.orchard, case.bakery, case.cinema)
    ]
    assert [text.count(MARKER) for text in shown].count(1) == 1
    assert "".join(shown).count("Less.") == 1


def test_what_is_wrong_stands_beside_its_text_and_everything_typed_stays(case, as_) -> None:
    case.to("close")
    client, path = as_(0), of(case, "jury/words")
    fields = form_on(client, path, path)
    first, second, _ = choices(fields)
    fields |= {f"choice-{first}": "shortened", f"shorter-{first}": f"{MARKER} 0 and more",
               f"choice-{second}": "released"}  # fmt: skip
    refused = client.post(path, data=fields)
    assert (refused.status_code, "is not shorter" in refused.text) == (422, True)
    assert "and more</textarea>" in refused.text
    assert client.post(path, data={**fields, f"choice-{first}": "sold"}).status_code == 422
    assert client.post(path, data={**fields, f"shorter-{first}": "x" * 9000}).status_code == 422
    assert client.post(path, data={**fields, "choice-nothing": "released"}).status_code == 422


def test_an_older_page_shows_what_is_stored(case, as_) -> None:
    case.to("close")
    client, path = as_(0), of(case, "jury/words")
    old = form_on(client, path, path)
    first = choices(old)[0]
    newer = {**form_on(client, path, path), f"choice-{first}": "withheld"}
    assert client.post(path, data=newer).status_code == 303
    refused = client.post(path, data={**old, f"choice-{first}": "released"})
    assert (refused.status_code, "Nothing is published" in refused.text) == (409, True)


def test_reasons_are_drafted_asked_and_confirmed(case, as_) -> None:
    case.to("count")
    client, path = as_("samira"), of(case, f"board/reasons/{case.orchard}")
    board = client.get(of(case, "board/reasons"))
    assert "3 projects have no reasons of the jury yet" in board.text
    fields = form_on(client, path, path)
    empty = client.post(path, data=fields)
    assert (empty.status_code, "Write at least one reason" in empty.text) == (422, True)
    fields[f"reason-{case.criteria[0]}"] = "Forty trees for everyone."
    assert client.post(path, data=fields).status_code == 303
    ask = of(case, f"projects/{case.orchard}/reasons")
    for number in range(4):
        client = as_(number)
        assert "Are these our reasons" in client.get(of(case, "jury")).text
        page = client.get(ask).text
        assert ("Forty trees" in page, "agree, " in page) == (True, False)
        sent = client.post(ask, data={**form_on(client, ask, ask), "agrees": "yes"})
        assert sent.status_code == 303
    assert "4 of the 6 jurors who stay agree" in client.get(ask).text
    assert "The jury has confirmed these reasons" in as_("samira").get(path).text


def test_who_left_or_has_nothing_to_read_finds_nothing(case, as_) -> None:
    case.to("count")
    assert as_(0).get(of(case, f"projects/{case.cinema}/reasons")).status_code == 404
    draft_reasons(case.as_("samira"), call_id=case.call_id, proposal_id=case.cinema,
                  texts={case.criteria[0]: "A hall for all."}, version=0)  # fmt: skip
    assert as_(0).get(of(case, f"projects/{case.cinema}/reasons")).status_code == 200
    assert as_(5).get(of(case, f"projects/{case.cinema}/reasons")).status_code == 404
    assert as_("samira").get(of(case, "board/reasons/nothing")).status_code == 404


def test_a_juror_who_read_an_older_draft_is_told(case, as_) -> None:
    case.to("count")
    for version, text in enumerate(("A hall.", "A hall for all.")):
        draft_reasons(case.as_("samira"), call_id=case.call_id, proposal_id=case.cinema,
                      texts={case.criteria[0]: text}, version=version)  # fmt: skip
    client, ask = as_(0), of(case, f"projects/{case.cinema}/reasons")
    fields = form_on(client, ask, ask) | {"agrees": "yes"}
    refused = client.post(ask, data={**fields, "draft": "1"})
    assert (refused.status_code, "were rewritten while you read them" in refused.text) == (
        409,
        True,
    )
    assert client.post(ask, data={**fields, "draft": "x"}).status_code == 422
    none = {name: value for name, value in fields.items() if name != "agrees"}
    assert client.post(ask, data=none).status_code == 422


def test_these_pages_cost_little(case, as_, app) -> None:
    case.to("count")
    pages = [(0, "jury"), (0, "jury/words"), ("samira", "board/reasons"),
             ("samira", f"board/reasons/{case.orchard}")]  # fmt: skip
    for who, path in pages:
        client = as_(who)
        with counted(app.extensions["jury"].engines) as sent:
            assert client.get(of(case, path)).status_code == 200
        assert len(sent) <= 12, (path, len(sent))


def test_the_public_page_shows_reasons_and_released_words(case, as_, client) -> None:
    case.to("adopt")
    path = of(case, "jury/words")
    juror = as_(0)
    fields = form_on(juror, path, path)
    fields |= {f"choice-{key}": "released" for key in choices(fields)}
    assert juror.post(path, data=fields).status_code == 303
    case.publish()
    page = BeautifulSoup(client.get(of(case, "record")).text, "html.parser")
    text = " ".join(page.main.text.split())
    assert text.count(f"{MARKER} 0") == 3
    assert "5 texts stay closed, as their authors want" in text
    assert "The jury has written no reasons for this project" in text
