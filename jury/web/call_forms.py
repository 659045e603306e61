"""The forms of a call's editor: one a section, and the words for their choices."""

from __future__ import annotations

import zoneinfo
from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from flask_babel import LazyString, lazy_gettext
from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError

from jury.domain.account import normalise_email
from jury.domain.call import LANGUAGES, LEVELS_MAX, TITLE_MAX
from jury.storage.call import Call, Criterion
from jury.web.fields import Amount, Choice, Lines, LocalTime, WholeNumber, line, text
from jury.web.forms import JuryForm
from jury.web.messages_call import FIELDS

_ = lazy_gettext

LANGUAGE_NAMES = {"fr": "Français", "nl": "Nederlands", "de": "Deutsch", "en": "English"}
POWERS: dict[str, LazyString] = {
    "advisory": _("The jury advises"),
    "followed_unless": _("The jury's list is followed unless reasons are given"),
    "delegated": _("The jury decides"),
}
POWER_HINTS: dict[str, LazyString] = {
    "advisory": _("The authority reads the jury's list and decides itself, with reasons."),
    "followed_unless": _("The authority departs from it only on grounds announced here."),
    "delegated": _("The authority carries out the jury's list as it is."),
}
RULES: dict[str, LazyString] = {
    "trimmed_mean": _("Mean without the highest and the lowest"),
    "median": _("The middle one"),
    "mean": _("Plain mean"),
    "majority_judgement": _("Majority judgement, for one overall question"),
}
RULE_HINTS: dict[str, LazyString] = {
    "trimmed_mean": _("For each question the most generous and the strictest fifth are left out."),
    "median": _("For each question half of the jurors are at or above it, half at or below."),
    "mean": _("For each question all levels are added and divided by the number of jurors."),
    "majority_judgement": _(
        "The level that more than half of the jurors give at least. Equal projects are compared "
        "by taking that answer away, again and again. Only for a call with one question."
    ),
}
SHEETS: dict[str, LazyString] = {
    "totals": _("How many jurors chose each level"),
    "rows": _("Each sheet, without names"),
}
PARTIAL: dict[str, LazyString] = {
    "no": _("It gets nothing, and the next one is looked at"),
    "yes": _("It gets what is left, if that is at least the minimum it needs"),
}
QUORUM_HALF: dict[str, LazyString] = {
    "yes": _("And also half of the jurors who stay"),
    "no": _("This number is enough"),
}
YES_OR_NO = frozenset({"partial", "quorum_half", "reserve"})
PARTS: dict[str, LazyString] = {
    "facilitator": _("Facilitator: runs the jury, never scores"),
    "guarantor": _("Guarantor: checks the count"),
    "signatory": _("Signatory: adopts the decision"),
}


class Pick(SelectField):
    """One of a list that is folded away; takes only what the page offered."""

    def __init__(
        self, label: Any, *, choices: Sequence[tuple[str, Any]], required: Any, **kwargs: Any
    ) -> None:
        rows = [SelectChoice(value, words) for value, words in choices]
        super().__init__(label, choices=rows, validate_choice=False, **kwargs)
        self.required, self.offered = required, {value for value, _words in choices}

    def pre_validate(self, form: Any) -> None:
        """Refuse what was not offered, and nothing where an answer is needed."""
        if not self.data:
            self.data = ""
            if self.required:
                raise ValidationError(str(self.required))
        elif self.data not in self.offered:
            raise ValidationError(str(_("Please choose one of the answers shown.")))


def language_field() -> Any:
    """Ask for one of the four languages, each named in itself."""
    return Pick(
        _("Language of these texts"),
        choices=[(code, LANGUAGE_NAMES[code]) for code in LANGUAGES],
        required=_("Choose one of the four languages."),
    )


class Section(JuryForm):
    """One section of the editor: it reads a call into fields, and fields into values."""

    OPTIONAL = frozenset({"floor"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.names():
            self[name].flags.optional = name in self.OPTIONAL

    def draw(self, call: Call) -> None:
        """Fill the fields from what is stored."""
        for name, value in shown_values(self, call).items():
            self[name].data = value

    def values(self) -> dict[str, object]:
        """Give what the verb stores; only after the form was found right."""
        return {name: _value(self[name]) for name in self.names()}

    def names(self) -> list[str]:
        """Name the section's own fields."""
        common = ("csrf_token", "idempotency_key", "version")
        return [name for name in self._fields if name not in common]


class NewCall(JuryForm):
    """The little that a call begins with."""

    title = line(_("Title of the call"), most=TITLE_MAX, required=_("Give it a title."))
    language = language_field()
    like = HiddenField()

    def validate_like(self, field: Any) -> None:
        """Look for nothing that can be no call."""
        if field.data and not (field.data.isascii() and field.data.isalnum()):
            field.data = ""
            raise ValidationError(str(_("Please choose one of the answers shown.")))


class Basics(Section):
    """What the call is."""

    title = line(_("Title of the call"), most=TITLE_MAX, required=_("Give it a title."))
    purpose = text(_("What is it for?"))
    authority = line(_("Which authority gives the money?"))
    place = line(_("For which place?"))
    language = language_field()
    timezone = line(_("Time zone"), most=60, required=FIELDS["timezone_unknown"])

    def validate_timezone(self, field: Any) -> None:
        """Refuse a time zone that nobody knows."""
        if field.data not in zoneinfo.available_timezones():
            raise ValidationError(str(FIELDS["timezone_unknown"]))


class Deciding(Section):
    """Who decides, and how scores become a decision."""

    power = Choice(
        _("How much does the jury decide?"),
        choices=list(POWERS.items()),
        required=FIELDS["power_unknown"],
    )
    power_basis = text(_("Legal basis"), most=2000)
    depart_grounds = text(_("Grounds on which the authority may depart from the jury"))
    answer_days = WholeNumber(
        _("Days that the authority has to answer the jury"),
        least=1,
        most=366,
        required=FIELDS["answer_days_missing"],
    )
    rule = Choice(
        _("How are the jurors' levels put together?"),
        choices=list(RULES.items()),
        required=FIELDS["rule_unknown"],
    )
    quorum_min = WholeNumber(
        _("Fewest sheets for a score"), least=1, most=200, required=_("Please write a number.")
    )
    quorum_half = Choice(
        _("Is this number enough?"),
        choices=list(QUORUM_HALF.items()),
        required=_("Please choose one."),
    )
    floor = WholeNumber(_("Lowest score that can be funded, from 0 to 100"), least=0, most=100)
    partial = Choice(
        _("When too little is left for the next project"),
        choices=list(PARTIAL.items()),
        required=_("Please choose one."),
    )
    sheets_published = Choice(
        _("What is published of the jurors' sheets?"),
        choices=list(SHEETS.items()),
        required=FIELDS["sheets_published_unknown"],
    )


class Neutral(Section):
    """Who runs the jury, and how jurors reach this person."""

    facilitator_contact = text(
        _("How do jurors reach the facilitator? Name, phone, e-mail"), most=500
    )
    facilitator_mandate = text(_("The facilitator's mandate, in a sentence or two"), most=600)


class CriterionForm(JuryForm):
    """One criterion: its question, its weight, and up to six described levels."""

    question = line(_("The question, in plain words"), most=200)
    weight = WholeNumber(_("Weight in percent"), least=0, most=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self:
            field.flags.optional = False

    def draw(self, criterion: Criterion) -> None:
        """Fill the fields from what is stored."""
        self["question"].data = criterion.question
        self["weight"].data = str(criterion.weight)
        for number, level in enumerate(criterion.levels[:LEVELS_MAX]):
            self[f"levels-{number}-word"].data = level["word"]
            self[f"levels-{number}-sentence"].data = level["sentence"]

    def value(self) -> dict[str, object]:
        """Give the criterion as the verb stores it; rows left empty are no levels."""
        rows = [
            {name: self[f"levels-{n}-{name}"].data for name in ("word", "sentence")}
            for n in range(LEVELS_MAX)
        ]
        return {
            "question": self["question"].data,
            "weight": self["weight"].number or 0,
            "levels": [row for row in rows if any(row.values())],
        }


for _number in range(LEVELS_MAX):
    setattr(CriterionForm, f"levels-{_number}-word", line(_("Word"), most=60))
    setattr(CriterionForm, f"levels-{_number}-sentence", line(_("Sentence"), most=200))


class PartForm(JuryForm):
    """Whose part, by e-mail."""

    email = line(_("Their e-mail"), most=254, required=_("Write the person's e-mail."))
    role = Choice(_("Their part"), choices=list(PARTS.items()), required=_("Please choose one."))

    def validate_email(self, field: Any) -> None:
        """Read the e-mail in its one form."""
        email = normalise_email(field.data)
        if email is None:
            raise ValidationError(str(_("This is not an e-mail. It looks like name@example.org.")))
        field.data = email


class ReasonForm(JuryForm):
    """Why: a reason that people read."""

    reason = text(_("The reason"), most=2000, required=FIELDS["reason_missing"])


def shown_values(form: Section, call: Call) -> dict[str, Any]:
    """Write each stored value the way its field shows it."""
    zone = zoneinfo.ZoneInfo(call.timezone)
    return {name: _shown(getattr(call, name), form[name], zone) for name in form.names()}


def _shown(value: Any, field: Any, zone: zoneinfo.ZoneInfo) -> Any:
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        return LocalTime.shown(value, zone)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(field, Amount):
        return f"{value // 100}.{value % 100:02}".removesuffix(".00") if value else ""
    if isinstance(value, list):
        return "\n".join(value) if isinstance(field, Lines) else value
    if field.name == "floor":
        return str(int(Fraction(value)))
    if field.name == "answer_days" and not value:
        return ""
    return str(value)


def _value(field: Any) -> object:
    if isinstance(field, Amount):
        return field.cents or 0
    if isinstance(field, LocalTime):
        return field.moment
    if field.name == "floor":
        return f"{field.number}/1" if field.number is not None else ""
    if isinstance(field, WholeNumber):
        return field.number
    if isinstance(field, Lines):
        return field.rows
    if field.name in YES_OR_NO:
        return field.data == "yes"
    return field.data
