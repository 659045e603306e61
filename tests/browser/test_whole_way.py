"""The whole way in a real browser, from an empty database to a verified record.

Everything is typed in by people on phones, with JavaScript and without, on both databases; names
and numbers are other ones in each run, and the seed is printed so that a run can be repeated.
"""

from __future__ import annotations

import json
import random
import secrets
from datetime import timedelta
from pathlib import Path

import jsonschema
import pytest

import jury
from jury.domain.permissions import Role
from jury.domain.record.document import Document
from jury.domain.record.recompute import recompute
from jury.domain.record.verify import verify_log
from jury.services.account import create_account
from jury.services.checkpoints import sign_due
from jury.services.perform import Moment
from tests.browser.walker import Walker
from tests.conftest import LiveServer

SCHEMA = Path(jury.__file__).parent / "schemas" / "record-1.json"
STAFF = {"odile": "official", "simon": "signatory", "fatou": "", "gaston": ""}
JURORS = ("Jana", "Karim", "Lena", "Milo", "Nora", "Omar")


@pytest.mark.browser
@pytest.mark.both_databases
@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_people_walk_from_an_empty_database_to_a_verified_record(
    live_server: LiveServer, browse, script: bool, tmp_path: Path
) -> None:
    seed = secrets.randbelow(10**9)
    print(f"seed {seed}")
    doors = live_server.app.extensions["jury"]
    walker = Walker(live_server.url, doors, browse, script, random.Random(seed))
    make_staff(walker)
    call = write_call(walker, live_server)
    projects = [hand_in(walker, call, name, n) for n, name in enumerate(("alma", "bruno", "chloe"))]
    live_server.clock.advance(days=11)
    accept(walker, call, projects)
    codes = seat_people(walker, call, live_server)
    for number, name in enumerate(JURORS):
        judge(walker, call, projects, name, codes[number])
    close_and_count(walker, call)
    answer(walker, call, projects)
    check_record(walker, call, projects, tmp_path)


def make_staff(walker: Walker) -> None:
    """The command line makes the administrator; she types the others in."""
    password = f"{walker.words(4)} {walker.chance.randrange(10**6)}"
    create_account(
        Moment(walker.doors, system=True),
        name="Ada",
        email="ada@example.org",
        roles=[Role.ADMINISTRATOR],
        password=password,
        language="en",
    )
    page = walker.go("ada", "/sign-in/password")
    walker.fill(page, email="ada@example.org", password=password)
    walker.press(page)
    for name, role in STAFF.items():
        page = walker.go("ada", "/admin/accounts/new")
        walker.fill(page, name=name.title(), email=f"{name}@example.org")
        if role:
            page.check(f"main input[value={role}]")
        walker.press(page)
        walker.sign_in_by_link(name, f"{name}@example.org")


def write_call(walker: Walker, server: LiveServer) -> str:
    """Odile writes the call section by section, names people, and publishes."""
    page = walker.go("odile", "/desk/calls/new")
    walker.fill(page, title=walker.words(4))
    page.select_option("main select[name=language]", "en")
    walker.press(page)
    call = walker.path(page).split("/")[-1]
    desk = f"/desk/calls/{call}"
    budget = walker.chance.randrange(60, 90) * 1000
    values = {
        "budget_cents": str(budget), "opens_at": "2026-03-01T09:00",
        "closes_at": "2026-03-12T18:00", "decide_by": "2026-06-01T18:00",
        "quorum_min": "5", "floor": "", "answer_days": "30",
    }  # fmt: skip
    for section in section_names():
        page = walker.go("odile", f"{desk}/edit/{section}")
        for field in page.locator("main form [name]").all():
            name, kind = field.get_attribute("name") or "", field.get_attribute("type") or "text"
            if kind in ("hidden", "radio", "checkbox") or field.evaluate("e => e.tagName") in (
                "BUTTON", "SELECT",
            ):  # fmt: skip
                continue
            if name in values or not field.input_value():
                field.fill(values.get(name, walker.words(8)))
        walker.press(page, "/edit/")
    for position, weight in ((1, "60"), (2, "40")):
        page = walker.go("odile", f"{desk}/criteria/{position}")
        walker.fill(page, question=f"{walker.words(5)}?", weight=weight)
        for level in range(5):
            walker.fill(page, **{f"levels__{level}__word": f"Step {level}",
                                 f"levels__{level}__sentence": walker.words(6)})  # fmt: skip
        walker.press(page, "/criteria/")
    for name, role in (("fatou", "facilitator"), ("gaston", "guarantor"), ("simon", "signatory")):
        page = walker.go("odile", f"{desk}/people")
        walker.fill(page, email=f"{name}@example.org")
        page.check(f"main input[value={role}]")
        walker.press(page, "/people")
    page = walker.go("odile", desk)
    walker.press(page, "/publish")
    assert "fixed" in page.inner_text("h1")
    return call


def section_names() -> list[str]:
    """Name the sections of the editor."""
    from jury.web.call_sections import SECTIONS

    return list(SECTIONS)


def hand_in(walker: Walker, call: str, name: str, number: int) -> str:
    """An applicant signs in by e-mail, writes in steps, and hands in."""
    walker.sign_in_by_link(name, f"{name}@example.org")
    page = walker.go(name, f"/calls/{call}")
    walker.press(page, f"/calls/{call}/projects")
    project = walker.path(page).split("/projects/")[1].split("/")[0]
    base = f"/calls/{call}/projects/{project}"
    asked = walker.chance.randrange(20, 30) * 1000
    for step in ("summary", "questions", "users", "money", "partners", "indicators"):
        page = walker.go(name, f"{base}/write/{step}")
        for field in page.locator("main form textarea, main form input[type=text]").all():
            key = field.get_attribute("name") or ""
            if key.startswith("partners-") and not key.startswith(("partners-0", "partners-1")):
                continue
            if key.startswith(("annex_", "other-", "title_", "summary_")) or key.endswith("-share"):
                continue
            amounts = {"asked_cents": str(asked), "minimum_cents": str(asked - 5000)}
            field.fill(amounts.get(key, walker.words(12)))
        for place, sector in enumerate(("association", "company")):
            if page.locator(f"main select[name='partners-{place}-sector']").count():
                page.select_option(f"main select[name='partners-{place}-sector']", sector)
        walker.press(page, f"/write/{step}")
    page = walker.go(name, f"{base}/write")
    walker.press(page, "/submit")
    assert walker.path(page) == f"{base}/received"
    return project


def accept(walker: Walker, call: str, projects: list[str]) -> None:
    """Odile signs in again, closes the call, and lets the projects before the jury."""
    walker.sign_in_by_link("odile", "odile@example.org")
    page = walker.go("odile", f"/desk/calls/{call}")
    walker.press(page, "/close")
    for project in projects:
        page = walker.go("odile", f"/desk/calls/{call}/projects/{project}")
        for yes in page.locator("main input[type=radio][value=yes]").all():
            yes.check(force=True)
        walker.press(page, "/accept")


def seat_people(walker: Walker, call: str, server: LiveServer) -> list[str]:
    """Fatou seats six people, prints their codes, and opens the round."""
    walker.sign_in_by_link("fatou", "fatou@example.org")
    page = walker.go("fatou", f"/calls/{call}/seats")
    walker.fill(page, people="\n".join(JURORS))
    page.locator(f"main form[action='/calls/{call}/seats'] button").click()
    page = walker.go("fatou", f"/calls/{call}/seats")
    page.click("main button[value=new]")
    page = walker.go("fatou", f"/calls/{call}/slips")
    codes = [text.strip() for text in page.locator("main .figure").all_inner_texts()]
    walker.press(page, "/slips")
    assert len(codes) == len(JURORS)
    page = walker.go("fatou", f"/calls/{call}/board")
    closes = server.clock() + timedelta(days=9)
    walker.fill(page, closes_at=closes.strftime("%Y-%m-%dT18:00"))
    walker.press(page, "/board/open")
    return codes


def judge(walker: Walker, call: str, projects: list[str], name: str, code: str) -> None:
    """A juror comes in by the printed code, says their ties, scores, and sends."""
    page = walker.go(name, "/sign-in/code")
    walker.fill(page, code=code.lower())
    walker.press(page)
    for project in projects:
        base = f"/calls/{call}/projects/{project}"
        page = walker.go(name, f"{base}/tie")
        page.check("main input[value=none]")
        walker.press(page, "/tie")
        for step in (1, 2):
            page = walker.go(name, f"{base}/score?criterion={step}")
            page.check(f"main input[type=radio][value='{walker.chance.randrange(1, 5)}']")
            walker.press(page, "/score")
        page = walker.go(name, f"{base}/score?criterion=3")
        walker.fill(page, convinced=walker.words(6))
        walker.press(page, "/score")
        assert walker.path(page) == f"{base}/score/check"
        walker.press(page, "/score/check")
        assert walker.path(page) == f"{base}/score/received"


def close_and_count(walker: Walker, call: str) -> None:
    """Fatou closes early with a reason and counts; Gaston opens the sheets and confirms."""
    page = walker.go("fatou", f"/calls/{call}/board/close")
    walker.fill(page, reason="Everybody has sent everything.")
    walker.press(page, "/board/close")
    page = walker.go("fatou", f"/calls/{call}/board")
    if not page.locator("main form[action*='/board/count']").count():
        draw_slips(walker, call)
        page = walker.go("fatou", f"/calls/{call}/board")
    walker.press(page, "/board/count")
    walker.sign_in_by_link("gaston", "gaston@example.org")
    page = walker.go("gaston", f"/calls/{call}/check")
    walker.fill(page, words=walker.words(7))
    walker.press(page, "/check")


def draw_slips(walker: Walker, call: str) -> None:
    """Two projects are equal in everything, and there is money for one: slips are drawn."""
    page = walker.go("fatou", f"/calls/{call}/board/draw")
    slips = page.locator("main ol:not(nav ol) li").count()
    numbers = [str(number) for number in range(1, slips + 1)]
    walker.chance.shuffle(numbers)
    walker.fill(page, order=", ".join(numbers))
    walker.press(page, "/board/draw")


def answer(walker: Walker, call: str, projects: list[str]) -> None:
    """Odile prepares that the authority follows, Simon adopts, letters leave, Fatou publishes."""
    page = walker.go("odile", f"/calls/{call}/decision")
    for project in projects:
        page.check(f"main input[name='answer-{project}'][value=follows]")
    walker.press(page, "/decision")
    walker.sign_in_by_link("simon", "simon@example.org")
    page = walker.go("simon", f"/calls/{call}/decision")
    walker.press(page, "/decision/adopt")
    page = walker.go("odile", f"/calls/{call}/decision/letters")
    walker.press(page, "/decision/letters")
    page = walker.go("fatou", f"/calls/{call}/board")
    walker.press(page, "/record")


def check_record(walker: Walker, call: str, projects: list[str], folder: Path) -> None:
    """A visitor reads the record, and checks record and log with nothing but the files."""
    page = walker.go("visitor", f"/calls/{call}/record")
    assert "projects" in page.inner_text("h1")
    sign_due(walker.doors)
    body = page.request.get(f"{walker.url}/calls/{call}/record.json").body()
    jsonschema.validate(json.loads(body), json.loads(SCHEMA.read_text()))
    document = Document.decode(body)
    assert {row.id for row in document.proposals} == set(projects)
    assert recompute(document) == []
    log = page.request.get(f"{walker.url}/calls/{call}/log").body()
    report = verify_log(log, document.log.verifier_key)
    assert (report.sound, report.problems) == (True, [])
