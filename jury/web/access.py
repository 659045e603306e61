"""Who asks, and for what: finds the person and the call, and asks the permission table.

What you may not see is 404; what you see but may not do is 403; who is not signed in is sent to
sign in, whether the thing exists or not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar, cast

from flask import current_app, g, redirect, request, url_for
from flask_login import current_user
from sqlalchemy.orm import Session

from jury.domain.errors import Forbidden, NotFound
from jury.domain.permissions import RULES, Action, Page, Role, may
from jury.services.doors import Doors
from jury.storage.account import Account
from jury.storage.call import Call
from jury.storage.seat import roles_of

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Visit:
    """One request: its reading session, its person, the call it is about, and the moment."""

    session: Session
    account: Account | None
    roles: frozenset[Role]
    call: Call | None
    now: datetime

    def the_call(self) -> Call:
        """The call that the page is about."""
        if self.call is None:
            raise NotFound()
        return self.call

    def the_account(self) -> Account:
        """The person who asks; raises NotFound for a visitor."""
        if self.account is None:
            raise NotFound()
        return self.account

    def own(self, account_id: str | None) -> None:
        """Go on only if the thing is theirs; to others it does not exist."""
        if self.account is None or self.account.id != account_id:
            raise NotFound()


def doors_of() -> Doors:
    """Give the installation that this application serves."""
    return cast(Doors, current_app.extensions["jury"])


def reading() -> Session:
    """Give the request's reading session; it is closed with the request."""
    if "reading" not in g:
        g.reading = doors_of().engines.reading()
    return cast(Session, g.reading)


def end_reading() -> None:
    """Give the reading transaction back before an act: what follows reads afresh."""
    if "reading" in g:
        g.pop("reading").close()


def visit() -> Visit:
    """Give what the decorators found about this request."""
    return cast(Visit, g.visit)


def offers(action: Action, can: bool = True, *, owns: bool = True) -> bool:
    """Tell whether to draw an act's button: may (the table) and can (the state)."""
    return can and may(action, visit().roles, owns=owns)


def sees(page: Page) -> bool:
    """Tell whether to draw a link to a page."""
    return may(page, visit().roles)


def reads(page: Page) -> Callable[[View], View]:
    """Declare which row of the permission table lets a person see this view."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            found = _visit(kwargs.get("call_id"))
            if not may(page, found.roles):
                return _sign_in_first(found)
            _hide_drafts(found)
            return view(*args, **kwargs)

        guarded.policy = page  # type: ignore[attr-defined]
        return cast(View, guarded)

    return decorate


def acts(action: Action) -> Callable[[View], View]:
    """Declare which act this view performs; the door asks the table again, after the lock."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            from jury.web.acting import first_answer

            found = _visit(kwargs.get("call_id"))
            if not may(action, found.roles):
                if found.account is None:
                    return _sign_in_first(found)
                if (answered := first_answer()) is not None:
                    return answered
                page = RULES[action].page
                if page is not None and may(page, found.roles):
                    raise Forbidden("not_yours")
                raise NotFound()
            return view(*args, **kwargs)

        guarded.policy = action  # type: ignore[attr-defined]
        return cast(View, guarded)

    return decorate


def computes(page: Page) -> Callable[[View], View]:
    """Declare a POST view that changes no logged row: sign-in, drafts, language."""

    def decorate(view: View) -> View:
        guarded = reads(page)(view)
        guarded.computes = True  # type: ignore[attr-defined]
        return guarded

    return decorate


def policy_of(view: Callable[..., Any]) -> Action | Page | None:
    """Read the row of the permission table that a view declares."""
    return getattr(view, "policy", None)


def _visit(call_id: str | None) -> Visit:
    person = current_user if current_user.is_authenticated else None
    session = reading()
    call = session.get(Call, call_id) if call_id is not None else None
    account = person.account if person is not None else None
    roles = roles_of(session, account.id if account else None, call.id if call else None)
    g.visit = Visit(session, account, roles, call, doors_of().clock())
    if call_id is not None and call is None and account is not None:
        raise NotFound()
    return cast(Visit, g.visit)


def _hide_drafts(found: Visit) -> None:
    """A draft call is seen by those who prepare it; elsewhere it does not exist."""
    call_asked = (request.view_args or {}).get("call_id")
    if call_asked is None:
        return
    if found.call is None:
        raise NotFound()
    if found.call.state == "draft" and not found.roles & {
        Role.OFFICIAL,
        Role.FACILITATOR,
        Role.GUARANTOR,
        Role.SIGNATORY,
    }:
        raise NotFound()


def _sign_in_first(found: Visit) -> Any:
    if found.account is not None:
        raise NotFound()
    if request.method == "POST":
        from jury.web.person import park_if_timed_out

        return park_if_timed_out()
    return redirect(url_for("signin.choose", next=request.full_path.rstrip("?")), 303)
