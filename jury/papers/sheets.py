"""Sheets to fill in by hand, for jurors who work on paper: one A4 sheet, two sides, a project.

They hold no name and no seat: what ties a sheet to a juror is the sealed envelope it lies in.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from jury.papers.press import Paper
from jury.papers.printable import fits_a_page, said, said_briefly
from jury.papers.wording import Wording
from jury.storage.call import Call, Criterion
from jury.storage.proposal import Proposal


def sheets(
    wording: Wording,
    call: Call,
    criteria: Sequence[Criterion],
    proposals: Sequence[Proposal],
    *,
    at: datetime,
) -> Paper:
    """Write one sheet for each project, in the order given."""
    _ = wording.say
    return Paper(
        "sheets",
        _("Sheets to fill in by hand: %(title)s", title=call.title),
        wording.language,
        at,
        {
            "call": said_briefly(call.title, call.language, "–"),
            "projects": [
                {
                    "title": said_briefly(one.title, one.language, "–"),
                    "summary": said(one.summary, one.language),
                    "amount": _("Asked: %(amount)s", amount=wording.money(one.asked_cents)),
                }
                for one in proposals
            ],
            "criteria": [_criterion(wording, c, call.language) for c in criteria],
            "words": {
                "kind": _("Sheet to fill in by hand"),
                "tie": _("Before you read: does something tie you to this project?"),
                "degrees": [
                    _("No, nothing."),
                    _("Yes, a link: I use it, I live next door, I know somebody there."),
                    _(
                        "Yes, I am too close to judge it: I work there, or a close relative does. "
                        "I leave the questions below empty."
                    ),
                ],
                "how": _("Tick one box for each question."),
                "secret": _("Then put this sheet in your envelope and seal it."),
                "envelope": _("Number of the envelope"),
                "cannot": _("I cannot judge"),
                "convinced": _("If you like: what convinced or worried you?"),
            },
        },
    )


def _criterion(wording: Wording, criterion: Criterion, language: str) -> dict[str, object]:
    return {
        "question": said_briefly(criterion.question, language, "–"),
        "whole": fits_a_page(
            [criterion.question, *(level[name] for level in criterion.levels for name in level)]
        ),
        "levels": [
            {
                "word": said_briefly(level["word"], language),
                "sentence": said_briefly(level["sentence"], language),
            }
            for level in reversed(criterion.levels)
        ],
    }
