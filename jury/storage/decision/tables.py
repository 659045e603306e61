"""Votes of the room, results, the guarantor's check, the authority's answer, published records."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Text,
    UniqueConstraint,
    bindparam,
    exists,
    func,
    literal,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from jury.storage.base import Base, Cents, InCall, of_call
from jury.storage.proposal import Partner, Proposal
from jury.storage.record import Log, LogEntry
from jury.storage.scoring import Round
from jury.storage.seat import Seat, Tie


class Vote(InCall, Base):
    """The room's vote on a proposal that has no score."""

    __tablename__ = "vote"
    __table_args__ = (
        CheckConstraint("yes >= 0 AND no >= 0 AND abstain >= 0", name="counts"),
        of_call("round_id", "round"),
        of_call("proposal_id", "proposal"),
        UniqueConstraint("call_id", "round_id", "proposal_id"),
    )
    round_id: Mapped[str]
    proposal_id: Mapped[str]
    yes: Mapped[int]
    no: Mapped[int]
    abstain: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)


class PublicDraw(InCall, Base):
    """The order of slips drawn in public for a tie at the line, as typed in."""

    __tablename__ = "public_draw"
    __table_args__ = (of_call("round_id", "round"), UniqueConstraint("call_id", "round_id"))
    round_id: Mapped[str]
    proposals: Mapped[list[str]] = mapped_column(JSON)
    version: Mapped[int] = mapped_column(default=1)


class Result(InCall, Base):
    """What the announced rule gives for one proposal.

    `score` is a fraction "a/b" on 0 to 100, or empty; `criteria` holds per criterion
    {"criterion", "n", "cannot_judge", "counts", "score", "quorum"}; `why` {"code", "params"}.
    """

    __tablename__ = "result"
    __table_args__ = (
        CheckConstraint("outcome IN ('funded', 'reserve', 'not_funded')", name="outcome"),
        CheckConstraint("amount_cents >= 0", name="amount"),
        of_call("round_id", "round"),
        of_call("proposal_id", "proposal"),
        UniqueConstraint("call_id", "proposal_id"),
    )
    round_id: Mapped[str]
    proposal_id: Mapped[str]
    place: Mapped[int | None]
    score: Mapped[str]
    criteria: Mapped[list[dict[str, object]]] = mapped_column(JSON)
    outcome: Mapped[str]
    amount_cents: Mapped[int] = mapped_column(Cents)
    why: Mapped[dict[str, object]] = mapped_column(JSON)


class Confirmation(InCall, Base):
    """The guarantor's act: the opened sheets give the published numbers."""

    __tablename__ = "confirmation"
    __table_args__ = (of_call("round_id", "round"), UniqueConstraint("call_id", "round_id"))
    round_id: Mapped[str]
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    confirmed_at: Mapped[datetime]
    words: Mapped[str] = mapped_column(Text, default="")


class AuthorityAnswer(InCall, Base):
    """What the authority says of one proposal: it follows the jury, or departs with reasons."""

    __tablename__ = "authority_answer"
    __table_args__ = (
        CheckConstraint("answer IN ('follows', 'departs')", name="answer"),
        CheckConstraint("answer = 'follows' OR reason <> ''", name="reason"),
        CheckConstraint("outcome IN ('funded', 'reserve', 'not_funded')", name="outcome"),
        CheckConstraint("amount_cents >= 0", name="amount"),
        of_call("proposal_id", "proposal"),
        UniqueConstraint("call_id", "proposal_id"),
    )
    proposal_id: Mapped[str]
    answer: Mapped[str]
    outcome: Mapped[str]
    amount_cents: Mapped[int] = mapped_column(Cents)
    reason: Mapped[str] = mapped_column(Text, default="")


class Decision(Base):
    """The authority's decision on a call: prepared by one person, adopted by another."""

    __tablename__ = "decision"
    __table_args__ = (
        CheckConstraint("adopted_by IS NULL OR adopted_by <> prepared_by", name="four_eyes"),
        ForeignKeyConstraint(["call_id"], ["call.id"]),
    )
    call_id: Mapped[str] = mapped_column(primary_key=True)
    prepared_by: Mapped[str] = mapped_column(ForeignKey("account.id"))
    prepared_at: Mapped[datetime]
    adopted_by: Mapped[str | None] = mapped_column(ForeignKey("account.id"))
    adopted_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class PublishedRecord(InCall, Base):
    """A published version of the decision record, as the very bytes that were published."""

    __tablename__ = "published_record"
    __table_args__ = (
        UniqueConstraint("call_id", "number"),
        ForeignKeyConstraint(["call_id"], ["call.id"]),
        {"info": {"append_only": True}},
    )
    number: Mapped[int]
    document: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str]
    published_at: Mapped[datetime]


def results_of(session: Session, call_id: str) -> list[Result]:
    """Give a call's results, best placed first, those without a place last by their score."""
    rows = session.scalars(select(Result).where(Result.call_id == call_id))
    return sorted(rows, key=_rank)


def _rank(result: Result) -> tuple[bool, int, Fraction, str]:
    score = Fraction(result.score) if result.score else Fraction(-1)
    return (result.place is None, result.place or 0, -score, result.id)


def latest_record(session: Session, call_id: str) -> PublishedRecord | None:
    """Give the newest published record of a call."""
    return session.scalar(
        select(PublishedRecord)
        .where(PublishedRecord.call_id == call_id)
        .order_by(PublishedRecord.number.desc())
        .limit(1)
    )


def votes_in(session: Session, call_id: str, round_id: str) -> list[Vote]:
    """Give the room's votes of a round."""
    return list(
        session.scalars(
            select(Vote)
            .where(Vote.call_id == call_id, Vote.round_id == round_id)
            .order_by(Vote.proposal_id)
        )
    )


def draw_of(session: Session, call_id: str, round_id: str) -> PublicDraw | None:
    """Give the public draw of a round, if there was one."""
    return session.scalar(
        select(PublicDraw).where(PublicDraw.call_id == call_id, PublicDraw.round_id == round_id)
    )


def confirmation_of(session: Session, call_id: str, round_id: str) -> Confirmation | None:
    """Give the guarantor's confirmation of a round, if there is one."""
    return session.scalar(
        select(Confirmation).where(
            Confirmation.call_id == call_id, Confirmation.round_id == round_id
        )
    )


_CHECKED = (
    select(
        Round,
        Confirmation,
        exists(select(literal(1)).where(PublishedRecord.call_id == Round.call_id)),
    )
    .outerjoin(
        Confirmation,
        (Confirmation.call_id == Round.call_id) & (Confirmation.round_id == Round.id),
    )
    .where(Round.call_id == bindparam("call_id"))
    .order_by(Round.number.desc())
    .limit(1)
)


def checked_round(session: Session, call_id: str) -> tuple[Round | None, Confirmation | None, bool]:
    """Give a call's latest round, its confirmation, and if a record is public: one statement."""
    row = session.execute(_CHECKED, {"call_id": call_id}).first()
    return (row[0], row[1], row[2]) if row is not None else (None, None, False)


def decision_of(session: Session, call_id: str) -> Decision | None:
    """Give the authority's decision as far as it has come."""
    return session.get(Decision, call_id)


def answers_of(session: Session, call_id: str) -> dict[str, AuthorityAnswer]:
    """Give the authority's answers by proposal."""
    rows = session.scalars(select(AuthorityAnswer).where(AuthorityAnswer.call_id == call_id))
    return {row.proposal_id: row for row in rows}


Version = tuple[int, datetime, str]
"""A published version of a record: its number, its moment, its SHA-256."""


def records_of(session: Session, call_id: str) -> list[Version]:
    """List the published versions, the newest first."""
    rows = session.execute(
        select(PublishedRecord.number, PublishedRecord.published_at, PublishedRecord.sha256)
        .where(PublishedRecord.call_id == call_id)
        .order_by(PublishedRecord.number.desc())
    )
    return [(number, at, sha256) for number, at, sha256 in rows]


def record_numbered(session: Session, call_id: str, number: int) -> PublishedRecord | None:
    """Give one published version of a call's record."""
    return session.scalar(
        select(PublishedRecord).where(
            PublishedRecord.call_id == call_id, PublishedRecord.number == number
        )
    )


def partners_in(session: Session, call_id: str) -> dict[str, list[Partner]]:
    """Give the partners of a call's funded proposals, by proposal."""
    found: dict[str, list[Partner]] = {}
    for partner in session.scalars(
        select(Partner)
        .join(
            Proposal, (Proposal.call_id == Partner.call_id) & (Proposal.id == Partner.proposal_id)
        )
        .where(Partner.call_id == call_id, Proposal.state == "funded")
        .order_by(Partner.proposal_id, Partner.position)
    ):
        found.setdefault(partner.proposal_id, []).append(partner)
    return found


def handed_in(session: Session, call_id: str) -> int:
    """Say how many proposals were handed in and not taken back."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Proposal)
            .where(Proposal.call_id == call_id, Proposal.state.not_in(("draft", "withdrawn")))
        )
        or 0
    )


def ties_counted(session: Session, call_id: str) -> dict[str, dict[str, int]]:
    """Count the ties that the jurors seated now declared, by proposal and degree."""
    rows = session.execute(
        select(Tie.proposal_id, Tie.degree, func.count())
        .join(Seat, (Seat.call_id == Tie.call_id) & (Seat.id == Tie.seat_id))
        .where(Tie.call_id == call_id, Seat.state == "active")
        .group_by(Tie.proposal_id, Tie.degree)
    )
    found: dict[str, dict[str, int]] = {}
    for proposal_id, degree, count in rows:
        found.setdefault(proposal_id, {})[degree] = count
    return found


def entries_of(session: Session, call_id: str) -> list[bytes]:
    """Give the entries of all logs of a call in order, as the bytes that were hashed."""
    return list(
        session.scalars(
            select(LogEntry.data)
            .join(Log, Log.id == LogEntry.log_id)
            .where(Log.scope == call_id)
            .order_by(Log.generation, LogEntry.leaf)
        )
    )
