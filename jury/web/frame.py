"""What the frame of every page needs: language, name, links at the top and at the bottom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import Flask, g, request, url_for
from flask_babel import get_locale, gettext
from flask_htmx import HTMX
from flask_login import current_user

from jury.domain.permissions import Action, Page
from jury.web.access import offers, sees, visit
from jury.web.words import CALL_STATES

_ = gettext
htmx = HTMX()


@dataclass(frozen=True)
class Link:
    """One link of the frame."""

    url: str
    label: str
    current: bool = False


def install(app: Flask) -> None:
    """Give every template the frame's values."""
    htmx.init_app(app)
    app.context_processor(values)


def values() -> dict[str, Any]:
    """Give what base.html draws."""
    language = get_locale().language
    return {
        "locale": language,
        "installation": _("Jury"),
        "nav_items": top_links(),
        "is_known": is_known,
        "footer_links": bottom_links(language),
        "offers": offers,
        "sees": sees,
        "visit": visit,
        "Action": Action,
        "Page": Page,
        "call_states": lambda: CALL_STATES,
    }


def top_links() -> list[Link]:
    """Give the links at the top: few, and only what this person can see."""
    if is_known():
        found = [("site.home_of", _("My page")), ("account.me", _("My account"))]
    else:
        found = [("signin.choose", _("Sign in"))]
    return [Link(url_for(name), label, request.endpoint == name) for name, label in found]


def is_known() -> bool:
    """Tell whether somebody is signed in; an error page of ours asks no database for it."""
    asks = g.get("visit") is not None or g.get("refused") is not None
    return bool(asks and current_user.is_authenticated)


@lru_cache(maxsize=8)
def bottom_links(language: str) -> list[Link]:
    """Give the links at the bottom, the same on every page of a language: how to check, and so on.

    `language` is the language of this answer.
    """
    found = [
        ("site.verify", _("Verify a decision")),
        ("site.who_may", _("Who may do what")),
        ("site.what_the_log_proves", _("What the log proves")),
        ("site.accessibility", _("Accessibility")),
    ]
    return [Link(url_for(name), label) for name, label in found]
