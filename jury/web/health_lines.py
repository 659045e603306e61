"""What needs the administrator's attention, in words: each line says what to do."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext, ngettext

from jury.services.health import Health

_ = gettext
ABSENT = "never-signed-in"
"""Where the list of accounts shows only those who never came."""


@dataclass(frozen=True)
class Attention:
    """One thing to look at; `url` is where, if it is a page."""

    words: str
    url: str | None = None


def attention(health: Health) -> list[Attention]:
    """Give what needs attention, the most urgent first."""
    return [Attention(_words(health, code), _place(code)) for code in health.doubts]


def _place(code: str) -> str | None:
    if code == "people_absent":
        return url_for("account.admin", who=ABSENT, _anchor="accounts-title")
    return url_for("admin.letters") if code in ("letters_failed", "letters_stuck") else None


def _words(health: Health, code: str) -> str:
    said: dict[str, str] = {
        "worker_silent": _(
            "The worker gives no sign of life: letters wait, and nothing closes by itself. Look at "
            "what jury run or jury worker says."
        ),
        "logs_not_signed": _(
            "A log is not signed any more: something in it was lost or changed. Run: jury verify "
            "instance"
        ),
        "tables_of_another_version": _(
            "The tables are of another version of Jury. Run: jury db upgrade"
        ),
        "letters_failed": ngettext(
            "One letter could not be sent", "%(num)s letters could not be sent", health.failed
        ),
        "letters_stuck": ngettext(
            "One letter has been waiting for more than 15 minutes",
            "%(num)s letters have been waiting for more than 15 minutes",
            health.stuck,
        ),
        "backup_missing": _("No backup was made yet. Run: jury backup FILE"),
        "backup_old": _("The last backup is more than two days old. Run: jury backup FILE"),
        "disk_nearly_full": _("The disk is nearly full: make room before writing stops."),
        "people_absent": ngettext(
            "One person with a part has never signed in. Perhaps the letter got lost",
            "%(num)s people with a part have never signed in. Perhaps their letters got lost",
            health.absent,
        ),
        "every_visitor_counts_as_one": _(
            "JURY_PROXIES is 0, but people come by a proxy: all of them would count as one "
            "visitor, and soon be told to wait. Say how many proxies stand before Jury."
        ),
        "no_mail_server": _("No mail server is set (JURY_SMTP_URL): no letter can leave."),
        "pages_read_as_writer": _(
            "Pages read with the role that also writes. Give a role that can only read in "
            "JURY_DATABASE_READ_URL."
        ),
    }
    return said[code]
