"""A seat that ends and is filled anew in one act: Zora Deux goes, Ana comes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select

from jury.domain.errors import Conflict, Invalid, NotFound
from jury.services import seat
from jury.services.decision.opened import recount
from jury.services.doors import Doors
from jury.services.signin import Visitor, sign_in_by_code
from jury.storage.account import Account
from jury.storage.call import Call
from jury.storage.record import LogEntry
from jury.storage.scoring import Sheet
from jury.storage.seat import Seat
from tests.fixtures.clock import Clock
from tests.fixtures.decided import Case, open_case

REASON = "Zora Deux fell ill."


@pytest.fixture
def case(doors: Doors, clock: Clock) -> Case:
    return open_case(doors, clock)


def replaced(case: Case, number: int = 1, who: str = "samira", **how: Any) -> None:
    old = case.seats[number]
    seat.replace_seat(
        case.as_(who),
        call_id=case.call_id,
        seat_id=how.get("seat_id", old.id),
        person=how.get("person", ("Ana", None)),
        reason=how.get("reason", REASON),
        version=how.get("version", old.version),
    )


def read(case: Case, question: Any) -> list[Any]:
    with case.office.doors.engines.reading() as session:
        return list(session.scalars(question))


def code_of(case: Case) -> str:
    doors = case.office.doors
    with doors.engines.reading() as session:
        (slip,) = seat.slips_to_print(session, doors, case.call_id, doors.clock())
    return slip.code


def test_one_act_ends_a_seat_and_gives_another_person_a_new_one_with_its_code(case: Case) -> None:
    seat.make_codes(case.as_("samira"), call_id=case.call_id, seat_ids=[case.seats[1].id])
    old = code_of(case)
    replaced(case, version=2)
    seats = {s.number: s for s in read(case, select(Seat))}
    assert (seats[2].state, seats[2].code_hash, seats[7].state) == ("ended", None, "active")
    new = sign_in_by_code(case.office.doors, code_of(case), Visitor("127.0.0.1"))
    assert new.account_id == seats[7].account_id
    with pytest.raises(Invalid):
        sign_in_by_code(case.office.doors, old, Visitor("127.0.0.1"))


def test_one_entry_says_that_it_happened_and_seals_who_and_why(case: Case) -> None:
    replaced(case, person=("Ana", "ana@example.org"))
    (entry,) = read(case, select(LogEntry).where(LogEntry.kind == "seat.replaced"))
    seats = {s.number: s for s in read(case, select(Seat))}
    leaf = json.loads(entry.data)
    assert (leaf["facts"], leaf["subject"]) == ({"ended": seats[2].id}, seats[7].id)
    assert [part["name"] for part in leaf["parts"]] == ["reason", f"person:{seats[7].id}"]
    assert [word for word in ("ill", "Ana", "ana@") if word.encode() in entry.data] == []


def test_the_sheets_of_who_left_do_not_count_and_the_guarantor_finds_the_same(case: Case) -> None:
    case.score()
    replaced(case, 5)
    case.close()
    left = read(case, select(Sheet).where(Sheet.seat_id == case.seats[5].id))
    assert {sheet.state for sheet in left} == {"removed"}
    assert case.round().staying[case.orchard] == 6
    case.count()
    with case.office.doors.engines.reading() as session:
        call = session.get(Call, case.call_id)
        assert call is not None
        assert recount(session, call, case.round()).agrees


@pytest.mark.parametrize(
    ("how", "fields"),
    [
        ({"reason": "  "}, {"reason": "reason_missing"}),
        ({"reason": "x" * 2001}, {"reason": "words_too_long"}),
        ({"person": ("", None)}, {"people": "name_missing"}),
        ({"person": ("x" * 201, None)}, {"people": "name_too_long"}),
        ({"person": ("Karim", "karim@example.org")}, {"people": "holds_other_part"}),
    ],
)
def test_what_cannot_be_is_refused_and_the_seat_stays(
    case: Case, how: dict[str, Any], fields: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        replaced(case, **how)
    assert refused.value.fields == fields
    assert [s.state for s in read(case, select(Seat))] == ["active"] * 6
    assert read(case, select(Account).where(Account.name == "Ana")) == []


def test_an_ended_seat_an_old_page_and_another_person_are_refused(case: Case) -> None:
    with pytest.raises(Conflict, match="stale"):
        replaced(case, version=9)
    with pytest.raises(NotFound):
        replaced(case, seat_id="nobody")
    replaced(case)
    with pytest.raises(NotFound):
        replaced(case)
    with pytest.raises(NotFound):
        replaced(case, 0, who="helene")


def test_nobody_is_seated_anew_once_the_call_is_decided(case: Case) -> None:
    case.to("publish")
    with pytest.raises(Conflict, match="call_is_decided"):
        replaced(case)
