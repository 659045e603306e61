"""The verbs of seats and ties: who sits where, how they get in, what ties them to a project."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from jury.domain.errors import Conflict, Forbidden, Invalid, NotFound
from jury.domain.permissions import Action, Role, clashes
from jury.domain.record.kinds import Entry, Part
from jury.domain.record.kinds.seat import SeatCodeMade, SeatEnded, SeatFilled, TieDeclared
from jury.domain.seat import TieDegree
from jury.services import codes
from jury.services.perform import Act, performs
from jury.storage.account import Account, account_by_email
from jury.storage.base import new_id
from jury.storage.proposal import Proposal
from jury.storage.scoring import Round, Sheet, current_round
from jury.storage.seat import Seat, Tie, roles_of, seat_of

MOST_AT_ONCE = 50
SEATED_WHILE = frozenset({"open", "closed", "with_jury"})
FOR_GUARANTOR = "guarantor at record.published"
TIES_DUE = "guarantor at round.closed"


@performs(Action.SEAT_FILL)
def fill_seats(act: Act, *, call_id: str, people: Sequence[tuple[str, str | None]]) -> Entry:
    """Seat people on the jury: name and, if they gave one, normalised e-mail.

    Raises Invalid (`people_missing`, `people_too_many`, `email_twice`), Conflict
    (`call_is_<state>`), or Forbidden (`holds_other_part`) for somebody with another part.
    """
    call = act.the_call()
    if call.state not in SEATED_WHILE:
        raise Conflict(f"call_is_{call.state}")
    if not people:
        raise Invalid("people_missing", {"people": "people_missing"})
    if len(people) > MOST_AT_ONCE:
        raise Invalid("people_too_many", {"people": "people_too_many"}, most=MOST_AT_ONCE)
    last = act.session.scalar(select(func.max(Seat.number)).where(Seat.call_id == call_id)) or 0
    parts = []
    for number, (name, email) in enumerate(people, last + 1):
        seat = _seat(act, call_id, number, _person(act, call_id, name, email))
        parts.append(
            Part(
                f"person:{seat.id}",
                {"number": number, "name": name, "email": email or ""},
                FOR_GUARANTOR,
            )
        )
    return Entry(SeatFilled(seats=len(people)), call_id, parts=tuple(parts))


def _person(act: Act, call_id: str, name: str, email: str | None) -> Account:
    """Find the person by e-mail, or make their account; somebody with another part is refused."""
    known = account_by_email(act.session, email) if email else None
    if known is not None:
        held = roles_of(act.session, known.id, call_id) - {Role.APPLICANT}
        if clashes(held, Role.JUROR) or known.state != "active":
            raise Forbidden("holds_other_part")
        if seat_of(act.session, call_id, known.id) is not None:
            raise Invalid("email_twice", {"people": "email_twice"})
        return known
    account = Account(
        id=new_id(),
        email=email,
        name=name,
        password_hash=None,
        language=act.the_call().language,
        state="active",
        created_at=act.now,
        sessions_from=act.now,
    )
    act.session.add(account)
    act.session.flush()
    return account


def _seat(act: Act, call_id: str, number: int, account: Account) -> Seat:
    seat = Seat(
        call_id=call_id,
        id=new_id(),
        number=number,
        account_id=account.id,
        role=Role.JUROR.value,
        state="active",
    )
    act.session.add(seat)
    act.session.flush()
    return seat


@performs(Action.SEAT_CODE)
def make_codes(act: Act, *, call_id: str, seat_ids: Sequence[str]) -> Entry:
    """Make new codes for seats and put the slips in the tray; older codes and sessions end.

    Raises NotFound for a seat that is not an active one of this call.
    """
    if not seat_ids:
        raise Invalid("seats_missing", {"seats": "seats_missing"})
    for seat_id in seat_ids:
        seat = _active_seat(act, call_id, seat_id)
        code = codes.make_code()
        seat.code_hash = codes.hash_code(act.settings, code)
        seat.code_made_at = act.now
        seat.version += 1
        account = act.session.get(Account, seat.account_id)
        if account is None:
            raise NotFound()
        account.sessions_from = act.now
        act.session.add(codes.slip(act, seat, account, code))
    return Entry(SeatCodeMade(seats=len(seat_ids)), call_id)


@performs(Action.SEAT_END)
def end_seat(act: Act, *, call_id: str, seat_id: str, reason: str) -> Entry:
    """End somebody's seat, with the reason; their code and sessions end too."""
    seat = _active_seat(act, call_id, seat_id)
    if not reason:
        raise Invalid("reason_missing", {"reason": "reason_missing"})
    seat.state, seat.ended_reason, seat.code_hash = "ended", reason, None
    seat.version += 1
    return Entry(
        SeatEnded(), seat.id, seat.version, (Part("reason", {"reason": reason}, FOR_GUARANTOR),)
    )


def _active_seat(act: Act, call_id: str, seat_id: str) -> Seat:
    seat = act.session.get(Seat, (call_id, seat_id))
    if seat is None or seat.state != "active":
        raise NotFound()
    return seat


@performs(Action.TIE_DECLARE)
def declare_tie(
    act: Act, *, call_id: str, proposal_id: str, degree: str, words: str, version: int
) -> Entry:
    """Say what ties a juror to a proposal. A conflict takes the proposal away at once.

    A conflict declared after scoring removes the sheet from the count. `version` is the version
    of the declaration that the page showed, 0 for none.
    Raises NotFound, Invalid (`tie_missing`), Conflict (`stale`, `round_is_closed`).
    """
    seat = seat_of(act.session, call_id, act.account_id)
    proposal = act.session.get(Proposal, (call_id, proposal_id))
    if seat is None or proposal is None or proposal.state != "before_jury":
        raise NotFound()
    if degree not in {d.value for d in TieDegree}:
        raise Invalid("tie_missing", {"degree": "tie_missing"})
    round_ = current_round(act.session, call_id)
    if round_ is not None and (
        round_.state in ("closed", "counted")
        or (round_.state == "open" and act.now >= round_.closes_at)
    ):
        raise Conflict("round_is_closed")
    tie = act.session.scalar(
        select(Tie).where(
            Tie.call_id == call_id, Tie.seat_id == seat.id, Tie.proposal_id == proposal_id
        )
    )
    if (tie.version if tie else 0) != version:
        raise Conflict("stale")
    tie = _keep_tie(act, tie, seat, proposal_id, degree, words)
    removed = degree == TieDegree.CONFLICT.value and _remove_sheet(act, round_, seat, proposal_id)
    return Entry(
        TieDeclared(),
        tie.id,
        tie.version,
        (
            Part("who", {"seat": seat.id, "proposal": proposal_id}, TIES_DUE),
            Part("tie", {"degree": degree, "sheet_removed": removed}, TIES_DUE),
            Part("words", {"words": words}, TIES_DUE),
        ),
    )


def _keep_tie(
    act: Act, tie: Tie | None, seat: Seat, proposal_id: str, degree: str, words: str
) -> Tie:
    if tie is None:
        tie = Tie(
            call_id=seat.call_id,
            id=new_id(),
            seat_id=seat.id,
            proposal_id=proposal_id,
            degree=degree,
            words=words,
            declared_at=act.now,
            version=1,
        )
        act.session.add(tie)
        return tie
    tie.degree, tie.words, tie.declared_at = degree, words, act.now
    tie.version += 1
    return tie


def _remove_sheet(act: Act, round_: Round | None, seat: Seat, proposal_id: str) -> bool:
    if round_ is None:
        return False
    sheet = act.session.scalar(
        select(Sheet).where(
            Sheet.call_id == seat.call_id,
            Sheet.round_id == round_.id,
            Sheet.seat_id == seat.id,
            Sheet.proposal_id == proposal_id,
            Sheet.state == "submitted",
        )
    )
    if sheet is None:
        return False
    sheet.state = "removed"
    return True
