"""One sentence for whatever may go wrong under a command, and its exit code."""

from __future__ import annotations

import errno
import os
import traceback
from gettext import gettext as _

import click

from jury.cli.frame import BAD, NO, Stop
from jury.cli.setting_words import in_own_language
from jury.config import SettingsError
from jury.domain.errors import Busy, Conflict, Invalid, NotFound, Problem


def sentence_of(error: Exception) -> tuple[str, int]:
    """Put an error in words, with the exit code: 1 where the answer is no, 2 for all else."""
    if isinstance(error, Stop):
        return str(error), error.status
    if isinstance(error, click.ClickException):
        return error.format_message(), BAD
    if isinstance(error, SettingsError) or type(error).__name__ == "SchemaBehind":
        return in_own_language(error), BAD
    if isinstance(error, Problem):
        return _problem(error), NO if isinstance(error, Conflict) else BAD
    if isinstance(error, OSError):
        return _os_error(error), BAD
    return _other(error), BAD


def _problem(problem: Problem) -> str:
    sentences = {
        "nothing_lost": _("This log still continues what was signed: there is nothing to restart."),
        "reason_missing": _("Say why: the reason stands in the log for everyone."),
        "amounts_unclear": _("Each project must ask more than 0, and need no more than it asks."),
        "draw_twice": _("A slip stands twice in the draw."),
        "email_taken": _("Somebody already has an account with this e-mail."),
        "email_wrong": _("This is not an e-mail address."),
        "language_wrong": _("This language is not offered here."),
        "name_missing": _("The name is missing or too long."),
        "password_common": _("This password is too easy to guess. Take another one."),
        "password_context": _("The password must not hold the name, the e-mail or this site."),
        "password_too_long": _("This password is too long: 128 signs at most."),
        "password_too_short": _("This password is too short: 12 signs at least."),
        "password_too_short_administrator": _(
            "This password is too short: 15 signs at least for an administrator."
        ),
        "proposal_twice": _("A project stands twice in the list."),
    }
    codes = [problem.code, *(problem.fields.values() if isinstance(problem, Invalid) else ())]
    known = [sentences[code] for code in codes if code in sentences]
    if known:
        return known[0]
    if isinstance(problem, NotFound):
        return _("There is no such thing in this installation.")
    if isinstance(problem, Busy):
        return _("The database is busy or full at this moment. Please try again.")
    return _("This cannot be done: %(code)s.") % {"code": problem.code}


def _os_error(error: OSError) -> str:
    name = error.filename or ""
    if isinstance(error, FileNotFoundError):
        return _("There is no file %(name)s.") % {"name": name}
    if isinstance(error, IsADirectoryError):
        return _("%(name)s is a folder, not a file.") % {"name": name}
    if isinstance(error, PermissionError):
        return _("You may not read or write %(name)s.") % {"name": name}
    if error.errno == errno.ENOSPC:
        return _("The disk is full: nothing was written.")
    reason = error.strerror or os.strerror(error.errno or 0)
    if name:
        return _("%(name)s cannot be used: %(reason)s.") % {"name": name, "reason": reason}
    return _("The system refused: %(reason)s.") % {"reason": reason}


def _other(error: Exception) -> str:
    kind = type(error)
    if kind.__module__.startswith("sqlalchemy") or "Operational" in kind.__name__:
        return _(
            "The database cannot be reached, or is not one of Jury's. Check JURY_DATABASE_URL, "
            "or run: jury db upgrade"
        )
    own = [f for f in traceback.extract_tb(error.__traceback__) if "/jury/" in f.filename]
    place = f"{kind.__name__}, {own[-1].name}:{own[-1].lineno}" if own else kind.__name__
    return _("This is a fault in Jury, not in what you did (%(place)s).") % {"place": place}
