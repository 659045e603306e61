"""The official's verbs: is a project complete, does it meet the conditions, may the jury see it?"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from jury.domain.errors import Conflict, Invalid, NotFound
from jury.domain.permissions import Action
from jury.domain.proposal import (
    PIECES,
    PROPOSAL,
    Answer,
    ProposalState,
    being_completed,
    failed,
    unanswered,
)
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


@performs(Action.PROPOSAL_ADMIT)
def admit_proposal(
    act: Act, *, call_id: str, proposal_id: str, version: int, admissibility: Sequence[Answer]
) -> Entry:
    """Find a project complete and in time; whether it meets the conditions comes next.

    Each of the call's questions needs its answer. Raises NotFound, Conflict (`stale`,
    `call_is_<state>`, `proposal_is_<state>`) or Invalid with what is wrong in the answers
    (`answer_missing`, `why_missing`, `text_too_long`, `answered_no`).
    """
    proposal, _before = decided(act, call_id, proposal_id, version, "admit")
    _pass(act, proposal, {"admissibility": admissibility})
    letters.admitted(act, proposal)
    facts = ProposalAdmitted(_said(proposal.admissibility_answers))
    return Entry(facts, proposal.id, proposal.version, parts=(_answers(proposal),))


@performs(Action.PROPOSAL_ACCEPT)
def accept_proposal(
    act: Act,
    *,
    call_id: str,
    proposal_id: str,
    version: int,
    eligibility: Sequence[Answer],
    admissibility: Sequence[Answer] = (),
) -> Entry:
    """Find that a project meets the conditions: it goes before the jury with the first round.

    Said of a project that was only handed in, it says too that it is complete and in time, and
    needs the answers to both checks. Raises as for admitting.
    """
    proposal, before = decided(act, call_id, proposal_id, version, "accept")
    both = before is ProposalState.SUBMITTED
    first = {"admissibility": admissibility} if both else {}
    _pass(act, proposal, {**first, "eligibility": eligibility})
    letters.accepted(act, proposal, both=both)
    facts = ProposalAccepted(
        admissibility=_said(proposal.admissibility_answers) if both else [],
        eligibility=_said(proposal.eligibility_answers),
    )
    return Entry(facts, proposal.id, proposal.version, parts=(_answers(proposal),))


@performs(Action.PROPOSAL_REFUSE)
def refuse_proposal(
    act: Act,
    *,
    call_id: str,
    proposal_id: str,
    version: int,
    reason: str,
    admissibility: Sequence[Answer] = (),
    eligibility: Sequence[Answer] = (),
) -> Entry:
    """Keep a project from the jury: a question is answered with no, and the author reads why.

    Where the first check fails the second says nothing. Raises NotFound, Conflict
    (`being_completed`), Invalid (`reason_missing`, `text_too_long`, `nothing_fails`), or as for
    admitting.
    """
    check_reason(reason)
    proposal, before = decided(act, call_id, proposal_id, version, "refuse")
    if being_completed(before, proposal.complete_until, act.now):
        raise Conflict("being_completed")
    fails: tuple[int, ...] = ()
    proposal.eligibility_answers = []
    if before is not ProposalState.ADMISSIBLE:
        fails = _keep(act, proposal, "admissibility", admissibility)
    if not fails and eligibility and before is not ProposalState.TO_COMPLETE:
        fails = _keep(act, proposal, "eligibility", eligibility)
        if before is ProposalState.SUBMITTED:
            proposal.state = PROPOSAL.after(before, "find_ineligible")
    if not fails:
        raise Invalid("nothing_fails")
    proposal.decision_reason = reason
    proposal.contest_until = act.now + timedelta(days=act.the_call().contest_days)
    proposal.contest, proposal.contest_answer, proposal.contested_at = "", "", None
    letters.refused(act, proposal)
    facts = ProposalRefused(
        proposal.state,
        admissibility=_said(proposal.admissibility_answers),
        eligibility=_said(proposal.eligibility_answers),
    )
    part = Part("reason", {"reason": reason}, REASON_DUE)
    return Entry(facts, proposal.id, proposal.version, parts=(part, _answers(proposal)))


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
    proposal, _before = decided(act, call_id, proposal_id, version, "ask_to_complete")
    proposal.complete_what, proposal.complete_until = what, until
    proposal.complete_pieces = [piece for piece in PIECES if piece in pieces]
    letters.ask(act, proposal)
    facts = CompletionAsked(proposal.complete_pieces, utc_text(until) or "")
    part = Part("what", {"what": what}, REASON_DUE)
    return Entry(facts, proposal.id, proposal.version, parts=(part,))


@performs(Action.CONTEST_ANSWER)
def answer_contest(
    act: Act, *, call_id: str, proposal_id: str, version: int, change: bool, reason: str
) -> Entry:
    """Keep a refusal that is contested, or change it, with the reason.

    Raises Conflict (`nothing_contested`), or as for refusing.
    """
    check_reason(reason)
    proposal, _before = decided(act, call_id, proposal_id, version, "change" if change else "keep")
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


def decided(
    act: Act, call_id: str, proposal_id: str, version: int, how: str
) -> tuple[Proposal, ProposalState]:
    """Move a project on, and give the state that it was in; a draft does not exist for officials.

    Once the jury has begun only a refusal can still be kept.
    """
    proposal = proposal_of(act.session, call_id, proposal_id)
    if proposal is None or proposal.state == "draft":
        raise NotFound()
    state = act.the_call().state
    if state != "closed" and not (how == "keep" and state == "with_jury"):
        raise Conflict(f"call_is_{state}")
    before = ProposalState(proposal.state)
    after = PROPOSAL.after(before, how)
    if proposal.version != version:
        raise Conflict("stale")
    proposal.state = after
    proposal.version += 1
    return proposal, before


def _pass(act: Act, proposal: Proposal, checks: Mapping[str, Sequence[Answer]]) -> None:
    """Keep the answers of checks that find nothing wrong; raises Invalid with all that is."""
    wrong: dict[str, str] = {}
    for check, answers in checks.items():
        try:
            fails = _keep(act, proposal, check, answers)
        except Invalid as problem:
            wrong |= problem.fields
        else:
            wrong |= {f"{check}-{number}": "answered_no" for number in fails}
    if wrong:
        raise Invalid("invalid", wrong)


def _keep(act: Act, proposal: Proposal, check: str, answers: Sequence[Answer]) -> tuple[int, ...]:
    """Keep the answers of a check beside their questions; give which fail. Raises Invalid."""
    questions: list[str] = getattr(act.the_call(), f"{check}_questions")
    wrong = unanswered(check, answers, len(questions))
    if wrong:
        raise Invalid("invalid", wrong)
    rows = [
        {"question": question, "answer": answer.said, "reason": answer.reason}
        for question, answer in zip(questions, answers, strict=True)
    ]
    setattr(proposal, f"{check}_answers", rows)
    return failed(answers)


def _said(rows: list[dict[str, str]]) -> list[str]:
    return [row["answer"] for row in rows]


def _answers(proposal: Proposal) -> Part:
    """Commit to what was answered to each question, and why: people can be named there."""
    rows = {
        "admissibility": proposal.admissibility_answers,
        "eligibility": proposal.eligibility_answers,
    }
    return Part("answers", rows, REASON_DUE)
