"""How a paper speaks: sentences, money, days and scores in one language and one time zone.

It knows no reader and no request; pages write money and time by these same functions.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from gettext import NullTranslations
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_datetime
from babel.numbers import format_currency, format_decimal

from jury.domain.scoring import display

NO_BREAK = "\u00a0"
DAYS = {"de": "d. MMMM y"}
WHENS = {
    "fr": f"EEEE d MMMM y 'à' H{NO_BREAK}'h'{NO_BREAK}mm",
    "nl": "EEEE d MMMM y 'om' HH:mm 'uur'",
    "de": "EEEE, d. MMMM y, HH:mm 'Uhr'",
}
HOURS = {"fr": f"H{NO_BREAK}'h'{NO_BREAK}mm"}
"""How days and hours are written where the language has a form of its own."""


@lru_cache(maxsize=4000)  # a list names the same amounts again and again
def euros(cents: int, locale: Locale) -> str:
    """Write whole cents as an amount in euros, without decimals where there are none."""
    whole = cents % 100 == 0
    pattern = str(locale.currency_formats["standard"].pattern)
    return format_currency(
        cents // 100 if whole else Decimal(cents) / 100,
        "EUR",
        format=pattern.replace(".00", "") if whole else None,
        locale=locale,
        currency_digits=False,
    )


def day_and_hour(local: datetime, locale: Locale) -> str:
    """Write a day and an hour, such as "Tuesday 1 December, 18:00"."""
    return _written(local, WHENS.get(locale.language, "EEEE d MMMM y, HH:mm"), locale)


def hour(local: datetime, locale: Locale) -> str:
    """Write an hour alone, such as "18:00"."""
    return _written(local, HOURS.get(locale.language, "HH:mm"), locale)


def day(local: datetime, locale: Locale) -> str:
    """Write a day."""
    return _written(local, DAYS.get(locale.language, "d MMMM y"), locale)


def written_day(text: str, locale: Locale) -> str:
    """Write a day that is kept as `YYYY-MM-DD`, without an hour."""
    return day(datetime.fromisoformat(text), locale)


def _written(local: datetime, pattern: str, locale: Locale) -> str:
    if locale.language == "fr":
        if local.day == 1:  # French says "1er" for the first
            pattern = pattern.replace("d MMMM", "d'er' MMMM")
        if local.minute == 0:  # "18 h"
            pattern = pattern.removesuffix(f"{NO_BREAK}mm")
    return format_datetime(local, pattern, locale=locale)


def points(value: Fraction, locale: Locale) -> str:
    """Write a collective score with one decimal, rounded half up."""
    return str(display(value)).replace(".", str(locale.number_symbols["latn"]["decimal"]))


@dataclass(frozen=True)
class Wording:
    """A language ("fr"), a time zone ("Europe/Paris") and that language's catalogue."""

    language: str
    zone: str
    catalogue: NullTranslations

    @property
    def locale(self) -> Locale:
        """Give the language's ways of writing numbers and days."""
        return _locale(self.language)

    def say(self, sentence: str, **values: object) -> str:
        """Give a sentence in this language, its `%(names)s` filled in."""
        said = self.catalogue.gettext(sentence)
        return said % values if values else said.replace("%%", "%")

    def count(self, one: str, more: str, number: int, **values: object) -> str:
        """Give the sentence that fits a number, which it may name as `%(num)s`."""
        return self.catalogue.ngettext(one, more, number) % {"num": number, **values}

    def money(self, cents: int) -> str:
        """Write whole cents as an amount in euros."""
        return euros(cents, self.locale)

    def when(self, moment: datetime | None) -> str:
        """Write a day and an hour in the paper's time zone; a dash where there is none."""
        return day_and_hour(self._local(moment), self.locale) if moment else "–"

    def day(self, moment: datetime | None) -> str:
        """Write a day in the paper's time zone; a dash where there is none."""
        return day(self._local(moment), self.locale) if moment else "–"

    def written_day(self, text: str) -> str:
        """Write a day that is kept as `YYYY-MM-DD`."""
        return written_day(text, self.locale)

    def points(self, score: Fraction | str) -> str:
        """Write a collective score."""
        return points(Fraction(score), self.locale)

    def number(self, value: int) -> str:
        """Write a whole number."""
        return str(format_decimal(value, locale=self.locale))

    def share(self, tenths: int) -> str:
        """Write a share that is given in tenths of a percent."""
        return f"{format_decimal(Decimal(tenths) / 10, locale=self.locale)}\u00a0%"

    def tongue(self, language: str) -> str:
        """Name a language in this one: "Dutch", "néerlandais"."""
        return str(self.locale.languages.get(language, language))

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.zone))


@lru_cache(maxsize=8)
def _locale(language: str) -> Locale:
    return Locale.parse(language)
