"""Sentences that the command line's library says itself: named here so that they are translated."""

from __future__ import annotations

from gettext import gettext as _


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
    )
