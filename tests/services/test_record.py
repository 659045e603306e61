"""The published record: exact bytes that anyone can recompute, and nothing of a juror in them."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from benchmarks.statements import counted
from jury.domain.errors import Conflict, NotFound
from jury.domain.record.document import Document
from jury.domain.record.recompute import recompute
from jury.services.decision import enter_vote
from jury.services.record import assemble, publish_record
from jury.storage.call import call_of
from jury.storage.decision import latest_record, records_of
from jury.storage.record import LogEntry
from tests.fixtures.decided import JURORS, MARKER, Case, open_case
from tests.fixtures.files import PDF

SCHEMA = json.loads(files("jury").joinpath("schemas/record-1.json").read_text("utf-8"))


@pytest.fixture
def case(doors, clock) -> Case:
    return open_case(doors, clock)


def published(case: Case) -> bytes:
    with case.office.doors.engines.reading() as session:
        return latest_record(session, case.call_id).document.encode()


def test_the_record_is_what_the_log_says_it_is(case) -> None:
    case.to("publish")
    data = published(case)
    with case.office.doors.engines.reading() as session:
        facts = json.loads(session.query(LogEntry).filter_by(kind="record.published").one().data)
    assert facts["facts"] == {
        "number": 1,
        "files": [{"name": "record.json", "sha256": hashlib.sha256(data).hexdigest(),
                   "bytes": len(data)}],
    }  # fmt: skip
    assert Document.decode(data).encode() == data


@pytest.mark.parametrize("sheets", ["totals", "rows"])
def test_it_keeps_to_the_schema_and_can_be_recomputed(doors, clock, sheets) -> None:
    case = open_case(doors, clock, sheets_published=sheets).to("publish")
    data = published(case)
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(json.loads(data))
    document = Document.decode(data)
    assert recompute(document) == []
    rows = [p.rows and len(p.rows) for p in document.proposals]
    assert rows == ([6, 6, 5] if sheets == "rows" else [None, None, None])


def test_a_project_that_was_not_funded_is_shown_in_full_only_where_its_authors_agreed(
    doors, clock
) -> None:
    case = open_case(doors, clock, published_anyway=("The cinema",))
    case.score()
    for step in ("close", "count", "confirm", "prepare", "adopt", "publish"):
        getattr(case, step)()
    rows = {p.id: p for p in Document.decode(published(case)).proposals}
    cinema, orchard = rows[case.cinema], rows[case.orchard]
    assert (cinema.authority.outcome, cinema.answers["plan"]) == (
        "reserve",
        "We plant, and the children water.",
    )
    assert [(f.description, f.media_type, f.size) for f in orchard.details.files] == [
        ("Where each tree stands.", "application/pdf", len(PDF))
    ]
    assert (cinema.details.files, cinema.details.users_word) == ([], "")


def test_nothing_of_a_juror_and_no_text_of_who_was_not_funded_is_in_it(doors, clock) -> None:
    case = open_case(doors, clock, sheets_published="rows")
    case.score()
    for step in ("close", "count", "confirm", "prepare", "adopt", "publish"):
        getattr(case, step)()
    text = published(case).decode()
    secret = [MARKER, *JURORS, "Zora", "example.org", "tie:"]
    secret += [s.id for s in case.seats] + [s.account_id for s in case.seats]
    secret += list(case.office.people.values())
    assert [s for s in secret if s in text] == []
    document = Document.decode(text.encode())
    given = {p.id: (p.answers is not None, p.partners is not None) for p in document.proposals}
    assert given == {case.orchard: (True, True), case.bakery: (True, True),
                     case.cinema: (False, False)}  # fmt: skip
    assert [p.details is not None for p in document.proposals] == [True, True, False]
    names = [r.sheet for p in document.proposals for r in p.rows]
    assert all(s not in names for s in secret)
    assert [r.sheet for r in document.proposals[0].rows] == sorted(
        r.sheet for r in document.proposals[0].rows
    )


def test_ties_are_counted_by_degree_and_a_day_is_all_that_is_told_of_a_juror(case) -> None:
    case.to("publish")
    document = Document.decode(published(case))
    ties = {p.id: (p.jurors_who_stayed, p.ties) for p in document.proposals}
    assert ties[case.cinema] == (5, {"none": 4, "link": 1, "conflict": 1})
    assert ties[case.orchard] == (6, {"none": 5, "link": 1, "conflict": 0})
    assert (document.jury.seats, document.jury.seats_at_closing) == (6, 6)
    sent = [d.entries.get("sheet.submitted", 0) for d in document.process]
    assert (max(sent), sum(sent), document.round.sheets) == (17, 17, 17)


def test_a_criterion_under_its_quorum_shows_its_number_alone(doors, clock) -> None:
    case = open_case(doors, clock, sheets_published="rows")
    case.score({case.orchard: [(3, 3)] * 6, case.bakery: [(3, 3)] * 5 + [(1, None)],
                case.cinema: [(1, None)] * 2 + [(2, 2)] * 4})  # fmt: skip
    case.close()
    enter_vote(case.as_("samira"), call_id=case.call_id, proposal_id=case.cinema,
               yes=1, no=4, abstain=1, version=0)  # fmt: skip
    for step in ("count", "confirm", "prepare", "adopt", "publish"):
        getattr(case, step)()
    document = Document.decode(published(case))
    cinema = next(p for p in document.proposals if p.id == case.cinema)
    lasting = cinema.criteria[1]
    assert (lasting.n, lasting.quorum_met, lasting.counts, lasting.cannot_judge) == (
        4, False, None, None)  # fmt: skip
    assert {len(r.levels) for r in cinema.rows} == {1}
    assert (cinema.score, cinema.jury.outcome, cinema.vote.no) == (None, "not_funded", 4)
    assert recompute(document) == []
    Draft202012Validator(SCHEMA).validate(json.loads(document.encode()))


def test_it_waits_for_the_authority_and_for_news(case) -> None:
    case.to("confirm")
    with pytest.raises(Conflict, match="call_is_with_jury"):
        publish_record(case.as_("samira"), call_id=case.call_id)
    case.prepare()
    case.adopt()
    for name in ("karim",):
        with pytest.raises(NotFound):
            publish_record(case.as_(name), call_id=case.call_id)
    case.publish()
    with pytest.raises(Conflict, match="record_unchanged"):
        case.publish()
    with case.office.doors.engines.reading() as session:
        assert [number for number, _, _ in records_of(session, case.call_id)] == [1]


def test_assembling_asks_the_same_questions_whatever_the_rows(case) -> None:
    case.to("publish")
    with case.office.doors.engines.reading() as session:
        call = call_of(session, case.call_id)
        with counted(case.office.doors.engines) as sent:
            assemble(session, call)
    assert len(sent) <= 29
