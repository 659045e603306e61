"""What is left after a storm, held against what the jurors were told: no more, and no less."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.storm.people import Juror
from benchmarks.storm.town import Town
from jury.domain.record.verify import verify_log
from jury.services.checkpoints import log_file, sign_due
from jury.services.doors import Doors
from jury.services.instance_check import check_instance
from jury.storage.record import Answer, Log, LogEntry, Opening
from jury.storage.scoring import SHEET_KIND, Sheet, current_round, own_drafts
from jury.storage.seat import seats_in

CLOSED_KIND = "round.closed"
SCORE, CHECK = "/score", "/score/check"
Named = dict[tuple[str, str], str]
"""A sheet's name in the log, by its juror's account and its proposal."""


def faults_after(town: Town, jurors: Sequence[Juror]) -> list[str]:
    """List all that differs from what was acknowledged; an empty list is what should be."""
    doors = Doors.open(town.settings)
    try:
        with doors.engines.reading() as session:
            faults, names = _in_the_table(session, town, jurors)
            faults += _in_the_log(session, town, jurors, names)
            faults += _first_answers(session, town, jurors)
            faults += _drafts(session, town, jurors)
        return faults + _verified(doors, town)
    finally:
        doors.engines.dispose()


def _in_the_table(session: Session, town: Town, jurors: Sequence[Juror]) -> tuple[list[str], Named]:
    """Compare the sheets with the last ones that each juror was told were received."""
    people = {seat.id: seat.account_id for seat in seats_in(session, town.call_id)}
    told = {
        (juror.account_id, sent.proposal): ("submitted", sent.version, sent.levels, sent.words)
        for juror in jurors
        for sent in juror.sent
    }
    sheets = list(session.scalars(select(Sheet).where(Sheet.call_id == town.call_id)))
    places = [(people[sheet.seat_id], sheet.proposal_id) for sheet in sheets]
    there = {
        place: (sheet.state, sheet.version, sheet.levels, sheet.words)
        for place, sheet in zip(places, sheets, strict=True)
    }
    faults = [f"{len(places) - len(there)} sheets stand twice"] * (len(places) != len(there))
    faults += [
        f"the sheet of {place} is {there.get(place)}, told was {told.get(place)}"
        for place in sorted(told.keys() | there.keys())
        if told.get(place) != there.get(place)
    ]
    return faults, {place: sheet.id for place, sheet in zip(places, sheets, strict=True)}


def _in_the_log(session: Session, town: Town, jurors: Sequence[Juror], names: Named) -> list[str]:
    """Find each acknowledged version once, before closing, and the last one's parts whole."""
    told = Counter(
        (names.get((juror.account_id, sent.proposal), "no sheet"), sent.version)
        for juror in jurors
        for sent in juror.sent
    )
    rows = session.execute(
        select(LogEntry.kind, LogEntry.leaf, LogEntry.subject, LogEntry.version)
        .join(Log, Log.id == LogEntry.log_id)
        .where(Log.scope == town.call_id, LogEntry.kind.in_((SHEET_KIND, CLOSED_KIND)))
    ).all()
    logged = Counter((row.subject, row.version) for row in rows if row.kind == SHEET_KIND)
    closed = [row.leaf for row in rows if row.kind == CLOSED_KIND]
    faults = [f"in the log {n} times too often: {one}" for one, n in (logged - told).items()]
    faults += [f"missing in the log {n} times: {one}" for one, n in (told - logged).items()]
    if len(closed) != 1:
        return [*faults, f"the round was closed {len(closed)} times"]
    late = sum(row.kind == SHEET_KIND and row.leaf > closed[0] for row in rows)
    if late:
        faults.append(f"{late} sheets came after closing")
    return faults + _opened(session, town, jurors, names)


def _opened(session: Session, town: Town, jurors: Sequence[Juror], names: Named) -> list[str]:
    """Find what the last version of each sheet opens to, and that no older one opens."""
    last = {
        names.get((juror.account_id, sent.proposal), "no sheet"): sent
        for juror in jurors
        for sent in juror.sent
    }
    opened, faults = _openings(session, town), []
    for name, sent in last.items():
        parts = opened.get((name, sent.version), {})
        kept = {part: value for part, value in parts.items() if part != "who"}
        if kept != {"levels": sent.levels, "words": sent.words}:
            faults.append(f"the openings of {name} hold {kept}")
    lasting = {(name, sent.version) for name, sent in last.items()}
    return faults + [f"can still be opened: {one}" for one in sorted(opened.keys() - lasting)]


def _openings(session: Session, town: Town) -> dict[tuple[str, int], dict[str, object]]:
    """Give what can still be opened of sheets, by their name and version."""
    rows = session.execute(
        select(LogEntry.subject, LogEntry.version, Opening.part, Opening.value)
        .join(Log, Log.id == LogEntry.log_id)
        .join(Opening, (Opening.log_id == LogEntry.log_id) & (Opening.leaf == LogEntry.leaf))
        .where(Log.scope == town.call_id, LogEntry.kind == SHEET_KIND, Opening.value.is_not(None))
    )
    found: dict[tuple[str, int], dict[str, object]] = {}
    for subject, version, part, value in rows:
        found.setdefault((subject, version), {})[part] = json.loads(value or "null")
    return found


def _first_answers(session: Session, town: Town, jurors: Sequence[Juror]) -> list[str]:
    """Find the keys of all acknowledged sheets, and no other key of a sheet."""
    kept = session.execute(
        select(Answer.account_id, Answer.key).where(
            Answer.call_id == town.call_id, Answer.route.endswith(CHECK)
        )
    )
    there = {(account_id, key) for account_id, key in kept}
    told = {(juror.account_id, sent.key) for juror in jurors for sent in juror.sent}
    return [f"only told or only kept: {one}" for one in sorted(there ^ told)]


def _drafts(session: Session, town: Town, jurors: Sequence[Juror]) -> list[str]:
    """Compare the drafts; the one write that closing left unconfirmed may be there or not."""
    round_ = current_round(session, town.call_id)
    if round_ is None:
        return ["there is no round"]
    faults = []
    for juror in jurors:
        there = own_drafts(session, round_, juror.account_id)
        for proposal, begun in juror.drafts.items():
            draft = there.pop(proposal, None)
            known = [(begun.version, begun.levels)] if begun.version else [(0, {})]
            if begun.maybe is not None:
                known.append((begun.version + 1, begun.maybe))
            found = (draft.version, draft.content["levels"]) if draft else (0, {})
            if found not in known:
                faults.append(f"a draft is {found}, told was {known}")
        faults += [f"nobody began the draft of {proposal}" for proposal in there]
    return faults


def _verified(doors: Doors, town: Town) -> list[str]:
    """Sign what there is, then check the log's file alone, and the whole installation."""
    faults = [f"not signed: {refusal}" for refusal in sign_due(doors).refused]
    with doors.engines.reading() as session:
        log = session.scalars(select(Log).where(Log.scope == town.call_id)).one()
        file, key = log_file(session, log.id), log.verifier_key
    for name, report in (
        ("the log's file", verify_log(file, key)),
        ("the installation", check_instance(doors)),
    ):
        if not report.sound:
            faults.append(f"{name} is not sound: {report.problems[:5]} {report.missing[:5]}")
    return faults
