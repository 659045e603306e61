"""The sentences of the record: refusals, rules in plain words, names of log entries."""

from __future__ import annotations

from flask_babel import LazyString, lazy_gettext

from jury.papers import record_words

_ = lazy_gettext

FIELDS: dict[str, LazyString] = {
    "record_differs": _(
        "The numbers of this record do not give its outcomes. Nothing was published. "
        "Tell the people who run Jury."
    ),
    "record_unchanged": _("This is already published. Nothing has changed since."),
}

RULES: dict[str, LazyString] = {
    "trimmed_mean": _(
        "For each question the strictest fifth and the most generous fifth of the answers were "
        "left out, and the mean of the others taken."
    ),
    "median": _("For each question the answer in the middle was taken."),
    "mean": _("For each question the mean of all answers was taken."),
    "majority_judgement": _(
        "There was one question. The answer in the middle was taken, the lower one of two. Equal "
        "projects were compared by taking that answer away on each side, again and again."
    ),
}
POWERS: dict[str, LazyString] = {
    "advisory": _("The jury advises. The authority decides, and says why."),
    "followed_unless": _("The authority follows the jury unless it gives a reason."),
    "delegated": _("The jury decides. The authority carries it out."),
}
KINDS: dict[str, LazyString] = {code: _(said) for code, said in record_words.KINDS.items()}
TIES: dict[str, LazyString] = {code: _(said) for code, said in record_words.TIES.items()}
"""What a day of the log and a tie are called: one text for the page and for the paper."""
