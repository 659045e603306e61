"""What jurors release of their words, the reasons drafted from them, and how many agree.

Whoever reads a text that is not released answers for it: only its author does.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import JSON, Row, UniqueConstraint, case, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from jury.domain.decision.words import KINDS
from jury.storage.base import Base, InCall, of_call
from jury.storage.proposal import Proposal
from jury.storage.scoring import Sheet
from jury.storage.seat import Tie


class Release(InCall, Base):
    """What one juror said of their own texts of a round.

    `choices` maps "<sheet>-<kind>" to {"choice", "text"}: the text as it may be published.
    """

    __tablename__ = "words_release"
    __table_args__ = (
        of_call("round_id", "round"),
        of_call("seat_id", "seat"),
        UniqueConstraint("call_id", "round_id", "seat_id"),
    )
    round_id: Mapped[str]
    seat_id: Mapped[str]
    choices: Mapped[dict[str, dict[str, str]]] = mapped_column(JSON)
    version: Mapped[int] = mapped_column(default=1)


class Reasons(InCall, Base):
    """The reasons for one proposal, by criterion, as the facilitator drafted them."""

    __tablename__ = "reasons"
    __table_args__ = (
        of_call("proposal_id", "proposal"),
        UniqueConstraint("call_id", "proposal_id"),
    )
    proposal_id: Mapped[str]
    texts: Mapped[dict[str, str]] = mapped_column(JSON)
    drafted_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class ReasonsAnswer(InCall, Base):
    """Whether one juror agrees with a draft of reasons; `draft` is that draft's version."""

    __tablename__ = "reasons_answer"
    __table_args__ = (
        of_call("reasons_id", "reasons"),
        of_call("seat_id", "seat"),
        UniqueConstraint("call_id", "reasons_id", "seat_id"),
    )
    reasons_id: Mapped[str]
    seat_id: Mapped[str]
    draft: Mapped[int]
    agrees: Mapped[bool]
    version: Mapped[int] = mapped_column(default=1)


@dataclass(frozen=True)
class OwnText:
    """One text of a juror's own sheets; `key` is its name in a release."""

    key: str
    kind: str
    proposal_id: str
    title: str
    language: str
    text: str


@dataclass
class Released:
    """What may be read of the words about one proposal, and how many were held back."""

    texts: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    written: int = 0
    answered: int = 0
    shortened: int = 0

    @property
    def released(self) -> int:
        """Say how many texts may be published, shortened ones included."""
        return sum(len(texts) for texts in self.texts.values())

    @property
    def withheld(self) -> int:
        """Say how many texts stay closed: withheld, or without an answer."""
        return self.written - self.released


@dataclass(frozen=True)
class Answers:
    """How many agree with a draft of reasons, and how many do not."""

    agree: int = 0
    disagree: int = 0

    @property
    def given(self) -> int:
        """Say how many answered."""
        return self.agree + self.disagree


def own_words(
    session: Session, call_id: str, round_id: str, seat_id: str
) -> tuple[list[OwnText], Release | None]:
    """Give a juror's own texts of a round, by project, and what they said of them. One statement.

    Who wrote nothing has nothing to say.
    """
    rows = session.execute(
        select(Sheet.id, Sheet.words, Proposal.id, Proposal.title, Proposal.language, Release)
        .join(Proposal, (Proposal.call_id == Sheet.call_id) & (Proposal.id == Sheet.proposal_id))
        .outerjoin(
            Release,
            (Release.call_id == Sheet.call_id)
            & (Release.round_id == Sheet.round_id)
            & (Release.seat_id == Sheet.seat_id),
        )
        .where(
            Sheet.call_id == call_id,
            Sheet.round_id == round_id,
            Sheet.seat_id == seat_id,
            Sheet.state == "submitted",
        )
        .order_by(Proposal.title, Proposal.id)
    ).all()
    texts = [
        OwnText(f"{sheet}-{kind}", kind, proposal, title, language, text)
        for sheet, words, proposal, title, language, _ in rows
        for kind in KINDS
        if (text := words.get(kind, ""))
    ]
    return texts, rows[0][-1] if texts else None


def released_in(session: Session, call_id: str, round_id: str) -> dict[str, Released]:
    """Give the released words of a closed round by proposal, in an order that tells nothing."""
    choices: dict[str, dict[str, str]] = {}
    for release in session.scalars(
        select(Release).where(Release.call_id == call_id, Release.round_id == round_id)
    ):
        choices |= release.choices
    found: dict[str, Released] = {}
    for sheet in session.scalars(
        select(Sheet).where(
            Sheet.call_id == call_id, Sheet.round_id == round_id, Sheet.state == "submitted"
        )
    ):
        of_project = found.setdefault(sheet.proposal_id, Released())
        for kind in KINDS:
            if sheet.words.get(kind, ""):
                _add(of_project, kind, choices.get(f"{sheet.id}-{kind}"))
    for of_project in found.values():
        for texts in of_project.texts.values():
            texts.sort(key=lambda text: hashlib.sha256(text.encode()).digest())
    return found


def _add(found: Released, kind: str, said: dict[str, str] | None) -> None:
    found.written += 1
    if said is None:
        return
    found.answered += 1
    found.shortened += said["choice"] == "shortened"
    if said["text"]:
        found.texts[kind].append(said["text"])


def reasons_in(session: Session, call_id: str) -> dict[str, Reasons]:
    """Give the drafted reasons of a call by proposal."""
    rows = session.scalars(select(Reasons).where(Reasons.call_id == call_id))
    return {row.proposal_id: row for row in rows}


def reasons_on(
    session: Session, call_id: str, proposal_id: str, seat_id: str
) -> tuple[Reasons, ReasonsAnswer | None] | None:
    """Give the reasons of one proposal, and what this seat said of any draft of them."""
    row = session.execute(
        select(Reasons, ReasonsAnswer)
        .outerjoin(
            ReasonsAnswer,
            (ReasonsAnswer.call_id == Reasons.call_id)
            & (ReasonsAnswer.reasons_id == Reasons.id)
            & (ReasonsAnswer.seat_id == seat_id),
        )
        .where(Reasons.call_id == call_id, Reasons.proposal_id == proposal_id)
    ).first()
    return (row[0], row[1]) if row is not None else None


def answers_to(session: Session, call_id: str) -> dict[str, Answers]:
    """Count what jurors said of the newest draft of each proposal's reasons, 0 where none did."""
    return {proposal: given for proposal, (_, given) in drafted_in(session, call_id).items()}


def drafted_in(session: Session, call_id: str) -> dict[str, tuple[Reasons, Answers]]:
    """Give the drafted reasons of a call by proposal, with what jurors said of the newest draft."""
    rows = session.execute(
        select(
            Reasons,
            func.sum(case((ReasonsAnswer.agrees.is_(True), 1), else_=0)),
            func.sum(case((ReasonsAnswer.agrees.is_(False), 1), else_=0)),
        )
        .outerjoin(
            ReasonsAnswer,
            (ReasonsAnswer.call_id == Reasons.call_id)
            & (ReasonsAnswer.reasons_id == Reasons.id)
            & (ReasonsAnswer.draft == Reasons.version),
        )
        .where(Reasons.call_id == call_id)
        .group_by(Reasons.call_id, Reasons.id)
    )
    return {
        drafted.proposal_id: (drafted, Answers(int(agree), int(disagree)))
        for drafted, agree, disagree in rows
    }


def reasons_to_answer(session: Session, call_id: str, seat_id: str) -> list[Row[str, str, str]]:
    """Give `.id .title .language` of the projects whose newest reasons wait for this juror."""
    return list(
        session.execute(
            select(Proposal.id, Proposal.title, Proposal.language)
            .join(
                Reasons,
                (Reasons.call_id == Proposal.call_id) & (Reasons.proposal_id == Proposal.id),
            )
            .join(
                Tie,
                (Tie.call_id == Proposal.call_id)
                & (Tie.proposal_id == Proposal.id)
                & (Tie.seat_id == seat_id)
                & (Tie.degree != "conflict"),
            )
            .outerjoin(
                ReasonsAnswer,
                (ReasonsAnswer.call_id == Reasons.call_id)
                & (ReasonsAnswer.reasons_id == Reasons.id)
                & (ReasonsAnswer.seat_id == seat_id)
                & (ReasonsAnswer.draft == Reasons.version),
            )
            .where(Proposal.call_id == call_id, ReasonsAnswer.id.is_(None))
            .order_by(Proposal.title, Proposal.id)
        )
    )
