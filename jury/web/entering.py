"""What every way of signing in shares: where it comes from, short cookies, and the way in."""

from __future__ import annotations

from collections.abc import Callable

from flask import make_response, redirect, request, session, url_for
from flask_login import current_user, login_user
from werkzeug.wrappers import Response

from jury.domain.errors import Busy, Conflict, Invalid, TooMany
from jury.services import parked
from jury.services.signin import Opened, Visitor
from jury.web import person
from jury.web.access import doors_of, end_reading
from jury.web.acting import refuse
from jury.web.forms import JuryForm
from jury.web.site import local_path

REGISTRATION = "registration"
"""The short cookie of whoever followed a private link of a lottery."""

FORMS_KEY = "csrf_token"
"""Where Flask-WTF keeps what every form of this browser was drawn with."""

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def visitor() -> Visitor:
    """Say where this request comes from."""
    token = session.get("_user_id", "")
    return Visitor(request.remote_addr or "", device(), token if isinstance(token, str) else "")


def device() -> str:
    """Name the browser and the system in two words, as its owner would."""
    agent = request.headers.get("User-Agent", "")
    words = [
        next((word for sign, word in known if sign in agent), "") for known in (BROWSERS, SYSTEMS)
    ]
    return " · ".join(word for word in words if word)


def next_path() -> str:
    """Give where to go after signing in: a path of this site, or nothing."""
    path = local_path(request.args.get("next", ""))
    return "" if path == "/" else path


def attempt(form: JuryForm, enter_by: Callable[[], Response], again: Callable[[], str]) -> Response:
    """Try to sign in by a posted form; what is wrong is said on the same page."""
    if not form.validate():
        form.fresh_key()
        return make_response(again(), 422)
    end_reading()
    try:
        return enter_by()
    except (Conflict, Invalid, Busy, TooMany) as problem:
        return refuse(form, problem, again)


def enter(opened: Opened, wanted: str = "") -> Response:
    """Let somebody in whose session has just begun, and lead them on.

    Whatever the browser's cookie held before is dropped. What was kept for them comes first.
    """
    remember(opened)
    kept = parked.waiting(doors_of(), opened.account_id)
    if kept:
        return redirect(url_for("account.kept", form_id=kept[0].id), 303)
    return redirect(wanted or opened.next_path or url_for("site.home_of"), 303)


def remember(opened: Opened) -> None:
    """Put a session's token in the browser's cookie, and nothing of somebody else's.

    A form that the same person has open in another tab keeps its worth, so that a long text
    typed before a time-out can still be sent.
    """
    drawn_with = session.get(FORMS_KEY) if opened.continues else None
    session.clear()
    if drawn_with is not None:
        session[FORMS_KEY] = drawn_with
    end_reading()
    found = person.load(opened.token)
    if found is not None:
        login_user(found)
        session.permanent = found.means != "password"


def is_signed_in() -> bool:
    """Tell whether somebody is signed in in this browser."""
    return bool(current_user.is_authenticated)


def keep(response: Response, name: str, value: str, seconds: int) -> Response:
    """Give the browser a short cookie that no script can read."""
    secure = doors_of().settings.secure
    response.set_cookie(
        _cookie(name),
        value,
        max_age=seconds,
        path="/",
        secure=secure,
        httponly=True,
        samesite="Lax",
    )
    return response


def look(name: str) -> str:
    """Read a short cookie, or nothing."""
    return request.cookies.get(_cookie(name), "")


def drop(response: Response, *names: str) -> Response:
    """Take short cookies back."""
    secure = doors_of().settings.secure
    for name in names:
        response.delete_cookie(
            _cookie(name), path="/", secure=secure, httponly=True, samesite="Lax"
        )
    return response


def _cookie(name: str) -> str:
    return f"__Host-{name}" if doors_of().settings.secure else name
