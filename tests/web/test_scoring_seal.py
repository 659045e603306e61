"""The seal, seen from outside: until closing no answer to anybody depends on a sheet of others."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from jury.services import scoring
from jury.services.checkpoints import sign_due
from jury.services.doors import Doors
from tests.fixtures.clock import Clock
from tests.fixtures.pdf import text_of
from tests.fixtures.sealed import Marks, mark, send
from tests.fixtures.stage_forms import CALL, PROJECT
from tests.fixtures.stages import Staged
from tests.web.test_access_walk import MAY

SHEET, TIE, CHECK = f"GET {CALL}{PROJECT}/score", f"GET {CALL}{PROJECT}/tie", f"GET {CALL}/check"
PAGES = [
    *(route for route in MAY if route.startswith("GET ")),
    f"{SHEET}?criterion=3",
    f"{CHECK}?project=<proposal_id>",
    f"GET {CALL}/record?version=1",
    f"GET {CALL}/log?part=1",
    f"GET {CALL}/board?page=2",
]
LEVELS = "a level beside its criterion"
SEATED = "ji"
"""Who sits on the first two seats."""
OTHERS = "vklfgosai"
"""Everybody whose own sheets stay the same when those of all others change."""


@pytest.fixture
def at(app: Flask, doors: Doors, clock: Clock) -> Staged:
    app.config["WTF_CSRF_ENABLED"] = False
    return Staged(app, doors, clock, "round")


def shown(at: Staged, marks: Marks) -> dict[tuple[str, str], set[str]]:
    """Find every page and header on which somebody reads marked words."""
    found: dict[tuple[str, str], set[str]] = {}
    level = re.compile(rf"({'|'.join(at.case.criteria)})\W+(value\W+)?([0-3]|null|none)\b")
    for route in PAGES:
        for who in at.people:
            answer = at.ask(who, route)
            words = marks.found_in(f"{answer.headers} {text_of(answer)}")
            if level.search(text_of(answer)):
                words.add(LEVELS)
            if words:
                found[route, who] = words
    return found


def of_seat(at: Staged, words: dict[str, tuple[int, str]], who: str) -> set[str]:
    """Give the words about the orchard of one juror."""
    return {w for w, own in words.items() if own == (SEATED.index(who), at.case.orchard)}


def test_until_closing_jurors_read_their_own_words_and_nobody_else_any(
    at: Staged, caplog: pytest.LogCaptureFixture
) -> None:
    marks = mark(at)
    sign_due(at.doors)
    found = shown(at, marks)
    expected = {}
    for who in SEATED:
        expected[TIE, who] = of_seat(at, marks.ties, who)
        begun = of_seat(at, marks.drafts, who)
        for page in (f"{SHEET}?criterion=3", f"{SHEET}/check"):
            expected[page, who] = begun | (
                found.get((page, who), set()) & of_seat(at, marks.sheets, who)
            )
        expected[f"{SHEET}/check", who].add(LEVELS)
    assert found == expected
    assert marks.found_in(caplog.text) == set()


def test_after_closing_the_guarantor_alone_reads_the_words_of_a_project(at: Staged) -> None:
    marks = mark(at)
    scoring.close_round(at.office.as_("samira"), call_id=at.call_id, reason="All are here.")
    sign_due(at.doors)
    written = marks.sheets | marks.ties
    of_orchard = {w for w, (_, p) in written.items() if p == at.case.orchard}
    found = shown(at, marks)
    assert found.pop((f"{CHECK}?project=<proposal_id>", "g")) == of_orchard
    assert {who for _, who in found} <= set(SEATED)
    for (route, who), words in found.items():
        own = {w for w, (seat, _) in marks.all().items() if seat == SEATED.index(who)}
        assert words <= own | {LEVELS}, (route, who)


LOUD = ((3, 3), "x" * 900)
QUIET = ((0, None), "")


def test_other_levels_and_words_change_no_byte_length_tag_or_order_for_others(at: Staged) -> None:
    seen = []
    for levels, words in (LOUD, QUIET):
        for number in (0, 2, 3, 4, 5):
            for proposal_id in (at.case.orchard, at.case.bakery):
                send(at, number, proposal_id, levels, words, words)
        sign_due(at.doors)
        at.clients = {who: at.client_of(who) for who in at.people}
        seen.append({(route, who): answer_to(at, who, route) for route in PAGES for who in OTHERS})
        at.put_back()
    loud, quiet = seen
    assert {key: (loud[key], quiet[key]) for key in loud if loud[key] != quiet[key]} == {}


BY_CHANCE = {f"GET {CALL}/log", f"GET {CALL}/log?part=1", "GET /me", "GET /admin/journal"}
"""New names, commitments and orders each time: only their length must be the same."""


def answer_to(at: Staged, who: str, route: str) -> tuple[int, dict[str, str], str]:
    """Give an answer without what chance makes in each: keys, tokens, references."""
    answer = at.ask(who, route)
    headers = {n: v for n, v in answer.headers.items() if n not in ("Set-Cookie", "Date")}
    if route in BY_CHANCE:
        return answer.status_code, {n: v for n, v in headers.items() if n != "ETag"}, ""
    body = re.sub(r'value="[^"]{18,}"', "", text_of(answer))
    return answer.status_code, headers, re.sub(r"reference: [0-9a-f]{8}", "", body)
