"""What may still change in a public call: its dates, later and for everyone, each time announced.

It must never know a clock (the moment is an argument) or in which words a refusal is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from jury.domain.call.states import CallState
from jury.domain.errors import Conflict, Invalid

LAST_HOURS = timedelta(hours=24)
"""A failure of the server counts as one of the last hours if it touches these before closing."""


class ChangeKind(StrEnum):
    """A correction with more time, other dates for a reason, hours given back to applicants or to
    the jury."""

    ERRATUM = "erratum"
    EXTENSION = "extension"
    OUTAGE = "outage"
    ROUND = "round"


@dataclass(frozen=True)
class Dates:
    """When a call closes and until when it is decided; moments carry a time zone."""

    closes_at: datetime
    decide_by: datetime


def check_erratum(state: CallState, now: datetime, old: Dates, new: Dates) -> None:
    """Refuse a correction after closing, or one that gives no more time.

    Raises Conflict (`call_is_<state>`, `call_time_is_over`) or Invalid.
    """
    _still_open(state, now, old)
    if new.closes_at <= old.closes_at:
        _refuse("closes_at", "closes_not_later")
    _check_order(old, new)


def check_extension(state: CallState, now: datetime, old: Dates, new: Dates) -> None:
    """Refuse dates that come earlier, that do not change, or a closing that has passed.

    After closing only the day of the decision can move. Raises Conflict or Invalid.
    """
    if state not in (CallState.OPEN, CallState.CLOSED, CallState.WITH_JURY):
        raise Conflict(f"call_is_{state.value}")
    if new == old:
        _refuse("closes_at", "no_new_date")
    if new.closes_at != old.closes_at:
        _still_open(state, now, old)
        if new.closes_at < old.closes_at:
            _refuse("closes_at", "closes_not_later")
    _check_order(old, new)


def check_outage(
    state: CallState,
    now: datetime,
    old: Dates,
    new: Dates,
    failed_from: datetime,
    failed_until: datetime,
) -> None:
    """Refuse to make up for hours that were not the last ones, or to give back too few.

    A call that the failure outlasted may be closed already: it opens again. Raises Conflict
    (`call_is_<state>`) or Invalid.
    """
    if state not in (CallState.OPEN, CallState.CLOSED):
        raise Conflict(f"call_is_{state.value}")
    check_hours_given_back(now, old.closes_at, new.closes_at, failed_from, failed_until)
    _check_order(old, new)


def check_hours_given_back(
    now: datetime,
    closes_before: datetime,
    closes_after: datetime,
    failed_from: datetime,
    failed_until: datetime,
) -> None:
    """Refuse a failure that is not over or not of the last hours, and a new end too soon.

    Raises Invalid.
    """
    if not failed_from < failed_until <= now:
        _refuse("failed_until", "failure_hours_unclear")
    if failed_until <= closes_before - LAST_HOURS or failed_from >= closes_before:
        _refuse("failed_from", "failure_not_in_last_hours")
    lost = min(failed_until, closes_before) - max(failed_from, closes_before - LAST_HOURS)
    if closes_after <= now or closes_after < closes_before + lost:
        _refuse("closes_at", "extension_too_short")


def _still_open(state: CallState, now: datetime, old: Dates) -> None:
    if state is not CallState.OPEN:
        raise Conflict(f"call_is_{state.value}")
    if now >= old.closes_at:
        raise Conflict("call_time_is_over")


def _check_order(old: Dates, new: Dates) -> None:
    if new.decide_by < old.decide_by:
        _refuse("decide_by", "decide_by_earlier")
    if new.decide_by <= new.closes_at:
        _refuse("decide_by", "decided_before_it_closes")


def _refuse(field: str, code: str) -> None:
    raise Invalid(code, {field: code})
