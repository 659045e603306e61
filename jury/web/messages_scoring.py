"""The sentences about rounds and sheets: what is missing, and why it is too soon or too late."""

from __future__ import annotations

from flask_babel import LazyString, lazy_gettext

_ = lazy_gettext

_CLOSED = _(
    "The round has closed. This could no longer be sent, and what is not sent never counts. "
    "What you wrote is still shown here, for you alone."
)

FIELDS: dict[str, LazyString] = {
    "round_is_planned": _("The round is not open yet. You can already read the projects."),
    "round_is_open": _("The round is open. Nothing was changed."),
    "round_is_closed": _CLOSED,
    "round_is_counted": _("The round has been counted. Nothing was changed."),
    "seat_unknown": _(
        "No juror had a seat with this number when the round closed, or this is no project of it. "
        "Look at the paper again."
    ),
    "phone_holds": _(
        "This seat sent the same sheet by phone. That one holds. Put this paper aside: "
        "it changes nothing."
    ),
    "paper_left": _(
        "The juror in this seat has left this project. This paper does not count: put it aside."
    ),
    "paper_is_confirmed": _("This sheet was typed twice and counts. Nothing was changed."),
    "paper_differs": _("The two typings differ. Look at the paper again."),
    "typed_by_other": _("The other scrutineer typed this sheet. Type it again to confirm it."),
    "typed_it": _("You typed this sheet yourself. The other scrutineer confirms it."),
    "round_is_cancelled": _("The call was cancelled, and the round with it. Nothing was changed."),
    "not_yet": _("It is not time yet."),
    "tie_first": _("First say whether something ties you to this project."),
    "conflict": _("You left this project to the others. You do not score it."),
    "sheet_incomplete": _("One answer is missing. Choose a level, or “I cannot judge”."),
    "missing_level": _("Choose a level here, or “I cannot judge”."),
    "unknown_criterion": _("This page asked for something else. Load it again."),
    "level_off_scale": _("Please choose one of the levels shown."),
    "no_levels": _("Nobody gave a level."),
    "draft_stale": _(
        "You changed this sheet on another page or device. Compare the two, then go on."
    ),
    "closes_in_the_past": _("The round must close in the future. Choose a later time."),
    "round_after_decision": _(
        "The round must end before the day of the decision. "
        "Ask the official to move that day first."
    ),
    "closes_missing": _("Say when the round closes."),
    "no_proposals": _("No project is before the jury yet."),
    "no_seats": _("Nobody is seated yet. Seat the jury first."),
    "undecided_proposals": _(
        "Some projects still wait for the official's answer: before the jury, or not."
    ),
}
