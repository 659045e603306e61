"""The papers as they are handed out: each a PDF in the language of its call, or of its reader.

What only some may read is made for each request and stored nowhere.
"""

from __future__ import annotations

import hashlib

from flask import Blueprint, Response, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from jury.domain.errors import NotFound
from jury.domain.permissions import Page
from jury.domain.record.document import Document
from jury.papers import Wording, kept_pdf, make_pdf
from jury.papers.codes import Pass, ScrutineerPass, letters, scrutineers, slips
from jury.papers.received import received
from jury.papers.record import record
from jury.papers.rules import rules
from jury.papers.sheets import sheets
from jury.papers.told import Told, told
from jury.services.call import digest_of_rules
from jury.services.letters.texts import wording
from jury.services.proposal import digest_of, written_to
from jury.services.seat import scrutineer_codes, slips_to_print
from jury.storage.account import Account
from jury.storage.call import Call, changes_of, criteria_of, people_of
from jury.storage.call.welcome import welcome_of
from jury.storage.proposal import READ_BY_JURY, Proposal, partners_of, proposals_in, spec_of
from jury.storage.seat import scrutineers_of, seats_with_people
from jury.web.access import doors_of, reading, reads, visit
from jury.web.call import the_call
from jury.web.proposal import the_proposal
from jury.web.proposal_now import own_proposal
from jury.web.record import MINUTE, YEAR, published_version

bp = Blueprint("papers", __name__)
MOST_SEATS = 500


def wording_of(call: Call, language: str | None = None) -> Wording:
    """Give the words of a call's papers: in the call's own language, unless another is named."""
    return wording(language or call.language, call.timezone)


def answer_with(pdf: bytes, name: str, kept: str = "no-store") -> Response:
    """Answer with a PDF, which the browser shows; who has it already is told so."""
    response = make_response(pdf)
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response.headers["Cache-Control"] = kept
    if kept == "no-store":
        return response
    response.set_etag(hashlib.sha256(pdf).hexdigest()[:32])
    return response.make_conditional(request)  # type: ignore[return-value]


@bp.get("/calls/<call_id>/rules.pdf")
@reads(Page.CALL)
def rules_paper(call_id: str) -> Response:
    """Give the rules of a call to everyone, in one of the languages that the call offers.

    :raise 404: for another language.
    """
    call, criteria = the_call(), criteria_of(reading(), call_id)
    people = [(role, account.name) for role, account in people_of(reading(), call_id)]
    changes = changes_of(reading(), call_id)
    paper = rules(
        wording_of(call, _offered(call)),
        call,
        criteria,
        people,
        changes,
        digest=digest_of_rules(call, criteria),
        address=_address(call_id),
        at=changes[0].said_at if changes else call.created_at,
    )
    draft = call.state == "draft"
    pdf = make_pdf(paper) if draft else kept_pdf(paper)
    return answer_with(pdf, f"rules-{call_id}", "no-store" if draft else MINUTE)


@bp.get("/calls/<call_id>/projects/<proposal_id>/received.pdf")
@reads(Page.OWN_PROPOSAL)
def received_paper(call_id: str, proposal_id: str) -> Response:
    """Give a project's lead the acknowledgement."""
    proposal, call = own_proposal(proposal_id), the_call()
    if proposal.submitted_at is None:
        raise NotFound()
    content = spec_of(proposal, partners_of(reading(), call_id, proposal_id))
    paper = received(
        wording_of(call, visit().the_account().language),
        call,
        proposal,
        lead=visit().the_account().name,
        digest=digest_of(content, proposal.language),
        address=_address(call_id),
    )
    return answer_with(make_pdf(paper), f"received-{proposal_id}")


@bp.get("/calls/<call_id>/projects/<proposal_id>/letters.pdf")
@reads(Page.OWN_PROPOSAL)
def own_letters_paper(call_id: str, proposal_id: str) -> Response:
    """Give a project's lead every letter that left about it."""
    return _told(own_proposal(proposal_id))


@bp.get("/desk/calls/<call_id>/projects/<proposal_id>/letters.pdf")
@reads(Page.CALL_DESK)
def letters_to_post(call_id: str, proposal_id: str) -> Response:
    """Give the official the letters about a project, for who has no e-mail address."""
    return _told(the_proposal(proposal_id))


def _told(proposal: Proposal) -> Response:
    call, lead = the_call(), reading().get_one(Account, proposal.lead_id)
    site = doors_of().settings.base_url
    letters = [
        Told(wording_of(call, one.language), one.subject, one.body, one.at)
        for one in written_to(reading(), call, proposal, lead, site)
    ]
    if not letters:
        raise NotFound()
    paper = told(wording_of(call, lead.language), call, proposal, letters, lead=lead.name)
    return answer_with(make_pdf(paper), f"letters-{proposal.id}")


@bp.get("/calls/<call_id>/slips.pdf")
@reads(Page.SEATS)
def slips_paper(call_id: str) -> BaseResponse:
    """Give the waiting code slips, to print and to cut; where none waits, the page says so."""
    return _codes(call_id, letters_wanted=False)


@bp.get("/calls/<call_id>/letters.pdf")
@reads(Page.SEATS)
def letters_paper(call_id: str) -> BaseResponse:
    """Give a letter of one page for each waiting code."""
    return _codes(call_id, letters_wanted=True)


def _codes(call_id: str, *, letters_wanted: bool) -> BaseResponse:
    waiting = slips_to_print(reading(), doors_of(), call_id, visit().now)
    if not waiting:
        return redirect(url_for("seat.slips", call_id=call_id), 303)
    call = the_call()
    names = {
        seat.number: account.name
        for seat, account in seats_with_people(reading(), call_id, 0, MOST_SEATS)
    }
    passes = [
        Pass(
            slip.number,
            names.get(slip.number, ""),
            slip.code,
            slip.address,
            wording_of(call, slip.language),
        )
        for slip in waiting
    ]
    wording, site = wording_of(call), doors_of().settings.base_url
    at = max(slip.made_at for slip in waiting)
    if letters_wanted:
        told = welcome_of(reading(), call_id)
        paper = letters(wording, call, passes, site=site, at=at, welcome=told)
    else:
        paper = slips(wording, call, passes, site=site, at=at)
    return answer_with(make_pdf(paper), "letters" if letters_wanted else "slips")


@bp.get("/calls/<call_id>/scrutineers.pdf")
@reads(Page.SCRUTINEERS)
def scrutineers_paper(call_id: str) -> BaseResponse:
    """Give the waiting slips of the two scrutineers; where none waits, the page says so."""
    waiting = scrutineer_codes(reading(), doors_of(), call_id, visit().now)
    if not waiting:
        return redirect(url_for("scrutineers.name", call_id=call_id), 303)
    paper = scrutineers(
        wording_of(the_call()),
        the_call(),
        [
            ScrutineerPass(account.name, slip.code, slip.address, scrutineer.code_ends_at)
            for scrutineer, account in scrutineers_of(reading(), call_id)
            if (slip := waiting.get(scrutineer.id)) is not None
        ],
        site=doors_of().settings.base_url,
        at=max(slip.made_at for slip in waiting.values()),
    )
    return answer_with(make_pdf(paper), "scrutineers")


@bp.get("/calls/<call_id>/sheets.pdf")
@reads(Page.SEATS)
def sheets_paper(call_id: str) -> Response:
    """Give a sheet for each project before the jury, for jurors who work on paper."""
    call = the_call()
    proposals = proposals_in(reading(), call_id, tuple(sorted(READ_BY_JURY)))
    if not proposals:
        raise NotFound()
    paper = sheets(
        wording_of(call),
        call,
        criteria_of(reading(), call_id),
        proposals,
        at=call.created_at,
    )
    return answer_with(make_pdf(paper), f"sheets-{call_id}")


@bp.get("/calls/<call_id>/record.pdf")
@reads(Page.RECORD)
def record_paper(call_id: str) -> Response:
    """Give the published decision record to everyone, in one of the call's languages.

    :raise 404: for another language.
    """
    published = published_version(call_id)
    paper = record(
        wording_of(the_call(), _offered(the_call())),
        Document.decode(published.document.encode()),
        sha256=published.sha256,
        address=doors_of().settings.base_url
        + url_for("record.show", call_id=call_id, version=published.number),
        at=published.published_at,
    )
    kept = YEAR if request.args.get("version") else MINUTE
    return answer_with(kept_pdf(paper), f"record-{call_id}-{published.number}", kept)


def _offered(call: Call) -> str:
    """Read which of the call's languages the address asks for; without one, its own."""
    language = request.args.get("language", call.language)
    if language not in {call.language, *call.languages}:
        raise NotFound()
    return language


def _address(call_id: str) -> str:
    return doors_of().settings.base_url + url_for("call.show", call_id=call_id)
