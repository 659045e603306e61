"""Play the demonstration through the verbs: each act as its person, at its day.

Nothing is written past the doors, so the demonstration is also a test of the whole way.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import get_args

from sqlalchemy import func, select

from jury.demo import doorbells
from jury.demo.announced import ALL_MET, ANNOUNCED
from jury.demo.calls import REGION
from jury.demo.deciding import decide
from jury.demo.judging import fill_room, score
from jury.demo.people import FACILITATOR, GUARANTOR, OFFICIAL, SIGNATORY
from jury.demo.refusing import CALL_KEY, refuse
from jury.demo.region import Call, Language, Project
from jury.demo.stage import Stage, fixed
from jury.demo.texts import refused
from jury.demo.texts.annexes import ANNEXES
from jury.domain.permissions import Role
from jury.domain.proposal import (
    FundingSpec,
    IndicatorSpec,
    PartnerSpec,
    ProposalSpec,
    TranslationSpec,
)
from jury.services import account, proposal
from jury.services import call as calls
from jury.services.checkpoints import sign_due
from jury.services.doors import Doors
from jury.services.perform import Moment
from jury.storage.account import Account

INSTALLATION_ROLES = frozenset({Role.ADMINISTRATOR, Role.OFFICIAL, Role.SIGNATORY})


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
        fill_room(stage)
        score(stage)
        if call.timetable.published is not None:
            decide(stage)
    for call in REGION.open_calls:
        stage = Stage(doors, call, people, loaded_at)
        _publish(stage)
        _begin(stage)
    sign_due(doors)
    doorbells.make(doors, people)


def _make_people(doors: Doors, loaded_at: datetime) -> dict[str, str]:
    first = min(call.timetable.opens for call in REGION.calls) - 10
    early = Moment(replace(doors, clock=fixed(loaded_at + timedelta(days=first))), system=True)
    leads = [project.lead for call in REGION.calls for project in call.projects]
    leads.append(refused.PROJECT.lead)
    leads += [lead for call in REGION.open_calls for lead, _fields in call.drafts]
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
    extra = (refused.PROJECT,) if stage.call.key == CALL_KEY else ()
    for turn, project in enumerate((*stage.call.projects, *extra)):
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
    calls.close_call(stage.by_itself(stage.at(plan.closes, 18)), call_id=stage.call_id)
    official = stage.as_person(OFFICIAL, stage.at(plan.accepted))
    for project in extra:
        refuse(stage, stage.projects.pop(project.number))
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
        annexes=ANNEXES.get(project.number, ()),
        indicators=tuple(IndicatorSpec(*row) for row in project.indicators),
        translations=tuple(
            TranslationSpec(language, project.title.in_(language), project.summary.in_(language))
            for language in get_args(Language)
            if language != project.language
        ),
    )


def _begin(stage: Stage) -> None:
    """Begin the projects of a call that is still open: kept as drafts, handed in by nobody."""
    for turn, (person, fields) in enumerate(stage.call.drafts):
        lead = stage.as_person(person, stage.at(-2 - turn, 19))
        begun = proposal.begin_proposal(lead, call_id=stage.call_id)
        proposal.keep_draft(
            lead.doors,
            account_id=stage.people[person.email],
            call_id=stage.call_id,
            proposal_id=begun.subject,
            values=fields,
            version=0,
        )
