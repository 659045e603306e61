"""Private links of people in a lottery: by which candidate each is kept. Never the link itself."""

from __future__ import annotations

from sqlalchemy import Index, LargeBinary, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from jury.storage.base import Base, InCall, of_call
from jury.storage.lottery import Candidate


class CandidateLink(InCall, Base):
    """A link by which somebody reaches their own registration, as a keyed hash of its code.

    Somebody may have several: an older one, on paper or in a mail, goes on working. Of somebody who
    withdrew none is left.
    """

    __tablename__ = "candidate_link"
    __table_args__ = (
        of_call("candidate_id", "candidate"),
        Index(None, "call_id", "candidate_id"),
    )
    candidate_id: Mapped[str]
    code_hash: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)


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
