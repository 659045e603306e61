"""How numbers, money and time are written, by the reader's language and the call's zone."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from babel import Locale
from babel.numbers import format_currency
from flask import Flask
from flask_babel import format_datetime, format_decimal, get_locale, to_user_timezone

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


DAYS = {"de": "d. MMMM y"}
WHENS = {
    "fr": f"EEEE d MMMM y 'à' H{NO_BREAK}'h'{NO_BREAK}mm",
    "nl": "EEEE d MMMM y 'om' HH:mm 'uur'",
    "de": "EEEE, d. MMMM y, HH:mm 'Uhr'",
}
"""How days and hours are written where the language has a form of its own."""


def when(moment: datetime | None) -> str:
    """Write a day and an hour, such as "Tuesday 1 December, 18:00"."""
    return _written(moment, WHENS, "EEEE d MMMM y, HH:mm")


def day(moment: datetime | None) -> str:
    """Write a day."""
    return _written(moment, DAYS, "d MMMM y")


def _written(moment: datetime | None, patterns: dict[str, str], usual: str) -> str:
    if moment is None:
        return ""
    language = get_locale().language
    pattern = patterns.get(language, usual)
    if language == "fr":
        # French says "1er" for the first, and "18 h" for a full hour.
        local = to_user_timezone(moment)
        pattern = pattern.replace("d MMMM", "d'er' MMMM") if local.day == 1 else pattern
        pattern = pattern.removesuffix(f"{NO_BREAK}mm") if local.minute == 0 else pattern
    return str(format_datetime(moment, pattern))


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
