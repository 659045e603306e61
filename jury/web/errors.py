"""Refusals as pages: what happened, what to do next, a reference; never anything internal."""

from __future__ import annotations

import contextlib
import logging
import secrets
import traceback

from flask import Flask, Response, current_app, g, make_response, render_template
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import ClientDisconnected, HTTPException, SecurityError

from jury.domain.errors import (
    Busy,
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    Problem,
    TooMany,
)
from jury.services.doors import is_busy
from jury.web.access import end_reading
from jury.web.acting import BUSY_SECONDS
from jury.web.messages import sentence

STATUS: dict[type[Problem], int] = {
    Invalid: 422,
    Conflict: 409,
    Forbidden: 403,
    NotFound: 404,
    TooMany: 429,
    Busy: 503,
}
WITH_PAGE = frozenset({400, 403, 404, 405, 408, 409, 413, 422, 429, 500, 503})
log = logging.getLogger("jury")


def install(app: Flask) -> None:
    """Answer every refusal and every fault with a page in plain words."""
    app.register_error_handler(Problem, of_problem)
    app.register_error_handler(CSRFError, lambda error: page(400))
    app.register_error_handler(HTTPException, of_http)
    app.register_error_handler(Exception, of_fault)


def of_problem(problem: Problem) -> Response:
    """Show a refusal of the rule book."""
    status = next((s for kind, s in STATUS.items() if isinstance(problem, kind)), 422)
    retry = problem.retry_after if isinstance(problem, TooMany) else None
    if isinstance(problem, Forbidden):
        _note_refusal(problem)
    if isinstance(problem, NotFound):
        return page(status)
    return page(status, what_to_do=sentence(problem), retry_after=retry)


def of_http(error: HTTPException) -> Response:
    """Show what the server refused by itself."""
    if isinstance(error, SecurityError):  # a host that is not ours: no address can be written
        return _bare(400, secrets.token_hex(4))
    if isinstance(error, ClientDisconnected):
        log.warning("a request stopped arriving and was given up")
        return page(408)
    status = error.code or 500
    if error.response is not None or status < 400:
        return make_response(error.get_response())
    shown = page(status if status in WITH_PAGE else 400 if status < 500 else 500)
    shown.status_code = status
    allowed = getattr(error, "valid_methods", None)
    if allowed:
        shown.headers["Allow"] = ", ".join(allowed)
    return shown


def of_fault(error: Exception) -> Response:
    """Show that something went wrong on our side; the log line carries the same reference."""
    if is_busy(error):
        log.warning("no database now: %s", named(error))
        return page(503, retry_after=BUSY_SECONDS)
    reference = secrets.token_hex(4)
    log.error("fault %s: %s", reference, trace(error))
    return page(500, reference=reference)


def trace(error: BaseException) -> str:
    """Say what failed and where, without any message: those may quote what people wrote."""
    parts: list[str] = []
    found: BaseException | None = error
    while found is not None:
        frames = "".join(traceback.format_tb(found.__traceback__))
        parts.append(f"{named(found)}\n{frames}")
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)
    return "because of ".join(parts)


def named(error: BaseException) -> str:
    """Name an error by its type and, where a database gave one, its code."""
    own = getattr(error, "orig", None) or error
    code = getattr(own, "sqlstate", None) or getattr(own, "sqlite_errorname", None) or ""
    return f"{type(own).__qualname__} {code}".rstrip()


OURS = frozenset({500, 503})
"""What is our fault, or the database's: such a page looks nobody up."""


def page(
    status: int,
    *,
    what_to_do: str | None = None,
    retry_after: int | None = None,
    reference: str | None = None,
) -> Response:
    """Draw an error page; if even that fails, a plain one that needs nothing."""
    name = reference or secrets.token_hex(4)
    if status not in OURS:
        g.refused = status

    def draw() -> Response:
        return make_response(
            render_template(
                f"errors/{status}.html",
                code=status,
                what_to_do=what_to_do,
                reference=name,
                retry_after=retry_after,
            ),
            status,
        )

    try:
        response = draw()
    except Exception:
        _forget_person()
        try:
            response = draw()
        except Exception as error:
            log.error("fault %s: %s", name, trace(error))
            response = _bare(status, name)
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    elif status == 503:
        response.headers["Retry-After"] = str(BUSY_SECONDS)
    return response


def _forget_person() -> None:
    """Go on as for a visitor: without a database nobody can be known."""
    g._login_user = current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]
    g.pop("visit", None)
    with contextlib.suppress(SQLAlchemyError):
        end_reading()


def _bare(status: int, reference: str) -> Response:
    """Draw the page that needs nothing."""
    bare = current_app.jinja_env.get_template("errors/last_resort.html")
    return make_response(bare.render(code=status, reference=reference), status)


def _note_refusal(problem: Forbidden) -> None:
    from flask import request
    from flask_login import current_user

    from jury.services import journal
    from jury.web.access import doors_of

    account = current_user.account.id if current_user.is_authenticated else None
    journal.note(
        doors_of(),
        "refused",
        account,
        request.remote_addr or "",
        f"{request.method} {request.endpoint} {problem.code}",
    )
