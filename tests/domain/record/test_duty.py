"""Each state of a sealed part, as the specification's section 6 tells it, in small stories."""

from __future__ import annotations

import pytest

from jury.domain.record.verify import verify_log

from .records import VKEY, Log, codes, story

MISSING = [{"leaf": 0, "part": "words"}]


@pytest.mark.parametrize(
    ("due", "later", "state"),
    [
        ("now", (), "due"),
        ("at record.published", (), "withheld"),
        ("at record.published", ("round.closed",), "withheld"),
        ("at record.published", ("record.published",), "due"),
        ("at record.published", ("record.published", "round.closed"), "due"),
        ("at text.sealed", (), "withheld"),
        ("guarantor at round.closed", (), "withheld"),
        ("guarantor at round.closed", ("round.closed",), "withheld"),
    ],
)
def test_a_text_is_due_when_it_said_so(due: str, later: tuple[str, ...], state: str) -> None:
    log = story(due, *later)
    closed, opened = verify_log(log.file(), VKEY), verify_log(log.file([(0, "words")]), VKEY)
    if state == "due":
        assert (closed.sound, closed.missing, closed.withheld) == (False, MISSING, 0)
        assert (opened.sound, opened.missing, opened.withheld) == (True, [], 0)
    else:
        assert (closed.sound, closed.missing, closed.withheld) == (True, [], 1)
        assert opened.problems == [{"code": "opened_too_early", "leaf": 0, "part": "words"}]
        assert not opened.sound


def test_an_entry_of_the_kind_before_does_not_make_a_text_due() -> None:
    log = Log()
    log.add("record.published")
    log.add("text.sealed", "bo", parts={"words": ("at record.published", "Bonjour")})
    assert verify_log(log.file(), VKEY).withheld == 1


def test_an_erased_text_is_listed_and_not_missing() -> None:
    log = story("now")
    log.add("opening.erased", facts={"leaf": 0, "part": "words"})
    report = verify_log(log.file(), VKEY)
    assert (report.sound, report.erased, report.missing) == (True, MISSING, [])


def test_an_erased_text_that_is_still_there_is_found() -> None:
    log = story("now")
    log.add("opening.erased", facts={"leaf": 0, "part": "words"})
    assert codes(verify_log(log.file([(0, "words")]), VKEY)) == ["open_though_erased"]


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"leaf": 0},
        {"leaf": 0, "part": "levels"},
        {"leaf": 1, "part": "words"},
        {"leaf": 2, "part": "words"},
        {"leaf": -1, "part": "words"},
        {"leaf": "0", "part": "words"},
        {"leaf": False, "part": "words"},
    ],
)
def test_an_erasure_of_what_is_not_there_excuses_nothing(facts: dict[str, object]) -> None:
    log = story("now")
    log.add("opening.erased", facts=facts)
    report = verify_log(log.file(), VKEY)
    assert (codes(report), report.missing) == (["erasure_of_nothing"], MISSING)


def versions(*numbers: int, kinds: str = "aaaa", subjects: str = "xxxx") -> list[object]:
    log = Log()
    for number, kind, subject in zip(numbers, kinds, subjects, strict=False):
        log.add(f"text.{kind}", subject, number, parts={"words": ("now", "")})
    return [place["leaf"] for place in verify_log(log.file(), VKEY).missing]


def test_a_higher_version_ends_the_duty_of_the_earlier_ones() -> None:
    assert versions(1, 2) == [1]
    assert versions(1, 2, 3) == [2]
    assert versions(2, 1, 3) == [2]


def test_only_a_higher_version_of_the_same_thing_ends_a_duty() -> None:
    assert versions(1, 1) == [0, 1]
    assert versions(2, 1) == [0, 1]
    assert versions(1, 2, kinds="ab") == [0, 1]
    assert versions(1, 2, subjects="xy") == [0, 1]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (3, []),
        (0, []),
        (4, ["destroyed_too_many"]),
        (-1, ["destroyed_not_stated"]),
        (None, ["destroyed_not_stated"]),
        (True, ["destroyed_not_stated"]),
        ("3", ["destroyed_not_stated"]),
    ],
)
def test_a_closing_states_how_many_keys_it_destroyed(stated: object, expected: list[str]) -> None:
    log = Log()
    sealed = ("guarantor at round.closed", "")
    for version in (1, 2):
        log.add(
            "sheet.submitted",
            "s1",
            version,
            role="juror",
            parts={"who": sealed, "levels": sealed, "words": sealed},
        )
    log.add("round.closed", "round-1", facts={"superseded_destroyed": stated})
    assert codes(verify_log(log.file(), VKEY)) == expected


def test_keys_are_not_destroyed_twice() -> None:
    log = Log()
    for version in (1, 2):
        log.add("text.sealed", "bo", version, parts={"words": ("guarantor at round.closed", "")})
    for round_ in ("round-1", "round-2"):
        log.add("round.closed", round_, facts={"superseded_destroyed": 1})
    assert codes(verify_log(log.file(), VKEY)) == ["destroyed_too_many"]


def test_a_key_that_was_not_yet_superseded_cannot_have_been_destroyed() -> None:
    log = Log()
    sealed = {"words": ("guarantor at round.closed", "")}
    log.add("text.sealed", "bo", 1, parts=sealed)
    log.add("round.closed", "round-1", facts={"superseded_destroyed": 1})
    log.add("text.sealed", "bo", 2, parts=sealed)
    assert codes(verify_log(log.file(), VKEY)) == ["destroyed_too_many"]


def test_an_entry_cannot_erase_itself() -> None:
    log = Log()
    log.add("opening.erased", facts={"leaf": 0, "part": "words"}, parts={"words": ("now", "")})
    report = verify_log(log.file(), VKEY)
    assert (codes(report), report.missing) == (["erasure_of_nothing"], MISSING)
