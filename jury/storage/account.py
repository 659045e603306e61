"""Accounts, their roles, and how people are let in. Never what they think of a project."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    LargeBinary,
    case,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from jury.domain.account import same_name
from jury.storage.base import Base

UNLOGGED = {"logged": False}
PAGE = 50


class Account(Base):
    """A person: the same normalised e-mail is the same person.

    Only sessions begun at or after `sessions_from` hold: disabling, a new password and a new
    code move it, and so end every earlier session in the same act.
    """

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint("state IN ('active', 'disabled')", name="state"),
        CheckConstraint("email = lower(email)", name="email_normalised"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    email: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str | None]
    language: Mapped[str]
    state: Mapped[str] = mapped_column(default="active")
    created_at: Mapped[datetime]
    sessions_from: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class Grant(Base):
    """A role in the whole installation: administrator, official, signatory..."""

    __tablename__ = "role_grant"
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)


class Part(Base):
    """A part in one call: who facilitates it, guarantees it, signs it, applies to it."""

    __tablename__ = "part"
    __table_args__ = (Index(None, "account_id"),)
    call_id: Mapped[str] = mapped_column(ForeignKey("call.id"), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)


class SignIn(Base):
    """A session: a row, so that signing out ends it everywhere. Only the token's hash is kept.

    It times out `idle_seconds` after it was last seen, and at `expires_at` whatever happens.
    """

    __tablename__ = "sign_in"
    __table_args__ = (Index(None, "account_id"), {"info": UNLOGGED})
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    means: Mapped[str]
    device: Mapped[str]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    idle_seconds: Mapped[int]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_why: Mapped[str | None]


class SignInToken(Base):
    """An e-mail link and the six digits beside it, or the short cookie of a scanned code.

    The six digits are taken only with the handle, which the device that asked holds.
    `limit_key` is the limit that scanning wore; signing in gives it back.
    """

    __tablename__ = "sign_in_token"
    __table_args__ = (Index(None, "email"), {"info": UNLOGGED})
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    purpose: Mapped[str]
    email: Mapped[str]
    handle_hash: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    code_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
    limit_key: Mapped[str | None]
    next_path: Mapped[str]
    language: Mapped[str]
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Limit(Base):
    """How often something was tried in the current window; shared by all processes."""

    __tablename__ = "rate_limit"
    __table_args__ = {"info": UNLOGGED}
    key: Mapped[str] = mapped_column(primary_key=True)
    window: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int]


class SecurityEvent(Base):
    """The security journal: sign-ins and refusals, kept for a limited time, outside the log."""

    __tablename__ = "security_event"
    __table_args__ = (Index(None, "at"), {"info": UNLOGGED})
    id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    what: Mapped[str]
    account_id: Mapped[str | None]
    address: Mapped[str]
    detail: Mapped[str]


class ParkedForm(Base):
    """A form that was posted after its session ran out; it comes back after sign-in."""

    __tablename__ = "parked_form"
    __table_args__ = (Index(None, "account_id"), {"info": UNLOGGED})
    id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    path: Mapped[str]
    fields: Mapped[list[list[str]]] = mapped_column(JSON)
    created_at: Mapped[datetime]


class Letter(Base):
    """What leaves after the act: an e-mail, or a printed slip with a code.

    `sealed` is the body encrypted under the installation's pepper; it is emptied once sent or
    printed, because codes and links must not stay in the database. `candidate_id` is whom of a
    lottery it is about: an address alone would not tell, since anybody can write anybody's.
    """

    __tablename__ = "letter"
    __table_args__ = (
        CheckConstraint("channel IN ('email', 'paper')", name="channel"),
        Index(None, "state", "next_try_at"),
        {"info": UNLOGGED},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    call_id: Mapped[str | None]
    candidate_id: Mapped[str | None]
    channel: Mapped[str]
    recipient: Mapped[str]
    language: Mapped[str]
    subject: Mapped[str]
    sealed: Mapped[bytes | None]
    state: Mapped[str] = mapped_column(default="waiting")
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(default="")


class Pulse(Base):
    """When something that runs by itself was last done: the worker's round, a backup."""

    __tablename__ = "pulse"
    __table_args__ = {"info": UNLOGGED}
    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class Draft(Base):
    """What somebody has begun to write: theirs alone, outside the log, never counted."""

    __tablename__ = "draft"
    __table_args__ = {"info": UNLOGGED}
    call_id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[dict[str, object]] = mapped_column(JSON)
    version: Mapped[int]
    changed_at: Mapped[datetime]


def account_by_email(session: Session, email: str) -> Account | None:
    """Find the person with this normalised e-mail."""
    return session.scalar(select(Account).where(Account.email == email))


def grants_of(session: Session, account_ids: Sequence[str]) -> dict[str, list[str]]:
    """Give the roles in the whole installation, by account."""
    found: dict[str, list[str]] = {}
    for grant in session.scalars(
        select(Grant).where(Grant.account_id.in_(account_ids)).order_by(Grant.role)
    ):
        found.setdefault(grant.account_id, []).append(grant.role)
    return found


def accounts_page(
    session: Session, page: int, asked: str, *only: ColumnElement[bool]
) -> tuple[list[Account], int]:
    """Give one page of the accounts by name, and how many there are.

    With `asked`, only those whose name or e-mail address holds these letters; with `only`, those
    who are chosen by it.
    """
    found = select(Account).where(*only)
    if asked:
        found = found.where(
            or_(
                Account.name.contains(asked, autoescape=True),
                func.lower(Account.name).contains(asked.lower(), autoescape=True),
                Account.email.contains(asked.lower(), autoescape=True),
            )
        )
    rows = session.scalars(
        found.order_by(Account.name, Account.id).offset((page - 1) * PAGE).limit(PAGE)
    )
    total = session.scalar(select(func.count()).select_from(found.subquery()))
    return list(rows), total or 0


def namesakes(session: Session, name: str, besides: str = "") -> list[Account]:
    """Find people whose name reads the same: good for a warning, never for a refusal."""
    return [
        account
        for account in session.scalars(select(Account).where(Account.id != besides))
        if same_name(account.name, name)
    ]


def sessions_of(session: Session, account_id: str) -> list[SignIn]:
    """Give an account's sessions that nobody ended, the last seen first."""
    return list(
        session.scalars(
            select(SignIn)
            .where(SignIn.account_id == account_id, SignIn.ended_at.is_(None))
            .order_by(SignIn.seen_at.desc(), SignIn.public_id)
        )
    )


def events_page(session: Session, page: int) -> tuple[list[tuple[SecurityEvent, str | None]], int]:
    """Give one page of the security journal with people's names, the latest first."""
    rows = session.execute(
        select(SecurityEvent, Account.name)
        .outerjoin(Account, Account.id == SecurityEvent.account_id)
        .order_by(SecurityEvent.at.desc(), SecurityEvent.id)
        .offset((page - 1) * PAGE)
        .limit(PAGE)
    )
    total = session.scalar(select(func.count()).select_from(SecurityEvent)) or 0
    return [(event, name) for event, name in rows], total


def emails_page(session: Session, page: int) -> tuple[list[Letter], int, int]:
    """Give a page of the e-mails, failed ones first, then the latest; how many, how many failed."""
    failed = case((Letter.state == "failed", 1), else_=0)
    emails = select(Letter).where(Letter.channel == "email")
    rows = session.scalars(
        emails.order_by(failed.desc(), Letter.created_at.desc(), Letter.id)
        .offset((page - 1) * PAGE)
        .limit(PAGE)
    )
    counts = select(func.count(), func.coalesce(func.sum(failed), 0))
    total, wrong = session.execute(counts.where(Letter.channel == "email")).one()
    return list(rows), total, wrong


def parked_for(session: Session, account_id: str, since: datetime) -> list[ParkedForm]:
    """Give the forms that were kept for a person, the latest first."""
    return list(
        session.scalars(
            select(ParkedForm)
            .where(ParkedForm.account_id == account_id, ParkedForm.created_at > since)
            .order_by(ParkedForm.created_at.desc(), ParkedForm.id)
        )
    )
