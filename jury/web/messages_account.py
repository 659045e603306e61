"""The sentences about accounts, signing in, and passwords."""

from __future__ import annotations

from flask_babel import LazyString, lazy_gettext

_ = lazy_gettext

FIELDS: dict[str, LazyString] = {
    "already_disabled": _("This account is closed already. Nothing was changed."),
    "code_wrong": _(
        "This code does not let anyone in. Compare it with your paper, letter by letter. "
        "If it still does not work, the facilitator gives you a new one."
    ),
    "current_wrong": _("This is not your current password. Type it once more."),
    "digits_wrong": _("These are not the six digits from the last letter. Look once more."),
    "email_taken": _("Somebody with this e-mail address has an account already."),
    "email_wrong": _("Please write an e-mail address, such as ana@example.org."),
    "language_wrong": _("Please choose one of the languages shown."),
    "link_expired": _(
        "This link or these digits no longer work: they work once, for one hour. "
        "Ask for a new letter."
    ),
    "link_needs_password": _("This account signs in with its password, not by a letter."),
    "person_name_missing": _("Please write the name, in at most 200 letters."),
    "not_oneself": _("You cannot close your own account. Another administrator can."),
    "password_common": _("Many people use a password like this one. Choose a rarer one."),
    "password_context": _("This is too close to your name or to this site. Choose another one."),
    "password_too_long": _("Please stay under 128 letters."),
    "password_too_short": _("Please use at least 12 letters. Four words in a row are fine."),
    "password_too_short_administrator": _(
        "An administrator's password has at least 15 letters. Four words in a row are fine."
    ),
    "password_wrong": _(
        "This address and this password do not go together. Check both, then try again."
    ),
    "roles_wrong": _("Please choose among the parts shown."),
    "scan_expired": _("It took too long. Scan the code on your paper once more, or type it."),
}
