"""How values are written on pages."""

from __future__ import annotations

import pytest

from jury.web.filters import Phone, phone


@pytest.mark.parametrize(
    ("contact", "found"),
    [
        ("Nadia Renard, 081 24 67 10", Phone("081 24 67 10", "081246710")),
        ("Call +32 (0)81 24.67.10, mornings", Phone("+32 (0)81 24.67.10", "+3281246710")),
        ("081/24 67 10 or nadia@example.org", Phone("081/24 67 10", "081246710")),
        ("nadia.0812467890@example.org", None),
        ("In the hall, 2027-2028, room 12", None),
        ("", None),
    ],
)
def test_a_facilitators_number_is_found_to_be_dialled(contact: str, found: Phone | None) -> None:
    assert phone(contact) == found
