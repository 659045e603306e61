"""Sentences that the command line's library says itself: named here so that they are translated."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext


def said_by_the_library() -> tuple[str, ...]:
    """List them; the library looks them up in the same catalogue, under these very words."""
    return (
        _("Usage:"),
        _("Options"),
        _("Commands"),
        _("Show this message and exit."),
        _("Missing command."),
        _("Missing argument"),
        _("Missing option"),
        _("No such command {name!r}."),
        _("No such option {name!r}."),
        _("Option {name!r} does not take a value."),
        _("Invalid value: {message}"),
        _("Invalid value for {param_hint}: {message}"),
        _("{value!r} is not a valid {number_type}."),
        _("{value} is not in the range {range}."),
        _("{value!r} is not a valid boolean. Recognized values: {states}"),
        _("Could not open file {filename!r}: {message}"),
        _("{name} {filename!r} is a file."),
        _("{name} {filename!r} is a directory."),
        _("{name} {filename!r} is not readable."),
        _("{name} {filename!r} is not writable."),
        _("{name} {filename!r} does not exist."),
        _("file"),
        _("directory"),
        _("path"),
        _("default: {default}"),
    )


def counted_by_the_library(count: int) -> tuple[str, ...]:
    """List those that depend on a number."""
    return (
        ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", count),
        ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", count),
        ngettext(
            "Option {name!r} requires an argument.",
            "Option {name!r} requires {nargs} arguments.",
            count,
        ),
        ngettext(
            "Got unexpected extra argument ({args})",
            "Got unexpected extra arguments ({args})",
            count,
        ),
    )
