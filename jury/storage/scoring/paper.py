"""Paper sheets as scrutineers type them in. They count only as the sheets they become."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint, case, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from jury.storage.account import Draft
from jury.storage.base import Base, InCall, of_call
from jury.storage.record import Log, LogEntry, Opening

PAPER_DRAFT = "paper:"
"""How the names of second typings begin that differ from the first."""


class PaperSheet(InCall, Base):
    """A sheet on paper: typed in by one scrutineer, confirmed by the other.

    Confirmed, it becomes a sheet under the same id; levels and words as there. `degree` is what
    the paper says of a tie; a conflict leaves levels and words empty, and its sheet is removed.
    """

    __tablename__ = "paper_sheet"
    __table_args__ = (
        CheckConstraint("state IN ('typed', 'confirmed')", name="state"),
        CheckConstraint("(state = 'confirmed') = (confirmed_by IS NOT NULL)", name="confirmed"),
        CheckConstraint("confirmed_by <> typed_by", name="two_people"),
        CheckConstraint("degree IN ('none', 'link', 'conflict')", name="degree"),
        of_call("round_id", "round"),
        of_call("seat_id", "seat"),
        of_call("proposal_id", "proposal"),
        UniqueConstraint("call_id", "round_id", "seat_id", "proposal_id"),
    )
    round_id: Mapped[str]
    seat_id: Mapped[str]
    proposal_id: Mapped[str]
    state: Mapped[str] = mapped_column(default="typed")
    typed_by: Mapped[str] = mapped_column(ForeignKey("account.id"))
    confirmed_by: Mapped[str | None] = mapped_column(ForeignKey("account.id"))
    degree: Mapped[str]
    levels: Mapped[dict[str, int | None]] = mapped_column(JSON)
    words: Mapped[dict[str, str]] = mapped_column(JSON)
    typed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


def paper_sheets_in(session: Session, call_id: str, round_id: str) -> list[PaperSheet]:
    """Give what scrutineers have typed in for a round. Only for them: it holds levels."""
    return list(
        session.scalars(
            select(PaperSheet)
            .where(PaperSheet.call_id == call_id, PaperSheet.round_id == round_id)
            .order_by(PaperSheet.typed_at, PaperSheet.id)
        )
    )


def paper_sheet_of(
    session: Session, call_id: str, round_id: str, seat_id: str, proposal_id: str
) -> PaperSheet | None:
    """Find the paper sheet of one seat about one proposal."""
    return session.scalar(
        select(PaperSheet).where(
            PaperSheet.call_id == call_id,
            PaperSheet.round_id == round_id,
            PaperSheet.seat_id == seat_id,
            PaperSheet.proposal_id == proposal_id,
        )
    )


def second_subject(round_id: str, seat_id: str, proposal_id: str) -> str:
    """Name the draft of a second typing: one for each round, seat and proposal."""
    return f"{PAPER_DRAFT}{round_id}:{seat_id}:{proposal_id}"


def second_drafts(session: Session, call_id: str, round_id: str) -> dict[str, Draft]:
    """Give the second typings that were kept because they differ, by name; the newest of each."""
    rows = session.scalars(
        select(Draft)
        .where(Draft.call_id == call_id, Draft.subject.startswith(f"{PAPER_DRAFT}{round_id}:"))
        .order_by(Draft.changed_at)
    )
    return {draft.subject: draft for draft in rows}


def paper_counts(session: Session, call_id: str, round_id: str) -> dict[str, int]:
    """Count the paper sheets of a round: `typed` once, `confirmed` and counting, `left`."""
    left = (PaperSheet.state == "confirmed") & (PaperSheet.degree == "conflict")
    state = case((left, "left"), else_=PaperSheet.state)
    rows = session.execute(
        select(state, func.count())
        .where(PaperSheet.call_id == call_id, PaperSheet.round_id == round_id)
        .group_by(state)
    )
    return dict(rows.all())


def seated_at_closing(session: Session, call_id: str, seat_id: str, round_id: str) -> bool:
    """Tell whether a seat was filled before a round closed, as the log says."""
    filled = session.execute(
        select(Log.generation, Opening.leaf)
        .join(Log, Log.id == Opening.log_id)
        .where(Log.scope == call_id, Opening.part == f"person:{seat_id}")
    ).first()
    closed = session.execute(
        select(Log.generation, LogEntry.leaf)
        .join(Log, Log.id == LogEntry.log_id)
        .where(Log.scope == call_id, LogEntry.kind == "round.closed", LogEntry.subject == round_id)
    ).first()
    return filled is not None and closed is not None and tuple(filled) < tuple(closed)
