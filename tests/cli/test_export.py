"""Stories of `jury export`: the very bytes that were published, and nothing before that."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from jury.services.checkpoints import sign_due
from jury.services.doors import Doors
from tests.cli.conftest import Jury
from tests.conftest import running_app
from tests.fixtures.clock import Clock
from tests.fixtures.decided import open_case
from tests.fixtures.pdf import faults


def test_the_record_is_exported_as_it_was_published(
    jury: Jury, doors: Doors, clock: Clock, tmp_path: Path
) -> None:
    call_id = open_case(doors, clock).to("publish").call_id
    file = tmp_path / "record.json"
    said = jury("export", call_id, "--format", "json", "-o", file, "--json")
    data = file.read_bytes()
    assert (said.status, said.json()) == (
        0,
        {"file": str(file), "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()},
    )
    assert json.loads(data)["call"]["id"] == call_id


def test_nothing_is_exported_before_it_is_published(
    jury: Jury, doors: Doors, clock: Clock, tmp_path: Path
) -> None:
    call_id = open_case(doors, clock).to("adopt").call_id
    said = jury("export", call_id, "-o", tmp_path / "record.json")
    assert (said.status, (tmp_path / "record.json").exists()) == (1, False)
    assert said.err == "This call has no published record yet.\n"


def test_the_log_is_exported_before_any_record_and_is_the_one_of_its_page(
    jury: Jury, doors: Doors, clock: Clock, tmp_path: Path
) -> None:
    call_id = open_case(doors, clock).to("adopt").call_id
    file = tmp_path / "call.log"
    assert jury("export", call_id, "--format", "log", "-o", file).status == 1
    assert not file.exists()
    sign_due(doors)
    assert jury("export", call_id, "--format", "log", "-o", file).status == 0
    with running_app(doors.settings, clock) as app:
        assert app.test_client().get(f"/calls/{call_id}/log").data == file.read_bytes()
    assert jury("verify", file).status == 0


@pytest.mark.parametrize("form", ["json", "log", "pdf"])
def test_a_call_that_does_not_exist_is_bad_input(jury: Jury, tmp_path: Path, form: str) -> None:
    said = jury("export", "nope", "--format", form, "-o", tmp_path / "file")
    assert (said.status, said.out) == (2, "")
    assert said.err == "There is no such thing in this installation.\n"


def test_the_record_on_paper_is_the_one_of_its_page(
    jury: Jury, doors: Doors, clock: Clock, tmp_path: Path
) -> None:
    call_id = open_case(doors, clock).to("publish").call_id
    file = tmp_path / "record.pdf"
    said = jury("export", call_id, "--format", "pdf", "-o", file)
    assert said.status == 0
    assert faults(file.read_bytes()) == []
    with running_app(doors.settings, clock) as app:
        assert app.test_client().get(f"/calls/{call_id}/record.pdf").data == file.read_bytes()
