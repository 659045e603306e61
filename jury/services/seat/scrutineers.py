"""The facilitator's verb for paper: two people, neither of whom has another part, for one day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import update

from jury.domain.account import same_name
from jury.domain.errors import Conflict, Invalid
from jury.domain.permissions import Action, Role
from jury.domain.record.kinds import Entry, Part
from jury.domain.record.kinds.seat import ScrutineersNamed
from jury.services import codes
from jury.services.perform import Act, performs
from jury.services.seat.filling import FOR_GUARANTOR, MOST_NAME
from jury.services.seat.slips import FOR_SCRUTINEER
from jury.storage.account import Account, Letter
from jury.storage.base import new_id
from jury.storage.seat import Scrutineer, names_with_parts, scrutineers_of

NAMED_WHILE = frozenset({"closed", "with_jury"})
CODE_LASTS = timedelta(days=1)
FIELDS = ("first", "second")


@performs(Action.SCRUTINEERS_NAME)
def name_scrutineers(act: Act, *, call_id: str, names: Sequence[str]) -> Entry:
    """Name the two scrutineers of a call, or give the same two new codes for one more day.

    Whoever was named before and is not named again loses the part. Who has another part in the
    call cannot have this one. Raises Conflict (`call_is_<state>`) or Invalid for the fields
    `first` and `second` (`name_missing`, `name_too_long`, `same_scrutineer`,
    `scrutineer_has_part`).
    """
    if act.the_call().state not in NAMED_WHILE:
        raise Conflict(f"call_is_{act.the_call().state}")
    _refuse(names, names_with_parts(act.session, call_id))
    before = scrutineers_of(act.session, call_id)
    for scrutineer, account in before:
        if not any(same_name(account.name, name) for name in names):
            _end(act, scrutineer)
    parts = []
    for name in names:
        known = next((found for found in before if same_name(found[1].name, name)), None)
        scrutineer, account = known or _new(act, name)
        act.session.flush()
        _give_code(act, scrutineer, account)
        parts.append(Part(f"person:{scrutineer.id}", {"name": account.name}, FOR_GUARANTOR))
    return Entry(ScrutineersNamed(people=len(names)), call_id, parts=tuple(parts))


def _refuse(names: Sequence[str], taken: Sequence[str]) -> None:
    wrong: dict[str, str] = {}
    for field, name in zip(FIELDS, names, strict=True):
        if not name.strip():
            wrong[field] = "name_missing"
        elif len(name) > MOST_NAME:
            wrong[field] = "name_too_long"
        elif any(same_name(name, other) for other in taken):
            wrong[field] = "scrutineer_has_part"
    if not wrong and same_name(*names):
        wrong["second"] = "same_scrutineer"
    if wrong:
        raise Invalid("invalid", wrong, most=MOST_NAME)


def _new(act: Act, name: str) -> tuple[Scrutineer, Account]:
    account = Account(
        id=new_id(),
        email=None,
        name=name,
        password_hash=None,
        language=act.the_call().language,
        state="active",
        created_at=act.now,
        sessions_from=act.now,
        version=1,
    )
    scrutineer = Scrutineer(
        call_id=act.the_call().id,
        id=new_id(),
        account_id=account.id,
        role=Role.SCRUTINEER.value,
        code_ends_at=act.now,
    )
    act.session.add(account)
    act.session.flush()
    act.session.add(scrutineer)
    return scrutineer, account


def _give_code(act: Act, scrutineer: Scrutineer, account: Account) -> None:
    """Make a code for one day; an earlier one opens nothing any more."""
    _empty_slips(act, scrutineer)
    code = codes.make_code()
    scrutineer.state = "active"
    scrutineer.code_hash = codes.hash_code(act.settings, code)
    scrutineer.code_ends_at = act.now + CODE_LASTS
    account.sessions_from = act.now
    act.session.add(
        codes.paper_letter(
            act, scrutineer.call_id, scrutineer.id, account.language, FOR_SCRUTINEER, code
        )
    )


def _end(act: Act, scrutineer: Scrutineer) -> None:
    scrutineer.state, scrutineer.code_hash = "ended", None
    _empty_slips(act, scrutineer)


def _empty_slips(act: Act, scrutineer: Scrutineer) -> None:
    act.session.execute(
        update(Letter)
        .where(
            Letter.channel == "paper", Letter.recipient == scrutineer.id, Letter.state == "waiting"
        )
        .values(state="replaced", sealed=None, done_at=act.now)
    )
