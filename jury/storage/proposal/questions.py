"""What pages and verbs ask of proposals: one, a person's own, a call's, and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Row, and_, bindparam, case, func, select
from sqlalchemy.orm import Session

from jury.domain.proposal import (
    QUESTIONS,
    FundingSpec,
    IndicatorSpec,
    PartnerSpec,
    ProposalSpec,
    TranslationSpec,
)
from jury.storage.account import Draft
from jury.storage.proposal.tables import AMOUNTS, FIRST_ON_THE_DESK, TEXTS, Partner, Proposal

_PARTNERS_OF = (
    select(Partner)
    .where(Partner.call_id == bindparam("call_id"), Partner.proposal_id == bindparam("proposal_id"))
    .order_by(Partner.position)
)
_HANDED_IN = (Proposal.call_id == bindparam("call_id"), Proposal.state != "draft")
_BY_STATE = select(Proposal.state, func.count()).where(*_HANDED_IN).group_by(Proposal.state)
_CONTESTED = and_(Proposal.contested_at.is_not(None), Proposal.contest_answer == "")
_CONTESTS = select(func.count()).where(*_HANDED_IN, _CONTESTED)
_AT_DESK = (
    select(
        Proposal.id,
        Proposal.title,
        Proposal.language,
        Proposal.state,
        Proposal.asked_cents,
        Proposal.minimum_cents,
        _CONTESTED.label("contested"),
    )
    .where(*_HANDED_IN)
    .order_by(
        _CONTESTED.desc(),
        case(
            {state: place for place, state in enumerate(FIRST_ON_THE_DESK)},
            value=Proposal.state,
            else_=len(FIRST_ON_THE_DESK),
        ),
        Proposal.title,
        Proposal.id,
    )
    .offset(bindparam("first"))
    .limit(bindparam("most"))
)


def partners_of(session: Session, call_id: str, proposal_id: str) -> list[Partner]:
    """Give a proposal's partners, the lead first."""
    asked = {"call_id": call_id, "proposal_id": proposal_id}
    return list(session.scalars(_PARTNERS_OF, asked))


def proposals_in(session: Session, call_id: str, states: tuple[str, ...]) -> list[Proposal]:
    """Give a call's proposals that are in one of these states, by title."""
    return list(
        session.scalars(
            select(Proposal)
            .where(Proposal.call_id == call_id, Proposal.state.in_(states))
            .order_by(Proposal.title, Proposal.id)
        )
    )


def proposal_of(session: Session, call_id: str, proposal_id: str) -> Proposal | None:
    """Find a proposal of this call; one of another call does not exist here."""
    return session.get(Proposal, (call_id, proposal_id))


def spec_of(proposal: Proposal, partners: Sequence[Partner]) -> ProposalSpec:
    """Give a stored proposal as the rule book reads it."""
    return ProposalSpec(
        **{name: getattr(proposal, name) for name in (*TEXTS, *AMOUNTS)},
        other=tuple(FundingSpec(f["source"], f["cents"]) for f in proposal.other),
        partners=tuple(
            PartnerSpec(p.name, p.sector, p.contribution, p.benefit, p.share_cents)
            for p in partners
        ),
        annexes=tuple((q, proposal.annexes[q]) for q in QUESTIONS if q in proposal.annexes),
        indicators=tuple(
            IndicatorSpec(i["name"], i["today"], i["promised"]) for i in proposal.indicators
        ),
        translations=tuple(
            TranslationSpec(language, said["title"], said["summary"])
            for language, said in sorted(proposal.translations.items())
        ),
    )


def content_of(spec: ProposalSpec, language: str) -> dict[str, object]:
    """Give all that a proposal says as plain JSON data: what its digest in the log is taken of."""
    return {
        "language": language,
        **{name: getattr(spec, name) for name in (*TEXTS, *AMOUNTS)},
        "other": [asdict(funding) for funding in spec.other],
        "partners": [asdict(partner) for partner in spec.partners],
        "annexes": dict(spec.annexes),
        "indicators": [asdict(indicator) for indicator in spec.indicators],
        "translations": [asdict(said) for said in spec.translations],
    }


def proposals_of(session: Session, account_id: str) -> list[Proposal]:
    """Give the proposals that a person leads, in all calls, the newest first."""
    return list(
        session.scalars(
            select(Proposal)
            .where(Proposal.lead_id == account_id)
            .order_by(Proposal.created_at.desc(), Proposal.id)
            .limit(200)
        )
    )


def begun_by(session: Session, call_id: str, account_id: str) -> list[Proposal]:
    """Give the proposals that a person leads in one call and has not withdrawn."""
    return list(
        session.scalars(
            select(Proposal)
            .where(
                Proposal.call_id == call_id,
                Proposal.lead_id == account_id,
                Proposal.state != "withdrawn",
            )
            .order_by(Proposal.created_at, Proposal.id)
        )
    )


def proposals_at_desk(
    session: Session, call_id: str, first: int, most: int
) -> tuple[list[Row[str, str, str, str, int, int, bool]], dict[str, int], int]:
    """Give a slice of what was handed in, undecided ones first; how many are in each state; and
    how many refusals are contested and not answered.

    Each is `.id .title .language .state .asked_cents .minimum_cents .contested`: a list shows no
    more.
    """
    counts = dict(session.execute(_BY_STATE, {"call_id": call_id}).all())
    rows = session.execute(_AT_DESK, {"call_id": call_id, "first": first, "most": most})
    contests = session.scalar(_CONTESTS, {"call_id": call_id}) or 0
    return list(rows), counts, contests


def draft_of(session: Session, call_id: str, account_id: str, subject: str) -> Draft | None:
    """Find what somebody has begun to write about one thing."""
    return session.get(Draft, (call_id, account_id, subject))
