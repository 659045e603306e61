"""A call for projects: its states and rules, and what may still change once it is public."""

from jury.domain.call.changes import (
    ChangeKind,
    Dates,
    check_erratum,
    check_extension,
    check_hours_given_back,
    check_outage,
)
from jury.domain.call.rules import (
    CONTEST_DAYS_MAX,
    CRITERIA_MAX,
    FROZEN_FROM_OPENING,
    LANGUAGES,
    LEVELS_MAX,
    TITLE_MAX,
    CallSpec,
    CriterionSpec,
    Level,
    Missing,
    Power,
    SheetsPublished,
    frozen,
    missing,
    takes_proposals,
)
from jury.domain.call.states import CALL, TRANSITIONS, CallState
from jury.domain.call.timetable import Step, counted_back

__all__ = [
    "CALL",
    "CONTEST_DAYS_MAX",
    "CRITERIA_MAX",
    "FROZEN_FROM_OPENING",
    "LANGUAGES",
    "LEVELS_MAX",
    "TITLE_MAX",
    "TRANSITIONS",
    "CallSpec",
    "CallState",
    "ChangeKind",
    "CriterionSpec",
    "Dates",
    "Level",
    "Missing",
    "Power",
    "SheetsPublished",
    "Step",
    "check_erratum",
    "check_extension",
    "check_hours_given_back",
    "check_outage",
    "counted_back",
    "frozen",
    "missing",
    "takes_proposals",
]
