"""A call from its first line to its end, on both databases."""

from __future__ import annotations

import pytest

from jury.domain.errors import Conflict, Forbidden, Invalid, NotFound
from jury.domain.permissions import Role
from jury.services.call import (
    cancel_call,
    close_call,
    create_call,
    edit_call,
    give_part,
    publish_call,
)
from jury.services.perform import Moment
from jury.storage.call import Call, criteria_of, rules_of
from jury.storage.progress import desk_of
from jury.storage.record import LogEntry
from tests.fixtures.calls import CRITERIA, Office, email_of, open_office


@pytest.fixture
def office(doors, clock) -> Office:
    return open_office(doors, clock)


def stored(office: Office, call_id: str) -> Call:
    with office.doors.engines.reading() as session:
        return session.get_one(Call, call_id)


def kinds(office: Office, log_id: str) -> list[str]:
    with office.doors.engines.reading() as session:
        rows = session.query(LogEntry).filter_by(log_id=log_id).order_by(LogEntry.leaf)
        return [row.kind for row in rows]


def test_helene_writes_and_publishes_a_call_and_each_step_stands_in_its_log(office) -> None:
    call_id = office.open_call()
    assert stored(office, call_id).state == "open"
    assert kinds(office, call_id) == ["call.edited", "part.given", "part.given", "call.published"]


def test_a_call_without_anything_is_refused_with_all_that_is_missing(office) -> None:
    call_id = create_call(
        office.as_("helene"), title="Empty", language="fr", timezone="Europe/Brussels"
    ).subject
    with pytest.raises(Invalid) as refused:
        publish_call(office.as_("helene"), call_id=call_id, version=1)
    assert refused.value.code == "call_incomplete"
    assert set(refused.value.fields) == {
        "purpose", "authority", "place", "who_may_apply", "contact", "appeal", "power_basis",
        "facilitator_contact", "facilitator_mandate", "answer_days", "fallback", "freed_money",
        "admissibility_questions", "eligibility_questions", "contest_admissibility",
        "depart_grounds", "budget_cents", "opens_at", "closes_at", "decide_by", "criteria",
        "people-facilitator", "people-guarantor",
    }  # fmt: skip


def test_after_publishing_nothing_of_the_rules_can_change(office) -> None:
    call_id = office.open_call()
    with pytest.raises(Conflict, match="call_is_open"):
        edit_call(office.as_("helene"), call_id=call_id, version=3, values={"budget_cents": 1})
    with pytest.raises(Conflict, match="call_is_open"):
        publish_call(office.as_("helene"), call_id=call_id, version=3)
    assert stored(office, call_id).budget_cents == 40_000_00


def test_two_tabs_of_helene_do_not_overwrite_each_other(office) -> None:
    call_id = office.draft_call()
    edit_call(office.as_("helene"), call_id=call_id, version=2, values={"place": "Hautrive"})
    with pytest.raises(Conflict, match="stale"):
        edit_call(office.as_("helene"), call_id=call_id, version=2, values={"place": "Confluan"})
    with pytest.raises(Conflict, match="stale"):
        publish_call(office.as_("helene"), call_id=call_id, version=2)
    assert stored(office, call_id).place == "Hautrive"


@pytest.mark.parametrize(
    "values",
    [{"state": "open"}, {"power": "all"}, {"rule": "dice"}, {"budget_cents": -1},
     {"quorum_min": 0}, {"budget_cents": "5"}, {"language": "xx"}, {"sheets_published": "names"}],
)  # fmt: skip
def test_what_a_call_cannot_hold_is_refused(office, values) -> None:
    call_id = office.draft_call()
    with pytest.raises(Invalid):
        edit_call(office.as_("helene"), call_id=call_id, version=2, values=values)


def test_the_rules_are_plain_data_without_floats_and_with_moments_in_utc(office) -> None:
    call_id = office.draft_call(floor="50/1")
    with office.doors.engines.reading() as session:
        rules = rules_of(session.get_one(Call, call_id), criteria_of(session, call_id))
    assert (rules["opens_at"], rules["closes_at"], rules["floor"]) == (
        "2026-03-02T09:00:00Z",
        "2026-03-12T09:00:00Z",
        "50/1",
    )
    assert [c["question"] for c in rules["criteria"]] == [c["question"] for c in CRITERIA]


def test_the_call_closes_when_its_time_has_come_and_not_before(office) -> None:
    call_id = office.open_call()
    office.handed_in(call_id)
    office.begun(call_id, "lea")
    with pytest.raises(Conflict, match="call_time_not_up"):
        close_call(office.as_("helene"), call_id=call_id)
    office.clock.advance(days=10)
    close_call(Moment(office.doors, system=True), call_id=call_id)
    with pytest.raises(Conflict, match="call_is_closed"):
        close_call(office.as_("helene"), call_id=call_id)
    with office.doors.engines.reading() as session:
        entry = session.query(LogEntry).filter_by(log_id=call_id, kind="call.closed").one()
    assert b'"proposals":1' in entry.data


def test_a_call_is_cancelled_for_a_reason_only(office) -> None:
    call_id = office.open_call()
    with pytest.raises(Invalid, match="reason_missing"):
        cancel_call(office.as_("helene"), call_id=call_id, reason="")
    cancel_call(office.as_("helene"), call_id=call_id, reason="The money is gone.")
    assert stored(office, call_id).cancelled_reason == "The money is gone."
    with pytest.raises(Conflict, match="call_is_cancelled"):
        cancel_call(office.as_("helene"), call_id=call_id, reason="Again")


def test_one_person_has_one_part_in_a_call(office) -> None:
    call_id = office.open_call()
    office.begun(call_id, "karim")
    for name in ("karim", "samira", "helene"):
        with pytest.raises(Invalid) as refused:
            give_part(
                office.as_("helene"), call_id=call_id, email=email_of(name), role=Role.GUARANTOR
            )
        assert refused.value.fields == {"email": "holds_other_part"}
    with pytest.raises(Conflict, match="part_given"):
        give_part(
            office.as_("helene"), call_id=call_id, email=email_of("pascal"), role=Role.GUARANTOR
        )
    with pytest.raises(Invalid, match="account_unknown"):
        give_part(
            office.as_("helene"), call_id=call_id, email="no@example.org", role=Role.GUARANTOR
        )
    with pytest.raises(Invalid, match="role_unknown"):
        give_part(office.as_("helene"), call_id=call_id, email=email_of("lea"), role=Role.JUROR)


def test_nobody_but_an_official_makes_or_changes_calls(office) -> None:
    call_id = office.draft_call()
    for name in ("samira", "karim"):
        with pytest.raises((NotFound, Forbidden)):
            edit_call(office.as_(name), call_id=call_id, version=2, values={})
        with pytest.raises((NotFound, Forbidden)):
            publish_call(office.as_(name), call_id=call_id, version=2)


def test_each_sees_on_the_desk_the_calls_they_work_on(office) -> None:
    mine = office.open_call()
    office.new("ines")
    other = office.draft_call()
    roles = frozenset({"official", "facilitator", "guarantor", "signatory"})
    with office.doors.engines.reading() as session:
        rows = {
            name: desk_of(session, office.people[name], roles, office.clock(), 0, 50).calls
            for name in ("helene", "samira", "ines")
        }
    seen = {name: {at.call.id: at.roles for at in found} for name, found in rows.items()}
    assert seen == {
        "helene": {mine: {"official"}, other: {"official"}},
        "samira": {mine: {"facilitator"}, other: {"facilitator"}},
        "ines": {},
    }


def test_helene_begins_a_call_from_an_earlier_one_without_its_dates_and_people(office) -> None:
    earlier = office.open_call(floor="40/1", reserve=False)
    begun = create_call(
        office.as_("helene"), title="Again", language="fr", timezone="UTC", like=earlier
    ).subject
    new, old = stored(office, begun), stored(office, earlier)
    with office.doors.engines.reading() as session:
        rules = rules_of(new, criteria_of(session, begun))
        before = rules_of(old, criteria_of(session, earlier))
    left_out = ("title", "contact", "facilitator_contact", "facilitator_mandate",
                "opens_at", "closes_at", "decide_by")  # fmt: skip
    assert [rules.pop(name) for name in left_out] == ["Again", "", "", "", None, None, None]
    for name in left_out:
        before.pop(name)
    shown = [[{**row, "id": ""} for row in each.pop("criteria")] for each in (rules, before)]
    assert rules == before
    assert shown[0] == shown[1]
    assert (new.state, new.version, new.language) == ("draft", 1, "en")


def test_a_call_is_not_begun_from_one_that_does_not_exist(office) -> None:
    with pytest.raises(NotFound):
        create_call(
            office.as_("helene"), title="Again", language="fr", timezone="UTC", like="no-such"
        )
