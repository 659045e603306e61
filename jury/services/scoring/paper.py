"""The scrutineers' verbs: one types a paper sheet in, the other types it anew; equal ones count.

Only between closing and counting. A sheet that came by phone holds, whatever the paper says. A
paper that declares a conflict takes its juror away from that project, as a phone would.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from jury.domain.errors import Conflict, Forbidden, Invalid, NotFound
from jury.domain.permissions import Action
from jury.domain.record.kinds import Entry, Part
from jury.domain.record.kinds.scoring import PaperConfirmed, PaperTyped
from jury.domain.seat import TieDegree, leaves
from jury.services.perform import Act, performs
from jury.services.scoring.sheets import NEVER_PUBLIC, SHEETS_DUE, WORDS, check_sheet
from jury.storage.base import new_id
from jury.storage.call import criteria_of
from jury.storage.proposal import proposal_of
from jury.storage.scoring import Round, Sheet, current_round
from jury.storage.scoring.paper import PaperSheet, paper_sheet_of, seated_at_closing
from jury.storage.seat import Seat, Tie, ties_of


@dataclass(frozen=True)
class _Paper:
    """Where a paper sheet belongs: the closed round, the seat, and what is typed in already."""

    round: Round
    seat: Seat
    found: PaperSheet | None


@performs(Action.PAPER_TYPE)
def type_paper(
    act: Act,
    *,
    call_id: str,
    seat_number: int,
    proposal_id: str,
    degree: str,
    levels: Mapping[str, int | None],
    words: Mapping[str, str],
    version: int,
) -> Entry:
    """Type a paper sheet in, or type it again before the other scrutineer has confirmed it.

    `degree` is the tie that the paper declares; with a conflict, levels and words count nothing.
    Raises NotFound, Forbidden (`typed_by_other`), Conflict (`round_is_<state>`, `phone_holds`,
    `paper_left`, `paper_is_confirmed`, `stale`) or Invalid as a sheet, `tie_missing` and
    `seat_unknown`.
    """
    at = _find(act, call_id, seat_number, proposal_id)
    typed = _typed(act, degree, levels, words)
    paper = at.found
    if paper is not None and paper.typed_by != act.account_id:
        raise Forbidden("typed_by_other")
    if (paper.version if paper else 0) != version:
        raise Conflict("stale")
    if paper is None:
        paper = PaperSheet(
            call_id=call_id,
            id=new_id(),
            round_id=at.round.id,
            seat_id=at.seat.id,
            proposal_id=proposal_id,
            state="typed",
            typed_by=act.account_id,
            degree=typed.degree,
            levels=typed.levels,
            words=typed.words,
            typed_at=act.now,
            version=1,
        )
        act.session.add(paper)
    else:
        paper.degree, paper.levels, paper.words = typed.degree, typed.levels, typed.words
        paper.typed_at = act.now
        paper.version += 1
    return Entry(
        PaperTyped(round=at.round.id), paper.id, paper.version, _parts(paper, NEVER_PUBLIC)
    )


@performs(Action.PAPER_CONFIRM)
def confirm_paper(
    act: Act,
    *,
    call_id: str,
    seat_number: int,
    proposal_id: str,
    degree: str,
    levels: Mapping[str, int | None],
    words: Mapping[str, str],
    version: int,
) -> Entry:
    """Type the same paper sheet anew; where both are equal it counts from now on.

    Raises as `type_paper`, and NotFound where nothing is typed in yet, Forbidden (`typed_it`) for
    who typed it, Invalid (`paper_differs`, with the fields that differ).
    """
    at = _find(act, call_id, seat_number, proposal_id)
    typed = _typed(act, degree, levels, words)
    paper = at.found
    if paper is None:
        raise NotFound()
    if paper.typed_by == act.account_id:
        raise Forbidden("typed_it")
    if paper.version != version:
        raise Conflict("stale")
    differing = differences(paper, typed.degree, typed.levels, typed.words)
    if differing:
        raise Invalid("paper_differs", dict.fromkeys(differing, "paper_differs"))
    paper.state, paper.confirmed_by = "confirmed", act.account_id
    paper.version += 1
    _declare(act, at, paper)
    left = _is_conflict(paper.degree)
    act.session.add(
        Sheet(
            call_id=call_id,
            id=paper.id,
            round_id=at.round.id,
            seat_id=at.seat.id,
            proposal_id=proposal_id,
            state="removed" if left else "submitted",
            version=paper.version,
            levels=paper.levels,
            words=paper.words,
            day=act.local_day(),
            leaf=act.log.size,
        )
    )
    due = NEVER_PUBLIC if left else SHEETS_DUE[act.the_call().sheets_published]
    return Entry(PaperConfirmed(round=at.round.id), paper.id, paper.version, _parts(paper, due))


@dataclass(frozen=True)
class _Typed:
    """What one person typed, as it is kept."""

    degree: str
    levels: dict[str, int | None]
    words: dict[str, str]


def _typed(
    act: Act, degree: str, levels: Mapping[str, int | None], words: Mapping[str, str]
) -> _Typed:
    """Check what was typed. Of a juror who leaves the project nothing else is kept."""
    if degree not in {d.value for d in TieDegree}:
        raise Invalid("tie_missing", {"degree": "tie_missing"})
    if _is_conflict(degree):
        return _Typed(degree, {}, dict.fromkeys(WORDS, ""))
    check_sheet(levels, words, criteria_of(act.session, act.the_call().id))
    kept = {key: levels[key] for key in sorted(levels)}
    return _Typed(degree, kept, {name: words.get(name, "") for name in WORDS})


def _is_conflict(degree: str) -> bool:
    return leaves(TieDegree(degree))


def _declare(act: Act, at: _Paper, paper: PaperSheet) -> None:
    """Keep the tie that both typed; a conflict leaves one juror fewer to measure quorums by."""
    tie = ties_of(act.session, at.seat.call_id, at.seat.id).get(paper.proposal_id)
    if tie is None:
        tie = Tie(
            call_id=at.seat.call_id,
            id=new_id(),
            seat_id=at.seat.id,
            proposal_id=paper.proposal_id,
            version=0,
        )
        act.session.add(tie)
    tie.degree, tie.declared_at = paper.degree, act.now
    tie.version += 1
    if _is_conflict(paper.degree):
        stay = at.round.staying.get(paper.proposal_id, 0)
        at.round.staying = {**at.round.staying, paper.proposal_id: max(stay - 1, 0)}
        at.round.version += 1


def differences(
    paper: PaperSheet, degree: str, levels: Mapping[str, int | None], words: Mapping[str, str]
) -> list[str]:
    """Name the fields in which two typings differ; spaces and capitals of words do not count."""
    found = ["degree"] if paper.degree != degree else []
    if _is_conflict(paper.degree) or _is_conflict(degree):
        return found
    found += [
        f"level-{key}"
        for key in sorted(paper.levels.keys() | levels.keys())
        if key not in paper.levels or key not in levels or paper.levels[key] != levels[key]
    ]
    return found + [n for n in WORDS if _plain(paper.words.get(n)) != _plain(words.get(n))]


def _plain(text: str | None) -> str:
    return " ".join((text or "").casefold().split())


def _find(act: Act, call_id: str, seat_number: int, proposal_id: str) -> _Paper:
    """Find the place of a paper sheet, or say what is in its way."""
    round_ = current_round(act.session, call_id)
    if round_ is None or round_.state != "closed":
        raise Conflict(f"round_is_{round_.state if round_ else 'planned'}")
    if act.the_call().state != "with_jury":
        raise Conflict(f"call_is_{act.the_call().state}")
    proposal = proposal_of(act.session, call_id, proposal_id)
    if proposal is None or proposal.state != "before_jury":
        raise NotFound()
    seat = act.session.scalar(
        select(Seat).where(
            Seat.call_id == call_id, Seat.number == seat_number, Seat.state == "active"
        )
    )
    if seat is None or not seated_at_closing(act.session, call_id, seat.id, round_.id):
        raise Invalid("seat_unknown", {"seat": "seat_unknown"})
    _refuse_left_or_sent(act, round_, seat, proposal_id)
    return _Paper(
        round_, seat, paper_sheet_of(act.session, call_id, round_.id, seat.id, proposal_id)
    )


def _refuse_left_or_sent(act: Act, round_: Round, seat: Seat, proposal_id: str) -> None:
    where = (seat.call_id, seat.id, proposal_id)
    tie = act.session.scalar(
        select(Tie.degree).where(
            Tie.call_id == where[0], Tie.seat_id == where[1], Tie.proposal_id == where[2]
        )
    )
    if tie == "conflict":
        raise Conflict("paper_left")
    sheet = act.session.scalar(
        select(Sheet).where(
            Sheet.call_id == where[0],
            Sheet.round_id == round_.id,
            Sheet.seat_id == where[1],
            Sheet.proposal_id == where[2],
        )
    )
    if sheet is None:
        return
    paper = act.session.get(PaperSheet, (seat.call_id, sheet.id))
    raise Conflict("paper_is_confirmed" if paper is not None else "phone_holds")


def _parts(paper: PaperSheet, levels_due: str) -> tuple[Part, ...]:
    return (
        Part("tie", {"degree": paper.degree}, NEVER_PUBLIC),
        Part("levels", dict(paper.levels), levels_due),
        Part("who", {"seat": paper.seat_id, "proposal": paper.proposal_id}, NEVER_PUBLIC),
        Part("words", dict(paper.words), NEVER_PUBLIC),
    )
