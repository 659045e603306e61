"""What needs the guarantor first on the page of the check: what to look at before confirming."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask_babel import gettext, ngettext

from jury.services.decision.opened import Recount
from jury.storage.decision import Confirmation, DecisionEvent
from jury.storage.scoring import Round
from jury.web.board_queue import First

_ = gettext


def to_check(
    round_: Round,
    found: Recount,
    confirmation: Confirmation | None,
    events: Sequence[DecisionEvent],
    typed_once: int,
) -> list[First]:
    """Name what waits for the guarantor's eyes, what is wrong first."""
    return [
        *(_differing(found) if round_.state == "counted" else ()),
        *_contested(events),
        *(_before_confirming(round_, typed_once) if confirmation is None else ()),
    ]


def _differing(found: Recount) -> Iterator[First]:
    if found.differing:
        words = ngettext(
            "The numbers of one project differ: compare them",
            "The numbers of %(num)s projects differ: compare them",
            len(found.differing),
        )
        yield First(words, f"#project-{found.differing[0]}")


def _contested(events: Sequence[DecisionEvent]) -> Iterator[First]:
    if is_contested(events):
        yield First(_("The decision is contested: read why"), "#after")


def is_contested(events: Sequence[DecisionEvent]) -> bool:
    """Tell whether a contest of the decision waits for its end."""
    kinds = [e.kind for e in events if e.kind in ("contested", "upheld", "annulled")]
    return kinds[-1:] == ["contested"]


def _before_confirming(round_: Round, typed_once: int) -> Iterator[First]:
    if round_.closed_reason:
        yield First(_("The round was closed before its time: read why"), "#closed-early")
    if typed_once:
        words = ngettext(
            "One paper sheet is typed in only once, or differs: it does not count yet",
            "%(num)s paper sheets are typed in only once, or differ: they do not count yet",
            typed_once,
        )
        yield First(words, "#paper")
