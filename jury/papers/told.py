"""The letters to an applicant on paper: one a page, as each of them left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from jury.papers.press import Paper
from jury.papers.printable import said, said_briefly
from jury.papers.wording import Wording
from jury.storage.call import Call
from jury.storage.proposal import Proposal


@dataclass(frozen=True)
class Told:
    """One letter: its wording's language, its subject, its text, and when it left."""

    wording: Wording
    subject: str
    body: str
    at: datetime


def told(
    wording: Wording, call: Call, proposal: Proposal, letters: Sequence[Told], *, lead: str
) -> Paper:
    """Print the letters about one project; `lead` is the name of the person they went to.

    Raises ValueError where no letter has left.
    """
    if not letters:
        raise ValueError("no letter")
    _ = wording.say
    return Paper(
        "told",
        _("Letters about “%(title)s”", title=proposal.title),
        wording.language,
        letters[-1].at,
        {
            "authority": said_briefly(call.authority, call.language, "–"),
            "call": said_briefly(call.title, call.language, "–"),
            "project": said_briefly(proposal.title, proposal.language, "–"),
            "lead": said_briefly(lead, proposal.language, "–"),
            "letters": [
                {
                    "lang": letter.wording.language,
                    "day": letter.wording.day(letter.at),
                    "subject": said_briefly(letter.subject, letter.wording.language, "–"),
                    "said": said(letter.body, letter.wording.language),
                }
                for letter in letters
            ],
        },
    )
