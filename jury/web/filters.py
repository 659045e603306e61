"""How numbers, money and time are written, by the reader's language and the call's zone."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from flask import Flask
from flask_babel import format_currency, format_datetime, format_decimal, get_locale

from jury.domain.scoring import display

NO_BREAK = "\u00a0"


def install(app: Flask) -> None:
    """Give the filters to the templates."""
    for name, filter_ in (
        ("money", money),
        ("when", when),
        ("day", day),
        ("score", score),
        ("number", number),
        ("clock", clock),
    ):
        app.template_filter(name)(filter_)


def money(cents: int | None) -> str:
    """Write whole cents as an amount in euros, without decimals where there are none."""
    if cents is None:
        return ""
    whole = cents % 100 == 0
    return str(
        format_currency(
            cents // 100 if whole else cents / 100,
            "EUR",
            currency_digits=False,
            format=None if not whole else _whole_euros(),
        )
    )


def _whole_euros() -> str:
    pattern = str(get_locale().currency_formats["standard"].pattern)
    return pattern.replace(".00", "")


def when(moment: datetime | None) -> str:
    """Write a day and an hour, such as "Tuesday 1 December, 18:00"."""
    return str(format_datetime(moment, "EEEE d MMMM y, HH:mm")) if moment else ""


def day(moment: datetime | None) -> str:
    """Write a day."""
    return str(format_datetime(moment, "d MMMM y")) if moment else ""


def clock(moment: datetime | None) -> str:
    """Write an hour."""
    return str(format_datetime(moment, "HH:mm")) if moment else ""


def score(value: Fraction | str | None) -> str:
    """Write a collective score with one decimal, rounded half up; empty where there is none."""
    if value is None or value == "":
        return ""
    exact = Fraction(value)
    return str(display(exact)).replace(".", str(get_locale().number_symbols["latn"]["decimal"]))


def number(value: int) -> str:
    """Write a whole number."""
    return str(format_decimal(value))
