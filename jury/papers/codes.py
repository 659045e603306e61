"""Jurors' codes on paper: slips to cut, and letters of one page. Whoever holds one can sign in.

They are made from the waiting slips at each request, and nothing of them is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import segno

from jury.papers.press import Paper
from jury.papers.printable import said, said_briefly
from jury.papers.wording import Wording
from jury.storage.call import Call
from jury.storage.call.welcome import Welcome


@dataclass(frozen=True)
class Pass:
    """One person's way in: seat, name, the code, the address in the picture, and their language."""

    number: int
    name: str
    code: str
    address: str
    wording: Wording


def slips(
    wording: Wording, call: Call, passes: Sequence[Pass], *, site: str, at: datetime
) -> Paper:
    """Write the slips of a jury, eight to a page, to be cut and handed over."""
    _ = wording.say
    return Paper(
        "slips",
        wording.count(
            "One slip to print and hand over", "%(num)s slips to print and cut", len(passes)
        ),
        wording.language,
        at,
        {
            "call": said_briefly(call.title, call.language, "–"),
            "slips": [_pass(one, site) for one in passes],
        },
    )


@dataclass(frozen=True)
class ScrutineerPass:
    """A scrutineer's way in: name, the code, the address in the picture, and its last moment."""

    name: str
    code: str
    address: str
    until: datetime


def scrutineers(
    wording: Wording, call: Call, passes: Sequence[ScrutineerPass], *, site: str, at: datetime
) -> Paper:
    """Write the slips of those who type paper sheets in, in the call's language."""
    _ = wording.say
    return Paper(
        "slips",
        _("Slips for those who type paper sheets in"),
        wording.language,
        at,
        {
            "call": said_briefly(call.title, call.language, "–"),
            "slips": [
                {
                    **_way_in(wording, one.code, site),
                    "seat": one.name,
                    "yours": _(
                        "The code is yours alone. It works until %(when)s.",
                        when=wording.when(one.until),
                    ),
                    "picture": {
                        "svg": picture_of(one.address),
                        "alt": _("A picture for the camera. It holds the code of this slip."),
                    },
                }
                for one in passes
            ],
        },
    )


def letters(
    wording: Wording,
    call: Call,
    passes: Sequence[Pass],
    *,
    site: str,
    at: datetime,
    welcome: Welcome | None = None,
) -> Paper:
    """Write a letter to each juror, in the juror's own language: how to sign in on one page.

    What the facilitator told the members of the jury stands on a second page, if there is any.
    """
    _ = wording.say
    return Paper(
        "letters",
        wording.count("One letter to a juror", "%(num)s letters to jurors", len(passes)),
        wording.language,
        at,
        {
            "call": said_briefly(call.title, call.language, "–"),
            "authority": said_briefly(call.authority, call.language),
            "place": said_briefly(call.place, call.language),
            "contact": said(call.facilitator_contact or call.contact, call.language),
            "letters": [
                {**_pass(one, site), **_letter(one, at), "facts": _facts(one, call, welcome)}
                for one in passes
            ],
        },
    )


def _way_in(wording: Wording, code: str, site: str) -> dict[str, object]:
    return {
        "lang": wording.language,
        "how": wording.say(
            "Point your phone's camera at the picture. Or go to %(site)s and type this code:",
            site=site,
        ),
        "code": code,
    }


def _pass(one: Pass, site: str) -> dict[str, object]:
    _ = one.wording.say
    return {
        **_way_in(one.wording, one.code, site),
        "seat": _("Seat %(number)s", number=one.number),
        "yours": _("The code is yours alone. It works until the jury ends. Keep it like a key."),
        "picture": {
            "svg": picture_of(one.address),
            "alt": _("A picture for the camera. It holds the code of seat %(number)s.",
                     number=one.number),
        },
    }  # fmt: skip


def _letter(one: Pass, at: datetime) -> dict[str, object]:
    _ = one.wording.say
    return {
        "day": one.wording.day(at),
        "hello": _("Hello %(name)s,", name=one.name),
        "news": _("You are on the jury."),
        "what": _(
            "You have a seat on the citizens' jury of this call: seat %(number)s.",
            number=one.number,
        ),
        "way": _("How to sign in"),
        "aloud": _("Read aloud: %(signs)s", signs=" ".join(one.code.replace("-", ""))),
        "points": [
            _("You need no password, no app and no e-mail address."),
            _("You can sign in as often as you like, on any phone or computer."),
            _("Lost this letter? Tell the facilitator. You get a new code, and this one ends."),
            _("You would rather work on paper? Tell the facilitator. That counts just the same."),
        ],
        "help": _("Questions?"),
    }


def _facts(one: Pass, call: Call, welcome: Welcome | None) -> list[dict[str, object]]:
    """Give what the facilitator told: a title in the juror's language, a text in the call's."""
    if welcome is None:
        return []
    _ = one.wording.say
    told = (
        (_("When and where"), welcome.meetings),
        (_("What to bring"), welcome.bring),
        (_("What you are paid"), welcome.pay),
        (_("If you are ill or late"), welcome.ill),
        (_("What we help with"), welcome.help),
    )
    return [{"title": title, "text": said(text, call.language)} for title, text in told if text]


def picture_of(address: str) -> str:
    """Draw an address as a QR picture; the paper around it is the white that it needs."""
    drawn = BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(drawn, kind="svg", border=0, dark="#000", xmldecl=False)
    return drawn.getvalue().decode()
