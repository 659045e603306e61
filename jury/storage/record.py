"""The logs: heads, entries, openings, signed checkpoints, and the answers already given."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, Text, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from jury.storage.base import Base

INSTALLATION = "installation"


class Log(Base):
    """A log's head: its origin, its key, and the right edge of its tree. Locked by each act."""

    __tablename__ = "log"
    __table_args__ = (
        CheckConstraint("size >= 0", name="size"),
        {"info": {"logged": False, "door": True}},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
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


def installation_key(session: Session) -> str:
    """Give the one key to pin: the verifier key of the installation's log."""
    return session.scalar(select(Log.verifier_key).where(Log.id == INSTALLATION)) or ""


def installation_key(session: Session) -> str:
    """Give the one key to pin: the verifier key of the installation's log."""
    return session.scalar(select(Log.verifier_key).where(Log.id == INSTALLATION)) or ""
