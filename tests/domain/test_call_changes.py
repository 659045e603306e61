"""What may change in a public call: later dates only, for everyone, never after the fact."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from jury.domain.call import CallState, Dates, check_erratum, check_extension, check_outage
from jury.domain.errors import Conflict, Invalid

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
OLD = Dates(NOW + 10 * DAY, NOW + 60 * DAY)
LATER = Dates(NOW + 12 * DAY, NOW + 62 * DAY)
OPEN, CLOSED = CallState.OPEN, CallState.CLOSED
END = OLD.closes_at


def test_an_erratum_gives_more_time() -> None:
    check_erratum(OPEN, NOW, OLD, LATER)
    check_erratum(OPEN, NOW, OLD, Dates(OLD.closes_at + HOUR, OLD.decide_by))
    with pytest.raises(Invalid, match="closes_not_later"):
        check_erratum(OPEN, NOW, OLD, Dates(OLD.closes_at, LATER.decide_by))


def test_an_erratum_comes_before_closing_or_not_at_all() -> None:
    with pytest.raises(Conflict, match="call_time_is_over"):
        check_erratum(OPEN, END, OLD, LATER)
    for state in set(CallState) - {OPEN}:
        with pytest.raises(Conflict, match=f"call_is_{state.value}"):
            check_erratum(state, NOW, OLD, LATER)


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (OLD, "no_new_date"),
        (Dates(OLD.closes_at - HOUR, OLD.decide_by), "closes_not_later"),
        (Dates(OLD.closes_at, OLD.decide_by - HOUR), "decide_by_earlier"),
        (Dates(OLD.decide_by, OLD.decide_by), "decided_before_it_closes"),
    ],
)
def test_dates_never_come_earlier(new: Dates, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        check_extension(OPEN, NOW, OLD, new)


@pytest.mark.parametrize("state", [CLOSED, CallState.WITH_JURY])
def test_after_closing_only_the_day_of_the_decision_moves(state: CallState) -> None:
    check_extension(state, END + DAY, OLD, Dates(OLD.closes_at, LATER.decide_by))
    with pytest.raises(Conflict, match=f"call_is_{state.value}"):
        check_extension(state, END + DAY, OLD, LATER)


@pytest.mark.parametrize("state", [CallState.DRAFT, CallState.DECIDED, CallState.CANCELLED])
def test_no_date_moves_before_opening_or_after_the_decision(state: CallState) -> None:
    with pytest.raises(Conflict, match=f"call_is_{state.value}"):
        check_extension(state, NOW, OLD, LATER)


@pytest.mark.parametrize("state", [OPEN, CLOSED])
def test_the_last_hours_lost_are_given_back(state: CallState) -> None:
    new = Dates(END + 5 * HOUR, OLD.decide_by)
    check_outage(state, END + HOUR, OLD, new, END - 3 * HOUR, END + HOUR)


@pytest.mark.parametrize(
    ("start", "end", "closes", "code"),
    [
        (END - HOUR, END - 2 * HOUR, END + 5 * HOUR, "failure_hours_unclear"),
        (END - HOUR, END + 2 * HOUR, END + 5 * HOUR, "failure_hours_unclear"),
        (END - 3 * DAY, END - 2 * DAY, END + 5 * HOUR, "failure_not_in_last_hours"),
        (END, END + HOUR, END + 5 * HOUR, "failure_not_in_last_hours"),
        (END - 4 * HOUR, END - HOUR, END + HOUR + HOUR, "extension_too_short"),
        (END - 2 * HOUR, END, END + HOUR, "extension_too_short"),
    ],
)
def test_hours_that_were_not_lost_are_not_given_back(
    start: datetime, end: datetime, closes: datetime, code: str
) -> None:
    with pytest.raises(Invalid, match=code):
        check_outage(CLOSED, END + HOUR, OLD, Dates(closes, OLD.decide_by), start, end)


def test_a_call_that_is_with_the_jury_does_not_open_again() -> None:
    with pytest.raises(Conflict, match="call_is_with_jury"):
        check_outage(CallState.WITH_JURY, END + HOUR, OLD, LATER, END - HOUR, END)
