"""Counts the SQL statements that a piece of work sends, on either engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from jury.storage.base import Engines


@contextmanager
def counted(engines: Engines) -> Iterator[list[str]]:
    """Collect every statement while the block runs; what begins and ends a transaction too."""
    sent: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        sent.append(statement)

    both = (engines.read, engines.write)
    for engine in both:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        for engine in both:
            event.remove(engine, "before_cursor_execute", note)
