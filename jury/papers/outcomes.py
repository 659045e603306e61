"""What a decision is called on paper: outcomes, answers, rules, and why a project gets its money.

The same sentences stand on the record's page; a paper says them in the language of the call.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from jury.papers.wording import Wording

MONEY = frozenset({"amount", "asked", "needed", "left"})
SCORES = frozenset({"score", "floor"})


def outcome(wording: Wording, name: str) -> str:
    """Name what becomes of a project."""
    _ = wording.say
    return {
        "funded": _("funded"),
        "reserve": _("reserve list"),
        "not_funded": _("not funded"),
    }.get(name, name)


def answer(wording: Wording, name: str) -> str:
    """Name what the authority does with the jury's choice."""
    _ = wording.say
    return {"follows": _("follows"), "departs": _("departs")}.get(name, name)


def power(wording: Wording, name: str) -> str:
    """Say how much the jury decides."""
    _ = wording.say
    return {
        "advisory": _("The jury advises. The authority decides, and says why."),
        "followed_unless": _("The authority follows the jury unless it gives a reason."),
        "delegated": _("The jury decides. The authority carries it out."),
    }.get(name, name)


def rule(wording: Wording, name: str) -> str:
    """Say how levels became scores."""
    _ = wording.say
    return {
        "trimmed_mean": _(
            "For each question the strictest fifth and the most generous fifth of the answers were"
            " left out, and the mean of the others taken."
        ),
        "median": _("For each question the answer in the middle was taken."),
        "mean": _("For each question the mean of all answers was taken."),
        "majority_judgement": _(
            "There was one question. The answer in the middle was taken, the lower one of two."
            " Equal projects were compared by taking that answer away on each side, again and"
            " again."
        ),
    }.get(name, name)


def why(wording: Wording, reason: Mapping[str, object]) -> str:
    """Say why a project gets what it gets; `reason` is `{code, params}` of the record."""
    sentence = _WHY.get(str(reason.get("code")))
    if sentence is None:
        return ""
    params = cast("Mapping[str, object]", reason.get("params") or {})
    return wording.say(sentence, **{n: _shown(wording, n, v) for n, v in params.items()})


def _shown(wording: Wording, name: str, value: object) -> str:
    if name in MONEY and isinstance(value, int):
        return wording.money(value)
    return wording.points(str(value)) if name in SCORES else str(value)


_WHY = {
    "funded_in_full": "There was enough money left: it gets all it asked for, %(amount)s.",
    "funded_in_part": "It asked for %(asked)s. It gets the %(amount)s that were left: "
    "at least the minimum it needs.",
    "skipped_no_room": "When its turn came, %(left)s were left: less than the %(needed)s that it "
    "takes. It stands on the reserve list.",
    "below_floor": "Its score is %(score)s. The call announced that nothing below %(floor)s is "
    "funded.",
    "no_votes_yet": "It has no score, and the room has not voted on it yet.",
    "nobody_voted": "Too few jurors could judge it, and nobody was left to vote on it. "
    "Without a vote nothing is funded.",
    "vote_no": "Too few jurors could judge it, so it has no score and the room voted: "
    "%(yes)s yes, %(no)s no, %(abstain)s without a choice. That is no majority.",
}
"""The same texts as on the record's page, where the catalogues take them from."""
