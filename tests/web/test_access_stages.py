"""Who may do what when: a hand-written table of every route of a call, stage by stage.

Letters as in `test_access_walk`, i for a second juror, t and u for the scrutineers; "f:round" is
the facilitator while the round is open, "k:open-prepared" from one stage to another, and "*" is
everyone. Every form is sent whole and fresh: whoever is named succeeds, and everybody else is
refused.
"""

from __future__ import annotations

import pytest
from flask import Flask

from jury.domain.permissions import RULES, Page, Role
from jury.services.doors import Doors
from jury.web.access import policy_of
from tests.fixtures.clock import Clock
from tests.fixtures.lottery_routes import LOTTERY_RULES, WITHOUT_LOTTERY
from tests.fixtures.stage_forms import CALL, DESK, FILLED, PROJECT
from tests.fixtures.stages import STAGES, Staged
from tests.web.test_access_walk import MAY

TIMES = {
    f"GET {DESK}": "o:draft-cancelled",
    f"GET {DESK}/cancel": "o:draft-cancelled",
    f"POST {DESK}/cancel": "o:draft-prepared",
    f"POST {DESK}/close": "o:late",
    f"GET {DESK}/erratum": "o:draft-cancelled",
    f"POST {DESK}/erratum": "o:open",
    f"GET {DESK}/extension": "o:draft-cancelled",
    f"POST {DESK}/extension": "o:open-prepared",
    f"GET {DESK}/outage": "o:draft-cancelled",
    f"POST {DESK}/outage": "o:late-waiting",
    f"GET {DESK}/ready-criteria": "o:draft-cancelled",
    f"POST {DESK}/ready-criteria": "o:draft",
    f"GET {DESK}/criteria/<int:position>": "o:draft-cancelled",
    f"POST {DESK}/criteria/<int:position>": "o:draft",
    f"POST {DESK}/criteria/<int:position>/remove": "o:draft",
    f"GET {DESK}/edit/<section>": "o:draft-cancelled",
    f"POST {DESK}/edit/<section>": "o:draft",
    f"GET {DESK}/people": "o:draft-cancelled",
    f"POST {DESK}/people": "o:draft-prepared",
    f"GET {DESK}/projects": "o:draft-cancelled",
    f"GET {DESK}{PROJECT}": "o:open-cancelled",
    f"POST {DESK}{PROJECT}/accept": "o:waiting",
    f"POST {DESK}{PROJECT}/refuse": "o:waiting",
    f"POST {DESK}{PROJECT}/admit": "o:waiting",
    f"GET {DESK}{PROJECT}/ask": "o:open-cancelled",
    f"POST {DESK}{PROJECT}/ask": "o:waiting",
    f"POST {DESK}{PROJECT}/contest": "o:never",
    f"POST {CALL}{PROJECT}/complete": "k:never",
    f"GET {CALL}{PROJECT}/contest": "k:open-cancelled",
    f"POST {CALL}{PROJECT}/contest": "k:never",
    f"POST {DESK}/publish": "o:draft",
    f"GET {CALL}": "fgos:draft *:open-cancelled",
    f"GET {CALL}/log": "fgos:draft *:open-cancelled",
    f"GET {CALL}/record": "*:published",
    f"GET {CALL}/record.json": "*:published",
    f"GET {CALL}/record.pdf": "*:published",
    f"POST {CALL}/record": "f:told",
    f"GET {CALL}/decision/act": "os:adopted-published",
    f"GET {CALL}/decision/after": "os:adopted-published",
    f"POST {CALL}/decision/contest": "o:adopted-published",
    f"POST {CALL}/decision/settle": "s:never",
    f"GET {CALL}/decision/freed": "os:adopted-published",
    f"POST {CALL}/decision/give-up": "o:never",
    f"POST {CALL}/decision/reserve-draw": "o:never",
    f"POST {CALL}/decision/pass-on": "s:never",
    f"GET {CALL}/record/changes": "*:never",
    f"POST {CALL}/decision/act": "o:adopted-told",
    f"GET {CALL}/decision/act.pdf": "os:never",
    f"GET {CALL}/record/act.pdf": "*:never",
    f"GET {CALL}/decision/letters": "os:adopted-published",
    f"POST {CALL}/decision/letters": "o:adopted",
    f"GET {CALL}/decision/letters/<proposal_id>": "os:adopted-published",
    f"POST {CALL}/decision/letters/<proposal_id>": "o:adopted",
    f"POST {CALL}/projects": "klsa:open",
    f"GET {CALL}{PROJECT}": "jifgos:ready-cancelled",
    f"GET {CALL}{PROJECT}/received": "k:open-cancelled",
    f"POST {CALL}{PROJECT}/submit": "k:open",
    f"GET {CALL}{PROJECT}/withdraw": "k:open-cancelled",
    f"POST {CALL}{PROJECT}/withdraw": "k:open-voted k:cancelled",
    f"GET {CALL}{PROJECT}/write": "k:open-cancelled",
    f"GET {CALL}{PROJECT}/write/<step>": "k:open-cancelled",
    f"POST {CALL}{PROJECT}/write/<step>": "k:open-cancelled",
    f"GET {CALL}{PROJECT}/write/files": "k:open-cancelled",
    f"POST {CALL}{PROJECT}/write/files": "k:open",
    f"POST {CALL}{PROJECT}/write/files/<file_id>/remove": "k:open",
    f"GET {CALL}{PROJECT}/files/<file_id>": (
        "ko:open-cancelled fgs:ready-cancelled ji:round-cancelled"
    ),
    f"GET {CALL}/jury": "ji:waiting-cancelled",
    f"GET {CALL}/jury/code": "ji:waiting-cancelled",
    f"POST {CALL}/jury/code": "j:round-cancelled i:never",
    f"GET {CALL}{PROJECT}/tie": "ji:ready-cancelled",
    f"POST {CALL}{PROJECT}/tie": "ji:ready-round",
    f"GET {CALL}{PROJECT}/score": "ji:ready-cancelled",
    f"POST {CALL}{PROJECT}/score": "ji:round",
    f"GET {CALL}{PROJECT}/score/check": "ji:ready-cancelled",
    f"POST {CALL}{PROJECT}/score/check": "ji:round",
    f"GET {CALL}{PROJECT}/score/received": "ji:ready-cancelled",
    f"GET {CALL}/board": "f:draft-cancelled",
    f"GET {CALL}/board/close": "f:round",
    f"POST {CALL}/board/close": "f:round",
    f"GET {CALL}/board/hours": "f:round",
    f"POST {CALL}/board/hours": "f:never",
    f"POST {CALL}/board/count": "f:voted",
    f"GET {CALL}/board/draw": "f:closed-voted f:cancelled",
    f"POST {CALL}/board/draw": "f:closed-voted",
    f"POST {CALL}/board/open": "f:ready",
    f"GET {CALL}/board/votes/<proposal_id>": "f:closed-voted f:cancelled",
    f"POST {CALL}/board/votes/<proposal_id>": "f:closed-voted",
    f"GET {CALL}/seats": "f:draft-cancelled",
    f"POST {CALL}/seats": "f:open-prepared",
    f"GET {CALL}/seats/<seat_id>/end": "f:waiting-cancelled",
    f"POST {CALL}/seats/<seat_id>/end": "f:waiting-cancelled",
    f"GET {CALL}/seats/<seat_id>/replace": "f:waiting-cancelled",
    f"POST {CALL}/seats/<seat_id>/replace": "f:waiting-prepared",
    f"POST {CALL}/seats/codes": "f:waiting-cancelled",
    f"GET {CALL}/rules.pdf": "fgos:draft *:open-cancelled",
    f"GET {CALL}{PROJECT}/received.pdf": "k:open-cancelled",
    f"GET {CALL}{PROJECT}/letters.pdf": "k:ready-cancelled",
    f"GET {DESK}{PROJECT}/letters.pdf": "o:ready-cancelled",
    f"GET {CALL}/sheets.pdf": "f:ready-cancelled",
    f"GET {CALL}/slips.pdf": "f:draft-cancelled",
    f"GET {CALL}/scrutineers.pdf": "f:draft-cancelled",
    f"GET {CALL}/letters.pdf": "f:draft-cancelled",
    f"GET {CALL}/welcome": "fgos:draft *:open-cancelled",
    f"GET {CALL}/welcome/write": "f:draft-cancelled",
    f"POST {CALL}/welcome/write": "f:draft-published",
    f"GET {CALL}/slips": "f:draft-cancelled",
    f"POST {CALL}/slips": "f:draft-cancelled",
    f"GET {CALL}/jury/words": "ji:waiting-cancelled",
    f"POST {CALL}/jury/words": "ji:closed-told",
    f"GET {CALL}/board/reasons": "f:draft-cancelled",
    f"GET {CALL}/board/reasons/<proposal_id>": "f:closed-cancelled",
    f"POST {CALL}/board/reasons/<proposal_id>": "f:counted-prepared",
    f"GET {CALL}{PROJECT}/reasons": "ji:counted-published",
    f"POST {CALL}{PROJECT}/reasons": "ji:counted-prepared",
    f"GET {CALL}/scrutineers": "f:draft-cancelled",
    f"POST {CALL}/scrutineers": "f:waiting-prepared",
    f"GET {CALL}/paper": "tu:closed-cancelled",
    f"GET {CALL}/paper/sheet": "tu:closed-voted",
    f"POST {CALL}/paper/sheet": "tu:closed-voted",
    f"POST {CALL}/paper/confirm": "u:closed-voted t:never",
    f"GET {CALL}/check": "g:draft-cancelled",
    f"POST {CALL}/check": "g:counted",
    f"GET {CALL}/decision": "os:draft-cancelled",
    f"POST {CALL}/decision": "o:confirmed-prepared",
    f"POST {CALL}/decision/adopt": "s:prepared",
}
NEVER = "never"
"""What somebody is told about what they typed: here, that another juror's code is not theirs."""
OF_THE_WORKER = {Role.SYSTEM}
ELSEWHERE = {"account.create", "account.disable", "account.join", "password.set", "call.create"}
"""Acts that belong to no call: `test_access_walk` has them. `test_lottery_stages` has its own."""
NO_CALL = {Page.PUBLIC, Page.OWN_ACCOUNT, Page.ADMIN, Page.DESK, Page.OWN_PROPOSALS}


def who_at(route: str, stage: str, everyone: str) -> str:
    """Read who is named for a stage."""
    named = ""
    for row in TIMES[route].split():
        letters, _, when = row.partition(":")
        first, _, last = when.partition("-")
        if when != NEVER and STAGES.index(first) <= STAGES.index(stage) <= STAGES.index(
            last or first
        ):
            named += everyone if letters == "*" else letters
    return named


def test_every_route_of_a_call_has_its_times_and_every_form_its_fields() -> None:
    routes = [route for route in MAY if "<call_id>" in route and route not in WITHOUT_LOTTERY]
    assert sorted(TIMES) == sorted(routes)
    assert sorted(FILLED) == sorted(r.removeprefix("POST ") for r in routes if r[0] == "P")


def test_every_row_of_the_permission_table_is_tried_here(app: Flask) -> None:
    tried = {
        str(policy_of(app.view_functions[rule.endpoint]))
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
        if f"{method} {rule.rule}" in TIMES
    }
    of_people = {str(what) for what, rule in RULES.items() if rule.roles != OF_THE_WORKER}
    assert tried == of_people - ELSEWHERE - NO_CALL - LOTTERY_RULES


def test_every_act_succeeds_at_some_stage() -> None:
    assert [route for route, times in TIMES.items() if not times] == []


@pytest.mark.parametrize("stage", STAGES)
def test_at_each_stage_only_those_who_may_then_succeed(
    app: Flask, doors: Doors, clock: Clock, stage: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    at = Staged(app, doors, clock, stage)
    everyone = "".join(at.people)
    wrong = []
    for route, times in TIMES.items():
        fields = FILLED[route.removeprefix("POST ")](at) if route[0] == "P" else {}
        named = who_at(route, stage, everyone)
        ever = "".join(row.partition(":")[0] for row in times.split())
        for who in everyone:
            answer = at.ask(who, route, fields)
            status, place = answer.status_code, answer.headers.get("Location", "")
            signs_in = status == 303 and place.startswith("/sign-in?")
            if who in named:
                fine = status in (200, 303) and not signs_in
            elif who == "v":
                fine = signs_in or (status == 404 and "*" in times)
            else:
                fine = status in ((403, 404, 409, 422) if who in ever else (403, 404))
            if not fine:
                wrong.append((route, who, status))
            if route[0] == "P" and status in (200, 303) and not signs_in:
                at.put_back()
    assert wrong == []
