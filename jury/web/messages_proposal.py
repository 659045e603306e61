"""The sentences about projects: what is missing, and why something cannot be done now."""

from __future__ import annotations

from flask_babel import LazyString, lazy_gettext

_ = lazy_gettext

FIELDS: dict[str, LazyString] = {
    "proposal_incomplete": _("Your project cannot be handed in yet. Look at what is missing."),
    "proposal_is_draft": _("This project has not been handed in."),
    "proposal_is_submitted": _("This project was handed in. Nothing was changed."),
    "proposal_is_to_complete": _("This project is being completed. Nothing was changed."),
    "proposal_is_admissible": _("This project was found complete. Nothing was changed."),
    "proposal_is_inadmissible": _("This project was not accepted. Nothing was changed."),
    "proposal_is_eligible": _("This project was found eligible. Nothing was changed."),
    "proposal_is_ineligible": _("This project was found not eligible. Nothing was changed."),
    "proposal_is_before_jury": _("This project is before the jury. Nothing was changed."),
    "proposal_is_funded": _("This project is funded. Nothing was changed."),
    "proposal_is_reserve": _("This project is on the reserve list. Nothing was changed."),
    "proposal_is_not_funded": _("This project was not funded. Nothing was changed."),
    "proposal_is_withdrawn": _("This project was withdrawn. Nothing was changed."),
    "proposal_is_renounced": _("This project was given up. Nothing was changed."),
    "proposals_too_many": _(
        "You have begun %(most)s projects in this call. Finish or withdraw one first."
    ),
    "draft_too_long": _(
        "One of the texts is far too long to be kept. It is still here: shorten it, then save."
    ),
    "what_missing": _("Say what is missing."),
    "pieces_missing": _("Tick what the author may complete."),
    "until_past": _("This moment is over. Choose a later one."),
    "being_completed": _(
        "The author still has time to complete this project. Wait until it is over."
    ),
    "completion_too_late": _("The time to complete this project is over. Nothing was changed."),
    "contested_already": _("You have contested this already. The answer comes by letter."),
    "contest_too_late": _("The time to contest this is over."),
    "answer_missing": _("Choose an answer to this question."),
    "why_missing": _("Say why this question does not apply."),
    "answered_no": _("You answered no: refuse the project, or change the answer."),
    "nothing_fails": _("No answer is no. A refusal names at least one question that fails."),
    "nothing_contested": _("Nobody contests this, or it is answered already."),
    "file_missing": _("Choose a file. An empty one says nothing."),
    "file_too_large": _("This file is larger than %(megabytes)s MB. Make it smaller, then add it."),
    "file_unknown": _("Only PDF, PNG and JPEG files can be added. Save yours as one of these."),
    "file_twice": _("This file is already here. Choose another one."),
    "file_not_pdf": _("This is not a whole PDF file. Save it as PDF once more, then add that one."),
    "file_runs": _(
        "This PDF holds a program or another file. Print it to a new PDF, then add that one."
    ),
    "file_locked": _("This PDF opens with a password only. Save it without one, then add it."),
    "file_too_complex": _(
        "This PDF takes too much work to check. Print it to a new PDF, then add that one."
    ),
    "file_not_picture": _("This is not the picture that its name says. Save it as PNG or JPEG."),
    "file_too_many_pixels": _("This picture has too many pixels. Make it smaller, then add it."),
    "files_too_many": _("A project has at most eight files. Take one away first."),
    "files_too_large": _("All files of a project may have 60 MB together. Take one away first."),
    "description_missing": _("Say in one sentence what the file shows."),
    "about_unknown": _("Choose one of the answers shown."),
    "text_too_long": _("This text is too long. Shorten it, please."),
    "summary_missing": _("Write the summary of one minute."),
    "summary_too_long": _("Shorten the summary: at most 180 words can be read in one minute."),
    "problem_missing": _("Say what the problem is."),
    "plan_missing": _("Say what you will do."),
    "gains_missing": _("Say who gains what."),
    "roles_missing": _("Say who does what."),
    "afterwards_missing": _("Say what stays afterwards."),
    "asked_missing": _("Say how much money you ask for."),
    "minimum_missing": _("Say how much you need at least."),
    "minimum_above_asked": _("You need more at least than you ask for. Change one of the two."),
    "asked_above_budget": _("You ask for more than the whole budget of the call."),
    "partners_missing": _("Name your partners."),
    "partners_too_many": _("A project has at most eight partners here."),
    "partners_fewer_than_two": _("You have one partner only. A call like this is for several."),
    "partners_of_one_sector": _("All your partners come from one sector. Is that what you want?"),
    "partner_name_missing": _("Give this partner's name."),
    "partner_sector_missing": _("Choose this partner's sector."),
    "partner_sector_unknown": _("Choose one of the sectors shown."),
    "partners_without_users": _(
        "Nobody among your partners comes from the people concerned. Who speaks for them?"
    ),
    "partner_brings_nothing": _(
        "One partner brings nothing yet. What would be missing without this partner?"
    ),
    "partner_gains_nothing": _("One partner gains nothing yet. Why would this partner stay?"),
    "shares_empty": _("You do not say how the money is shared. Does everyone know their share?"),
    "share_of_one": _("One partner takes all the money. Do the others agree?"),
    "shares_differ": _(
        "The partners' shares do not add up to the amount asked. Change one of the amounts."
    ),
    "users_word_empty": _(
        "The people concerned have not spoken yet. The jury will see an empty place."
    ),
    "indicators_empty": _("You promise to count nothing. How will anyone see what changed?"),
    "source_missing": _("Say where this money comes from."),
    "source_amount_missing": _("Say how much comes from there."),
    "other_too_many": _("There is room for six sources of money. Put some together."),
    "indicators_too_many": _("There is room for five things to count. Keep the best ones."),
    "indicator_name_missing": _("Say what you will count."),
    "indicator_today_missing": _("Say how much it is today. If nobody knows, write that."),
    "indicator_promised_missing": _("Say how much you promise."),
}
