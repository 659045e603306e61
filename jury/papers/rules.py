"""The rules of a call on paper: everything announced, in the order in which a reader asks for it.

It says what the call's page says, so that nobody needs a screen to know the rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from jury.papers.press import Paper
from jury.papers.printable import in_groups, said, said_briefly
from jury.papers.wording import Wording
from jury.storage.call import Call, Criterion

Named = tuple[str | None, str]
"""A text that somebody wrote, under a name of its own or not."""


def rules(
    wording: Wording,
    call: Call,
    criteria: Sequence[Criterion],
    people: Sequence[tuple[str, str]],
    *,
    digest: str,
    address: str,
    at: datetime,
) -> Paper:
    """Write the rules of a call.

    `people` are those who run it: part and name. `digest` is the SHA-256 of the rules as the log
    holds it, `address` that of the call's page.
    """
    _ = wording.say
    return Paper(
        "rules",
        call.title or _("Rules of the call"),
        wording.language,
        at,
        {
            "title": said_briefly(call.title, call.language, "–"),
            "authority": said_briefly(call.authority, call.language, "–"),
            "place": said_briefly(call.place, call.language),
            "state": _state(wording, call.state),
            "reason": said(call.cancelled_reason, call.language),
            "facts": _facts(wording, call),
            "before": _before(wording, call),
            "criteria": [_criterion(wording, c, call.language) for c in criteria],
            "after": _after(wording, call, people),
            "digest": in_groups(digest),
            "address": address,
            "words": _words(wording),
        },
    )


def _words(wording: Wording) -> dict[str, object]:
    _ = wording.say
    return {
        "kind": _("Rules of the call"),
        "columns": [_("What"), _("Value")],
        "criteria": _("What the jury looks at"),
        "answers": _("For each question a juror chooses one level, or says “I cannot judge”."),
        "no_criteria": _("No criterion is written yet."),
        "levels": [_("Level"), _("What it means")],
        "fingerprint": _("How to check that these are the rules"),
        "checking": _(
            "The public log of this call holds the fingerprint (SHA-256) of its rules. It must be"
            " this one:"
        ),
        "where": _("The call and its log stand at this address:"),
    }


def _state(wording: Wording, state: str) -> str | None:
    _ = wording.say
    if state == "draft":
        return _("This call is still being written. Everything in it can change.")
    return _("This call was cancelled. The reason:") if state == "cancelled" else None


def _facts(wording: Wording, call: Call) -> list[tuple[str, str]]:
    _ = wording.say
    return [
        (_("Budget"), wording.money(call.budget_cents)),
        (_("Projects are welcome from"), wording.when(call.opens_at)),
        (_("Projects are welcome until"), wording.when(call.closes_at)),
        (_("The decision is taken until"), wording.when(call.decide_by)),
        (_("Time zone"), call.timezone),
    ]


def _before(wording: Wording, call: Call) -> list[dict[str, object]]:
    """Give the sections that come before the criteria."""
    _ = wording.say
    power, hint = _power(wording, call.power)
    return [
        _section(call, _("What it is for"), texts=[(None, call.purpose)]),
        _section(call, _("Who may apply"), texts=[(None, call.who_may_apply)]),
        _section(
            call,
            power,
            sentences=[hint],
            texts=[
                (_("Legal basis"), call.power_basis),
                (_("When the authority may depart from the jury"), call.depart_grounds),
            ],
        ),
    ]


def _after(
    wording: Wording, call: Call, people: Sequence[tuple[str, str]]
) -> list[dict[str, object]]:
    """Give the sections that come after the criteria."""
    _ = wording.say
    nobody = [] if people else [_("The facilitator and the guarantor are not named yet.")]
    run_by = [f"{_part(wording, part)}: {name}" for part, name in people]
    return [
        _section(call, _("How scores become a decision"), points=_scoring(wording, call)),
        _section(call, _("What is published of the sheets"), points=_published(wording, call)),
        _section(call, _("Who runs it"), sentences=nobody, points=run_by),
        _section(call, _("Questions?"), texts=[(None, call.contact)]),
        _section(call, _("Ways to contest"), texts=[(None, call.appeal)]),
    ]


def _section(
    call: Call,
    name: str,
    *,
    sentences: Sequence[str] = (),
    points: Sequence[str] = (),
    texts: Sequence[Named] = (),
) -> dict[str, object]:
    return {
        "name": name,
        "sentences": sentences,
        "points": points,
        "texts": [
            {"name": named, "said": said(text, call.language)}
            for named, text in texts
            if text.strip()
        ],
    }


def _criterion(wording: Wording, criterion: Criterion, language: str) -> dict[str, object]:
    levels = list(enumerate(criterion.levels))
    return {
        "question": said_briefly(criterion.question, language, "–"),
        "weight": wording.say("It weighs %(percent)s %%.", percent=criterion.weight),
        "top": criterion.top,
        "levels": [
            {
                "number": number,
                "word": said_briefly(level["word"], language),
                "sentence": said_briefly(level["sentence"], language),
            }
            for number, level in reversed(levels)
        ],
    }


def _power(wording: Wording, power: str) -> tuple[str, str]:
    _ = wording.say
    if power == "advisory":
        return (
            _("The jury advises"),
            _("The authority reads the jury's list and decides itself, with reasons."),
        )
    if power == "delegated":
        return (
            _("The jury decides"),
            _("The authority carries out the jury's list as it is."),
        )
    return (
        _("The jury's list is followed unless reasons are given"),
        _("The authority departs from it only on grounds announced here."),
    )


def _part(wording: Wording, part: str) -> str:
    _ = wording.say
    return {
        "facilitator": _("Facilitator, runs the jury, never scores"),
        "guarantor": _("Guarantor, checks the count"),
        "signatory": _("Signatory, adopts the decision"),
    }.get(part, part)


def _scoring(wording: Wording, call: Call) -> list[str]:
    _ = wording.say
    how = {
        "median": _("For each question half of the jurors are at or above it, half at or below."),
        "mean": _("For each question all levels are added and divided by the number of jurors."),
    }.get(
        call.rule,
        _("For each question the most generous and the strictest fifth are left out."),
    )
    points = [
        _("Each juror scores alone. Nobody sees a sheet before the round has closed."),
        _("“I cannot judge” is an answer. It never counts as a bad mark."),
        how,
        _(
            "A project needs at least %(count)s sheets, and those of half the jurors who stay, to"
            " have a score.",
            count=call.quorum_min,
        ),
        _("The best score is funded first, then the next, as long as the budget lasts."),
        _(
            "When too little is left for the next project, it gets what is left, if that is at"
            " least the minimum it needs."
        )
        if call.partial
        else _(
            "When too little is left for the next project, it gets nothing, and the next one is"
            " looked at."
        ),
        _(
            "If two scores are equal, the question that weighs most decides, then the next one,"
            " then the smaller amount asked, and last a public draw."
        ),
    ]
    if call.floor:
        floor = wording.points(call.floor)
        points.append(_("A project with a score below %(score)s is not funded.", score=floor))
    return points


def _published(wording: Wording, call: Call) -> list[str]:
    """Say what everyone can read of the sheets, and what unanimity reveals."""
    _ = wording.say
    if call.sheets_published == "rows":
        first = [
            _("Each sheet is published, without names."),
            _("Who knows how one juror answered can find the rest of that sheet."),
        ]
    else:
        first = [
            _("Of the sheets, everyone reads how many jurors chose each level."),
            _("Levels are published only for a question that enough jurors answered."),
        ]
    return [
        *first,
        _(
            "If all jurors choose the same level, everyone knows what each of them chose. If all"
            " but one do, that one knows what all the others chose."
        ),
        _("What a juror wrote is published only if that juror says so."),
    ]
