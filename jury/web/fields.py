"""The kinds of fields that forms are made of: each reads strictly and says what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import request
from flask_babel import LazyString, lazy_gettext
from wtforms import (
    Field,
    FileField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from jury.domain.errors import Invalid
from jury.domain.money import parse_amount
from jury.web.messages import field_sentence

_ALLOWED_CONTROLS = frozenset("\n\t")
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2028\u2029")
"""Signs that turn or break the text around them: a name with one reads as another name."""

_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters by name, of which nothing is drawn."""


def clean(text: str | None) -> str:
    """Give typed text in one form: NFC, line ends as LF, no spaces around.

    A text of which nothing can be seen is an empty one: a title must be something to click.
    """
    lines = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    plain = unicodedata.normalize("NFC", lines).strip()
    hidden = all(c.isspace() or c in _BLANK or unicodedata.category(c) == "Cf" for c in plain)
    return "" if hidden and not _TURNING & set(plain) else plain


def readable(form: Any, field: Field) -> None:
    """Refuse characters that no keyboard types: they would hide something from readers."""
    text = field.data or ""
    if any(
        c in _TURNING
        or (unicodedata.category(c) in ("Cc", "Cs", "Cn") and c not in _ALLOWED_CONTROLS)
        for c in text
    ):
        raise ValidationError(
            str(lazy_gettext("There is a character here that cannot be read. Type the text again."))
        )


class _Length:
    """Refuse text that is missing or too long, saying how long it may be."""

    def __init__(self, most: int, required: LazyString | str | None) -> None:
        self.most, self.required = most, required
        self.field_flags = {} if required else {"optional": True}

    def __call__(self, form: Any, field: Field) -> None:
        text = field.data or ""
        if not text and self.required:
            raise ValidationError(str(self.required))
        if len(text) > self.most:
            raise ValidationError(
                str(
                    lazy_gettext(
                        "This is too long: %(count)s characters. Please stay under %(most)s.",
                        count=len(text),
                        most=self.most,
                    )
                )
            )


def line(
    label: LazyString | str, *, most: int = 200, required: LazyString | str | None = None
) -> Any:
    """One line of text. `required` is the sentence shown when it is missing."""
    return StringField(
        label, filters=[clean], validators=[readable, _one_line, _Length(most, required)]
    )


def text(
    label: LazyString | str, *, most: int = 4000, required: LazyString | str | None = None
) -> Any:
    """Several lines of text."""
    return TextAreaField(label, filters=[clean], validators=[readable, _Length(most, required)])


def _one_line(form: Any, field: Field) -> None:
    if "\n" in (field.data or ""):
        raise ValidationError(str(lazy_gettext("Please write this on one line.")))


class WholeNumber(StringField):
    """A whole number in plain digits, between two bounds; `.number` is None where empty."""

    def __init__(
        self,
        label: Any = None,
        *,
        least: int = 0,
        most: int = 10**6,
        required: LazyString | str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, filters=[clean], **kwargs)
        self.least, self.most, self.required = least, most, required
        self.number: int | None = None

    def pre_validate(self, form: Any) -> None:
        """Read the number; anything but plain digits is refused."""
        typed = self.data or ""
        if not typed:
            if self.required:
                raise ValidationError(str(self.required))
            return
        digits = typed.removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) < 13):
            raise ValidationError(str(lazy_gettext("Please write a whole number, such as 12.")))
        number = int(typed)
        if not self.least <= number <= self.most:
            raise ValidationError(
                str(
                    lazy_gettext(
                        "Please write a number between %(least)s and %(most)s.",
                        least=self.least,
                        most=self.most,
                    )
                )
            )
        self.number = number


class Amount(StringField):
    """An amount of money as people write it; `.cents` is None where empty."""

    def __init__(
        self, label: Any = None, *, required: LazyString | str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(label, filters=[clean], **kwargs)
        self.required = required
        self.cents: int | None = None

    def pre_validate(self, form: Any) -> None:
        """Read the amount; an ambiguous one is refused rather than guessed."""
        if not self.data:
            if self.required:
                raise ValidationError(str(self.required))
            return
        try:
            self.cents = parse_amount(self.data)
        except Invalid as problem:
            raise ValidationError(field_sentence(problem.code, problem.params)) from None


class LocalTime(StringField):
    """A day and an hour as typed, in the call's time zone: "2026-12-01 18:00".

    Takes the browser's own form too ("2026-12-01T18:00"); `.moment` is aware, or None if empty.
    """

    FORMS = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M")
    widget = TextInput(input_type="datetime-local")

    def __init__(
        self, label: Any = None, *, required: LazyString | str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(label, filters=[clean], **kwargs)
        self.required = required
        self.moment: datetime | None = None
        self.zone = ZoneInfo("UTC")

    def pre_validate(self, form: Any) -> None:
        """Read the time in the form's zone (`form.zone`, else UTC)."""
        self.zone = getattr(form, "zone", self.zone)
        if not self.data:
            if self.required:
                raise ValidationError(str(self.required))
            return
        for shape in self.FORMS:
            try:
                typed = datetime.strptime(self.data, shape)  # noqa: DTZ007 - the zone follows
            except ValueError:
                continue
            if 2000 <= typed.year <= 2200 and self.data.isascii():
                self.moment = typed.replace(tzinfo=self.zone)
                return
        raise ValidationError(
            str(lazy_gettext("Please write the day and the hour like this: 2026-12-01 18:00."))
        )

    @classmethod
    def shown(cls, moment: datetime | None, zone: ZoneInfo) -> str:
        """Write a stored moment the way the field wants it."""
        return moment.astimezone(zone).strftime(cls.FORMS[0]) if moment else ""


class Upload(FileField):
    """One file, read whole: `.name_sent` is its name there, `.content` is empty where none came."""

    name_sent, content = "", b""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the file that came, if one did; text under its name is none."""
        found = request.files.get(self.name)
        if found is not None:
            self.name_sent, self.content = found.filename or "", found.stream.read()
            found.stream.seek(0)


class Choice(RadioField):
    """One of a few answers; `required` is the sentence shown when none is chosen."""

    def __init__(
        self,
        label: Any = None,
        *,
        choices: Sequence[tuple[str, Any]] = (),
        required: LazyString | str | None = None,
        **kwargs: Any,
    ) -> None:
        rows = [SelectChoice(value, words) for value, words in choices]
        super().__init__(label, choices=rows, validate_choice=False, **kwargs)
        self.required = required

    def pre_validate(self, form: Any) -> None:
        """Take only what the page offered."""
        offered: set[str] = {str(value) for value, *_ in self.iter_choices()}
        if self.data is None or self.data == "None" or self.data == "":
            self.data = None
            if self.required:
                raise ValidationError(str(self.required))
        elif self.data not in offered:
            raise ValidationError(str(lazy_gettext("Please choose one of the answers shown.")))


class Lines(TextAreaField):
    """Several short texts, one a line; `.rows` are those that are not empty."""

    def __init__(
        self, label: Any = None, *, most_rows: int, most: int = 200, **kwargs: Any
    ) -> None:
        super().__init__(label, filters=[clean], validators=[readable], **kwargs)
        self.most_rows, self.most = most_rows, most

    @property
    def rows(self) -> list[str]:
        """Give each line without the spaces around it."""
        return [row for typed in (self.data or "").split("\n") if (row := typed.strip())]

    def pre_validate(self, form: Any) -> None:
        """Refuse too many lines, or one that is too long to be read at once."""
        if len(self.rows) > self.most_rows:
            raise ValidationError(
                str(lazy_gettext("Please write at most %(most)s lines.", most=self.most_rows))
            )
        if any(len(row) > self.most for row in self.rows):
            raise ValidationError(
                str(
                    lazy_gettext("Please keep each line under %(most)s characters.", most=self.most)
                )
            )


class Several(SelectMultipleField):
    """Any of a few answers, as check boxes; its form must name it in `many()`."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(
        self,
        label: Any = None,
        *,
        choices: Sequence[tuple[str, Any]],
        required: Any = None,
        **kwargs: Any,
    ) -> None:
        rows = [SelectChoice(value, words) for value, words in choices]
        super().__init__(label, choices=rows, validate_choice=False, **kwargs)
        self.required = required

    def pre_validate(self, form: Any) -> None:
        """Take only what the page offered, and something where an answer is required."""
        offered = {str(value) for value, *_ in self.iter_choices()}
        if not self.data and self.required:
            raise ValidationError(str(self.required))
        if not set(self.data or ()) <= offered:
            raise ValidationError(str(lazy_gettext("Please choose one of the answers shown.")))
