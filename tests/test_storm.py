"""A short storm loses nothing, and its check notices whatever a broken application would do.

The long storms are `make storm`; this one is over in seconds.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from benchmarks.storm.__main__ import Storm, storm
from benchmarks.storm.afterwards import CLOSED_KIND, faults_after
from benchmarks.storm.people import Begun, Juror
from jury.config import Settings
from jury.services.doors import Doors
from jury.storage.record import Answer, Log, LogEntry, Opening
from jury.storage.scoring import SHEET_KIND, Sheet
from tests.fixtures.past_the_doors import past_the_doors

SHEET, TOO_OFTEN, MISSING = "the sheet of", "too often", "missing in the log"
LATE, CLOSED, OPENINGS = "came after closing", "the round was closed", "the openings of"
OLD, KEY, DRAFT = "can still be opened", "only told or only kept", "a draft is"
LOG, INSTALLATION = "the log's file is not sound", "the installation is not sound"
KINDS = (SHEET, TOO_OFTEN, MISSING, LATE, CLOSED, OPENINGS, OLD, KEY, DRAFT, LOG, INSTALLATION)


@pytest.fixture(scope="module")
def over(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storm]:
    """Let a storm of three seconds pass over four jurors, whose whole server is killed too."""
    folder = tmp_path_factory.mktemp("storm")
    with storm("sqlite", folder, seconds=3, jurors=4, projects=3) as passed:
        yield passed


def test_nothing_is_lost_in_a_storm(over: Storm) -> None:
    assert over.faults() == []
    assert sum(len(juror.sent) for juror in over.people) >= len(over.people)
    assert over.served.kills.total() > 0


def test_nothing_is_lost_when_postgresql_crashes_too() -> None:
    # Another run of tests may shut pytest's folder to the server's own user.
    with (
        tempfile.TemporaryDirectory(prefix="jury-storm-") as folder,
        storm("postgresql", Path(folder), seconds=3, jurors=4, projects=3) as passed,
    ):
        assert (passed.faults(), passed.crashes) == ([], 1)


def remembering(storm: Storm, change: Callable[[Juror], None]) -> list[str]:
    """Hold the same database against a juror who was told something else."""
    yara = copy(storm.people[0])
    yara.sent, yara.drafts = list(yara.sent), dict(yara.drafts)
    change(yara)
    return faults_after(storm.town, [yara, *storm.people[1:]])


def broken(storm: Storm, folder: Path, change: Callable[[Session], object]) -> list[str]:
    """Hold what the jurors were told against a copy of the database that somebody changed."""
    shutil.copytree(storm.town.settings.instance, folder)
    env = {"JURY_INSTANCE": str(folder), "JURY_BASE_URL": storm.town.settings.base_url}
    town = replace(storm.town, settings=Settings.load(env))
    doors = Doors.open(town.settings)
    with past_the_doors(doors) as session:
        change(session)
    doors.engines.dispose()
    return faults_after(town, storm.people)


def kinds(faults: list[str]) -> set[str]:
    """Say which kinds of faults were found."""
    return {kind for kind in KINDS for fault in faults if kind in fault}


def test_a_sheet_that_only_its_juror_knows_is_missed(over: Storm) -> None:
    def one_more(yara: Juror) -> None:
        yara.sent.append(replace(yara.sent[-1], version=99, key="k"))

    assert kinds(remembering(over, one_more)) == {SHEET, MISSING, KEY, OPENINGS, OLD}


def test_a_sheet_that_nobody_was_told_of_is_noticed(over: Storm) -> None:
    assert kinds(remembering(over, lambda yara: yara.sent.pop())) >= {TOO_OFTEN, KEY, OPENINGS}


def test_a_sheet_that_is_gone_from_the_table_is_missed(over: Storm, tmp_path: Path) -> None:
    faults = broken(over, tmp_path / "copy", lambda session: session.delete(_sheet(session)))
    assert kinds(faults) >= {SHEET, MISSING, TOO_OFTEN}


def test_other_words_in_a_sheet_are_noticed(over: Storm, tmp_path: Path) -> None:
    def reword(session: Session) -> None:
        _sheet(session).words = {"convinced": "", "worried": "What I never wrote."}

    assert kinds(broken(over, tmp_path / "copy", reword)) >= {SHEET}


def test_an_entry_that_stands_twice_and_after_closing_is_noticed(
    over: Storm, tmp_path: Path
) -> None:
    def repeat(session: Session) -> None:
        old = session.scalars(select(LogEntry).where(LogEntry.kind == SHEET_KIND)).first()
        log = session.get_one(Log, old.log_id)
        session.add(
            LogEntry(
                log_id=log.id,
                leaf=log.size,
                data=old.data,
                hash=old.hash,
                kind=old.kind,
                subject=old.subject,
                version=old.version,
            )
        )

    assert kinds(broken(over, tmp_path / "copy", repeat)) >= {TOO_OFTEN, LATE, INSTALLATION}


def test_a_sheet_that_is_half_there_is_noticed(over: Storm, tmp_path: Path) -> None:
    def halve(session: Session) -> None:
        session.execute(update(Opening).where(Opening.part == "words").values(key=None, value=None))

    assert kinds(broken(over, tmp_path / "copy", halve)) >= {OPENINGS}


def test_an_older_version_that_still_opens_is_noticed(over: Storm) -> None:
    def forget(yara: Juror) -> None:
        yara.sent = []

    assert kinds(remembering(over, forget)) >= {OLD}


def test_a_key_that_was_not_kept_is_noticed(over: Storm, tmp_path: Path) -> None:
    faults = broken(over, tmp_path / "copy", lambda session: session.execute(delete(Answer)))
    assert kinds(faults) >= {KEY}


def test_a_draft_that_differs_is_noticed(over: Storm) -> None:
    def remember_another(yara: Juror) -> None:
        yara.drafts[over.town.projects[0]] = Begun(99, {})

    assert kinds(remembering(over, remember_another)) == {DRAFT}


def test_a_log_with_another_byte_does_not_verify(over: Storm, tmp_path: Path) -> None:
    def change(session: Session) -> None:
        entry = session.scalars(select(LogEntry).where(LogEntry.kind == SHEET_KIND)).first()
        entry.data = entry.data.replace(b"submitted", b"withdrawn").replace(b"juror", b"jurot")

    assert kinds(broken(over, tmp_path / "copy", change)) == {LOG, INSTALLATION}


def test_a_round_that_never_closed_is_noticed(over: Storm, tmp_path: Path) -> None:
    def reopen(session: Session) -> None:
        session.execute(
            update(LogEntry).where(LogEntry.kind == CLOSED_KIND).values(kind="round.opened")
        )

    assert kinds(broken(over, tmp_path / "copy", reopen)) >= {CLOSED}


def _sheet(session: Session) -> Sheet:
    return session.scalars(select(Sheet)).first()
