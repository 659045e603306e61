"""The forms of the lottery: its numbers, its features, a register's list, dice, and answers."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext
from wtforms import HiddenField
from wtforms.validators import ValidationError

from jury.domain.lottery.invitations import MOST_LETTERS
from jury.domain.lottery.plan import MOST_SEATS, MOST_VALUES, Feature, Plan, Value, proposed
from jury.domain.lottery.pool import PANELS_MAX
from jury.domain.lottery.shares import Shares
from jury.web.fields import Choice, Upload, WholeNumber, clean, line, text
from jury.web.forms import JuryForm

_ = lazy_gettext
EMPTY_ROWS = 3
LEAST_ROWS = 6


class ReasonForm(JuryForm):
    """Why something changes that people already relied on."""

    reason = text(_("The reason"), most=2000, required=_("Give a reason."))


class PlanForm(JuryForm):
    """How many seats, and the few numbers around them."""

    seats = WholeNumber(
        _("How many people sit on the jury?"), least=1, most=MOST_SEATS,
        required=_("Write how many seats there are."),
    )  # fmt: skip
    minimum = WholeNumber(
        _("With how many can it begin?"), least=0, most=MOST_SEATS,
        required=_("Write how many must at least have said yes."),
    )  # fmt: skip
    per_household = WholeNumber(
        _("How many people of one household may register?"), least=1, most=20,
        required=_("Write a number, such as 2."),
    )  # fmt: skip
    panels = WholeNumber(
        _("How many juries stand on the list?"), least=100, most=PANELS_MAX,
        required=_("Write a number, such as 1000."),
    )  # fmt: skip
    reason = text(_("Why does it change now?"), most=2000)

    def draw(self, plan: Plan) -> None:
        """Fill the fields from what is stored."""
        self.seats.data, self.minimum.data = str(plan.seats), str(plan.minimum)
        self.per_household.data, self.panels.data = str(plan.per_household), str(plan.panels)

    def plan(self, features: tuple[Feature, ...]) -> Plan:
        """Give the plan with these numbers."""
        return Plan(
            self.seats.number or 0,
            features,
            self.panels.number or 0,
            self.per_household.number or 0,
            self.minimum.number or 0,
        )


class Share(WholeNumber):
    """A share of the population in percent, with one decimal; `.number` is in tenths."""

    def pre_validate(self, form: Any) -> None:
        """Read "12", "12.5" or "12,5"."""
        typed = (self.data or "").removesuffix("%").strip().replace(",", ".")
        if not typed:
            return
        whole, point, tenth = typed.partition(".")
        plain = (whole + tenth).isascii() and whole.isdigit() and (tenth.isdigit() or not point)
        if not plain or len(whole) > 3 or len(tenth) > 1 or int(whole) * 10 > 1000:
            raise ValidationError(str(_("Please write a share in percent, such as 12.5.")))
        self.number = int(whole) * 10 + int(tenth or 0)


class FeatureForm(JuryForm):
    """One feature: its name, and a row for each value."""

    name = line(_("What do people differ in?"), most=80, required=_("Name the feature."))
    reason = text(_("Why does it change now?"), most=2000)
    file = Upload(_("The shares of the population, as a CSV file"))
    rows: int

    def draw(self, feature: Feature) -> None:
        """Fill the fields from what is stored."""
        self.name.data = feature.name
        for number, value in enumerate(feature.values):
            self[f"value-{number}"].data = value.name
            self[f"low-{number}"].data = str(value.low)
            self[f"high-{number}"].data = str(value.high)
            if value.share is not None:
                self[f"share-{number}"].data = _percent(value.share)

    def values(self) -> list[str]:
        """Give the values that are written so far."""
        return [name for n in range(self.rows) if (name := self[f"value-{n}"].data)]

    def take(self, found: Shares) -> None:
        """Fill shares in from a list, and values where none was written; all else stays typed."""
        self.name.data = self.name.data or found.feature
        if not self.values():
            for number, value in enumerate(found.shares):
                self[f"value-{number}"].data = value
        for number in range(self.rows):
            share = found.shares.get(self[f"value-{number}"].data)
            if share is not None:
                self[f"share-{number}"].data = _percent(share)

    def feature(self, seats: int) -> Feature:
        """Give what was typed; seats that were left empty are proposed from the shares.

        Where shares are missing too, everything stays open: from 0 to all seats.
        """
        used = [n for n in range(self.rows) if self[f"value-{n}"].data]
        shares = [self[f"share-{n}"].number for n in used]
        offered = proposed(seats, [share or 0 for share in shares])
        values = []
        for number, share, (low, high) in zip(used, shares, offered, strict=True):
            typed = self[f"low-{number}"].number, self[f"high-{number}"].number
            least = typed[0] if typed[0] is not None else min(low, typed[1] or low)
            most = typed[1] if typed[1] is not None else max(high, least)
            values.append(Value(self[f"value-{number}"].data, least, most, share))
        return Feature(self.name.data, tuple(values))


def _percent(tenths: int) -> str:
    whole, tenth = divmod(tenths, 10)
    return f"{whole}.{tenth}" if tenth else str(whole)


def feature_form(
    stored: Feature | None, seats: int, version: int | None, least: int = 0
) -> FeatureForm:
    """Make the form with a row for each stored value and some more, and at least `least` rows."""
    kept = len(stored.values) + EMPTY_ROWS if stored else 0
    rows = min(MOST_VALUES, max(LEAST_ROWS, kept, least))
    fields: dict[str, object] = {"rows": rows}
    for number in range(rows):
        fields[f"value-{number}"] = line(_("Value"), most=80)
        fields[f"share-{number}"] = Share(_("Share of the population"))
        fields[f"low-{number}"] = WholeNumber(_("Seats, at least"), least=0, most=seats)
        fields[f"high-{number}"] = WholeNumber(_("Seats, at most"), least=0, most=seats)
    form: FeatureForm = type("ThisFeature", (FeatureForm,), fields)(version=version)
    for field in form:
        field.flags.optional = False
    if stored is not None and not form.is_submitted():
        form.draw(stored)
    return form


class RegisterForm(JuryForm):
    """A list of people from a register; `content` carries it from the dry run to the taking in."""

    file = Upload(_("The list, as a CSV file"))
    content = HiddenField()

    def data_sent(self) -> bytes:
        """Give the list: the file that came, or the one that was looked at before."""
        return self.file.content or clean(self.content.data).encode()


class LettersForm(RegisterForm):
    """A list of addresses, and how many of them get a letter."""

    letters = WholeNumber(_("How many letters?"), least=1, most=MOST_LETTERS)


class LetterForm(JuryForm):
    """The code of somebody's invitation letter."""

    letter = line(_("The code of your letter"), most=40, required=_("Type the code."))


class DiceForm(JuryForm):
    """The dice as they fell."""

    dice = line(_("The dice, in their order"), most=40, required=_("Write the dice."))


class ComingForm(JuryForm):
    """Does somebody who was drawn come?"""

    accepts = Choice(
        _("Their answer"),
        choices=[("yes", _("Yes, they come")), ("no", _("No, they do not come"))],
        required=_("Choose one of the two."),
    )
    name = line(_("The name by which the jury knows them"))
    reason = text(_("Why not?"), most=2000)
