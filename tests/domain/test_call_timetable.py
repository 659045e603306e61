"""A call's timetable, counted back from the legal date."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from jury.domain.call import counted_back

OPENS = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def test_the_steps_are_counted_back_from_the_decision() -> None:
    steps = counted_back(OPENS, OPENS + timedelta(days=25), OPENS + timedelta(days=100), 50)
    assert [(step.code, step.days_before, step.place) for step in steps] == [
        ("opens_at", 100, 0),
        ("closes_at", 75, 1 / 4),
        ("list_by", 50, 1 / 2),
        ("decide_by", 0, 1),
    ]


def test_a_list_that_would_be_due_before_closing_is_shown_where_it_falls() -> None:
    steps = counted_back(OPENS, OPENS + timedelta(days=25), OPENS + timedelta(days=30), 10)
    assert [step.code for step in steps] == ["opens_at", "list_by", "closes_at", "decide_by"]


def test_dates_at_one_moment_are_still_drawn() -> None:
    assert {step.place for step in counted_back(OPENS, OPENS, OPENS, 0)} == {0}
