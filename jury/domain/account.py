"""Codes, e-mail addresses, names and passwords: what a good one looks like, and when two are equal.

It must never draw by chance itself (chance is an argument), nor keep or hash a secret.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

CODE_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""31 signs that are not mistaken for each other when read aloud or copied: no 0 O 1 I L."""

CODE_LENGTH = 10
EMAIL_CODE_LENGTH = 6
PASSWORD_MIN = 12
PASSWORD_MIN_ADMINISTRATOR = 15
PASSWORD_MAX = 128

_DASHES = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_LOCAL = re.compile(r"[^\s@<>(),;:\\\"\[\]\x00-\x1f\x7f]{1,64}")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_COMMON = (
    "password",
    "passwort",
    "passwoord",
    "wachtwoord",
    "motdepasse",
    "kennwort",
    "letmein",
    "welcome",
    "welkom",
    "willkommen",
    "bienvenue",
    "azertyuiop",
    "azerty",
    "qwertyuiop",
    "qwertzuiop",
    "qwerty",
    "qwertz",
    "asdfghjkl",
    "qsdfghjklm",
    "abcdefghijkl",
    "abcdef",
    "iloveyou",
    "jetaime",
    "changeme",
    "secret",
    "admin",
    "administrator",
    "soleil",
    "doudou",
)
_CONTEXT = ("jury", "juror", "citizen", "citoyen", "burger", "citizensjury", "official")
_RUNS = "01234567890123456789", "98765432109876543210"


def code_from(choice: Callable[[int], int]) -> str:
    """Make a juror's code, XXXXX-XXXXX: 49.5 bits where chance is fair.

    `choice(n)` gives a number from 0 to n - 1, each as likely as the others.
    """
    signs = "".join(CODE_ALPHABET[choice(len(CODE_ALPHABET))] for _ in range(CODE_LENGTH))
    return f"{signs[:5]}-{signs[5:]}"


def normalise_code(text: str) -> str | None:
    """Read a juror's code as typed: small letters, spaces, dashes and wide signs are forgiven.

    Gives XXXXX-XXXXX, or None where this is no code.
    """
    signs = _signs(text).upper()
    if len(signs) != CODE_LENGTH or not set(signs) <= set(CODE_ALPHABET):
        return None
    return f"{signs[:5]}-{signs[5:]}"


def email_code_from(choice: Callable[[int], int]) -> str:
    """Make the six digits that stand beside the link in an e-mail. `choice` as in `code_from`."""
    return "".join(str(choice(10)) for _ in range(EMAIL_CODE_LENGTH))


def normalise_email_code(text: str) -> str | None:
    """Read the six digits as typed, or give None where these are none."""
    signs = _signs(text)
    return signs if re.fullmatch(r"[0-9]{6}", signs) else None


def _signs(text: str) -> str:
    """Drop spaces and dashes, and make wide signs plain; nothing where a code cannot be meant."""
    if len(text) > 100:
        return ""
    plain = unicodedata.normalize("NFKC", text)
    signs = "".join(s for s in plain if not s.isspace() and s not in _DASHES)
    return signs if signs.isascii() else ""


def normalise_email(text: str) -> str | None:
    """Write an e-mail address the one way in which it is kept, or give None where it is none.

    Two addresses that differ only in capitals are one person. A domain beyond ASCII becomes its
    punycode (RFC 5891 by the standard library).
    """
    plain = unicodedata.normalize("NFC", text.strip()).lower()
    local, at, domain = plain.rpartition("@")
    if not at or len(plain) > 254 or not _LOCAL.fullmatch(local):
        return None
    if local.startswith(".") or local.endswith(".") or ".." in local:
        return None
    try:
        domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    labels = domain.split(".")
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):
        return None
    return f"{local}@{domain}"


def same_name(a: str, b: str) -> bool:
    """Say whether two names read the same: capitals, accents, spaces and dashes do not count.

    Good enough to warn, never to refuse: two people may share a name.
    """
    return bool(_words(a)) and _words(a) == _words(b)


def _words(text: str) -> list[str]:
    """Give a text's words without capitals, accents and marks."""
    bare = "".join(
        s for s in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(s)
    )
    return re.findall(r"[^\W_]+", bare)


def password_problem(
    password: str, *, administrator: bool = False, name: str = "", email: str = ""
) -> str | None:
    """Give the code of what is wrong with a new password, or None where it will do.

    Length counts, not a mixture of signs. Codes: `password_too_short`,
    `password_too_short_administrator`, `password_too_long`, `password_common` (a common word, a
    run, few different signs), `password_context` (little but the name, the address, "jury").
    """
    least = PASSWORD_MIN_ADMINISTRATOR if administrator else PASSWORD_MIN
    if len(password) < least:
        return "password_too_short_administrator" if administrator else "password_too_short"
    if len(password) > PASSWORD_MAX:
        return "password_too_long"
    bare = "".join(_words(password))
    if len(set(password)) < 5 or any(bare and bare in run for run in _RUNS):
        return "password_common"
    if _little_but(bare, _COMMON):
        return "password_common"
    own = [word for word in _words(name) + _words(email.partition("@")[0]) if len(word) > 2]
    if _little_but(bare, (*_COMMON, *_CONTEXT, *own)):
        return "password_context"
    return None


def _little_but(bare: str, words: tuple[str, ...]) -> bool:
    """Say whether fewer than four letters remain of a password that holds one of these words."""
    rest = bare
    for word in sorted(words, key=len, reverse=True):
        rest = rest.replace(word, "")
    return rest != bare and len(re.sub(r"[0-9]", "", rest)) < 4
