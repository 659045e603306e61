"""After the decision: who contested it, how that ended, who gave up, where the money goes.

The states stand in the call's own machine; here is what each act must say.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from jury.domain.errors import Invalid

MOST_TEXT = 2000
MOST_REFERENCE = 120


class Contester(StrEnum):
    """Who contests a decision. A name is never asked: the record names no private person."""

    APPLICANT = "applicant"
    SOMEBODY_ELSE = "somebody_else"
    AUTHORITY_ABOVE = "authority_above"


class Settled(StrEnum):
    """How a contest ends."""

    UPHELD = "upheld"
    ANNULLED = "annulled"


class Happened(Protocol):
    """One thing that happened to a decision, of some kind."""

    @property
    def kind(self) -> str:
        """Say what happened."""
        ...


E = TypeVar("E", bound=Happened)
RETAKEN = "retaken"


def since_retaken(events: Sequence[E]) -> list[E]:
    """Give what happened since the decision that stands was taken: one that is retaken begins anew.

    What was given up or passed on before belonged to the decision that was annulled.
    """
    begins = max((n for n, e in enumerate(events, 1) if e.kind == RETAKEN), default=0)
    return list(events[begins:])


def check_contest(by_whom: str, day: str, reason: str, today: str) -> None:
    """Make sure that a contest says by whom, received when (`YYYY-MM-DD`), and why.

    Raises Invalid with a code for each field.
    """
    wrong: dict[str, str] = {}
    if by_whom not in set(Contester):
        wrong["by_whom"] = "by_whom_unknown"
    _day(wrong, day, today)
    _text(wrong, reason)
    if wrong:
        raise Invalid("invalid", wrong)


def check_settled(outcome: str, reason: str, reference: str) -> None:
    """Make sure that the end of a contest says which, why, and by which act.

    Raises Invalid with a code for each field.
    """
    wrong: dict[str, str] = {}
    if outcome not in set(Settled):
        wrong["outcome"] = "settled_unknown"
    _reference(wrong, reference)
    _text(wrong, reason)
    if wrong:
        raise Invalid("invalid", wrong)


def check_given_up(day: str, reason: str, today: str) -> None:
    """Make sure that a project's giving up says received when (`YYYY-MM-DD`), and why.

    Raises Invalid with a code for each field.
    """
    wrong: dict[str, str] = {}
    _day(wrong, day, today)
    _text(wrong, reason)
    if wrong:
        raise Invalid("invalid", wrong)


def check_drawn(order: Sequence[str], tied: Sequence[str]) -> None:
    """Make sure that a draw on the reserve list holds each of those who are equal, and only them.

    Raises Invalid (`reserve_draw_unknown`).
    """
    if len(order) != len(set(order)) or set(order) != set(tied):
        raise Invalid("reserve_draw_unknown", {"order": "reserve_draw_unknown"})


def check_passed_on(reason: str, reference: str) -> None:
    """Make sure that passing money on says why, and by which act.

    Raises Invalid with a code for each field.
    """
    wrong: dict[str, str] = {}
    _reference(wrong, reference)
    _text(wrong, reason)
    if wrong:
        raise Invalid("invalid", wrong)


def _day(wrong: dict[str, str], day: str, today: str) -> None:
    try:
        if date.fromisoformat(day).isoformat() != day or not "2000" <= day <= today:
            wrong["day"] = "day_not_past"
    except ValueError:
        wrong["day"] = "day_unknown"


def _reference(wrong: dict[str, str], reference: str) -> None:
    if not reference.strip() or len(reference) > MOST_REFERENCE:
        wrong["reference"] = "reference_missing"


def _text(wrong: dict[str, str], reason: str) -> None:
    if not reason.strip():
        wrong["reason"] = "reason_missing"
    elif len(reason) > MOST_TEXT:
        wrong["reason"] = "contest_too_long"
