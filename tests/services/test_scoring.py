"""Rounds and sheets: who can send what until when, what the log says, and what closing destroys."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from jury.domain.errors import Conflict, Forbidden, Invalid, NotFound
from jury.domain.record.seal import receipt
from jury.services import scoring, seat
from jury.services.perform import Moment
from jury.services.scoring.board import after_round, open_counts
from jury.storage.call import Call
from jury.storage.record import LogEntry, Opening
from jury.storage.scoring import Sheet, current_round, sheet_keys
from tests.fixtures.decided import MARKER, Case, open_case


@pytest.fixture
def case(doors, clock) -> Case:
    return open_case(doors, clock)


def submit(
    case: Case,
    levels: object = (3, 1),
    words: object = None,
    *,
    who: int = 0,  # type: ignore[no-untyped-def]
    version: int = 0,
    **moment: object,
):
    given = levels if isinstance(levels, dict) else dict(zip(case.criteria, levels, strict=False))
    return scoring.submit_sheet(
        replace(case.juror(who), **moment),
        call_id=case.call_id,
        proposal_id=case.orchard,
        levels=given,
        words=words or {"convinced": MARKER, "worried": ""},
        version=version,
    )


def entries(case: Case, kind: str) -> list[LogEntry]:
    with case.office.doors.engines.reading() as session:
        rows = session.scalars(
            select(LogEntry).where(LogEntry.log_id == case.call_id, LogEntry.kind == kind)
        )
        return list(rows)


def test_the_public_log_says_only_that_somebody_sent_something(case) -> None:
    case.ties(0, case.orchard, "link")
    submit(case)
    (tie,), (sheet,) = entries(case, "tie.declared"), entries(case, "sheet.submitted")
    said = json.loads(sheet.data)
    assert {p["name"] for p in said["parts"]} == {"levels", "who", "words"}
    assert (set(said["facts"]), said["role"], said["version"]) == ({"round"}, "juror", 1)
    assert len(said["time"]) == len("2026-03-12")
    hidden = [MARKER, case.orchard, case.seats[0].id, case.seats[0].account_id]
    assert [h for h in hidden if h.encode() in sheet.data + tie.data] == []
    assert json.loads(tie.data)["actor"] != said["actor"]


def test_an_empty_sheet_of_words_has_its_commitment_too(case) -> None:
    case.ties(0, case.orchard, "none")
    submit(case, (None, None), {})
    said = json.loads(entries(case, "sheet.submitted")[0].data)
    assert [p["name"] for p in said["parts"]] == ["levels", "who", "words"]


@pytest.mark.parametrize(
    ("levels", "fields"),
    [
        ((3,), ["missing_level"]),
        ((), ["missing_level", "missing_level"]),
        ((3, 4), ["level_off_scale"]),
        ((3, -1), ["level_off_scale"]),
        ((True, 1), ["level_off_scale"]),
        ({"foreign": 1}, ["missing_level", "missing_level", "unknown_criterion"]),
    ],
)
def test_a_sheet_answers_every_criterion_and_nothing_else(case, levels, fields) -> None:
    case.ties(0, case.orchard, "none")
    with pytest.raises(Invalid) as refused:
        submit(case, levels)
    assert sorted(refused.value.fields.values()) == fields
    assert all(name.startswith("level-") for name in refused.value.fields)
    assert entries(case, "sheet.submitted") == []


def test_words_have_a_limit(case) -> None:
    case.ties(0, case.orchard, "none")
    with pytest.raises(Invalid) as refused:
        submit(case, words={"convinced": "x" * 2001})
    assert refused.value.fields == {"convinced": "words_too_long"}


def test_a_tie_comes_first_and_a_conflict_ends_it(case) -> None:
    with pytest.raises(Conflict) as first:
        submit(case)
    assert first.value.code == "tie_first"
    case.ties(0, case.orchard, "conflict")
    with pytest.raises(Forbidden):
        submit(case)


def test_a_late_sheet_is_refused_before_and_after_the_act_of_closing(case) -> None:
    case.ties(0, case.orchard, "none")
    case.office.clock.advance(days=8)
    for closed in (False, True):
        if closed:
            scoring.close_round(
                Moment(case.office.doors, system=True), call_id=case.call_id, reason=""
            )
        with pytest.raises(Conflict) as late:
            submit(case)
        assert late.value.code == "round_is_closed"
    assert entries(case, "sheet.submitted") == []


def test_a_retry_gets_its_first_answer_after_closing_and_after_leaving(case) -> None:
    case.ties(0, case.orchard, "none")
    first = submit(case, key="k", route="/r", body=b"1")
    seat.declare_tie(
        case.juror(0),
        call_id=case.call_id,
        proposal_id=case.orchard,
        degree="conflict",
        words="",
        version=1,
    )
    again = submit(case, key="k", route="/r", body=b"1")
    case.close()
    late = submit(case, key="k", route="/r", body=b"1")
    assert {(d.leaf, d.subject) for d in (first, again, late)} == {(first.leaf, first.subject)}
    with pytest.raises(Conflict) as other:
        submit(case, key="k", route="/r", body=b"2")
    assert other.value.code == "key_reused"
    assert len(entries(case, "sheet.submitted")) == 1


def test_a_retry_gets_its_first_answer_even_from_a_seat_that_has_ended(case) -> None:
    case.ties(0, case.orchard, "none")
    first = submit(case, key="k", route="/r", body=b"1")
    seat.end_seat(
        case.as_("samira"), call_id=case.call_id, seat_id=case.seats[0].id, reason="Ill.", version=1
    )
    assert submit(case, key="k", route="/r", body=b"1") == replace(first, repeated=True)
    with pytest.raises(NotFound):
        submit(case, version=1)


def test_a_sheet_is_replaced_under_the_same_name_and_its_old_keys_are_destroyed(case) -> None:
    case.ties(0, case.orchard, "none")
    first, second = submit(case), submit(case, (0, 0), version=1)
    assert first.subject == second.subject
    with pytest.raises(Conflict):
        submit(case, version=1)
    with case.office.doors.engines.reading() as session:
        keys = sheet_keys(session, case.call_id, session.scalars(select(Sheet)).all())
    codes = {receipt(k.key, k.sheet.id, k.version) for k in keys}
    assert (sorted(k.version for k in keys), len(codes)) == ([1, 2], 2)
    case.close()
    with case.office.doors.engines.reading() as session:
        (left,) = sheet_keys(session, case.call_id, session.scalars(select(Sheet)).all())
        gone = session.scalars(select(Opening).where(Opening.ended == "superseded")).all()
    assert (left.version, [o.part for o in gone]) == (2, ["levels", "who", "words"])
    closed = json.loads(entries(case, "round.closed")[0].data)
    assert (closed["facts"]["sheets"], closed["facts"]["superseded_destroyed"]) == (1, 3)


def test_a_sheet_of_an_ended_seat_does_not_count(case) -> None:
    case.send(case.orchard, [(3, 1), (2, 2)])
    seat.end_seat(
        case.as_("samira"), call_id=case.call_id, seat_id=case.seats[0].id, reason="Ill.", version=1
    )
    case.close()
    facts = json.loads(entries(case, "round.closed")[0].data)["facts"]
    assert facts["sheets"] == 1
    assert case.round().staying == {case.orchard: 5, case.bakery: 5, case.cinema: 5}


@pytest.mark.parametrize("name", ["samira", "helene", "pascal", "karim", "lea"])
def test_nobody_but_a_juror_sends_a_sheet(case, name) -> None:
    with pytest.raises(NotFound):
        scoring.submit_sheet(
            case.as_(name),
            call_id=case.call_id,
            proposal_id=case.orchard,
            levels=dict.fromkeys(case.criteria, 1),
            words={},
            version=0,
        )


def test_closing_early_needs_a_reason_and_a_facilitator(case) -> None:
    with pytest.raises(Conflict) as soon:
        scoring.close_round(Moment(case.office.doors, system=True), call_id=case.call_id, reason="")
    assert soon.value.code == "not_yet"
    for reason, code in ((" ", "reason_missing"), ("x" * 501, "words_too_long")):
        with pytest.raises(Invalid) as refused:
            scoring.close_round(case.as_("samira"), call_id=case.call_id, reason=reason)
        assert refused.value.fields == {"reason": code}
    scoring.close_round(case.as_("samira"), call_id=case.call_id, reason="All are here.")
    assert case.round().closed_reason == "All are here."
    with pytest.raises(Conflict):
        scoring.close_round(case.as_("samira"), call_id=case.call_id, reason="Again.")


def test_a_round_opens_once(case, clock) -> None:
    with pytest.raises(Conflict):
        scoring.open_round(
            case.as_("samira"), call_id=case.call_id, closes_at=clock() + timedelta(days=1)
        )


def test_the_board_counts_and_waits_for_the_close(case) -> None:
    case.score()
    with case.office.doors.engines.reading() as session:
        call, round_ = session.get(Call, case.call_id), current_round(session, case.call_id)
        counts = open_counts(session, call, round_)
        with pytest.raises(Conflict):
            after_round(session, call, round_)
    assert (counts.sent, counts.of) == (17, 17)
    assert [(s.number, s.sent, s.of) for s in counts.seats][-1] == (6, 2, 2)


def test_sending_a_sheet_asks_as_many_questions_whatever_there_is(case) -> None:
    asked: list[str] = []
    event.listen(
        case.office.doors.engines.write,
        "before_cursor_execute",
        lambda c, cur, sql, *rest: asked.append(sql) if not sql.startswith("BEGIN") else 0,
    )
    for number in range(6):
        case.ties(number, case.orchard, "none")
    counts = []
    for number in range(6):
        asked.clear()
        submit(case, who=number)
        counts.append(len(asked))
    assert len(set(counts)) == 1
    assert counts[0] <= 12
