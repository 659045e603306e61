"""Amounts as people type them, read into whole cents. What could mean two amounts is refused.

It must never format an amount: that depends on the reader's language.
"""

from __future__ import annotations

import re

from jury.domain.errors import Invalid

LARGEST_CENTS = 10**12

_SPACES = " \u00a0\u202f\u2009"
_EUROS = re.compile(r"^(?:EUR|€)\s*|\s*(?:EUR|€|,-)$", re.IGNORECASE)
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]{1,2})?")
_GROUPED = re.compile(
    r"[0-9]{1,3}(?P<sep>[.,'’ ])[0-9]{3}(?:(?P=sep)[0-9]{3})*"
    r"(?:(?P<point>[.,])[0-9]{1,2})?"
)


def parse_amount(text: str) -> int:
    """Read an amount in euros, as it is written in French, Dutch, German or English, into cents.

    "86 000", "86.000,50", "€ 86,000" and "86000.5" are read; a group of three digits after one
    point or comma is thousands, since nobody writes thousandths of a euro. Raises Invalid
    `amount_missing`, `amount_unclear`, `amount_negative` or `amount_too_large`.
    """
    given = text.strip(_SPACES + "\t\r\n")
    if not given:
        raise Invalid("amount_missing")
    for space in _SPACES:
        given = given.replace(space, " ")
    bare = _EUROS.sub("", _EUROS.sub("", given))
    negative = bare[:1] in ("-", "−")
    digits = _digits(bare[1:].strip() if negative else bare)
    if len(digits) > len(str(LARGEST_CENTS)) or int(digits) > LARGEST_CENTS:
        raise Invalid("amount_too_large", largest_cents=LARGEST_CENTS)
    if negative and int(digits):
        raise Invalid("amount_negative")
    return int(digits)


def _digits(bare: str) -> str:
    """Give the amount's cents as digits alone, without leading zeros."""
    grouped = _GROUPED.fullmatch(bare)
    if grouped is None and _PLAIN.fullmatch(bare) is None:
        raise Invalid("amount_unclear")
    if grouped is not None and (bare[0] == "0" or grouped["point"] == grouped["sep"]):
        # "0.500" is no grouping, and "1.000.00" uses one mark for two things.
        raise Invalid("amount_unclear")
    point = re.search(r"[.,]([0-9]{1,2})$", bare)
    decimals = point[1] if point else ""
    whole = bare[: point.start()] if point else bare
    return (re.sub(r"[^0-9]", "", whole) + decimals.ljust(2, "0")).lstrip("0") or "0"
