"""The person behind a request: a session's row, found by the token in the signed cookie."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, request, session, url_for
from flask_login import UserMixin
from werkzeug.wrappers import Response

from jury.storage.account import Account
from jury.web.access import doors_of, reading


@dataclass(frozen=True)
class Person(UserMixin):
    """Who is signed in, and by which session."""

    account: Account
    token: str
    means: str

    def get_id(self) -> str:
        """Give the session's token: signing out ends the row, whoever still has the cookie."""
        return self.token


def load(token: str) -> Person | None:
    """Find the person of a session's token, if the session still runs."""
    from jury.services import signin

    found = signin.find_session(reading(), doors_of(), token)
    if found is None:
        return None
    signin.touch(doors_of(), token, found)
    return Person(found.account, token, found.means)


def park_if_timed_out() -> Response:
    """Keep a form that came after its session ran out, then ask to sign in.

    Only where the session timed out: after sign-out or disabling nothing is kept.
    """
    from jury.services import parked, signin

    token = session.get("_user_id", "")
    owner = signin.timed_out_owner(reading(), doors_of(), token) if token else None
    kept = None
    if owner is not None:
        fields = [
            (name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"
        ]
        kept = parked.park(doors_of(), owner, request.path, fields)
    return redirect(url_for("signin.choose", next="/", parked=1 if kept else None), 303)
