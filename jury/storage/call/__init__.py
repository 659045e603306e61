"""Calls and their criteria, and the lists that pages draw from them."""

from jury.storage.call.questions import (
    call_of,
    changes_of,
    criteria_of,
    holds_part,
    hours_given_back,
    people_of,
    public_calls,
    rules_of,
    spec_of,
    utc_text,
)
from jury.storage.call.tables import PUBLIC_RULES, Call, CallChange, Criterion

__all__ = [
    "PUBLIC_RULES",
    "Call",
    "CallChange",
    "Criterion",
    "call_of",
    "changes_of",
    "criteria_of",
    "holds_part",
    "hours_given_back",
    "people_of",
    "public_calls",
    "rules_of",
    "spec_of",
    "utc_text",
]
