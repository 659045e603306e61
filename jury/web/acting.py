"""How a posted form becomes an act, and how a refusal becomes the same form again.

What was typed is kept and shown whatever happens, with the right status and a fresh key.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from flask import Response, flash, make_response, redirect, request
from flask_babel import LazyString
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from jury.domain.errors import Busy, Conflict, Invalid, Problem, TooMany
from jury.services.perform import Done, Moment, body_digest
from jury.storage.record import Answer
from jury.web.access import doors_of, end_reading, reading
from jury.web.forms import NOT_CONTENT, JuryForm
from jury.web.messages import sentence

BUSY_SECONDS = 3


def moment(answer: Callable[[str], str], key: str | None = None) -> Moment:
    """Say where an act comes from: this request, this person, and where its answer points.

    `answer` turns the subject's id into the address of the page that comes next.
    """
    account = current_user.account if current_user.is_authenticated else None
    return Moment(
        doors=doors_of(),
        account_id=account.id if account else None,
        key=request.form.get("idempotency_key", "") if key is None else key,
        route=_route(),
        body=body_digest(_posted(), NOT_CONTENT),
        answer=answer,
    )


def perform(
    form: JuryForm,
    act: Callable[[], Done],
    again: Callable[[], str],
    *,
    said: str | LazyString = "",
) -> BaseResponse:
    """Run an act for a posted form: 303 to its answer, or the form again with what is wrong.

    `again` draws the page with the form; `said` is announced on the next page.
    Forbidden and NotFound go on to the error pages.
    """
    if not form.validate():
        return first_answer() or _show_again(form, again, 422)
    end_reading()
    try:
        done = act()
    except Problem as problem:
        # The door knows a retry by itself; what was refused before the door may be one too.
        answered = first_answer()
        if answered is not None:
            return answered
        if isinstance(problem, Conflict | Invalid | Busy | TooMany):
            return refuse(form, problem, again)
        raise
    if said and not done.repeated:
        flash(str(said), "safe")
    return redirect(done.location, 303)


def refuse(form: JuryForm, problem: Problem, again: Callable[[], str]) -> BaseResponse:
    """Show the form again after a refusal: 422, 409, 429 or 503, each with its sentence."""
    if isinstance(problem, Invalid) and problem.fields:
        form.blame(problem)
    else:
        form.form_errors.append(sentence(problem))
    status = {Invalid: 422, Conflict: 409, TooMany: 429, Busy: 503}[type(problem)]
    response = _show_again(form, again, status)
    if isinstance(problem, TooMany):
        response.headers["Retry-After"] = str(problem.retry_after)
    if isinstance(problem, Busy):
        response.headers["Retry-After"] = str(BUSY_SECONDS)
    return response


def first_answer() -> Response | None:
    """Give a retry the first answer, even after what it did can no longer be done."""
    if not current_user.is_authenticated:
        return None
    key = request.form.get("idempotency_key", "")
    if not key or not key.isprintable():
        return None
    old = reading().get(Answer, (current_user.account.id, _route(), key))
    if old is None or old.body != body_digest(_posted(), NOT_CONTENT):
        return None
    return make_response(redirect(old.location, old.status))


def _route() -> str:
    """Name where a form was sent: what the address asks about belongs to it."""
    return request.full_path.removesuffix("?")


def _posted() -> list[tuple[str, str]]:
    """Give the fields as they came, a file by its digest."""
    fields = list(request.form.items(multi=True))
    for name, file in request.files.items(multi=True):
        fields.append((name, hashlib.sha256(file.stream.read()).hexdigest()))
        file.stream.seek(0)
    return fields


def _show_again(form: JuryForm, again: Callable[[], str], status: int) -> Response:
    form.fresh_key()
    return make_response(again(), status)
