"""Whether a log is whole after a race: no gap, no fork, a head that is the root of its entries."""

from __future__ import annotations

from sqlalchemy import select

from jury.domain.record.leaf import Leaf
from jury.domain.record.merkle import Frontier, leaf_hash, root
from jury.services.doors import Doors
from jury.storage.record import Log, LogEntry


def whole_log(doors: Doors, log_id: str) -> list[Leaf]:
    """Give a log's entries in order, once they are known to be one log without a fork."""
    with doors.engines.reading() as session:
        log = session.get_one(Log, log_id)
        entries = session.scalars(
            select(LogEntry).where(LogEntry.log_id == log_id).order_by(LogEntry.leaf)
        ).all()
    hashes = [leaf_hash(entry.data) for entry in entries]
    assert [entry.leaf for entry in entries] == list(range(log.size))
    assert [entry.hash for entry in entries] == hashes
    assert Frontier.from_text(log.frontier).root() == root(hashes)
    return [Leaf.decode(entry.data) for entry in entries]
