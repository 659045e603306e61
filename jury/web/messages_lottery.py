"""The sentences about the lottery: what is missing, and why something cannot be done now."""

from __future__ import annotations

from flask_babel import LazyString, lazy_gettext

_ = lazy_gettext

FIELDS: dict[str, LazyString] = {
    "lottery_is_preparing": _("The lottery is still being prepared. Open it first."),
    "lottery_is_registration": _("The list is not drawn yet."),
    "lottery_is_drawn": _("The list is drawn already. It cannot change any more."),
    "lottery_is_seated": _("The jury is seated already."),
    "lottery_closed": _("Nobody else comes in: registration is over. You can open it again."),
    "lottery_not_closed": _("End registration first: the list is drawn from those who are in."),
    "lottery_contradicts": _("What is asked for contradicts itself. The page says where."),
    "lottery_pool_empty": _("Nobody is registered yet. Take people in first."),
    "lottery_changed": _("The people changed while the list was drawn. Draw it again."),
    "features_frozen": _(
        "People are asked these features already. Only the numbers of seats can still change."
    ),
    "infeasible": _("No jury can be drawn from these people. See what would help."),
    "draw_no_time": _(
        "No jury was found in the time there was. Ask for fewer features, or wider quotas."
    ),
    "draw_broke": _("The draw broke off. Nothing of it is kept. Draw again."),
    "list_damaged": _("A file of the list is damaged. Bring it back from a backup first."),
    "no_dice_yet": _("The dice are not written down yet."),
    "panel_confirmed": _("The guarantor has confirmed the panel. The dice cannot change any more."),
    "panel_not_confirmed": _("The guarantor has not confirmed the panel yet."),
    "nobody_to_ask": _("No seat is free, or nobody is left who can be asked."),
    "nobody_accepted": _("Nobody who has no seat yet has said yes."),
    "too_few_accepted": _("At least %(least)s people must have said yes before the jury begins."),
    "own_name_missing": _("Write your name, as the jury should call you."),
    "own_name_too_long": _("Your name is too long. Please stay under %(most)s characters."),
    "nothing_to_confirm": _("There is no new e-mail address to confirm."),
    "mailbox_registered": _(
        "Somebody is registered with this e-mail address already. Open the link from that time."
    ),
    "nobody_to_pair": _("Fewer than two people want a buddy. There is nobody to put together."),
    "needs_not_asked": _("This is asked of people who were drawn and come."),
    "not_asked": _("You are not asked to come at the moment, or you have answered already."),
    "candidate_without_name": _("Somebody who said yes has no name here. Write it down first."),
    "seats_out_of_range": _("Write a number of seats from 1 to %(most)s."),
    "panels_out_of_range": _("Write a number from 100 to %(most_panels)s."),
    "household_out_of_range": _("Write a number from 1 to 20."),
    "minimum_out_of_range": _("This cannot be more than the %(seats)s seats."),
    "feature_missing": _("Name the feature."),
    "feature_twice": _("Another feature has this name already."),
    "feature_name_taken": _(
        "“%(name)s” is how a list of people calls something else. Choose another name."
    ),
    "features_too_many": _("At most %(most)s features. Each one makes the draw less equal."),
    "values_too_few": _("Write at least two values, and at most %(most)s."),
    "value_twice": _("“%(value)s” stands here twice."),
    "quota_upside_down": _("%(value)s: the smallest number of seats is above the largest."),
    "shares_too_many": _("The shares add up to more than 100 %%."),
    "dice_unreadable": _("Write %(dice)s digits, one for each die, such as 4 7 1."),
    "dice_again": _(
        "This throw does not count, so that every panel is as likely. Throw all dice again."
    ),
    "list_missing": _("Choose the file with the list."),
    "list_not_text": _("This is no CSV file. Save the table as CSV, then choose that file."),
    "list_cell_too_long": _(
        "A cell is longer than any answer. Look for a quotation mark that is never closed."
    ),
    "list_too_many_columns": _("This list has more than %(most)s columns. Leave some out."),
    "list_no_rows": _("This list is empty. Its first line must name the columns."),
    "list_column_twice": _("Two columns are called “%(column)s”. Rename one of them."),
    "list_nobody": _("Nobody is in this list: it has only the line that names the columns."),
    "list_no_column": _("The list has no column “%(column)s”. Add it, or rename the right one."),
    "list_row_too_long": _("Line %(line)s has more cells than the first line has names."),
    "list_row_too_short": _("Line %(line)s has fewer cells than the first line has names."),
    "list_too_many_people": _("At most %(most)s people in one list. Cut it into several files."),
    "list_no_feature": _("The list has no line about “%(feature)s”."),
    "list_feature_unclear": _("The list is about several features. Name the one you mean first."),
    "list_too_many_addresses": _(
        "At most %(most)s addresses in one list. Draw that many from your register first."
    ),
    "addresses_missing": _("No address of this list can get a letter."),
    "address_invited": _("Line %(line)s: a letter was made for this address before. Look again."),
    "letters_to_send_missing": _("Write how many letters you want to send."),
    "letters_too_many": _("At most %(most)s letters can be made from this list."),
    "letter_unknown": _(
        "No letter has this code. Please compare it sign by sign with your letter."
    ),
    "letter_used": _(
        "This letter's household has registered as often as it can: %(most)s times. If you are one "
        "of them, use your private link."
    ),
    "organisation_is_preparing": _("Whom the organisation names is not fixed yet."),
    "organisation_is_listed": _("Whom the organisation names is fixed: it cannot change any more."),
    "organisation_is_drawn": _("The guarantor has confirmed the dice for these seats."),
    "organisation_missing": _("Write the organisation's name."),
    "organisation_twice": _("Another organisation has this name already."),
    "named_seats": _("Write a number of seats from 1 to %(most_seats)s."),
    "named_without_name": _("A line has no name. Write the name first."),
    "named_email": _("“%(found)s” is no e-mail address."),
    "named_twice": _("“%(found)s” stands here twice."),
    "named_too_many": _("Please write at most %(most)s lines."),
    "named_too_few": _("There are %(seats)s seats, but only %(found)s people. Name more people."),
    "named_registered": _(
        "“%(found)s” is registered elsewhere for this jury already. Nobody has two chances."
    ),
    "answer_not_offered": _("Please choose one of the answers shown."),
    "reach_unreadable": _(
        "This is no e-mail address and no telephone number. Write one of them, such as "
        "name@example.org or +32 470 12 34 56."
    ),
    "reach_unknown": _("Nobody is registered with this address or number."),
    "reach_registered": _("Somebody is registered with this address or number already."),
    "household_full_here": _(
        "%(most)s people of this household are registered already. More cannot be. If you are one "
        "of them, use your private link."
    ),
    "answers_fixed": _(
        "Registration is over, so your answers stay. You can still change how we reach you, or "
        "withdraw."
    ),
    "nothing_to_erase": _("No address is kept any more."),
    "seated_already": _("You have a seat on the jury. Tell the facilitator that you cannot come."),
    "person_registered": _("Line %(line)s: this person is registered already."),
    "household_full_already": _(
        "Line %(line)s: with those who are in already, more than %(most)s people of one household."
    ),
}
