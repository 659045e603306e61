"""A record of three made-up projects: it recomputes, and any changed number is found."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.record.call import CallRow, ChangeRow, CriterionRow, LevelRow
from jury.domain.record.canonical import RecordError, encode
from jury.domain.record.document import (
    AuthorityRow,
    CountRow,
    DayRow,
    DecisionRow,
    Document,
    JuryOutcome,
    JuryRow,
    LogRow,
    NearRow,
    ProposalRow,
    ReasonsRow,
    RoundRow,
    SureRow,
    WordsRow,
)
from jury.domain.record.recompute import recompute

LEVELS = [LevelRow(word, f"It is {word}.") for word in ("no", "a little", "quite", "very")]
CALL = CallRow(
    "c1", "Living together", "en", "Europe/Brussels", "Why", "The region", "Here", 40_000_00,
    "2026-03-02T09:00:00Z", "2026-03-12T09:00:00Z", None, "followed_unless", "", "", 60, "", "",
    True, "", ["Is it complete?"], ["Is it here?"], "", 14, ["en"], "en", "", "", "", "",
    "trimmed_mean", 5, True, None, False, "totals",
    [CriterionRow("help", "Will it help?", 60, LEVELS),
     CriterionRow("last", "Will it last?", 40, LEVELS)],
    [ChangeRow(1, "erratum", "2026-03-05T09:00:00Z", "Eight towns, not seven.",
               "2026-03-11T09:00:00Z", "2026-03-12T09:00:00Z", "2026-05-01T09:00:00Z",
               "2026-05-02T09:00:00Z", None, None)],
)  # fmt: skip


def row(name: str, counts: list[int], cannot: int, score: str) -> CountRow:
    return CountRow(name, sum(counts), True, counts, cannot, score)


def proposal(
    name: str, asked: int, rows: list[CountRow], score: str, jury: JuryOutcome, stayed: int = 6
) -> ProposalRow:
    return ProposalRow(
        name, name.title(), "en", "Here", "A summary.", asked, 8_000_00, stayed,
        {"none": stayed, "link": 0, "conflict": 6 - stayed}, score, rows, None, jury,
        AuthorityRow("follows", jury.outcome, jury.amount_cents, ""),
        WordsRow(["It helps."], [], 0, 2),
        ReasonsRow(stayed // 2 + 1, (stayed - 1) // 2, True, {"help": "It helps."}),
    )  # fmt: skip


def funded(cents: int, place: int) -> JuryOutcome:
    return JuryOutcome(
        "funded", cents, place, {"code": "funded_in_full", "params": {"amount": cents}}
    )


RECORD = Document(
    CALL,
    JuryRow(6, 6),
    RoundRow(1, "2026-03-12T09:00:00Z", "2026-03-20T09:00:00Z", "", 17, None,
             "2026-03-20T10:00:00Z", "All opened."),
    [
        proposal("bakery", 20_000_00, [row("help", [0, 0, 6, 0], 0, "2/1"),
                                       row("last", [0, 0, 0, 5], 1, "3/1")], "80/1",
                 funded(20_000_00, 1)),
        proposal("orchard", 12_000_00, [row("help", [1, 0, 2, 3], 0, "5/2"),
                                        row("last", [0, 2, 2, 2], 0, "2/1")], "230/3",
                 funded(12_000_00, 2)),
        proposal("cinema", 15_000_00, [row("help", [0, 5, 0, 0], 0, "1/1"),
                                       row("last", [5, 0, 0, 0], 0, "0/1")], "20/1",
                 JuryOutcome("reserve", 0, 3, {"code": "skipped_no_room", "params": {
                     "left": 8_000_00, "asked": 15_000_00, "needed": 15_000_00}}), 5),
    ],
    0,
    DecisionRow("2026-03-21T09:00:00Z", "2026-03-22T09:00:00Z", 32_000_00),
    SureRow([NearRow("cinema", "170/3", False), NearRow("orchard", "170/3", True),
             NearRow("bakery", "60/1", True)], None),
    [DayRow("2026-03-20", {"round.closed": 1})],
    LogRow("jury.test/c1", "key", "key", 40),
)  # fmt: skip

IDLE = {
    "minimum_cents", "seats", "number", "entries", "round.closed", "quorum_min", "none", "link",
    "proposals_not_before_the_jury", "shortened", "withheld", "disagree", "answer_days",
    "contest_days",
}  # fmt: skip
"""Numbers from which nothing follows here: no other number of the record depends on them."""


def numbers(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [p for k, v in value.items() if k not in IDLE for p in numbers(v, (*path, k))]
    if isinstance(value, list):
        return [p for k, v in enumerate(value) for p in numbers(v, (*path, k))]
    return [path] if type(value) is int else []


PLACES = numbers(json.loads(RECORD.encode()))


def test_the_record_agrees_with_itself() -> None:
    assert recompute(RECORD) == []


@given(st.sampled_from(PLACES), st.sampled_from([-1, 1, 7]))
def test_any_changed_number_is_found(place: tuple[Any, ...], by: int) -> None:
    changed = json.loads(RECORD.encode())
    at = changed
    for step in place[:-1]:
        at = at[step]
    at[place[-1]] += by
    if place == ("call", "budget_cents"):
        at[place[-1]] = 47_000_00  # only an amount that changes who gets money can be seen
    assert recompute(Document.decode(encode(changed))) != []


def test_a_changed_fraction_or_word_is_found() -> None:
    first, *others = RECORD.proposals
    for changed in (
        replace(first, score="81/1"),
        replace(first, criteria=[replace(first.criteria[0], score="3/1"), first.criteria[1]]),
        replace(first, criteria=[replace(first.criteria[0], quorum_met=False), first.criteria[1]]),
        replace(first, criteria=first.criteria[:1]),
        replace(first, jury=replace(first.jury, outcome="reserve")),
        replace(first, jury=replace(first.jury, why={"code": "vote_no", "params": {}})),
        replace(first, authority=replace(first.authority, answer="departs", reason="No.")),
        replace(first, authority=replace(first.authority, answer="sees")),
    ):
        assert recompute(replace(RECORD, proposals=[changed, *others])) != []


def test_the_authority_cannot_give_more_than_there_is() -> None:
    last = replace(
        RECORD.proposals[2], authority=AuthorityRow("departs", "funded", 9_000_00, "It must be.")
    )
    more = replace(
        RECORD,
        proposals=[*RECORD.proposals[:2], last],
        decision=replace(RECORD.decision, granted_cents=41_000_00),
    )
    assert recompute(more) == [{"code": "over_budget", "field": "granted_cents"}]


def test_it_is_read_as_it_was_written() -> None:
    assert Document.decode(RECORD.encode()) == RECORD


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "jury-record/2"),
        (("number",), True),
        (("call", "title"), None),
        (("round", "public_draw"), "orchard"),
        (("proposals", 0, "more"), 1),
        (("proposals", 0, "criteria", 0, "counts"), ["1"]),
        (("jury",), []),
    ],
)
def test_what_is_no_record_is_refused(path: tuple[Any, ...], value: object) -> None:
    changed = json.loads(RECORD.encode())
    at = changed
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    with pytest.raises(RecordError, match="bad_document"):
        Document.decode(encode(changed))


def test_what_is_near_the_line_must_be_and_a_juror_counts_once() -> None:
    nearer = replace(RECORD.sure, nearest=RECORD.sure.nearest[1:])
    wrong = {"code": "differs", "field": "nearest"}
    assert recompute(replace(RECORD, sure=nearer)) == [wrong]
    each = {"bakery": 0, "orchard": 6, "cinema": 7}
    more = replace(RECORD, sure=replace(RECORD.sure, leaving_out=each))
    assert recompute(more) == [{"code": "differs", "field": "leaving_out"}]
    all_six = replace(RECORD.sure, leaving_out={**each, "cinema": 6})
    assert recompute(replace(RECORD, sure=all_six)) == []
