"""The facilitator's verbs: seat people, give them codes, end a seat, fill one anew."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select, update

from jury.domain.errors import Conflict, Invalid, NotFound
from jury.domain.permissions import Action, Role, clashes
from jury.domain.record.kinds import Entry, Part
from jury.domain.record.kinds.seat import SeatCodeMade, SeatEnded, SeatFilled, SeatReplaced
from jury.services import codes
from jury.services.perform import Act, performs
from jury.storage.account import Account, Grant, Letter
from jury.storage.base import new_id
from jury.storage.seat import Seat, person_has_part

MOST_AT_ONCE = 50
MOST_NAME = 200
MOST_REASON = 2000
SEATED_WHILE = frozenset({"open", "closed", "with_jury"})
FOR_GUARANTOR = "guarantor at record.published"


@performs(Action.SEAT_FILL)
def fill_seats(act: Act, *, call_id: str, people: Sequence[tuple[str, str | None]]) -> Entry:
    """Seat people on the jury: name and, if they gave one, normalised e-mail.

    Raises Invalid (`people_missing`, `people_too_many`, `name_missing`, `name_too_long`,
    `email_twice`, `holds_other_part`, `account_disabled`) or Conflict (`call_is_<state>`).
    """
    _, parts = take_seats(act, people)
    return Entry(SeatFilled(seats=len(people)), call_id, parts=parts)


def take_seats(
    act: Act, people: Sequence[tuple[str, str | None]]
) -> tuple[list[Seat], tuple[Part, ...]]:
    """Make a seat for each person, with the part of the entry that commits to who it is.

    Raises as `fill_seats`.
    """
    call = act.the_call()
    if call.state not in SEATED_WHILE:
        raise Conflict(f"call_is_{call.state}")
    _refuse_bad_list(people)
    accounts = _accounts(act, people)
    first = _next_number(act)
    seats = [_seat(act, number, account) for number, account in enumerate(accounts, first)]
    parts = tuple(
        _person(seat, name, email) for seat, (name, email) in zip(seats, people, strict=True)
    )
    return seats, parts


def _next_number(act: Act) -> int:
    last = select(func.max(Seat.number)).where(Seat.call_id == act.the_call().id)
    return (act.session.scalar(last) or 0) + 1


def _seat(act: Act, number: int, account: Account) -> Seat:
    seat = Seat(
        call_id=act.the_call().id,
        id=new_id(),
        number=number,
        account_id=account.id,
        role=Role.JUROR.value,
        state="active",
        version=1,
    )
    act.session.add(seat)
    return seat


def _person(seat: Seat, name: str, email: str | None) -> Part:
    said = {"number": seat.number, "name": name, "email": email or ""}
    return Part(f"person:{seat.id}", said, FOR_GUARANTOR)


def _refuse_bad_list(people: Sequence[tuple[str, str | None]]) -> None:
    if not people:
        _refuse("people_missing")
    if len(people) > MOST_AT_ONCE:
        raise Invalid("people_too_many", {"people": "people_too_many"}, most=MOST_AT_ONCE)
    if any(not name.strip() for name, _ in people):
        _refuse("name_missing")
    if any(len(name) > MOST_NAME for name, _ in people):
        raise Invalid("name_too_long", {"people": "name_too_long"}, most=MOST_NAME)
    emails = [email for _, email in people if email]
    if len(set(emails)) != len(emails):
        _refuse("email_twice")


def _refuse(code: str) -> None:
    raise Invalid(code, {"people": code})


def _accounts(act: Act, people: Sequence[tuple[str, str | None]]) -> list[Account]:
    """Find each person by e-mail, or make their account; somebody with another part is refused."""
    emails = [email for _, email in people if email]
    known = {
        account.email: account
        for account in act.session.scalars(select(Account).where(Account.email.in_(emails)))
    }
    _refuse_other_parts(act, [account.id for account in known.values()])
    if any(account.state != "active" for account in known.values()):
        _refuse("account_disabled")
    found = [known.get(email) or _new(act, name, email) for name, email in people]
    act.session.flush()
    return found


def _new(act: Act, name: str, email: str | None) -> Account:
    account = Account(
        id=new_id(),
        email=email,
        name=name,
        password_hash=None,
        language=act.the_call().language,
        state="active",
        created_at=act.now,
        sessions_from=act.now,
        version=1,
    )
    act.session.add(account)
    return account


def _refuse_other_parts(act: Act, ids: list[str]) -> None:
    """One person holds at most one part in one call: whoever wrote a project cannot judge it."""
    if not ids:
        return
    call_id = act.the_call().id
    grants = act.session.scalars(select(Grant.role).where(Grant.account_id.in_(ids)))
    excluded = any(clashes([Role(role)], Role.JUROR) for role in grants)
    if excluded or person_has_part(act.session, call_id, ids):
        _refuse("holds_other_part")
    seated = select(Seat.id).where(
        Seat.call_id == call_id, Seat.account_id.in_(ids), Seat.state == "active"
    )
    if act.session.scalars(seated).first() is not None:
        _refuse("email_twice")


@performs(Action.SEAT_CODE)
def make_codes(act: Act, *, call_id: str, seat_ids: Sequence[str]) -> Entry:
    """Make new codes for seats and put the slips in the tray; older codes and sessions end.

    Raises Invalid (`seats_missing`, `seats_too_many`), or NotFound for a seat that is not an
    active one of this call.
    """
    if not seat_ids:
        raise Invalid("seats_missing")
    if len(seat_ids) > MOST_AT_ONCE * 4:
        raise Invalid("seats_too_many", most=MOST_AT_ONCE * 4)
    rows = act.session.execute(
        select(Seat, Account)
        .join(Account, Account.id == Seat.account_id)
        .where(Seat.call_id == call_id, Seat.id.in_(seat_ids), Seat.state == "active")
        .order_by(Seat.number)
    )
    found = list(rows)
    if {seat.id for seat, _ in found} != set(seat_ids):
        raise NotFound()
    for seat, account in found:
        _give_code(act, seat, account)
    return Entry(SeatCodeMade(seats=len(found)), call_id)


def _give_code(act: Act, seat: Seat, account: Account) -> None:
    """Make a code and its slip; an earlier code, slip and session end."""
    code = codes.make_code()
    seat.code_hash = codes.hash_code(act.settings, code)
    seat.code_made_at = act.now
    seat.version += 1
    account.sessions_from = act.now
    act.session.add(codes.slip(act, seat, account, code))


@performs(Action.SEAT_END)
def end_seat(act: Act, *, call_id: str, seat_id: str, reason: str, version: int) -> Entry:
    """End somebody's seat, with the reason: their code no longer opens it, their slip is emptied.

    Raises NotFound, Conflict (`stale`) or Invalid (`reason_missing`, `words_too_long`).
    """
    seat = _end(act, seat_id, reason, version)
    return Entry(SeatEnded(), seat.id, seat.version, (_why(reason),))


def _end(act: Act, seat_id: str, reason: str, version: int) -> Seat:
    seat = act.session.get(Seat, (act.the_call().id, seat_id))
    if seat is None or seat.state != "active":
        raise NotFound()
    if not reason.strip():
        raise Invalid("reason_missing", {"reason": "reason_missing"})
    if len(reason) > MOST_REASON:
        raise Invalid("words_too_long", {"reason": "words_too_long"}, most=MOST_REASON)
    if seat.version != version:
        raise Conflict("stale")
    seat.state, seat.ended_reason, seat.code_hash = "ended", reason, None
    seat.version += 1
    act.session.execute(
        update(Letter)
        .where(Letter.channel == "paper", Letter.recipient == seat.id, Letter.state == "waiting")
        .values(state="replaced", sealed=None, done_at=act.now)
    )
    return seat


def _why(reason: str) -> Part:
    return Part("reason", {"reason": reason}, FOR_GUARANTOR)


@performs(Action.SEAT_REPLACE)
def replace_seat(
    act: Act,
    *,
    call_id: str,
    seat_id: str,
    person: tuple[str, str | None],
    reason: str,
    version: int,
) -> Entry:
    """End somebody's seat and give a new one, with its code, to another person, in one act.

    The new seat has the next number: what the first person sent never becomes the second's.
    Raises as `end_seat` and `fill_seats`.
    """
    call = act.the_call()
    if call.state not in SEATED_WHILE:
        raise Conflict(f"call_is_{call.state}")
    ended = _end(act, seat_id, reason, version)
    act.session.flush()
    _refuse_bad_list([person])
    (account,) = _accounts(act, [person])
    seat = _seat(act, _next_number(act), account)
    act.session.flush()
    _give_code(act, seat, account)
    parts = (_why(reason), _person(seat, *person))
    return Entry(SeatReplaced(ended=ended.id), seat.id, seat.version, parts)
