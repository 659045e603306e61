"""Our bound is the value that the field's own library finds, computed by its own model.

The values were printed by `benchmarks/oracle.py` with sortition-algorithms 0.12.15.
"""

from __future__ import annotations

import pytest

from jury.domain.lottery.draw import draw
from tests.domain.lottery.pools import self_selected

MAXIMIN = {
    (50, 9, 2): 1.0,
    (60, 10, 3): 0.07142857142857070,
    (60, 10, 4): 0.0625,
    (80, 12, 5): 0.05555555555555512,
}
"""By people, seats and seed: the smallest chance of whoever some panel can hold."""


@pytest.mark.parametrize(("people", "seats", "seed"), MAXIMIN)
def test_the_bound_is_what_the_fields_own_library_finds(people, seats, seed) -> None:
    drawn = draw(self_selected(people, seats, seed), 10)
    expected = MAXIMIN[people, seats, seed]
    assert abs(float(drawn.bound) - expected) <= max(0.005 * expected, 0.0006)
