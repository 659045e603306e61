"""The announced rules in plain words: how scores become a decision, and what is published of them.

The same sentences stand on the call's page; a paper says them in the language of the call.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from jury.domain.record.call import ChangeRow
from jury.papers.printable import said
from jury.papers.wording import Wording
from jury.storage.call import Call, CallChange


def scoring(wording: Wording, call: Call) -> list[str]:
    """Say how the jury's sheets become a list of funded projects."""
    _ = wording.say
    points = [
        _("Each juror scores alone. Nobody sees a sheet before the round has closed."),
        _("“I cannot judge” is an answer. It never counts as a bad mark."),
        _rule(wording, call.rule),
        " ".join(
            [
                quorum(wording, call.quorum_min, call.quorum_half),
                _("Without that the project has no score, and the room votes on it."),
            ]
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
        _("The next best projects wait on a reserve list, in the order of their scores.")
        if call.reserve
        else _("There is no reserve list: a project is funded or not."),
        _equal(wording, call.rule),
    ]
    if call.floor:
        floor = wording.points(call.floor)
        points.append(_("A project with a score below %(score)s is not funded.", score=floor))
    return points


def _rule(wording: Wording, rule: str) -> str:
    _ = wording.say
    return {
        "median": _("For each question half of the jurors are at or above it, half at or below."),
        "mean": _("For each question all levels are added and divided by the number of jurors."),
        "majority_judgement": _(
            "The level that more than half of the jurors give at least. Equal projects are compared"
            " by taking that answer away, again and again. Only for a call with one question."
        ),
    }.get(rule, _("For each question the most generous and the strictest fifth are left out."))


def quorum(wording: Wording, minimum: int, half: bool) -> str:
    """Say how many jurors must be able to judge a question for it to count."""
    if half:
        return wording.count(
            "A question counts if at least one juror, and half of those who stay, could judge it.",
            "A question counts if at least %(num)s jurors, and half of those who stay, could judge"
            " it.",
            minimum,
        )
    return wording.count(
        "A question counts if at least one juror could judge it.",
        "A question counts if at least %(num)s jurors could judge it.",
        minimum,
    )


def _equal(wording: Wording, rule: str) -> str:
    _ = wording.say
    if rule == "majority_judgement":
        return _(
            "If two projects are still equal, the smaller amount asked comes first, and last a"
            " public draw decides."
        )
    return _(
        "If two scores are equal, the question that weighs most decides, then the next one, then"
        " the smaller amount asked, and last a public draw."
    )


def published_of_sheets(wording: Wording, call: Call) -> list[str]:
    """Say what everyone can read of the sheets, and what unanimity reveals."""
    _ = wording.say
    if call.sheets_published == "rows":
        first = [
            _("Each sheet is published, without names."),
            _(
                "Whoever watches the room and the log, or sees a juror's receipt, may be able to"
                " tell which sheet is theirs."
            ),
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


@dataclass(frozen=True)
class Change:
    """One announced change as a record holds it, its moments read from their text."""

    number: int
    kind: str
    text: str
    said_at: datetime
    closes_before: datetime
    closes_after: datetime
    decide_before: datetime
    decide_after: datetime
    failed_from: datetime | None
    failed_until: datetime | None


def read_change(row: ChangeRow) -> Change:
    """Read one announced change of a published record."""
    at = datetime.fromisoformat
    return Change(
        number=row.number,
        kind=row.kind,
        text=row.text,
        said_at=at(row.said_at),
        closes_before=at(row.closes_before),
        closes_after=at(row.closes_after),
        decide_before=at(row.decide_before),
        decide_after=at(row.decide_after),
        failed_from=at(row.failed_from) if row.failed_from else None,
        failed_until=at(row.failed_until) if row.failed_until else None,
    )


def changed(
    wording: Wording, changes: Sequence[CallChange] | Sequence[Change], language: str
) -> list[dict[str, object]]:
    """Say what was announced since the call is public, in the order given."""
    return [
        {
            "name": _kind(wording, change),
            "when": _announced(wording, change),
            "said": said(change.text, language),
            "points": _dates(wording, change),
        }
        for change in changes
    ]


def _kind(wording: Wording, change: CallChange | Change) -> str:
    _ = wording.say
    kind = {
        "erratum": _("erratum"),
        "extension": _("new dates"),
        "outage": _("hours given back after a failure"),
        "round": _("hours given back to the jury after a failure"),
    }[change.kind]
    return _("Number %(number)s: %(kind)s", number=change.number, kind=kind)


def _announced(wording: Wording, change: CallChange | Change) -> str:
    _ = wording.say
    told = _("Announced on %(when)s.", when=wording.when(change.said_at))
    if change.failed_from is None:
        return told
    failed = _(
        "The server failed from %(start)s until %(end)s.",
        start=wording.when(change.failed_from),
        end=wording.when(change.failed_until),
    )
    return f"{told} {failed}"


def _dates(wording: Wording, change: CallChange | Change) -> list[str]:
    _ = wording.say
    dates = []
    if change.kind == "round":
        dates.append(
            _(
                "The round was open until %(old)s. It is now open until %(new)s.",
                old=wording.when(change.closes_before),
                new=wording.when(change.closes_after),
            )
        )
    elif change.closes_after != change.closes_before:
        dates.append(
            _(
                "Projects were welcome until %(old)s. They are now until %(new)s.",
                old=wording.when(change.closes_before),
                new=wording.when(change.closes_after),
            )
        )
    if change.decide_after != change.decide_before:
        dates.append(
            _(
                "The decision was to come until %(old)s. It comes now until %(new)s.",
                old=wording.when(change.decide_before),
                new=wording.when(change.decide_after),
            )
        )
    return dates
