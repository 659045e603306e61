"""Every way around the doors that code of Jury could take is refused, and undone."""

from __future__ import annotations

import ast
from typing import Any

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from jury.domain.errors import Busy
from jury.domain.permissions import Role
from jury.services.doors import Doors, Undeclared
from jury.services.journal import note
from jury.services.logs import open_log
from jury.services.upkeep import upkeep
from jury.storage.account import Grant
from jury.storage.record import Opening
from tests.fixtures.calls import Office, open_office
from tests.fixtures.clock import Clock
from tests.fixtures.source import called, name_of, python_files, tree_of
from tests.services.doors_tried import edit, everything, nothing, verb
from tests.services.doors_ways import RAW, RENAME
from tests.services.doors_ways_log import WAYS


@pytest.fixture
def office(doors: Doors, clock: Clock) -> Office:
    return open_office(doors, clock)


@pytest.fixture
def call_id(office: Office) -> str:
    return office.draft_call()


BY_THE_DATABASE: dict[str, tuple[type[Exception], ...]] = {
    "a_session_on_the_same_engine": (Undeclared, Busy),
    "a_write_within_a_question": (Undeclared, DBAPIError),
    "a_log_deleted": (DBAPIError,),
    "an_opening_deleted": (DBAPIError,),
}
"""Ways that the database refuses before the door would: it is locked, or its own rules say no."""


def test_no_verb_gets_around_its_entry(
    office: Office, call_id: str, subtests: pytest.Subtests
) -> None:
    for name, does in WAYS.items():
        with subtests.test(name):
            before = everything(office.doors)
            with pytest.raises(BY_THE_DATABASE.get(name, (Undeclared,))):
                verb(does)(office.as_("helene"), call_id=call_id)
            assert everything(office.doors) == before
            edit(office.as_("helene"), call_id)


def test_acts_do_not_nest(office: Office, call_id: str) -> None:
    before = everything(office.doors)
    helene = office.as_("helene")
    other = office.draft_call()
    before = everything(office.doors)
    for inner in (call_id, other):
        with pytest.raises(Undeclared, match="do not nest"):
            verb(lambda act, inner=inner: edit(helene, inner))(helene, call_id=call_id)  # type: ignore[misc]
    with pytest.raises(Undeclared, match="do not nest"):
        verb(lambda act: note(office.doors, "x", None, ""))(helene, call_id=call_id)
    with pytest.raises(Undeclared, match="do not nest"), upkeep(office.doors):
        edit(helene, call_id)
    assert everything(office.doors) == before


def test_a_verb_may_begin_a_log_and_empty_openings(office: Office, call_id: str) -> None:
    verb(lambda act: open_log(act.session, act.settings, "new-call"))(
        office.as_("helene"), call_id=call_id
    )
    verb(lambda act: act.session.execute(update(Opening).values(key=None, value=None)))(
        office.as_("helene"), call_id=call_id
    )
    with office.doors.engines.reading() as session:
        assert session.scalars(select(Opening.key)).all() == [None] * len(
            everything(office.doors)["opening"]
        )


def test_nothing_is_written_outside_the_doors(office: Office, call_id: str) -> None:
    before = everything(office.doors)
    with Session(office.doors.engines.write) as session, pytest.raises(Undeclared):
        session.execute(RENAME)
    with Session(office.doors.engines.write) as session:
        session.add(Grant(account_id=office.people["karim"], role=Role.ADMINISTRATOR))
        with pytest.raises(Undeclared):
            session.commit()
    with office.doors.engines.write.connect() as connection, pytest.raises(Undeclared):
        connection.exec_driver_sql(RAW)
    assert everything(office.doors) == before


def test_pages_can_only_ask(office: Office) -> None:
    before = everything(office.doors)
    raw: list[Any] = [text(RAW), text("SELECT name FROM account"), text("COMMIT"), RENAME]
    for statement in raw:
        with office.doors.engines.reading() as session, pytest.raises(Undeclared):
            session.execute(statement)
    with office.doors.engines.reading() as session:
        session.add(Grant(account_id=office.people["karim"], role=Role.ADMINISTRATOR))
        with pytest.raises(Undeclared):
            session.commit()
    with office.doors.engines.reading() as session:
        assert session.scalar(text("SELECT 1")) == 1
    assert everything(office.doors) == before


REACHING = {"connection", "raw_connection", "exec_driver_sql", "begin_nested", "commit"}
DOORS = {"doors.py", "perform.py", "upkeep.py"}


def test_no_code_reaches_for_the_driver() -> None:
    """What no watch can see is kept out by reading the source."""
    rows = python_files("jury/services", "jury/web", "jury/cli", "jury/demo")
    found = [
        f"{name_of(path)} {name}"
        for path in rows
        if path.name not in DOORS
        for name, _ in called(path)
        if name in REACHING
    ]
    attributes = [
        f"{name_of(path)} {node.attr}"
        for path in rows
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute)
        if node.attr in {"driver_connection", "dbapi_connection", "bind"}
    ]
    assert (found, attributes) == ([], [])


def test_a_quiet_verb_passes(office: Office, call_id: str) -> None:
    verb(nothing)(office.as_("helene"), call_id=call_id)
