"""The jury at work in the demonstration: seats, ties, sheets handed in and sheets only begun."""

from __future__ import annotations

from jury.demo.people import FACILITATOR
from jury.demo.region import Juror, Sheet
from jury.demo.stage import Stage
from jury.services import drafts, scoring, seat
from jury.storage.call import Criterion, criteria_of
from jury.storage.seat import seats_in


def fill_room(stage: Stage) -> None:
    """Seat the jurors and make their codes."""
    facilitator = stage.as_person(FACILITATOR, stage.at(stage.call.timetable.seated))
    people: list[tuple[str, str | None]] = [(juror.name, None) for juror in stage.call.jurors]
    seat.fill_seats(facilitator, call_id=stage.call_id, people=people)
    with stage.doors.engines.reading() as session:
        seats = seats_in(session, stage.call_id)
    stage.seats = {row.number: row for row in seats}
    seat.make_codes(facilitator, call_id=stage.call_id, seat_ids=[row.id for row in seats])


def score(stage: Stage) -> None:
    """Open the round; each juror declares ties and hands in, or only begins, their sheets."""
    plan = stage.call.timetable
    scoring.open_round(
        stage.as_person(FACILITATOR, stage.at(plan.round_opens)),
        call_id=stage.call_id,
        closes_at=stage.at(plan.round_closes, 18),
    )
    with stage.doors.engines.reading() as session:
        criteria = criteria_of(session, stage.call_id)
    wrote = {(sheet.juror, sheet.project): sheet for sheet in stage.call.sheets}
    degrees = {(tie.juror, tie.project): tie for tie in stage.call.ties}
    for juror in stage.call.jurors:
        for turn, number in enumerate(stage.projects):
            sheet = wrote.get((juror.number, number))
            tie = degrees.get((juror.number, number))
            if sheet is not None or tie is not None:
                _declare(stage, juror, number, turn)
            if sheet is not None:
                _hand_in(stage, juror, sheet, criteria, turn)


def _declare(stage: Stage, juror: Juror, number: int, turn: int) -> None:
    said = {(tie.juror, tie.project): tie for tie in stage.call.ties}.get((juror.number, number))
    when = stage.at(stage.call.timetable.ties, 19, turn)
    seat.declare_tie(
        stage.as_juror(juror.number, when),
        call_id=stage.call_id,
        proposal_id=stage.projects[number],
        degree=said.degree if said else "none",
        words=said.words if said else "",
        version=0,
    )


def _hand_in(
    stage: Stage, juror: Juror, sheet: Sheet, criteria: list[Criterion], turn: int
) -> None:
    when = stage.at(stage.call.timetable.round_opens + 1 + juror.number % 5, 20, turn * 5)
    moment = stage.as_juror(juror.number, when)
    levels = {row.id: level for row, level in zip(criteria, sheet.levels, strict=True)}
    words = {"convinced": sheet.convinced, "worried": sheet.worried}
    if sheet.submitted:
        scoring.submit_sheet(
            moment,
            call_id=stage.call_id,
            proposal_id=stage.projects[sheet.project],
            levels=levels,
            words=words,
            version=0,
        )
        return
    begun = {
        row.id: level
        for row, level in list(zip(criteria, sheet.levels, strict=True))[: sheet.answered]
    }
    drafts.keep_sheet(
        moment.doors,
        moment.account_id or "",
        call_id=stage.call_id,
        proposal_id=stage.projects[sheet.project],
        levels=begun,
        words=words,
    )
