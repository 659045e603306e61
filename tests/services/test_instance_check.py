"""What somebody writes past the doors is found by comparing tables, openings and logs."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from jury.demo import load
from jury.domain.record.verify import verify_log
from jury.services.checkpoints import log_file, sign_due
from jury.services.doors import Doors
from jury.services.instance_check import check_instance
from jury.storage import signed
from jury.storage.decision import PublishedRecord, Result
from jury.storage.record import INSTALLATION, Log, LogEntry, Opening
from jury.storage.scoring import Sheet
from tests.fixtures.databases import Database, migrate, settings_for
from tests.fixtures.past_the_doors import past_the_doors

Change = Callable[[Session], None]


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Play the demonstration once: a decided call, and one with sealed sheets."""
    instance = tmp_path_factory.mktemp("region")
    settings = settings_for(instance, f"sqlite:///{instance / 'jury.sqlite3'}")
    migrate(settings)
    doors = Doors.open(settings)
    load.load(doors)
    sign_due(doors)
    doors.engines.dispose()
    return instance


@pytest.fixture
def played(region: Path, tmp_path: Path) -> Doors:
    """Give a copy of it, to be changed."""
    copy = tmp_path / "copy"
    shutil.copytree(region, copy)
    return Doors.open(settings_for(copy, f"sqlite:///{copy / 'jury.sqlite3'}"))


def first_opened(session: Session, kind: str) -> Opening:
    found = session.scalars(
        select(Opening)
        .join(
            LogEntry,
            (LogEntry.log_id == Opening.log_id) & (LogEntry.leaf == Opening.leaf),
        )
        .where(LogEntry.kind == kind, Opening.key.is_not(None))
        .order_by(Opening.log_id, Opening.leaf, Opening.part)
    ).first()
    assert found is not None
    return found


def codes(doors: Doors) -> set[object]:
    return {problem["code"] for problem in check_instance(doors).problems}


def test_the_demonstration_is_sound(played: Doors) -> None:
    report = check_instance(played)
    assert (report.sound, report.problems, report.missing) == (True, [], [])
    assert report.entries > 100


def test_every_public_log_of_the_demonstration_is_sound_and_shows_no_sheet(played: Doors) -> None:
    with played.engines.reading() as session:
        for log in session.scalars(select(Log)):
            data = log_file(session, log.id)
            assert verify_log(data, log.verifier_key).sound is True
            openings = data.partition(b"--- openings\n")[2].splitlines()
            assert {json.loads(line)["part"] for line in openings} & {"who", "levels"} == set()


def change_levels(session: Session) -> None:
    sheet = session.query(Sheet).order_by(Sheet.id).first()
    assert sheet is not None
    sheet.levels = dict.fromkeys(sheet.levels, 0 if any(sheet.levels.values()) else 4)


def change_version(session: Session) -> None:
    session.query(Sheet).order_by(Sheet.id).limit(1).one().version += 1


def remove_sheet(session: Session) -> None:
    session.delete(session.query(Sheet).order_by(Sheet.id).limit(1).one())


def add_sheet(session: Session) -> None:
    sheet = session.query(Sheet).order_by(Sheet.id).limit(1).one()
    values = {c.name: getattr(sheet, c.name) for c in Sheet.__table__.columns}
    session.delete(sheet)
    session.flush()
    session.add(Sheet(**{**values, "id": "forged"}))


def change_opening(session: Session) -> None:
    opening = first_opened(session, "sheet.submitted")
    opening.value = '{"convinced":"forged","worried":""}'


def change_leaf(session: Session) -> None:
    entry = session.query(LogEntry).order_by(LogEntry.log_id, LogEntry.leaf).limit(1).one()
    data = entry.data.replace(b'"v":1', b'"v":2')
    session.execute(
        update(LogEntry)
        .where(LogEntry.log_id == entry.log_id, LogEntry.leaf == entry.leaf)
        .values(data=data)
    )


def change_leaf_and_hash(session: Session) -> None:
    from jury.domain.record.merkle import leaf_hash

    change_leaf(session)
    for entry in session.query(LogEntry):
        entry.hash = leaf_hash(entry.data)


def change_outcome(session: Session) -> None:
    session.query(Result).order_by(Result.id).limit(1).one().amount_cents += 1


def change_counts(session: Session) -> None:
    result = session.query(Result).order_by(Result.id).limit(1).one()
    result.criteria = [*result.criteria[1:], result.criteria[0]]


def change_record(session: Session) -> None:
    record = session.query(PublishedRecord).limit(1).one()
    document = record.document.replace("a", "b", 1)
    session.execute(update(PublishedRecord).values(document=document))


def change_record_and_digest(session: Session) -> None:
    record = session.query(PublishedRecord).limit(1).one()
    document = record.document.replace("a", "b", 1)
    digest = hashlib.sha256(document.encode()).hexdigest()
    session.execute(update(PublishedRecord).values(document=document, sha256=digest))


def cut_head(session: Session) -> None:
    session.query(Log).order_by(Log.id).limit(1).one().size -= 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (change_levels, "sheet_differs"),
        (change_version, "sheet_differs"),
        (remove_sheet, "entry_without_sheet"),
        (add_sheet, "sheet_without_entry"),
        (change_opening, "opening_differs"),
        (change_leaf, "leaf_differs"),
        (change_leaf_and_hash, "head_differs"),
        (change_outcome, "result_differs"),
        (change_counts, "levels_differ"),
        (change_record, "record_differs"),
        (change_record_and_digest, "record_differs"),
        (cut_head, "head_differs"),
    ],
)
def test_a_change_past_the_doors_is_found(played: Doors, change: Change, code: str) -> None:
    with past_the_doors(played) as session:
        change(session)
    report = check_instance(played)
    assert report.sound is False
    assert code in {problem["code"] for problem in report.problems}


def test_a_signed_log_that_is_gone_is_found(played: Doors) -> None:
    signed.keep_note(played.settings.instance, "gone", "a note\n")
    assert codes(played) == {"log_lost"}


def test_the_checkpoint_is_the_last_one_of_the_installations_log(played: Doors) -> None:
    note = signed.last_note(played.settings.instance, INSTALLATION)
    assert note is not None
    origin, size, root = note.splitlines()[:3]
    found = check_instance(played).checkpoint
    assert found == {"origin": origin, "size": int(size), "root": root}


def test_another_signing_key_is_found(played: Doors) -> None:
    settings = replace(played.settings, signing_master=b"x" * 32)
    assert codes(Doors(settings, played.engines, played.clock)) == {"key_differs"}


def test_an_empty_installation_is_sound(doors: Doors, database: Database) -> None:
    assert check_instance(doors).to_json() == {
        "sound": True,
        "entries": 0,
        "checkpoint": None,
        "withheld": 0,
        "erased": [],
        "missing": [],
        "problems": [],
    }
