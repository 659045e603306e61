"""The official's verbs: send a project before the jury, or not, with the reason."""

from __future__ import annotations

from jury.domain.errors import Conflict, Invalid, NotFound
from jury.domain.permissions import Action
from jury.domain.proposal import PROPOSAL, ProposalState
from jury.domain.record.kinds import Entry, Part
from jury.domain.record.kinds.proposal import ProposalAccepted, ProposalRefused
from jury.services.perform import Act, performs
from jury.services.proposal.letters import answer
from jury.storage.proposal import Proposal, proposal_of

MOST_REASON = 4000
REASON_DUE = "guarantor at record.published"


@performs(Action.PROPOSAL_ACCEPT)
def accept_proposal(act: Act, *, call_id: str, proposal_id: str, version: int) -> Entry:
    """Send a project before the jury, once the call has closed.

    Raises NotFound, or Conflict (`stale`, `call_is_<state>`, `proposal_is_<state>`).
    """
    proposal = _decided(act, call_id, proposal_id, version, "accept")
    answer(act, proposal)
    return Entry(ProposalAccepted(), proposal.id, proposal.version)


@performs(Action.PROPOSAL_REFUSE)
def refuse_proposal(
    act: Act, *, call_id: str, proposal_id: str, version: int, reason: str
) -> Entry:
    """Keep a project from the jury, for a reason that its author reads.

    Raises NotFound, Invalid (`reason_missing`, `text_too_long`), or Conflict as for accepting.
    """
    if not reason.strip():
        raise Invalid("reason_missing", {"reason": "reason_missing"})
    if len(reason) > MOST_REASON:
        raise Invalid("text_too_long", {"reason": "text_too_long"})
    proposal = _decided(act, call_id, proposal_id, version, "refuse")
    proposal.decision_reason = reason
    answer(act, proposal)
    part = Part("reason", {"reason": reason}, REASON_DUE)
    return Entry(ProposalRefused(), proposal.id, proposal.version, parts=(part,))


def _decided(act: Act, call_id: str, proposal_id: str, version: int, how: str) -> Proposal:
    """Move a project on, the same way for both answers; a draft does not exist for officials."""
    proposal = proposal_of(act.session, call_id, proposal_id)
    if proposal is None or proposal.state == "draft":
        raise NotFound()
    state = act.the_call().state
    if state != "closed":
        raise Conflict(f"call_is_{state}")
    after = PROPOSAL.after(ProposalState(proposal.state), how)
    if proposal.version != version:
        raise Conflict("stale")
    proposal.state = after
    proposal.version += 1
    return proposal
