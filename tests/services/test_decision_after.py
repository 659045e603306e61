"""After the decision: contested, upheld or annulled, and a corrected version of the record."""

from __future__ import annotations

import pytest

from jury.domain.errors import Conflict, Forbidden, Invalid, NotFound
from jury.domain.record.differences import Change, differences
from jury.domain.record.document import Document
from jury.domain.record.recompute import recompute
from jury.services.decision import contest_decision, settle_contest
from jury.storage.call import call_of
from jury.storage.decision import record_numbered, records_of
from tests.fixtures.decided import Case, open_case


@pytest.fixture
def case(doors, clock) -> Case:
    return open_case(doors, clock)


def version(case: Case) -> int:
    with case.office.doors.engines.reading() as session:
        return int(call_of(session, case.call_id).version)


def state(case: Case) -> str:
    with case.office.doors.engines.reading() as session:
        return str(call_of(session, case.call_id).state)


def contest(case: Case, name: str = "helene", **changes: str) -> None:
    values = {"by_whom": "applicant", "day": "2026-03-02", "reason": "A sheet came late."}
    contest_decision(case.as_(name), call_id=case.call_id, version=version(case),
                     **{**values, **changes})  # fmt: skip


def settle(case: Case, outcome: str, name: str = "simone", **changes: str) -> None:
    values = {"reason": "The log shows it.", "reference": "Judgment 12/2026"}
    settle_contest(case.as_(name), call_id=case.call_id, version=version(case), outcome=outcome,
                   **{**values, **changes})  # fmt: skip


def published(case: Case, number: int) -> Document:
    with case.office.doors.engines.reading() as session:
        found = record_numbered(session, case.call_id, number)
    assert found is not None
    return Document.decode(found.document.encode())


def test_a_contest_is_written_down_and_a_new_version_says_so(case) -> None:
    case.to("publish")
    contest(case)
    assert state(case) == "contested"
    case.publish()
    second = published(case, 2)
    assert [(e.kind, e.by_whom, e.reason) for e in second.events] == [
        ("contested", "applicant", "A sheet came late.")
    ]
    assert recompute(second) == []
    assert differences(published(case, 1), second) == [
        Change("", "events.1.kind", "", "contested"),
        Change("", "events.1.day", "", "2026-03-02"),
        Change("", "events.1.by_whom", "", "applicant"),
        Change("", "events.1.reason", "", "A sheet came late."),
    ]
    with pytest.raises(Conflict, match="record_unchanged"):
        case.publish()


def test_it_is_upheld_and_may_be_contested_again_or_annulled_for_good(case) -> None:
    case.to("publish")
    contest(case)
    settle(case, "upheld")
    assert state(case) == "decided"
    contest(case)
    settle(case, "annulled")
    assert state(case) == "annulled"
    case.publish()
    assert [e.kind for e in published(case, 2).events] == [
        "contested",
        "upheld",
        "contested",
        "annulled",
    ]
    with pytest.raises(Conflict, match="call_is_annulled"):
        contest(case)
    with case.office.doors.engines.reading() as session:
        assert [number for number, _, _ in records_of(session, case.call_id)] == [2, 1]


def test_nothing_is_settled_before_it_is_contested_nor_contested_before_it_is_decided(case) -> None:
    case.to("prepare")
    with pytest.raises(Conflict, match="call_is_with_jury"):
        contest(case)
    case.adopt()
    with pytest.raises(Conflict, match="call_is_decided"):
        settle(case, "upheld")
    contest(case)
    with pytest.raises(Conflict, match="call_is_contested"):
        contest(case)
    case.letters()
    with pytest.raises(Conflict, match="call_is_contested"):
        case.publish()


def test_who_may_not_finds_nothing_and_a_stale_page_is_refused(case) -> None:
    case.to("publish")
    for name in ("samira", "pascal", "karim"):
        with pytest.raises((Forbidden, NotFound)):
            contest(case, name)
    contest(case)
    with pytest.raises((Forbidden, NotFound)):
        settle(case, "upheld", "helene")
    with pytest.raises(Conflict, match="stale"):
        settle_contest(case.as_("simone"), call_id=case.call_id, version=1, outcome="upheld",
                       reason="x", reference="y")  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"by_whom": "Karim"}, "by_whom", "by_whom_unknown"),
        ({"day": "2099-01-01"}, "day", "day_not_past"),
        ({"day": "1999-01-01"}, "day", "day_not_past"),
        ({"day": "today"}, "day", "day_unknown"),
        ({"reason": " "}, "reason", "reason_missing"),
        ({"reason": "x" * 2001}, "reason", "contest_too_long"),
    ],
)
def test_a_contest_that_says_too_little_is_refused_beside_its_field(
    case, changes, field, code
) -> None:
    case.to("adopt")
    with pytest.raises(Invalid) as refused:
        contest(case, **changes)
    assert refused.value.fields == {field: code}


def test_an_end_that_says_too_little_is_refused_beside_its_field(case) -> None:
    case.to("adopt")
    contest(case)
    for outcome, changes, field, code in (
        ("perhaps", {}, "outcome", "settled_unknown"),
        ("upheld", {"reference": ""}, "reference", "reference_missing"),
        ("annulled", {"reason": ""}, "reason", "reason_missing"),
    ):
        with pytest.raises(Invalid) as refused:
            settle(case, outcome, **changes)
        assert refused.value.fields == {field: code}
