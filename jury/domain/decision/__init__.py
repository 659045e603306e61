"""What is decided and why: the outcome by the announced rule, released words, confirmed reasons."""

from jury.domain.decision.outcome import (
    Ask,
    Margin,
    Outcome,
    Result,
    TieNeedsDraw,
    Vote,
    Why,
    decide,
    leave_one_out,
    nearest_to_line,
    recompute,
    waiting_for_vote,
)

__all__ = [
    "Ask",
    "Margin",
    "Outcome",
    "Result",
    "TieNeedsDraw",
    "Vote",
    "Why",
    "decide",
    "leave_one_out",
    "nearest_to_line",
    "recompute",
    "waiting_for_vote",
]
