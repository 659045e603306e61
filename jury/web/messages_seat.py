"""The sentences about seats, codes and ties: what is missing, and why something cannot be done."""

from __future__ import annotations

from flask_babel import LazyString, lazy_gettext

_ = lazy_gettext

FIELDS: dict[str, LazyString] = {
    "meetings_missing": _("Write at least when and where you meet."),
    "welcome_too_long": _("This text is too long. Please stay under %(most)s characters."),
    "people_missing": _("Write at least one name."),
    "people_too_many": _("At most %(most)s people at once. Send the others afterwards."),
    "name_missing": _("One line has no name. Write the name first, then the e-mail."),
    "name_too_long": _("One name is too long. Please stay under %(most)s characters."),
    "email_twice": _("One of these e-mail addresses already has a seat, or stands here twice."),
    "email_unreadable": _(
        "Line %(line)s: what stands after the name is no e-mail address. "
        "Write it like this: Ana Peeters; ana@example.org"
    ),
    "email_after_name": _(
        "What stands after the name is no e-mail address. "
        "Write it like this: Ana Peeters; ana@example.org"
    ),
    "same_scrutineer": _("The two must be different people. Write another name."),
    "scrutineer_has_part": _(
        "Somebody of this name has another part in this call. A scrutineer must be somebody else. "
        "If it is another person of the same name, add something to tell them apart."
    ),
    "seats_missing": _("Choose at least one seat."),
    "seats_too_many": _("That is too many codes at once: at most %(most)s."),
    "seat_is_active": _("This seat is taken. Nothing was changed."),
    "seat_is_ended": _("This seat has ended. Nothing was changed."),
    "seat_ended": _("This seat has ended."),
    "tie_missing": _("Choose what is true for you."),
    "tie_not_declared": _("First say whether something ties you to this project."),
    "words_too_long": _("This text is too long. Please stay under %(most)s characters."),
    "code_unknown": _(
        "None of your sheets has this code. Check each letter. "
        "The code of a replaced sheet ends when the round closes."
    ),
}
