"""The door for acts: one act, one transaction, exactly one entry in exactly one log.

`@performs` begins a writing transaction, locks the log's head, reads the actor afresh, gives a
retry its first answer, asks the permission table, runs the verb, appends the entry the verb
returned, and commits. Any refusal undoes it all.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from jury.config import Settings
from jury.domain.errors import Conflict, Forbidden, NotFound
from jury.domain.permissions import RULES, Action, Role, may
from jury.domain.record.canonical import encode
from jury.domain.record.kinds import Entry
from jury.domain.record.leaf import Leaf, PartRef
from jury.domain.record.merkle import Frontier, leaf_hash
from jury.domain.record.seal import commit
from jury.services.doors import Doors, Touched, Undeclared, keep, writing
from jury.services.logs import succeed
from jury.services.upkeep import BESIDE
from jury.storage.account import Account
from jury.storage.call import Call
from jury.storage.record import INSTALLATION, Answer, Log, LogEntry, Opening
from jury.storage.seat import roles_of

P = ParamSpec("P")
VERBS: dict[Action, Callable[..., Done]] = {}
UNTRACEABLE = frozenset({Role.JUROR, Role.CANDIDATE})


@dataclass(frozen=True)
class Moment:
    """Where an act comes from: the installation, the person, and how to answer.

    `key` and `route` make a retry recognisable, `body` is the SHA-256 of what was posted.
    `answer` turns the act's subject into the address that the answer points to.
    """

    doors: Doors
    account_id: str | None = None
    system: bool = False
    key: str = ""
    route: str = ""
    body: bytes = b""
    answer: Callable[[str], str] = field(default=lambda subject: "")


@dataclass(frozen=True)
class Done:
    """What came of an act: its place in the log, and where to go next."""

    log_id: str
    leaf: int
    subject: str
    location: str
    status: int = 303
    repeated: bool = False


@dataclass(frozen=True)
class Act:
    """What a verb may use while it runs: one session, one moment, one person."""

    session: Session
    now: datetime
    account: Account | None
    roles: frozenset[Role]
    settings: Settings
    call: Call | None
    log: Log

    @property
    def account_id(self) -> str:
        """The person who acts; raises NotFound for a visitor."""
        if self.account is None:
            raise NotFound()
        return self.account.id

    def local_day(self) -> str:
        """Today in the call's time zone, as `YYYY-MM-DD`."""
        zone = ZoneInfo(self.call.timezone if self.call else "UTC")
        return self.now.astimezone(zone).strftime("%Y-%m-%d")

    def the_call(self) -> Call:
        """The call that the act is about."""
        if self.call is None:
            raise NotFound()
        return self.call


Owner = Callable[[Session, dict[str, Any]], str | None]


def performs(
    action: Action, *, owner: Owner | None = None, successor: bool = False
) -> Callable[[Callable[Concatenate[Act, P], Entry]], Callable[Concatenate[Moment, P], Done]]:
    """Make a verb an act.

    A verb with a `call_id` argument writes in that call's log, any other in the installation's.
    `owner` finds whose the thing is, for rules that say "only on what is theirs". With
    `successor` the log ends first, and the verb's entry is the first one of the next log.
    The made function raises NotFound, Forbidden, Conflict, Invalid or Busy.
    """

    def decorate(
        verb: Callable[Concatenate[Act, P], Entry],
    ) -> Callable[Concatenate[Moment, P], Done]:
        @wraps(verb)
        def perform(moment: Moment, /, *args: P.args, **kwargs: P.kwargs) -> Done:
            call_id = str(kwargs["call_id"]) if "call_id" in kwargs else None
            with writing(moment.doors) as (session, touched):
                log = _lock(session, INSTALLATION if call_id is None else call_id)
                account = _actor(session, moment)
                first = _first_answer(session, moment)
                if first is not None:
                    return first
                if successor:
                    log = succeed(session, moment.doors.settings, log)
                    session.flush()
                    touched.changes.clear()
                act = _begin(session, moment, log, account, call_id)
                role = _permit(act, action, owner, dict(kwargs))
                entry = verb(act, *args, **kwargs)
                session.flush()
                _refuse_undeclared(touched, entry)
                leaf = append(act, entry, role)
                done = Done(log.id, leaf, entry.subject, moment.answer(entry.subject))
                _remember(session, moment, act, done)
                keep(session, touched)
                return done

        VERBS[action] = perform
        return cast("Callable[Concatenate[Moment, P], Done]", perform)

    return decorate


def _lock(session: Session, scope: str) -> Log:
    """Lock the head first: whatever is read afterwards stays true until the commit."""
    log = session.scalar(
        select(Log).where(Log.scope == scope, Log.ended.is_(False)).with_for_update()
    )
    if log is None:
        raise NotFound()
    return log


def _actor(session: Session, moment: Moment) -> Account | None:
    if moment.account_id is None:
        return None
    account = session.get(Account, moment.account_id)
    if account is None or account.state != "active":
        raise Forbidden("account_disabled")
    return account


def _first_answer(session: Session, moment: Moment) -> Done | None:
    """Give a retry what the first request got; refuse another body under the same key."""
    if not moment.key:
        return None
    old = session.get(Answer, (moment.account_id or "", moment.route, moment.key))
    if old is None:
        return None
    if old.body != moment.body:
        raise Conflict("key_reused")
    return Done(
        old.call_id or INSTALLATION, old.leaf, old.subject, old.location, old.status, repeated=True
    )


def _begin(
    session: Session, moment: Moment, log: Log, account: Account | None, call_id: str | None
) -> Act:
    call = session.get(Call, call_id) if call_id is not None else None
    if call_id is not None and call is None:
        raise NotFound()
    if moment.system:
        roles = frozenset({Role.SYSTEM})
    else:
        roles = roles_of(session, moment.account_id, call_id)
    return Act(session, moment.doors.clock(), account, roles, moment.doors.settings, call, log)


def _permit(act: Act, action: Action, owner: Owner | None, values: dict[str, Any]) -> Role:
    """Ask the table, and name the role in which the person acts.

    Who cannot see the page on which the act stands is told that there is nothing.
    """
    whose = owner(act.session, values) if owner is not None else act.account and act.account.id
    owns = act.account is not None and whose == act.account.id
    rule = RULES[action]
    if may(action, act.roles, owns=owns):
        return min(rule.roles & act.roles)
    if rule.page is not None and may(rule.page, act.roles, owns=owns):
        raise Forbidden("not_yours")
    raise NotFound()


def append(act: Act, entry: Entry, role: Role) -> int:
    """Write the entry at the end of the log; give its place.

    Jurors and candidates stand in the log under a name made for this one entry, jurors with the
    day only, so that their entries cannot be tied together (the specification, section 4).
    """
    untraceable = role in UNTRACEABLE
    keyed = [(part, secrets.token_bytes(32)) for part in entry.parts]
    leaf = Leaf(
        v=entry.facts.V,
        kind=entry.facts.KIND,
        time=act.local_day() if role is Role.JUROR else act.now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        actor=secrets.token_hex(16) if untraceable else _name(act),
        role=role.value,
        subject=entry.subject,
        version=entry.version,
        facts=entry.facts.as_dict(),
        parts=tuple(
            PartRef(part.name, commit(key, part.name, entry.subject, part.value), part.due)
            for part, key in keyed
        ),
    )
    data = leaf.encode()
    hashed = leaf_hash(data)
    index = act.log.size
    act.session.add(
        LogEntry(
            log_id=act.log.id,
            leaf=index,
            data=data,
            hash=hashed,
            kind=leaf.kind,
            subject=leaf.subject,
            version=leaf.version,
        )
    )
    act.session.add_all(
        [
            Opening(
                log_id=act.log.id,
                leaf=index,
                part=part.name,
                due=part.due,
                key=key,
                value=encode(part.value).decode(),
            )
            for part, key in keyed
        ]
    )
    act.log.frontier = Frontier.from_text(act.log.frontier).append(hashed).to_text()
    act.log.size = index + 1
    return index


def _name(act: Act) -> str:
    return act.account.id if act.account is not None else "system"


def _remember(session: Session, moment: Moment, act: Act, done: Done) -> None:
    if not moment.key:
        return
    session.add(
        Answer(
            account_id=moment.account_id or "",
            route=moment.route,
            key=moment.key,
            call_id=act.call.id if act.call else None,
            body=moment.body,
            status=done.status,
            location=done.location,
            leaf=done.leaf,
            subject=done.subject,
        )
    )


def _refuse_undeclared(touched: Touched, entry: Entry) -> None:
    hidden = touched.logged - entry.facts.CHANGES
    beside = {table for table, _ in touched.unlogged - BESIDE}
    if hidden or beside:
        raise Undeclared(f"{entry.facts.KIND} changed {sorted(hidden | beside)} without saying so")


def body_digest(fields: list[tuple[str, str]], left_out: frozenset[str]) -> bytes:
    """Give the SHA-256 of a form's fields in their order, without token and key."""
    kept = [[name, value] for name, value in fields if name not in left_out]
    return hashlib.sha256(repr(kept).encode("utf-8", "surrogatepass")).digest()
