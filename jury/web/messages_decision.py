"""The sentences of the decision: refusals, outcomes, and why a project gets what it gets."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import cast

from flask_babel import LazyString, lazy_gettext

from jury.web.filters import money, score
from jury.web.words import Word

_ = lazy_gettext

FIELDS: dict[str, LazyString] = {
    "jury_reason_too_long": _("This reason is too long. Please stay under 1200 characters."),
    "not_shorter": _(
        "Your shorter text is not shorter. Take something out, or choose to publish it as it is."
    ),
    "reasons_missing": _("Write at least one reason."),
    "reasons_not_yet": _("The sheets are not counted yet. Reasons come after that."),
    "reasons_redrafted": _(
        "These reasons were rewritten while you read them. Read them again, then answer."
    ),
    "reasons_same": _("Nothing is changed in these reasons."),
    "shorter_missing": _("Write your shorter text, or choose that nothing is published."),
    "words_choice_unknown": _("Choose one of the three."),
    "words_published": _("The record is published. What you chose before that holds."),
    "words_sealed": _("The round is not closed yet. Until then your words are sealed."),
    "act_attached": _("The signed act is already attached. There is one act, and it stays."),
    "act_not_pdf": _("The act must be a PDF file."),
    "day_off": _("The act cannot be older than the end of the round, nor be in the future."),
    "day_unknown": _("Write the date like this: 2026-12-31."),
    "letter_missing": _("Write the letter."),
    "letter_sent": _("This letter has left. What you typed is still here."),
    "letter_too_long": _("This letter is too long. Please stay under 12000 characters."),
    "letters_all_sent": _("All letters have left."),
    "letters_missing": _(
        "Letters to applicants have not left yet: %(count)s. An official sends them first."
    ),
    "not_adopted": _("The authority has not adopted its answer yet."),
    "number_missing": _("Write the number that stands on the act."),
    "record_is_published": _("The record is published. This can no longer change."),
    "signed_it": _("You signed this decision. Somebody else attaches the act."),
    "subject_missing": _("Write a subject, on one line."),
    "by_whom_unknown": _("Choose who contests it. Name nobody."),
    "contest_too_long": _("This reason is too long. Please stay under 2000 characters."),
    "day_not_past": _("This day is still to come, or too far back. Check it."),
    "reference_missing": _("Write the number or name of the act or judgment."),
    "settled_unknown": _("Choose one of the two."),
    "nothing_freed": _("No money has come free. There is nothing to pass on."),
    "nothing_tied": _("No projects on the reserve list are equal where the money ends."),
    "reserve_draw_unknown": _("Type the number of each project in the list, each once."),
    "wrote_it_down": _(
        "You wrote down that the project gives up, or how the slips were drawn. "
        "Somebody else passes its money on."
    ),
    "adopted": _("This answer is adopted. It can no longer be changed."),
    "amount_and_outcome": _(
        "An amount belongs to a funded project, and only to one. Check outcome and amount."
    ),
    "amounts_unclear": _("A project's amounts make no sense. Its minimum is above what it asks."),
    "budget_negative": _("The budget of this call is below 0. Ask the people who run Jury."),
    "counts_off_scale": _(
        "The counts do not fit the levels of this call. Ask the people who run Jury."
    ),
    "proposal_twice": _("A project stands in the list twice. Ask the people who run Jury."),
    "sheet_twice": _("A juror has two sheets for one project. Ask the people who run Jury."),
    "project_gave_up": _(
        "This project gave up its grant. Depart from the jury, with that as the reason."
    ),
    "answer_unknown": _("Choose an outcome, and write an amount of 0 or more."),
    "answers_incomplete": _("Some answers are missing or not right. Look at the marked fields."),
    "confirmed": _("This count is already confirmed."),
    "count_differs": _(
        "The opened sheets do not give the stored numbers. The count cannot be confirmed. "
        "Tell the people who run Jury, and keep this page."
    ),
    "more_than_asked": _("This is more than the project asks for. Write that amount or less."),
    "less_than_needed": _(
        "This is less than the project needs at least. Write that amount or more, or 0."
    ),
    "departs_but_same": _(
        "This is what the jury decided. Choose “follow”, or another outcome or amount."
    ),
    "draw_twice": _("A slip stands in the draw twice. Type each project once."),
    "draw_unknown": _("This draw names a project that is not before the jury, or names one twice."),
    "draw_incomplete": _("More projects are equal than you typed. Type all of them, each once."),
    "follows_but_differs": _("Following means the jury's own outcome and amount."),
    "has_score": _("This project has a score. The room does not vote on it."),
    "not_confirmed": _("The guarantor has not confirmed the count yet. Come back after that."),
    "rule_needs_one_criterion": _(
        "Majority judgement works with one overall question. "
        "Keep one question, or choose another rule."
    ),
    "not_prepared": _("The authority's answer is not prepared yet."),
    "over_budget": _("Together these amounts are more than the budget. Take something back."),
    "prepared_it": _(
        "You prepared this answer. Somebody else must adopt it: two people, two acts. "
        "Tell the other signatory that it is ready."
    ),
    "reason_too_long": _("This reason is too long. Please stay under 4000 characters."),
    "tie_needs_draw": _(
        "Projects are equal at the line where the money ends. Draw slips in public, "
        "then type in their order."
    ),
    "votes_missing": _("The room has not voted yet on %(count)s of the projects without a score."),
    "votes_negative": _("A number of votes is 0 or more."),
    "votes_too_many": _("There are more votes than jurors who stay with this project: %(stay)s."),
}

OUTCOMES: dict[str, Word] = {
    "funded": Word(_("funded"), "safe"),
    "reserve": Word(_("reserve list"), "begun"),
    "not_funded": Word(_("not funded")),
}
ANSWERS: dict[str, Word] = {
    "follows": Word(_("follows"), "follows"),
    "departs": Word(_("departs"), "departs"),
}
EVENTS: dict[str, LazyString] = {
    "contested": _("The decision is contested"),
    "upheld": _("The decision stands"),
    "annulled": _("The decision is annulled"),
    "retaken": _("The authority has decided again"),
    "given_up": _("A funded project gives up"),
    "drawn": _("Slips were drawn in public on the reserve list"),
    "passed_on": _("Its money goes down the reserve list"),
}
BY_WHOM: dict[str, LazyString] = {
    "applicant": _("An applicant"),
    "somebody_else": _("Somebody else"),
    "authority_above": _("A court or a supervising authority"),
}
STANDS: dict[str, Word] = {
    "missing": Word(_("no reasons yet"), "look"),
    "refused": Word(_("not agreed, write again"), "look"),
    "asked": Word(_("jurors are asked"), "begun"),
    "confirmed": Word(_("confirmed"), "safe"),
}
"""Where a project's reasons stand, what needs the facilitator first."""
WHY: dict[str, LazyString] = {
    "funded_in_full": _("There was enough money left: it gets all it asked for, %(amount)s."),
    "funded_in_part": _(
        "It asked for %(asked)s. It gets the %(amount)s that were left: "
        "at least the minimum it needs."
    ),
    "skipped_no_room": _(
        "When its turn came, %(left)s were left: less than the %(needed)s that it takes. "
        "It stands on the reserve list."
    ),
    "below_floor": _(
        "Its score is %(score)s. The call announced that nothing below %(floor)s is funded."
    ),
    "no_votes_yet": _("It has no score, and the room has not voted on it yet."),
    "nobody_voted": _(
        "Too few jurors could judge it, and nobody was left to vote on it. "
        "Without a vote nothing is funded."
    ),
    "vote_no": _(
        "Too few jurors could judge it, so it has no score and the room voted: "
        "%(yes)s yes, %(no)s no, %(abstain)s without a choice. That is no majority."
    ),
}
MONEY = frozenset({"amount", "asked", "needed", "left"})


def why_sentence(why: Mapping[str, object]) -> str:
    """Say why a project gets what it gets, with amounts and scores as the reader writes them."""
    params = cast("Mapping[str, object]", why.get("params") or {})
    text = WHY.get(str(why.get("code")))
    return str(text) % {name: _shown(name, params[name]) for name in params} if text else ""


def _shown(name: str, value: object) -> str:
    if name in MONEY and isinstance(value, int):
        return money(value)
    if name in ("score", "floor") and isinstance(value, str | Fraction):
        return score(value)
    return str(value)
