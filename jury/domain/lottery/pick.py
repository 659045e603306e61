"""A number that nobody controls picks one of the panels: dice thrown in public.

Every panel is as likely as any other: a throw that would favour some is thrown again.
"""

from __future__ import annotations

from collections.abc import Sequence


class ThrowAgain(Exception):
    """This throw would make some panels likelier than others; it counts for nothing."""


def pick_by_dice(digits: Sequence[int], panels: int) -> int:
    """Give the number of the panel, from 0, that a throw of ten-sided dice picks.

    The digits are read in order, so three dice give 000 to 999. At or above the largest multiple
    of `panels` it is thrown again, else the rest after division counts (the specification,
    section 10). Raises `ThrowAgain`, and ValueError for digits that are none or too few dice.
    """
    if not digits or any(not 0 <= digit <= 9 for digit in digits):
        raise ValueError("digits")
    reach = 10 ** len(digits)
    if reach < panels:
        raise ValueError("too few dice")
    number = int("".join(map(str, digits)))
    if number >= panels * (reach // panels):
        raise ThrowAgain
    return number % panels


def read_dice(text: str) -> tuple[int, ...]:
    """Read a throw as it is written down: "4 7 1", "4,7,1" or "471".

    Raises ValueError for anything but digits.
    """
    digits = text.replace(",", " ").split()
    joined = "".join(digits)
    if not joined.isascii() or not joined.isdigit():
        raise ValueError("digits")
    return tuple(int(digit) for digit in joined)
