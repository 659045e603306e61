"""Rounds and sheets. Whoever reads sheets from here answers for the seal: see services."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    JSON,
    BindParameter,
    CheckConstraint,
    ForeignKeyConstraint,
    Text,
    UniqueConstraint,
    bindparam,
    func,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from jury.storage.account import Draft
from jury.storage.base import Base, InCall, of_call
from jury.storage.call import Criterion
from jury.storage.proposal import READ_BY_JURY, Proposal
from jury.storage.record import Log, LogEntry, Opening
from jury.storage.seat import Seat, Tie

SHEET_KIND = "sheet.submitted"
SHEET_DRAFT = "sheet:"
"""How the names of sheets' drafts begin; a proposal's draft has the proposal's id."""


class Round(InCall, Base):
    """One round of scoring: planned, open, closed, counted; cancelled with its call while open.

    `staying` says, from closing on, how many jurors had not left each proposal.
    """

    __tablename__ = "round"
    __table_args__ = (
        CheckConstraint(
            "state IN ('planned', 'open', 'closed', 'counted', 'cancelled')", name="state"
        ),
        CheckConstraint("(state = 'planned') = (opened_at IS NULL)", name="opened"),
        CheckConstraint("(state IN ('planned', 'open')) = (closed_at IS NULL)", name="closed"),
        ForeignKeyConstraint(["call_id"], ["call.id"]),
        UniqueConstraint("call_id", "number"),
    )
    number: Mapped[int]
    state: Mapped[str] = mapped_column(default="planned")
    closes_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_reason: Mapped[str] = mapped_column(Text, default="")
    staying: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column(default=1)


class Sheet(InCall, Base):
    """What one juror thinks of one proposal in one round, as last submitted.

    Its id is the random name that the log shows. `levels` maps a criterion's id to a level, or
    to null for "cannot judge"; `words` maps "convinced" and "worried" to text, perhaps empty.
    """

    __tablename__ = "sheet"
    __table_args__ = (
        CheckConstraint("state IN ('submitted', 'removed')", name="state"),
        CheckConstraint("version >= 1", name="version"),
        of_call("round_id", "round"),
        of_call("seat_id", "seat"),
        of_call("proposal_id", "proposal"),
        UniqueConstraint("call_id", "round_id", "seat_id", "proposal_id"),
    )
    round_id: Mapped[str]
    seat_id: Mapped[str]
    proposal_id: Mapped[str]
    state: Mapped[str] = mapped_column(default="submitted")
    version: Mapped[int] = mapped_column(default=1)
    levels: Mapped[dict[str, int | None]] = mapped_column(JSON)
    words: Mapped[dict[str, str]] = mapped_column(JSON)
    day: Mapped[str]
    leaf: Mapped[int]


CALL: BindParameter[str] = bindparam("call_id")
ROUND: BindParameter[str] = bindparam("round_id")
_CURRENT_ROUND = select(Round).where(Round.call_id == CALL).order_by(Round.number.desc()).limit(1)
_SHEET_COUNTS = (
    select(Sheet.seat_id, func.count())
    .where(Sheet.call_id == CALL, Sheet.round_id == ROUND, Sheet.state == "submitted")
    .group_by(Sheet.seat_id)
)
_OWN_SHEETS = select(Sheet).where(
    Sheet.call_id == CALL, Sheet.round_id == ROUND, Sheet.seat_id == bindparam("seat_id")
)

_OWN_DRAFTS = select(Draft).where(
    Draft.call_id == CALL,
    Draft.account_id == bindparam("account_id"),
    func.substr(Draft.subject, 1, func.length(bindparam("start"))) == bindparam("start"),
)


def current_round(session: Session, call_id: str) -> Round | None:
    """Give the latest round of a call."""
    return session.scalar(_CURRENT_ROUND, {"call_id": call_id})


def sheet_counts(session: Session, call_id: str, round_id: str) -> dict[str, int]:
    """Say how many submitted sheets each seat has in a round: counts only, never content."""
    return dict(session.execute(_SHEET_COUNTS, {"call_id": call_id, "round_id": round_id}).all())


def own_sheets(session: Session, call_id: str, round_id: str, seat_id: str) -> dict[str, Sheet]:
    """Give a juror's own sheets by proposal."""
    rows = session.scalars(
        _OWN_SHEETS, {"call_id": call_id, "round_id": round_id, "seat_id": seat_id}
    )
    return {sheet.proposal_id: sheet for sheet in rows}


def sheets_that_count(session: Session, call_id: str, round_id: str) -> list[Sheet]:
    """Give all submitted sheets of a round. Callers must have made sure that it is closed."""
    return list(
        session.scalars(
            select(Sheet)
            .where(Sheet.call_id == call_id, Sheet.round_id == round_id, Sheet.state == "submitted")
            .order_by(Sheet.id)
        )
    )


@dataclass(frozen=True)
class Standing:
    """Where one juror stands with one proposal: seat, tie, round and sheet, as far as there are."""

    seat: Seat
    proposal: Proposal
    tie: Tie | None
    round: Round | None
    sheet: Sheet | None


_STANDINGS = (
    select(Seat, Proposal, Tie, Round, Sheet)
    .join(Proposal, Proposal.call_id == Seat.call_id)
    .outerjoin(Round, Round.call_id == Seat.call_id)
    .outerjoin(
        Tie,
        (Tie.call_id == Seat.call_id) & (Tie.seat_id == Seat.id) & (Tie.proposal_id == Proposal.id),
    )
    .outerjoin(
        Sheet,
        (Sheet.call_id == Seat.call_id)
        & (Sheet.round_id == Round.id)
        & (Sheet.seat_id == Seat.id)
        & (Sheet.proposal_id == Proposal.id),
    )
    .where(
        Seat.call_id == CALL,
        Seat.account_id == bindparam("account_id"),
        Seat.state == "active",
        Proposal.id == bindparam("proposal_id"),
        Proposal.state.in_(sorted(READ_BY_JURY)),
    )
)
_STANDING = _STANDINGS.order_by(Round.number.desc()).limit(1)
_STANDING_WITH_CRITERIA = (
    _STANDINGS.add_columns(Criterion)
    .outerjoin(Criterion, Criterion.call_id == Seat.call_id)
    .order_by(Round.number.desc(), Criterion.position)
)


def standing_of(
    session: Session, call_id: str, account_id: str, proposal_id: str
) -> Standing | None:
    """Find where a juror stands with a proposal before the jury, in the latest round.

    None for who has no active seat, or for a proposal that no jury reads. One statement.
    """
    asked = {"call_id": call_id, "account_id": account_id, "proposal_id": proposal_id}
    found = session.execute(_STANDING, asked).first()
    return Standing(*found) if found is not None else None


def standing_with_criteria(
    session: Session, call_id: str, account_id: str, proposal_id: str
) -> tuple[Standing, list[Criterion]] | None:
    """Find the same, and what the sheet must answer in the call's order. One statement."""
    asked = {"call_id": call_id, "account_id": account_id, "proposal_id": proposal_id}
    rows = session.execute(_STANDING_WITH_CRITERIA, asked).all()
    if not rows:
        return None
    standing = Standing(*rows[0][:-1])
    return standing, [row[-1] for row in rows if row[3] is standing.round and row[-1] is not None]


def draft_subject(round_: Round, proposal_id: str) -> str:
    """Name the draft of a sheet: one for each round and proposal."""
    return f"{SHEET_DRAFT}{round_.id}:{proposal_id}"


def own_drafts(session: Session, round_: Round, account_id: str) -> dict[str, Draft]:
    """Give what a juror has begun in a round, by proposal."""
    start = draft_subject(round_, "")
    rows = session.scalars(
        _OWN_DRAFTS, {"call_id": round_.call_id, "account_id": account_id, "start": start}
    )
    return {draft.subject.removeprefix(start): draft for draft in rows}


@dataclass(frozen=True)
class SheetKey:
    """What makes the receipt of one version of a sheet: whose sheet, and the key of `levels`."""

    sheet: Sheet
    version: int
    key: bytes
    leaf: int


def sheet_keys(session: Session, call_id: str, sheets: Sequence[Sheet]) -> list[SheetKey]:
    """Give the keys of all versions of these sheets that are not yet destroyed.

    Only for the juror whose sheets they are.
    """
    by_name = {sheet.id: sheet for sheet in sheets}
    rows = session.execute(
        select(LogEntry.subject, LogEntry.version, Opening.key, LogEntry.leaf)
        .join(Log, Log.id == LogEntry.log_id)
        .join(Opening, (Opening.log_id == LogEntry.log_id) & (Opening.leaf == LogEntry.leaf))
        .where(
            Log.scope == call_id,
            LogEntry.kind == SHEET_KIND,
            LogEntry.subject.in_(by_name),
            Opening.part == "levels",
            Opening.key.is_not(None),
        )
    )
    return [
        SheetKey(by_name[subject], version, key, leaf)
        for subject, version, key, leaf in rows
        if key is not None
    ]


def superseded_entries(
    session: Session, call_id: str, kinds: Sequence[str]
) -> dict[str, list[int]]:
    """Give, for each log of a call, the entries of these kinds that a later version replaced."""
    rows = session.execute(
        select(LogEntry.log_id, LogEntry.leaf, LogEntry.kind, LogEntry.subject, LogEntry.version)
        .join(Log, Log.id == LogEntry.log_id)
        .where(Log.scope == call_id, LogEntry.kind.in_(kinds))
    ).all()
    newest: dict[tuple[str, str], int] = {}
    for row in rows:
        thing = (row.kind, row.subject)
        newest[thing] = max(newest.get(thing, 0), row.version)
    old: dict[str, list[int]] = {}
    for row in rows:
        if row.version < newest[row.kind, row.subject]:
            old.setdefault(row.log_id, []).append(row.leaf)
    return old


def count_by_state(session: Session, call_id: str) -> dict[str, int]:
    """Count a call's proposals by state."""
    rows = session.execute(
        select(Proposal.state, func.count())
        .where(Proposal.call_id == call_id)
        .group_by(Proposal.state)
    )
    return dict(rows.all())
