"""How numbers, money and time are written, by the reader's language and the call's zone."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from babel import Locale
from babel.numbers import format_currency
from flask import Flask
from flask_babel import format_datetime, format_decimal, get_locale

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
    return "" if cents is None else _euros(cents, get_locale())


@lru_cache(maxsize=4000)  # a list names the same amounts again and again
def _euros(cents: int, locale: Locale) -> str:
    whole = cents % 100 == 0
    pattern = str(locale.currency_formats["standard"].pattern)
    return format_currency(
        cents // 100 if whole else Decimal(cents) / 100,
        "EUR",
        format=pattern.replace(".00", "") if whole else None,
        locale=locale,
        currency_digits=False,
    )


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
