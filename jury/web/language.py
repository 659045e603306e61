"""In which language to answer: by choice, then the person's own, then the browser's."""

from __future__ import annotations

from flask import g, request
from flask_login import current_user

from jury.web.access import doors_of

COOKIE = "language"


def choose() -> str:
    """Give one of the four languages."""
    settings = doors_of().settings
    chosen = request.cookies.get(cookie_name(), "")
    if chosen in settings.languages:
        return chosen
    if current_user and current_user.is_authenticated:
        own: str = current_user.account.language
        if own in settings.languages:
            return own
    return request.accept_languages.best_match(settings.languages) or settings.default_language


def cookie_name() -> str:
    """Name the cookie that keeps the choice."""
    return f"__Host-{COOKIE}" if doors_of().settings.secure else COOKIE


def zone() -> str:
    """Show times in the call's own zone: everybody talks of the same hour."""
    found = g.get("visit")
    if found is not None and found.call is not None:
        return str(found.call.timezone)
    return doors_of().settings.default_timezone
