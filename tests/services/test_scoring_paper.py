"""Paper sheets: Ana types, Bo types the same again, and only then a sheet counts."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from jury.domain.errors import Conflict, Forbidden, Invalid, NotFound
from jury.services.checkpoints import sign_due
from jury.services.decision.opened import recount
from jury.services.doors import Doors
from jury.services.instance_check import check_instance
from jury.services.seat import end_seat, fill_seats, name_scrutineers, scrutineer_codes
from jury.services.signin import Visitor, sign_in_by_code
from jury.storage.call import Call
from jury.storage.record import Log, LogEntry
from jury.storage.scoring import Sheet
from tests.fixtures.clock import Clock
from tests.fixtures.paper import Room


@pytest.fixture
def room(doors: Doors, clock: Clock) -> Room:
    return Room(doors, clock)


def test_a_sheet_typed_once_counts_nothing_and_typed_twice_it_counts(room: Room) -> None:
    room.type()
    assert (room.counts(), room.sheets()) == ({"typed": 1}, 5)
    room.confirm()
    assert (room.counts(), room.sheets()) == ({"confirmed": 1}, 6)
    room.case.count()
    first = room.case.results()[room.case.orchard].criteria[0]
    assert first["n"] == 6


def test_the_guarantor_opens_the_paper_sheet_from_the_log_and_agrees(room: Room) -> None:
    room.type()
    room.confirm()
    room.case.count()
    with room.doors.engines.reading() as session:
        call = session.get(Call, room.case.call_id)
        assert call is not None
        assert recount(session, call, room.case.round()).agrees
    sign_due(room.doors)
    assert check_instance(room.doors).problems == []


def test_a_paper_sheet_changed_in_the_table_is_found(room: Room) -> None:
    from tests.fixtures.past_the_doors import past_the_doors

    room.type()
    room.confirm()
    sign_due(room.doors)
    with past_the_doors(room.doors) as session:
        sheet = session.scalars(
            select(Sheet).where(Sheet.proposal_id == room.case.orchard).order_by(Sheet.day.desc())
        ).first()
        assert sheet is not None
        sheet.levels = dict.fromkeys(sheet.levels, 0)
    assert [p["code"] for p in check_instance(room.doors).problems] == ["sheet_differs"]


def test_two_typings_that_differ_do_not_count_and_say_where(room: Room) -> None:
    room.type()
    with pytest.raises(Invalid) as refused:
        room.confirm(says=(2, None), worried="the  PRICE")
    assert refused.value.fields == {f"level-{room.case.criteria[0]}": "paper_differs"}
    with pytest.raises(Invalid) as refused:
        room.confirm(worried="Nothing")
    assert refused.value.fields == {"worried": "paper_differs"}
    room.type(version=1, says=(2, None))
    room.confirm(version=2, says=(2, None))
    assert room.counts() == {"confirmed": 1}


def test_nobody_confirms_their_own_typing(room: Room) -> None:
    room.type()
    with pytest.raises(Forbidden):
        room.confirm("Ana Un")


def test_the_other_one_confirms_and_does_not_replace(room: Room) -> None:
    room.type()
    with pytest.raises(Forbidden):
        room.type("Bo Deux", version=1)


def test_the_sheet_sent_by_phone_holds(room: Room) -> None:
    with pytest.raises(Conflict, match="phone_holds"):
        room.type(seat=1)


def test_a_sheet_is_typed_only_between_closing_and_counting(doors: Doors, clock: Clock) -> None:
    room = Room(doors, clock, close=False)
    with pytest.raises(Conflict, match="round_is_open"):
        room.type()
    room.case.close()
    room.name("Ana Un", "Bo Deux")
    room.type()
    room.case.count()
    with pytest.raises(Conflict, match="round_is_counted"):
        room.confirm()


def test_whoever_left_a_project_does_not_come_back_on_paper(doors: Doors, clock: Clock) -> None:
    room = Room(doors, clock, close=False)
    room.case.ties(5, room.case.orchard, "conflict")
    room.case.close()
    with pytest.raises(Conflict, match="paper_left"):
        room.type()


def test_no_paper_counts_for_a_seat_taken_after_closing_or_ended(room: Room) -> None:
    samira = room.case.as_("samira")
    fill_seats(samira, call_id=room.case.call_id, people=[("Yara", None)])
    for seat in (7, 8, 0):
        with pytest.raises(Invalid):
            room.type(seat=seat)
    end_seat(
        samira, call_id=room.case.call_id, seat_id=room.case.seats[5].id,
        reason="They moved.", version=room.case.seats[5].version,
    )  # fmt: skip
    with pytest.raises(Invalid):
        room.type()


def test_an_unknown_project_level_or_version_is_refused(room: Room) -> None:
    with pytest.raises(NotFound):
        room.type(project="nothing")
    with pytest.raises(Invalid):
        room.type(says=(9, 1))
    with pytest.raises(Invalid):
        room.type(worried="x" * 2001)
    with pytest.raises(Conflict, match="stale"):
        room.type(version=3)
    with pytest.raises(NotFound):
        room.confirm()
    room.type()
    with pytest.raises(Conflict, match="stale"):
        room.confirm(version=7)
    room.confirm()
    with pytest.raises(Conflict, match="paper_is_confirmed"):
        room.confirm(version=2)


def test_the_log_names_the_scrutineer_and_hides_seat_project_and_answers(room: Room) -> None:
    room.type()
    room.confirm()
    with room.doors.engines.reading() as session:
        entries = session.scalars(
            select(LogEntry)
            .join(Log, Log.id == LogEntry.log_id)
            .where(Log.scope == room.case.call_id, LogEntry.kind.like("paper.%"))
            .order_by(LogEntry.leaf)
        )
        leaves = [entry.data.decode() for entry in entries]
    people = [room.person("Ana Un").account_id or "", room.person("Bo Deux").account_id or ""]
    assert [person in leaf for person, leaf in zip(people, leaves, strict=True)] == [True, True]
    assert [s for leaf in leaves for s in ("The price", room.case.orchard) if s in leaf] == []


def test_a_code_opens_for_a_day_and_not_longer(room: Room, clock: Clock) -> None:
    with room.doors.engines.reading() as session:
        made = scrutineer_codes(session, room.doors, room.case.call_id, clock())
    code = next(iter(made.values())).code
    assert sign_in_by_code(room.doors, code, Visitor("127.0.0.1")).account_id
    clock.advance(hours=25)
    with pytest.raises(Invalid):
        sign_in_by_code(room.doors, code, Visitor("127.0.0.1"))


def test_naming_the_same_two_keeps_who_they_are_and_ends_their_old_codes(
    room: Room, clock: Clock
) -> None:
    ana = room.person("Ana Un").account_id
    with room.doors.engines.reading() as session:
        old = list(scrutineer_codes(session, room.doors, room.case.call_id, clock()).values())
    room.type()
    room.name("Ana  UN", "Cas Trois")
    assert room.person("Ana Un").account_id == ana
    with pytest.raises(Invalid):
        sign_in_by_code(room.doors, old[0].code, Visitor("127.0.0.1"))
    with pytest.raises(NotFound):
        room.confirm("Bo Deux")
    room.confirm("Cas Trois")
    assert room.counts() == {"confirmed": 1}


@pytest.mark.parametrize(
    ("names", "wrong"),
    [
        (("", "Bo"), {"first": "name_missing"}),
        (("Ana", "x" * 201), {"second": "name_too_long"}),
        (("Ana", "àna"), {"second": "same_scrutineer"}),
        (("Samira", "Zora Un"), {"first": "scrutineer_has_part", "second": "scrutineer_has_part"}),
    ],
)
def test_two_different_people_without_another_part_are_wanted(
    room: Room, names: tuple[str, str], wrong: dict[str, str]
) -> None:
    with room.doors.engines.reading() as session:
        from jury.storage.account import Account

        samira = session.get(Account, room.case.office.people["samira"])
        assert samira is not None
    with pytest.raises(Invalid) as refused:
        room.name(*(samira.name if n == "Samira" else n for n in names))
    assert refused.value.fields == wrong


def test_a_scrutineer_may_do_nothing_else(room: Room) -> None:
    from jury.services.scoring import submit_sheet

    values = room.sheet(1, 0)
    values.pop("seat_number")
    values.pop("degree")
    with pytest.raises(NotFound):
        submit_sheet(room.person("Ana Un"), **values)
    with pytest.raises(NotFound):
        name_scrutineers(room.person("Ana Un"), call_id=room.case.call_id, names=["A", "B"])
