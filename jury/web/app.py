"""The application's wiring: settings in, pages out. Nothing is decided here."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from types import ModuleType
from typing import Any

from flask import Blueprint, Flask, g
from flask_compress import Compress
from flask_login import LoginManager
from flask_wtf.csrf import CSRFProtect
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.middleware.proxy_fix import ProxyFix

import jury.web
from jury.config import Settings
from jury.services.doors import Doors, is_busy, wall_clock
from jury.web import assets, errors, filters, frame, language, person, safety
from jury.web.access import policy_of
from jury.web.clock import Clock

CORE = frozenset(
    {
        "app",
        "access",
        "acting",
        "assets",
        "call_forms",
        "call_lacks",
        "call_sections",
        "changed_fields",
        "check_queue",
        "clock",
        "desk_queue",
        "entering",
        "errors",
        "filters",
        "fields",
        "forms",
        "health_lines",
        "homes",
        "messages_fields",
        "messages_decision",
        "messages_record",
        "decision_forms",
        "frame",
        "asked",
        "language",
        "messages",
        "messages_call",
        "messages_lottery",
        "lottery_forms",
        "register_forms",
        "lottery_words",
        "messages_proposal",
        "messages_scoring",
        "messages_seat",
        "board",
        "board_forms",
        "board_queue",
        "paper_forms",
        "seat_filling",
        "sheet_forms",
        "sheet_own",
        "proposal_forms",
        "proposal_now",
        "proposal_whole",
        "person",
        "messages_account",
        "practice_forms",
        "practice_texts",
        "practised",
        "safety",
        "signin_forms",
        "sure",
        "words",
        "words_forms",
    }
)


def build(settings: Settings, clock: Clock = wall_clock, more: Sequence[Blueprint] = ()) -> Flask:
    """Make the application. `clock` is an argument so that a test can say what time it is.

    `more` are pages from outside the grid: the demonstration's doors.

    Raises RuntimeError if a route has no row in the permission table.
    """
    app = Flask("jury", static_folder=None)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SECRET_KEY_FALLBACKS=list(settings.secret_key_fallbacks),
        TRUSTED_HOSTS=list(settings.trusted_hosts),
        SESSION_COOKIE_NAME="__Host-jury" if settings.secure else "jury",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=settings.form_memory,
        MAX_FORM_MEMORY_SIZE=settings.form_memory,
        MAX_FORM_PARTS=2000,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        WTF_I18N_ENABLED=False,  # our sentences are our own: no second catalogue a request
        BABEL_DEFAULT_LOCALE=settings.default_language,
        BABEL_TRANSLATION_DIRECTORIES="translations",
        COMPRESS_ALGORITHM=["gzip"],
        COMPRESS_MIMETYPES=["text/html", "application/json", "text/plain"],
        COMPRESS_LEVEL=5,
        COMPRESS_STREAMS=False,
    )
    app.extensions["jury"] = Doors.open(settings, clock)
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies
        )
    language.install(app)
    Compress(app)
    CSRFProtect(app)
    login = LoginManager(app)
    login.session_protection = None  # the session's row is the protection
    login.user_loader(person.load)
    safety.install(app)
    errors.install(app)
    filters.install(app)
    frame.install(app)
    assets.install(app)
    app.teardown_request(_close_reading)
    _register_pages(app)
    for page in more:
        app.register_blueprint(page)
    _refuse_unwritten(app)
    return app


def _register_pages(app: Flask) -> None:
    for page in pages():
        app.register_blueprint(page.bp)


def pages() -> list[ModuleType]:
    """Import every page module and give them: a new row needs no line here."""
    return [
        importlib.import_module(f"jury.web.{module.name}")
        for module in pkgutil.iter_modules(jury.web.__path__)
        if module.name not in CORE
    ]


def _refuse_unwritten(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        if policy_of(app.view_functions[rule.endpoint]) is None:
            raise RuntimeError(f"{rule.endpoint} has no row in the permission table")


def _close_reading(error: BaseException | None) -> None:
    """Give the connection back; where the server went away meanwhile, there is none to give."""
    session: Any = g.pop("reading", None)
    if session is not None:
        try:
            session.close()
        except SQLAlchemyError as lost:
            if not is_busy(lost):
                raise
