"""The logs: heads, entries, openings, signed checkpoints, and the answers already given."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from jury.domain.record.leaf import Leaf
from jury.storage.base import Base

INSTALLATION = "installation"


class Log(Base):
    """A log's head: its origin, its key, and the right edge of its tree. Locked by each act.

    `scope` is a call's id or `installation`. After a loss its log ends and the next generation
    begins, with the id `<scope>.<generation>`: one log of a scope at most has not ended.
    """

    __tablename__ = "log"
    __table_args__ = (
        CheckConstraint("size >= 0", name="size"),
        CheckConstraint("generation >= 1", name="generation"),
        UniqueConstraint("scope", "generation"),
        {"info": {"logged": False, "door": True}},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str]
    generation: Mapped[int] = mapped_column(default=1)
    origin: Mapped[str] = mapped_column(unique=True)
    verifier_key: Mapped[str]
    size: Mapped[int] = mapped_column(default=0)
    frontier: Mapped[str] = mapped_column(Text)
    ended: Mapped[bool] = mapped_column(default=False)


class LogEntry(Base):
    """One leaf, as the very bytes that were hashed."""

    __tablename__ = "log_entry"
    __table_args__ = (
        Index(None, "log_id", "kind"),
        Index(None, "log_id", "subject"),
        {"info": {"logged": False, "door": True, "append_only": True}},
    )
    log_id: Mapped[str] = mapped_column(ForeignKey("log.id"), primary_key=True)
    leaf: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    data: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    kind: Mapped[str]
    subject: Mapped[str]
    version: Mapped[int]


class Opening(Base):
    """The key and the value behind one commitment; both are emptied when it is erased."""

    __tablename__ = "opening"
    __table_args__ = (
        CheckConstraint("(key IS NULL) = (value IS NULL)", name="whole"),
        {"info": {"logged": False, "door": True}},
    )
    log_id: Mapped[str] = mapped_column(ForeignKey("log.id"), primary_key=True)
    leaf: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    part: Mapped[str] = mapped_column(primary_key=True)
    due: Mapped[str]
    key: Mapped[bytes | None] = mapped_column(LargeBinary)
    value: Mapped[str | None] = mapped_column(Text)
    ended: Mapped[str | None]


class SignedCheckpoint(Base):
    """A checkpoint that the worker has signed, as text."""

    __tablename__ = "signed_checkpoint"
    __table_args__ = {"info": {"logged": False, "append_only": True}}
    log_id: Mapped[str] = mapped_column(ForeignKey("log.id"), primary_key=True)
    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    note: Mapped[str] = mapped_column(Text)
    signed_at: Mapped[datetime]


class Answer(Base):
    """The first answer to an idempotency key, given again to every retry."""

    __tablename__ = "answer"
    __table_args__ = {"info": {"logged": False, "door": True}}
    account_id: Mapped[str] = mapped_column(primary_key=True)
    route: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    call_id: Mapped[str | None]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[int]
    location: Mapped[str]
    leaf: Mapped[int]
    subject: Mapped[str]


def leaves_of(session: Session, log_id: str, size: int | None = None) -> list[bytes]:
    """Give a log's leaves in order, all of them or the first `size`."""
    question = select(LogEntry.data).where(LogEntry.log_id == log_id).order_by(LogEntry.leaf)
    if size is not None:
        question = question.where(LogEntry.leaf < size)
    return list(session.scalars(question))


def latest_checkpoint(session: Session, log_id: str) -> SignedCheckpoint | None:
    """Give the newest signed checkpoint of a log."""
    return session.scalar(
        select(SignedCheckpoint)
        .where(SignedCheckpoint.log_id == log_id)
        .order_by(SignedCheckpoint.size.desc())
        .limit(1)
    )


def destroy_openings(session: Session, log_id: str, leaves: list[int], why: str) -> int:
    """Destroy keys and values of these entries' parts; say how many parts that were."""
    result = session.execute(
        update(Opening)
        .where(Opening.log_id == log_id, Opening.leaf.in_(leaves), Opening.key.is_not(None))
        .values(key=None, value=None, ended=why)
        .execution_options(synchronize_session=False)
    )
    return int(result.rowcount)  # type: ignore[attr-defined]


def current_log(session: Session, scope: str) -> Log | None:
    """Give the log that a call (or the installation) writes in now."""
    return session.scalar(
        select(Log).where(Log.scope == scope, Log.ended.is_(False)).order_by(Log.generation.desc())
    )


def logs_of(session: Session, scope: str) -> list[Log]:
    """Give all logs of a call (or of the installation), the first one first."""
    return list(session.scalars(select(Log).where(Log.scope == scope).order_by(Log.generation)))


def newest_openings(session: Session, scope: str, kind: str) -> dict[str, dict[str, Opening]]:
    """Give, for each subject of this kind of entry, the openings of its newest version by part.

    It looks through all generations of the scope's log.
    """
    rows = session.execute(
        select(LogEntry.subject, LogEntry.version, Log.generation, Opening)
        .join(Log, Log.id == LogEntry.log_id)
        .join(Opening, (Opening.log_id == LogEntry.log_id) & (Opening.leaf == LogEntry.leaf))
        .where(Log.scope == scope, LogEntry.kind == kind)
        .order_by(LogEntry.subject, LogEntry.version, Log.generation, LogEntry.leaf)
    )
    newest: dict[str, tuple[tuple[int, int, int], dict[str, Opening]]] = {}
    for subject, version, generation, opening in rows:
        place = (version, generation, opening.leaf)
        if subject not in newest or newest[subject][0] < place:
            newest[subject] = (place, {})
        newest[subject][1][opening.part] = opening
    return {subject: parts for subject, (_, parts) in newest.items()}


def times_of(
    session: Session, scope: str, subject: str, kinds: tuple[str, ...]
) -> dict[str, datetime]:
    """Give when each of these kinds of entry was last written about a subject."""
    rows = session.execute(
        select(LogEntry.kind, LogEntry.data)
        .join(Log, Log.id == LogEntry.log_id)
        .where(Log.scope == scope, LogEntry.subject == subject, LogEntry.kind.in_(kinds))
        .order_by(Log.generation, LogEntry.leaf)
    )
    return {kind: datetime.fromisoformat(Leaf.decode(data).time) for kind, data in rows}


def installation_key(session: Session) -> str:
    """Give the one key to pin: the verifier key of the installation's log."""
    log = current_log(session, INSTALLATION)
    return log.verifier_key if log is not None else ""
