"""The door for what is not logged: sessions, tokens, limits, journal, drafts, letters, checkpoints.

Short transactions of their own, on a closed list of tables; never a logged table.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from jury.services.doors import Doors, Undeclared, keep, writing

TABLES = frozenset(
    {
        "sign_in",
        "sign_in_token",
        "rate_limit",
        "security_event",
        "parked_form",
        "letter",
        "pulse",
        "draft",
        "signed_checkpoint",
        "drawing",
        "candidate_needs",
        "invitation",
    }
)


BESIDE = frozenset({
    ("log", "insert"), ("opening", "update"), ("letter", "insert"), ("letter", "update"),
    ("candidate_needs", "delete"), ("invitation", "insert"),
})  # fmt: skip
"""What a verb may do to unlogged tables: begin a log; empty openings, letters and needs."""


@contextmanager
def upkeep(doors: Doors, *, patient: bool = True) -> Iterator[Session]:
    """Open a short transaction that may change unlogged tables only, and commit it at the end.

    Raises Undeclared if it touched anything else (and then nothing is kept); Busy as `writing`.
    """
    with writing(doors, patient=patient) as (session, touched):
        yield session
        session.flush()
        outside = {table for table, _ in touched.changes} - TABLES
        if outside:
            raise Undeclared(f"upkeep changed {sorted(outside)}")
        keep(session, touched)
