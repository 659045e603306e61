"""A small filled database: a call with people, a log with openings, and rows that refer to them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from jury.config import Settings
from jury.storage.account import Account, Grant, Part
from jury.storage.base import Base, make_engines
from jury.storage.call import Call, Criterion
from jury.storage.record import Log, LogEntry, Opening, SignedCheckpoint
from jury.storage.seat import Seat

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def account(name: str) -> Account:
    return Account(
        id=name.lower(),
        email=f"{name.lower()}@example.org",
        name=name,
        language="en",
        created_at=NOON,
        sessions_from=NOON,
    )


def filled(settings: Settings) -> None:
    """Put some rows into a database, as they would stand after a few acts."""
    put(
        settings,
        account("Olga"),
        account("Jules"),
        Grant(account_id="olga", role="official"),
        Call(
            id="call",
            title="Living together",
            language="en",
            timezone="Europe/Brussels",
            created_by="olga",
            created_at=NOON,
            budget_cents=30_000_000_00,
        ),
        Criterion(
            call_id="call",
            id="c1",
            position=1,
            question="Is it needed?",
            weight=100,
            levels=[{"word": "no", "sentence": "Nobody asked for it."}],
        ),
        Part(call_id="call", account_id="olga", role="official"),
        Seat(call_id="call", id="s1", number=1, account_id="jules", code_hash=b"\x01"),
        Log(
            id="call", scope="call", origin="jury.test/call", verifier_key="k", frontier="", size=2
        ),
        *(
            LogEntry(
                log_id="call",
                leaf=leaf,
                data=b"{}",
                hash=bytes(32),
                kind="tie.declared",
                subject="t1",
                version=leaf + 1,
            )
            for leaf in (0, 1)
        ),
        Opening(
            log_id="call", leaf=0, part="tie", due="now", key=None, value=None, ended="superseded"
        ),
        Opening(log_id="call", leaf=1, part="tie", due="now", key=bytes(32), value="{}"),
        SignedCheckpoint(log_id="call", size=2, note="note", signed_at=NOON),
    )


def put(settings: Settings, *new: Base) -> None:
    """Write rows past the doors, each after the other."""
    engines = make_engines(settings)
    try:
        with Session(engines.write) as session:
            for row in new:
                session.add(row)
                session.flush()
            session.commit()
    finally:
        engines.dispose()


def rows(connection: Connection) -> dict[str, list[Any]]:
    """Give all rows of all tables of the models."""
    return {
        table.name: sorted(map(repr, connection.execute(table.select())))
        for table in Base.metadata.sorted_tables
    }
