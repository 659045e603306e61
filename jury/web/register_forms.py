"""The forms of registering for a lottery: what is asked is what the call asks, and nothing else."""

from __future__ import annotations

from typing import Any

from flask_babel import get_locale, lazy_gettext
from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError

from jury.config import LANGUAGES
from jury.domain.errors import Invalid
from jury.domain.lottery.plan import Plan
from jury.domain.lottery.registration import Given, reach_from
from jury.storage.lottery import Candidate, CandidateContact
from jury.web.fields import Choice, line, text
from jury.web.forms import JuryForm
from jury.web.messages import field_sentence
from jury.web.signin_forms import LANGUAGE_NAMES

_ = lazy_gettext


class ReachForm(JuryForm):
    """By what somebody was registered who lost their private link."""

    reach = line(
        _("Their e-mail address or telephone number"), most=254,
        required=_("Write an e-mail address or a telephone number."),
    )  # fmt: skip


class MineForm(JuryForm):
    """A form of one's own registration: `whose` is the mark of whom it was drawn for.

    Two people may have opened their private links in one browser, and forms stay in old tabs.
    """

    whose = HiddenField()


class AcceptForm(MineForm):
    """Somebody who was drawn says that they come."""

    name = line(_("Your name"), required=_("Write your name, as the jury should call you."))


class RegistrationForm(MineForm):
    """A choice for each feature of the lottery, then how to reach somebody."""

    reach = line(
        _("Your e-mail address or your telephone number"), most=254,
        required=_("Write an e-mail address or a telephone number."),
    )  # fmt: skip
    address = text(_("Your postal address"), most=300)
    language = SelectField(_("Language of our letters"), choices=[
        SelectChoice(code, LANGUAGE_NAMES[code]) for code in LANGUAGES
    ], validate_choice=False)  # fmt: skip
    letter = line(_("The code of your invitation letter"), most=40)
    features: int

    def validate_reach(self, field: Any) -> None:
        """Say at once, with what else is wrong, that nobody is reached like this."""
        try:
            reach_from(field.data or "")
        except Invalid as problem:
            raise ValidationError(field_sentence(problem.code, {})) from None

    def answers(self) -> list[Any]:
        """Give the fields of the features, in their order."""
        return [self[f"feature-{place}"] for place in range(self.features)]

    def given(self) -> Given:
        """Give what was typed."""
        return Given(
            tuple(field.data or "" for field in self.answers()),
            self.reach.data,
            self.address.data,
            self.language.data or "",
        )

    def draw(self, candidate: Candidate, contact: CandidateContact) -> None:
        """Fill the fields from what is stored."""
        for field, value in zip(self.answers(), candidate.values, strict=True):
            field.data = value
        self.reach.data = contact.email or contact.phone
        self.address.data, self.language.data = contact.address, contact.language


def registration_form(plan: Plan, version: int = 0) -> RegistrationForm:
    """Make the form that asks for these features."""
    fields: dict[str, object] = {"features": len(plan.features)}
    for place, feature in enumerate(plan.features):
        fields[f"feature-{place}"] = Choice(
            feature.name,
            choices=[(value.name, value.name) for value in feature.values],
            required=_("Choose the answer that is yours."),
        )
    form: RegistrationForm = type("ThisRegistration", (RegistrationForm,), fields)(version=version)
    if not form.is_submitted():
        form.language.data = str(get_locale())
    return form
