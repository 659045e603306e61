"""Play the demonstration through the verbs: each act as its person, at its day.

Nothing is written past the doors, so the demonstration is also a test of the whole way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from jury.demo import doorbells
from jury.demo.announced import ALL_MET, ANNOUNCED
from jury.demo.calls import REGION
from jury.demo.people import (
    FACILITATOR,
    GUARANTOR,
    OFFICIAL,
    SIGNATORY,
)
from jury.demo.region import Call, Juror, Person, Project, Sheet
from jury.domain.permissions import Role
from jury.domain.proposal import FundingSpec, IndicatorSpec, PartnerSpec, ProposalSpec
from jury.services import account, decision, drafts, proposal, scoring, seat
from jury.services import call as calls
from jury.services.checkpoints import sign_due
from jury.services.decision import GivenAnswer
from jury.services.doors import Doors
from jury.services.perform import Moment
from jury.services.record import publish_record
from jury.storage.account import Account
from jury.storage.call import Criterion, criteria_of
from jury.storage.decision import Result
from jury.storage.scoring import current_round
from jury.storage.seat import Seat, seats_in

INSTALLATION_ROLES = frozenset({Role.ADMINISTRATOR, Role.OFFICIAL, Role.SIGNATORY})


@dataclass
class Stage:
    """One call being played: who is who, and what day it is."""

    doors: Doors
    call: Call
    people: dict[str, str]
    loaded_at: datetime
    call_id: str = ""
    projects: dict[int, str] = field(default_factory=dict)
    seats: dict[int, Seat] = field(default_factory=dict)

    def at(self, day: int, hour: int = 10, minute: int = 0) -> datetime:
        """Give the moment of a day counted from the loading day, in the call's zone."""
        zone = ZoneInfo(self.call.timezone)
        date = (self.loaded_at.astimezone(zone) + timedelta(days=day)).date()
        return datetime.combine(date, time(hour, minute), zone)

    def as_person(self, person: Person, when: datetime) -> Moment:
        """Act as one of the staff or leads at a moment."""
        return self.as_account(self.people[person.email], when)

    def as_juror(self, number: int, when: datetime) -> Moment:
        """Act as a juror at a moment."""
        return self.as_account(self.seats[number].account_id, when)

    def as_account(self, account_id: str, when: datetime) -> Moment:
        """Act as an account; nobody acts in the future."""
        moment = min(when, self.loaded_at)
        return Moment(replace(self.doors, clock=_fixed(moment)), account_id)


def _fixed(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


def is_empty(doors: Doors) -> bool:
    """Tell whether nobody has an account yet: only then the demonstration may be loaded."""
    with doors.engines.reading() as session:
        return not session.scalar(select(func.count()).select_from(Account))


def load(doors: Doors) -> None:
    """Fill an empty database with the demonstration region."""
    loaded_at = doors.clock()
    people = _make_people(doors, loaded_at)
    for call in REGION.calls:
        stage = Stage(doors, call, people, loaded_at)
        _publish(stage)
        _propose(stage)
        _seat(stage)
        _score(stage)
        if call.timetable.published is not None:
            _decide(stage)
    sign_due(doors)
    doorbells.make(doors, people)


def _make_people(doors: Doors, loaded_at: datetime) -> dict[str, str]:
    first = min(call.timetable.opens for call in REGION.calls) - 10
    early = Moment(replace(doors, clock=_fixed(loaded_at + timedelta(days=first))), system=True)
    leads = [project.lead for call in REGION.calls for project in call.projects]
    people: dict[str, str] = {}
    for person in [*REGION.staff, *leads]:
        if person.email not in people:
            roles = [person.role] if person.role in INSTALLATION_ROLES else []
            done = account.create_account(
                early,
                name=person.name,
                email=person.email,
                roles=roles,
                password=None,
                language="fr",
            )
            people[person.email] = done.subject
    return people


def _publish(stage: Stage) -> None:
    plan, call = stage.call.timetable, stage.call
    official = stage.as_person(OFFICIAL, stage.at(plan.opens - 5))
    title = call.title_for(stage.loaded_at.year)
    stage.call_id = calls.create_call(
        official, title=title, language=call.language, timezone=call.timezone
    ).subject
    calls.edit_call(
        official, call_id=stage.call_id, version=1, values=_rules(stage), criteria=_criteria(call)
    )
    for person in (FACILITATOR, GUARANTOR, SIGNATORY):
        calls.give_part(official, call_id=stage.call_id, email=person.email, role=person.role)
    calls.publish_call(
        stage.as_person(OFFICIAL, stage.at(plan.opens)), call_id=stage.call_id, version=2
    )


def _rules(stage: Stage) -> dict[str, object]:
    call, plan = stage.call, stage.call.timetable
    return {
        **ANNOUNCED,
        "purpose": call.purpose,
        "authority": call.authority,
        "place": call.place,
        "budget_cents": call.budget_cents,
        "opens_at": stage.at(plan.opens),
        "closes_at": stage.at(plan.closes, 18),
        "decide_by": stage.at(plan.decide_by, 18),
        "power": call.power,
        "power_basis": call.power_basis,
        "depart_grounds": f"{call.depart_grounds}\n\n{call.time_limit}",
        "who_may_apply": call.who_may_apply,
        "rule": call.rule,
        "quorum_min": call.quorum_min,
        "floor": f"{call.floor}/1" if call.floor is not None else "",
        "partial": call.partial,
        "contact": call.contact,
        "facilitator_contact": call.facilitator_contact,
        "facilitator_mandate": call.facilitator_mandate,
        "appeal": call.appeal,
    }


def _criteria(call: Call) -> list[dict[str, object]]:
    language = call.language
    return [
        {
            "question": criterion.question.in_(language),
            "weight": criterion.weight,
            "levels": [
                {"word": level.word.in_(language), "sentence": level.sentence.in_(language)}
                for level in criterion.levels
            ],
        }
        for criterion in call.criteria
    ]


def _propose(stage: Stage) -> None:
    plan = stage.call.timetable
    for turn, project in enumerate(stage.call.projects):
        lead = stage.as_person(project.lead, stage.at(plan.closes - 3, 9, turn * 7))
        begun = proposal.begin_proposal(lead, call_id=stage.call_id)
        stage.projects[project.number] = begun.subject
        proposal.submit_proposal(
            lead,
            call_id=stage.call_id,
            proposal_id=begun.subject,
            version=1,
            content=_content(project),
            language=project.language,
        )
    system = Moment(replace(stage.doors, clock=_fixed(stage.at(plan.closes, 18))), system=True)
    calls.close_call(system, call_id=stage.call_id)
    official = stage.as_person(OFFICIAL, stage.at(plan.accepted))
    for proposal_id in stage.projects.values():
        proposal.accept_proposal(
            official, call_id=stage.call_id, proposal_id=proposal_id, version=2, **ALL_MET
        )


def _content(project: Project) -> ProposalSpec:
    said = project.answers
    return ProposalSpec(
        title=project.title.in_(project.language),
        summary=project.summary.in_(project.language),
        problem=said.problem,
        plan=said.plan,
        gains=said.gains,
        roles=said.roles,
        afterwards=said.afterwards,
        place=project.place,
        asked_cents=project.asked_cents,
        minimum_cents=project.minimum_cents,
        other=tuple(FundingSpec(o.source, o.cents) for o in project.other),
        partners=tuple(
            PartnerSpec(p.name, p.sector, p.contribution, p.benefit, share)
            for p, share in zip(project.partners, project.shares, strict=True)
        ),
        users_word=project.users_word,
        indicators=tuple(IndicatorSpec(*row) for row in project.indicators),
    )


def _seat(stage: Stage) -> None:
    facilitator = stage.as_person(FACILITATOR, stage.at(stage.call.timetable.seated))
    people: list[tuple[str, str | None]] = [(juror.name, None) for juror in stage.call.jurors]
    seat.fill_seats(facilitator, call_id=stage.call_id, people=people)
    with stage.doors.engines.reading() as session:
        seats = seats_in(session, stage.call_id)
    stage.seats = {row.number: row for row in seats}
    seat.make_codes(facilitator, call_id=stage.call_id, seat_ids=[row.id for row in seats])


def _score(stage: Stage) -> None:
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


def _decide(stage: Stage) -> None:
    plan = stage.call.timetable
    system = Moment(
        replace(stage.doors, clock=_fixed(stage.at(plan.round_closes, 18))), system=True
    )
    scoring.close_round(system, call_id=stage.call_id, reason="")
    with stage.doors.engines.reading() as session:
        round_ = current_round(session, stage.call_id)
        version = round_.version if round_ is not None else 0
    facilitator = stage.as_person(FACILITATOR, stage.at(plan.counted or 0))
    decision.count_round(facilitator, call_id=stage.call_id, version=version)
    decision.confirm_count(
        stage.as_person(GUARANTOR, stage.at(plan.confirmed or 0)),
        call_id=stage.call_id,
        words=stage.call.confirmation,
    )
    decision.prepare_decision(
        stage.as_person(OFFICIAL, stage.at(plan.prepared or 0)),
        call_id=stage.call_id,
        version=0,
        answers=_answers(stage),
    )
    decision.adopt_decision(
        stage.as_person(SIGNATORY, stage.at(plan.adopted or 0)), call_id=stage.call_id, version=1
    )
    decision.send_letters(
        stage.as_person(OFFICIAL, stage.at(plan.published or 0)),
        call_id=stage.call_id,
        written={},
    )
    publish_record(
        stage.as_person(FACILITATOR, stage.at(plan.published or 0)), call_id=stage.call_id
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
