"""Static files: compressed once, named by their content, kept by browsers for a year."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Flask, Response, request, url_for
from werkzeug.exceptions import NotFound

from jury.domain.permissions import Page

FOLDER = Path(__file__).parent.parent / "static"
LONGEST = 200
YEAR = "public, max-age=31536000, immutable"
bp = Blueprint("assets", __name__)


@dataclass(frozen=True)
class Asset:
    """One file as sent: its bytes, the same compressed, its type and its name by content."""

    plain: bytes
    packed: bytes
    kind: str
    digest: str


def install(app: Flask) -> None:
    """Serve the static files, give templates `asset(path)`, and pack for who can unpack."""
    app.register_blueprint(bp)
    app.before_request(_ask_plainly)
    app.add_template_global(address, "asset")


@lru_cache(maxsize=200)
def load(path: str) -> Asset | None:
    """Read a static file; None where there is no such file in the folder."""
    if len(path) > LONGEST:  # longer than a disk can name
        return None
    file = (FOLDER / path).resolve()
    if not file.is_relative_to(FOLDER) or not file.is_file():
        return None
    plain = file.read_bytes()
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return Asset(
        plain, gzip.compress(plain, 9, mtime=0), kind, hashlib.sha256(plain).hexdigest()[:16]
    )


@lru_cache(maxsize=200)
def address(path: str) -> str:
    """Give the address of a static file: it changes when the content does."""
    asset = load(path)
    if asset is None:
        raise LookupError(f"no static file {path}")
    return url_for("assets.send", digest=asset.digest, path=path)


@bp.get("/assets/<digest>/<path:path>")
def send(digest: str, path: str) -> Response:
    """Send a static file under its name by content.

    :raise 404: where the content has another name.
    """
    asset = load(path)
    if asset is None or asset.digest != digest:
        raise NotFound()
    packed = _takes_gzip()
    response = Response(asset.packed if packed else asset.plain, mimetype=asset.kind)
    response.headers["Cache-Control"] = YEAR
    response.headers["Vary"] = "Accept-Encoding"
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    return response


send.policy = Page.PUBLIC  # type: ignore[attr-defined]


def _takes_gzip() -> bool:
    """Say whether the browser unpacks gzip: its own entry counts before `*` (RFC 9110, 12.5.3)."""
    asked = {coding.lower(): quality for coding, quality in request.accept_encodings}
    return asked.get("gzip", asked.get("*", 0)) > 0


def _ask_plainly() -> None:
    """Leave one coding in the request: the library that packs pages overlooks a refused one."""
    request.environ["HTTP_ACCEPT_ENCODING"] = "gzip" if _takes_gzip() else "identity"
