"""The applicant's verbs: begin, hand in, hand in again, withdraw."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from jury.domain.call import LANGUAGES, CallState, takes_proposals
from jury.domain.errors import Conflict, Forbidden, Invalid, NotFound
from jury.domain.permissions import Action, Role, clashes
from jury.domain.proposal import PROPOSAL, QUESTIONS, ProposalSpec, ProposalState, missing
from jury.domain.record.canonical import encode
from jury.domain.record.kinds import Entry
from jury.domain.record.kinds.proposal import (
    ProposalBegun,
    ProposalSubmitted,
    ProposalWithdrawn,
)
from jury.services.perform import Act, performs
from jury.services.proposal.letters import acknowledge
from jury.storage.account import Part
from jury.storage.base import new_id
from jury.storage.call import Call, holds_part
from jury.storage.proposal import (
    AMOUNTS,
    TEXTS,
    Partner,
    Proposal,
    begun_by,
    content_of,
    files_of,
    proposal_of,
)
from jury.storage.scoring import current_round
from jury.storage.seat import had_seat

MOST_BEGUN = 5
MOST_PARTNERS = 8
MOST_OTHER = 6
MOST_INDICATORS = 5
MOST_TEXT = 4000
MOST_ANNEX = 12_000
MOST_LINE = 200
LINES = ("title", "place")


def lead_of(session: Session, values: dict[str, Any]) -> str | None:
    """Find whose proposal an act is about."""
    proposal = proposal_of(session, values["call_id"], values["proposal_id"])
    return proposal.lead_id if proposal is not None else None


@performs(Action.PROPOSAL_BEGIN)
def begin_proposal(act: Act, *, call_id: str) -> Entry:
    """Begin a project while the call is open: its author becomes an applicant in this call.

    Raises Conflict (`call_is_<state>`, `call_not_yet_open`, `call_time_is_up`,
    `proposals_too_many`) or Forbidden (`holds_other_part`).
    """
    call = act.the_call()
    if call.state == CallState.DRAFT:
        raise NotFound()
    refuse_out_of_time(act, call)
    juror = {Role.JUROR} if had_seat(act.session, call_id, act.account_id) else set()
    if clashes(act.roles | juror, Role.APPLICANT):
        raise Forbidden("holds_other_part")
    if len(begun_by(act.session, call_id, act.account_id)) >= MOST_BEGUN:
        raise Conflict("proposals_too_many", most=MOST_BEGUN)
    proposal = Proposal(
        call_id=call_id,
        id=new_id(),
        lead_id=act.account_id,
        state="draft",
        version=1,
        language=call.language,
        created_at=act.now,
    )
    act.session.add(proposal)
    if not holds_part(act.session, call_id, act.account_id, Role.APPLICANT.value):
        act.session.add(Part(call_id=call_id, account_id=act.account_id, role=Role.APPLICANT.value))
    return Entry(ProposalBegun(), proposal.id, 1)


def refuse_out_of_time(act: Act, call: Call) -> None:
    """Go on only while the call takes projects; raises Conflict with the reason."""
    state = CallState(call.state)
    if call.opens_at is None or call.closes_at is None:
        raise Conflict(f"call_is_{state.value}")
    hindered = takes_proposals(state, act.now, call.opens_at, call.closes_at)
    if hindered is not None:
        raise Conflict(hindered)


@performs(Action.PROPOSAL_SUBMIT, owner=lead_of)
def submit_proposal(
    act: Act,
    *,
    call_id: str,
    proposal_id: str,
    version: int,
    content: ProposalSpec,
    language: str | None = None,
    published_anyway: bool = False,
) -> Entry:
    """Hand a project in, or hand it in again before the call closes: the whole of it at once.

    `language` is that of its texts; left out, it stays as it was. With `published_anyway` its
    authors let the record show all of it even where it is not funded. Raises Conflict (`stale`,
    `call_is_<state>`, `call_time_is_up`, `proposal_is_<state>`) or Invalid
    (`proposal_incomplete`, with the fields that are missing or too long).
    """
    proposal = the_proposal(act, call_id, proposal_id)
    after = PROPOSAL.after(ProposalState(proposal.state), "submit")
    refuse_out_of_time(act, act.the_call())
    if proposal.version != version:
        raise Conflict("stale")
    refuse_incomplete(content, language or proposal.language)
    proposal.language = language or proposal.language
    write_content(act, proposal, content)
    proposal.published_anyway = published_anyway
    proposal.state, proposal.submitted_at = after, act.now
    proposal.version += 1
    digest = digest_of(content, proposal.language)
    acknowledge(act, proposal, digest)
    facts = ProposalSubmitted(
        sha256=digest,
        asked_cents=proposal.asked_cents,
        minimum_cents=proposal.minimum_cents,
        files=[file.sha256 for file in files_of(act.session, call_id, proposal_id)],
        published_anyway=published_anyway,
    )
    return Entry(facts, proposal.id, proposal.version)


def the_proposal(act: Act, call_id: str, proposal_id: str) -> Proposal:
    """Give a proposal of the call; raises NotFound."""
    proposal = proposal_of(act.session, call_id, proposal_id)
    if proposal is None:
        raise NotFound()
    return proposal


def refuse_incomplete(content: ProposalSpec, language: str) -> None:
    """Go on only with a whole project; raises Invalid with what is missing, by field."""
    lacking = {item.field: item.code for item in reversed(missing(content))}
    for name in ("summary", *QUESTIONS, "users_word", *LINES):
        if len(getattr(content, name)) > (MOST_LINE if name in LINES else MOST_TEXT):
            lacking.setdefault(name, "text_too_long")
    for question, text in content.annexes:
        if question not in QUESTIONS or len(text) > MOST_ANNEX:
            lacking[f"annex_{question}"] = "text_too_long"
    for said in content.translations:
        if said.language == language or said.language not in LANGUAGES:
            lacking[f"title_{said.language}"] = "language_unknown"
        if max(len(said.title), len(said.summary)) > MOST_TEXT:
            lacking[f"summary_{said.language}"] = "text_too_long"
    for name, most in (("partners", MOST_PARTNERS), ("other", MOST_OTHER),
                       ("indicators", MOST_INDICATORS)):  # fmt: skip
        if len(getattr(content, name)) > most:
            lacking[name] = f"{name}_too_many"
    if language not in LANGUAGES:
        lacking["language"] = "language_unknown"
    if lacking:
        raise Invalid("proposal_incomplete", lacking)


def digest_of(content: ProposalSpec, language: str) -> str:
    """Give the SHA-256 (hexadecimal) of all that a project says, in canonical JSON."""
    return hashlib.sha256(encode(content_of(content, language))).hexdigest()


def write_content(act: Act, proposal: Proposal, content: ProposalSpec) -> None:
    """Put all that a project says into its rows."""
    for name in (*TEXTS, *AMOUNTS):
        setattr(proposal, name, getattr(content, name))
    proposal.other = [asdict(funding) for funding in content.other]
    proposal.annexes = dict(content.annexes)
    proposal.translations = {
        said.language: {"title": said.title, "summary": said.summary}
        for said in content.translations
    }
    proposal.indicators = [asdict(indicator) for indicator in content.indicators]
    _replace_partners(act, proposal, content)


def _replace_partners(act: Act, proposal: Proposal, content: ProposalSpec) -> None:
    act.session.execute(
        delete(Partner).where(
            Partner.call_id == proposal.call_id, Partner.proposal_id == proposal.id
        )
    )
    act.session.add_all(
        Partner(
            call_id=proposal.call_id,
            id=new_id(),
            proposal_id=proposal.id,
            position=position,
            name=partner.name,
            sector=partner.sector,
            contribution=partner.contribution,
            benefit=partner.benefit,
            share_cents=partner.share_cents,
        )
        for position, partner in enumerate(content.partners, 1)
    )


@performs(Action.PROPOSAL_WITHDRAW, owner=lead_of)
def withdraw_proposal(act: Act, *, call_id: str, proposal_id: str, version: int) -> Entry:
    """Take a project back, until the jury's round is counted. It cannot be handed in again.

    Raises Conflict (`stale`, `proposal_is_<state>`, `round_is_counted`).
    """
    proposal = the_proposal(act, call_id, proposal_id)
    after = PROPOSAL.after(ProposalState(proposal.state), "withdraw")
    round_ = current_round(act.session, call_id)
    if round_ is not None and round_.state == "counted":
        raise Conflict("round_is_counted")
    if proposal.version != version:
        raise Conflict("stale")
    proposal.state = after
    proposal.version += 1
    return Entry(ProposalWithdrawn(), proposal.id, proposal.version)
