"""How numbers, money and time are written, by the reader's language and the call's zone."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from flask import Flask
from flask_babel import format_decimal, get_locale, to_user_timezone
from markupsafe import Markup, escape

from jury.papers import wording

PHONE = re.compile(r"(?<![\w@.])(?:\+\d|0)[\d ./()\u00a0-]{6,18}\d(?![\w@])", re.ASCII)
"""Eight signs or more after a plus or a nought, in groups or not."""


ADDRESS = re.compile(r"https?://[^\s<>&]+|[\w.+-]+@[\w.-]+\w")
"""An address of a page or an e-mail address, as people write it in the middle of a sentence."""


class Phone(NamedTuple):
    """A telephone number as it was written, and what a telephone dials for it."""

    shown: str
    dialled: str


def install(app: Flask) -> None:
    """Give the filters to the templates."""
    for name, filter_ in (
        ("money", money),
        ("when", when),
        ("day", day),
        ("written_day", written_day),
        ("score", score),
        ("number", number),
        ("percent", percent),
        ("clock", clock),
        ("phone", phone),
        ("breaks", breaks),
    ):
        app.template_filter(name)(filter_)


def money(cents: int | None) -> str:
    """Write whole cents as an amount in euros, without decimals where there are none."""
    return "" if cents is None else wording.euros(cents, get_locale())


def when(moment: datetime | None) -> str:
    """Write a day and an hour, such as "Tuesday 1 December, 18:00"."""
    return wording.day_and_hour(to_user_timezone(moment), get_locale()) if moment else ""


def day(moment: datetime | None) -> str:
    """Write a day."""
    return wording.day(to_user_timezone(moment), get_locale()) if moment else ""


def written_day(text: str) -> str:
    """Write a day that is kept as `YYYY-MM-DD`, such as that of a signed act."""
    return wording.written_day(text, get_locale())


def clock(moment: datetime | None) -> str:
    """Write an hour, such as "18:00"; in French "18 h"."""
    return wording.hour(to_user_timezone(moment), get_locale()) if moment else ""


def score(value: Fraction | str | None) -> str:
    """Write a collective score with one decimal, rounded half up; empty where there is none."""
    if value is None or value == "":
        return ""
    return wording.points(Fraction(value), get_locale())


def percent(value: int | str) -> str:
    """Write a share in percent with at most one decimal; a number is in tenths, a text "a/b"."""
    tenths = Fraction(value) * 1000 if isinstance(value, str) else Fraction(value)
    rounded = Decimal(int(tenths + Fraction(1, 2))) / 10
    return f"{format_decimal(rounded, format='#,##0.#')}\u00a0%"


def number(value: int) -> str:
    """Write a whole number."""
    return str(format_decimal(value))


def phone(contact: str) -> Phone | None:
    """Find the first telephone number in what somebody wrote of themselves.

    What is dialled is RFC 3966's: digits alone, after a plus without the nought in brackets.
    """
    found = PHONE.search(contact)
    if not found:
        return None
    shown = found[0]
    plus = "+" if shown.startswith("+") else ""
    trunk = shown.replace("(0)", "") if plus else shown
    return Phone(shown, plus + re.sub(r"\D", "", trunk))


def breaks(text: str) -> Markup:
    """Let the addresses in a text break after "@" or "/" and before a dot: a phone is narrow."""
    return Markup(ADDRESS.sub(_with_breaks, str(escape(text))))  # noqa: S704 - escaped just here


def _with_breaks(address: re.Match[str]) -> str:
    return re.sub(r"(?<=[@/])(?=[^/])|(?=\.)", "<wbr>", address[0])
