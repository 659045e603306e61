"""How an e-mail leaves: one SMTP connection a letter, by the address in the settings."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from jury.config import SettingsError

SCHEMES = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
SECONDS = 20


class Unreachable(Exception):
    """The mail server cannot be reached at all: no letter can leave now."""


@dataclass(frozen=True)
class Smtp:
    """A mail server: `smtp://`, `smtp+starttls://` or `smtps://`, with `user:password@` or not."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def at(cls, url: str) -> Smtp:
        """Read the setting. Raises SettingsError with one sentence on what to change."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise SettingsError("JURY_SMTP_URL is not an address.") from None
        if parts.scheme not in SCHEMES or not parts.hostname:
            raise SettingsError(
                "JURY_SMTP_URL must begin with smtp://, smtp+starttls:// or smtps://."
            )
        return cls(
            parts.scheme,
            parts.hostname,
            port or SCHEMES[parts.scheme],
            unquote(parts.username or ""),
            unquote(parts.password or ""),
        )

    def __call__(self, message: EmailMessage) -> None:
        """Hand one letter over. Raises Unreachable, smtplib.SMTPException or OSError."""
        try:
            server = self._connect()
        except OSError as error:
            raise Unreachable(type(error).__name__) from error
        with server:
            if self.scheme == "smtp+starttls":
                server.starttls(context=ssl.create_default_context())
            if self.user:
                server.login(self.user, self.password)
            server.send_message(message)

    def _connect(self) -> smtplib.SMTP:
        if self.scheme == "smtps":
            return smtplib.SMTP_SSL(
                self.host, self.port, timeout=SECONDS, context=ssl.create_default_context()
            )
        return smtplib.SMTP(self.host, self.port, timeout=SECONDS)
