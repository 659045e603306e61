"""The sentence for each code of the rule book: what is the case, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString, lazy_gettext

from jury.domain.errors import Problem
from jury.web import (
    messages_account,
    messages_call,
    messages_decision,
    messages_lottery,
    messages_proposal,
    messages_record,
    messages_scoring,
    messages_seat,
)
from jury.web.messages_fields import FIELDS

_ = lazy_gettext

MESSAGES: dict[str, LazyString] = {
    "account_disabled": _("This account can no longer be used. Ask the people who run Jury."),
    "busy": _("Too many people are saving at this moment. Nothing is lost. Send it once more."),
    "invalid": _("Something is missing or not right. Look at the marked fields."),
    "key_reused": _(
        "This page was already sent with another content. Check what you see, then send it again."
    ),
    "not_found": _("There is nothing here for you."),
    "not_yours": _("You can read this, but doing it is somebody else's part."),
    "stale": _(
        "Somebody changed this while you were writing. Your text is kept here. "
        "Compare it with what is stored, then send it again."
    ),
    "too_many": _("That was too often in a short time. Wait a little, then try again."),
    "version_missing": _("This page was not complete. Load it again, then send it once more."),
    **messages_decision.FIELDS,
    **messages_record.FIELDS,
    **messages_lottery.FIELDS,
    **messages_account.FIELDS,
    **messages_call.FIELDS,
    **messages_proposal.FIELDS,
    **messages_scoring.FIELDS,
    **messages_seat.FIELDS,
}


def sentence(problem: Problem) -> str:
    """Put a refusal in words, in the reader's language."""
    return _fill(
        MESSAGES.get(problem.code) or FIELDS.get(problem.code) or MESSAGES["invalid"],
        problem.params,
    )


def field_sentence(code: str, params: Mapping[str, object]) -> str:
    """Put in words what is wrong with one field."""
    return _fill(FIELDS.get(code) or MESSAGES.get(code) or MESSAGES["invalid"], params)


def _fill(text: LazyString, params: Mapping[str, object]) -> str:
    return str(text) % dict(params) if params else str(text).replace("%%", "%")
