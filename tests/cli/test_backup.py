"""A backup is whole, closed to who lacks the key, and a restore forgets no erasure or signature."""

from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest
from sqlalchemy import select

from jury.services.call import create_call, edit_call
from jury.services.checkpoints import sign_due
from jury.services.doors import Doors
from jury.services.perform import Moment
from jury.storage import signed
from jury.storage.files import store_in
from jury.storage.proposal import File
from jury.storage.record import Opening, current_log
from tests.cli.conftest import Jury
from tests.fixtures.calls import open_office
from tests.fixtures.clock import Clock
from tests.fixtures.files import PDF

pytestmark = pytest.mark.both_databases


@pytest.fixture
def call_id(olga: Moment) -> str:
    return create_call(olga, title="Call", language="fr", timezone="Europe/Paris").subject


@pytest.fixture
def at(jury: Jury, doors: Doors) -> Jury:
    """Give the command for the database of this kind."""
    jury.env["JURY_DATABASE_URL"] = doors.settings.database_url
    return jury


def edit(olga: Moment, call_id: str, version: int, place: str = "here") -> None:
    edit_call(olga, call_id=call_id, version=version, values={"place": f"{place} {version}"})


def size_of(doors: Doors, call_id: str) -> int:
    with doors.engines.reading() as session:
        log = current_log(session, call_id)
        assert log is not None
        return log.size


def test_a_restored_older_database_is_refused_by_the_signer_until_a_restart(
    at: Jury, doors: Doors, olga: Moment, call_id: str, tmp_path: Path
) -> None:
    edit(olga, call_id, 1)
    made = at("backup", tmp_path / "monday", "--json")
    assert made.json()["bytes"] == (tmp_path / "monday").stat().st_size
    assert "A new key for backups" in made.err
    edit(olga, call_id, 2)
    sign_due(doors)
    note = signed.last_note(doors.settings.instance, call_id)
    doors.engines.dispose()

    restored = at("restore", tmp_path / "monday", "--json")

    assert (restored.status, restored.json()["restart"]) == (0, [call_id])
    assert size_of(doors, call_id) == 1
    assert signed.last_note(doors.settings.instance, call_id) == note
    edit(olga, call_id, 2, "elsewhere")
    edit(olga, call_id, 3)
    assert [refusal.log_id for refusal in sign_due(doors).refused] == [call_id]
    assert at("verify", "instance").status == 1
    assert at("log", "restart", call_id, "--reason", "The disk broke.").status == 0
    edit(olga, call_id, 4)
    assert sign_due(doors).refused == ()
    assert at("verify", "instance", "--json").json()["sound"] is True
    again = at("log", "restart", call_id, "--reason", "Once more.")
    assert (again.status, again.out) == (1, "")


def test_a_backup_under_writes_is_whole(
    at: Jury, doors: Doors, olga: Moment, call_id: str, tmp_path: Path
) -> None:
    stop = threading.Event()

    def write() -> None:
        version = 1
        while not stop.is_set():
            edit(olga, call_id, version)
            version += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        statuses = [at("backup", tmp_path / f"copy{n}").status for n in range(3)]
    finally:
        stop.set()
        writer.join()
    assert statuses == [0, 0, 0]
    assert size_of(doors, call_id) > 3
    doors.engines.dispose()
    for n in range(3):
        assert at("restore", tmp_path / f"copy{n}").status == 0
        assert at("verify", "instance", "--json").json()["problems"] == []


def test_what_was_erased_since_is_erased_again(
    at: Jury, doors: Doors, olga: Moment, tmp_path: Path
) -> None:
    at("backup", tmp_path / "monday")
    with doors.engines.reading() as session:
        opening = session.scalars(select(Opening).order_by(Opening.leaf)).first()
        assert opening is not None
        place = (opening.log_id, opening.leaf, opening.part)
        assert opening.key is not None
    signed.note_erasures(doors.settings.instance, [signed.Erasure(*place)])
    doors.engines.dispose()
    assert at("restore", tmp_path / "monday").status == 0
    with doors.engines.reading() as session:
        again = session.get_one(Opening, place)
        assert (again.key, again.value, again.ended) == (None, None, "erased")


def test_only_its_owner_reads_a_backup_and_nothing_in_it_is_readable(
    at: Jury, olga: Moment, call_id: str, tmp_path: Path
) -> None:
    at("backup", tmp_path / "monday")
    assert stat.S_IMODE((tmp_path / "monday").stat().st_mode) == 0o600
    assert b"olga@example.org" not in (tmp_path / "monday").read_bytes()
    assert at("backup", tmp_path / "monday").status == 2


def test_only_its_owner_reads_what_was_restored(
    at: Jury, doors: Doors, call_id: str, tmp_path: Path
) -> None:
    at("backup", tmp_path / "monday")
    doors.engines.dispose()
    elsewhere = tmp_path / "elsewhere"
    at.env |= {"JURY_INSTANCE": str(elsewhere)}
    if doors.settings.embedded:
        at.env |= {"JURY_DATABASE_URL": f"sqlite:///{elsewhere / 'jury.sqlite3'}"}
    assert at("restore", tmp_path / "monday").status == 0
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o700
    if doors.settings.embedded:
        assert stat.S_IMODE((elsewhere / "jury.sqlite3").stat().st_mode) == 0o600


def test_a_changed_cut_or_foreign_backup_changes_nothing(
    at: Jury, doors: Doors, olga: Moment, call_id: str, tmp_path: Path
) -> None:
    file = tmp_path / "monday"
    at("backup", file)
    edit(olga, call_id, 1)
    data, wrong = file.read_bytes(), tmp_path / "wrong.key"
    wrong.write_bytes(b"w" * 32)
    assert at("restore", file, "--key-file", wrong).status == 2
    for bad in (data[:-1], data[:100], data + b"x", data[:200] + b"?" + data[201:], b"", b"x" * 99):
        file.write_bytes(bad)
        said = at("restore", file)
        assert (said.status, len(said.err.splitlines())) == (2, 1)
    assert size_of(doors, call_id) == 1


def test_the_key_must_lie_elsewhere(at: Jury, tmp_path: Path) -> None:
    said = at("backup", tmp_path / "monday", "--key-file", at.instance / "backup.key")
    assert (said.status, said.out) == (2, "")
    assert not (tmp_path / "monday").exists()


def test_a_restore_without_its_key_makes_none(at: Jury, tmp_path: Path) -> None:
    (tmp_path / "monday").write_bytes(b"jury-backup-1\n" + bytes(100))
    said = at("restore", tmp_path / "monday", "--key-file", tmp_path / "none.key")
    assert said.status == 2
    assert not (tmp_path / "none.key").exists()


def test_files_come_back_with_the_database_and_none_is_overwritten(
    at: Jury, doors: Doors, olga: Moment, call_id: str, tmp_path: Path
) -> None:
    store = store_in(doors.settings.instance)
    lost, kept = store.put(b"A plan."), store.put(b"A letter.")
    at("backup", tmp_path / "monday")
    store.delete(lost)
    store.write(kept, b"As it is now.")
    later = store.put(b"Later.")
    doors.engines.dispose()
    assert at("restore", tmp_path / "monday").status == 0
    assert {name: store.open(name) for name, _ in store.names()} == {
        lost: b"A plan.",
        kept: b"As it is now.",
        later: b"Later.",
    }


def test_a_damaged_file_is_replaced_by_the_good_one_and_named(
    at: Jury, doors: Doors, clock: Clock, tmp_path: Path
) -> None:
    office = open_office(doors, clock)
    call_id = office.open_call()
    project = office.begun(call_id)
    damaged, whole = sorted(office.file_of(call_id, project, turn=turn) for turn in range(2))
    store = store_in(doors.settings.instance)
    with doors.engines.reading() as session:
        names = {f: session.get_one(File, (call_id, f)).stored for f in (damaged, whole)}
    before = [store.open(name) for name in names.values()]
    at("backup", tmp_path / "monday")
    store.write(names[damaged], PDF[:-9])
    doors.engines.dispose()
    said = at("restore", tmp_path / "monday", "--json")
    assert said.json()["mended"] == [{"call": call_id, "file": damaged}]
    assert [store.open(name) for name in names.values()] == before
    assert at("restore", tmp_path / "monday", "--json").json()["mended"] == []
