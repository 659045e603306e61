"""Whether this browser has done or skipped the practice round: one cookie, no row."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response

from jury.web.access import doors_of

COOKIE = "practised"
YEAR_SECONDS = 31_536_000


def practised() -> bool:
    """Tell whether the practice round need not be offered first any more."""
    return request.cookies.get(_name()) == "1"


def keep_practised(response: Response) -> None:
    """Keep in this browser that the practice round is done or skipped."""
    response.set_cookie(
        _name(),
        "1",
        max_age=YEAR_SECONDS,
        secure=doors_of().settings.secure,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def _name() -> str:
    return f"__Host-{COOKIE}" if doors_of().settings.secure else COOKIE
