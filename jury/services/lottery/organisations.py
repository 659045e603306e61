"""Seats filled through named organisations: their people, a small draw, dice, and who comes."""

from __future__ import annotations

from collections.abc import Sequence

from jury.domain.errors import Conflict, Invalid, NotFound
from jury.domain.lottery.evidence import PANELS, digest
from jury.domain.lottery.named import (
    ORGANISATION,
    Named,
    OrganisationState,
    check_organisation,
    small_draw,
    small_files,
)
from jury.domain.lottery.pick import ThrowAgain, pick_by_dice, read_dice
from jury.domain.lottery.seating import next_alternate, order_of
from jury.domain.permissions import Action
from jury.domain.record.kinds import Entry, Part
from jury.domain.record.kinds.organisation import (
    OrganisationAnswered,
    OrganisationConfirmed,
    OrganisationEntered,
    OrganisationListed,
    OrganisationThrown,
)
from jury.services.lottery.picking import dice_needed
from jury.services.perform import Act, performs
from jury.services.seat.filling import SEATED_WHILE, take_seats
from jury.storage.base import new_id
from jury.storage.lottery import lottery_of
from jury.storage.lottery.organisations import (
    Nominee,
    Organisation,
    in_other_pools,
    nominees_of,
    organisations_of,
    staying,
)


@performs(Action.ORGANISATION_ENTER)
def enter_organisation(
    act: Act,
    *,
    call_id: str,
    organisation_id: str | None,
    name: str,
    seats: int,
    people: Sequence[Named],
    version: int,
) -> Entry:
    """Write down an organisation, how many seats it has, and whom it names; or change them.

    Raises Invalid (those of `check_organisation`, `organisation_twice`, `named_registered` with
    `found`), NotFound or Conflict (`organisation_is_<state>`, `call_is_<state>`, `stale`).
    """
    if lottery_of(act.session, call_id) is None:
        raise NotFound()
    if act.the_call().state not in SEATED_WHILE:
        raise Conflict(f"call_is_{act.the_call().state}")
    organisation = _entered(act, organisation_id, version)
    check_organisation(name, seats)
    _refuse_known(act, organisation.id, name, people)
    organisation.name, organisation.seats = name, seats
    organisation.version += 1
    act.session.add(organisation)
    act.session.flush()
    for old in nominees_of(act.session, call_id, organisation.id):
        act.session.delete(old)
    act.session.add_all(
        Nominee(
            call_id=call_id, id=new_id(), organisation_id=organisation.id, name=one.name,
            email=one.email, state="named", version=1,
        )
        for one in people
    )  # fmt: skip
    facts = OrganisationEntered(name, seats, len(people))
    return Entry(facts, organisation.id, organisation.version)


def _entered(act: Act, organisation_id: str | None, version: int) -> Organisation:
    if organisation_id is not None:
        return _after(act, organisation_id, "enter", version)
    if version:
        raise Conflict("stale")
    return Organisation(
        call_id=act.the_call().id, id=new_id(), state=OrganisationState.PREPARING.value, version=0
    )


def _refuse_known(act: Act, organisation_id: str, name: str, people: Sequence[Named]) -> None:
    """No two organisations of one name; nobody in two pools, where they would have two chances."""
    call_id = act.the_call().id
    for other in organisations_of(act.session, call_id):
        if other.id != organisation_id and other.name.casefold() == name.casefold():
            raise Invalid("organisation_twice", {"name": "organisation_twice"})
    emails = [one.email for one in people if one.email]
    known = in_other_pools(act.session, call_id, organisation_id, emails)
    if known:
        raise Invalid("named_registered", {"people": "named_registered"}, found=min(known))


def _after(act: Act, organisation_id: str, does: str, version: int) -> Organisation:
    """Give an organisation after a step that its state allows, on its newest version."""
    found = act.session.get(Organisation, (act.the_call().id, organisation_id))
    if found is None:
        raise NotFound()
    state = ORGANISATION.after(OrganisationState(found.state), does)
    if found.version != version:
        raise Conflict("stale")
    found.state = state.value
    return found


def _ids(act: Act, organisation: Organisation) -> list[str]:
    found = nominees_of(act.session, organisation.call_id, organisation.id)
    return [one.id for one in found]


@performs(Action.ORGANISATION_FIX)
def fix_people(act: Act, *, call_id: str, organisation_id: str, version: int) -> Entry:
    """Fix whom an organisation names: the digests of its small draw stand in the log from now on.

    Raises NotFound, Invalid (`named_too_few`) or Conflict (`organisation_is_<state>`, `stale`).
    """
    organisation = _after(act, organisation_id, "fix", version)
    ids = _ids(act, organisation)
    files = small_files(organisation.name, ids, organisation.seats)
    organisation.listed_at = act.now
    organisation.version += 1
    facts = OrganisationListed(
        organisation.name,
        organisation.seats,
        len(ids),
        {name: {"sha256": digest(data), "size": len(data)} for name, data in sorted(files.items())},
    )
    return Entry(facts, organisation.id, organisation.version)


@performs(Action.ORGANISATION_THROW)
def throw_for(act: Act, *, call_id: str, organisation_id: str, dice: str, version: int) -> Entry:
    """Write down the dice of a small draw; until the guarantor confirms, a slip can be corrected.

    Raises NotFound, Invalid (`dice_unreadable`, `dice_again`) or Conflict
    (`organisation_is_<state>`, `stale`).
    """
    organisation = _after(act, organisation_id, "throw", version)
    panels = len(_ids(act, organisation))
    needed = dice_needed(panels)
    try:
        digits = read_dice(dice)
        if len(digits) != needed:
            raise ValueError
        index = pick_by_dice(digits, panels)
    except ValueError:
        raise Invalid("dice_unreadable", {"dice": "dice_unreadable"}, dice=needed) from None
    except ThrowAgain:
        raise Invalid("dice_again", {"dice": "dice_again"}) from None
    organisation.dice, organisation.index = " ".join(map(str, digits)), index
    organisation.version += 1
    facts = OrganisationThrown(organisation.dice, index)
    return Entry(facts, organisation.id, organisation.version)


@performs(Action.ORGANISATION_CONFIRM)
def confirm_for(act: Act, *, call_id: str, organisation_id: str, version: int) -> Entry:
    """Confirm, as the guarantor who saw the dice; the people of that panel are asked to come.

    Raises NotFound or Conflict (`organisation_is_<state>`, `no_dice_yet`, `stale`).
    """
    organisation = _after(act, organisation_id, "confirm", version)
    if organisation.index is None:
        raise Conflict("no_dice_yet")
    people = {one.id: one for one in nominees_of(act.session, call_id, organisation_id)}
    members = list(
        small_draw(organisation.name, list(people), organisation.seats).panels[organisation.index]
    )
    for id in members:
        people[id].state = "drawn"
        people[id].version += 1
    organisation.confirmed_at = act.now
    organisation.version += 1
    facts = OrganisationConfirmed(organisation.index, members)
    return Entry(facts, organisation.id, organisation.version)


@performs(Action.ORGANISATION_ANSWER)
def answer_named(
    act: Act, *, call_id: str, organisation_id: str, nominee_id: str, accepts: bool, version: int
) -> Entry:
    """Write down whether somebody who was drawn comes: they take their seat, or the next is asked.

    Whoever declines is forgotten; whoever sits is known by their seat alone. Raises NotFound,
    Conflict (`organisation_is_<state>`, `stale`, `call_is_<state>`) or Invalid as `fill_seats`.
    """
    nominee = act.session.get(Nominee, (call_id, nominee_id))
    if nominee is None or nominee.organisation_id != organisation_id or nominee.state != "drawn":
        raise NotFound()
    if nominee.version != version:
        raise Conflict("stale")
    organisation = act.session.get_one(Organisation, (call_id, organisation_id))
    parts: tuple[Part, ...] = ()
    if accepts:
        (seat,), parts = take_seats(act, [(nominee.name, nominee.email or None)])
        act.session.flush()
        nominee.state, nominee.seat_id = "seated", seat.id
    else:
        nominee.state = "declined"
    nominee.name = nominee.email = ""
    nominee.version += 1
    act.session.flush()
    following = "" if accepts else _ask_next(act, organisation)
    facts = OrganisationAnswered(organisation.id, accepts, int(accepts), following)
    return Entry(facts, nominee.id, nominee.version, parts)


def _ask_next(act: Act, organisation: Organisation) -> str:
    """Ask the next person in the order of alternates; give their id, or nothing."""
    people = {one.id: one for one in nominees_of(
        act.session, organisation.call_id, organisation.id)}  # fmt: skip
    drawn = small_draw(organisation.name, list(people), organisation.seats)
    files = small_files(organisation.name, list(people), organisation.seats)
    order = order_of(drawn.pool, digest(files[PANELS]), organisation.index or 0)
    stay = staying(act.session, organisation.call_id, organisation.id)
    gone = {one.id for one in people.values() if one.state != "named"} - stay
    found = next_alternate(drawn.pool, stay, gone, order)
    if found is None:
        return ""
    people[found.id].state = "drawn"
    people[found.id].version += 1
    return found.id
