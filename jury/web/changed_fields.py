"""What the fields of a record are called in plain words, and what their values say.

It must never know where a change comes from: it names what `differences` found.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from flask_babel import LazyString, gettext, lazy_gettext

from jury.domain.record.differences import Change
from jury.web.filters import money, score, when, written_day
from jury.web.messages_decision import ANSWERS, BY_WHOM, EVENTS, OUTCOMES

_ = lazy_gettext

DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
MOMENT = re.compile(rf"{DAY.pattern}T\d\d:\d\d:\d\dZ", re.ASCII)
"""How a record keeps days and moments."""

NAMES: dict[str, LazyString] = {
    "call": _("The rules of the call"),
    "call.changes": _("What was announced while the call was public"),
    "jury": _("The jury in numbers"),
    "round": _("The round"),
    "proposals_not_before_the_jury": _("Projects that did not come before the jury"),
    "decision": _("When the authority decided"),
    "decision.granted_cents": _("What the authority granted in all"),
    "decision.act": _("The signed act"),
    "decision.act.number": _("The number of the signed act"),
    "decision.act.day": _("The date of the signed act"),
    "decision.act.sha256": _("The fingerprint of the signed act"),
    "sure": _("How sure the outcome is"),
    "jury.composition": _("Who sits on the jury"),
    "events": _("What happened to the decision"),
    "events.kind": _("What happened to the decision"),
    "events.day": _("On which day"),
    "events.by_whom": _("Who contests the decision"),
    "events.reason": _("For which reason"),
    "events.reference": _("By which act or judgment"),
    "events.project": _("Which project gives up"),
    "events.order": _("In which order slips were drawn on the reserve list"),
    "events.grants": _("Who gets money from the reserve list"),
    "project": _("The project"),
    "project.title": _("Title"),
    "project.summary": _("One-minute summary"),
    "project.asked_cents": _("Amount asked for"),
    "project.minimum_cents": _("Least amount needed"),
    "project.jurors_who_stayed": _("Jurors who stayed with the project"),
    "project.ties": _("What jurors said of their ties"),
    "project.score": _("Score"),
    "project.criteria": _("How many chose each level"),
    "project.vote": _("The room's vote"),
    "project.jury": _("What the jury decided"),
    "project.authority": _("What the authority answered"),
    "project.authority.answer": _("Whether the authority follows the jury"),
    "project.authority.amount_cents": _("Amount granted"),
    "project.authority.reason": _("Why the authority departs from the jury"),
    "project.words": _("What jurors wrote"),
    "project.reasons": _("The jury's reasons"),
    "project.answers": _("What this project will do"),
    "project.partners": _("Who brings what, who gains what"),
    "project.details": _("What stands beside the project's answers"),
    "project.rows": _("The sheets, one by one"),
}
"""By path without numbers and ids; a path that is not here has the name of its nearest parent."""


def name_of(change: Change) -> LazyString:
    """Give the human name of a changed field."""
    parts = ([change.proposal and "project"] if change.proposal else []) + change.path.split(".")
    path = [part for part in parts if part and not part.isdigit()]
    while ".".join(path) not in NAMES:
        path.pop()
    return NAMES[".".join(path)]


def said(change: Change, value: str, titles: Mapping[str, tuple[str, str]]) -> str:
    """Say a changed value as a page says it: money as money, codes as words, projects by title."""
    field = change.path.rpartition(".")[2]
    if not value:
        return ""
    if change.path.startswith("events.") and ".grants." in change.path:
        return f"{titles.get(field, (field, ''))[0]}: {money(int(value))}"
    if field.endswith("_cents"):
        return money(int(value))
    if field == "score" and "/" in value:
        return str(score(value))
    if MOMENT.fullmatch(value):
        return when(datetime.fromisoformat(value))
    if DAY.fullmatch(value):
        return written_day(value)
    if field == "project":
        return titles.get(value, (value, ""))[0]
    if value in ("True", "False"):
        return str(gettext("yes") if value == "True" else gettext("no"))
    return str(WORDS.get(field, {}).get(value, value))


WORDS: dict[str, dict[str, object]] = {
    "kind": dict(EVENTS),
    "by_whom": dict(BY_WHOM),
    "outcome": {code: word.label for code, word in OUTCOMES.items()},
    "answer": {code: word.label for code, word in ANSWERS.items()},
}
"""The words of values that are codes, by the last part of their path."""
