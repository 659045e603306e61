"""The applicant's verbs after handing in: complete what was asked for, contest a refusal."""

from __future__ import annotations

from jury.domain.errors import Conflict
from jury.domain.permissions import Action
from jury.domain.proposal import PROPOSAL, ProposalSpec, ProposalState, being_completed, completed
from jury.domain.record.kinds import Entry, Part
from jury.domain.record.kinds.proposal import ProposalCompleted, ProposalContested
from jury.services.perform import Act, performs
from jury.services.proposal.handing_in import (
    digest_of,
    lead_of,
    refuse_incomplete,
    the_proposal,
    write_content,
)
from jury.services.proposal.review import REASON_DUE, check_reason
from jury.storage.proposal import Proposal, files_of, partners_of, spec_of


@performs(Action.PROPOSAL_COMPLETE, owner=lead_of)
def complete_proposal(
    act: Act, *, call_id: str, proposal_id: str, version: int, content: ProposalSpec
) -> Entry:
    """Complete a project: of `content` only the pieces that were asked for are taken.

    Raises Conflict (`stale`, `proposal_is_<state>`, `completion_too_late`) or Invalid
    (`proposal_incomplete`).
    """
    proposal = the_proposal(act, call_id, proposal_id)
    after = PROPOSAL.after(ProposalState(proposal.state), "complete")
    refuse_late_completion(act, proposal)
    if proposal.version != version:
        raise Conflict("stale")
    before = spec_of(proposal, partners_of(act.session, call_id, proposal_id))
    whole = completed(before, content, proposal.complete_pieces)
    refuse_incomplete(whole, proposal.language)
    write_content(act, proposal, whole)
    proposal.state = after
    proposal.version += 1
    facts = ProposalCompleted(
        sha256=digest_of(whole, proposal.language),
        asked_cents=proposal.asked_cents,
        minimum_cents=proposal.minimum_cents,
        files=[file.sha256 for file in files_of(act.session, call_id, proposal_id)],
    )
    return Entry(facts, proposal.id, proposal.version)


def refuse_late_completion(act: Act, proposal: Proposal) -> None:
    """Go on only until the moment that was given; raises Conflict."""
    if not being_completed(ProposalState(proposal.state), proposal.complete_until, act.now):
        raise Conflict("completion_too_late")


@performs(Action.PROPOSAL_CONTEST, owner=lead_of)
def contest_refusal(
    act: Act, *, call_id: str, proposal_id: str, version: int, reason: str
) -> Entry:
    """Say why a refusal is wrong, once, and in time. The official answers with a reason.

    Raises Invalid (`reason_missing`, `text_too_long`) or Conflict (`stale`, `contest_too_late`,
    `contested_already`, `proposal_is_<state>`).
    """
    check_reason(reason)
    proposal = the_proposal(act, call_id, proposal_id)
    PROPOSAL.after(ProposalState(proposal.state), "contest")
    if proposal.contested_at is not None:
        raise Conflict("contested_already")
    if proposal.contest_until is None or act.now >= proposal.contest_until:
        raise Conflict("contest_too_late")
    if proposal.version != version:
        raise Conflict("stale")
    proposal.contest, proposal.contested_at = reason, act.now
    proposal.version += 1
    part = Part("contest", {"contest": reason}, REASON_DUE)
    return Entry(ProposalContested(), proposal.id, proposal.version, parts=(part,))
