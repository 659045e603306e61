"""The seal, seen from inside: journals, letters, jobs and entries hold nothing of a sheet."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from jury.domain.errors import Conflict
from jury.services import scoring
from jury.services.checkpoints import log_file, sign_due
from jury.services.codes import open_body
from jury.services.decision.opened import open_sheets
from jury.services.decision.tallies import scores_of
from jury.services.doors import Doors
from jury.services.drafts import keep_sheet
from jury.services.letters import post
from jury.services.upkeep import upkeep
from jury.services.worker import run_once
from jury.storage.account import Letter
from jury.storage.call import call_of
from jury.storage.tables import Base
from tests.fixtures.clock import Clock
from tests.fixtures.decided import MARKER, Case, open_case
from tests.fixtures.past_the_doors import past_the_doors

WORDS, BEGUN, TIE = "words-of-a-sheet-7c1", "words-of-a-draft-7c1", "words-of-a-tie-7c1"
SEALED = {"sheet", "opening", "draft", "tie"}
"""The tables in which a sheet and a tie stand, and no other."""
RULES = {("criterion", ""), ("log_entry", "call.published"), ("opening", "")}
"""Where a criterion may be named besides: in the call's own rules."""


@pytest.fixture
def case(doors: Doors, clock: Clock) -> Case:
    """A jury that has sent its sheets; the first juror has begun to change one."""
    case = open_case(doors, clock)
    case.score()
    scoring.submit_sheet(
        case.juror(0),
        call_id=case.call_id,
        proposal_id=case.orchard,
        levels=dict.fromkeys(case.criteria, 2),
        words={"convinced": WORDS, "worried": ""},
        version=1,
    )
    keep_sheet(
        doors,
        case.seats[0].account_id,
        call_id=case.call_id,
        proposal_id=case.orchard,
        levels={},
        words={"worried": BEGUN},
        version=0,
    )
    case.ties(0, case.orchard, "none", TIE, version=1)
    return case


def rows_of(doors: Doors, name: str) -> list[dict[str, Any]]:
    with doors.engines.reading() as session:
        return [dict(row._mapping) for row in session.execute(select(Base.metadata.tables[name]))]


def test_no_other_table_holds_a_word_or_a_level(case: Case, doors: Doors) -> None:
    said: list[str] = []
    run_once(doors, said.append)
    hidden = {*case.criteria, WORDS, BEGUN, TIE, MARKER}
    found = {
        (name, row.get("kind", ""))
        for name in Base.metadata.tables
        for row in rows_of(doors, name)
        if any(word in str(row) for word in hidden)
    }
    assert found == {(name, "") for name in SEALED} | RULES
    assert [line for line in said if any(word in line for word in hidden)] == []


def test_no_letter_and_no_line_of_the_public_log_holds_any(case: Case, doors: Doors) -> None:
    with upkeep(doors) as session:
        post(session, doors.settings, doors.clock(), recipient="a@example.org", language="en",
             subject="Hello", body="To see that bodies are opened")  # fmt: skip
    sign_due(doors)
    with doors.engines.reading() as session:
        letters = list(session.scalars(select(Letter).where(Letter.sealed.is_not(None))))
        bodies = [open_body(doors.settings, x.id, x.sealed) for x in letters if x.sealed]
        log = log_file(session, case.call_id).decode()
    assert any("bodies are opened" in body for body in bodies)
    assert any("jury.test/" in line for line in log.splitlines())
    acts = [line for line in log.splitlines() if '"kind":"call.published"' not in line]
    for secret in (WORDS, BEGUN, TIE, MARKER, case.seats[0].account_id, *case.criteria):
        assert [text for text in (*bodies, *acts) if secret in text] == []


def test_a_sealed_round_is_counted_by_nobody(case: Case, doors: Doors) -> None:
    with doors.engines.reading() as session:
        call, round_ = call_of(session, case.call_id), case.round()
        assert call is not None
        for look in (
            lambda: open_sheets(session, round_),
            lambda: scores_of(session, call, round_),
        ):
            with pytest.raises(Conflict) as refused:
                look()
            assert refused.value.code == "round_is_open"


def test_a_fault_in_the_database_is_logged_without_what_the_juror_wrote(
    case: Case, doors: Doors, app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    from tests.fixtures.forms import form_on, sign_in

    client = sign_in(app.test_client(), doors, case.seats[0].account_id)
    path = f"/calls/{case.call_id}/projects/{case.orchard}/score/check"
    fields = form_on(client, path, path)
    with past_the_doors(doors) as session:
        session.execute(text(BROKEN[doors.engines.read.dialect.name]))
    answer = client.post(path, data={**fields, "convinced": WORDS})
    assert answer.status_code == 500
    assert "fault" in caplog.text
    assert "submit_sheet" in caplog.text
    assert [w for w in (WORDS, BEGUN, *case.criteria) if w in caplog.text + answer.text] == []


BROKEN = {
    "sqlite": "CREATE TRIGGER broken BEFORE UPDATE ON sheet "
    "BEGIN SELECT json('not ' || NEW.words); END",
    "postgresql": "ALTER TABLE sheet ADD CONSTRAINT broken CHECK (version < 3) NOT VALID",
}
"""Faults whose messages quote the row."""
