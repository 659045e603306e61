"""What the record says of the call: its rules as they were announced.

It must never know a clock or in which words a rule is explained.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LevelRow:
    """One described level."""

    word: str
    sentence: str


@dataclass(frozen=True)
class CriterionRow:
    """One criterion as announced; `weight` is in percent."""

    id: str
    question: str
    weight: int
    levels: list[LevelRow]


@dataclass(frozen=True)
class ChangeRow:
    """One change announced while the call was public: its kind, its words, the dates it moved."""

    number: int
    kind: str
    said_at: str
    text: str
    closes_before: str
    closes_after: str
    decide_before: str
    decide_after: str
    failed_from: str | None
    failed_until: str | None


@dataclass(frozen=True)
class CallRow:
    """The call and its rules. Amounts are whole cents, moments UTC text, the floor "a/b"."""

    id: str
    title: str
    language: str
    timezone: str
    purpose: str
    authority: str
    place: str
    budget_cents: int
    opens_at: str | None
    closes_at: str | None
    decide_by: str | None
    power: str
    power_basis: str
    depart_grounds: str
    answer_days: int
    fallback: str
    freed_money: str
    reserve: bool
    who_may_apply: str
    admissibility_questions: list[str]
    eligibility_questions: list[str]
    contest_admissibility: str
    contest_days: int
    languages: list[str]
    binding_language: str
    contact: str
    facilitator_contact: str
    facilitator_mandate: str
    appeal: str
    rule: str
    quorum_min: int
    quorum_half: bool
    floor: str | None
    partial: bool
    sheets_published: str
    criteria: list[CriterionRow]
    changes: list[ChangeRow]
