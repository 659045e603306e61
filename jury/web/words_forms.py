"""The forms about words: what a juror releases, the reasons drafted, and whether jurors agree."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext
from wtforms import HiddenField

from jury.domain.decision.reasons import MOST_REASON
from jury.domain.errors import Invalid
from jury.storage.call import Criterion
from jury.storage.decision import OwnText, Reasons, Release
from jury.web.fields import Choice, text
from jury.web.forms import JuryForm

_ = lazy_gettext
CHOICES = [
    ("released", _("Publish it as it is")),
    ("shortened", _("Publish a shorter text")),
    ("withheld", _("Publish nothing of it")),
]


class WordsForm(JuryForm):
    """For each own text a choice, and a shorter text."""

    def choices(self, texts: Sequence[OwnText]) -> dict[str, tuple[str, str]]:
        """Give what was chosen; a text without a choice is left out, and so stays withheld."""
        return {
            t.key: (self[f"choice-{t.key}"].data, self[f"shorter-{t.key}"].data or "")
            for t in texts
            if self[f"choice-{t.key}"].data
        }


def words_form(texts: Sequence[OwnText], release: Release | None) -> WordsForm:
    """Make the form for these texts; a fresh one shows what was chosen before."""
    said = release.choices if release else {}
    fields: dict[str, object] = {}
    for own in texts:
        fields[f"choice-{own.key}"] = Choice(
            _("What may be published?"),
            choices=CHOICES,
            default=said.get(own.key, {}).get("choice"),
        )
        fields[f"shorter-{own.key}"] = text(_("Your shorter text"), most=2000)
    form: WordsForm = type("TheseWords", (WordsForm,), fields)(
        version=release.version if release else 0
    )
    if not form.is_submitted():
        for own in texts:
            form[f"shorter-{own.key}"].data = said.get(own.key, {}).get("text") or own.text
    for own in texts:
        form[f"shorter-{own.key}"].flags.optional = False
    return form


class ReasonsForm(JuryForm):
    """One reason for each question."""

    def texts(self, criteria: Sequence[Criterion]) -> dict[str, str]:
        """Give what was typed, by criterion."""
        return {c.id: self[f"reason-{c.id}"].data or "" for c in criteria}


def reasons_form(criteria: Sequence[Criterion], stored: Reasons | None) -> ReasonsForm:
    """Make the form for these questions; a fresh one shows the stored draft."""
    fields = {f"reason-{c.id}": text(c.question, most=MOST_REASON) for c in criteria}
    form: ReasonsForm = type("TheseReasons", (ReasonsForm,), fields)(
        version=stored.version if stored else 0
    )
    if stored is not None and not form.is_submitted():
        for c in criteria:
            form[f"reason-{c.id}"].data = stored.texts.get(c.id, "")
    return form


class AgreeForm(JuryForm):
    """Whether the drafted reasons are the jury's."""

    draft = HiddenField()
    agrees = Choice(
        _("Are these our reasons?"),
        choices=[("yes", _("Yes, I agree")), ("no", _("No, I do not agree"))],
        required=_("Choose one of the two."),
    )

    @property
    def drawn_draft(self) -> int:
        """Give the version of the draft that was read; raises Invalid if it is not a number."""
        typed = self.draft.data or ""
        if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
            raise Invalid("version_missing")
        return int(typed)
