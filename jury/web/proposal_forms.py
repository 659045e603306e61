"""The forms in which a project is written, step by step, and the words for their choices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import LazyString, lazy_gettext
from wtforms import BooleanField

from jury.domain.call import LANGUAGES
from jury.domain.proposal import QUESTIONS
from jury.papers import record_words
from jury.services.proposal import (
    MOST_ANNEX,
    MOST_INDICATORS,
    MOST_LINE,
    MOST_OTHER,
    MOST_PARTNERS,
    MOST_TEXT,
)
from jury.web.call_forms import LANGUAGE_NAMES, Pick, language_field
from jury.web.fields import Amount, Choice, line, text
from jury.web.forms import JuryForm
from jury.web.words import Word

_ = lazy_gettext

SECTORS: dict[str, LazyString] = {
    "social_enterprise": _("social enterprise"),
    "association": _("association"),
    "company": _("company"),
    "public_body": _("public body"),
    "cooperative": _("cooperative"),
    "users_collective": _("group of the people concerned"),
    "research": _("research"),
    "school": _("school or training"),
    "health": _("health"),
}
PROPOSAL_STATES: dict[str, Word] = {
    "draft": Word(_("being written"), "begun"),
    "submitted": Word(_("handed in"), "sent"),
    "to_complete": Word(_("to be completed"), "look"),
    "admissible": Word(_("complete"), "sent"),
    "inadmissible": Word(_("not accepted"), "left"),
    "eligible": Word(_("eligible"), "sent"),
    "ineligible": Word(_("not eligible"), "left"),
    "before_jury": Word(_("before the jury"), "sent"),
    "funded": Word(_("funded"), "sent"),
    "reserve": Word(_("on the reserve list"), "look"),
    "not_funded": Word(_("not funded")),
    "withdrawn": Word(_("withdrawn"), "left"),
    "renounced": Word(_("given up"), "left"),
}
QUESTION_LABELS: dict[str, LazyString] = {
    name: _(said) for name, said in record_words.QUESTIONS.items()
}


class Step(JuryForm):
    """One step of writing a project. Whatever is needed in the end, a draft may leave it empty."""

    OPTIONAL = frozenset(
        {
            "place",
            "users_word",
            *(f"annex_{name}" for name in QUESTIONS),
            *(f"{name}_{language}" for name in ("title", "summary") for language in LANGUAGES),
        }
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.names():
            self[name].flags.optional = name in self.OPTIONAL or name.endswith("-share")

    def names(self) -> list[str]:
        """Name the step's own fields."""
        common = ("csrf_token", "idempotency_key", "version")
        return [name for name in self._fields if name not in common]

    def typed(self) -> dict[str, str]:
        """Give what was typed, right or wrong."""
        return {name: self[name].data or "" for name in self.names()}

    def draw(self, content: Mapping[str, str]) -> None:
        """Fill the fields from a draft."""
        for name in self.names():
            self[name].data = content.get(name, "")

    def buttons(self) -> tuple[str, ...]:
        """Name the buttons that lead elsewhere than the next step."""
        return ("more",)


class Summary(Step):
    """What it is, in one minute."""

    title = line(_("Title of your project"), most=MOST_LINE)
    place = line(_("Where does it happen?"), most=MOST_LINE)
    language = language_field()
    summary = text(_("Your project in one minute"), most=MOST_TEXT)

    def is_translated(self) -> bool:
        """Tell whether anything stands, or is wrong, in another language."""
        names = [f"{name}_{language}" for name in ("title", "summary") for language in LANGUAGES]
        return any(self[name].data or self[name].errors for name in names)


for _language in LANGUAGES:
    setattr(Summary, f"title_{_language}", line(_("Its title"), most=MOST_LINE))
    setattr(Summary, f"summary_{_language}", text(_("The same minute"), most=MOST_TEXT))


class Questions(Step):
    """The five plain questions."""

    problem = text(QUESTION_LABELS["problem"], most=MOST_TEXT)
    plan = text(QUESTION_LABELS["plan"], most=MOST_TEXT)
    gains = text(QUESTION_LABELS["gains"], most=MOST_TEXT)
    roles = text(QUESTION_LABELS["roles"], most=MOST_TEXT)
    afterwards = text(QUESTION_LABELS["afterwards"], most=MOST_TEXT)


for _name in QUESTIONS:
    _annex = text(_("What is technical about it"), most=MOST_ANNEX)
    setattr(Questions, f"annex_{_name}", _annex)


class Users(Step):
    """The people concerned, in their own words."""

    users_word = text(_("The word of the people concerned"), most=MOST_TEXT)


class Money(Step):
    """How much, and from where."""

    asked_cents = Amount(_("How much do you ask for?"))
    minimum_cents = Amount(_("How much do you need at least?"))


class Partners(Step):
    """Who takes part, what each brings and gains, and its share of the money."""


class Indicators(Step):
    """What will be counted."""


def _row(kind: type[Step], group: str, number: int, **fields: Any) -> None:
    for name, field in fields.items():
        setattr(kind, f"{group}-{number}-{name}", field)


for _number in range(MOST_OTHER):
    _row(
        Money,
        "other",
        _number,
        source=line(_("From whom"), most=MOST_LINE),
        cents=Amount(_("How much")),
    )
for _number in range(MOST_PARTNERS):
    _row(
        Partners,
        "partners",
        _number,
        name=line(_("Name"), most=MOST_LINE),
        sector=Pick(_("Sector"), choices=[("", "–"), *SECTORS.items()], required=None),
        contribution=text(_("What this partner brings"), most=1000),
        benefit=text(_("What this partner gains"), most=1000),
        share=Amount(_("Its share of the money asked")),
    )
for _number in range(MOST_INDICATORS):
    _row(
        Indicators,
        "indicators",
        _number,
        name=line(_("What will you count?"), most=MOST_LINE),
        today=line(_("How much is it today?"), most=MOST_LINE),
        promised=line(_("How much do you promise?"), most=MOST_LINE),
    )

STEPS: dict[str, tuple[LazyString, type[Step]]] = {
    "summary": (_("Your project in one minute"), Summary),
    "questions": (_("Five plain questions"), Questions),
    "users": (_("The people concerned speak"), Users),
    "money": (_("The money"), Money),
    "partners": (_("Your partners"), Partners),
    "indicators": (_("What you will count"), Indicators),
}
GROUPS: dict[str, tuple[str, tuple[str, ...], int]] = {
    "partners": ("partners", ("name", "sector", "contribution", "benefit", "share"), MOST_PARTNERS),
    "money": ("other", ("source", "cents"), MOST_OTHER),
    "indicators": ("indicators", ("name", "today", "promised"), MOST_INDICATORS),
}
"""The steps that have rows: the rows' name, the fields of one, and how many there can be."""

PIECE_LABELS: dict[str, LazyString] = {
    "summary": STEPS["summary"][0],
    **QUESTION_LABELS,
    "users": STEPS["users"][0],
    "money": STEPS["money"][0],
    "partners": STEPS["partners"][0],
    "indicators": STEPS["indicators"][0],
    "files": _("Files"),
}
"""What an author can be asked to complete."""

OWN_LABELS: dict[str, LazyString] = {
    "partners": _("Partner %(number)s"),
    "other": _("Money from elsewhere %(number)s"),
    "indicators": _("Count %(number)s"),
}


class HandingIn(JuryForm):
    """Handing in: may the record show the whole text of a project that is not funded?"""

    published_anyway = BooleanField(_("If it is not funded, my project may be published in full."))


class AnswerForm(JuryForm):
    """Is a contested refusal kept or changed, and why?"""

    change = Choice(
        _("Your answer"),
        choices=[("no", _("The refusal is kept")), ("yes", _("The refusal is changed"))],
        required=_("Choose one of the two."),
    )
    reason = text(_("The reason"), required=_("Give a reason."))


def is_filled(form: Any, group: str, names: tuple[str, ...], number: int) -> bool:
    """Tell whether anything stands in a row."""
    return any(form[f"{group}-{number}-{name}"].data for name in names)


def rows_shown(step: str, form: Step) -> int:
    """Give how many rows the page has room for: those written, one more, at least two."""
    if step not in GROUPS:
        return 0
    group, names, most = GROUPS[step]
    filled = [n for n in range(most) if is_filled(form, group, names, n)]
    return min(max((filled[-1] if filled else 0) + 2, 3 if step == "partners" else 2), most)


def label_of(form: Step, name: str) -> str:
    """Name a field where it stands alone: one of a row with the row's number."""
    label = str(form[name].label.text)
    group, *rest = name.split("-")
    language = LANGUAGE_NAMES.get(name.rpartition("_")[2])
    if not rest:
        return f"{language}: {label}" if language else label
    row = str(OWN_LABELS[group]) % {"number": int(rest[0]) + 1}
    return f"{row}: {label}"
