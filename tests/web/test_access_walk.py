"""Every route is asked by every kind of person: the second, hand-written table of who may.

The round is open meanwhile: votes of the room and draws come after it, the record later still.
Letters: v visitor, k Karim who wrote the projects, l Lea who wrote none, j a juror, f the
facilitator, g the guarantor, o an official, s a signatory, a the administrator. Whoever is not
named must be sent to sign in (visitors) or refused; a route that is not here fails.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from jury.domain.permissions import Role
from jury.services.account import disable_account
from jury.services.call import create_call, give_part
from jury.services.checkpoints import sign_due
from jury.services.doors import Doors
from jury.services.perform import Moment
from jury.storage.account import SecurityEvent
from jury.storage.record import leaves_of
from tests.fixtures.calls import email_of
from tests.fixtures.clock import Clock
from tests.fixtures.decided import MARKER, Case, open_case
from tests.fixtures.forms import PAPER, sign_in
from tests.fixtures.lottery_routes import WITHOUT_LOTTERY
from tests.fixtures.pdf import text_of

ALL, SIGNED_IN, NOBODY = "vkljfgosa", "kljfgosa", ""
ANY = "*"
"""Answers that depend on a cookie or a token that nobody has here: only faults are looked for."""

_AT = "/calls/<call_id>/decision/"
AFTER_ADOPTION = [f"{m} {_AT}letters{x}" for m in ("GET", "POST") for x in ("", "/<proposal_id>")]
AFTER_ADOPTION += [
    f"POST {_AT}{x}" for x in ("contest", "settle", "give-up", "reserve-draw", "pass-on")
]
AFTER_ADOPTION += [f"GET {_AT}freed"]
MAY = {
    "GET /how-a-decision-is-computed": ALL,
    "GET /practice": ALL, "POST /practice": ALL, "POST /practice/done": ALL,
    "GET /": ALL, "GET /accessibility": ALL, "GET /healthz": ALL, "GET /key": ALL,
    "GET /log": ALL, "GET /schemas/record-1.json": ALL, "GET /verify": ALL,
    "GET /what-the-log-proves": ALL, "GET /who-may": ALL, "POST /language/<code>": ALL,
    "GET /assets/<digest>/<path:path>": NOBODY, "GET /demo/<token>": NOBODY,
    "POST /demo/<token>": NOBODY, "POST /private-link/close": ANY,
    "GET /sign-in": ANY, "GET /sign-in/code": ANY, "POST /sign-in/code": ANY,
    "GET /sign-in/digits": ANY, "POST /sign-in/digits": ANY, "GET /sign-in/email": ANY,
    "POST /sign-in/email": ANY, "GET /sign-in/link": ANY, "POST /sign-in/link": ANY,
    "GET /sign-in/password": ANY, "POST /sign-in/password": ANY, "GET /sign-in/scan": ANY,
    "POST /sign-in/scan": ANY, "POST /sign-out": ANY, "GET /private-link": ANY,
    **{f"GET /{way}": ANY for way in ("j/<code>", "l/<token>", "r/<code>", "i/<code>", "letter")},
    "POST /letter": ANY, "POST /private-link": ANY, "GET /home": SIGNED_IN, "GET /me": SIGNED_IN,
    "GET /me/kept/<form_id>": NOBODY, "POST /me/kept/<form_id>/discard": NOBODY,
    "POST /me/kept/<form_id>/send": NOBODY, "GET /me/password": ANY, "POST /me/password": ANY,
    "POST /me/sessions/<public_id>/end": NOBODY, "POST /me/sessions/end": SIGNED_IN,
    "GET /admin": "a", "POST /admin/accounts": "a", "GET /admin/accounts/<account_id>": "a",
    "POST /admin/accounts/<account_id>/disable": "a", "GET /admin/accounts/new": "a",
    "GET /admin/journal": "a", "GET /admin/letters": "a",
    "GET /desk": "fgosa", "GET /desk/calls/new": "o", "POST /desk/calls/new": "o",
    "GET /desk/calls/<call_id>": "o", "GET /desk/calls/<call_id>/cancel": "o",
    "POST /desk/calls/<call_id>/cancel": "o", "POST /desk/calls/<call_id>/close": "o",
    **{f"{method} /desk/calls/<call_id>/{page}": "o" for method in ("GET", "POST") for page in (
        "erratum", "extension", "outage", "ready-criteria", "edit/<section>", "people")},
    "GET /desk/calls/<call_id>/projects": "o", "POST /desk/calls/<call_id>/publish": "o",
    "GET /desk/calls/<call_id>/criteria/<int:position>": "o",
    "POST /desk/calls/<call_id>/criteria/<int:position>": "o",
    "POST /desk/calls/<call_id>/criteria/<int:position>/remove": "o",
    "GET /desk/calls/<call_id>/projects/<proposal_id>": "o",
    "POST /desk/calls/<call_id>/projects/<proposal_id>/accept": "o",
    "POST /desk/calls/<call_id>/projects/<proposal_id>/refuse": "o",
    "POST /desk/calls/<call_id>/projects/<proposal_id>/admit": "o",
    "GET /desk/calls/<call_id>/projects/<proposal_id>/ask": "o",
    "POST /desk/calls/<call_id>/projects/<proposal_id>/ask": "o",
    "POST /desk/calls/<call_id>/projects/<proposal_id>/contest": "o",
    "POST /calls/<call_id>/projects/<proposal_id>/complete": "k",
    "GET /calls/<call_id>/projects/<proposal_id>/contest": "k",
    "POST /calls/<call_id>/projects/<proposal_id>/contest": "k",
    "GET /calls/<call_id>": ALL, "GET /calls/<call_id>/log": ALL,
    "GET /calls/<call_id>/record": NOBODY, "GET /calls/<call_id>/record.json": NOBODY,
    "GET /calls/<call_id>/record.pdf": NOBODY,
    "POST /calls/<call_id>/record": "f", "POST /calls/<call_id>/board/hours": "f",
    "GET /my-projects": "klsa", "POST /calls/<call_id>/projects": "klsa",
    "GET /calls/<call_id>/projects/<proposal_id>": "jfgos",
    "GET /calls/<call_id>/projects/<proposal_id>/received": "k",
    "POST /calls/<call_id>/projects/<proposal_id>/submit": "k",
    "GET /calls/<call_id>/projects/<proposal_id>/withdraw": "k",
    "POST /calls/<call_id>/projects/<proposal_id>/withdraw": "k",
    "GET /calls/<call_id>/projects/<proposal_id>/write": "k",
    "GET /calls/<call_id>/projects/<proposal_id>/write/<step>": "k",
    "POST /calls/<call_id>/projects/<proposal_id>/write/<step>": "k",
    "GET /calls/<call_id>/projects/<proposal_id>/write/files": "k",
    "POST /calls/<call_id>/projects/<proposal_id>/write/files": "k",
    "POST /calls/<call_id>/projects/<proposal_id>/write/files/<file_id>/remove": "k",
    "GET /calls/<call_id>/projects/<proposal_id>/files/<file_id>": "kfgos",
    "GET /calls/<call_id>/jury": "j", "GET /calls/<call_id>/jury/code": "j",
    "POST /calls/<call_id>/jury/code": "j",
    "GET /calls/<call_id>/projects/<proposal_id>/tie": "j",
    "POST /calls/<call_id>/projects/<proposal_id>/tie": "j",
    "GET /calls/<call_id>/projects/<proposal_id>/score": "j",
    "POST /calls/<call_id>/projects/<proposal_id>/score": "j",
    "GET /calls/<call_id>/projects/<proposal_id>/score/check": "j",
    "POST /calls/<call_id>/projects/<proposal_id>/score/check": "j",
    "GET /calls/<call_id>/projects/<proposal_id>/score/received": "j",
    "GET /calls/<call_id>/jury/words": "j", "POST /calls/<call_id>/jury/words": "j",
    "GET /calls/<call_id>/board/reasons": "f",
    "GET /calls/<call_id>/board/reasons/<proposal_id>": NOBODY,
    "POST /calls/<call_id>/board/reasons/<proposal_id>": NOBODY,
    "GET /calls/<call_id>/projects/<proposal_id>/reasons": NOBODY,
    "POST /calls/<call_id>/projects/<proposal_id>/reasons": NOBODY,
    "GET /calls/<call_id>/board": "f", "GET /calls/<call_id>/board/close": "f",
    "POST /calls/<call_id>/board/close": "f", "POST /calls/<call_id>/board/count": "f",
    "GET /calls/<call_id>/board/draw": NOBODY, "POST /calls/<call_id>/board/draw": NOBODY,
    "POST /calls/<call_id>/board/open": "f", "GET /calls/<call_id>/board/hours": "f",
    "GET /calls/<call_id>/board/votes/<proposal_id>": NOBODY,
    "POST /calls/<call_id>/board/votes/<proposal_id>": NOBODY,
    "GET /calls/<call_id>/seats": "f", "POST /calls/<call_id>/seats": "f",
    **{f"{method} /calls/<call_id>/seats/<seat_id>/{what}": "f" for method in ("GET", "POST")
        for what in ("end", "replace")}, "POST /calls/<call_id>/seats/codes": "f",
    "GET /calls/<call_id>/rules.pdf": ALL, "GET /calls/<call_id>/sheets.pdf": "f",
    "GET /calls/<call_id>/projects/<proposal_id>/received.pdf": "k",
    "GET /calls/<call_id>/projects/<proposal_id>/letters.pdf": "k",
    "GET /desk/calls/<call_id>/projects/<proposal_id>/letters.pdf": "o",
    **{f"GET /calls/<call_id>/{name}.pdf": "f" for name in ("slips", "letters", "scrutineers")},
    **{f"{way} /calls/<call_id>/{page}": "f" for way in ("GET", "POST") for page in (
        "slips", "welcome/write", "scrutineers")}, "GET /calls/<call_id>/welcome": ALL, **PAPER,
    "GET /calls/<call_id>/check": "g", "POST /calls/<call_id>/check": "g",
    "GET /calls/<call_id>/decision": "os", "POST /calls/<call_id>/decision": "o",
    "POST /calls/<call_id>/decision/adopt": "s",
    "GET /calls/<call_id>/decision/act": NOBODY, "POST /calls/<call_id>/decision/act": NOBODY,
    "GET /calls/<call_id>/decision/act.pdf": NOBODY, "GET /calls/<call_id>/record/act.pdf": NOBODY,
    "GET /calls/<call_id>/decision/after": NOBODY, "GET /calls/<call_id>/record/changes": NOBODY,
    **dict.fromkeys(AFTER_ADOPTION, NOBODY), **WITHOUT_LOTTERY,
}  # fmt: skip


class World:
    """A call whose round is open, everybody in it, and a draft of others."""

    def __init__(self, app: Flask, doors: Doors, clock: Clock, **how: Any) -> None:
        self.app, self.doors = app, doors
        self.case: Case = open_case(doors, clock, **how)
        office, call_id = self.case.office, self.case.call_id
        office.new("ada", Role.ADMINISTRATOR)
        office.new("sidonie")
        give_part(
            office.as_("helene"), call_id=call_id, email=email_of("sidonie"), role=Role.SIGNATORY
        )
        self.asking: dict[str, FlaskClient] = {}
        self.draft = create_call(
            office.as_("helene"), title="A draft", language="en", timezone="UTC"
        ).subject
        sign_due(doors)
        people = office.people
        self.people: dict[str, str | None] = {
            "v": None, "k": people["karim"], "l": people["lea"],
            "j": self.case.seats[0].account_id, "f": people["samira"], "g": people["pascal"],
            "o": people["helene"], "s": people["sidonie"], "a": people["ada"],
        }  # fmt: skip

    def client(self, who: str) -> FlaskClient:
        """Give a new browser of somebody."""
        client = self.app.test_client()
        account_id = self.people[who]
        if account_id is None:
            client.environ_base["HTTP_ORIGIN"] = self.doors.settings.base_url
            return client
        return sign_in(client, self.doors, account_id)

    def path(self, route: str, **other: str) -> str:
        """Fill a route with the ids of this world."""
        rule = route.split(" ", 1)[1]
        named = {
            "<call_id>": self.case.call_id, "<proposal_id>": self.case.orchard,
            "<seat_id>": self.case.seats[1].id, "<account_id>": self.people["l"] or "",
            "<section>": "money", "<step>": "money", "<int:position>": "1", "<code>": "fr",
            "<token>": "nothing", "<digest>": "0" * 16, "<path:path>": "css/site.css",
            "<form_id>": "nothing", "<public_id>": "nothing",
            "<file_id>": self.case.file_id, "<candidate_id>": "nobody", "<name>": "panels.csv",
        } | {f"<{name}>": value for name, value in other.items()}  # fmt: skip
        for name, value in named.items():
            rule = rule.replace(name, value)
        return rule

    def ask(self, who: str, route: str, **other: str) -> int:
        """Ask a route as somebody, with empty fields; 1 stands for "sign in first"."""
        method, rule = route.split(" ", 1)[0], self.path(route, **other)
        client = self.asking.pop(who, None) or self.client(who)
        answer = client.open(rule, method=method, data={} if method == "POST" else None)
        if "<call_id>" in route:  # elsewhere it may have signed them out
            self.asking[who] = client
        if answer.status_code == 303 and answer.location.startswith("/sign-in?"):
            return 1
        return answer.status_code


@pytest.fixture
def world(app: Flask, doors: Doors, clock: Clock) -> World:
    app.config["WTF_CSRF_ENABLED"] = False
    return World(app, doors, clock)


def routes_of(app: Flask) -> set[str]:
    return {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST"}
    }


def test_every_route_has_its_row_and_every_row_its_route(app: Flask) -> None:
    assert routes_of(app) == set(MAY)


def test_each_route_answers_those_who_may_and_refuses_all_others(world: World) -> None:
    wrong = []
    for route, letters in MAY.items():
        for who in ALL:
            status = world.ask(who, route)
            if letters == ANY:
                fine = status < 500
            elif who in letters:
                fine = status in (200, 303, 409, 422)
            else:
                fine = status == 1 if who == "v" and letters else status in (1, 403, 404)
            if not fine:
                wrong.append((route, who, status))
    assert wrong == []


def test_a_call_of_others_and_one_that_is_not_there_look_the_same(world: World) -> None:
    wrong = []
    for route in MAY:
        if "<call_id>" not in route:
            continue
        for who in "vkljfgsa":
            seen = world.ask(who, route, call_id=world.draft)
            none = world.ask(who, route, call_id="nothinghere1")
            if seen not in (1, 404) or none not in (1, 404) or (who != "v" and seen != none):
                wrong.append((route, who, seen, none))
    assert wrong == []


def test_a_disabled_person_is_a_visitor(world: World) -> None:
    client = world.client("f")
    admin = Moment(world.doors, world.people["a"])
    disable_account(admin, account_id=world.people["f"] or "", version=1)
    assert client.get(f"/calls/{world.case.call_id}/board").location.startswith("/sign-in?")


SEEN_MEANWHILE = (
    "GET /calls/<call_id>/board",
    "GET /calls/<call_id>",
    "GET /calls/<call_id>/check",
    "GET /calls/<call_id>/decision",
    "GET /calls/<call_id>/projects/<proposal_id>",
)


def test_no_page_nor_log_shows_anything_of_a_sheet_before_the_round_closes(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.case.score()
    sign_due(world.doors)
    shown = [
        (route, who)
        for route in MAY
        for who in ALL
        if route.startswith("GET ") and MARKER in read(world, who, route)
    ]
    own = "GET /calls/<call_id>/projects/<proposal_id>"
    assert shown == [(f"{own}/tie", "j"), (f"{own}/score/check", "j")]
    assert MARKER not in caplog.text
    with world.doors.engines.reading() as session:
        journal = [str(vars(event)) for event in session.scalars(select(SecurityEvent))]
        leaves = leaves_of(session, world.case.call_id)
    assert [line for line in journal if MARKER in line] == []
    assert [leaf for leaf in leaves if MARKER.encode() in leaf] == []


def test_other_levels_change_nothing_that_anybody_else_sees(world: World) -> None:
    case = world.case
    case.score()
    before = {(route, who): read(world, who, route) for route in SEEN_MEANWHILE for who in "fgos"}
    case.send(case.orchard, [(0, 0)] * 6, version=1)
    after = {(route, who): read(world, who, route) for route in SEEN_MEANWHILE for who in "fgos"}
    assert after == before


def read(world: World, who: str, route: str) -> str:
    """Read a page and its headers, without what is new each time: token, key, reference."""
    answer = world.client(who).get(world.path(route))
    kept = {n: v for n, v in answer.headers.items() if n not in ("Set-Cookie", "Content-Length")}
    page = re.sub(r'value="[^"]{18,}"', "", text_of(answer))
    return f"{kept} {re.sub(r'reference: [0-9a-f]{8}', '', page)}"
