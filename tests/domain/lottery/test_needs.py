"""Buddies: nobody stays alone who wants one, and whoever shares a language comes together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jury.domain.lottery.needs import pair_up

LANGUAGES = st.sampled_from(["", "French", "Dutch, French", "a little Arabic", "Deutsch"])


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=3), LANGUAGES, max_size=9))
def test_everybody_is_in_one_group_of_two_or_three_unless_alone(wishing) -> None:
    groups = pair_up(wishing)
    together = [id for group in groups for id in group]
    assert sorted(together) == (sorted(wishing) if len(wishing) > 1 else [])
    assert all(len(group) == 2 for group in groups[1:]) or len(wishing) % 2
    assert sum(len(group) == 3 for group in groups) == (len(wishing) % 2 if groups else 0)


def test_whoever_shares_a_language_comes_together_first() -> None:
    wishing = {"ana": "French", "ben": "Deutsch", "cleo": "français, Deutsch", "dirk": "french"}
    assert pair_up(wishing) == [("ana", "dirk"), ("ben", "cleo")]


def test_the_last_of_an_odd_number_joins_whoever_they_can_talk_with() -> None:
    wishing = {"a": "Arabic", "b": "Arabic", "c": "Dutch", "d": "Dutch", "z": "Dutch"}
    assert pair_up(wishing) == [("a", "b"), ("c", "d", "z")]


def test_one_alone_has_no_buddy() -> None:
    assert pair_up({"ana": "French"}) == []
