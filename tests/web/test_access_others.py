"""What is somebody else's: another's draft, sheet, tie, receipt, session or kept form.

To everybody but its owner it looks like something that was never there.
"""

from __future__ import annotations

import re
from itertools import product

import pytest
from flask import Flask

from jury.services import parked
from jury.services.account import create_account
from jury.services.call import publish_call
from jury.services.doors import Doors
from jury.services.perform import Moment
from jury.services.proposal import keep_draft
from jury.services.seat import fill_seats
from jury.storage.account import ParkedForm, SignIn
from jury.storage.seat import seats_in
from tests.fixtures.calls import ORCHARD
from tests.fixtures.clock import Clock
from tests.fixtures.forms import sign_in
from tests.fixtures.pdf import text_of
from tests.fixtures.stage_forms import CALL, DESK, FILLED, PROJECT
from tests.fixtures.stages import Staged
from tests.web.test_access_walk import MAY, World

OWNED = {
    f"GET {CALL}{PROJECT}": "nobody",
    f"GET {CALL}{PROJECT}/received": "nobody",
    f"POST {CALL}{PROJECT}/submit": "l",
    f"GET {CALL}{PROJECT}/withdraw": "l",
    f"POST {CALL}{PROJECT}/withdraw": "l",
    f"GET {CALL}{PROJECT}/write": "l",
    f"GET {CALL}{PROJECT}/write/<step>": "l",
    f"POST {CALL}{PROJECT}/write/<step>": "l",
    f"GET {CALL}{PROJECT}/write/files": "l",
    f"POST {CALL}{PROJECT}/write/files": "l",
    f"POST {CALL}{PROJECT}/write/files/<file_id>/remove": "l",
    f"GET {CALL}{PROJECT}/files/<file_id>": "nobody",
    f"GET {DESK}{PROJECT}": "nobody",
    f"POST {DESK}{PROJECT}/accept": "nobody",
    f"POST {DESK}{PROJECT}/refuse": "nobody",
    f"POST {DESK}{PROJECT}/admit": "nobody",
    f"GET {DESK}{PROJECT}/ask": "nobody",
    f"POST {DESK}{PROJECT}/ask": "nobody",
    f"POST {DESK}{PROJECT}/contest": "nobody",
    f"POST {CALL}{PROJECT}/complete": "l",
    f"GET {CALL}{PROJECT}/contest": "l",
    f"POST {CALL}{PROJECT}/contest": "l",
    f"GET {CALL}{PROJECT}/tie": "nobody",
    f"POST {CALL}{PROJECT}/tie": "nobody",
    f"GET {CALL}{PROJECT}/score": "nobody",
    f"POST {CALL}{PROJECT}/score": "nobody",
    f"GET {CALL}{PROJECT}/score/check": "nobody",
    f"POST {CALL}{PROJECT}/score/check": "nobody",
    f"GET {CALL}{PROJECT}/score/received": "nobody",
    f"GET {CALL}{PROJECT}/received.pdf": "nobody",
    f"GET {CALL}{PROJECT}/letters.pdf": "nobody",
    f"GET {DESK}{PROJECT}/letters.pdf": "nobody",
    f"GET {CALL}{PROJECT}/reasons": "nobody",
    f"POST {CALL}{PROJECT}/reasons": "nobody",
    f"GET {CALL}/board/reasons/<proposal_id>": "nobody",
    f"POST {CALL}/board/reasons/<proposal_id>": "nobody",
    f"GET {CALL}/decision/letters/<proposal_id>": "nobody",
    f"POST {CALL}/decision/letters/<proposal_id>": "nobody",
    f"GET {CALL}/board/votes/<proposal_id>": "nobody",
    f"POST {CALL}/board/votes/<proposal_id>": "nobody",
}
"""Who gets an answer about a project that Lea has begun and not handed in."""

LEAS = {
    "GET /me/kept/<form_id>": ParkedForm,
    "POST /me/kept/<form_id>/send": ParkedForm,
    "POST /me/kept/<form_id>/discard": ParkedForm,
    "POST /me/sessions/<public_id>/end": SignIn,
}
"""What belongs to one account outside of any call, and the table that must not change."""

WORDS = "begun-by-lea-alone"


def test_every_route_to_an_object_of_an_account_has_its_row() -> None:
    assert sorted(OWNED) == sorted(r for r in MAY if "<proposal_id>" in r)
    rest = {r for r in MAY if re.search("<(form_id|public_id|seat_id|account_id)>", r)}
    seats_and_accounts = {r for r in rest if "<seat_id>" in r or "<account_id>" in r}
    assert rest - seats_and_accounts == set(LEAS)


@pytest.fixture
def at(app: Flask, doors: Doors, clock: Clock) -> Staged:
    app.config["WTF_CSRF_ENABLED"] = False
    return Staged(app, doors, clock, "open")


@pytest.mark.parametrize("stage", ["open", "waiting", "round", "closed", "published"])
def test_a_project_that_lea_has_begun_is_hers_alone(
    app: Flask, doors: Doors, clock: Clock, stage: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    at = Staged(app, doors, clock, stage)
    keep_draft(
        doors, account_id=at.people["l"] or "", call_id=at.call_id, proposal_id=at.leas,
        values={"title": WORDS}, version=0,
    )  # fmt: skip
    wrong = []
    for route, owner in OWNED.items():
        fields = FILLED[route.removeprefix("POST ")](at) if route[0] == "P" else {}
        for who in at.people:
            answer = at.ask(who, route, fields, proposal_id=at.leas)
            there = answer.status_code in (200, 409, 422) or (
                answer.status_code == 303 and not answer.location.startswith("/sign-in?")
            )
            refused = answer.status_code in (303, 403, 404)
            told = WORDS in answer.text and who != "l"
            if told or (there and who != owner) or not (there or refused):
                wrong.append((route, who, answer.status_code))
    assert wrong == []


def test_no_list_and_no_page_names_what_lea_has_begun(at: Staged) -> None:
    keep_draft(
        at.doors, account_id=at.people["l"] or "", call_id=at.call_id, proposal_id=at.leas,
        values={"title": WORDS}, version=0,
    )  # fmt: skip
    seen = {
        (route, who)
        for route in MAY
        if route.startswith("GET ") and "<proposal_id>" not in route
        for who in at.people
        if re.search(f"{WORDS}|{at.leas}", text_of(at.ask(who, route)))
    }
    assert seen - {("GET /calls/<call_id>/log", who) for who in at.people} == {
        ("GET /my-projects", "l"),
        ("GET /calls/<call_id>", "l"),
    }


def test_a_project_of_another_call_does_not_exist_in_this_one(at: Staged) -> None:
    other = at.office.draft_call()
    publish_call(at.office.as_("helene"), call_id=other, version=2)
    strange = at.office.handed_in(other, title=ORCHARD.title)
    for route in OWNED:
        fields = FILLED[route.removeprefix("POST ")](at) if route[0] == "P" else {}
        for who in "kfgos":
            assert at.ask(who, route, fields, proposal_id=strange).status_code in (403, 404)


def test_a_juror_of_another_call_is_nobody_here(app: Flask, doors: Doors, clock: Clock) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    at = Staged(app, doors, clock, "round")
    other = at.office.draft_call()
    publish_call(at.office.as_("helene"), call_id=other, version=2)
    fill_seats(at.office.as_("samira"), call_id=other, people=[("Xena", None)])
    with doors.engines.reading() as session:
        (seat,) = seats_in(session, other)
    at.people["x"] = seat.account_id
    at.clients["x"] = at.client_of("x")
    for route in [r for r in MAY if re.search("/jury|/score|/tie", r)]:
        fields = FILLED[route.removeprefix("POST ")](at) if route[0] == "P" else {}
        assert at.ask("x", route, fields).status_code == 404
        own = at.ask("x", route, fields, call_id=other).status_code
        assert own in ((404,) if "<proposal_id>" in route else (200, 409, 422))


def test_a_seat_of_another_call_is_not_ended_from_this_one(at: Staged) -> None:
    other = at.office.draft_call()
    publish_call(at.office.as_("helene"), call_id=other, version=2)
    fill_seats(at.office.as_("samira"), call_id=other, people=[("Xena", None)])
    with at.doors.engines.reading() as session:
        (seat,) = seats_in(session, other)
    for what, method in product(("end", "replace"), ("GET", "POST")):
        route = f"{method} {CALL}/seats/<seat_id>/{what}"
        fields = {"version": "1", "reason": "No.", "people": "Yara"} if method == "POST" else {}
        fields.pop("people" if what == "end" else "", None)
        assert at.ask("f", route, fields, seat_id=seat.id).status_code == 404
    make = at.ask("f", f"POST {CALL}/seats/codes", {"seat": seat.id})
    with at.doors.engines.reading() as session:
        after = seats_in(session, other)[0]
        assert (make.status_code in (404, 422), after.state, after.code_hash) == (
            True,
            "active",
            None,
        )


def test_kept_forms_and_sessions_of_lea_are_hers_alone(at: Staged) -> None:
    lea = at.people["l"] or ""
    kept = parked.park(at.doors, lea, f"/calls/{at.call_id}/projects", [("title", WORDS)])
    with at.doors.engines.reading() as session:
        public_id = session.query(SignIn).filter_by(account_id=lea).first().public_id
    named = {"form_id": kept or "", "public_id": public_id}
    for route in LEAS:
        for who in at.people:
            if who == "l":
                continue
            answer = at.ask(who, route, **named)
            nobody = at.ask(who, route, form_id="nothing", public_id="nothing")
            assert WORDS not in answer.text
            assert (answer.status_code, answer.headers.get("Location")) == (
                nobody.status_code,
                nobody.headers.get("Location"),
            ) or who == "v"
    assert len(parked.waiting(at.doors, lea)) == 1
    with at.doors.engines.reading() as session:
        assert session.query(SignIn).filter_by(public_id=public_id).one().ended_at is None
    assert WORDS in at.ask("l", "GET /me/kept/<form_id>", **named).text


def test_somebody_new_sees_nothing_of_a_call(app: Flask, doors: Doors, clock: Clock) -> None:
    call_id = World(app, doors, clock).case.call_id
    new = create_account(
        Moment(doors, system=True), name="Nina", email="nina@example.org", roles=[],
        password=None, language="en",
    ).subject  # fmt: skip
    client = sign_in(app.test_client(), doors, new)
    assert client.get(f"/calls/{call_id}/board").status_code == 404
    assert client.get(f"/calls/{call_id}").status_code == 200
