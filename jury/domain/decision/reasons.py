"""The jury's reasons for a project: when they are its own, by how many who stay agree.

It must never know who agreed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from jury.domain.errors import Invalid

MOST_REASON = 1200


class ReasonsStand(StrEnum):
    """Where the confirmation of a project's reasons stands."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


def reasons_stand(agree: int, disagree: int, stay: int) -> ReasonsStand:
    """Say whether more than half of the jurors who stay agree, or no longer can.

    >>> [str(reasons_stand(agree, disagree, 6)) for agree, disagree in ((3, 2), (4, 0), (3, 3))]
    ['asked', 'confirmed', 'refused']
    """
    if 2 * agree > stay:
        return ReasonsStand.CONFIRMED
    return ReasonsStand.REFUSED if 2 * disagree >= stay else ReasonsStand.ASKED


def check_reasons(texts: Mapping[str, str], criteria: Collection[str]) -> dict[str, str]:
    """Give the reasons that were written, by criterion; empty ones are left out.

    Raises Invalid `reasons_missing` for none, or with a code for each criterion (field
    `reason-<criterion>`).
    """
    kept = {c: text.strip() for c, text in texts.items() if text.strip()}
    wrong = {f"reason-{c}": "unknown_criterion" for c in kept if c not in criteria}
    wrong |= {
        f"reason-{c}": "jury_reason_too_long" for c, text in kept.items() if len(text) > MOST_REASON
    }
    if wrong:
        raise Invalid("invalid", wrong)
    if not kept:
        raise Invalid("reasons_missing")
    return kept
