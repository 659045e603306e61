"""A juror sends a sheet while the database cannot take it: told to come back, and counted once.

Nothing is restarted in between: what was refused is taken as soon as there is room again.
"""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace

import psycopg
import pysqlite3
import pytest
from sqlalchemy import select
from sqlalchemy.engine import make_url

from jury.config import Settings
from jury.domain.record.verify import verify_log
from jury.services.checkpoints import log_file, sign_due
from jury.storage.record import Log, LogEntry
from jury.storage.scoring import SHEET_KIND
from tests.fixtures.decided import Case, open_case
from tests.fixtures.forms import form_on, sign_in
from tests.fixtures.sheets import WORDS, all_answered, at, stored
from tests.web.test_errors_database_gone import stopped

Fault = Callable[[Case, pytest.FixtureRequest], AbstractContextManager[None]]
ONE_PAGE = 4096


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Give up on a locked database after a second."""
    return replace(settings, busy_timeout=1)


@pytest.fixture
def case(app, clock) -> Case:
    return open_case(app.extensions["jury"], clock)


@pytest.fixture
def juror(case, client):
    """Sign in as the juror of seat 1, who has no tie to the orchard."""
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    case.ties(0, case.orchard, "none")
    return sign_in(client, case.office.doors, case.seats[0].account_id)


@contextmanager
def no_file_grows(case: Case, request: pytest.FixtureRequest) -> Iterator[None]:
    """Refuse every byte beyond a file's first page, as a disk without room would."""
    path = case.office.doors.settings.database_path
    connection = pysqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ONE_PAGE, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def somebody_locks_it(case: Case, request: pytest.FixtureRequest) -> Iterator[None]:
    connection = pysqlite3.connect(case.office.doors.settings.database_path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.close()


@contextmanager
def somebody_locks_the_log(case: Case, request: pytest.FixtureRequest) -> Iterator[None]:
    with _connected(case) as connection, connection.transaction():
        connection.execute("SELECT * FROM log FOR UPDATE")
        yield


@contextmanager
def the_server_has_no_room(case: Case, request: pytest.FixtureRequest) -> Iterator[None]:
    with _connected(case) as connection:
        connection.execute(
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = '53100'; END $$"
        )
        connection.execute(
            "CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON sheet EXECUTE FUNCTION full_disk()"
        )
        yield
        connection.execute("DROP FUNCTION full_disk CASCADE")


@contextmanager
def the_server_is_gone(case: Case, request: pytest.FixtureRequest) -> Iterator[None]:
    with stopped(request.getfixturevalue("postgresql_server")):
        yield


@contextmanager
def _connected(case: Case) -> Iterator[psycopg.Connection]:
    url = make_url(case.office.doors.settings.database_url)
    with psycopg.connect(
        f"host={url.query['host']} user=postgres dbname={url.database}", autocommit=True
    ) as connection:
        yield connection


EMBEDDED = [no_file_grows, somebody_locks_it]
SERVED = [somebody_locks_the_log, the_server_has_no_room, the_server_is_gone]


@pytest.mark.both_databases
def test_a_sheet_that_could_not_be_kept_is_counted_once_when_it_can_be(
    juror, case, request: pytest.FixtureRequest
) -> None:
    faults = EMBEDDED if case.office.doors.settings.embedded else SERVED
    fields, path = all_answered(juror, case), at(case, "score/check")
    for number, fault in enumerate(faults, 1):
        fields |= {"idempotency_key": f"key {number}", "version": str(number - 1)}
        with fault(case, request):
            refused = juror.post(path, data=fields)
        assert (fault, refused.status_code, refused.headers.get("Retry-After")) == (fault, 503, "3")
        assert (WORDS in refused.text) == (fault is not the_server_is_gone)
        assert [sheet.version for sheet in stored(case)] == [number - 1] * (number > 1)
        assert [juror.post(path, data=fields).status_code for _ in range(2)] == [303, 303]
        assert [sheet.version for sheet in stored(case)] == [number]
    assert entries(case) == len(faults)


def entries(case: Case) -> int:
    """Count the sheets in the call's log, which must verify."""
    doors = case.office.doors
    assert sign_due(doors).refused == ()
    with doors.engines.reading() as session:
        log = session.scalars(select(Log).where(Log.scope == case.call_id)).one()
        assert verify_log(log_file(session, log.id), log.verifier_key).sound
        return len(session.scalars(select(LogEntry.leaf).where(LogEntry.kind == SHEET_KIND)).all())


def test_a_clock_that_jumps_a_year_and_back_loses_no_sheet(juror, case) -> None:
    fields, path = all_answered(juror, case), at(case, "score/check")
    assert juror.post(path, data=fields).status_code == 303

    case.office.clock.advance(days=-365)
    early = {**fields, "idempotency_key": "early", "version": "1"}
    assert juror.post(path, data=early).headers["Location"] == at(case, "score/received")

    case.office.clock.advance(days=2 * 365)
    late = {**fields, "idempotency_key": "late", "version": "2"}
    asked = juror.post(path, data=late)
    assert asked.headers["Location"] == "/sign-in?next=/&parked=1"
    assert [sheet.version for sheet in stored(case)] == [2]

    case.office.clock.advance(days=-365)
    juror = sign_in(juror, case.office.doors, case.seats[0].account_id)
    late["csrf_token"] = form_on(juror, path, path)["csrf_token"]
    assert juror.post(path, data=late).headers["Location"] == at(case, "score/received")
    assert juror.post(path, data=early).headers["Location"] == at(case, "score/received")
    assert [sheet.version for sheet in stored(case)] == [3]
    assert entries(case) == 3
