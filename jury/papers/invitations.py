"""Invitation letters: to addresses drawn at random, each with a code that opens the form.

They are made from what is shut away at each request, and nothing of them is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from jury.papers.codes import picture_of
from jury.papers.press import Paper
from jury.papers.printable import said, said_briefly
from jury.papers.wording import Wording
from jury.storage.call import Call


@dataclass(frozen=True)
class Invited:
    """One letter: the lines of its address, its code, where the picture leads, its language."""

    lines: tuple[str, ...]
    code: str
    address: str
    wording: Wording


@dataclass(frozen=True)
class Said:
    """What every letter tells: how many sit, how many of a household, when they meet."""

    seats: int
    per_household: int
    meetings: str
    site: str


def invitations(
    wording: Wording, call: Call, letters: Sequence[Invited], told: Said, *, at: datetime
) -> Paper:
    """Write a letter of one page to each address that was drawn."""
    return Paper(
        "invitations",
        wording.count("One invitation letter", "%(num)s invitation letters", len(letters)),
        wording.language,
        at,
        {
            "call": said_briefly(call.title, call.language, "–"),
            "authority": said_briefly(call.authority, call.language),
            "contact": said(call.facilitator_contact or call.contact, call.language),
            "meetings": said(told.meetings[:MOST_SIGNS], call.language),
            "letters": [_letter(one, told, at) for one in letters],
        },
    )


MOST_SIGNS = 400
"""Of what is told of the meetings, as much as surely leaves the letter on one page."""


def _letter(one: Invited, told: Said, at: datetime) -> dict[str, object]:
    _ = one.wording.say
    return {
        "lang": one.wording.language,
        "day": one.wording.day(at),
        "to": [said_briefly(line, "") for line in one.lines],
        "news": _("You can be drawn for a citizens' jury"),
        "what": one.wording.count(
            "Your address was drawn by lot. One person will sit on a jury that looks at projects "
            "and says which ones get public money.",
            "Your address was drawn by lot. %(num)s people will sit on a jury that looks at "
            "projects and says which ones get public money.",
            told.seats,
        ),
        "next": _(
            "Whoever registers can be drawn. You need not know anything about it, and you can "
            "still say no later."
        ),
        "when": _("When the jury meets"),
        "way": _("How to register"),
        "how": _(
            "Point your phone's camera at the picture. Or go to %(site)s and type this code:",
            site=f"{told.site}/letter",
        ),
        "code": one.code,
        "aloud": _("Read aloud: %(signs)s", signs=" ".join(one.code.replace("-", ""))),
        "picture": {
            "svg": picture_of(one.address),
            "alt": _("A picture for the camera. It holds the code of this letter."),
        },
        "points": [
            _("You need no password and no app. It takes two minutes."),
            one.wording.count(
                "One person of your household can register with this code.",
                "Up to %(num)s people of your household can register with this code.",
                told.per_household,
            ),
            _("Your address is erased when registration ends."),
        ],
        "help": _("Questions, or would you rather register by telephone?"),
    }
