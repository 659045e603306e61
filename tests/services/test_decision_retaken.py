"""A decision that was annulled is taken again: by two people, with an act, letters and a record."""

from __future__ import annotations

import pytest

from jury.domain.errors import Conflict, Forbidden, Invalid
from jury.domain.record.document import Document
from jury.domain.record.recompute import recompute
from jury.services.decision import (
    attach_act,
    contest_decision,
    give_up,
    pass_money_on,
    send_letters,
    settle_contest,
)
from jury.services.files import keeping
from jury.services.files.comparing import wrong_files
from jury.services.record import publish_record
from jury.storage.call import call_of
from jury.storage.decision import (
    decision_of,
    events_of,
    letters_to,
    record_numbered,
    signed_acts,
)
from jury.storage.proposal import proposals_in
from tests.fixtures.decided import TITLES, Case, open_case
from tests.fixtures.files import a_pdf

STATES = ("funded", "reserve", "not_funded", "renounced")


@pytest.fixture
def case(doors, clock) -> Case:
    return open_case(doors, clock)


def read(case: Case, question):  # type: ignore[no-untyped-def]
    with case.office.doors.engines.reading() as session:
        return question(session, case.call_id)


def version(case: Case) -> int:
    return int(read(case, call_of).version)


def annulled(case: Case) -> Case:
    """Bring a published decision to its annulment."""
    case.to("publish")
    contest_decision(case.as_("helene"), call_id=case.call_id, version=version(case),
                     by_whom="applicant", day="2026-03-02", reason="It came late.")  # fmt: skip
    settle_contest(case.as_("simone"), call_id=case.call_id, version=version(case),
                   outcome="annulled", reason="It did.", reference="Judgment 12")  # fmt: skip
    return case


def retaken(case: Case) -> Case:
    """Let Hélène prepare another answer, and Simone adopt it."""
    case.prepare(version=read(case, decision_of).version)
    case.adopt(version=read(case, decision_of).version)
    return case


def attach(case: Case, number: str) -> None:
    settings = case.office.doors.settings
    with keeping(settings, "act.pdf", a_pdf()) as kept:
        attach_act(case.as_("helene"), call_id=case.call_id, number=number, day="2026-03-20",
                   kept=kept)  # fmt: skip


def outcomes(case: Case) -> dict[str, str]:
    with case.office.doors.engines.reading() as session:
        return {p.title: p.state for p in proposals_in(session, case.call_id, STATES)}


def published(case: Case, number: int) -> Document:
    with case.office.doors.engines.reading() as session:
        found = record_numbered(session, case.call_id, number)
    assert found is not None
    return Document.decode(found.document.encode())


def test_two_people_decide_again_and_the_projects_follow_the_new_answer(case) -> None:
    annulled(case)
    before = outcomes(case)
    case.prepare(version=read(case, decision_of).version)
    with pytest.raises(Forbidden):
        case.adopt(version=read(case, decision_of).version, name="helene")
    assert outcomes(case) == before
    case.adopt(version=read(case, decision_of).version)
    assert read(case, call_of).state == "retaken"
    assert outcomes(case) != before
    assert [e.kind for e in read(case, events_of)] == ["contested", "annulled", "retaken"]


def test_what_was_annulled_cannot_be_adopted_as_it_was(case) -> None:
    annulled(case)
    with pytest.raises(Conflict, match="adopted"):
        case.adopt(version=read(case, decision_of).version)


def test_a_decision_that_stands_is_not_taken_again(case) -> None:
    case.to("publish")
    with pytest.raises(Conflict, match="call_is_decided"):
        case.prepare(version=read(case, decision_of).version)
    retaken(annulled_again(case))
    with pytest.raises(Conflict, match="call_is_retaken"):
        case.prepare(version=read(case, decision_of).version)


def annulled_again(case: Case) -> Case:
    contest_decision(case.as_("helene"), call_id=case.call_id, version=version(case),
                     by_whom="applicant", day="2026-03-02", reason="Again.")  # fmt: skip
    settle_contest(case.as_("simone"), call_id=case.call_id, version=version(case),
                   outcome="annulled", reason="Yes.", reference="Judgment 13")  # fmt: skip
    return case


def test_each_decision_has_its_act_and_both_files_are_kept(case) -> None:
    case.to("adopt")
    attach(case, "2026/1")
    case.publish()
    retaken(annulled_again(case))
    attach(case, "2026/2")
    with pytest.raises(Conflict, match="act_attached"):
        attach(case, "2026/3")
    assert sorted(act.number for act in read(case, signed_acts).values()) == ["2026/1", "2026/2"]
    with case.office.doors.engines.reading() as session:
        assert wrong_files(session, case.office.doors.settings, case.call_id) == []


def test_everybody_gets_a_new_letter_before_the_record_says_it(case) -> None:
    retaken(annulled(case))
    with pytest.raises(Conflict, match="letters_missing"):
        publish_record(case.as_("samira"), call_id=case.call_id)
    send_letters(case.as_("helene"), call_id=case.call_id, written={})
    with case.office.doors.engines.reading() as session:
        first, second = letters_to(session, case.call_id, case.cinema)
    assert "has decided again on your project" in second.body
    assert "has decided again" not in first.body
    publish_record(case.as_("samira"), call_id=case.call_id)
    assert [e.kind for e in published(case, 2).events][-1] == "retaken"
    assert recompute(published(case, 2)) == []
    assert published(case, 1).decision != published(case, 2).decision


def test_money_that_was_freed_before_belongs_to_the_annulled_decision(case) -> None:
    case.to("publish")
    give_up(case.as_("helene"), call_id=case.call_id, proposal_id=case.orchard, day="2026-03-02",
            reason="We lost the field.", version=version(case))  # fmt: skip
    pass_money_on(case.as_("simone"), call_id=case.call_id, reason="As announced.",
                  reference="2026/9", version=version(case))  # fmt: skip
    annulled_again(case)
    with pytest.raises(Invalid) as refused:
        case.prepare(version=read(case, decision_of).version)
    assert refused.value.fields == {f"answer-{case.orchard}": "project_gave_up"}
    case.prepare(
        version=read(case, decision_of).version,
        orchard=case.gets_nothing(case.orchard, "It gave up."),
    )
    case.adopt(version=read(case, decision_of).version)
    send_letters(case.as_("helene"), call_id=case.call_id, written={})
    publish_record(case.as_("samira"), call_id=case.call_id)
    last = published(case, 2)
    assert recompute(last) == []
    assert last.amounts[case.orchard] == 0
    assert outcomes(case)[TITLES[0]] == "renounced"


def test_a_retaken_decision_may_be_contested_as_well(case) -> None:
    annulled_again(retaken(annulled(case)))
    assert read(case, call_of).state == "annulled"
    retaken(case)
    assert [e.kind for e in read(case, events_of)].count("retaken") == 2
