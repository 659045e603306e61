"""The verbs of the decision: what the room adds, the count, the check, the authority's answer."""

from jury.services.decision.acts import attach_act, send_letters, signing_of
from jury.services.decision.after import contest_decision, settle_contest
from jury.services.decision.answer import GivenAnswer, adopt_decision, prepare_decision
from jury.services.decision.count import confirm_count, count_round, enter_draw, enter_vote
from jury.services.decision.freed import draw_reserve, give_up, pass_money_on
from jury.services.decision.words import answer_reasons, draft_reasons, release_words

__all__ = [
    "GivenAnswer",
    "adopt_decision",
    "answer_reasons",
    "attach_act",
    "confirm_count",
    "contest_decision",
    "count_round",
    "draft_reasons",
    "draw_reserve",
    "enter_draw",
    "enter_vote",
    "give_up",
    "pass_money_on",
    "prepare_decision",
    "release_words",
    "send_letters",
    "settle_contest",
    "signing_of",
]
