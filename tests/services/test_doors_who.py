"""Who, before when, before what: the order in which the door asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from jury.domain.errors import Conflict, Forbidden, NotFound
from jury.domain.permissions import Role
from jury.services.account import disable_account
from jury.services.call import create_call, edit_call, publish_call
from jury.services.decision import adopt_decision
from jury.services.doors import Doors
from jury.services.perform import Moment
from jury.services.scoring import open_round
from jury.storage.record import INSTALLATION
from tests.fixtures.calls import Office, open_office
from tests.fixtures.clock import Clock
from tests.services.doors_tried import edit, everything


@pytest.fixture
def office(doors: Doors, clock: Clock) -> Office:
    return open_office(doors, clock)


@pytest.fixture
def call_id(office: Office) -> str:
    return office.draft_call()


@pytest.fixture
def ada(office: Office) -> Moment:
    office.new("ada", Role.ADMINISTRATOR)
    return office.as_("ada")


def test_a_disabled_account_does_nothing_any_more(
    office: Office, call_id: str, ada: Moment
) -> None:
    helene = replace(office.as_("helene"), key="k1", body=b"one", route="edit")
    edit(helene, call_id)
    disable_account(ada, account_id=office.people["helene"], version=1)
    before = everything(office.doors)
    for moment in (office.as_("helene"), helene):
        with pytest.raises(Forbidden) as refused:
            edit(moment, call_id)
        assert refused.value.code == "account_disabled"
    assert everything(office.doors) == before


def test_an_unknown_person_does_nothing(office: Office, call_id: str) -> None:
    with pytest.raises(Forbidden):
        edit(Moment(office.doors, "nobody"), call_id)


def test_who_cannot_see_the_page_is_told_that_there_is_nothing(
    office: Office, call_id: str
) -> None:
    publish_call(office.as_("helene"), call_id=call_id, version=2)
    for moment in (office.as_("karim"), office.as_("samira"), Moment(office.doors)):
        with pytest.raises(NotFound):
            edit_call(moment, call_id=call_id, version=0, values={})


def test_who_sees_the_page_but_may_not_act_is_told_no(office: Office, call_id: str) -> None:
    with pytest.raises(Forbidden) as refused:
        adopt_decision(office.as_("helene"), call_id=call_id, version=1)
    assert refused.value.code == "not_yours"


def test_when_comes_after_who(office: Office, call_id: str) -> None:
    at = datetime(2026, 4, 1, tzinfo=UTC)
    with pytest.raises(NotFound):
        open_round(office.as_("karim"), call_id=call_id, closes_at=at)
    with pytest.raises(Conflict, match="call_is_draft"):
        open_round(office.as_("samira"), call_id=call_id, closes_at=at)


@pytest.mark.parametrize("unknown", ["nothing", INSTALLATION, "", None])
def test_an_unknown_call_does_not_exist(office: Office, unknown: str | None) -> None:
    before = everything(office.doors)
    with pytest.raises(NotFound):
        edit(office.as_("helene"), unknown)  # type: ignore[arg-type]
    assert everything(office.doors) == before


def test_the_part_of_another_call_gives_nothing_here(office: Office, call_id: str) -> None:
    other = create_call(office.as_("helene"), title="Other", language="en", timezone="UTC").subject
    at = datetime(2026, 4, 1, tzinfo=UTC)
    with pytest.raises(NotFound):
        open_round(office.as_("samira"), call_id=other, closes_at=at)
