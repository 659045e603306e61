"""The verbs of the lottery: plan it, gather people, draw, throw, confirm, and seat who comes."""

from jury.services.lottery.accepting import accept_seat
from jury.services.lottery.answers import answer_for, ask_alternate, seat_drawn
from jury.services.lottery.correcting import (
    confirm_mailbox,
    correct_oneself,
    correct_registration,
    withdraw_candidate,
)
from jury.services.lottery.drawing import ask_for_draw, cancel_draw, take_list
from jury.services.lottery.erasing import erase_contacts
from jury.services.lottery.inviting import draw_letters
from jury.services.lottery.people import close_lottery, import_people, reopen_lottery
from jury.services.lottery.picking import confirm_panel, throw_dice
from jury.services.lottery.planning import edit_lottery, open_lottery
from jury.services.lottery.registering import (
    enter_candidate,
    register_candidate,
    register_oneself,
    replace_link,
)

__all__ = [
    "accept_seat",
    "answer_for",
    "ask_alternate",
    "ask_for_draw",
    "cancel_draw",
    "close_lottery",
    "confirm_mailbox",
    "confirm_panel",
    "correct_oneself",
    "correct_registration",
    "draw_letters",
    "edit_lottery",
    "enter_candidate",
    "erase_contacts",
    "import_people",
    "open_lottery",
    "register_candidate",
    "register_oneself",
    "reopen_lottery",
    "replace_link",
    "seat_drawn",
    "take_list",
    "throw_dice",
    "withdraw_candidate",
]
