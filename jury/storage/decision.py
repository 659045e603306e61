"""Votes of the room, results, the guarantor's check, the authority's answer, published records."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Text,
    UniqueConstraint,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from jury.storage.base import Base, Cents, InCall, of_call


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
    """Give a call's results, best placed first, those without a place last."""
    return list(
        session.scalars(
            select(Result)
            .where(Result.call_id == call_id)
            .order_by(Result.place.is_(None), Result.place, Result.id)
        )
    )


def latest_record(session: Session, call_id: str) -> PublishedRecord | None:
    """Give the newest published record of a call."""
    return session.scalar(
        select(PublishedRecord)
        .where(PublishedRecord.call_id == call_id)
        .order_by(PublishedRecord.number.desc())
        .limit(1)
    )
