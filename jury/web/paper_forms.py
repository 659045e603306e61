"""The forms of paper: who types the sheets in, and what stands on one of them."""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import HiddenField

from jury.domain.errors import Invalid
from jury.domain.seat import TieDegree
from jury.services.seat import MOST_NAME
from jury.web.fields import Choice, line
from jury.web.forms import JuryForm
from jury.web.messages import field_sentence
from jury.web.sheet_forms import CheckForm

_l = lazy_gettext
CONFLICT = TieDegree.CONFLICT.value


class NamesForm(JuryForm):
    """The two people who type in what stands on paper."""

    first = line(_l("The first person"), most=MOST_NAME, required=_l("Write a name."))
    second = line(_l("The second person"), most=MOST_NAME, required=_l("Write a name."))


DEGREES_ON_PAPER = {
    "none": _l("No tie"),
    "link": _l("A link"),
    "conflict": _l("Too close to judge it"),
}


class PaperForm(CheckForm):
    """A paper sheet: whose seat, which project, its tie, a level for each criterion, the words."""

    seat = HiddenField()
    project = HiddenField()
    degree = Choice(
        _l("What is ticked about a tie to this project?"),
        choices=[*DEGREES_ON_PAPER.items()],
        required=_l("Choose what is ticked on the paper."),
    )

    def blame(self, problem: Invalid) -> None:
        """Say of two typings that they differ; anything else as on a juror's own sheet."""
        if problem.code != "paper_differs":
            super().blame(problem)
            return
        self.form_errors.append(field_sentence("paper_differs", {}))

    @property
    def number(self) -> int:
        """The number of the seat; 0, which no seat has, for what is no number."""
        typed = self.seat.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0
