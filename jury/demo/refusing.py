"""A refusal and its contest in the demonstration: each act as its person, before a jury begins."""

from __future__ import annotations

from typing import TypedDict

from jury.demo.announced import ALL_MET
from jury.demo.people import OFFICIAL
from jury.demo.stage import Stage
from jury.demo.texts import refused
from jury.domain.proposal import Answer
from jury.services import proposal


class _Where(TypedDict):
    call_id: str
    proposal_id: str


CALL_KEY = "mieux-vivre-ensemble-2"
"""The call in which a project is refused."""

NOT_MET = {
    **ALL_MET,
    "eligibility": [Answer("no", refused.WHY), *ALL_MET["eligibility"][1:]],
}


def refuse(stage: Stage, proposal_id: str) -> None:
    """Refuse the project of one sector; its lead contests in time, and the refusal is kept."""
    day = stage.call.timetable.accepted
    lead, where = refused.PROJECT.lead, _Where(call_id=stage.call_id, proposal_id=proposal_id)
    proposal.refuse_proposal(
        stage.as_person(OFFICIAL, stage.at(day)),
        **where,
        version=2,
        reason=refused.REASON,
        **NOT_MET,
    )
    proposal.contest_refusal(
        stage.as_person(lead, stage.at(day + 2, 20)), **where, version=3, reason=refused.CONTEST
    )
    proposal.answer_contest(
        stage.as_person(OFFICIAL, stage.at(day + 4, 15)),
        **where,
        version=4,
        change=False,
        reason=refused.ANSWER,
    )
