"""What somebody gives who registers themselves, and when it can be taken. Who they are stays out.

Plain rules; households and links are keyed elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from jury.domain.account import normalise_email
from jury.domain.errors import Invalid
from jury.domain.lottery.plan import Plan

_PHONE = re.compile(r"\+?[0-9]{6,15}")
_BETWEEN = re.compile(r"[\s./()\-\u2010-\u2015]")


@dataclass(frozen=True)
class Reach:
    """The one way to reach somebody: an e-mail address or a telephone number, the other is ''."""

    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Given:
    """What somebody typed: a value for each feature in its order, and how to reach them."""

    values: tuple[str, ...]
    reach: str
    address: str = ""
    language: str = ""


def normalise_phone(text: str) -> str | None:
    """Write a telephone number the one way in which it is compared, or give None for none.

    Blanks, dots, slashes, dashes and brackets fall away, a bracketed nought too; 00 becomes +.
    """
    plain = unicodedata.normalize("NFKC", text.strip())[:60].replace("(0)", "")
    digits = _BETWEEN.sub("", plain)
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    return digits if _PHONE.fullmatch(digits) else None


def reach_from(text: str) -> Reach:
    """Read one e-mail address or one telephone number. Raises Invalid (field `reach`)."""
    if "@" in text:
        email = normalise_email(text)
        if email is not None:
            return Reach(email=email)
    else:
        phone = normalise_phone(text)
        if phone is not None:
            return Reach(phone=phone)
    raise Invalid("reach_unreadable", {"reach": "reach_unreadable"})


def check_values(plan: Plan, values: Sequence[str]) -> None:
    """Refuse answers that the lottery does not offer. Raises Invalid (fields `feature-<n>`)."""
    wrong = {
        f"feature-{place}": "answer_not_offered"
        for place, feature in enumerate(plan.features)
        if place >= len(values) or values[place] not in {value.name for value in feature.values}
    }
    if wrong or len(values) != len(plan.features):
        raise Invalid("answer_not_offered", wrong)
