"""What every answer carries, and where a form may come from (OWASP ASVS 5.0, V3)."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest, NotFound

from jury.web.access import doors_of

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
    "browsing-topics=()",
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def install(app: Flask) -> None:
    """Check where forms come from, and put the headers on every answer."""
    app.before_request(refuse_odd_addresses)
    app.before_request(refuse_other_sites)
    app.after_request(add_headers)


def refuse_odd_addresses() -> None:
    """Refuse a null in an address: nothing has such a name, and PostgreSQL cannot look it up."""
    if "\x00" in request.path:
        raise NotFound()


def refuse_other_sites() -> None:
    """Refuse a form of another site, beside the token.

    A missing or null Origin passes only with `Sec-Fetch-Site: same-origin` or a Referer of ours.
    What no page takes (404, 405) is refused as such.
    """
    if request.method in SAFE or request.routing_exception is not None:
        return
    ours = {_origin(doors_of().settings.base_url), _origin(request.host_url)}
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is not None and fetch_site not in ("same-origin", "none"):
        raise BadRequest()
    origin = request.headers.get("Origin")
    if origin is not None and origin != "null":
        if origin not in ours:
            raise BadRequest()
        return
    if fetch_site == "same-origin" or _origin(request.headers.get("Referer", "")) in ours:
        return
    raise BadRequest()


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def add_headers(response: Response) -> Response:
    """Put the strict headers on an answer; what is not said to be public is not stored."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if doors_of().settings.secure:
        response.headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.pop("Server", None)
    return response
