"""The sections of a call's editor, in their order, and the forms of the later ones."""

from __future__ import annotations

import zoneinfo

from flask_babel import LazyString, lazy_gettext

from jury.domain.call import CONTEST_DAYS_MAX, LANGUAGES
from jury.web.call_forms import (
    LANGUAGE_NAMES,
    Basics,
    Deciding,
    Neutral,
    Pick,
    Section,
)
from jury.web.fields import Amount, Choice, Lines, LocalTime, Several, WholeNumber, text
from jury.web.messages_call import FIELDS

_ = lazy_gettext

QUESTIONS_MAX = 12
RESERVE: dict[str, LazyString] = {
    "yes": _("Yes: the best of them wait, in the order of their scores"),
    "no": _("No: a project is funded or not"),
}
_LANGUAGES = [(code, LANGUAGE_NAMES[code]) for code in LANGUAGES]


class Money(Section):
    """How much, and when."""

    budget_cents = Amount(_("Budget"))
    opens_at = LocalTime(_("Projects are welcome from"))
    closes_at = LocalTime(_("Projects are welcome until"))
    decide_by = LocalTime(_("The decision is taken until"))
    zone: zoneinfo.ZoneInfo


class Texts(Section):
    """What applicants need to know."""

    who_may_apply = text(_("Who may apply?"))
    contact = text(_("Whom can people ask? Name, phone, e-mail, hours"), most=1000)
    appeal = text(_("How can people contest the decision?"))


class Checks(Section):
    """What the official checks of each project, and who may contest it."""

    admissibility_questions = Lines(
        _("Is it in time and complete? One question a line"), most_rows=QUESTIONS_MAX
    )
    eligibility_questions = Lines(
        _("Does it meet the conditions? One question a line"), most_rows=QUESTIONS_MAX
    )
    contest_admissibility = text(_("Who may contest these answers, and how?"))
    contest_days = WholeNumber(
        _("Days to contest that a project is refused"),
        least=1,
        most=CONTEST_DAYS_MAX,
        required=FIELDS["contest_days_off_scale"],
    )


class Otherwise(Section):
    """What happens when things go another way."""

    reserve = Choice(
        _("Is there a reserve list?"),
        choices=list(RESERVE.items()),
        required=_("Please choose one."),
    )
    freed_money = text(_("What happens with money that comes free?"), most=1000)
    fallback = text(_("What happens if the jury's final vote fails?"), most=1000)


class Languages(Section):
    """Which languages the call offers, and which text binds."""

    languages = Several(
        _("Languages that the call offers"),
        choices=_LANGUAGES,
        required=FIELDS["languages_missing"],
    )
    binding_language = Pick(
        _("If two texts differ, which one holds?"),
        choices=_LANGUAGES,
        required=FIELDS["binding_language_not_offered"],
    )

    def many(self) -> tuple[str, ...]:
        """Let several languages be chosen."""
        return ("languages",)


SECTIONS: dict[str, tuple[LazyString, type[Section]]] = {
    "basics": (_("What the call is"), Basics),
    "money": (_("Money and time"), Money),
    "deciding": (_("Who decides, and how"), Deciding),
    "texts": (_("For those who apply"), Texts),
    "checks": (_("What is checked of each project"), Checks),
    "otherwise": (_("When things go another way"), Otherwise),
    "languages": (_("Languages"), Languages),
    "facilitator": (_("The facilitator"), Neutral),
}
