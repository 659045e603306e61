"""How often something may be tried: counted before the attempt, shared by all processes.

Fixed windows, one row a key. Keys are keyed hashes, so that no address stands in the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv6Address, IPv6Network

from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from jury.config import Settings
from jury.domain.errors import TooMany
from jury.services.codes import hash_key
from jury.services.doors import Doors
from jury.services.journal import write
from jury.services.upkeep import upkeep
from jury.storage.account import Limit


@dataclass(frozen=True)
class Rate:
    """At most `most` tries in a window of `seconds`."""

    name: str
    most: int
    seconds: int


TEN_MINUTES, HOUR = 600, 3600
CODE_PREFIX = Rate("code_prefix", 10, TEN_MINUTES)
CODE_ADDRESS = Rate("code_address", 120, TEN_MINUTES)
CODE_SITE = Rate("code_site", 3000, TEN_MINUTES)
PASSWORD_ACCOUNT = Rate("password_account", 10, TEN_MINUTES)
PASSWORD_ADDRESS = Rate("password_address", 60, TEN_MINUTES)
PASSWORD_SITE = Rate("password_site", 600, TEN_MINUTES)
LINK_EMAIL = Rate("link_email", 5, HOUR)
LINK_ADDRESS = Rate("link_address", 150, HOUR)
LINK_SITE = Rate("link_site", 2000, HOUR)
DIGITS_ADDRESS = Rate("digits_address", 120, TEN_MINUTES)
DIGITS_SITE = Rate("digits_site", 3000, TEN_MINUTES)
REGISTER_REACH = Rate("register_reach", 5, HOUR)
REGISTER_ADDRESS = Rate("register_address", 150, HOUR)
REGISTER_SITE = Rate("register_site", 3000, HOUR)
PRIVATE_PREFIX = Rate("private_prefix", 10, TEN_MINUTES)
PRIVATE_ADDRESS = Rate("private_address", 120, TEN_MINUTES)
PRIVATE_SITE = Rate("private_site", 3000, TEN_MINUTES)
"""A hall of a hundred jurors shares one address, so those bounds are wide; a try that succeeds
is given back."""

RATES = (
    CODE_PREFIX,
    CODE_ADDRESS,
    CODE_SITE,
    PASSWORD_ACCOUNT,
    PASSWORD_ADDRESS,
    PASSWORD_SITE,
    LINK_EMAIL,
    LINK_ADDRESS,
    LINK_SITE,
    DIGITS_ADDRESS,
    DIGITS_SITE,
    REGISTER_REACH,
    REGISTER_ADDRESS,
    REGISTER_SITE,
    PRIVATE_PREFIX,
    PRIVATE_ADDRESS,
    PRIVATE_SITE,
)
Tries = dict[Rate, str]


def count(doors: Doors, tries: Tries) -> None:
    """Count a try under each rate, for whoever it names ('' for the whole site).

    Raises TooMany with the seconds until the longest full window ends; the try is counted all
    the same. The first try too many of a window is noted in the security journal.
    """
    at = int(doors.clock().timestamp())
    wait = []
    with upkeep(doors) as session:
        for rate in sorted(tries, key=lambda rate: rate.name):
            tried = _add(session, doors.settings, rate, tries[rate], at)
            if tried > rate.most:
                wait.append(rate.seconds - at % rate.seconds)
            if tried == rate.most + 1:
                where = tries[rate] if rate.name.endswith("_address") else ""
                write(session, doors.clock(), "limit_reached", None, where, rate.name)
    if wait:
        raise TooMany(retry_after=max(wait))


def give_back(session: Session, doors: Doors, tries: Tries) -> None:
    """Take a counted try back after it succeeded: only failures wear a limit out."""
    names = {rate: name_of(doors.settings, rate, who) for rate, who in tries.items()}
    give_back_names(session, names, doors.clock())


def give_back_names(session: Session, names: Tries, counted_at: datetime) -> None:
    """Take back a try of an earlier request, of which only the keyed names are still known.

    In the order of counting, so that two who do it at once never wait for each other in a ring.
    """
    at = int(counted_at.timestamp())
    for rate in sorted(names, key=lambda rate: rate.name):
        session.execute(
            update(Limit)
            .where(
                Limit.key == names[rate],
                Limit.window == at // rate.seconds,
                Limit.count > 0,
            )
            .values(count=Limit.count - 1)
        )


def name_of(settings: Settings, rate: Rate, who: str) -> str:
    """Give the keyed name under which a rate counts somebody: it tells nobody who."""
    who = _subscriber(who) if rate.name.endswith("_address") else who
    return f"{rate.name}:{hash_key(settings, f'{rate.name} {who}')}"


def _subscriber(address: str) -> str:
    """Give what one subscriber cannot change: an IPv6 connection has 2^64 addresses of its own."""
    try:
        found = IPv6Address(address)
    except ValueError:
        return address
    return str(found.ipv4_mapped or IPv6Network((found.packed, 64), strict=False))


def forget_windows(session: Session, at: int) -> None:
    """Delete the counts of windows that ended at least an hour before a moment (Unix time)."""
    for rate in RATES:
        session.execute(
            delete(Limit).where(
                Limit.key.startswith(f"{rate.name}:", autoescape=True),
                Limit.window < (at - HOUR) // rate.seconds,
            )
        )


def _add(session: Session, settings: Settings, rate: Rate, who: str, at: int) -> int:
    dialect = session.get_bind().dialect.name
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    statement = (
        insert(Limit)
        .values(key=name_of(settings, rate, who), window=at // rate.seconds, count=1)
        .on_conflict_do_update(
            index_elements=[Limit.key, Limit.window], set_={"count": Limit.count + 1}
        )
        .returning(Limit.count)
    )
    return int(session.execute(statement).scalar_one())
