"""Where a project stands on its way from a draft to the decision, and which act leads where."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from jury.domain.machine import Machine


class ProposalState(StrEnum):
    """Where a proposal stands on its way (the specification, section 3.2)."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    TO_COMPLETE = "to_complete"
    ADMISSIBLE = "admissible"
    INADMISSIBLE = "inadmissible"
    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    BEFORE_JURY = "before_jury"
    FUNDED = "funded"
    RESERVE = "reserve"
    NOT_FUNDED = "not_funded"
    WITHDRAWN = "withdrawn"
    RENOUNCED = "renounced"


_S = ProposalState
TRANSITIONS: dict[tuple[ProposalState, str], ProposalState] = {
    (_S.DRAFT, "submit"): _S.SUBMITTED,
    (_S.SUBMITTED, "submit"): _S.SUBMITTED,
    (_S.SUBMITTED, "ask_to_complete"): _S.TO_COMPLETE,
    (_S.TO_COMPLETE, "complete"): _S.SUBMITTED,
    (_S.SUBMITTED, "admit"): _S.ADMISSIBLE,
    (_S.SUBMITTED, "accept"): _S.ELIGIBLE,
    (_S.SUBMITTED, "refuse"): _S.INADMISSIBLE,
    (_S.SUBMITTED, "find_ineligible"): _S.INELIGIBLE,
    (_S.TO_COMPLETE, "refuse"): _S.INADMISSIBLE,
    (_S.ADMISSIBLE, "accept"): _S.ELIGIBLE,
    (_S.ADMISSIBLE, "refuse"): _S.INELIGIBLE,
    (_S.INADMISSIBLE, "contest"): _S.INADMISSIBLE,
    (_S.INELIGIBLE, "contest"): _S.INELIGIBLE,
    (_S.INADMISSIBLE, "keep"): _S.INADMISSIBLE,
    (_S.INELIGIBLE, "keep"): _S.INELIGIBLE,
    (_S.INADMISSIBLE, "change"): _S.ADMISSIBLE,
    (_S.INELIGIBLE, "change"): _S.ELIGIBLE,
    (_S.DRAFT, "withdraw"): _S.WITHDRAWN,
    (_S.SUBMITTED, "withdraw"): _S.WITHDRAWN,
    (_S.TO_COMPLETE, "withdraw"): _S.WITHDRAWN,
    (_S.ADMISSIBLE, "withdraw"): _S.WITHDRAWN,
    (_S.ELIGIBLE, "withdraw"): _S.WITHDRAWN,
    (_S.ELIGIBLE, "hand_to_jury"): _S.BEFORE_JURY,
    (_S.BEFORE_JURY, "withdraw"): _S.WITHDRAWN,
    (_S.BEFORE_JURY, "fund"): _S.FUNDED,
    (_S.BEFORE_JURY, "reserve"): _S.RESERVE,
    (_S.BEFORE_JURY, "not_fund"): _S.NOT_FUNDED,
    (_S.FUNDED, "renounce"): _S.RENOUNCED,
    (_S.RESERVE, "fund"): _S.FUNDED,
}
PROPOSAL: Machine[ProposalState] = Machine("proposal", TRANSITIONS)
"""Two checks, admissible (in time, complete) and eligible (the conditions), may be said at once.
What is eligible goes before the jury when the round opens. A contest leaves a refusal as it is
until it is answered."""


def being_completed(state: ProposalState, until: datetime | None, now: datetime) -> bool:
    """Tell whether the author still has time to complete a project: until the moment given.

    Until then nobody may say that the time is over.
    """
    return state is _S.TO_COMPLETE and until is not None and now < until


UNDECIDED = frozenset({_S.SUBMITTED, _S.TO_COMPLETE, _S.ADMISSIBLE})
"""Handed in, and not yet said to go before the jury or not: no round can open over them."""
