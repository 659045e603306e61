"""Opens the sheets for the guarantor, from the log alone, and counts them again.

Only for rounds that are closed. Rows of sheets, ties and seats are not asked: a changed row shows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from jury.domain.errors import Conflict, Problem
from jury.domain.record.leaf import Leaf
from jury.domain.record.seal import opens_stored
from jury.domain.scoring import ProposalScore
from jury.services.decision.tallies import (
    Told,
    criteria_rows,
    outcomes_of,
    published_results,
    score,
    told_in,
)
from jury.storage.call import Call, Criterion, criteria_of
from jury.storage.decision import PublicDraw, Result, results_of
from jury.storage.proposal import Proposal
from jury.storage.record import Log, LogEntry, Opening
from jury.storage.scoring import Round

PERSON = "person:"
KINDS = (
    "seat.filled",
    "drawn.seated",
    "organisation.answered",
    "seat.ended",
    "seat.replaced",
    "round.opened",
    "tie.declared",
    "sheet.submitted",
    "round.closed",
    "paper.confirmed",
)


@dataclass(frozen=True)
class OpenedSheet:
    """One sheet as the log holds it, under its random name."""

    name: str
    proposal_id: str
    levels: dict[str, int | None]
    words: dict[str, str]


@dataclass(frozen=True, order=True)
class TieSaid:
    """What somebody who stayed on the jury said last of a tie to a proposal; not who."""

    proposal_id: str
    degree: str
    words: str


@dataclass
class Opened:
    """What the log's own openings say: the sheets that count, and who stayed where.

    `unreadable` counts the parts whose opening is gone, or is not what was sealed. `ties` come in
    an order that tells no seat; `reasons` say why seats were ended or given to others.
    """

    sheets: list[OpenedSheet] = field(default_factory=list)
    staying: dict[str, int] = field(default_factory=dict)
    unreadable: int = 0
    ties: list[TieSaid] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Recount:
    """The stored results beside what the opened sheets give; `differing` names proposals.

    `projects` are those that were before the jury, by title, and `criteria` in their order; `draw`
    is the order of slips drawn in public for a tie at the line, if there was one.
    """

    projects: dict[str, Proposal]
    criteria: list[Criterion]
    opened: Opened
    results: list[Result]
    again: dict[str, list[dict[str, object]]]
    differing: list[str]
    draw: PublicDraw | None

    @property
    def agrees(self) -> bool:
        """Say whether every number is what the opened sheets give, and every seal is whole."""
        return not self.differing and not self.opened.unreadable


def recount(session: Session, call: Call, round_: Round) -> Recount:
    """Open the sheets and count them again. Raises Conflict (`round_is_open`) while sealed."""
    opened = open_sheets(session, round_)
    told, criteria = told_in(session, round_), criteria_of(session, call.id)
    given = [(s.proposal_id, s.levels) for s in opened.sheets]
    scores = score(call, criteria, told.proposals, opened.staying, given)
    again = {proposal: criteria_rows(found) for proposal, found in scores.items()}
    results = results_of(session, call.id)
    shown = {r.proposal_id: r.criteria for r in results}
    staying = round_.staying
    differing = {
        p
        for p in again.keys() | shown.keys()
        if again.get(p) != shown.get(p) or opened.staying.get(p, 0) != staying.get(p, 0)
    }
    differing |= _outcomes_differ(session, call, round_, scores, results, told)
    projects = {p.id: p for p in told.proposals}
    return Recount(projects, criteria, opened, results, again, sorted(differing), told.draw)


def _outcomes_differ(
    session: Session,
    call: Call,
    round_: Round,
    scores: Mapping[str, ProposalScore],
    results: list[Result],
    told: Told,
) -> set[str]:
    """Apply the announced rule again, and name the proposals that get something else."""
    shown = {
        r.proposal_id: (r.place, r.outcome, r.score or None, r.amount_cents, r.why) for r in results
    }
    if not shown:
        return set()
    try:
        outcomes = outcomes_of(session, call, round_, scores, told)
    except Problem:
        return set(shown)
    again = {
        row["proposal"]: tuple(row[n] for n in ("place", "outcome", "score", "amount_cents", "why"))
        for row in published_results(outcomes, scores)
    }
    return {p for p, found in shown.items() if again.get(p) != found}


def open_sheets(session: Session, round_: Round) -> Opened:
    """Read the sheets that counted when the round closed (the specification, section 10)."""
    if round_.state not in ("closed", "counted"):
        raise Conflict(f"round_is_{round_.state}")
    opened, story, over = Opened(), _Story(), False
    for leaf, parts in _entries(session, round_.call_id):
        if "reason" in parts:
            opened.reasons.append(str(parts["reason"]["reason"]))
        if leaf.kind == "round.closed" and leaf.subject == round_.id:
            over = True  # who comes or goes later changes nothing about what was handed in
        if not over:
            story.read(leaf, parts, opened)
        elif leaf.kind == "paper.confirmed" and leaf.facts["round"] == round_.id:
            story.paper(leaf, parts, opened)
    opened.sheets = [
        sheet
        for seat, sheet in sorted(story.sheets.values(), key=lambda s: s[1].name)
        if seat in story.seats and (seat, sheet.proposal_id) not in story.left
    ]
    opened.ties = sorted(tie for (seat, _), tie in story.ties.items() if seat in story.seats)
    opened.staying = {
        p: sum((seat, p) not in story.left for seat in story.seats)
        for p in story.before_the_jury.get(round_.id, [])
    }
    return opened


class _Story:
    """What happened to seats, ties and sheets, entry by entry."""

    def __init__(self) -> None:
        self.seats: set[str] = set()
        self.left: set[tuple[str, str]] = set()
        self.sheets: dict[str, tuple[str, OpenedSheet]] = {}
        self.before_the_jury: dict[str, list[str]] = {}
        self.ties: dict[tuple[str, str], TieSaid] = {}

    def read(self, leaf: Leaf, parts: Mapping[str, Any], opened: Opened) -> None:
        if leaf.kind in ("seat.filled", "drawn.seated", "organisation.answered"):
            self.seats |= {
                p.name.removeprefix(PERSON) for p in leaf.parts if p.name.startswith(PERSON)
            }
        elif leaf.kind == "seat.ended":
            self.seats.discard(leaf.subject)
        elif leaf.kind == "seat.replaced":
            self.seats.discard(str(leaf.facts["ended"]))
            self.seats.add(leaf.subject)
        elif leaf.kind == "round.opened":
            named = leaf.facts["proposals"]
            self.before_the_jury[leaf.subject] = named if isinstance(named, list) else []
        elif leaf.kind == "tie.declared":
            self._tie(parts, opened)
        elif leaf.kind == "sheet.submitted":
            self.sheet(leaf, parts, opened)

    def _tie(self, parts: Mapping[str, Any], opened: Opened) -> None:
        if not {"who", "tie"} <= parts.keys():
            opened.unreadable += not parts.get("superseded")
            return
        place = (parts["who"]["seat"], parts["who"]["proposal"])
        words = str(parts.get("words", {}).get("words", ""))
        self.ties[place] = TieSaid(place[1], parts["tie"]["degree"], words)
        if parts["tie"]["degree"] != "conflict":
            self.left.discard(place)
            return
        self._leave(place)

    def _leave(self, place: tuple[str, str]) -> None:
        self.left.add(place)
        # Coming back later does not bring the sheet back: it must be handed in anew.
        self.sheets = {
            name: found
            for name, found in self.sheets.items()
            if (found[0], found[1].proposal_id) != place
        }

    def paper(self, leaf: Leaf, parts: Mapping[str, Any], opened: Opened) -> None:
        if not {"who", "tie", "levels"} <= parts.keys():
            opened.unreadable += 1
        elif parts["tie"]["degree"] == "conflict":
            self._leave((parts["who"]["seat"], parts["who"]["proposal"]))
        else:
            self.sheet(leaf, parts, opened)

    def sheet(self, leaf: Leaf, parts: Mapping[str, Any], opened: Opened) -> None:
        self.sheets.pop(leaf.subject, None)
        if {"who", "levels"} <= parts.keys():
            self.sheets[leaf.subject] = (
                parts["who"]["seat"],
                OpenedSheet(
                    leaf.subject, parts["who"]["proposal"], parts["levels"], parts.get("words", {})
                ),
            )
        elif not parts.get("superseded"):
            opened.unreadable += 1


def _entries(session: Session, call_id: str) -> Iterator[tuple[Leaf, dict[str, Any]]]:
    """Give the entries about seats, ties and sheets in order, with the parts that open rightly."""
    rows = session.execute(
        select(
            LogEntry.log_id,
            LogEntry.leaf,
            LogEntry.data,
            Opening.part,
            Opening.key,
            Opening.value,
            Opening.ended,
        )
        .join(Log, Log.id == LogEntry.log_id)
        .outerjoin(Opening, (Opening.log_id == LogEntry.log_id) & (Opening.leaf == LogEntry.leaf))
        .where(Log.scope == call_id, LogEntry.kind.in_(KINDS))
        .order_by(Log.generation, LogEntry.leaf, Opening.part)
    )
    for _, together in groupby(rows, key=lambda row: row[:2]):
        entry = list(together)
        leaf = Leaf.decode(entry[0].data)
        sealed = {part.name: part.commitment for part in leaf.parts}
        parts: dict[str, Any] = {}
        for _log, _leaf, _data, name, key, text, ended in entry:
            if ended == "superseded":
                parts["superseded"] = True
            if key is None or text is None or name not in sealed:
                continue
            if opens_stored(sealed[name], key, name, leaf.subject, text):
                parts[name] = json.loads(text)
        yield leaf, parts
