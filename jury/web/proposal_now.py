"""What I can do now with my own project: the moment, its state, and what I was asked for."""

from __future__ import annotations

from typing import Any

from flask import url_for

from jury.domain.call import CallState, takes_proposals
from jury.domain.permissions import Action
from jury.domain.proposal import PROPOSAL, QUESTIONS, ProposalState, being_completed
from jury.storage.call import Call
from jury.storage.proposal import Proposal, draft_of, partners_of
from jury.storage.scoring import current_round
from jury.web.access import offers, reading, visit
from jury.web.proposal import the_proposal
from jury.web.proposal_forms import PIECE_LABELS
from jury.web.proposal_whole import typed_in


def own_proposal(proposal_id: str) -> Proposal:
    """Give my own project; another's does not exist."""
    found = the_proposal(proposal_id)
    visit().own(found.lead_id)
    return found


def draft_content(proposal: Proposal) -> tuple[dict[str, str], int]:
    """Give what stands in my fields, and the draft's version (0 for none)."""
    draft = draft_of(reading(), proposal.call_id, visit().the_account().id, proposal.id)
    partners = partners_of(reading(), proposal.call_id, proposal.id)
    return typed_in(draft, proposal, partners), draft.version if draft is not None else 0


def is_open(call: Call) -> bool:
    """Tell whether the call still takes projects."""
    if call.opens_at is None or call.closes_at is None:
        return False
    now = visit().now
    return takes_proposals(CallState(call.state), now, call.opens_at, call.closes_at) is None


def completes(proposal: Proposal) -> bool:
    """Tell whether a project is being completed, and in time."""
    return being_completed(ProposalState(proposal.state), proposal.complete_until, visit().now)


def can_contest(proposal: Proposal) -> bool:
    """Tell whether a refusal can still be contested: once, and in time."""
    until = proposal.contest_until
    in_time = proposal.contested_at is None and until is not None and visit().now < until
    state = ProposalState(proposal.state)
    return offers(Action.PROPOSAL_CONTEST, in_time and PROPOSAL.can(state, "contest"))


def pieces_of(proposal: Proposal) -> list[tuple[str, str]]:
    """Give what is to be completed: where it is written, and its name."""
    where: dict[str, Any] = {"call_id": proposal.call_id, "proposal_id": proposal.id}
    found = []
    for piece in proposal.complete_pieces:
        step = "questions" if piece in QUESTIONS else piece
        anchor = piece if piece in QUESTIONS else None
        url = (
            url_for("proposal_files.manage", **where)
            if piece == "files"
            else url_for("proposal_writing.step", step=step, _anchor=anchor, **where)
        )
        found.append((url, str(PIECE_LABELS[piece])))
    return found


def can_withdraw(proposal: Proposal) -> bool:
    """Tell whether the project can still be taken back: not once the jury's round is counted."""
    state = ProposalState(proposal.state)
    if state == ProposalState.BEFORE_JURY:
        round_ = current_round(reading(), proposal.call_id)
        if round_ is not None and round_.state == "counted":
            return False
    return offers(Action.PROPOSAL_WITHDRAW, PROPOSAL.can(state, "withdraw"))
