"""Who may see and do what in a lottery, stage by stage: a second, hand-written table."""

from __future__ import annotations

import pytest
from flask import Flask

from jury.domain.lottery.invitations import read_addresses
from jury.domain.lottery.named import Named
from jury.domain.permissions import Page, Role
from jury.services import lottery
from jury.services.doors import Doors
from jury.services.lottery.organisations import enter_organisation, fix_people
from jury.storage.lottery.organisations import organisations_of
from jury.web.access import policy_of
from tests.fixtures.clock import Clock
from tests.fixtures.forms import sign_in
from tests.fixtures.lots import Town, town
from tests.fixtures.lottery_routes import FROM, LOTTERY_RULES, STAGES, WHO
from tests.fixtures.visiting import new_browser


def reach(place: Town, stage: str) -> None:
    """Bring a lottery as far as a stage."""
    steps = {
        "preparing": lambda: (place.plan(), shelter(place)),
        "open": lambda: open_and_invite(place),
        "closed": lambda: place.take().closed(),
        "drawn": place.drawn,
        "thrown": lambda: lottery.throw_dice(
            place.as_("samira"), call_id=place.call_id, dice="4 7", version=place.lottery().version
        ),
        "confirmed": lambda: lottery.confirm_panel(
            place.as_("pascal"), call_id=place.call_id, version=place.lottery().version
        ),
        "seated": lambda: seat_all(place),
    }
    for name in STAGES[1 : STAGES.index(stage) + 1]:
        steps[name]()


def open_and_invite(place: Town) -> None:
    lottery.open_lottery(
        place.as_("samira"), call_id=place.call_id, version=place.lottery().version
    )
    street = read_addresses(b"address\n1 Lane", place.lottery().plan(), (), lambda home: False)
    lottery.draw_letters(
        place.as_("samira"), call_id=place.call_id, addresses=street.found, letters=1
    )


def shelter(place: Town) -> None:
    """Write down an organisation, and fix whom it names."""
    done = enter_organisation(
        place.as_("samira"), call_id=place.call_id, organisation_id=None, name="The shelter",
        seats=1, people=[Named("Rosa", ""), Named("Ali", "")], version=0,
    )  # fmt: skip
    fix_people(place.as_("samira"), call_id=place.call_id, organisation_id=done.subject, version=1)


def seat_all(place: Town) -> None:
    for one in place.in_state("drawn")[1:]:
        place.answer(one, accepts=True)
    lottery.seat_drawn(place.as_("samira"), call_id=place.call_id, version=place.lottery().version)


def test_every_rule_of_the_lottery_has_a_route(app: Flask) -> None:
    tried = {
        str(policy_of(app.view_functions[rule.endpoint]))
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
        if f"{method} {rule.rule}" in WHO
    }
    assert tried - {str(Page.CALL)} == LOTTERY_RULES
    assert set(FROM) == {route for route in WHO if route.startswith("GET")}


@pytest.mark.parametrize("stage", STAGES)
def test_at_each_stage_everyone_gets_what_the_table_says(
    app: Flask, doors: Doors, clock: Clock, stage: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    place = town(doors, clock)
    people = dict(place.office.people)
    place.office.new("ada", Role.ADMINISTRATOR)
    named = {"f": people["samira"], "g": people["pascal"], "o": people["helene"],
             "k": people["karim"], "a": place.office.people["ada"]}  # fmt: skip
    clients = {letter: sign_in(new_browser(app), doors, who) for letter, who in named.items()}
    clients["v"] = new_browser(app)
    reach(place, stage)
    with doors.engines.reading() as session:
        known = organisations_of(session, place.call_id)
    organisation = known[0].id if known else "nowhere12345"
    candidate = next((one.id for one in place.in_state("drawn")), "nobodyhere12")
    wrong = []
    for route, letters in WHO.items():
        method, _, path = route.partition(" ")
        address = (
            path.replace("<call_id>", place.call_id).replace("<int:position>", "1")
            .replace("<candidate_id>", candidate).replace("<name>", "panels.csv")
            .replace("<organisation_id>", organisation)
        )  # fmt: skip
        there = method == "POST" or STAGES.index(stage) >= STAGES.index(FROM[route])
        for letter, client in clients.items():
            # What is sent is of no version: whoever may is told so, and nothing ever changes.
            sent = {"version": "999", "reason": "-", "accepts": "yes", "dice": "1 2"}
            answer = client.open(address, method=method, data=sent if method == "POST" else None)
            signs_in = answer.status_code == 303 and "/sign-in" in answer.headers["Location"]
            if letters in ("*", letter):
                fine = not signs_in and answer.status_code in (
                    (200, 303, 404, 409, 422) if method == "POST" else (200,) if there else (404,)
                )
            else:
                fine = answer.status_code in (403, 404) or (letter == "v" and signs_in)
            if not fine:
                wrong.append((route, letter, answer.status_code))
    assert wrong == []
