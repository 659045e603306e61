"""The access log: what was asked and how it went. It must never hold a secret or an address."""

from __future__ import annotations

import sys
from typing import Any

from gunicorn.glogging import Logger

SECRET_PATHS = ("/j/", "/l/", "/r/", "/demo/")
"""Paths whose rest is a code or a token: it lets somebody in."""

EMPTY = "-"


def shown(path: str) -> str:
    """Give a path as it may stand in the log."""
    return next((prefix for prefix in SECRET_PATHS if path.startswith(prefix)), path)


class AccessLog(Logger):  # type: ignore[misc]
    """Gunicorn's log without secrets, queries, addresses and browsers."""

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Say in one line that a phone stopped in the middle; everything else as it is."""
        if isinstance(sys.exc_info()[1], BlockingIOError):
            self.warning("a request stopped arriving and was given up")
        else:
            super().exception(msg, *args, **kwargs)

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        """Give what the log's line may be made of."""
        atoms: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        path = shown(environ.get("PATH_INFO") or "")
        line = f"{environ.get('REQUEST_METHOD')} {path}"
        kept = {name: atoms[name] for name in "tmsBM"}
        return {**dict.fromkeys(atoms, EMPTY), **kept, "U": path, "r": line}
