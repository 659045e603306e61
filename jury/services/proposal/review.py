"""The official's verbs: is a project complete, does it meet the conditions, may the jury see it?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from jury.domain.errors import Conflict, Invalid, NotFound
from jury.domain.permissions import Action
from jury.domain.proposal import PIECES, PROPOSAL, ProposalState
from jury.domain.record.kinds import Entry, Part
from jury.domain.record.kinds.proposal import (
    CompletionAsked,
    ContestAnswered,
    ProposalAccepted,
    ProposalAdmitted,
    ProposalRefused,
)
from jury.services.perform import Act, performs
from jury.services.proposal import letters
from jury.storage.call import utc_text
from jury.storage.proposal import Proposal, proposal_of

MOST_REASON = 4000
REASON_DUE = "guarantor at record.published"


@performs(Action.PROPOSAL_ACCEPT)
def accept_proposal(act: Act, *, call_id: str, proposal_id: str, version: int) -> Entry:
    """Send a project before the jury, once the call has closed: it meets the conditions.

    Said of a project that was only handed in, it says too that it is complete and in time.

    Raises NotFound, or Conflict (`stale`, `call_is_<state>`, `proposal_is_<state>`).
    """
    proposal = decided(act, call_id, proposal_id, version, "accept")
    letters.answer(act, proposal)
    return Entry(ProposalAccepted(), proposal.id, proposal.version)


@performs(Action.PROPOSAL_ADMIT)
def admit_proposal(act: Act, *, call_id: str, proposal_id: str, version: int) -> Entry:
    """Find a project complete and in time; whether it meets the conditions comes next.

    Raises as for accepting.
    """
    proposal = decided(act, call_id, proposal_id, version, "admit")
    return Entry(ProposalAdmitted(), proposal.id, proposal.version)


@performs(Action.COMPLETION_ASK)
def ask_to_complete(
    act: Act,
    *,
    call_id: str,
    proposal_id: str,
    version: int,
    what: str,
    pieces: Collection[str],
    until: datetime,
) -> Entry:
    """Ask the author for what is missing, until a moment: only these pieces open again.

    Raises Invalid (`what_missing`, `pieces_missing`, `until_past`, `text_too_long`), or as for
    accepting.
    """
    wrong = {}
    if not what.strip() or len(what) > MOST_REASON:
        wrong["what"] = "text_too_long" if what.strip() else "what_missing"
    if not pieces or set(pieces) - set(PIECES):
        wrong["pieces"] = "pieces_missing"
    if until <= act.now:
        wrong["until"] = "until_past"
    if wrong:
        raise Invalid("invalid", wrong)
    proposal = decided(act, call_id, proposal_id, version, "ask_to_complete")
    proposal.complete_what, proposal.complete_until = what, until
    proposal.complete_pieces = [piece for piece in PIECES if piece in pieces]
    letters.ask(act, proposal)
    facts = CompletionAsked(proposal.complete_pieces, utc_text(until) or "")
    part = Part("what", {"what": what}, REASON_DUE)
    return Entry(facts, proposal.id, proposal.version, parts=(part,))


@performs(Action.PROPOSAL_REFUSE)
def refuse_proposal(
    act: Act, *, call_id: str, proposal_id: str, version: int, reason: str
) -> Entry:
    """Keep a project from the jury, for a reason that its author reads and can contest.

    Raises NotFound, Invalid (`reason_missing`, `text_too_long`), or Conflict as for accepting.
    """
    check_reason(reason)
    proposal = decided(act, call_id, proposal_id, version, "refuse")
    proposal.decision_reason = reason
    proposal.contest_until = act.now + timedelta(days=act.the_call().contest_days)
    proposal.contest, proposal.contest_answer, proposal.contested_at = "", "", None
    letters.answer(act, proposal)
    part = Part("reason", {"reason": reason}, REASON_DUE)
    return Entry(ProposalRefused(proposal.state), proposal.id, proposal.version, parts=(part,))


@performs(Action.CONTEST_ANSWER)
def answer_contest(
    act: Act, *, call_id: str, proposal_id: str, version: int, change: bool, reason: str
) -> Entry:
    """Keep a refusal that is contested, or change it, with the reason.

    Raises Conflict (`nothing_contested`), or as for refusing.
    """
    check_reason(reason)
    proposal = decided(act, call_id, proposal_id, version, "change" if change else "keep")
    if proposal.contested_at is None or proposal.contest_answer:
        raise Conflict("nothing_contested")
    proposal.contest_answer = reason
    letters.answer_to_contest(act, proposal, change=change)
    part = Part("reason", {"reason": reason}, REASON_DUE)
    return Entry(ContestAnswered(change), proposal.id, proposal.version, parts=(part,))


def check_reason(reason: str) -> None:
    """Refuse an empty reason, or one that nobody reads to its end; raises Invalid."""
    if not reason.strip():
        raise Invalid("reason_missing", {"reason": "reason_missing"})
    if len(reason) > MOST_REASON:
        raise Invalid("text_too_long", {"reason": "text_too_long"})


def decided(act: Act, call_id: str, proposal_id: str, version: int, how: str) -> Proposal:
    """Move a project on, the same way for every answer; a draft does not exist for officials.

    Once the jury has begun only a refusal can still be kept.
    """
    proposal = proposal_of(act.session, call_id, proposal_id)
    if proposal is None or proposal.state == "draft":
        raise NotFound()
    state = act.the_call().state
    if state != "closed" and not (how == "keep" and state == "with_jury"):
        raise Conflict(f"call_is_{state}")
    after = PROPOSAL.after(ProposalState(proposal.state), how)
    if proposal.version != version:
        raise Conflict("stale")
    proposal.state = after
    proposal.version += 1
    return proposal
