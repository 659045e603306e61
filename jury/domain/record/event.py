"""What the record says happened to a decision after it was adopted.

It must never name a person: a contest says what kind of person contests, a project its own name.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class ActRow:
    """A signed act: its number, its day, and the digest of its file."""

    number: str
    day: str
    sha256: str


@dataclass(frozen=True)
class EventRow:
    """What happened to the decision, on which day and why.

    `project` is the one that gave up; `grants` what was passed on to the reserve list, in cents;
    `order` the projects on that list as their slips were drawn in public;
    `act` the signed act by which money was passed on, where it was attached.
    """

    kind: str
    day: str
    by_whom: str
    reason: str
    reference: str
    project: str | None = None
    grants: dict[str, int] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    act: ActRow | None = None
