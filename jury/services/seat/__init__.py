"""The verbs of seats and ties: who sits where, how they get in, what ties them to a project."""

from jury.services.seat.filling import (
    MOST_AT_ONCE,
    MOST_NAME,
    end_seat,
    fill_seats,
    make_codes,
    replace_seat,
)
from jury.services.seat.scrutineers import name_scrutineers
from jury.services.seat.slips import Slip, scrutineer_codes, slips_printed, slips_to_print
from jury.services.seat.ties import MOST_TIE_WORDS, declare_tie

__all__ = [
    "MOST_AT_ONCE",
    "MOST_NAME",
    "MOST_TIE_WORDS",
    "Slip",
    "declare_tie",
    "end_seat",
    "fill_seats",
    "make_codes",
    "name_scrutineers",
    "replace_seat",
    "scrutineer_codes",
    "slips_printed",
    "slips_to_print",
]
