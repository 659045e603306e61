"""What needs the facilitator first on the board of one call: counts, never what a sheet says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import url_for
from flask_babel import ngettext

from jury.domain.decision.reasons import ReasonsStand, reasons_stand
from jury.services.scoring.board import Closed, Open
from jury.storage.decision import answers_to
from jury.storage.scoring import Round
from jury.web.access import reading

NEAR = timedelta(hours=48)
"""How long before its close a seat that has sent nothing is worth a call."""


@dataclass(frozen=True)
class First:
    """One thing that needs the facilitator: what, and where it is done."""

    words: str
    url: str


def while_open(
    counts: Open, round_: Round, *, by_seat: bool, slips: int, now: datetime
) -> Sequence[First]:
    """Name what needs a hand while the round runs: silent seats near its close, codes, slips."""
    call_id = round_.call_id
    silent = sum(1 for seat in counts.seats if not seat.sent and seat.of)
    found = []
    if by_seat and silent and now + NEAR >= round_.closes_at:
        words = ngettext(
            "One seat has sent nothing yet, and the close is near",
            "%(num)s seats have sent nothing yet, and the close is near",
            silent,
        )
        found.append(First(words, "#seats"))
    if counts.without_code:
        words = ngettext(
            "One seat has no code yet", "%(num)s seats have no code yet", counts.without_code
        )
        found.append(First(words, url_for("seat.seats", call_id=call_id)))
    if slips:
        words = ngettext(
            "One code slip waits to be handed over",
            "%(num)s code slips wait to be handed over",
            slips,
        )
        found.append(First(words, url_for("seat.slips", call_id=call_id)))
    return found


def after_closing(after: Closed, round_: Round, typed_once: int) -> Sequence[First]:
    """Name what the count, or then the record, still waits for."""
    found = _for_the_count(after, round_, typed_once)
    return list(found if round_.state == "closed" else _for_the_record(after, round_))


def _for_the_count(after: Closed, round_: Round, typed_once: int) -> Iterator[First]:
    call_id = round_.call_id
    if typed_once:
        words = ngettext(
            "One paper sheet is typed in only once, or differs: it does not count yet",
            "%(num)s paper sheets are typed in only once, or differ: they do not count yet",
            typed_once,
        )
        yield First(words, url_for("scrutineers.name", call_id=call_id))
    if after.missing:
        words = ngettext(
            "One vote of the room is to be typed in",
            "%(num)s votes of the room are to be typed in",
            after.missing,
        )
        yield First(words, "#votes")
    if after.tied:
        words = ngettext(
            "One project waits for slips drawn in public",
            "%(num)s projects wait for slips drawn in public",
            len(after.tied),
        )
        yield First(words, url_for("scoring.draw", call_id=call_id))


def _reasons_stand(round_: Round) -> dict[str, ReasonsStand]:
    """Say how far the reasons of each project are that has a draft."""
    return {
        project: reasons_stand(given.agree, given.disagree, round_.staying.get(project, 0))
        for project, given in answers_to(reading(), round_.call_id).items()
    }


def unconfirmed(round_: Round, projects: Iterable[str]) -> int:
    """Count the projects whose reasons more than half of the jurors who stay did not confirm."""
    stands = _reasons_stand(round_)
    return sum(stands.get(project) is not ReasonsStand.CONFIRMED for project in projects)


def _for_the_record(after: Closed, round_: Round) -> Iterator[First]:
    stands = [stand.value for stand in _reasons_stand(round_).values()]
    url = url_for("words.board", call_id=round_.call_id)
    missing = len(after.titles) - len(stands) + stands.count("refused")
    if missing:
        words = ngettext(
            "The reasons of one project are to be drafted",
            "The reasons of %(num)s projects are to be drafted",
            missing,
        )
        yield First(words, url)
    if asked := stands.count("asked"):
        words = ngettext(
            "The reasons of one project wait for jurors' answers",
            "The reasons of %(num)s projects wait for jurors' answers",
            asked,
        )
        yield First(words, url)
