"""Private links of people in a lottery: by which candidate each is kept. Never the link itself."""

from __future__ import annotations

from sqlalchemy import Index, LargeBinary, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from jury.storage.base import Base, InCall, of_call
from jury.storage.lottery import Candidate, CandidateContact


class CandidateLink(InCall, Base):
    """A link by which somebody reaches their own registration, as a keyed hash of its code.

    Somebody may have several: an older one, on paper or in a mail, goes on working. Of somebody who
    withdrew none is left. `proves` is a new address of mail that only this link was sent to, and
    that is not confirmed yet.
    """

    __tablename__ = "candidate_link"
    __table_args__ = (
        of_call("candidate_id", "candidate"),
        Index(None, "call_id", "candidate_id"),
    )
    candidate_id: Mapped[str]
    code_hash: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    proves: Mapped[str] = mapped_column(default="")


def call_of_link(session: Session, code_hash: bytes) -> str | None:
    """Name the call whose lottery a private link leads to."""
    return session.scalar(select(CandidateLink.call_id).where(CandidateLink.code_hash == code_hash))


def candidate_by_link(session: Session, call_id: str, code_hash: bytes) -> Candidate | None:
    """Find whose private link this is, in one call."""
    return session.scalar(
        select(Candidate)
        .join(
            CandidateLink,
            (CandidateLink.call_id == Candidate.call_id)
            & (CandidateLink.candidate_id == Candidate.id),
        )
        .where(CandidateLink.call_id == call_id, CandidateLink.code_hash == code_hash)
    )


def link_of(session: Session, call_id: str, code_hash: bytes) -> CandidateLink | None:
    """Find a private link of one call."""
    return session.scalar(
        select(CandidateLink).where(
            CandidateLink.call_id == call_id, CandidateLink.code_hash == code_hash
        )
    )


def contact_by_link(session: Session, call_id: str, code_hash: bytes) -> CandidateContact | None:
    """Find how to reach whoever this private link belongs to, in one call."""
    candidate = candidate_by_link(session, call_id, code_hash)
    return session.get(CandidateContact, (call_id, candidate.id)) if candidate else None
