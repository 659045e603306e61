"""The forms of the board: when a round closes, why early, the room's votes, the public draw."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext

from jury.services.scoring import MOST_REASON
from jury.web.fields import LocalTime, WholeNumber, text
from jury.web.forms import JuryForm

_l = lazy_gettext
MOST_VOTES = 1000


class OpenForm(JuryForm):
    """When the round closes, in the call's own time."""

    closes_at = LocalTime(_l("The round closes on"), required=_l("Say when the round closes."))
    zone = ZoneInfo("UTC")

    @property
    def moment(self) -> datetime:
        """The closing time as typed; the form must have been checked."""
        if self.closes_at.moment is None:
            raise ValueError("the form was not checked")
        return self.closes_at.moment


class CloseForm(JuryForm):
    """Why a round closes before its time."""

    reason = text(_l("The reason"), most=MOST_REASON)


class VoteForm(JuryForm):
    """The room's vote on one project."""

    yes = WholeNumber(_l("Yes"), most=MOST_VOTES, required=_l("Write the number, 0 for none."))
    no = WholeNumber(_l("No"), most=MOST_VOTES, required=_l("Write the number, 0 for none."))
    abstain = WholeNumber(
        _l("Abstained"), most=MOST_VOTES, required=_l("Write the number, 0 for none.")
    )


class DrawForm(JuryForm):
    """The order of the slips drawn in public: the numbers that the projects have on the page."""

    order = text(
        _l("The order of the slips"), most=2000, required=_l("Type the numbers in their order.")
    )

    def proposals(self, listed: Mapping[int, str]) -> list[str]:
        """Give the projects in the order typed; an unknown number gives an unknown project."""
        typed = (self.order.data or "").replace(",", " ").split()
        plain = (int(t) if t.isascii() and t.isdigit() and len(t) < 6 else 0 for t in typed)
        return [listed.get(number, "") for number in plain]
