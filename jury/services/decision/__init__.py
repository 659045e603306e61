"""The verbs of the decision: what the room adds, the count, the check, the authority's answer."""

from jury.services.decision.answer import GivenAnswer, adopt_decision, prepare_decision
from jury.services.decision.count import confirm_count, count_round, enter_draw, enter_vote

__all__ = [
    "GivenAnswer",
    "adopt_decision",
    "confirm_count",
    "count_round",
    "enter_draw",
    "enter_vote",
    "prepare_decision",
]
