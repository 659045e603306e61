"""What all forms share: a key against double sending, a version, and strict reading of fields.

A field that is doubled, unknown, or holds characters that nobody types is refused with a
sentence; everything typed is kept.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from flask import request
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from werkzeug.datastructures import CombinedMultiDict
from wtforms import HiddenField

from jury.domain.errors import Invalid
from jury.web.messages import field_sentence

NOT_CONTENT = frozenset({"csrf_token", "idempotency_key"})
KEY_LETTERS = 64


class JuryForm(FlaskForm):
    """The ground of every form.

    `version` is the version of the object that the page was drawn from, 0 for none.
    """

    class Meta(FlaskForm.Meta):
        """One place for CSRF and for the order of fields."""

        locales = False

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Read fields from fields alone: a file in the place of a text is a missing text."""
            found = super().wrap_formdata(form, formdata)
            return request.form if isinstance(found, CombinedMultiDict) else found

    idempotency_key = HiddenField()
    version = HiddenField()

    def __init__(self, *args: Any, version: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.form_errors: list[str] = []
        if not self.is_submitted():
            self.fresh_key()
            self.version.data = str(version or 0)

    def fresh_key(self) -> None:
        """Make a new key: the next sending is another one."""
        self.idempotency_key.data = secrets.token_urlsafe(18)

    def renew(self, version: int) -> None:
        """Draw the form from a newer version, keeping what was typed."""
        self.version.data = str(version)

    @property
    def drawn_version(self) -> int:
        """The version that the page was drawn from; raises Invalid if it is not a number."""
        text = self.version.data or ""
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise Invalid("version_missing")
        return int(text)

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each field, and that the form is the one we drew."""
        fine = bool(super().validate(extra_validators))
        self.form_errors = list(self.form_errors)
        for problem in self._strangers():
            self.form_errors.append(problem)
            fine = False
        return fine

    def blame(self, problem: Invalid) -> None:
        """Put the sentences of a refused act beside their fields; keep the others on top."""
        for name, code in problem.fields.items():
            field = self._fields.get(name)
            text = field_sentence(code, problem.params)
            if field is None:
                self.form_errors.append(text)
            else:
                field.errors = [*field.errors, text]

    def _strangers(self) -> list[str]:
        names = set(self._names())
        problems = []
        for name in (*request.form, *request.files):
            if name not in names and not name.startswith(tuple(self.repeated())):
                problems.append(
                    str(
                        lazy_gettext(
                            "This form has a field that does not belong to it. Nothing was saved. "
                            "Go back, load the page again, then send it once more."
                        )
                    )
                )
                break
        once = names - set(self.many())
        if any(len(request.form.getlist(n)) + len(request.files.getlist(n)) > 1 for n in once):
            problems.append(
                str(
                    lazy_gettext(
                        "A field came twice. Nothing was saved. "
                        "Check what you see, then send it again."
                    )
                )
            )
        key = request.form.get("idempotency_key", "")
        if len(key) > KEY_LETTERS or not key.isprintable():
            problems.append(str(lazy_gettext("Send the form once more, please.")))
        return problems

    def _names(self) -> list[str]:
        return [*self._fields, "csrf_token", *self.buttons()]

    def buttons(self) -> Sequence[str]:
        """Names of the form's buttons that carry a value."""
        return ()

    def many(self) -> Sequence[str]:
        """Names of fields that may come more than once (check boxes)."""
        return ()

    def repeated(self) -> Sequence[str]:
        """Beginnings of names of repeated groups, such as `partners-`."""
        return ()
