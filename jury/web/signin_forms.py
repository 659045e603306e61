"""The forms of signing in, of one's own account, and of the administrator. Secrets are not kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import LazyString, lazy_gettext
from wtforms import PasswordField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from jury.config import LANGUAGES
from jury.services.account import GRANTABLE
from jury.web.fields import line
from jury.web.forms import JuryForm
from jury.web.messages_account import FIELDS
from jury.web.words import ROLES

LANGUAGE_NAMES = {"fr": "Français", "nl": "Nederlands", "de": "Deutsch", "en": "English"}
LONGEST = 1000
_ = lazy_gettext


class Secret(PasswordField):
    """A password: taken as typed, never shown again. `required` is said where it is missing."""

    def __init__(self, label: Any = None, *, required: LazyString | str, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.required = required

    def pre_validate(self, form: Any) -> None:
        """Refuse nothing at all, and what nobody types."""
        if not self.data:
            raise ValidationError(str(self.required))
        if len(self.data) > LONGEST:
            raise ValidationError(str(FIELDS["password_too_long"]))


class Roles(SelectMultipleField):
    """Parts in the whole installation, as check boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: Any = None, **kwargs: Any) -> None:
        choices = [SelectChoice(role.value, ROLES[role.value]) for role in GRANTABLE]
        super().__init__(label, choices=choices, validate_choice=False, **kwargs)

    def pre_validate(self, form: Any) -> None:
        """Take only what the page offered."""
        if set(self.data or []) - {role.value for role in GRANTABLE}:
            raise ValidationError(str(FIELDS["roles_wrong"]))


class PressForm(JuryForm):
    """A form with nothing but its button."""


class CodeForm(JuryForm):
    """The code on a juror's paper."""

    code = line(_("Your code"), most=100, required=_("Type the ten letters on your paper."))


class EmailForm(JuryForm):
    """Where to send the letter that lets one in."""

    email = line(_("Your e-mail address"), most=300, required=FIELDS["email_wrong"])


class DigitsForm(JuryForm):
    """The six digits of that letter."""

    digits = line(_("The six digits"), most=100, required=_("Type the six digits of the letter."))


class LinkForm(JuryForm):
    """The button that a letter's link leads to."""


class FirstLinkForm(JuryForm):
    """The same for somebody who comes for the first time."""

    name = line(_("Your name"), required=FIELDS["person_name_missing"])


class PasswordForm(JuryForm):
    """How those who work on calls sign in."""

    email = line(_("Your e-mail address"), most=300, required=FIELDS["email_wrong"])
    password = Secret(_("Your password"), required=_("Type your password."))


class FirstPasswordForm(JuryForm):
    """A first password of one's own."""

    password = Secret(_("New password"), required=FIELDS["password_too_short"])


class NewPasswordForm(JuryForm):
    """A new password; the current one is shown first."""

    current = Secret(_("Current password"), required=FIELDS["current_wrong"])
    password = Secret(_("New password"), required=FIELDS["password_too_short"])


class NewAccount(JuryForm):
    """Somebody who gets an account."""

    name = line(_("Name"), required=FIELDS["person_name_missing"])
    email = line(_("E-mail address"), most=300, required=FIELDS["email_wrong"])
    roles = Roles(_("Parts in the whole installation"))
    language = SelectField(
        _("Language of the letters"),
        choices=[SelectChoice(code, LANGUAGE_NAMES[code]) for code in LANGUAGES],
        validate_choice=False,
    )

    def many(self) -> Sequence[str]:
        """Several parts may be ticked."""
        return ("roles",)
