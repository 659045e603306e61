"""Erasing how candidates are reached once it has no purpose any more. Never what drew them."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_, select

from jury.domain.errors import Conflict, NotFound
from jury.domain.permissions import Action
from jury.domain.record.kinds import Entry
from jury.domain.record.kinds.lottery import ContactsErased
from jury.services.doors import Doors
from jury.services.lottery.correcting import erase_contact
from jury.services.lottery.inviting import forget_addresses
from jury.services.perform import Act, Moment, performs
from jury.services.seat.filling import SEATED_WHILE
from jury.storage.call import Call
from jury.storage.lottery import Candidate, CandidateContact, Lottery, lottery_of
from jury.storage.lottery.organisations import forget_named, still_named

NOT_ON_THE_JURY = ("registered", "declined", "withdrawn")
LETTERS, OTHERS, ENDED = "letters", "others", "ended"


@performs(Action.CONTACTS_ERASE)
def erase_contacts(act: Act, *, call_id: str, what: str) -> Entry:
    """Erase what is kept without a purpose.

    `letters`: every postal address, because the letters to those seated have gone out. `others`:
    the addresses of those who are not on the jury that is seated, who are reached otherwise.
    `ended`: because nobody is seated any more, every address, and all that reaches anybody else.
    Raises Conflict (`lottery_is_<state>`, `call_is_<state>`, `nothing_to_erase`).
    """
    lottery = lottery_of(act.session, call_id)
    if lottery is None:
        raise NotFound()
    if what == ENDED and act.the_call().state in SEATED_WHILE:
        raise Conflict(f"call_is_{act.the_call().state}")
    if what != ENDED and lottery.state != "seated":
        raise Conflict(f"lottery_is_{lottery.state}")
    rows = act.session.execute(
        select(Candidate, CandidateContact)
        .join(CandidateContact, _same())
        .where(Candidate.call_id == call_id, _of(what))
    ).all()
    named = forget_named(act.session, call_id) if what == ENDED else 0
    if not rows and not named:
        raise Conflict("nothing_to_erase")
    for candidate, contact in rows:
        if what == ENDED and candidate.state != "seated":
            erase_contact(act, candidate.id)
        contact.address = ""
    return Entry(ContactsErased(what, len(rows) + named), call_id)


def erase_in_time(doors: Doors) -> None:
    """Erase, for the worker, what nobody has to ask for."""
    forget_addresses(doors)
    for what in (OTHERS, ENDED):
        with doors.engines.reading() as session:
            due = session.scalars(
                select(Lottery.call_id)
                .join(Call, Call.id == Lottery.call_id)
                .join(Candidate, Candidate.call_id == Lottery.call_id)
                .join(CandidateContact, _same())
                .where(
                    Call.state.not_in(SEATED_WHILE)
                    if what == ENDED
                    else and_(Call.state.in_(SEATED_WHILE), Lottery.state == "seated"),
                    _of(what),
                )
                .distinct()
                .order_by(Lottery.call_id)
            ).all()
            if what == ENDED:
                due = sorted({*due, *still_named(session, SEATED_WHILE)})
        for call_id in due:
            erase_contacts(Moment(doors, system=True), call_id=call_id, what=what)


def _same() -> ColumnElement[bool]:
    return and_(CandidateContact.call_id == Candidate.call_id, CandidateContact.id == Candidate.id)


def _of(what: str) -> ColumnElement[bool]:
    """Say which contacts still hold what has to be erased."""
    contact = CandidateContact
    has_address, reachable = contact.address != "", or_(contact.email != "", contact.phone != "")
    if what == OTHERS:
        return and_(has_address, reachable, Candidate.state.in_(NOT_ON_THE_JURY))
    if what == ENDED:
        named = or_(reachable, contact.name != "")
        return or_(has_address, and_(named, Candidate.state != "seated"))
    return has_address
