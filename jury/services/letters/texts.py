"""The words of letters, in the reader's language. They know nothing of how a letter travels."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path

import jury
from jury.papers.wording import Wording

CATALOGUES = Path(jury.__file__).parent / "translations"


@cache
def words(language: str) -> NullTranslations:
    """Give the catalogue of a language; English is in the code."""
    return translation("messages", CATALOGUES, languages=[language], fallback=True)


def wording(language: str, zone: str) -> Wording:
    """Give how letters and papers speak: a language's words, and days as its readers say them."""
    return Wording(language, zone, words(language))


def when(moment: datetime | None, language: str, zone: str) -> str:
    """Write a day and an hour as a reader of this language says them; nothing for no moment."""
    return wording(language, zone).when(moment) if moment else ""


def link_letter(language: str, link: str, digits: str, minutes: int) -> tuple[str, str]:
    """Write the letter that lets somebody in: its subject and its body."""
    _ = words(language).gettext
    lines = [
        _("You asked to sign in. Open this address:"),
        link,
        _("Or type these six digits on the page where you asked: %(digits)s") % {"digits": digits},
        _("Both work once, for %(minutes)s minutes.") % {"minutes": minutes},
        _("You did not ask? Then do nothing. Nobody can sign in without this letter."),
    ]
    return _("Your link to sign in"), "\n\n".join(lines) + "\n"


def welcome_letter(language: str, name: str, link: str) -> tuple[str, str]:
    """Write the letter to somebody for whom an account was made: its subject and its body."""
    _ = words(language).gettext
    lines = [
        _("Hello %(name)s,") % {"name": name},
        _("an account was made for you on this site. Sign in with this e-mail address:"),
        link,
        _("If you do not know what this is about, you can leave this letter unanswered."),
    ]
    return _("Your account is ready"), "\n\n".join(lines) + "\n"


def password_letter(language: str, name: str, link: str, *, taken_away: bool) -> tuple[str, str]:
    """Tell somebody that their password changed, so that nobody does it unseen."""
    _ = words(language).gettext
    changed = _("the password of your account was changed, and all your devices are signed out.")
    taken = _(
        "the password of your account was taken away. Sign in by a letter and choose a new one:"
    )
    lines = [
        _("Hello %(name)s,") % {"name": name},
        f"{taken}\n\n{link}" if taken_away else changed,
        _("Was this not you, and did you not ask for it? Tell the people who run this site."),
    ]
    return _("Your password was changed"), "\n\n".join(lines) + "\n"


def registration_letter(language: str, call: str, link: str, *, known: bool) -> tuple[str, str]:
    """Write the letter with the private link to somebody who registered for a lottery.

    Who was registered already learns it here, and only here.
    """
    _ = words(language).gettext
    taken = _("You are registered for the lottery of “%(call)s”.")
    again = _("You were registered already for the lottery of “%(call)s”. Nothing has changed.")
    lines = [
        (again if known else taken) % {"call": call},
        _("This is your private link. With it you can correct what you gave, or withdraw:"),
        link,
        _("Keep it for yourself: whoever has it can do the same."),
        _("Was this not you? Open the link and withdraw. Everything about you is then erased."),
    ]
    return _("Your private link for the lottery"), "\n\n".join(lines) + "\n"


def mailbox_letter(language: str, call: str, link: str) -> tuple[str, str]:
    """Write to a new mailbox that somebody wants their letters about a lottery sent there."""
    _ = words(language).gettext
    lines = [
        _("Somebody who is registered for the lottery of “%(call)s” wants our letters sent here.")
        % {"call": call},
        _("Is it you? Open this link and confirm:"),
        link,
        _("Is it not you? Do nothing. Nothing is sent here then."),
    ]
    return _("Shall our letters come to this address?"), "\n\n".join(lines) + "\n"
