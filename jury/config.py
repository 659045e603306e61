"""Every setting of an installation, its default and why: read once, never from a request."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from jury.secrets_file import secret_bytes

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
LANGUAGES = ("fr", "nl", "de", "en")


class SettingsError(Exception):
    """A setting is missing or makes no sense: one clear sentence for the person who starts Jury.

    `sentence` is English and names its `params`; the command line says it in other languages.
    """

    def __init__(self, sentence: str, **params: str) -> None:
        super().__init__(sentence % params)
        self.sentence, self.params = sentence, params


@dataclass(frozen=True)
class Settings:
    """What an installation is told before it starts.

    Times are in seconds, sizes in bytes. `name` is the installation's name in every log's origin:
    it is fixed once and for all, because a changed origin is another log.
    """

    instance: Path
    name: str
    base_url: str
    database_url: str
    database_read_url: str
    secret_key: bytes
    pepper: bytes
    signing_master: bytes
    trusted_hosts: tuple[str, ...]
    proxies: int = 0
    smtp_url: str = ""
    mail_from: str = "jury@localhost"
    languages: tuple[str, ...] = LANGUAGES
    default_language: str = "fr"
    default_timezone: str = "Europe/Brussels"
    web_workers: int = 2
    web_threads: int = 16
    busy_timeout: int = 10
    form_memory: int = 2_000_000
    link_lifetime: int = 3600
    parked_lifetime: int = 86_400
    idle_staff: int = 1800
    absolute_staff: int = 12 * 3600
    idle_juror: int = 12 * 3600
    absolute_juror: int = 30 * 86_400
    secret_key_fallbacks: tuple[bytes, ...] = field(default_factory=tuple)

    @property
    def secure(self) -> bool:
        """Cookies are Secure and `__Host-` if and only if people reach Jury by https."""
        return urlsplit(self.base_url).scheme == "https"

    @property
    def on_loopback(self) -> bool:
        """The demonstration's sign-in links exist only where nobody else can reach them."""
        return (urlsplit(self.base_url).hostname or "") in LOOPBACK

    @property
    def keeps_letters(self) -> bool:
        """Tell whether letters stay here to be read: one's own machine, and no mail server."""
        return self.on_loopback and not self.smtp_url

    @property
    def embedded(self) -> bool:
        """True where the database is the SQLite file in `instance/`."""
        return self.database_url.startswith("sqlite")

    @property
    def database_path(self) -> Path:
        """The file of the embedded database."""
        return Path(self.database_url.removeprefix("sqlite:///"))

    @property
    def doubts(self) -> tuple[str, ...]:
        """Name what is weaker than it could be, by codes; whoever runs Jury reads the sentences."""
        behind_proxy = self.secure and not self.on_loopback
        found = {
            "every_visitor_counts_as_one": behind_proxy and self.proxies == 0,
            "no_mail_server": not self.on_loopback and not self.smtp_url,
            "pages_read_as_writer": not self.embedded
            and self.database_read_url == self.database_url,
        }
        return tuple(code for code, holds in found.items() if holds)

    @classmethod
    def load(cls, env: Mapping[str, str] | None = None) -> Settings:
        """Read the settings from the environment and the secrets from `instance/keys`.

        Secrets that are not given are made at the first start, readable by the owner only.
        Raises SettingsError with one sentence on what to change.
        """
        env = os.environ if env is None else env
        instance = Path(env.get("JURY_INSTANCE", "instance")).resolve()
        base_url = env.get("JURY_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
        parts = urlsplit(base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise SettingsError(
                "JURY_BASE_URL must begin with http:// or https://, not '%(given)s'.",
                given=base_url,
            )
        if parts.scheme == "http" and parts.hostname not in LOOPBACK:
            raise SettingsError("JURY_BASE_URL must be https:// unless it is on this machine.")
        database = env.get("JURY_DATABASE_URL", f"sqlite:///{instance / 'jury.sqlite3'}")
        default_hosts = ",".join(LOOPBACK) if parts.hostname in LOOPBACK else parts.hostname
        hosts = [h.strip() for h in env.get("JURY_TRUSTED_HOSTS", default_hosts).split(",")]
        keys = instance / "keys"
        return cls(
            instance=instance,
            name=env.get(
                "JURY_NAME", parts.netloc if parts.hostname not in LOOPBACK else "jury.localhost"
            ),
            base_url=base_url,
            database_url=_driver(database),
            database_read_url=_driver(env.get("JURY_DATABASE_READ_URL", database)),
            secret_key=_secret(env, "JURY_SECRET_KEY", keys / "session.key"),
            pepper=_secret(env, "JURY_PEPPER", keys / "pepper.key"),
            signing_master=_secret(env, "JURY_SIGNING_KEY", keys / "signing.key"),
            trusted_hosts=tuple(h for h in hosts if h),
            proxies=_number(env, "JURY_PROXIES", 0),
            smtp_url=env.get("JURY_SMTP_URL", ""),
            mail_from=env.get("JURY_MAIL_FROM", f"jury@{parts.hostname}"),
            web_workers=_number(env, "JURY_WEB_WORKERS", 2),
            web_threads=_number(env, "JURY_WEB_THREADS", 16),
            secret_key_fallbacks=tuple(
                _in_hexadecimal("JURY_SECRET_KEY_FALLBACKS", key)
                for key in env.get("JURY_SECRET_KEY_FALLBACKS", "").split()
            ),
        )


def _driver(url: str) -> str:
    """Name the PostgreSQL driver that Jury ships, whatever the URL's usual short form."""
    for short in ("postgres://", "postgresql://"):
        if url.startswith(short):
            return "postgresql+psycopg://" + url.removeprefix(short)
    return url


def _secret(env: Mapping[str, str], name: str, file: Path) -> bytes:
    given = env.get(name)
    if given is not None:
        return _in_hexadecimal(name, given)
    try:
        return secret_bytes(file)
    except ValueError:
        raise SettingsError(
            "The file %(file)s must hold exactly 32 bytes.", file=str(file)
        ) from None


def _in_hexadecimal(name: str, given: str) -> bytes:
    try:
        value = bytes.fromhex(given)
    except ValueError:
        value = b""
    if len(value) < 32:
        raise SettingsError(
            "%(name)s must be at least 32 bytes in hexadecimal (64 digits).", name=name
        )
    return value


def _number(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name, str(default))
    if not (text.isascii() and text.isdigit()):
        raise SettingsError(
            "%(name)s must be a whole number, not '%(given)s'.", name=name, given=text
        )
    return int(text)
