"""People who register: by themselves, or by telephone; and who lost their private link.

The log says that somebody registered; never who, nor whether they were new.
"""

from __future__ import annotations

from sqlalchemy import func, or_, select

from jury.config import LANGUAGES
from jury.domain.errors import Invalid
from jury.domain.lottery.register import home_of
from jury.domain.lottery.registration import Given, Reach, check_values, reach_from
from jury.domain.permissions import Action
from jury.domain.record.kinds import Entry
from jury.domain.record.kinds.lottery import (
    LinkGiven,
    RegistrationReceived,
)
from jury.services import codes
from jury.services.letters import post
from jury.services.letters.texts import registration_letter
from jury.services.limits import (
    REGISTER_ADDRESS,
    REGISTER_REACH,
    REGISTER_SITE,
    count,
    give_back,
)
from jury.services.lottery.inviting import home_of_letter, tries_at
from jury.services.lottery.links import forget_links, give_link
from jury.services.lottery.planning import gathering
from jury.services.perform import Act, Done, Moment, performs
from jury.services.signin import Visitor
from jury.services.upkeep import upkeep
from jury.storage.base import new_id
from jury.storage.lottery import IN_POOL, Candidate, CandidateContact, Lottery

BY_LETTER = "letter"
"""The source of who came by an invitation letter: their household is the one it went to."""


def register_oneself(
    moment: Moment, visitor: Visitor, *, call_id: str, given: Given, code: str, invitation: str = ""
) -> Done:
    """Register whoever fills the public form in. The act is nobody's: the log must not say whose.

    Raises TooMany, and what `register_candidate` raises.
    """
    reach = reach_from(given.reach)
    who = f"{call_id} {reach.email or reach.phone}"
    tries = tries_at(invitation, visitor) if invitation else {}
    own = {REGISTER_REACH: who, REGISTER_ADDRESS: visitor.address, REGISTER_SITE: ""}
    count(moment.doors, {**own, **tries})
    done = register_candidate(
        moment, call_id=call_id, given=given, code=code, invitation=invitation
    )
    if tries:
        with upkeep(moment.doors) as session:
            give_back(session, moment.doors, tries)
    return done


@performs(Action.CANDIDATE_REGISTER)
def register_candidate(
    act: Act, *, call_id: str, given: Given, code: str, invitation: str = ""
) -> Entry:
    """Register somebody; `code` becomes their private link, and is sent to them by e-mail.

    Somebody who is registered already gets the same answer: only the e-mail that they get is the
    one of their first registration. `invitation` is the code of a letter, '' for none. Raises
    Invalid (fields `feature-<n>`, `reach`, `address`: `household_full_here`, `language`, `letter`:
    `letter_unknown`, `letter_used`) or
    Conflict (`lottery_is_<state>`, `lottery_closed`, `call_is_<state>`).
    """
    _take_in(act, given, code, "form", invitation)
    return Entry(RegistrationReceived("form"), call_id)


@performs(Action.CANDIDATE_ENTER)
def enter_candidate(
    act: Act, *, call_id: str, given: Given, code: str, invitation: str = ""
) -> Entry:
    """Register somebody who telephones, as the facilitator, who is told when they are in already.

    Raises what `register_candidate` raises, and Invalid (field `reach`: `reach_registered`).
    """
    if not _take_in(act, given, code, "phone", invitation):
        raise Invalid("reach_registered", {"reach": "reach_registered"})
    return Entry(RegistrationReceived("phone"), call_id)


@performs(Action.CANDIDATE_LINK)
def replace_link(act: Act, *, call_id: str, reach: str, code: str) -> Entry:
    """Give somebody who lost their private link another; the lost ones open nothing any more.

    Raises Invalid (field `reach`: `reach_unreadable`, `reach_unknown`).
    """
    whose = registered_as(act, reach_from(reach))
    if whose is None:
        raise Invalid("reach_unknown", {"reach": "reach_unknown"})
    forget_links(act, whose)
    give_link(act, whose, code)
    return Entry(LinkGiven(), call_id)


def _take_in(act: Act, given: Given, code: str, source: str, invitation: str) -> bool:
    """Take somebody in, or send who is in already a new link; tell whether they are new."""
    lottery = gathering(act)
    invited = home_of_letter(act, invitation) if invitation else None
    check_values(lottery.plan(), given.values)
    reach = reach_from(given.reach)
    check_language(given.language)
    known = registered_as(act, reach)
    whose = known or new_id()
    # Who is in already gets the same refusals: else they would tell who is in.
    if invited is not None:
        _refuse_full(act, lottery, invited, "letter", "letter_used", whose)
    home = invited or home_key(act, lottery, given.address, whose)
    if known is None:
        source = BY_LETTER if invited else source
        act.session.add(
            Candidate(
                call_id=lottery.call_id, id=whose, state="registered", source=source,
                values=list(given.values), household=home, registered_at=act.now, version=1,
            )
        )  # fmt: skip
        act.session.add(
            CandidateContact(
                call_id=lottery.call_id, id=whose, email=reach.email, phone=reach.phone,
                address=given.address, language=given.language,
            )
        )  # fmt: skip
        act.session.flush()
    if known is None or reach.email:
        give_link(act, whose, code)
    if reach.email:
        _send(act, whose, reach.email, given.language, code, known is not None)
    return known is None


def check_language(language: str) -> None:
    """Refuse a language that no letter is written in (Invalid, field `language`)."""
    if language not in LANGUAGES:
        raise Invalid("answer_not_offered", {"language": "answer_not_offered"})


def home_key(act: Act, lottery: Lottery, address: str, without: str = "") -> bytes | None:
    """Give the household's key; refuse one more of a household than announced."""
    home = home_of(address)
    if not home:
        return None
    key = codes.hash_home(act.settings, lottery.call_id, home)
    _refuse_full(act, lottery, key, "address", "household_full_here", without)
    return key


def _refuse_full(
    act: Act, lottery: Lottery, key: bytes, field: str, code: str, without: str = ""
) -> None:
    there = act.session.scalar(
        select(func.count())
        .select_from(Candidate)
        .where(
            Candidate.call_id == lottery.call_id,
            Candidate.household == key,
            Candidate.state.in_(IN_POOL),
            Candidate.id != without,
        )
    )
    if (there or 0) >= lottery.per_household:
        raise Invalid(code, {field: code}, most=lottery.per_household)


def registered_as(act: Act, reach: Reach) -> str | None:
    """Find who is in the lottery with this address of mail or this number."""
    contact = CandidateContact
    return act.session.scalar(
        select(contact.id)
        .join(Candidate, (Candidate.call_id == contact.call_id) & (Candidate.id == contact.id))
        .where(
            contact.call_id == act.the_call().id,
            Candidate.state.in_(IN_POOL),
            or_(
                (contact.email == reach.email) & (contact.email != ""),
                (contact.phone == reach.phone) & (contact.phone != ""),
            ),
        )
        .order_by(contact.id)
        .limit(1)
    )


def _send(act: Act, whose: str, email: str, language: str, code: str, known: bool) -> None:
    link = f"{act.settings.base_url}/r/{code}"
    subject, body = registration_letter(language, act.the_call().title, link, known=known)
    post(
        act.session, act.settings, act.now, recipient=email, language=language, subject=subject,
        body=body, call_id=act.the_call().id, candidate_id=whose,
    )  # fmt: skip
