"""`jury verify`: whatever was changed in a log's file is found, and said without a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from jury.cli.verify import verify
from jury.services.call import create_call, edit_call
from jury.services.checkpoints import log_file, sign_due
from jury.services.doors import Doors
from jury.services.perform import Moment
from jury.storage.record import INSTALLATION, Log
from tests.cli.conftest import Jury


@pytest.fixture
def call_id(doors: Doors, olga: Moment) -> str:
    """Give Olga's call, signed with two entries."""
    call_id = create_call(olga, title="Call", language="fr", timezone="Europe/Paris").subject
    for version in (1, 2):
        edit_call(olga, call_id=call_id, version=version, values={"place": f"Place {version}"})
    sign_due(doors)
    return call_id


@pytest.fixture
def key(doors: Doors, call_id: str) -> str:
    with doors.engines.reading() as session:
        return session.get_one(Log, call_id).verifier_key


def file_of(doors: Doors, call_id: str, path: Path) -> Path:
    with doors.engines.reading() as session:
        path.write_bytes(log_file(session, call_id))
    return path


@pytest.fixture
def file(doors: Doors, call_id: str, tmp_path: Path) -> Path:
    return file_of(doors, call_id, tmp_path / "call.log")


def test_a_sound_log_is_sound(jury: Jury, file: Path, key: str, call_id: str) -> None:
    said = jury("verify", file, "--key", key, "--json")
    found = said.json()
    assert found.pop("checkpoint")["origin"] == f"jury.test/{call_id}"
    assert found == {
        "sound": True,
        "entries": 2,
        "withheld": 0,
        "erased": [],
        "missing": [],
        "problems": [],
    }
    assert said.status == 0


def test_without_a_key_the_calls_own_is_used_and_named(jury: Jury, file: Path, key: str) -> None:
    said = jury("verify", file)
    assert said.status == 0
    assert said.out.splitlines()[0] == f"Checked with the key {key}"


def test_without_a_key_and_an_installation_there_is_no_answer(
    jury: Jury, file: Path, tmp_path: Path
) -> None:
    said = jury("verify", file, JURY_INSTANCE=str(tmp_path / "nowhere"))
    assert (said.status, said.out) == (2, "")
    assert not (tmp_path / "nowhere").exists()


def test_the_installations_log_is_checked_with_its_key(
    jury: Jury, doors: Doors, call_id: str, tmp_path: Path
) -> None:
    path = file_of(doors, INSTALLATION, tmp_path / "installation.log")
    assert jury("verify", path, "--json").json()["sound"] is True


def test_another_logs_key_does_not_do(jury: Jury, file: Path, doors: Doors, call_id: str) -> None:
    with doors.engines.reading() as session:
        wrong = session.get_one(Log, INSTALLATION).verifier_key
    said = jury("verify", file, "--key", wrong, "--json")
    assert (said.status, said.json()["problems"]) == (1, [{"code": "no_known_signature"}])
    assert jury("verify", file, "--key", "something").status == 2


def test_any_single_changed_byte_is_found(file: Path, key: str) -> None:
    data, runner = file.read_bytes(), CliRunner()
    sound = []
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1
        file.write_bytes(changed)
        done = runner.invoke(verify, [str(file), "--key", key, "--json"], standalone_mode=False)
        if done.return_value == 0:
            sound.append(place)
    assert sound == []


def test_an_entry_removed_swapped_or_added_is_found(jury: Jury, file: Path, key: str) -> None:
    lines = file.read_bytes().splitlines(keepends=True)
    first = lines.index(b"--- leaves\n") + 1
    before, leaves, after = lines[:first], lines[first : first + 2], lines[first + 2 :]
    for changed in ([leaves[0]], leaves[::-1], [*leaves, leaves[1]], []):
        file.write_bytes(b"".join([*before, *changed, *after]))
        assert jury("verify", file, "--key", key).status == 1


@pytest.mark.parametrize("data", [b"", b"\n", b"\x00" * 9, b"hello\nworld\n", b"\xff" * 9])
def test_what_is_no_log_is_refused(jury: Jury, file: Path, key: str, data: bytes) -> None:
    file.write_bytes(data)
    said = jury("verify", file, "--key", key)
    assert (said.status, said.out) == (2, "")
    assert said.err == "This file does not begin as a log of Jury.\n"


def test_a_truncated_log_is_unsound(jury: Jury, file: Path, key: str) -> None:
    file.write_bytes(file.read_bytes()[:-20])
    assert jury("verify", file, "--key", key).status == 1


def test_a_newer_file_must_continue_the_older(
    jury: Jury, doors: Doors, olga: Moment, call_id: str, key: str, file: Path, tmp_path: Path
) -> None:
    edit_call(olga, call_id=call_id, version=3, values={"place": "Place 3"})
    sign_due(doors)
    newer = file_of(doors, call_id, tmp_path / "newer.log")
    assert jury("verify", newer, "--key", key, "--against", file).status == 0
    backwards = jury("verify", file, "--key", key, "--against", newer, "--json")
    assert (backwards.status, backwards.json()["problems"]) == (
        1,
        [{"code": "not_an_extension", "reason": "shorter"}],
    )


def test_a_folder_is_no_file(jury: Jury, tmp_path: Path) -> None:
    said = jury("verify", tmp_path, "--key", "x")
    assert (said.status, len(said.err.splitlines())) == (2, 1)
