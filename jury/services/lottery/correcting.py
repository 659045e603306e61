"""What people change by their private link: what they gave, how to reach them, that they withdraw.

A new address of mail counts once somebody who reads that mailbox says so: otherwise anybody could
put another's there, and stand in the lottery in their place.
"""

from __future__ import annotations

from sqlalchemy import update

from jury.domain.errors import Conflict, NotFound
from jury.domain.lottery.register import home_of
from jury.domain.lottery.registration import Given, Reach, check_values, reach_from
from jury.domain.permissions import Action
from jury.domain.record.kinds import Entry
from jury.domain.record.kinds.lottery import CandidateWithdrew, RegistrationCorrected
from jury.services.letters import post
from jury.services.letters.texts import mailbox_letter
from jury.services.limits import REGISTER_ADDRESS, REGISTER_REACH, REGISTER_SITE, count
from jury.services.lottery.answers import ask_next
from jury.services.lottery.links import forget_links, give_link
from jury.services.lottery.registering import (
    BY_LETTER,
    check_language,
    home_key,
    registered_as,
)
from jury.services.perform import Act, Done, Moment, performs
from jury.services.signin import Visitor
from jury.storage.account import Letter
from jury.storage.lottery import Candidate, CandidateContact, Lottery
from jury.storage.lottery.links import candidate_by_link, contact_by_link, link_of
from jury.storage.lottery.needs import forget

MAY_WITHDRAW = ("registered", "drawn", "accepted")


def correct_oneself(
    moment: Moment, visitor: Visitor, *, call_id: str, link: bytes, given: Given, version: int,
    code: str,
) -> Done:  # fmt: skip
    """Correct one's registration, as often as anybody may have a letter sent to a new mailbox.

    Raises TooMany, and what `correct_registration` raises.
    """
    email = reach_from(given.reach).email
    with moment.doors.engines.reading() as session:
        contact = contact_by_link(session, call_id, link)
    if email and contact is not None and email != contact.email:
        count(
            moment.doors,
            {
                REGISTER_REACH: f"{call_id} {email}",
                REGISTER_ADDRESS: visitor.address,
                REGISTER_SITE: "",
            },
        )
    return correct_registration(
        moment, call_id=call_id, link=link, given=given, version=version, code=code
    )


@performs(Action.CANDIDATE_CORRECT)
def correct_registration(
    act: Act, *, call_id: str, link: bytes, given: Given, version: int, code: str
) -> Entry:
    """Correct what somebody gave, by their private link (its keyed hash).

    Once registration is over, what they are drawn by stays; how to reach them can still change.
    To a new address of mail goes a link, made of `code`, by which that address is confirmed.
    Raises NotFound, Invalid as `register_candidate`, or Conflict (`stale`, `answers_fixed`).
    """
    lottery, candidate, contact = by_link(act, link, version)
    reach = reach_from(given.reach)
    check_language(given.language)
    moved = home_of(given.address) != home_of(contact.address)
    if lottery.state == "registration" and lottery.closed_at is None:
        check_values(lottery.plan(), given.values)
        candidate.values = list(given.values)
        if moved and candidate.source != BY_LETTER:
            candidate.household = home_key(act, lottery, given.address, candidate.id)
    elif list(given.values) != candidate.values:
        raise Conflict("answers_fixed")
    contact.address, contact.language = given.address, given.language
    if reach.phone:
        contact.email, contact.phone = "", reach.phone
    elif reach.email != contact.email:
        _ask_mailbox(act, candidate, reach, given.language, code)
    candidate.version += 1
    return Entry(RegistrationCorrected(), call_id)


def _ask_mailbox(act: Act, candidate: Candidate, reach: Reach, language: str, code: str) -> None:
    """Send a link to a new mailbox: whoever follows it reads there, and can confirm it."""
    give_link(act, candidate.id, code, proves=reach.email)
    link = f"{act.settings.base_url}/r/{code}"
    subject, body = mailbox_letter(language, act.the_call().title, link)
    post(
        act.session, act.settings, act.now, recipient=reach.email, language=language,
        subject=subject, body=body, call_id=candidate.call_id, candidate_id=candidate.id,
    )  # fmt: skip


@performs(Action.CANDIDATE_CONFIRM)
def confirm_mailbox(act: Act, *, call_id: str, link: bytes, version: int) -> Entry:
    """Confirm the address of mail that this private link was sent to; letters now go there.

    The links from before open nothing any more. Raises NotFound or Conflict (`stale`,
    `nothing_to_confirm`, `mailbox_registered`).
    """
    _, candidate, contact = by_link(act, link, version)
    held = link_of(act.session, call_id, link)
    if held is None or not held.proves:
        raise Conflict("nothing_to_confirm")
    if registered_as(act, Reach(email=held.proves)) not in (None, candidate.id):
        raise Conflict("mailbox_registered")
    contact.email, contact.phone = held.proves, ""
    forget_links(act, candidate.id)
    held.code_hash, held.proves = link, ""
    candidate.version += 1
    return Entry(RegistrationCorrected(), call_id)


@performs(Action.CANDIDATE_WITHDRAW)
def withdraw_candidate(act: Act, *, call_id: str, link: bytes, version: int) -> Entry:
    """Withdraw by one's private link: how to reach them is erased at once, and the links with it.

    Where they were drawn and the panel stands, the next person is asked. Raises NotFound or
    Conflict (`stale`, `seated_already`).
    """
    lottery, candidate, _ = by_link(act, link, version)
    if candidate.state not in MAY_WITHDRAW:
        raise Conflict("seated_already")
    was_asked = candidate.state != "registered"
    candidate.state, candidate.household = "withdrawn", None
    candidate.version += 1
    erase_contact(act, candidate.id)
    act.session.flush()
    found = ask_next(act, lottery) if was_asked else None
    facts = CandidateWithdrew(found.id if found else "", found.breaches if found else 0)
    return Entry(facts, candidate.id if was_asked else call_id)


def by_link(act: Act, link: bytes, version: int) -> tuple[Lottery, Candidate, CandidateContact]:
    """Find the lottery, whose private link this is, and how they are reached.

    Raises NotFound without, and Conflict (`stale`) where they changed since the page was drawn.
    """
    call_id = act.the_call().id
    lottery = act.session.get(Lottery, call_id)
    candidate = candidate_by_link(act.session, call_id, link)
    if lottery is None or candidate is None:
        raise NotFound()
    if candidate.version != version:
        raise Conflict("stale")
    contact = act.session.get(CandidateContact, (call_id, candidate.id))
    if contact is None:
        raise NotFound()
    return lottery, candidate, contact


def erase_contact(act: Act, candidate_id: str) -> None:
    """Erase how to reach somebody, their links and needs, and their address on letters."""
    call_id = act.the_call().id
    forget_links(act, candidate_id)
    forget(act.session, call_id, candidate_id)
    contact = act.session.get(CandidateContact, (call_id, candidate_id))
    if contact is None:
        return
    theirs = (Letter.call_id == call_id, Letter.candidate_id == candidate_id)
    act.session.execute(
        update(Letter)
        .where(*theirs, Letter.done_at.is_(None))
        .values(state="replaced", sealed=None, done_at=act.now)
    )
    act.session.execute(update(Letter).where(*theirs).values(recipient=""))
    contact.name = contact.email = contact.phone = contact.address = contact.reference = ""
    contact.language = ""
