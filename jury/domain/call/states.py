"""Where a call stands, and which act leads from where to where."""

from __future__ import annotations

from enum import StrEnum

from jury.domain.machine import Machine


class CallState(StrEnum):
    """Where a call stands on its way (the specification, section 3.1)."""

    DRAFT = "draft"
    CONSULTATION = "consultation"
    OPEN = "open"
    CLOSED = "closed"
    WITH_JURY = "with_jury"
    DECIDED = "decided"
    FOLLOWED_UP = "followed_up"
    ARCHIVED = "archived"
    CANCELLED = "cancelled"
    CONTESTED = "contested"
    ANNULLED = "annulled"
    RETAKEN = "retaken"


_S = CallState
TRANSITIONS: dict[tuple[CallState, str], CallState] = {
    (_S.DRAFT, "edit"): _S.DRAFT,
    (_S.DRAFT, "publish"): _S.OPEN,
    (_S.OPEN, "close"): _S.CLOSED,
    (_S.CLOSED, "reopen"): _S.OPEN,
    (_S.CLOSED, "hand_to_jury"): _S.WITH_JURY,
    (_S.WITH_JURY, "decide"): _S.DECIDED,
    (_S.DECIDED, "contest"): _S.CONTESTED,
    (_S.CONTESTED, "uphold"): _S.DECIDED,
    (_S.CONTESTED, "annul"): _S.ANNULLED,
    (_S.ANNULLED, "retake"): _S.RETAKEN,
    (_S.RETAKEN, "contest"): _S.CONTESTED,
    (_S.DRAFT, "cancel"): _S.CANCELLED,
    (_S.OPEN, "cancel"): _S.CANCELLED,
    (_S.CLOSED, "cancel"): _S.CANCELLED,
    (_S.WITH_JURY, "cancel"): _S.CANCELLED,
}
STANDS = frozenset({_S.DECIDED, _S.RETAKEN})
"""States in which a decision stands that nobody contests."""

CALL: Machine[CallState] = Machine("call", TRANSITIONS)
