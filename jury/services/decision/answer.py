"""The verbs of the authority: it follows the jury or departs with reasons; two people, two acts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import select

from jury.domain.call import CALL, CallState
from jury.domain.decision import Ask
from jury.domain.decision.after import RETAKEN
from jury.domain.errors import Conflict, Forbidden, Invalid
from jury.domain.permissions import Action
from jury.domain.proposal import ProposalState
from jury.domain.record.canonical import encode
from jury.domain.record.kinds import Entry
from jury.domain.record.kinds.decision import DecisionAdopted, DecisionPrepared
from jury.services.decision.after import keep_event
from jury.services.perform import Act, performs
from jury.storage.base import new_id
from jury.storage.decision import AuthorityAnswer, Decision, Result, confirmation_of
from jury.storage.proposal import Proposal, proposals_in
from jury.storage.scoring import current_round

MOST_REASON = 4000


@dataclass(frozen=True)
class GivenAnswer:
    """What the authority says of one proposal: `follows` or `departs`; amounts in cents."""

    proposal_id: str
    answer: str
    outcome: str
    amount_cents: int
    reason: str = ""


@performs(Action.DECISION_PREPARE)
def prepare_decision(
    act: Act, *, call_id: str, version: int, answers: Sequence[GivenAnswer]
) -> Entry:
    """Prepare the authority's answer to each proposal that was before the jury.

    Following means the jury's own outcome and amount; departing needs a reason. The sum stays
    within the budget. After an annulment the same is done anew. Raises Conflict (`not_confirmed`,
    `call_is_<state>`, `stale`, `adopted`) or Invalid with a code for each proposal (field
    `answer-<id>`).
    """
    _refuse_unless_confirmed(act)
    decision = act.session.get(Decision, call_id)
    annulled = act.the_call().state == CallState.ANNULLED
    if decision is not None and decision.adopted_at is not None and not annulled:
        raise Conflict("adopted")
    if (decision.version if decision else 0) != version:
        raise Conflict("stale")
    _check(act, answers)
    old = {
        a.proposal_id: a
        for a in act.session.scalars(
            select(AuthorityAnswer).where(AuthorityAnswer.call_id == call_id)
        )
    }
    for given in answers:
        row = old.get(given.proposal_id)
        if row is None:
            row = AuthorityAnswer(call_id=call_id, id=new_id(), proposal_id=given.proposal_id)
            act.session.add(row)
        row.answer, row.outcome = given.answer, given.outcome
        row.amount_cents, row.reason = given.amount_cents, given.reason
    if decision is None:
        decision = Decision(
            call_id=call_id, prepared_by=act.account_id, prepared_at=act.now, version=1
        )
        act.session.add(decision)
    else:
        decision.prepared_by, decision.prepared_at = act.account_id, act.now
        decision.adopted_by = decision.adopted_at = None
        decision.version += 1
    return Entry(DecisionPrepared(sha256=digest(answers)), call_id, decision.version)


def _refuse_unless_confirmed(act: Act) -> None:
    call = act.the_call()
    if call.state not in (CallState.WITH_JURY, CallState.ANNULLED):
        raise Conflict(f"call_is_{call.state}")
    round_ = current_round(act.session, call.id)
    if round_ is None or round_.state != "counted":
        raise Conflict(f"round_is_{round_.state if round_ else 'planned'}")
    confirmed = confirmation_of(act.session, call.id, round_.id)
    if confirmed is None:
        raise Conflict("not_confirmed")


def _check(act: Act, answers: Sequence[GivenAnswer]) -> None:
    results = {
        r.proposal_id: r
        for r in act.session.scalars(select(Result).where(Result.call_id == act.the_call().id))
    }
    asks = {
        row.id: Ask(row.id, row.asked_cents, row.minimum_cents)
        for row in act.session.execute(
            select(Proposal.id, Proposal.asked_cents, Proposal.minimum_cents).where(
                Proposal.call_id == act.the_call().id, Proposal.id.in_(results)
            )
        )
    }
    if {a.proposal_id for a in answers} != set(results) or len(answers) != len(results):
        raise Invalid("answers_incomplete")
    gave_up = {p.id for p in proposals_in(act.session, act.the_call().id, ("renounced",))}
    wrong: dict[str, str] = {}
    for given in answers:
        code = _problem(given, results[given.proposal_id], asks[given.proposal_id])
        if given.proposal_id in gave_up and given.outcome != "not_funded":
            code = "project_gave_up"
        if code:
            wrong[f"answer-{given.proposal_id}"] = code
    if wrong:
        raise Invalid("answers_incomplete", wrong)
    if sum(a.amount_cents for a in answers) > act.the_call().budget_cents:
        raise Invalid("over_budget")


def _problem(given: GivenAnswer, result: Result, ask: Ask) -> str:
    if given.answer not in ("follows", "departs"):
        return "answer_missing"
    if given.outcome not in ("funded", "reserve", "not_funded") or given.amount_cents < 0:
        return "answer_unknown"
    same = (given.outcome, given.amount_cents) == (result.outcome, result.amount_cents)
    if given.answer == "follows":
        return "" if same else "follows_but_differs"
    if not given.reason.strip():
        return "reason_missing"
    if len(given.reason) > MOST_REASON:
        return "reason_too_long"
    if same:
        return "departs_but_same"
    if (given.outcome == "funded") != (given.amount_cents > 0):
        return "amount_and_outcome"
    if given.amount_cents > ask.asked_cents:
        return "more_than_asked"
    if 0 < given.amount_cents < ask.minimum_cents:
        return "less_than_needed"
    return ""


@performs(Action.DECISION_ADOPT)
def adopt_decision(act: Act, *, call_id: str, version: int) -> Entry:
    """Adopt the prepared answer for the authority: the call is decided.

    After an annulment it is decided again: what was given up stays so. Nobody adopts what they
    prepared. Raises Forbidden (`prepared_it`) or Conflict
    (`not_prepared`, `adopted`, `stale`).
    """
    call = act.the_call()
    decision = act.session.get(Decision, call_id)
    if decision is None:
        raise Conflict("not_prepared")
    if decision.prepared_by == act.account_id:
        raise Forbidden("prepared_it")
    if decision.adopted_at is not None:
        raise Conflict("adopted")
    if decision.version != version:
        raise Conflict("stale")
    retaken = call.state == CallState.ANNULLED
    state = CALL.after(CallState(call.state), "retake" if retaken else "decide")
    decision.adopted_by, decision.adopted_at = act.account_id, act.now
    decision.version += 1
    call.state = state.value
    call.version += 1
    if retaken:
        keep_event(act, RETAKEN, act.local_day(), "", "", "")
    answers = _given(act, call_id)
    for given in answers:
        proposal = act.session.get(Proposal, (call_id, given.proposal_id))
        if proposal is not None and proposal.state != ProposalState.RENOUNCED:
            proposal.state = given.outcome
            proposal.version += 1
    facts: list[dict[str, object]] = [
        {
            "proposal": a.proposal_id,
            "answer": a.answer,
            "outcome": a.outcome,
            "amount_cents": a.amount_cents,
        }
        for a in answers
    ]
    return Entry(DecisionAdopted(answers=facts, sha256=digest(answers)), call_id, decision.version)


def _given(act: Act, call_id: str) -> list[GivenAnswer]:
    rows = act.session.scalars(
        select(AuthorityAnswer)
        .where(AuthorityAnswer.call_id == call_id)
        .order_by(AuthorityAnswer.proposal_id)
    )
    return [GivenAnswer(r.proposal_id, r.answer, r.outcome, r.amount_cents, r.reason) for r in rows]


def digest(answers: Sequence[GivenAnswer]) -> str:
    """Give the SHA-256 of the answers with their reasons, in canonical JSON by proposal."""
    plain = [asdict(a) for a in sorted(answers, key=lambda a: a.proposal_id)]
    return hashlib.sha256(encode(plain)).hexdigest()
