"""Tokens that work once and for a short time: e-mail links, and scanned codes."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import CursorResult, update
from sqlalchemy.orm import Session

from jury.services.codes import hash_token
from jury.services.doors import Doors
from jury.storage.account import SignInToken


def keep(
    session: Session,
    doors: Doors,
    token: str,
    purpose: str,
    expires_at: datetime,
    *,
    email: str = "",
    handle: str = "",
    code_hash: bytes | None = None,
    limit_key: str | None = None,
    next_path: str = "",
    language: str = "",
) -> None:
    """Keep a new token by its hash."""
    session.add(
        SignInToken(
            token_hash=hash_token(doors.settings, token),
            purpose=purpose,
            email=email,
            handle_hash=hash_token(doors.settings, handle) if handle else None,
            code_hash=code_hash,
            limit_key=limit_key,
            next_path=next_path,
            language=language,
            tries=0,
            created_at=doors.clock(),
            expires_at=expires_at,
            used_at=None,
        )
    )


def valid(session: Session, doors: Doors, token_hash: bytes, purpose: str) -> SignInToken | None:
    """Give a token's row while it can still be used."""
    row = session.get(SignInToken, token_hash)
    if row is None or row.purpose != purpose or row.used_at is not None:
        return None
    return row if doors.clock() < row.expires_at else None


def spend(session: Session, doors: Doors, token_hash: bytes, purpose: str) -> SignInToken | None:
    """Use a token up; of two that try at once only one gets its row."""
    now = doors.clock()
    done = session.execute(
        update(SignInToken)
        .where(
            SignInToken.token_hash == token_hash,
            SignInToken.purpose == purpose,
            SignInToken.used_at.is_(None),
            SignInToken.expires_at > now,
        )
        .values(used_at=now)
    )
    if not isinstance(done, CursorResult) or done.rowcount != 1:
        return None
    return session.get(SignInToken, token_hash)


def until(doors: Doors, seconds: float) -> datetime:
    """Give the moment so many seconds from now."""
    return doors.clock() + timedelta(seconds=seconds)
