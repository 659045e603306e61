"""What waits for a decision on a desk, over all calls: one line each, the most urgent first.

Everything comes from what `storage.progress` read in one go; nothing here asks the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext, ngettext

from jury.domain.call import counted_back
from jury.domain.call.states import STANDS
from jury.domain.proposal import UNDECIDED
from jury.storage.call import Call
from jury.storage.decision.progress import Progress
from jury.storage.progress import DeskCall, HandedIn
from jury.web.filters import when

_: Callable[..., str] = gettext
OUTCOMES = ("funded", "reserve", "not_funded")


@dataclass(frozen=True)
class Line:
    """One thing to decide: where, in words, since when it waits, or until when it must be done.

    `late` where that moment has passed.
    """

    call: Call
    role: str
    url: str
    words: str
    since: datetime | None = None
    until: datetime | None = None
    late: bool = False


def queue(calls: list[DeskCall], account_id: str, now: datetime) -> list[Line]:
    """Give what one person can decide now: what is late first, then by date."""
    lines = [
        line
        for at in calls
        for find in (_of_the_call, _of_projects, _of_the_lottery, _of_the_jury, _of_the_decision)
        for line in find(_Where(at, now), account_id)
        if line.role in at.roles
    ]
    return sorted(lines, key=lambda line: (not line.late, *_nearest(line.until or line.since)))


def stands(at: DeskCall) -> str:
    """Say in one sentence where a call stands, and who does what next."""
    call, so_far = at.call, at.progress
    if call.state == "open":
        return _("Takes projects until %(when)s.", when=when(call.closes_at))
    if call.state == "closed":
        return _stands_closed(at.projects)
    if call.state == "with_jury":
        return _stands_with_jury(call, so_far)
    if call.state == "annulled":
        return _("The decision is annulled. The authority decides again.")
    if call.state in STANDS:
        if so_far.published:
            return _("The decision record is public.")
        return _("The decision is adopted. Letters leave first, then the record is published.")
    return ""


def _stands_closed(projects: HandedIn) -> str:
    count = sum(projects.states.get(state.value, 0) for state in UNDECIDED)
    if not count:
        return _("The projects are checked. The facilitator can open the round.")
    said: str = ngettext(
        "An official checks one project. Then the jury can begin.",
        "An official checks %(num)s projects. Then the jury can begin.",
        count,
    )
    if projects.complete_until:
        more = _("One can be completed until %(when)s.", when=when(projects.complete_until))
        return f"{said} {more}"
    return said


def _stands_with_jury(call: Call, so_far: Progress) -> str:
    if so_far.round == "open":
        return _("The jury scores until %(when)s.", when=when(so_far.round_until))
    if so_far.round == "closed":
        return _("The round is closed. The facilitator counts it next.")
    if not so_far.confirmed_at:
        return _("The round is counted. The guarantor checks it now.")
    if so_far.prepared_at:
        return _("The authority's answer is prepared. A signatory adopts it.")
    return _("The jury has decided. The authority answers by %(when)s.", when=when(call.decide_by))


def _nearest(moment: datetime | None) -> tuple[bool, float]:
    return moment is None, moment.timestamp() if moment else 0.0


class _Where:
    """One call at one moment, and how a line about it is written."""

    def __init__(self, at: DeskCall, now: datetime) -> None:
        self.at, self.call, self.now = at, at.call, now
        self.projects, self.so_far = at.projects, at.progress

    def line(self, role: str, endpoint: str, words: str, **dates: Any) -> Line:
        """Write a line; a day that has passed makes it late."""
        until = dates.get("until")
        late = until is not None and until <= self.now
        anchor = dates.pop("anchor", None)
        url = url_for(endpoint, call_id=self.call.id, _anchor=anchor)
        return Line(self.call, role, url, words, late=late, **dates)

    def passed(self, moment: datetime | None) -> bool:
        """Tell whether a moment has come."""
        return moment is not None and moment <= self.now


def _of_the_call(at: _Where, account_id: str) -> Iterator[Line]:
    """Publish, close; and the day of the timetable that has passed."""
    call = at.call
    if call.state == "draft":
        words = _("Finish the call, then publish it")
        yield at.line("official", "call.edit", words, until=call.opens_at)
    if call.state == "open" and at.passed(call.closes_at):
        words = _("The closing time has come: close the call")
        yield at.line("official", "call.edit", words, until=call.closes_at)
    if call.state in ("open", "closed", "with_jury") and not at.so_far.confirmed_at:
        yield from _late_step(at)


def _late_step(at: _Where) -> Iterator[Line]:
    """Tell of the last day of the timetable that has passed without the jury's list."""
    call = at.call
    if not (call.opens_at and call.closes_at and call.decide_by):
        return
    words = {
        "list_by": _("The jury's list is late: it should have reached the authority"),
        "decide_by": _("The decision is late: its announced day has passed"),
    }
    late = [
        step
        for step in counted_back(call.opens_at, call.closes_at, call.decide_by, call.answer_days)
        if step.code in words and at.passed(step.at)
    ]
    if late:
        step = late[-1]
        yield at.line("official", "call.edit", words[step.code], until=step.at, anchor="timetable")


def _of_projects(at: _Where, account_id: str) -> Iterator[Line]:
    """Complete, admissible, eligible, contested: what an official says of projects."""
    projects, call = at.projects, at.call
    if call.state not in ("closed", "with_jury"):
        return

    def line(words: str, **dates: Any) -> Line:
        return at.line("official", "proposal.desk", words, **dates)

    if projects.contests:
        words = ngettext(
            "Answer one contested refusal",
            "Answer %(num)s contested refusals",
            projects.contests,
        )
        yield line(words, since=projects.contested_at)
    if call.state != "closed":
        return
    if projects.overdue:
        words = ngettext(
            "One project was not completed in time: say what becomes of it",
            "%(num)s projects were not completed in time: say what becomes of them",
            projects.overdue,
        )
        yield line(words, until=projects.overdue_since)
    if count := projects.states.get("submitted", 0):
        words = ngettext(
            "Check one project: is it admissible?",
            "Check %(num)s projects: are they admissible?",
            count,
        )
        yield line(words, since=call.closes_at)
    if count := projects.states.get("admissible", 0):
        words = ngettext(
            "Check one admissible project: is it eligible?",
            "Check %(num)s admissible projects: are they eligible?",
            count,
        )
        yield line(words, since=call.closes_at)


def _of_the_lottery(at: _Where, account_id: str) -> Iterator[Line]:
    """Draw, throw, confirm, and hear who comes."""
    lottery = at.at.lottery
    if lottery is None or at.call.state not in ("open", "closed", "with_jury"):
        return
    if lottery.failed:
        words = _("The draw came to nothing: see what would help")
        yield at.line("facilitator", "lottery.show", words, since=lottery.closed_at)
    if lottery.drawn_at and lottery.index is None:
        words = _("Throw the dice of the lottery")
        yield at.line("facilitator", "lottery.show", words, since=lottery.drawn_at)
    if lottery.index is not None and lottery.confirmed_at is None:
        words = _("Confirm the dice of the lottery")
        yield at.line("guarantor", "lottery_draw.check", words, since=lottery.drawn_at)
    if lottery.small:
        words = _("Confirm the dice of an organisation")
        yield at.line("guarantor", "lottery_named.check", words)
    if lottery.unanswered:
        words = ngettext(
            "Ask one person who was drawn whether they come",
            "Ask %(num)s people who were drawn whether they come",
            lottery.unanswered,
        )
        yield at.line("facilitator", "lottery_coming.coming", words, since=lottery.confirmed_at)


def _of_the_jury(at: _Where, account_id: str) -> Iterator[Line]:
    """Seats, the round, the count: what facilitator and guarantor do."""
    call, so_far = at.call, at.so_far
    if call.state in ("open", "closed"):
        yield at.line("facilitator", "seat.seats", _("Fill the seats of the jury"))
    if call.state == "closed":
        yield at.line("facilitator", "scoring.board", _("Look at the round"))
    if call.state == "with_jury" and so_far.round == "open":
        words = _("Look at the round")
        yield at.line("facilitator", "scoring.board", words, until=so_far.round_until)
    if call.state == "with_jury" and so_far.round == "closed":
        words = _("Count the round")
        yield at.line("facilitator", "scoring.board", words, since=so_far.round_until)
    if call.state == "with_jury" and so_far.round == "counted" and not so_far.confirmed_at:
        words = _("Check the count")
        yield at.line("guarantor", "decision.check", words, since=so_far.round_until)


def _of_the_decision(at: _Where, account_id: str) -> Iterator[Line]:
    """Prepare, sign, attach the act, send the letters, publish, settle a contest."""
    call, so_far = at.call, at.so_far
    if call.state == "with_jury" and so_far.confirmed_at:
        if not so_far.prepared_at:
            words = _("Prepare the authority's answer")
            yield at.line("official", "decision.decision", words, until=call.decide_by)
        elif so_far.prepared_by != account_id:
            words = _("Read and adopt the decision")
            yield at.line("signatory", "decision.decision", words, until=call.decide_by)
    if call.state == "annulled" and so_far.adopted_at:
        words = _("The decision is annulled: prepare a new one")
        yield at.line("official", "decision.decision", words, since=so_far.adopted_at)
    elif call.state == "annulled" and so_far.prepared_by != account_id:
        words = _("Read and adopt the decision")
        yield at.line("signatory", "decision.decision", words, since=so_far.prepared_at)
    if call.state in STANDS and not so_far.published:
        yield from _before_publication(at, account_id)
    if call.state in STANDS and so_far.freed_by is not None and so_far.draw_waits:
        words = _("A project gave up: draw slips between equals on the reserve list")
        yield at.line("official", "decision_freed.freed", words, since=so_far.adopted_at)
    elif call.state in STANDS and so_far.freed_by not in (None, account_id):
        words = _("A project gave up: pass its money on")
        yield at.line("signatory", "decision_freed.freed", words, since=so_far.adopted_at)
    if call.state in STANDS and so_far.untold:
        words = _("Tell the applicants where the freed money went")
        yield at.line("official", "decision_acts.letters", words, since=so_far.adopted_at)
    elif so_far.published and so_far.news and so_far.freed_by is None:
        words = _("Something happened since: publish a new version of the record")
        yield at.line("facilitator", "scoring.board", words, since=so_far.contested_at)
    if call.state == "contested":
        words = _("Say how the contest of the decision ends")
        yield at.line("signatory", "decision_after.after", words, since=so_far.contested_at)
        words = _("The decision is contested: read why")
        yield at.line("guarantor", "decision.check", words, since=so_far.contested_at)


def _before_publication(at: _Where, account_id: str) -> Iterator[Line]:
    so_far = at.so_far
    letters = sum(at.projects.states.get(state, 0) for state in OUTCOMES) - so_far.letters
    if not so_far.act_attached and so_far.adopted_by != account_id:
        words = _("Attach the signed act")
        yield at.line("official", "decision_acts.act", words, since=so_far.adopted_at)
    if letters > 0:
        words = ngettext(
            "Send one letter to applicants", "Send %(num)s letters to applicants", letters
        )
        yield at.line("official", "decision_acts.letters", words, since=so_far.adopted_at)
    else:
        words = _("Publish the decision record")
        yield at.line("facilitator", "scoring.board", words, since=so_far.adopted_at)
