"""Sessions are rows: 256 random bits that only their holder has, and whose hash alone is kept.

A session ends by signing out, by disabling, by a new password or code, or by its two time-outs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, exists, or_, select, update
from sqlalchemy.orm import Session

from jury.domain.errors import Busy, NotFound
from jury.domain.permissions import Role
from jury.services.codes import hash_token, make_token
from jury.services.doors import Doors
from jury.services.journal import plain, write
from jury.services.upkeep import upkeep
from jury.storage.account import Account, Grant, Part, SignIn, sessions_of
from jury.storage.base import new_id
from jury.storage.seat import roles_of

TOUCH_SECONDS = 60
DEVICE_LETTERS = 80
SHORT = frozenset(
    {
        Role.ADMINISTRATOR,
        Role.FACILITATOR,
        Role.GUARANTOR,
        Role.OFFICIAL,
        Role.SCRUTINEER,
        Role.SIGNATORY,
    }
)
"""Who works with other people's papers is signed out after half an hour of silence."""

_STAFF = or_(
    exists().where(Grant.account_id == Account.id, Grant.role.in_(SHORT)),
    exists().where(Part.account_id == Account.id, Part.role.in_(SHORT)),
)
_ROW = (
    select(SignIn, Account, _STAFF)
    .join(Account, Account.id == SignIn.account_id)
    .where(SignIn.token_hash == bindparam("token_hash"))
)


@dataclass(frozen=True)
class Visitor:
    """Where a try to sign in comes from: the network address, the device in a few words.

    `token` is the session that this browser holds already; it ends when a new one begins.
    """

    address: str = ""
    device: str = ""
    token: str = ""


@dataclass(frozen=True)
class Found:
    """A session that runs: whose it is, and how they came in."""

    account: Account
    means: str
    public_id: str
    seen_at: datetime


@dataclass(frozen=True)
class Opened:
    """A session that has just begun; `token` goes to the browser and nowhere else.

    `continues` says that it follows one of the same person in the same browser, which nobody
    ended: forms that were drawn for that one may still be sent from another tab.
    """

    token: str
    account_id: str
    next_path: str = ""
    continues: bool = False


def find_session(session: Session, doors: Doors, token: str) -> Found | None:
    """Find the person of a session's token, if the session still runs: one statement."""
    row = _row(session, doors, token)
    if row is None:
        return None
    sign_in, account, staff = row
    if not _holds(sign_in, account) or _timed_out(sign_in, doors, staff):
        return None
    return Found(account, sign_in.means, sign_in.public_id, sign_in.seen_at)


def timed_out_owner(session: Session, doors: Doors, token: str) -> str | None:
    """Name the account of a session that nobody ended but that timed out; None otherwise."""
    row = _row(session, doors, token)
    if row is None:
        return None
    sign_in, account, staff = row
    if not _holds(sign_in, account) or not _timed_out(sign_in, doors, staff):
        return None
    return account.id


def touch(doors: Doors, token: str, found: Found) -> None:
    """Note that a session is in use: at most once a minute, and worth neither wait nor refusal."""
    now = doors.clock()
    if now - found.seen_at < timedelta(seconds=TOUCH_SECONDS):
        return
    try:
        with upkeep(doors, patient=False) as session:
            session.execute(
                update(SignIn)
                .where(SignIn.token_hash == hash_token(doors.settings, token))
                .values(seen_at=now)
            )
    except Busy:
        return


def living(session: Session, doors: Doors, account: Account) -> list[SignIn]:
    """Give the sessions of an account that still run, the last seen first."""
    staff = _is_staff(session, account.id)
    return [
        row
        for row in sessions_of(session, account.id)
        if _holds(row, account) and not _timed_out(row, doors, staff)
    ]


def begin(session: Session, doors: Doors, account: Account, means: str, visitor: Visitor) -> Opened:
    """Begin a session within an upkeep, after everything that was asked was shown.

    The one door of all sessions. A second factor belongs here: a session that still lacks it
    gets `means` such as "password" without a full stop, and `find_session` asks for the rest.
    The browser's earlier session ends: the token changes at each sign-in.
    """
    now, settings = doors.clock(), doors.settings
    staff = _is_staff(session, account.id)
    idle = settings.idle_staff if staff else settings.idle_juror
    most = settings.absolute_staff if staff else settings.absolute_juror
    earlier = session.get(SignIn, hash_token(settings, visitor.token)) if visitor.token else None
    continues = (
        earlier is not None and earlier.account_id == account.id and _holds(earlier, account)
    )
    if earlier is not None:
        _end(session, doors, "rotated", SignIn.token_hash == earlier.token_hash)
    token = make_token()
    session.add(
        SignIn(
            token_hash=hash_token(settings, token),
            public_id=new_id(),
            account_id=account.id,
            means=means,
            device=plain(visitor.device, DEVICE_LETTERS),
            created_at=now,
            seen_at=now,
            idle_seconds=idle,
            expires_at=now + timedelta(seconds=most),
            ended_at=None,
            ended_why=None,
        )
    )
    write(session, now, "signed_in", account.id, visitor.address, means)
    return Opened(token, account.id, continues=continues)


def end_session(doors: Doors, token: str, address: str = "") -> None:
    """Sign out: this session ends, whoever still holds a copy of its token."""
    with upkeep(doors) as session:
        row = session.get(SignIn, hash_token(doors.settings, token))
        if row is None or row.ended_at is not None:
            return
        row.ended_at, row.ended_why = doors.clock(), "signed_out"
        write(session, doors.clock(), "signed_out", row.account_id, address)


def end_one(doors: Doors, account_id: str, public_id: str, address: str = "") -> None:
    """End one of one's own sessions. Raises NotFound for what is no session of theirs."""
    with upkeep(doors) as session:
        row = session.scalar(
            select(SignIn).where(
                SignIn.public_id == public_id,
                SignIn.account_id == account_id,
                SignIn.ended_at.is_(None),
            )
        )
        if row is None:
            raise NotFound()
        row.ended_at, row.ended_why = doors.clock(), "ended"
        write(session, doors.clock(), "sessions_ended", account_id, address)


def end_all(doors: Doors, account_id: str, address: str = "") -> None:
    """End all sessions of an account, this one included."""
    with upkeep(doors) as session:
        _end(session, doors, "ended", SignIn.account_id == account_id)
        write(session, doors.clock(), "sessions_ended", account_id, address)


def _end(session: Session, doors: Doors, why: str, which: object) -> None:
    session.execute(
        update(SignIn)
        .where(which, SignIn.ended_at.is_(None))  # type: ignore[arg-type]
        .values(ended_at=doors.clock(), ended_why=why)
    )


def _is_staff(session: Session, account_id: str) -> bool:
    return bool(roles_of(session, account_id, None) & SHORT)


def _row(session: Session, doors: Doors, token: str) -> tuple[SignIn, Account, bool] | None:
    """Give a session, its account, and whether that account holds a role of `SHORT` by now."""
    found = session.execute(_ROW, {"token_hash": hash_token(doors.settings, token)}).first()
    return (found[0], found[1], bool(found[2])) if found is not None else None


def _holds(row: SignIn, account: Account) -> bool:
    """Nobody ended it, and nothing that ends earlier sessions has happened since."""
    return (
        row.ended_at is None
        and account.state == "active"
        and row.created_at >= account.sessions_from
    )


def _timed_out(row: SignIn, doors: Doors, staff: bool) -> bool:
    """A role that was given since the session began shortens it; none makes it longer."""
    now, settings = doors.clock(), doors.settings
    idle, end = timedelta(seconds=row.idle_seconds), row.expires_at
    if staff:
        idle = min(idle, timedelta(seconds=settings.idle_staff))
        end = min(end, row.created_at + timedelta(seconds=settings.absolute_staff))
    return now >= end or now - row.seen_at >= idle
