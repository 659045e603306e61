"""A project from its first word to the jury, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jury.domain.errors import Conflict, Forbidden, Invalid, NotFound
from jury.domain.permissions import Role
from jury.domain.proposal import FundingSpec, IndicatorSpec
from jury.services.call import give_part
from jury.services.proposal import (
    accept_proposal,
    begin_proposal,
    digest_of,
    keep_draft,
    refuse_proposal,
    submit_proposal,
    withdraw_proposal,
)
from jury.storage.account import Letter
from jury.storage.proposal import draft_of, partners_of, proposal_of, proposals_at_desk, spec_of
from jury.storage.record import LogEntry, Opening
from jury.storage.seat import Seat
from tests.fixtures.calls import ALL_MET, LATE, ORCHARD, Office, email_of, open_office
from tests.fixtures.people import put


@pytest.fixture
def office(doors, clock) -> Office:
    return open_office(doors, clock)


@pytest.fixture
def call_id(office) -> str:
    return office.open_call()


def stored(office, call_id, proposal_id):
    with office.doors.engines.reading() as session:
        proposal = proposal_of(session, call_id, proposal_id)
        return proposal, spec_of(proposal, partners_of(session, call_id, proposal_id))


def submit(office, call_id, proposal_id, version, content=ORCHARD, name="karim"):
    return submit_proposal(
        office.as_(name),
        call_id=call_id,
        proposal_id=proposal_id,
        version=version,
        content=content,
    )


def test_karim_hands_in_a_project_and_its_digest_stands_in_the_log(office, call_id) -> None:
    proposal_id = office.handed_in(call_id)
    proposal, spec = stored(office, call_id, proposal_id)
    assert (proposal.state, proposal.version, spec) == ("submitted", 2, ORCHARD)
    with office.doors.engines.reading() as session:
        leaf = session.query(LogEntry).filter_by(kind="proposal.submitted").one().data.decode()
        letters = [letter.recipient for letter in session.query(Letter) if letter.call_id]
    assert digest_of(ORCHARD, "en") in leaf
    assert ORCHARD.title not in leaf
    assert letters == [email_of("karim")]


def test_he_hands_it_in_again_before_closing_as_a_new_version(office, call_id) -> None:
    proposal_id = office.handed_in(call_id)
    better = replace(ORCHARD, title="A larger orchard", partners=ORCHARD.partners[:1])
    with pytest.raises(Conflict, match="stale"):
        submit(office, call_id, proposal_id, 1, better)
    submit(office, call_id, proposal_id, 2, better)
    proposal, spec = stored(office, call_id, proposal_id)
    assert (proposal.version, spec) == (3, better)


def test_an_unfinished_project_is_refused_with_what_is_missing(office, call_id) -> None:
    proposal_id = office.begun(call_id)
    with pytest.raises(Invalid) as refused:
        submit(office, call_id, proposal_id, 1, replace(
            ORCHARD, title=" ", minimum_cents=13_000_00, plan="x" * 4001, users_word="x" * 4001,
            annexes=(("plan", "x" * 12_001),), other=(FundingSpec("Brun", 1),) * 7,
            indicators=(IndicatorSpec("a", "b", "c"),) * 6,
        ))  # fmt: skip
    assert refused.value.fields == {
        "title": "title_missing",
        "minimum_cents": "minimum_above_asked",
        "plan": "text_too_long",
        "users_word": "text_too_long",
        "annex_plan": "text_too_long",
        "other": "other_too_many",
        "indicators": "indicators_too_many",
    }
    assert stored(office, call_id, proposal_id)[0].state == "draft"


def test_the_last_moment_is_too_late_and_the_draft_is_kept(office, call_id) -> None:
    proposal_id = office.begun(call_id)
    office.clock.advance(days=10)
    with pytest.raises(Conflict, match="call_time_is_up"):
        submit(office, call_id, proposal_id, 1)
    values = {"title": "Too late, but mine"}
    keep(office, call_id, proposal_id, values, 0)
    assert kept(office, call_id, proposal_id) == values


def keep(office, call_id, proposal_id, values, version, name="karim") -> int:
    return keep_draft(
        office.doors,
        account_id=office.people[name],
        call_id=call_id,
        proposal_id=proposal_id,
        values=values,
        version=version,
    )


def kept(office, call_id, proposal_id, name="karim"):
    with office.doors.engines.reading() as session:
        draft = draft_of(session, call_id, office.people[name], proposal_id)
        return draft.content if draft else None


def test_a_draft_keeps_what_was_typed_and_a_second_tab_is_told(office, call_id) -> None:
    proposal_id = office.begun(call_id)
    assert keep(office, call_id, proposal_id, {"title": "An", "asked_cents": "12,oo"}, 0) == 1
    assert keep(office, call_id, proposal_id, {"title": "A mind\x00\u202e\U0001f333"}, 1) == 2
    with pytest.raises(Conflict, match="stale"):
        keep(office, call_id, proposal_id, {"title": "Old tab"}, 1)
    with pytest.raises(Invalid, match="draft_too_long"):
        keep(office, call_id, proposal_id, {"plan": "x" * 20_001}, 2)
    assert kept(office, call_id, proposal_id) == {
        "title": "A mind\x00\u202e\U0001f333",
        "asked_cents": "12,oo",
    }


def test_karim_presses_twice_and_has_no_quarrel_with_himself(office, call_id) -> None:
    proposal_id = office.begun(call_id)
    assert keep(office, call_id, proposal_id, {"title": "A mind"}, 0) == 1
    assert keep(office, call_id, proposal_id, {"title": "A mind"}, 0) == 1
    with pytest.raises(Conflict, match="stale"):
        keep(office, call_id, proposal_id, {"title": "A mind", "plan": "More"}, 0)


def test_nobody_writes_hands_in_or_withdraws_what_is_another_s(office, call_id) -> None:
    proposal_id = office.begun(call_id)
    with pytest.raises(NotFound):
        keep(office, call_id, proposal_id, {"title": "Mine now"}, 0, "lea")
    with pytest.raises(NotFound):
        submit(office, call_id, proposal_id, 1, name="lea")
    with pytest.raises(NotFound):
        withdraw_proposal(office.as_("lea"), call_id=call_id, proposal_id=proposal_id, version=1)
    other = office.open_call()
    with pytest.raises(NotFound):
        submit(office, other, proposal_id, 1)


def test_who_has_another_part_in_the_call_cannot_apply(office, call_id) -> None:
    for name in ("helene", "samira", "pascal"):
        with pytest.raises(Forbidden):
            begin_proposal(office.as_(name), call_id=call_id)


@pytest.mark.parametrize("state", ["active", "ended"])
def test_who_had_a_seat_on_the_jury_cannot_apply_to_that_call(office, call_id, state) -> None:
    seat = Seat(call_id=call_id, id="s1", number=1, account_id=office.people["karim"], state=state)
    put(office.doors, seat)
    with pytest.raises(Forbidden):
        begin_proposal(office.as_("karim"), call_id=call_id)
    with pytest.raises(Invalid) as refused_part:
        give_part(
            office.as_("helene"), call_id=call_id, email=email_of("karim"), role=Role.GUARANTOR
        )
    assert refused_part.value.fields == {"email": "holds_other_part"}


def test_a_call_that_is_not_open_takes_no_project(office, call_id) -> None:
    draft = office.draft_call()
    with pytest.raises(NotFound):
        begin_proposal(office.as_("karim"), call_id=draft)
    office.close(call_id)
    with pytest.raises(Conflict, match="call_is_closed"):
        begin_proposal(office.as_("karim"), call_id=call_id)


def test_five_projects_are_enough_for_one_person(office, call_id) -> None:
    for _ in range(5):
        office.begun(call_id)
    with pytest.raises(Conflict, match="proposals_too_many"):
        office.begun(call_id)


def test_helene_answers_once_the_call_has_closed(office, call_id) -> None:
    first, second = office.handed_in(call_id), office.handed_in(call_id, "lea", title="Bicycles")
    draft = office.begun(call_id)
    helene = office.as_("helene")
    with pytest.raises(Conflict, match="call_is_open"):
        accept_proposal(helene, call_id=call_id, proposal_id=first, version=2, **ALL_MET)
    office.close(call_id)
    accept_proposal(helene, call_id=call_id, proposal_id=first, version=2, **ALL_MET)
    with pytest.raises(Invalid, match="reason_missing"):
        refuse_proposal(helene, call_id=call_id, proposal_id=second, version=2, reason=" ", **LATE)
    refuse_proposal(
        helene, call_id=call_id, proposal_id=second, version=2, reason="One partner only.", **LATE
    )
    with pytest.raises(Conflict, match="proposal_is_inadmissible"):
        accept_proposal(helene, call_id=call_id, proposal_id=second, version=3, **ALL_MET)
    with pytest.raises(NotFound):
        accept_proposal(helene, call_id=call_id, proposal_id=draft, version=1, **ALL_MET)
    with office.doors.engines.reading() as session:
        rows, counts, contests = proposals_at_desk(session, call_id, 0, 50)
        opening = session.query(Opening).filter_by(part="reason").one()
        leaf = session.query(LogEntry).filter_by(kind="proposal.refused").one().data.decode()
    assert [row.id for row in rows] == [first, second]
    assert (counts, contests) == ({"eligible": 1, "inadmissible": 1}, 0)
    assert (opening.due, "One partner" in leaf) == ("guarantor at record.published", False)


def test_two_officials_do_not_answer_differently(office, call_id) -> None:
    proposal_id = office.handed_in(call_id)
    office.close(call_id)
    with pytest.raises(Conflict, match="stale"):
        accept_proposal(
            office.as_("helene"), call_id=call_id, proposal_id=proposal_id, version=1, **ALL_MET
        )


def test_karim_takes_his_project_back(office, call_id) -> None:
    proposal_id = office.handed_in(call_id)
    withdraw_proposal(office.as_("karim"), call_id=call_id, proposal_id=proposal_id, version=2)
    with pytest.raises(Conflict, match="proposal_is_withdrawn"):
        submit(office, call_id, proposal_id, 3)
