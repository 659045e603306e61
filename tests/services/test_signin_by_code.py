"""Signing in by a printed code: typed or scanned, again and again until the jury ends."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from jury.domain.errors import Conflict, Invalid, TooMany
from jury.services.codes import make_code
from jury.services.doors import Doors
from jury.services.signin import Visitor, find_session, scan, sign_in_by_code, sign_in_by_scan
from jury.storage.account import Limit, SecurityEvent, SignInToken
from jury.storage.base import make_engines
from jury.storage.call import Call
from jury.storage.seat import Seat
from tests.fixtures.clock import Clock
from tests.fixtures.people import seated

CODE = "ABCDE-98765"
HALL = Visitor("192.0.2.1", "Chrome on Android")
HOME = Visitor("198.51.100.9", "Safari on iPhone")


def change(doors: Doors, table: type, **values: object) -> None:
    engines = make_engines(doors.settings)
    with Session(engines.write) as session:
        session.execute(update(table).values(**values))
        session.commit()
    engines.dispose()


def test_a_juror_signs_in_by_code_again_and_again(doors: Doors, clock: Clock) -> None:
    seated(doors, "Rosa", CODE)
    for typed in ("ABCDE-98765", "abcde 98765", " abcde98765 "):
        opened = sign_in_by_code(doors, typed, HALL)
        assert opened.account_id == "rosa"
        with doors.engines.reading() as session:
            found = find_session(session, doors, opened.token)
        assert found is not None
        assert found.means == "code"
        clock.advance(days=2)


@pytest.mark.parametrize("typed", ["ABCDE-98766", "ABCDE", "", "0" * 10, "x" * 10_000, "🙂"])
def test_a_wrong_code_says_so_and_no_more(doors: Doors, typed: str) -> None:
    seated(doors, "Rosa", CODE)
    with pytest.raises(Invalid) as refused:
        sign_in_by_code(doors, typed, HALL)
    assert refused.value.fields == {"code": "code_wrong"}


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (Seat, {"state": "ended"}),
        (Seat, {"code_hash": None}),
        (Call, {"state": "archived"}),
        (Call, {"state": "cancelled"}),
    ],
)
def test_a_code_ends_with_its_seat_and_its_jury(
    doors: Doors, table: type, values: dict[str, object]
) -> None:
    seated(doors, "Rosa", CODE)
    change(doors, table, **values)
    with pytest.raises(Invalid):
        sign_in_by_code(doors, CODE, HALL)


def test_codes_stand_neither_in_the_rows_nor_in_the_journal(doors: Doors) -> None:
    seated(doors, "Rosa", CODE)
    sign_in_by_code(doors, CODE, HALL)
    with pytest.raises(Invalid):
        sign_in_by_code(doors, "FGHJK-98765", HALL)
    with doors.engines.reading() as session:
        rows = [*session.scalars(select(Seat)), *session.scalars(select(SecurityEvent))]
        kept = " ".join(str(value) for row in rows for value in vars(row).values())
    assert "98765" not in kept


def test_a_hundred_jurors_behind_one_address_all_come_in(doors: Doors) -> None:
    codes = [make_code() for _ in range(100)]
    for number, code in enumerate(codes, 1):
        seated(doors, f"Juror{number}", code, number)
    for code in codes:
        with pytest.raises(Invalid):
            sign_in_by_code(doors, "A" + code, HALL)
        assert sign_in_by_code(doors, code, HALL).token


def test_guessing_stops_and_the_right_code_from_elsewhere_still_works(doors: Doors) -> None:
    seated(doors, "Rosa", CODE)
    checked = refused = 0
    for _ in range(200):
        try:
            sign_in_by_code(doors, make_code(), HALL)
        except Invalid:
            checked += 1
        except TooMany:
            refused += 1
    assert (checked, refused) == (120, 80)
    assert sign_in_by_code(doors, CODE, HOME).account_id == "rosa"


def test_the_rest_of_a_torn_slip_is_not_searched(doors: Doors) -> None:
    seated(doors, "Rosa", CODE)
    for number in range(10):
        with pytest.raises(Invalid):
            sign_in_by_code(doors, f"ABCDE-{make_code()[:5]}", Visitor(f"192.0.2.{number}"))
    with pytest.raises(TooMany):
        sign_in_by_code(doors, CODE, HOME)


def test_a_scanned_code_signs_in_once_the_button_is_pressed(doors: Doors) -> None:
    seated(doors, "Rosa", CODE)
    token = scan(doors, CODE, HALL)
    with doors.engines.reading() as session:
        row = session.scalars(select(SignInToken)).one()
    assert CODE not in " ".join(str(value) for value in vars(row).values())
    assert sign_in_by_scan(doors, token, HALL).account_id == "rosa"
    with pytest.raises(Conflict, match="scan_expired"):
        sign_in_by_scan(doors, token, HALL)


def test_a_scan_that_signs_in_wears_no_limit_out(doors: Doors, clock: Clock) -> None:
    seated(doors, "Rosa", CODE)
    for _ in range(25):
        assert sign_in_by_scan(doors, scan(doors, CODE, HALL), HALL).account_id == "rosa"
    with doors.engines.reading() as session:
        assert set(session.scalars(select(Limit.count))) == {0}
        kept = {row.limit_key for row in session.scalars(select(SignInToken))}
    assert len(kept) == 1
    assert CODE[:5] not in str(kept)


def test_a_scan_is_given_back_where_it_was_counted(doors: Doors, clock: Clock) -> None:
    seated(doors, "Rosa", CODE)
    clock.advance(minutes=9)
    token = scan(doors, CODE, HALL)
    clock.advance(minutes=2)
    scan(doors, CODE, HALL)
    sign_in_by_scan(doors, token, HALL)
    with doors.engines.reading() as session:
        counts = session.execute(select(Limit.window, Limit.count).order_by(Limit.window)).all()
    first = counts[0][0]
    assert counts == [(first, 0)] * 3 + [(first + 1, 1)] * 3


def test_scans_of_a_wrong_code_stay_counted(doors: Doors) -> None:
    seated(doors, "Rosa", CODE)
    for _ in range(10):
        token = scan(doors, f"ABCDE-{make_code()[:5]}", HALL)
        with pytest.raises(Invalid):
            sign_in_by_scan(doors, token, HALL)
    with pytest.raises(TooMany):
        scan(doors, CODE, HALL)


def test_a_scan_waits_ten_minutes(doors: Doors, clock: Clock) -> None:
    seated(doors, "Rosa", CODE)
    token = scan(doors, CODE, HALL)
    clock.advance(minutes=10)
    for tried in (token, "made up", ""):
        with pytest.raises(Conflict, match="scan_expired"):
            sign_in_by_scan(doors, tried, HALL)


def test_scanning_tells_nothing_about_the_code(doors: Doors) -> None:
    token = scan(doors, "FGHJK-98765", HALL)
    with pytest.raises(Invalid) as refused:
        sign_in_by_scan(doors, token, HALL)
    assert refused.value.fields == {"code": "code_wrong"}
    with pytest.raises(Invalid):
        scan(doors, "not a code", HALL)
