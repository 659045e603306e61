"""What settings and tables say when they are not right, in the language of who starts Jury."""

from __future__ import annotations

from gettext import gettext as _


def in_own_language(error: Exception) -> str:
    """Say the sentence of a SettingsError or SchemaBehind in the user's language."""
    sentence: str = getattr(error, "sentence", str(error))
    params: dict[str, object] = getattr(error, "params", {})
    return _(sentence) % params


def doubt(code: str) -> str:
    """Say what is weaker than it could be (`Settings.doubts`)."""
    return {
        "every_visitor_counts_as_one": _(
            "JURY_PROXIES is 0, but people come by a proxy: all of them would count as one "
            "visitor, and soon be told to wait. Say how many proxies stand before Jury."
        ),
        "no_mail_server": _("No mail server is set (JURY_SMTP_URL): no letter can leave."),
        "pages_read_as_writer": _(
            "Pages read with the role that also writes. Give a role that can only read in "
            "JURY_DATABASE_READ_URL."
        ),
    }[code]


def said_by_settings() -> tuple[str, ...]:
    """List these sentences under their very words: named here so that they are translated."""
    return (
        _("JURY_BASE_URL must be https:// unless it is on this machine."),
        _("JURY_BASE_URL must begin with http:// or https://, not '%(given)s'."),
        _("JURY_SMTP_URL is not an address."),
        _("JURY_SMTP_URL must begin with smtp://, smtp+starttls:// or smtps://."),
        _("The file %(file)s must hold exactly 32 bytes."),
        _("%(name)s must be at least 32 bytes in hexadecimal (64 digits)."),
        _("%(name)s must be a whole number, not '%(given)s'."),
        _("There is no database yet. Run: jury db upgrade"),
        _("The database is empty. Run: jury db upgrade"),
        _("The database is of an earlier version. Run: jury db upgrade"),
        _("The database is of a later version of Jury. Start that version."),
        _("The upgrade would leave %(count)s broken references."),
    )
