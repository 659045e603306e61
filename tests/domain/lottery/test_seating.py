"""Who comes in whose place, and a jury in numbers in which nobody can be singled out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jury.domain.lottery.pool import Person, Pool, Quota
from jury.domain.lottery.seating import (
    SMALLEST_GROUP,
    Alternate,
    Group,
    composition,
    merged,
    next_alternate,
    order_of,
)

POOL = Pool(
    ("Age",),
    tuple(Person(f"p{n}", ("young" if n % 2 else "old",), "h" if n < 2 else "") for n in range(8)),
    (Quota("Age", "young", 2, 2), Quota("Age", "old", 2, 2)),
    4,
)
ORDER = [f"p{n}" for n in range(8)]


def test_the_next_one_has_what_the_others_leave() -> None:
    assert next_alternate(POOL, {"p2", "p4", "p3"}, set(), ORDER) == Alternate("p1", 0)


def test_whoever_declined_is_not_asked_again() -> None:
    assert next_alternate(POOL, {"p2", "p4", "p3"}, {"p1"}, ORDER) == Alternate("p5", 0)


def test_nobody_joins_somebody_of_the_same_household() -> None:
    assert next_alternate(POOL, {"p0", "p2", "p3"}, set(), ORDER) == Alternate("p5", 0)


def test_where_nobody_fits_the_next_in_line_comes_and_the_miss_is_said() -> None:
    found = next_alternate(POOL, {"p2", "p4", "p3"}, {"p1", "p5", "p7"}, ORDER)
    assert found == Alternate("p0", 2)


def test_a_full_jury_needs_nobody() -> None:
    assert next_alternate(POOL, {"p1", "p2", "p3", "p4"}, set(), ORDER) is None


def test_the_order_hangs_on_the_list_and_the_dice_alone() -> None:
    first = order_of(POOL, "d" * 64, 7)
    assert sorted(first) == ORDER
    assert first == order_of(POOL, "d" * 64, 7)
    assert first != order_of(POOL, "d" * 64, 8)
    assert first != order_of(POOL, "e" * 64, 7)


@given(st.lists(st.integers(0, 12), min_size=1, max_size=10))
def test_no_group_of_a_jury_of_five_or_more_is_smaller_than_five(counts) -> None:
    groups = merged([(f"v{n}", count) for n, count in enumerate(counts)])
    assert sum(group.members for group in groups) == sum(counts)
    if sum(counts) >= SMALLEST_GROUP:
        assert all(group.members >= SMALLEST_GROUP for group in groups)


def test_small_groups_are_put_together_under_their_names() -> None:
    assert merged([("a", 6), ("b", 2), ("c", 7), ("d", 3)]) == (
        Group(("a",), 6), Group(("c",), 7), Group(("b", "d"), 5),
    )  # fmt: skip


def test_a_jury_is_told_feature_by_feature() -> None:
    assert composition(POOL, {f"p{n}" for n in range(8)}) == {"Age": (Group(("young", "old"), 8),)}
