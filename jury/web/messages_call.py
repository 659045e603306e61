"""The sentences about calls: what is missing, and why something cannot be done now."""

from __future__ import annotations

from flask_babel import LazyString, lazy_gettext

_ = lazy_gettext

FIELDS: dict[str, LazyString] = {
    "call_incomplete": _("The call cannot be published yet. Look at what is missing."),
    "call_is_draft": _("This call is still being written. Publish it first."),
    "call_is_consultation": _("This call is still open for comments."),
    "call_is_open": _("This call is still open for projects. Wait until it has closed."),
    "call_is_closed": _("This call is closed. Nothing was changed."),
    "call_is_with_jury": _("This call is with the jury now. Nothing was changed."),
    "call_is_decided": _("This call is decided. Nothing was changed."),
    "call_is_followed_up": _("This call is decided and followed up. Nothing was changed."),
    "call_is_archived": _("This call is archived. Nothing was changed."),
    "call_is_cancelled": _("This call was cancelled. Nothing was changed."),
    "call_is_contested": _("This call's decision is contested. Nothing was changed."),
    "call_is_annulled": _("This call's decision was annulled. Nothing was changed."),
    "call_is_retaken": _("This call was decided again. Nothing was changed."),
    "call_not_yet_open": _("This call does not take projects yet. Its page says from when."),
    "call_time_is_up": _(
        "The closing time has passed, so this could not be handed in. Your text is kept."
    ),
    "call_time_not_up": _("The closing time has not come yet. Until then, projects are welcome."),
    "title_missing": _("Give it a title."),
    "title_too_long": _("Make the title shorter: at most 120 letters."),
    "purpose_missing": _("Say what the call is for."),
    "authority_missing": _("Say which authority gives the money."),
    "place_missing": _("Say for which place the call is."),
    "who_may_apply_missing": _("Say who may apply."),
    "contact_missing": _("Say whom people can ask, with a phone number."),
    "appeal_missing": _("Say how people can contest the decision."),
    "power_basis_missing": _("Say on which legal basis the jury decides."),
    "depart_grounds_missing": _("Say on which grounds the authority may depart from the jury."),
    "budget_missing": _("Give the budget."),
    "timezone_unknown": _("Choose a time zone from the world's list, such as Europe/Brussels."),
    "language_unknown": _("Choose one of the four languages."),
    "power_unknown": _("Choose how much the jury decides."),
    "rule_unknown": _("Choose how scores are put together."),
    "sheets_published_unknown": _("Choose what is published of the sheets."),
    "quorum_too_small": _("At least one sheet is needed for a score."),
    "floor_off_scale": _("The lowest score must be between 0 and 100."),
    "opens_at_missing": _("Say when the call opens."),
    "closes_at_missing": _("Say when the call closes."),
    "closes_at_past": _("The closing time has passed already. Choose a later one."),
    "closes_before_it_opens": _("The call closes before it opens. Choose a later closing time."),
    "decide_by_missing": _("Say until when the decision must be taken."),
    "decided_before_it_closes": _("The decision comes before the call closes. Choose a later day."),
    "criteria_missing": _("Write at least one criterion."),
    "criteria_too_many": _("A call has at most six criteria."),
    "question_missing": _("Write the criterion's question."),
    "weight_off_scale": _("The weight must be between 1 and 100."),
    "weights_not_100": _("The weights of all criteria must add up to 100."),
    "levels_not_4_to_6": _("A criterion needs four to six levels."),
    "level_word_missing": _("Give each level its word."),
    "level_sentence_missing": _("Describe each level in one sentence."),
    "facilitator_missing": _("Name the facilitator who will run the jury."),
    "guarantor_missing": _("Name the guarantor who will check the count."),
    "role_unknown": _("Choose one of the parts shown."),
    "account_unknown": _(
        "Nobody here uses this e-mail. Ask the administrator to make an account first."
    ),
    "holds_other_part": _("This person has another part in this call. One person, one part."),
    "part_given": _("This person has this part already."),
    "reason_missing": _("Write the reason. People will read it."),
    "not_editable": _("This cannot be changed here."),
    "amount_missing": _("Write the amount."),
    "amount_unclear": _("This amount could be read in two ways. Write it like this: 86 000."),
    "amount_negative": _("An amount cannot be below zero."),
    "amount_too_large": _("This amount is too large."),
}
