"""A region to measure: 200 projects before 30 jurors, and the published demonstration beside it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from jury.config import Settings
from jury.demo.announced import ALL_MET, ANNOUNCED
from jury.demo.calls import SECOND
from jury.demo.load import load
from jury.demo.people import FACILITATOR, GUARANTOR, OFFICIAL, SIGNATORY
from jury.domain.errors import Conflict
from jury.domain.proposal import PartnerSpec, ProposalSpec
from jury.services import call as calls
from jury.services import proposal, scoring, seat
from jury.services.account import create_account
from jury.services.checkpoints import sign_due
from jury.services.doors import Doors
from jury.services.logs import found_installation
from jury.services.perform import Moment
from jury.storage import schema
from jury.storage.account import account_by_email
from jury.storage.call import criteria_of, public_calls
from jury.storage.decision import latest_record, results_of
from jury.storage.proposal import proposals_in
from jury.storage.seat import seats_in

PROJECTS, JURORS, SCORED = 200, 30, 12
WORDS = "Ce projet change quelque chose pour nous tous, et on le voit chaque jour. " * 6


@dataclass(frozen=True)
class World:
    """What the cases ask for: a usual jury in its round, a very large one, a published record.

    The usual jury is the demonstration's: 15 jurors, 6 projects. The large one is what lists
    and boards are measured on.
    """

    doors: Doors
    usual: str
    project: str
    criteria: list[str]
    jurors: list[str]
    large: str
    official: str
    facilitator: str
    decided: str
    signatory: str
    guarantor: str
    lead: str
    judged: str
    judge: str
    draft: str
    opening: str
    begun: str
    beginner: str
    seat: str


def build(instance: Path) -> World:
    """Fill an empty installation through the verbs; takes some seconds."""
    settings = Settings.load({"JURY_INSTANCE": str(instance)})
    schema.upgrade(settings)
    doors = Doors.open(settings)
    found_installation(doors)
    load(doors)
    large, projects = call_before_jury(doors, PROJECTS, JURORS)
    _score_some(doors, large, projects[:SCORED])
    world = _usual(doors, large)
    sign_due(doors)
    return world


def call_before_jury(doors: Doors, projects: int, jurors: int) -> tuple[str, list[str]]:
    """Bring a call to an open round through the verbs; give its id and those of its projects.

    The people of the demonstration's staff must be there.
    """
    now = doors.clock() - timedelta(hours=3)
    people, earlier = _people(doors), replace(doors, clock=lambda: now)
    official = Moment(earlier, people[OFFICIAL.email])
    call_id = calls.create_call(
        official, title="Un grand appel", language="fr", timezone="Europe/Brussels"
    ).subject
    calls.edit_call(official, call_id=call_id, version=1, values=_rules(now), criteria=_criteria())
    for person in (FACILITATOR, GUARANTOR, SIGNATORY):
        calls.give_part(official, call_id=call_id, email=person.email, role=person.role)
    calls.publish_call(official, call_id=call_id, version=2)
    handed_in = [_project(earlier, call_id, number) for number in range(projects)]
    later = replace(doors, clock=lambda: now + timedelta(hours=2))
    calls.close_call(Moment(later, system=True), call_id=call_id)
    for proposal_id in handed_in:
        proposal.accept_proposal(
            Moment(later, official.account_id),
            call_id=call_id,
            proposal_id=proposal_id,
            version=2,
            **ALL_MET,
        )
    facilitator = Moment(later, people[FACILITATOR.email])
    seat.fill_seats(
        facilitator, call_id=call_id, people=[(f"Membre {n}", None) for n in range(1, jurors + 1)]
    )
    scoring.open_round(facilitator, call_id=call_id, closes_at=now + timedelta(days=20))
    return call_id, handed_in


def _score_some(doors: Doors, call_id: str, projects: list[str]) -> None:
    with doors.engines.reading() as session:
        jurors = [row.account_id for row in seats_in(session, call_id)]
        criteria = [row.id for row in criteria_of(session, call_id)]
    for account_id in jurors:
        _score(Moment(doors, account_id), call_id, projects, criteria)


def _usual(doors: Doors, large: str) -> World:
    people = _people(doors)
    with doors.engines.reading() as session:
        public = public_calls(session)
        decided = next(call.id for call in public if latest_record(session, call.id))
        usual = next(
            call.id
            for call in public
            if call.id != large and proposals_in(session, call.id, ("before_jury",))
        )
        seats = seats_in(session, usual)
        jurors = [row.account_id for row in seats]
        criteria = [row.id for row in criteria_of(session, usual)]
        before = proposals_in(session, usual, ("before_jury",))[0]
        project, lead = before.id, before.lead_id
        opening = next(call.id for call in public if call.state == "open")
        begun = proposals_in(session, opening, ("draft",))[0]
        begun_id, beginner = begun.id, begun.lead_id
        judged = results_of(session, decided)[0].proposal_id
        judge = seats_in(session, decided)[0].account_id
    for account_id in jurors:
        with suppress(Conflict):
            seat.declare_tie(
                Moment(doors, account_id), call_id=usual, proposal_id=project, degree="none",
                words="", version=0,
            )  # fmt: skip
    draft = calls.create_call(
        Moment(doors, people[OFFICIAL.email]), title="Un brouillon", language="fr",
        timezone="Europe/Brussels",
    ).subject  # fmt: skip
    return World(
        doors, usual, project, criteria, jurors, large, people[OFFICIAL.email],
        people[FACILITATOR.email], decided, people[SIGNATORY.email], people[GUARANTOR.email],
        lead, judged, judge, draft, opening, begun_id, beginner, seats[-1].id,
    )  # fmt: skip


def _people(doors: Doors) -> dict[str, str]:
    with doors.engines.reading() as session:
        found = {
            person.email: account_by_email(session, person.email)
            for person in (OFFICIAL, FACILITATOR, GUARANTOR, SIGNATORY)
        }
    return {email: account.id for email, account in found.items() if account is not None}


def _rules(now: datetime) -> dict[str, object]:
    return {
        **ANNOUNCED,
        "purpose": SECOND.purpose, "authority": SECOND.authority, "place": SECOND.place,
        "budget_cents": 50_000_000, "opens_at": now, "closes_at": now + timedelta(hours=1),
        "decide_by": now + timedelta(days=60), "power_basis": SECOND.power_basis,
        "depart_grounds": SECOND.depart_grounds, "who_may_apply": SECOND.who_may_apply,
        "contact": SECOND.contact, "appeal": SECOND.appeal,
        "facilitator_contact": SECOND.facilitator_contact,
        "facilitator_mandate": SECOND.facilitator_mandate,
    }  # fmt: skip


def _criteria() -> list[dict[str, object]]:
    return [
        {
            "question": c.question.fr,
            "weight": c.weight,
            "levels": [{"word": v.word.fr, "sentence": v.sentence.fr} for v in c.levels],
        }
        for c in SECOND.criteria
    ]


def _project(doors: Doors, call_id: str, number: int) -> str:
    made = create_account(
        Moment(doors, system=True), name=f"Porteuse {number}", email=f"p{number}@example.org",
        roles=[], password=None, language="fr",
    )  # fmt: skip
    lead = Moment(doors, made.subject)
    begun = proposal.begin_proposal(lead, call_id=call_id).subject
    proposal.submit_proposal(
        lead, call_id=call_id, proposal_id=begun, version=1, language="fr",
        content=ProposalSpec(
            title=f"Projet {number}", summary=WORDS, problem=WORDS, plan=WORDS, gains=WORDS,
            roles=WORDS, afterwards=WORDS, place="Confluan", asked_cents=2_000_000 + number,
            minimum_cents=1_000_000,
            partners=tuple(PartnerSpec(f"Partenaire {n}", "association", "du temps", "des liens")
                           for n in range(4)),
        ),
    )  # fmt: skip
    return begun


def _score(juror: Moment, call_id: str, projects: list[str], criteria: list[str]) -> None:
    for place, proposal_id in enumerate(projects):
        seat.declare_tie(
            juror, call_id=call_id, proposal_id=proposal_id, degree="none", words="", version=0
        )
        if place < SCORED // 2:
            scoring.submit_sheet(
                juror, call_id=call_id, proposal_id=proposal_id,
                levels={name: (place + n) % 5 for n, name in enumerate(criteria)},
                words={"convinced": "", "worried": ""}, version=0,
            )  # fmt: skip
