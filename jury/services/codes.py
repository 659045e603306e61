"""Codes, tokens and sealed bodies: how secrets are made, kept as keyed hashes, and hidden.

Every key is derived from the installation's pepper. Nothing here is ever written to a log.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import timedelta
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import update

from jury.config import Settings
from jury.domain.account import code_from, email_code_from, normalise_code
from jury.storage.account import Account, Letter
from jury.storage.base import new_id
from jury.storage.seat import Seat

if TYPE_CHECKING:
    from jury.services.perform import Act

NONCE_BYTES = 12
SLIP_LIFETIME = timedelta(days=30)


def make_code() -> str:
    """Make a juror's code, XXXXX-XXXXX (49.5 bits)."""
    return code_from(secrets.randbelow)


def make_digits() -> str:
    """Make the six digits that stand beside the link in an e-mail."""
    return email_code_from(secrets.randbelow)


def make_token() -> str:
    """Make a token of 256 bits: a session, a link, a short cookie."""
    return secrets.token_urlsafe(32)


def hash_code(settings: Settings, code: str) -> bytes:
    """Give the keyed hash under which a juror's code is kept and found, however it was typed.

    Raises ValueError for what is no code.
    """
    normal = normalise_code(code)
    if normal is None:
        raise ValueError("this is no code")
    return _keyed(settings, "seat code", normal)


def hash_token(settings: Settings, token: str) -> bytes:
    """Give the keyed hash under which a token is kept."""
    return _keyed(settings, "token", token)


def hash_digits(settings: Settings, token_hash: bytes, digits: str) -> bytes:
    """Give the keyed hash of the six digits of one e-mail; another e-mail's differ."""
    return _keyed(settings, "digits", f"{token_hash.hex()} {digits}")


def hash_key(settings: Settings, text: str) -> str:
    """Give a short keyed name for something that must not stand readable in a table."""
    return _keyed(settings, "limit", text).hex()[:32]


def hash_home(settings: Settings, call_id: str, home: str) -> bytes:
    """Give the keyed hash of a household in one call: whoever has the table learns no address."""
    return _keyed(settings, "household", f"{call_id}\n{home}")


def hash_link(settings: Settings, code: str) -> bytes:
    """Give the keyed hash under which a candidate's private link is kept, however it was typed.

    Raises ValueError for what is no code.
    """
    normal = normalise_code(code)
    if normal is None:
        raise ValueError("this is no code")
    return _keyed(settings, "candidate link", normal)


def hash_letter(settings: Settings, code: str) -> bytes:
    """Give the keyed hash under which an invitation letter's code is kept, however it was typed.

    Raises ValueError for what is no code.
    """
    normal = normalise_code(code)
    if normal is None:
        raise ValueError("this is no code")
    return _keyed(settings, "invitation letter", normal)


def code_for(settings: Settings, form: str) -> str:
    """Make the code that one sending of a form gets: a second press of its button gets the same.

    `form` names the sending; without the installation's pepper nobody finds the code from it.
    """
    left = int.from_bytes(_keyed(settings, "code of a form", form))

    def choice(many: int) -> int:
        nonlocal left
        left, found = divmod(left, many)
        return found

    return code_from(choice)


def hide_posted(settings: Settings, digest: bytes) -> bytes:
    """Key the digest of what was posted: nobody can try personal data against it."""
    return _keyed(settings, "posted", digest.hex())


def seal_body(settings: Settings, letter_id: str, body: str) -> bytes:
    """Hide a letter's body (AES-256-GCM; the letter's id is bound to it)."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + _cipher(settings).encrypt(nonce, body.encode(), letter_id.encode())


def open_body(settings: Settings, letter_id: str, sealed: bytes) -> str:
    """Read a letter's body again. Raises ValueError if it is not what was sealed."""
    try:
        plain = _cipher(settings).decrypt(
            sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], letter_id.encode()
        )
    except InvalidTag:
        raise ValueError("this body was not sealed here") from None
    return plain.decode()


def slip(act: Act, seat: Seat, account: Account, code: str) -> Letter:
    """Make the paper slip with a seat's new code; an older slip of that seat is emptied.

    The slip's recipient is the seat's id, its subject the seat's number, its body the code.
    """
    act.session.execute(
        update(Letter)
        .where(Letter.channel == "paper", Letter.recipient == seat.id, Letter.state == "waiting")
        .values(state="replaced", sealed=None, done_at=act.now)
    )
    return paper_letter(act, seat.call_id, seat.id, account.language, str(seat.number), code)


def paper_letter(
    act: Act, call_id: str, recipient: str, language: str, subject: str, code: str
) -> Letter:
    """Make a letter on paper that holds a code, shut until it is shown once."""
    letter_id = new_id()
    return Letter(
        id=letter_id,
        call_id=call_id,
        channel="paper",
        recipient=recipient,
        language=language,
        subject=subject,
        sealed=seal_body(act.settings, letter_id, code),
        created_at=act.now,
        next_try_at=act.now + SLIP_LIFETIME,
    )


@lru_cache(maxsize=64)
def _derived(pepper: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=f"jury/{purpose}/v1".encode()).derive(pepper)


def _keyed(settings: Settings, purpose: str, text: str) -> bytes:
    key = _derived(settings.pepper, purpose)
    return hmac.new(key, text.encode("utf-8", "surrogatepass"), sha256).digest()


def _cipher(settings: Settings) -> AESGCM:
    return AESGCM(_derived(settings.pepper, "letter"))
