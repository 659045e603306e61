"""The public decision record: its page, its very bytes, its schema, and the logs that prove it."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    render_template,
    request,
    url_for,
)
from flask_babel import get_locale, gettext
from markupsafe import Markup
from werkzeug.wrappers import Response as BaseResponse

from jury.domain.errors import NotFound
from jury.domain.permissions import Action, Page
from jury.domain.record.document import Document
from jury.papers.announced import read_change
from jury.services.checkpoints import log_file as written_log
from jury.services.record import publish_record
from jury.storage.decision import (
    PublishedRecord,
    Version,
    events_of,
    latest_record,
    record_numbered,
    records_of,
)
from jury.storage.record import INSTALLATION, installation_key, logs_of
from jury.web.access import acts, reading, reads, visit
from jury.web.acting import moment, perform
from jury.web.call import PAGE_SIZE, page_number, slice_of
from jury.web.forms import JuryForm
from jury.web.messages_decision import ANSWERS, BY_WHOM, EVENTS, OUTCOMES, why_sentence
from jury.web.messages_record import KINDS, POWERS, RULES, TIES
from jury.web.proposal_forms import QUESTION_LABELS
from jury.web.sure import moved_rows, near_rows
from jury.web.words import CHANGE_KINDS

bp = Blueprint("record", __name__)
_ = gettext
MINUTE = "public, max-age=60"
YEAR = "public, max-age=31536000, immutable"


@bp.get("/calls/<call_id>/record")
@reads(Page.RECORD)
def show(call_id: str) -> str:
    """Show what was decided, by whom, why, and how to check it."""
    versions = records_of(reading(), call_id)
    asked = _asked_version()
    wanted = next((v for v in versions if asked is None or v[0] == asked), None)
    if wanted is None:
        raise NotFound()
    language = get_locale().language
    title, lead, content, told = _drawn(
        call_id, wanted, tuple(versions), page_number(), language, asked
    )
    since = events_of(reading(), call_id)[told:] if wanted == versions[0] else []
    return render_template(
        "record/show.html", title=title, lead=lead, content=content, since=since, words=EVENTS
    )


@lru_cache(maxsize=100)
def _drawn(
    call_id: str,
    version: Version,
    versions: tuple[Version, ...],
    number: int,
    language: str,
    asked: int | None,
) -> tuple[Markup, Markup, Markup, int]:
    """Draw the title, the line above it and the content of one page of a published record.

    The number says how much of what happened to the decision this version tells.

    The same for everyone who reads this language, as long as no newer version is published: a
    version, known by its digest, never changes.
    """
    published = record_numbered(reading(), call_id, version[0])
    if published is None:
        raise NotFound()
    document = Document.decode(published.document.encode())
    named = {p.id: (p.title, p.language) for p in document.proposals}
    first = (number - 1) * PAGE_SIZE
    drawn: Any = current_app.jinja_env.get_template("record/_content.html").make_module(
        {
            "record": document,
            "language": language,
            "published": published,
            "versions": versions,
            "proposals": document.proposals[first : first + PAGE_SIZE],
            "page": slice_of(
                "record.show", number, len(document.proposals), call_id=call_id, version=asked,
            ),
            "criteria": {c.id: c for c in document.call.criteria},
            "days": [
                (_noon(d.day, document.call.timezone), _in_order(d.entries))
                for d in document.process
            ],
            "near": near_rows(document.sure, named),
            "moved": moved_rows(document.sure, named),
            "changes": [read_change(change) for change in reversed(document.call.changes)],
            "change_kinds": CHANGE_KINDS,
            "events": EVENTS,
            "by_whom": BY_WHOM,
            "outcomes": OUTCOMES,
            "answers": ANSWERS,
            "kinds": KINDS,
            "rules": RULES,
            "powers": POWERS,
            "ties": TIES,
            "questions": QUESTION_LABELS,
            "why": why_sentence,
        }
    )  # fmt: skip
    return drawn.title(), drawn.lead(), drawn.content(), len(document.events)


def _in_order(entries: dict[str, int]) -> list[tuple[str, int]]:
    """Put a day's kinds of entries in the order in which a call goes its way."""
    order = {kind: place for place, kind in enumerate(KINDS)}
    return sorted(entries.items(), key=lambda found: order.get(found[0], len(order)))


def _noon(day: str, zone: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=ZoneInfo(zone))


def _asked_version() -> int | None:
    """Read which version the address asks for; None where it asks for none."""
    asked = request.args.get("version", "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < 6):
        raise NotFound()
    return int(asked)


def published_version(call_id: str) -> PublishedRecord:
    """Give the version that the address asks for, the newest one by default."""
    asked = _asked_version()
    if asked is None:
        found = latest_record(reading(), call_id)
    else:
        found = record_numbered(reading(), call_id, asked)
    if found is None:
        raise NotFound()
    return found


@bp.post("/calls/<call_id>/record")
@acts(Action.RECORD_PUBLISH)
def publish(call_id: str) -> BaseResponse:
    """Publish the record, or a corrected version of it."""
    form = JuryForm()
    return perform(
        form,
        lambda: publish_record(
            moment(lambda subject: url_for("record.show", call_id=call_id)), call_id=call_id
        ),
        lambda: render_template("record/publish.html", form=form, call=visit().the_call()),
        said=_("The record is published. Everyone can read and check it."),
    )


@bp.get("/calls/<call_id>/record.json")
@reads(Page.RECORD)
def document(call_id: str) -> Response:
    """Give the very bytes that were published."""
    published = published_version(call_id)
    kept = YEAR if request.args.get("version") else MINUTE
    return _file(published.document.encode(), "application/json", kept)


@bp.get("/schemas/record-1.json")
@reads(Page.PUBLIC)
def schema() -> Response:
    """Give the JSON Schema of the record."""
    data = files("jury").joinpath("schemas/record-1.json").read_bytes()
    return _file(data, "application/schema+json", MINUTE)


@bp.get("/calls/<call_id>/log")
@reads(Page.CALL)
def log_file(call_id: str) -> Response:
    """Give the call's log as one file, with the openings that are due."""
    return _log(call_id, MINUTE if visit().the_call().state != "draft" else "no-store")


@bp.get("/log")
@reads(Page.PUBLIC)
def installation_log() -> Response:
    """Give the installation's own log as one file."""
    return _log(INSTALLATION, MINUTE)


@bp.get("/key")
@reads(Page.PUBLIC)
def key() -> Response:
    """Give the one key to pin, as one line of text."""
    return _file(f"{installation_key(reading())}\n".encode(), "text/plain; charset=utf-8", MINUTE)


def _log(scope: str, kept: str) -> Response:
    """Give a log of a scope: the newest one, or after a loss an earlier one by its number."""
    asked = request.args.get("part", "")
    logs = {str(log.generation): log for log in logs_of(reading(), scope)}
    chosen = logs.get(asked) if asked else next(reversed(logs.values()), None)
    if chosen is None:
        raise NotFound()
    return _file(written_log(reading(), chosen.id), "text/plain; charset=utf-8", kept)


def _file(data: bytes, mimetype: str, kept: str) -> Response:
    """Answer with a public file; who has it already is told that nothing changed."""
    response = make_response(data)
    response.headers["Content-Type"] = mimetype
    response.headers["Cache-Control"] = kept
    response.set_etag(hashlib.sha256(data).hexdigest()[:32])
    return response.make_conditional(request)  # type: ignore[return-value]
