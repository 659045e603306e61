"""What a verification can find wrong, in words."""

from __future__ import annotations

from gettext import gettext as _


def sentence(code: str) -> str:
    """Put the code of a finding in one sentence; an unknown code stands for itself."""
    return {
        "ambiguous_key": _("Two keys look alike."),
        "bad_checkpoint": _("The checkpoint cannot be read."),
        "bad_leaf": _("An entry does not have the form of an entry."),
        "bad_note": _("The signed note cannot be read."),
        "bad_opening": _("An opening cannot be read."),
        "bad_signature": _("The signature is false."),
        "composition_differs": _("A record does not show the jury that was committed to."),
        "cut_short": _("The file stops in the middle."),
        "destroyed_not_stated": _("A closing does not say how many earlier versions it destroyed."),
        "destroyed_too_many": _("A closing destroyed more than there was."),
        "erasure_of_nothing": _("Something is said to be erased that was never there."),
        "entry_without_sheet": _("The log has a sheet that the database does not have."),
        "file_differs": _("A file is not the one that was handed in."),
        "file_lost": _("A file that was handed in is gone."),
        "file_without_entry": _("The database has a file that the log does not have."),
        "head_differs": _("A log's head is not what its entries say."),
        "key_differs": _("A log's key is not the one that belongs to it."),
        "leaf_differs": _("An entry's bytes are not the ones that were hashed."),
        "levels_differ": _("The levels are not the ones that the guarantor confirmed."),
        "log_lost": _("A log was signed that the database does not have."),
        "no_known_signature": _("It is not signed with this key."),
        "no_leaves_line": _("The line that begins the entries is missing."),
        "no_openings_line": _("The line that begins the openings is missing."),
        "not_an_extension": _("It does not continue the older one."),
        "not_utf8": _("The note is not text."),
        "note_unreadable": _("The last signed checkpoint cannot be read."),
        "open_though_erased": _("Something is open that was declared erased."),
        "opened_too_early": _("Something was opened before its time."),
        "opening_differs": _("What was opened is not what was sealed."),
        "opening_of_nothing": _("Something was opened that was never sealed."),
        "openings_out_of_order": _("The openings are not in order."),
        "other_entries": _("A log no longer holds the entries that were signed."),
        "record_differs": _("A published record is not the one that was published."),
        "result_differs": _("A result is not the one in the log."),
        "sheet_differs": _("A sheet is not the one that the juror sent."),
        "sheet_without_entry": _("The database has a sheet that the log does not have."),
        "shorter": _("A log is shorter than what was signed: entries are lost."),
        "wrong_origin": _("The checkpoint belongs to another log."),
        "wrong_root": _("The entries are not the ones that were signed."),
        "wrong_size": _("Entries were removed or added."),
    }.get(code, code)
