"""A project's files: added and taken away by its author, read by those who may read the project.

A file is served to be kept, never to be run: as what it was checked to be, and shut in.
"""

from __future__ import annotations

import io
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, send_file, url_for
from flask_babel import gettext, lazy_gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jury.domain.errors import NotFound
from jury.domain.permissions import Action, Page, Role
from jury.domain.proposal import MOST_FILES, PROPOSAL, ProposalState
from jury.services.files import MOST_BYTES, keeping
from jury.services.perform import Done
from jury.services.proposal import MOST_DESCRIPTION, add_file, remove_file
from jury.storage.files import store_in
from jury.storage.proposal import READ_BY_JURY, Proposal, file_of, files_of
from jury.web.access import acts, doors_of, offers, reading, reads, visit
from jury.web.acting import moment, perform
from jury.web.call import the_call
from jury.web.call_forms import Pick
from jury.web.fields import Upload, text
from jury.web.forms import JuryForm
from jury.web.proposal import own_tie, shown_file, the_proposal
from jury.web.proposal_forms import QUESTION_LABELS
from jury.web.proposal_now import completes, is_open, own_proposal

bp = Blueprint("proposal_files", __name__)
MOST_SENT = MOST_BYTES + 4_000_000
"""A file a little too large still comes with its description, so that nothing is typed again."""

SHUT_IN = "default-src 'none'; sandbox"
_ = gettext


class FileForm(JuryForm):
    """A file, and what it shows."""

    file = Upload(lazy_gettext("The file"))
    description = text(
        lazy_gettext("What does it show?"),
        most=MOST_DESCRIPTION,
        required=lazy_gettext("Say in one sentence what the file shows."),
    )
    about = Pick(
        lazy_gettext("What does it belong to?"),
        choices=[("", lazy_gettext("the whole project")), *QUESTION_LABELS.items()],
        required=None,
    )


@bp.url_value_preprocessor
def take_more(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Let somebody who is signed in send a file; from others nothing so large is even read."""
    if request.method != "POST" or endpoint != "proposal_files.add":
        return
    if current_user.is_authenticated:
        request.max_content_length = MOST_SENT
    elif (request.content_length or 0) > (request.max_content_length or 0):
        abort(redirect(url_for("signin.choose", next=request.path), 303))


@bp.get("/calls/<call_id>/projects/<proposal_id>/write/files")
@reads(Page.OWN_PROPOSAL)
def manage(call_id: str, proposal_id: str) -> str:
    """Show the files of my project, and take another one."""
    return _manage(own_proposal(proposal_id), FileForm())


def _manage(proposal: Proposal, form: JuryForm) -> str:
    call = the_call()
    files = files_of(reading(), call.id, proposal.id)
    can = is_open(call) and PROPOSAL.can(ProposalState(proposal.state), "submit")
    can = can or (completes(proposal) and "files" in proposal.complete_pieces)
    return render_template(
        "proposal/files.html",
        call=call,
        proposal=proposal,
        errors_of=form,
        form=form if isinstance(form, FileForm) else FileForm(formdata=None),
        files=[shown_file(file) for file in files],
        can_add=offers(Action.FILE_ADD, can and len(files) < MOST_FILES),
        can_remove=offers(Action.FILE_REMOVE, can),
        megabytes=MOST_BYTES // 1_000_000,
    )


@bp.post("/calls/<call_id>/projects/<proposal_id>/write/files")
@acts(Action.FILE_ADD)
def add(call_id: str, proposal_id: str) -> Response:
    """Check a file, keep it, and add it to my project."""
    proposal = own_proposal(proposal_id)
    form = FileForm()

    def act() -> Done:
        with keeping(doors_of().settings, form.file.name_sent, form.file.content) as kept:
            return add_file(
                moment(lambda s: _place(call_id, proposal_id)),
                call_id=call_id,
                proposal_id=proposal_id,
                kept=kept,
                description=form.description.data,
                about=form.about.data or "",
            )

    return perform(form, act, lambda: _manage(proposal, form), said=_("The file is added."))


def _place(call_id: str, proposal_id: str) -> str:
    return url_for("proposal_files.manage", call_id=call_id, proposal_id=proposal_id)


@bp.post("/calls/<call_id>/projects/<proposal_id>/write/files/<file_id>/remove")
@acts(Action.FILE_REMOVE)
def remove(call_id: str, proposal_id: str, file_id: str) -> Response:
    """Take a file away from my project."""
    proposal = own_proposal(proposal_id)
    form = JuryForm()
    return perform(
        form,
        lambda: remove_file(
            moment(lambda s: _place(call_id, proposal_id)),
            call_id=call_id,
            proposal_id=proposal_id,
            file_id=file_id,
        ),
        lambda: _manage(proposal, form),
        said=_("The file is taken away."),
    )


@bp.get("/calls/<call_id>/projects/<proposal_id>/files/<file_id>")
@reads(Page.FILE)
def read(call_id: str, proposal_id: str, file_id: str) -> Response:
    """Give a file to who may read its project; to others it does not exist."""
    proposal = the_proposal(proposal_id)
    file = file_of(reading(), call_id, proposal_id, file_id)
    if file is None or not _may_read(proposal):
        raise NotFound()
    content = store_in(doors_of().settings.instance).open(file.stored)
    answer = send_file(
        io.BytesIO(content),
        mimetype=file.media_type,
        as_attachment=True,
        download_name=file.name,
        etag=False,
    )
    answer.headers["Content-Security-Policy"] = SHUT_IN
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _may_read(proposal: Proposal) -> bool:
    """Ask whether I may read a project: its lead, the official, then those with a part in it."""
    found = visit()
    if proposal.lead_id == found.the_account().id:
        return True
    if Role.OFFICIAL in found.roles and proposal.state != "draft":
        return True
    if proposal.state not in READ_BY_JURY:
        return False
    if found.roles & {Role.FACILITATOR, Role.GUARANTOR, Role.SIGNATORY, Role.OFFICIAL}:
        return True
    tie = own_tie(proposal) if Role.JUROR in found.roles else None
    return tie is not None and tie.degree != "conflict"
