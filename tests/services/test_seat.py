"""Seating people, codes, ended seats, and what ties a juror to a project."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from jury.domain.errors import Conflict, Invalid, NotFound
from jury.services import seat
from jury.services.signin import Visitor, sign_in_by_code
from jury.services.signin.sessions import find_session
from jury.storage.account import Account, Letter
from jury.storage.record import LogEntry, Opening
from jury.storage.scoring import Sheet, current_round
from jury.storage.seat import Seat, Tie, seats_in
from tests.fixtures.decided import Case, open_case


@pytest.fixture
def case(doors, clock) -> Case:
    return open_case(doors, clock)


def reread(case: Case, question):  # type: ignore[no-untyped-def]
    with case.office.doors.engines.reading() as session:
        return session.scalars(question).all()


def fill(case: Case, *people: tuple[str, str | None]) -> None:
    seat.fill_seats(case.as_("samira"), call_id=case.call_id, people=list(people))


def test_people_are_seated_one_after_the_other(case) -> None:
    fill(case, ("Ana", "ana@example.org"), ("Bo", None))
    with case.office.doors.engines.reading() as session:
        seats = seats_in(session, case.call_id)
        names = [session.get(Account, s.account_id).name for s in seats[-2:]]
    assert [s.number for s in seats] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert names == ["Ana", "Bo"]


@pytest.mark.parametrize(
    ("people", "code"),
    [
        ([], "people_missing"),
        ([("", None)], "name_missing"),
        ([("x" * 201, None)], "name_too_long"),
        ([("Ana", None)] * 51, "people_too_many"),
        ([("Ana", "a@example.org"), ("Bo", "a@example.org")], "email_twice"),
        ([("Karim", "karim@example.org")], "holds_other_part"),
        ([("Pascal", "pascal@example.org")], "holds_other_part"),
        ([("Hélène", "helene@example.org")], "holds_other_part"),
    ],
)
def test_a_list_that_cannot_be_seated_is_refused_whole(case, people, code) -> None:
    with pytest.raises(Invalid) as refused:
        fill(case, ("Good", "good@example.org"), *people) if people else fill(case)
    assert refused.value.fields == {"people": code}
    assert len(reread(case, select(Seat))) == 6


def test_one_person_has_one_seat(case) -> None:
    fill(case, ("Ana", "ana@example.org"))
    with pytest.raises(Invalid) as refused:
        fill(case, ("Ana again", "ana@example.org"))
    assert refused.value.code == "email_twice"


def test_a_new_code_opens_the_seat_and_ends_older_sessions_and_slips(case, clock) -> None:
    doors, first = case.office.doors, case.seats[0]
    seat.make_codes(case.as_("samira"), call_id=case.call_id, seat_ids=[first.id])
    with doors.engines.reading() as session:
        (old,) = seat.slips_to_print(session, doors, case.call_id, clock())
    opened = sign_in_by_code(doors, old.code, Visitor("127.0.0.1", "phone", ""))
    assert opened.account_id == first.account_id
    clock.advance(minutes=5)
    seat.make_codes(case.as_("samira"), call_id=case.call_id, seat_ids=[first.id])
    with doors.engines.reading() as session:
        (new,) = seat.slips_to_print(session, doors, case.call_id, clock())
        assert find_session(session, doors, opened.token) is None
    assert (new.number, new.code != old.code) == (1, True)
    with pytest.raises(Invalid):
        sign_in_by_code(doors, old.code, Visitor("127.0.0.1", "phone", ""))
    sign_in_by_code(doors, new.code, Visitor("127.0.0.1", "phone", ""))


def test_slips_are_shown_for_an_hour_or_until_they_are_printed(case, clock) -> None:
    doors = case.office.doors
    ids = [s.id for s in case.seats]
    seat.make_codes(case.as_("samira"), call_id=case.call_id, seat_ids=ids)
    with doors.engines.reading() as session:
        slips = seat.slips_to_print(session, doors, case.call_id, clock())
        assert seat.slips_to_print(session, doors, "another", clock()) == []
    assert [s.number for s in slips] == [1, 2, 3, 4, 5, 6]
    assert slips[0].address == f"http://localhost/j/{slips[0].code}"
    seat.slips_printed(doors, call_id="another", letter_ids=[s.letter_id for s in slips])
    seat.slips_printed(doors, call_id=case.call_id, letter_ids=[slips[0].letter_id])
    with doors.engines.reading() as session:
        assert len(seat.slips_to_print(session, doors, case.call_id, clock())) == 5
    clock.advance(minutes=61)
    with doors.engines.reading() as session:
        assert seat.slips_to_print(session, doors, case.call_id, clock()) == []
    sealed = [letter.sealed for letter in reread(case, select(Letter)) if letter.state == "done"]
    assert sealed == [None]


def test_codes_are_made_for_seats_of_this_call_only(case) -> None:
    for ids in (["nobody"], [case.seats[0].id, "nobody"]):
        with pytest.raises(NotFound):
            seat.make_codes(case.as_("samira"), call_id=case.call_id, seat_ids=ids)
    with pytest.raises(Invalid):
        seat.make_codes(case.as_("samira"), call_id=case.call_id, seat_ids=[])


def test_an_ended_seat_opens_nothing_and_its_reason_is_sealed(case) -> None:
    doors, last = case.office.doors, case.seats[5]
    seat.make_codes(case.as_("samira"), call_id=case.call_id, seat_ids=[last.id])
    with doors.engines.reading() as session:
        (slip,) = seat.slips_to_print(session, doors, case.call_id, doors.clock())
    with pytest.raises(Invalid) as refused:
        seat.end_seat(
            case.as_("samira"), call_id=case.call_id, seat_id=last.id, reason=" ", version=2
        )
    assert refused.value.fields == {"reason": "reason_missing"}
    with pytest.raises(Conflict):
        seat.end_seat(
            case.as_("samira"), call_id=case.call_id, seat_id=last.id, reason="Moved.", version=1
        )
    seat.end_seat(
        case.as_("samira"), call_id=case.call_id, seat_id=last.id, reason="Moved.", version=2
    )
    with pytest.raises(Invalid):
        sign_in_by_code(doors, slip.code, Visitor("127.0.0.1", "phone", ""))
    with pytest.raises(NotFound):
        case.ties(5, case.orchard, "none")
    with pytest.raises(NotFound):
        seat.end_seat(
            case.as_("samira"), call_id=case.call_id, seat_id=last.id, reason="x", version=3
        )
    entry = reread(case, select(LogEntry).where(LogEntry.kind == "seat.ended"))[0]
    assert b"Moved" not in entry.data
    with doors.engines.reading() as session:
        assert seat.slips_to_print(session, doors, case.call_id, doors.clock()) == []


def test_a_tie_can_change_until_the_round_closes(case) -> None:
    case.ties(0, case.orchard, "link")
    first = case.seats[0]
    with case.office.doors.engines.reading() as session:
        (tie,) = session.scalars(select(Tie).where(Tie.proposal_id == case.orchard)).all()
        assert (tie.seat_id, tie.degree, tie.version) == (first.id, "link", 1)
    with pytest.raises(Conflict) as stale:
        case.ties(0, case.orchard, "none")
    assert stale.value.code == "stale"
    case.close()
    with pytest.raises(Conflict) as late:
        case.ties(1, case.orchard, "none")
    assert late.value.code == "round_is_closed"


@pytest.mark.parametrize(
    ("degree", "words", "field"),
    [("", "", "degree"), ("friend", "", "degree"), ("link", "x" * 1001, "words")],
)
def test_what_is_no_tie_is_refused(case, degree, words, field) -> None:
    with pytest.raises(Invalid) as refused:
        seat.declare_tie(
            case.juror(0),
            call_id=case.call_id,
            proposal_id=case.orchard,
            degree=degree,
            words=words,
            version=0,
        )
    assert list(refused.value.fields) == [field]
    assert reread(case, select(Tie)) == []


def test_a_conflict_after_scoring_takes_the_sheet_away(case) -> None:
    case.send(case.orchard, [(3, 1)])
    seat.declare_tie(
        case.juror(0),
        call_id=case.call_id,
        proposal_id=case.orchard,
        degree="conflict",
        words="",
        version=1,
    )
    assert [s.state for s in reread(case, select(Sheet))] == ["removed"]
    case.close()
    assert reread(case, select(Opening).where(Opening.ended == "superseded")) != []
    with case.office.doors.engines.reading() as session:
        assert current_round(session, case.call_id).staying[case.orchard] == 5


def test_a_retry_of_a_tie_gets_its_first_answer_even_after_closing(case) -> None:
    moment = replace(case.juror(0), key="k1", route="/tie", body=b"b")
    said = {
        "call_id": case.call_id,
        "proposal_id": case.orchard,
        "degree": "none",
        "words": "",
        "version": 0,
    }
    first = seat.declare_tie(moment, **said)
    case.close()
    again = seat.declare_tie(moment, **said)
    assert (again.leaf, again.repeated) == (first.leaf, True)


def test_only_jurors_of_this_call_declare_ties(case) -> None:
    for name in ("samira", "helene", "karim", "lea", "pascal"):
        with pytest.raises(NotFound):
            seat.declare_tie(
                case.as_(name),
                call_id=case.call_id,
                proposal_id=case.orchard,
                degree="none",
                words="",
                version=0,
            )
