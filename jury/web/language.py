"""In which language to answer: by choice, then the person's own, then the browser's.

A page asks for some hundred sentences, so one sentence must cost one look in a dictionary.
"""

from __future__ import annotations

from typing import cast

from babel.support import Translations
from flask import Flask, g, has_app_context, request
from flask_babel import Babel, Domain, get_locale
from flask_login import current_user
from markupsafe import Markup

from jury.web.access import doors_of

COOKIE = "language"


class Catalogues(Domain):
    """The catalogues of the four languages, each found by its language's two letters."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, Translations] = {}

    def get_translations(self) -> Translations:
        """Give the catalogue of this request's language."""
        if not has_app_context():
            return self._loaded()
        chosen: Translations | None = g.get("catalogue")
        if chosen is None:
            language = get_locale().language
            if language not in self.found:
                self.found[language] = self._loaded()
            chosen = g.catalogue = self.found[language]
        return chosen

    def _loaded(self) -> Translations:
        return cast(Translations, super().get_translations())


CATALOGUES = Catalogues()


def install(app: Flask) -> None:
    """Choose each answer's language, and give templates their sentences."""
    babel = Babel(app, locale_selector=choose, timezone_selector=zone)
    babel.domain_instance = CATALOGUES
    app.jinja_env.globals.update(_=sentence, gettext=sentence, ngettext=sentences)


def sentence(text: str, **values: object) -> Markup:
    """Give a sentence of the page in the reader's language; `values` are escaped."""
    return Markup(CATALOGUES.get_translations().gettext(text)) % values  # noqa: S704 - our own text


def sentences(one: str, more: str, number: int, **values: object) -> Markup:
    """Give the sentence that fits a number, which it may name as `%(num)s`."""
    text = CATALOGUES.get_translations().ngettext(one, more, number)
    return Markup(text) % {"num": number, **values}  # noqa: S704 - our own text


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
