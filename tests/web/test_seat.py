"""The juror's own page, ties before reading, and the facilitator's seats and slips."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import event

from jury.services import seat
from jury.services.drafts import keep_sheet
from jury.services.signin import Visitor, sign_in_by_code
from jury.storage.account import Letter
from jury.storage.seat import Seat, Tie
from tests.fixtures.decided import Case, open_case
from tests.fixtures.forms import form_on, sign_in, worst
from tests.fixtures.sheets import send, stored, text


@pytest.fixture
def case(app, clock) -> Case:
    return open_case(app.extensions["jury"], clock)


@pytest.fixture
def zora(case, client):
    """Sign in as the juror of seat 1."""
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return sign_in(client, case.office.doors, case.seats[0].account_id)


@pytest.fixture
def samira(case, client):
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return sign_in(client, case.office.doors, case.office.people["samira"])


def home(case: Case) -> str:
    return f"/calls/{case.call_id}/jury"


def tie(case: Case, proposal_id: str) -> str:
    return f"/calls/{case.call_id}/projects/{proposal_id}/tie"


def states(page) -> dict[str, str]:  # type: ignore[no-untyped-def]
    rows = BeautifulSoup(page.text, "html.parser").select("#projects .list > li")
    return {r.select_one("[lang]").text: r.select_one(".pill").text for r in rows}


def test_the_first_thing_is_what_to_do_now(zora, case) -> None:
    page = BeautifulSoup(zora.get(home(case)).text, "html.parser")
    assert page.h1.text == "Hello Zora Un. 0 of 3 sheets are sent"
    assert page.select_one("main > section")["class"] == ["card", "now"]
    assert len(page.select("main .primary")) == 1


def test_each_project_says_where_one_stands(zora, case) -> None:
    case.send(case.orchard, [(3, 1)])
    case.ties(0, case.cinema, "conflict")
    case.ties(0, case.bakery, "link")
    page = zora.get(home(case))
    assert states(page) == {
        "The shared orchard": "sent",
        "The bakery": "to score",
        "The cinema": "left",
    }
    assert "1 of 2 sent" in text(page)
    keep_sheet(
        case.office.doors,
        case.seats[0].account_id,
        call_id=case.call_id,
        proposal_id=case.bakery,
        levels={case.criteria[0]: 1},
        words={},
    )
    page = zora.get(home(case))
    assert states(page)["The bakery"] == "begun"
    assert "Go on with your sheet: The bakery" in text(page)


def test_after_closing_nobody_is_told_to_score(zora, case) -> None:
    case.send(case.orchard, [(3, 1)])
    case.close()
    sign_in(zora, case.office.doors, case.seats[0].account_id)
    assert states(zora.get(home(case))) == {
        "The shared orchard": "sent",
        "The bakery": "not sent",
        "The cinema": "not sent",
    }


def test_jurors_read_in_an_order_of_their_own(case, client) -> None:
    orders = []
    for juror in case.seats:
        page = sign_in(client, case.office.doors, juror.account_id).get(home(case))
        orders.append(tuple(states(page)))
        assert tuple(states(client.get(home(case)))) == orders[-1]
    assert {tuple(sorted(order)) for order in orders} == {
        ("The bakery", "The cinema", "The shared orchard")
    }


def test_the_tie_is_asked_before_the_first_reading(zora, case) -> None:
    read = f"/calls/{case.call_id}/projects/{case.orchard}"
    assert zora.get(read).location == tie(case, case.orchard)
    page = zora.get(tie(case, case.orchard))
    assert "Neighbours and a school plant forty trees." in page.text
    assert "The field lies bare." not in page.text
    path = tie(case, case.orchard)
    empty = zora.post(path, data=form_on(zora, path, path))
    assert (empty.status_code, "Choose what is true for you." in empty.text) == (422, True)
    done = send(zora, path, degree="link", words="I eat there.")
    assert (done.status_code, done.location) == (303, read)
    assert "The field lies bare." in zora.get(read).text


def test_a_conflict_gets_a_kind_page_and_can_be_taken_back(zora, case) -> None:
    path, read = tie(case, case.orchard), f"/calls/{case.call_id}/projects/{case.orchard}"
    done = send(zora, path, degree="conflict")
    assert done.location == read
    page = zora.get(read)
    assert "You left this project to the others" in page.text
    assert "The field lies bare." not in page.text
    assert f'href="{path}"' in page.text
    assert "change what I said" in zora.get(home(case)).text
    back = send(zora, path, degree="none")
    assert back.status_code == 303
    assert "The field lies bare." in zora.get(read).text


def test_a_stale_tie_shows_both(zora, case) -> None:
    path = tie(case, case.orchard)
    old = form_on(zora, path, path)
    case.ties(0, case.orchard, "link")
    stale = zora.post(path, data={**old, "degree": "none"})
    assert stale.status_code == 409
    assert "What is stored now" in stale.text
    assert "Yes, a link" in stale.text


def test_after_closing_a_tie_is_kept_as_typed_but_not_stored(zora, case) -> None:
    path = tie(case, case.orchard)
    fields = {**form_on(zora, path, path), "degree": "link", "words": "my-late-words"}
    case.office.clock.advance(hours=2)
    from jury.services.scoring import close_round

    close_round(case.as_("samira"), call_id=case.call_id, reason="All here.")
    late = zora.post(path, data=fields)
    assert (late.status_code, "my-late-words" in late.text) == (409, True)
    assert stored(case, Tie) == []


def test_every_bad_text_in_the_tie(zora, case) -> None:
    path = tie(case, case.orchard)
    assert worst(zora, path, path, lambda: [t.version for t in stored(case, Tie)]) == []


def seats_path(case: Case) -> str:
    return f"/calls/{case.call_id}/seats"


def test_samira_makes_the_codes_that_are_missing_and_the_others_stay(samira, case, app) -> None:
    path = seats_path(case)
    send(samira, path, f"{path}/codes", seat="all")
    old = {seat.id: seat.code_hash for seat in stored(case, Seat)}
    send(samira, path, people="Ana Peeters\nBo Li\n")
    assert "Make the 2 codes that are missing" in samira.get(path).text
    made = send(samira, path, f"{path}/codes", seat="new")
    assert made.location == f"/calls/{case.call_id}/slips"
    now = {seat.id: seat.code_hash for seat in stored(case, Seat)}
    assert {id: now[id] for id in old} == old
    assert all(now[id] for id in now.keys() - old.keys())
    again = send(samira, path, f"{path}/codes", seat="new")
    assert again.status_code == 422
    assert "are missing" not in samira.get(path).text


def test_samira_types_people_in_and_prints_their_slips(samira, case, app) -> None:
    path = seats_path(case)
    people = "Ana Peeters; Ana@Example.org\n\nBo Li\n"
    done = send(samira, path, people=people)
    assert done.status_code == 303
    page = samira.get(path)
    assert "8 people are seated" in page.text
    assert "ana@example.org" in page.text
    made = send(samira, path, f"{path}/codes", seat="all")
    assert made.location == f"/calls/{case.call_id}/slips"
    slips = samira.get(made.location)
    soup = BeautifulSoup(slips.text, "html.parser")
    codes = [p.text for p in soup.select("p.figure")]
    assert (len(codes), len(soup.select("section svg")), "style=" in slips.text) == (8, 8, False)
    assert " ".join(codes[0].replace("-", "")) in slips.text
    for code in codes:
        sign_in_by_code(case.office.doors, code, Visitor("127.0.0.1", "phone", ""))
    fields = {
        "csrf_token": form_on(samira, made.location, made.location)["csrf_token"],
        "slip": [i["value"] for i in soup.find_all("input", attrs={"name": "slip"})],
    }
    assert samira.post(made.location, data=fields).status_code == 303
    assert "No slip waits to be printed" in samira.get(made.location).text
    assert {letter.sealed for letter in stored(case, Letter) if letter.channel == "paper"} == {None}


def test_a_line_that_cannot_be_read_is_named_and_everything_typed_stays(samira, case) -> None:
    path = seats_path(case)
    people = "Ana; ana@example.org\nBo; not an address"
    wrong = send(samira, path, people=people)
    assert wrong.status_code == 422
    assert "Line 2: what stands after the name is no e-mail address." in text(wrong)
    assert "Bo; not an address" in wrong.text
    taken = send(samira, path, people="Karim; karim@example.org")
    assert taken.status_code == 422
    assert "has another part in this call" in taken.text
    assert len(stored(case, Seat)) == 6


def test_one_seat_gets_a_new_code_and_another_ends(samira, case) -> None:
    path, last = seats_path(case), case.seats[5]
    one = send(samira, path, f"{path}/codes", seat=last.id)
    assert one.status_code == 303
    foreign = send(samira, path, f"{path}/codes", seat="x")
    assert foreign.status_code == 404
    end = f"{path}/{last.id}/end"
    empty = samira.post(end, data=form_on(samira, end, end))
    assert (empty.status_code, "Write the reason." in empty.text) == (422, True)
    fields = {**form_on(samira, end, end), "reason": "Moved away."}
    assert samira.post(end, data=fields).status_code == 303
    assert samira.post(end, data=fields).status_code == 303
    assert samira.get(end).status_code == 404
    assert "5 people are seated" in samira.get(path).text


def test_every_bad_text_in_the_list_of_people(samira, case) -> None:
    path = seats_path(case)
    faults = worst(samira, path, path, lambda: None)
    assert [f for f in faults if "+" in f or "500" in f] == []


@pytest.mark.parametrize("name", ["helene", "pascal", "karim", "lea"])
def test_only_the_facilitator_sees_seats_and_slips(case, client, name) -> None:
    other = sign_in(client, case.office.doors, case.office.people[name])
    for path in ("seats", "slips", f"seats/{case.seats[0].id}/end", "jury", "jury/code"):
        assert other.get(f"/calls/{case.call_id}/{path}").status_code == 404


def test_lists_take_as_many_statements_for_many_seats(samira, case, app) -> None:
    asked: list[str] = []
    event.listen(
        app.extensions["jury"].engines.read,
        "before_cursor_execute",
        lambda c, cur, sql, *rest: asked.append(sql) if "BEGIN" not in sql else None,
    )
    counts = []
    for _turn in range(2):
        for page in ("seats", "slips", "board"):
            asked.clear()
            assert samira.get(f"/calls/{case.call_id}/{page}").status_code == 200
            counts.append(len(asked))
        seat.fill_seats(
            case.as_("samira"),
            call_id=case.call_id,
            people=[(f"Person {n}", None) for n in range(50)],
        )
    assert counts[:3] == counts[3:]
    assert max(counts) <= 12
