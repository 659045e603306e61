"""A file that was changed, taken away or put there past the doors is found and named."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from jury.services.files import keeping
from jury.services.files.comparing import Mended, mend_files
from jury.services.instance_check import check_instance
from jury.services.proposal import remove_file
from jury.storage.files import store_in
from jury.storage.proposal import File
from tests.fixtures.calls import Office, open_office
from tests.fixtures.files import PDF
from tests.fixtures.past_the_doors import past_the_doors


@pytest.fixture
def office(doors, clock) -> Office:
    return open_office(doors, clock)


@pytest.fixture
def kept(office) -> tuple[str, str, str]:
    call_id = office.open_call()
    proposal_id = office.begun(call_id)
    taken, file_id = (office.file_of(call_id, proposal_id, turn=turn) for turn in (1, 0))
    remove_file(office.as_("karim"), call_id=call_id, proposal_id=proposal_id, file_id=taken)
    return call_id, proposal_id, file_id


def of_files(office) -> list[dict[str, object]]:
    problems = check_instance(office.doors).problems
    return [problem for problem in problems if "file" in problem]


def stored(office, kept) -> File:
    with office.doors.engines.reading() as session:
        return session.get_one(File, (kept[0], kept[2]))


def test_files_as_they_were_handed_in_are_sound(office, kept) -> None:
    assert of_files(office) == []


def test_a_file_whose_bytes_are_others_is_named(office, kept) -> None:
    store = store_in(office.doors.settings.instance)
    store.write(stored(office, kept).stored, PDF.replace(b"Catalog", b"catalog"))
    assert of_files(office) == [{"code": "file_differs", "call": kept[0], "file": kept[2]}]


def test_a_file_that_is_gone_is_named(office, kept) -> None:
    store_in(office.doors.settings.instance).delete(stored(office, kept).stored)
    assert of_files(office) == [{"code": "file_lost", "call": kept[0], "file": kept[2]}]
    shutil.rmtree(office.doors.settings.instance / "files")
    assert of_files(office) == [{"code": "file_lost", "call": kept[0], "file": kept[2]}]


def another_digest(row: File) -> None:
    row.sha256 = "0" * 64


def another_size(row: File) -> None:
    row.size += 1


def taken_away(row: File) -> None:
    row.removed_at = row.added_at


@pytest.mark.parametrize(
    ("change", "code"),
    [(another_digest, "file_differs"), (another_size, "file_differs"), (taken_away, "file_lost")],
)
def test_a_row_that_was_changed_past_the_doors_is_named(
    office, kept, change: Callable[[File], None], code: str
) -> None:
    with past_the_doors(office.doors) as session:
        change(session.get_one(File, (kept[0], kept[2])))
    assert of_files(office) == [{"code": code, "call": kept[0], "file": kept[2]}]


def test_bytes_and_row_changed_together_still_differ_from_the_log(office, kept) -> None:
    with (
        keeping(office.doors.settings, "plan.pdf", PDF + b"\n") as other,
        past_the_doors(office.doors) as session,
    ):
        row = session.get_one(File, (kept[0], kept[2]))
        row.stored, row.sha256, row.size = other.stored, other.sha256, other.size
    assert of_files(office) == [{"code": "file_differs", "call": kept[0], "file": kept[2]}]


def test_a_file_that_nobody_handed_in_is_named(office, kept) -> None:
    with past_the_doors(office.doors) as session:
        row = session.get_one(File, (kept[0], kept[2]))
        values = {column.name: getattr(row, column.name) for column in File.__table__.columns}
        session.add(File(**{**values, "id": "forged", "stored": "0" * 32}))
    assert of_files(office) == [{"code": "file_without_entry", "call": kept[0], "file": "forged"}]


def test_only_a_good_file_takes_the_place_of_a_damaged_one(office, kept, tmp_path) -> None:
    store, row = store_in(office.doors.settings.instance), stored(office, kept)
    here = office.doors.settings

    def mend(now: bytes, good: bytes) -> bytes:
        store.write(row.stored, now)
        (tmp_path / row.stored).write_bytes(good)
        with office.doors.engines.reading() as session:
            mended = mend_files(session, here, tmp_path)
        assert mended == ([Mended(kept[0], kept[2])] if store.open(row.stored) != now else [])
        return store.open(row.stored)

    assert mend(b"Damaged.", PDF) == PDF
    assert mend(PDF, b"Damaged.") == PDF
    assert mend(b"Damaged since.", b"Damaged before.") == b"Damaged since."
