"""Projects as they are read: by their authors, by the official, and by those who judge.

Writing one, step by step, stands in `proposal_writing`.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from flask_babel import get_locale, gettext
from sqlalchemy import Row
from werkzeug.wrappers import Response

from jury.domain.errors import NotFound
from jury.domain.permissions import Action, Page, Role
from jury.domain.proposal import QUESTIONS
from jury.services.proposal import (
    begin_proposal,
)
from jury.storage.call import public_calls
from jury.storage.proposal import (
    READ_BY_JURY,
    File,
    Proposal,
    files_of,
    partners_of,
    proposal_of,
    proposals_at_desk,
    proposals_of,
)
from jury.storage.seat import Tie, ToJudge, seat_of, ties_of
from jury.web.access import acts, reading, reads, visit
from jury.web.acting import moment, perform
from jury.web.call import PAGE_SIZE, page_number, show_call, slice_of, the_call
from jury.web.forms import JuryForm
from jury.web.proposal_forms import (
    PROPOSAL_STATES,
    QUESTION_LABELS,
    SECTORS,
    HandingIn,
)

bp = Blueprint("proposal", __name__)
WORDS_A_MINUTE = 180
FILE_KINDS = {"application/pdf": "PDF", "image/png": "PNG", "image/jpeg": "JPEG"}
_ = gettext


def the_proposal(proposal_id: str) -> Proposal:
    """Give a proposal of the call in the address; one of another call does not exist here."""
    found = proposal_of(reading(), visit().the_call().id, proposal_id)
    if found is None:
        raise NotFound()
    return found


@bp.post("/calls/<call_id>/projects")
@acts(Action.PROPOSAL_BEGIN)
def begin(call_id: str) -> Response:
    """Begin a project, and lead to its first step."""
    form = JuryForm()
    return perform(
        form,
        lambda: begin_proposal(
            moment(lambda s: url_for("proposal.write", call_id=call_id, proposal_id=s)),
            call_id=call_id,
        ),
        lambda: show_call(form),
        said=_("Your project is begun. Only you can see it until you hand it in."),
    )


@bp.get("/my-projects")
@reads(Page.OWN_PROPOSALS)
def mine() -> str:
    """Show my own projects, in all calls."""
    found = visit()
    calls = {call.id: call for call in public_calls(found.session)}
    rows = proposals_of(found.session, found.the_account().id)
    return render_template(
        "proposal/mine.html",
        rows=[(row, calls[row.call_id]) for row in rows if row.call_id in calls],
        states=PROPOSAL_STATES,
    )


@bp.get("/calls/<call_id>/projects/<proposal_id>/write")
@reads(Page.OWN_PROPOSAL)
def write(call_id: str, proposal_id: str) -> str:
    """Show my own project: its steps while it can be written, its outcome afterwards."""
    from jury.web.proposal_writing import overview

    proposal = the_proposal(proposal_id)
    anyway = proposal.published_anyway
    return overview(proposal_id, HandingIn(version=proposal.version, published_anyway=anyway))


@bp.get("/desk/calls/<call_id>/projects")
@reads(Page.CALL_DESK)
def desk(call_id: str) -> str:
    """Show the official what was handed in, what waits for an answer first."""
    number = page_number()
    first = (number - 1) * PAGE_SIZE
    rows, counts, contests = proposals_at_desk(reading(), call_id, first, PAGE_SIZE)
    return render_template(
        "proposal/desk.html",
        call=the_call(),
        rows=rows,
        counts=counts,
        contests=contests,
        waiting=counts.get("submitted", 0) + counts.get("admissible", 0) + contests,
        page=slice_of("proposal.desk", number, sum(counts.values()), call_id=call_id),
        states=PROPOSAL_STATES,
    )


@bp.get("/desk/calls/<call_id>/projects/<proposal_id>")
@reads(Page.CALL_DESK)
def review(call_id: str, proposal_id: str) -> str:
    """Show the official a whole project, to check it question by question."""
    from jury.web.proposal_checks import show_review

    return show_review(proposal_id)


def as_read(proposal: Proposal) -> dict[str, object]:
    """Give what the templates draw of a project."""
    partners = partners_of(reading(), proposal.call_id, proposal.id)
    return {
        "proposal": proposal,
        "partners": [
            {
                "name": p.name,
                "brings": p.contribution,
                "gains": p.benefit,
                "sector": SECTORS[p.sector],
                "share": p.share_cents,
            }
            for p in partners
        ],
        "answers": [
            (QUESTION_LABELS[n], getattr(proposal, n), proposal.annexes.get(n, ""))
            for n in QUESTIONS
        ],
        "files": [shown_file(f) for f in files_of(reading(), proposal.call_id, proposal.id)],
        "minutes": minutes_of(proposal),
        "translated": in_the_readers_language(proposal),
        "state": PROPOSAL_STATES[proposal.state],
    }


def in_the_readers_language(proposal: Proposal | Row[ToJudge]) -> dict[str, str] | None:
    """Give the title and the minute as the authors wrote them for this reader, if they did."""
    reads = get_locale().language
    return proposal.translations.get(reads) if reads != proposal.language else None


def titled(proposal: Proposal | Row[ToJudge]) -> tuple[str, str]:
    """Give the title that this reader sees, and its language."""
    said = in_the_readers_language(proposal)
    if said and said.get("title"):
        return said["title"], get_locale().language
    return proposal.title, proposal.language


def shown_file(file: File) -> dict[str, object]:
    """Give what the templates draw of a file: what it shows, its kind, how large, and where."""
    where: dict[str, Any] = {
        "call_id": file.call_id,
        "proposal_id": file.proposal_id,
        "file_id": file.id,
    }
    return {
        "id": file.id,
        "description": file.description,
        "name": file.name,
        "about": str(QUESTION_LABELS.get(file.about, "")),
        "kind": FILE_KINDS[file.media_type],
        "size": f"{max(1, round(file.size / 1000))} kB",
        "sha256": file.sha256,
        "url": url_for("proposal_files.read", **where),
    }


def minutes_of(proposal: object) -> int:
    """Give how many minutes reading a project takes, at a calm pace; at least one."""
    words = sum(len(getattr(proposal, name).split()) for name in ("summary", *QUESTIONS))
    return max(1, -(-words // WORDS_A_MINUTE))


@bp.get("/calls/<call_id>/projects/<proposal_id>")
@reads(Page.PROPOSAL)
def read(call_id: str, proposal_id: str) -> str | Response:
    """Show a project to those who judge it; a juror says first whether a tie binds them."""
    proposal = the_proposal(proposal_id)
    found = visit()
    if proposal.state not in READ_BY_JURY:
        raise NotFound()
    juror = Role.JUROR in found.roles
    if juror:
        tie = own_tie(proposal)
        if tie is None:
            return redirect(url_for("seat.tie", call_id=call_id, proposal_id=proposal_id), 303)
        if tie.degree == "conflict":
            return render_template("proposal/left.html", call=found.call, proposal=proposal)
    return render_template(
        "proposal/read.html",
        call=found.call,
        juror=juror,
        **as_read(proposal),
    )


def own_tie(proposal: Proposal) -> Tie | None:
    """Give what I, a juror, said of my tie to a project, if I did."""
    found = visit()
    seat = seat_of(found.session, proposal.call_id, found.the_account().id)
    return ties_of(found.session, proposal.call_id, seat.id).get(proposal.id) if seat else None
