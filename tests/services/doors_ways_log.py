"""The ways around the doors that touch the log itself, or what only the door keeps beside it."""

from __future__ import annotations

from sqlalchemy import delete, update

from jury.services.perform import Act
from jury.storage.account import SecurityEvent
from jury.storage.record import INSTALLATION, Answer, Log, LogEntry, Opening, SignedCheckpoint
from tests.services.doors_ways import WAYS, way

__all__ = ["WAYS"]


@way
def a_second_entry(act: Act) -> None:
    act.session.add(an_entry(act, act.log.size))
    act.log.size += 1


@way
def an_entry_for_later(act: Act) -> None:
    act.session.add(an_entry(act, act.log.size + 1))


def an_entry(act: Act, leaf: int) -> LogEntry:
    return LogEntry(
        log_id=act.log.id, leaf=leaf, data=b"{}", hash=bytes(32), kind="x", subject="x", version=0
    )


@way
def a_head_moved(act: Act) -> None:
    act.log.frontier = ""


@way
def another_log_s_head_moved(act: Act) -> None:
    act.session.execute(update(Log).where(Log.id == INSTALLATION).values(size=0))


@way
def a_log_deleted(act: Act) -> None:
    act.session.execute(delete(Log))


@way
def an_opening_deleted(act: Act) -> None:
    act.session.execute(delete(Opening))


@way
def an_opening_made_up(act: Act) -> None:
    act.session.add(Opening(log_id=act.log.id, leaf=0, part="x", due="now", key=b"k", value="1"))


@way
def an_answer_made_up(act: Act) -> None:
    act.session.add(
        Answer(account_id=act.account_id, route="r", key="k", body=b"", status=303, location="/",
               leaf=0, subject="x")
    )  # fmt: skip


@way
def a_checkpoint_made_up(act: Act) -> None:
    act.session.add(SignedCheckpoint(log_id=act.log.id, size=1, note="", signed_at=act.now))


@way
def the_journal_emptied(act: Act) -> None:
    act.session.execute(delete(SecurityEvent))
