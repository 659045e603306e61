"""Every form on every page, as each person sees it, filled with what people and robots type.

The forms are found by reading the pages, so a new one is tried without a line here.
"""

from __future__ import annotations

import html
import secrets
from dataclasses import dataclass
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from jury.services.doors import Doors
from jury.storage.record import LogEntry
from tests.fixtures.clock import Clock
from tests.fixtures.forms import BAD_TEXTS, fields_of
from tests.web.test_access_walk import ALL, ANY, MAY, World

ANSWERS = {303, 400, 409, 413, 422, 429}
REFUSED = {409, 422}
NOT_SHOWN_AGAIN = ("password", "code", "digits", "secret")
LAST = ("/close", "/count", "/end", "/disable", "/withdraw", "/cancel", "/publish", "/password")
"""What ends something is tried after all else; a new password, which ends all forms, at the end."""
SIGN_OUT = ("/sign-out", "/me/sessions/")
"""What would end the walk itself."""
FOREIGN = {"role": "official", "round_id": "1", "_method": "DELETE", "state": "published"}


@dataclass(frozen=True)
class Found:
    """A form as its page drew it: where it goes, its values, and which of them are typed."""

    page: str
    action: str
    values: dict[str, str]
    typed: frozenset[str]
    chosen: frozenset[str]
    """Names of what is ticked, not typed: unlike a browser, a robot sends anything there."""


@pytest.fixture
def world(app: Flask, doors: Doors, clock: Clock) -> World:
    return World(app, doors, clock)


def pages_of(who: str) -> list[str]:
    """Name the pages that somebody opens while the round is open; a visitor signs in, too."""
    return [
        route
        for route, letters in MAY.items()
        if route.startswith("GET ") and (who == "v" or letters != ALL)
        if who in letters or (letters == ANY and (who == "v" or route == "GET /me/password"))
    ]


def forms_of(world: World, client: FlaskClient, routes: list[str]) -> list[Found]:
    """Read the forms of these pages, each once, the ending ones last."""
    found: dict[str, Found] = {}
    for route in routes:
        path = world.path(route)
        answer = client.get(path)
        if answer.mimetype != "text/html":
            continue
        for form in BeautifulSoup(answer.text, "html.parser").find_all("form", method="post"):
            one = _form(path, form)
            if not one.action.startswith(SIGN_OUT):
                found.setdefault(one.action.partition("?")[0], one)
    return sorted(
        found.values(),
        key=lambda one: (one.action.endswith(LAST), one.action.endswith(LAST[-1])),
    )


def _form(path: str, form: Any) -> Found:
    values = fields_of(form)
    values |= {b["name"]: b.get("value", "") for b in form.select("button[name]")[:1]}
    typed = {
        field["name"]
        for field in form.find_all(["input", "textarea"])
        if field.name == "textarea" or field.get("type", "text") in ("text", "email")
    }
    chosen = {field["name"] for field in form.select("[type=radio], [type=checkbox]")}
    return Found(path, form.get("action") or path, values, frozenset(typed), frozenset(chosen))


def entries(doors: Doors) -> int:
    """Count the entries of all logs."""
    with doors.engines.reading() as session:
        return session.scalar(select(func.count()).select_from(LogEntry)) or 0


def send(client: FlaskClient, form: Found, changes: dict[str, Any]) -> Any:
    """Post a form with some values changed, as a new sending."""
    key = {"idempotency_key": secrets.token_urlsafe(12)} if "idempotency_key" in form.values else {}
    return client.post(form.action, data={**form.values, **key, **changes})


def faults_of(world: World, client: FlaskClient, forms: list[Found]) -> list[str]:
    """Fill each field of each form with each bad text; give what went wrong."""
    faults = []
    for form in forms:
        answers = ANSWERS | {200} if form.action.startswith("/practice") else ANSWERS
        for name in sorted(form.values.keys() - {"csrf_token"} | form.chosen):
            for kind, text in BAD_TEXTS.items():
                before = entries(world.doors)
                answer = send(client, form, {name: text})
                written = entries(world.doors) != before
                may = answers if name in form.typed else answers | {404}  # an id that is none
                wrong = {
                    "is a fault": answer.status_code not in may or "Traceback" in answer.text,
                    "signed out": "/sign-in?" in answer.headers.get("Location", ""),
                    "refused and written": answer.status_code >= 400 and written,
                    "markup is markup": "<script>alert" in answer.text,
                    "lost": is_lost(form, name, kind, text, answer),
                }
                where = f"{form.action} {name} {kind}: {answer.status_code}"
                faults += [f"{where} {what}" for what, is_so in wrong.items() if is_so]
    return faults


def is_lost(form: Found, name: str, kind: str, text: str, answer: Any) -> bool:
    """Tell whether a refused page has forgotten what somebody typed."""
    if answer.status_code not in REFUSED or name not in form.typed:
        return False
    if name in NOT_SHOWN_AGAIN or kind in ("missing", "controls", "several lines"):
        return False
    return text.strip() not in html.unescape(answer.text)


@pytest.mark.both_databases
@pytest.mark.parametrize("who", ALL)
def test_nothing_that_can_be_typed_into_a_form_is_a_fault_or_is_lost(
    world: World, who: str
) -> None:
    client = world.client(who)
    assert faults_of(world, client, forms_of(world, client, pages_of(who))) == []


LATER = {
    "close": ("f", "GET /calls/<call_id>/board"),
    "count": ("g", "GET /calls/<call_id>/check"),
    "confirm": ("o", "GET /calls/<call_id>/decision"),
    "prepare": ("s", "GET /calls/<call_id>/decision"),
    "adopt": ("f", "GET /calls/<call_id>/board"),
}


@pytest.mark.both_databases
@pytest.mark.parametrize("step", LATER)
def test_nothing_that_is_typed_after_the_round_is_a_fault_or_is_lost(
    world: World, step: str
) -> None:
    who, route = LATER[step]
    world.case.to(step)
    if step == "adopt":  # the record is published once applicants were told
        world.case.letters()
    client = world.client(who)
    forms = forms_of(world, client, [route])
    assert len(forms) == 2  # the language and the step itself
    assert faults_of(world, client, forms) == []


@pytest.mark.parametrize("who", ALL)
def test_foreign_and_doubled_fields_change_nothing(world: World, who: str) -> None:
    client = world.client(who)
    faults = []
    for form in forms_of(world, client, pages_of(who)):
        if "/language/" in form.action or "/practice" in form.action:
            continue  # they keep nothing on the server
        before = entries(world.doors)
        tries: list[dict[str, Any]] = [{name: value} for name, value in FOREIGN.items()]
        tries += [{n: [v, "again"]} for n, v in form.values.items() if n != "csrf_token"]
        for changes in tries:
            answer = send(client, form, changes)
            if answer.status_code not in REFUSED or entries(world.doors) != before:
                faults.append(f"{form.action} {changes}: {answer.status_code}")
    assert faults == []
