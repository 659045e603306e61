"""From the closed round to the published record, in the demonstration: each act as its person.

The jurors release their words and confirm the reasons before the authority answers.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from jury.demo.paper import act
from jury.demo.people import FACILITATOR, GUARANTOR, OFFICIAL, SIGNATORY
from jury.demo.region import fr
from jury.demo.stage import Stage
from jury.demo.texts import reasons_first
from jury.papers.press import make_pdf
from jury.services import decision, scoring
from jury.services.decision import GivenAnswer
from jury.services.files import keeping
from jury.services.record import publish_record
from jury.storage.call import criteria_of
from jury.storage.decision import Result, own_words
from jury.storage.scoring import current_round


def decide(stage: Stage) -> None:
    """Close, count, give reasons, answer for the authority, tell applicants, publish."""
    plan = stage.call.timetable
    call_id = stage.call_id
    scoring.close_round(
        stage.by_itself(stage.at(plan.round_closes, 18)), call_id=call_id, reason=""
    )
    with stage.doors.engines.reading() as session:
        round_ = current_round(session, call_id)
    if round_ is None:
        raise LookupError("the round is gone")
    _release(stage, round_.id)
    facilitator = stage.as_person(FACILITATOR, stage.at(plan.counted or 0))
    decision.count_round(facilitator, call_id=call_id, version=round_.version)
    decision.confirm_count(
        stage.as_person(GUARANTOR, stage.at(plan.confirmed or 0)),
        call_id=call_id,
        words=stage.call.confirmation,
    )
    _give_reasons(stage)
    decision.prepare_decision(
        stage.as_person(OFFICIAL, stage.at(plan.prepared or 0)),
        call_id=call_id,
        version=0,
        answers=_answers(stage),
    )
    decision.adopt_decision(
        stage.as_person(SIGNATORY, stage.at(plan.adopted or 0)), call_id=call_id, version=1
    )
    _attach_act(stage)
    decision.send_letters(
        stage.as_person(OFFICIAL, stage.at(plan.published or 0)), call_id=call_id, written={}
    )
    publish_record(stage.as_person(FACILITATOR, stage.at(plan.published or 0, 11)), call_id=call_id)


def _release(stage: Stage, round_id: str) -> None:
    """Let each juror who wrote say what may be read; who is not named releases all of it."""
    number_of = {proposal: number for number, proposal in stage.projects.items()}
    for juror in stage.call.jurors:
        seat = stage.seats[juror.number]
        with stage.doors.engines.reading() as session:
            texts, _none = own_words(session, stage.call_id, round_id, seat.id)
        if not texts or juror.number in reasons_first.NEVER_ANSWERED:
            continue
        choices = {}
        for text in texts:
            where = (juror.number, number_of[text.proposal_id], text.kind)
            shorter = reasons_first.SHORTER.get(where)
            if shorter is not None:
                choices[text.key] = ("shortened", fr(shorter))
            else:
                held = where in reasons_first.WITHHELD
                choices[text.key] = ("withheld" if held else "released", "")
        when = stage.at(stage.call.timetable.round_closes, 18, 30 + juror.number)
        decision.release_words(
            stage.as_juror(juror.number, when), call_id=stage.call_id, choices=choices, version=0
        )


def _give_reasons(stage: Stage) -> None:
    """Draft the reasons of each project; nearly all of the jurors say that they are theirs."""
    plan = stage.call.timetable
    with stage.doors.engines.reading() as session:
        criteria = [row.id for row in criteria_of(session, stage.call_id)]
    drafted = stage.at(plan.confirmed or 0, 14)
    for number, reasons in reasons_first.REASONS.items():
        proposal_id = stage.projects[number]
        decision.draft_reasons(
            stage.as_person(FACILITATOR, drafted),
            call_id=stage.call_id,
            proposal_id=proposal_id,
            texts={c: fr(text) for c, text in zip(criteria, reasons, strict=True)},
            version=0,
        )
        for juror in stage.call.jurors:
            if juror.number in reasons_first.SILENT:
                continue
            when = drafted + timedelta(days=1 + juror.number % 4)
            decision.answer_reasons(
                stage.as_juror(juror.number, when),
                call_id=stage.call_id,
                proposal_id=proposal_id,
                agrees=(juror.number, number) not in reasons_first.DISAGREES,
                draft=1,
                version=0,
            )


def _attach_act(stage: Stage) -> None:
    plan = stage.call.timetable
    signed = stage.at(plan.adopted or 0)
    number = f"{signed.year}/MVE/07"
    title = stage.call.title_for(stage.loaded_at.year)
    paper = make_pdf(act(title, number, signed))
    name = f"arrete-{signed.year}-MVE-07.pdf"
    with keeping(stage.doors.settings, name, paper) as kept:
        decision.attach_act(
            stage.as_person(OFFICIAL, stage.at((plan.adopted or 0) + 1)),
            call_id=stage.call_id,
            number=number,
            day=signed.date().isoformat(),
            kept=kept,
        )


def _answers(stage: Stage) -> list[GivenAnswer]:
    departures = {stage.projects[d.project]: d for d in stage.call.departures}
    with stage.doors.engines.reading() as session:
        results = list(session.scalars(select(Result).where(Result.call_id == stage.call_id)))
    answers = []
    for result in results:
        departs = departures.get(result.proposal_id)
        if departs is None:
            answers.append(
                GivenAnswer(result.proposal_id, "follows", result.outcome, result.amount_cents)
            )
        else:
            answers.append(
                GivenAnswer(
                    result.proposal_id,
                    "departs",
                    departs.outcome,
                    departs.amount_cents,
                    departs.reason,
                )
            )
    return answers
