"""The verbs of rounds and sheets: open, submit, close; and what the board may know meanwhile."""

from jury.services.scoring.compared import Typing, compare_paper, second_typings
from jury.services.scoring.paper import confirm_paper, type_paper
from jury.services.scoring.rounds import MOST_REASON, close_round, extend_round, open_round
from jury.services.scoring.sheets import MOST_WORDS, WORDS, refuse_unless_open, submit_sheet

__all__ = [
    "MOST_REASON",
    "MOST_WORDS",
    "WORDS",
    "Typing",
    "close_round",
    "compare_paper",
    "confirm_paper",
    "extend_round",
    "open_round",
    "refuse_unless_open",
    "second_typings",
    "submit_sheet",
    "type_paper",
]
