"""Assembles the decision record from the rows: nothing of it names a juror or tells a seat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from jury.domain.decision.reasons import ReasonsStand, reasons_stand
from jury.domain.errors import Conflict
from jury.domain.proposal import QUESTIONS
from jury.domain.record.document import (
    AuthorityRow,
    CountRow,
    DayRow,
    DecisionRow,
    Document,
    JuryOutcome,
    JuryRow,
    LogRow,
    ProposalRow,
    ReasonsRow,
    RoundRow,
    SheetRow,
    VoteRow,
    WordsRow,
)
from jury.domain.record.event import ActRow, EventRow
from jury.domain.record.leaf import Leaf
from jury.services.decision.sure import how_sure
from jury.services.decision.tallies import BEFORE_THE_JURY
from jury.services.record.call import call_row
from jury.services.record.project import details, partner_rows
from jury.services.record.seats import seats_told
from jury.storage.call import (
    Call,
    Criterion,
    changes_of,
    criteria_of,
    utc_text,
)
from jury.storage.decision import (
    Answers,
    AuthorityAnswer,
    Decision,
    Reasons,
    Released,
    Result,
    SignedAct,
    Vote,
    acts_by_event,
    answers_of,
    answers_to,
    confirmation_of,
    decided_by,
    decision_of,
    draw_of,
    entries_of,
    events_of,
    handed_in,
    partners_in,
    reasons_in,
    released_in,
    results_of,
    ties_counted,
    votes_in,
)
from jury.storage.lottery.composed import composed
from jury.storage.proposal import File, Partner, Proposal, files_in, proposals_in
from jury.storage.record import current_log, installation_key
from jury.storage.scoring import Round, Sheet, current_round, sheets_that_count

DAY_LETTERS = len("2026-03-02")


def assemble(session: Session, call: Call, *, number: int = 1) -> Document:
    """Put the record of a decided call together from its rows: nothing of it names a juror.

    Raises Conflict (`not_prepared`, `not_confirmed`, `round_is_<state>`) where a part is missing.
    """
    round_ = current_round(session, call.id)
    if round_ is None or round_.state != "counted":
        raise Conflict(f"round_is_{round_.state if round_ else 'planned'}")
    decision = decision_of(session, call.id)
    if decision is None or decision.adopted_at is None:
        raise Conflict("not_prepared")
    criteria = criteria_of(session, call.id)
    sheets = sheets_that_count(session, call.id, round_.id)
    leaves = [Leaf.decode(data) for data in entries_of(session, call.id)]
    seats, at_closing = seats_told(leaves)
    proposals = _proposals(session, call, criteria, round_, sheets, at_closing)
    events = events_of(session, call.id)
    signed = {n: _act(row) for n, row in acts_by_event(session, call.id).items()}
    return Document(
        call=call_row(call, criteria, changes_of(session, call.id)),
        jury=JuryRow(seats, at_closing, composed(session, call.id) or []),
        round=_round(session, call, round_, len(sheets)),
        proposals=proposals,
        proposals_not_before_the_jury=handed_in(session, call.id) - len(proposals),
        decision=_decision(decision, proposals, signed.get(decided_by(events))),
        sure=how_sure(session, call, round_, sheets),
        process=_process(leaves, call.timezone),
        log=_log(session, call.id),
        events=[
            EventRow(
                e.kind,
                e.day,
                e.by_whom,
                e.reason,
                e.reference,
                e.proposal_id,
                dict(e.grants),
                list(e.order),
                signed.get(e.number) if e.kind == "passed_on" else None,
            )
            for e in events
        ],
        number=number,
    )


def _round(session: Session, call: Call, round_: Round, sheets: int) -> RoundRow:
    draw = draw_of(session, call.id, round_.id)
    confirmation = confirmation_of(session, call.id, round_.id)
    if confirmation is None:
        raise Conflict("not_confirmed")
    return RoundRow(
        number=round_.number,
        opened_at=utc_text(round_.opened_at) or "",
        closed_at=utc_text(round_.closed_at) or "",
        closed_early_because=round_.closed_reason,
        sheets=sheets,
        public_draw=list(draw.proposals) if draw else None,
        guarantor_confirmed_at=utc_text(confirmation.confirmed_at) or "",
        guarantor_words=confirmation.words,
    )


def _decision(
    decision: Decision, proposals: Sequence[ProposalRow], act: ActRow | None
) -> DecisionRow:
    return DecisionRow(
        prepared_at=utc_text(decision.prepared_at) or "",
        adopted_at=utc_text(decision.adopted_at) or "",
        granted_cents=sum(p.authority.amount_cents for p in proposals),
        act=act,
    )


def _act(row: SignedAct) -> ActRow:
    return ActRow(row.number, row.day, row.sha256)


def _log(session: Session, call_id: str) -> LogRow:
    log = current_log(session, call_id)
    if log is None:
        raise Conflict("not_prepared")
    return LogRow(log.origin, log.verifier_key, installation_key(session), log.size)


def _process(leaves: Sequence[Leaf], timezone: str) -> list[DayRow]:
    """Count the log's entries by day in the call's zone; a juror's entry has only its day."""
    zone = ZoneInfo(timezone)
    days: dict[str, dict[str, int]] = {}
    for leaf in leaves:
        moment = leaf.time
        if len(moment) > DAY_LETTERS:
            moment = datetime.fromisoformat(moment).astimezone(zone).strftime("%Y-%m-%d")
        kinds = days.setdefault(moment, {})
        kinds[leaf.kind] = kinds.get(leaf.kind, 0) + 1
    return [DayRow(day, days[day]) for day in sorted(days)]


def _proposals(
    session: Session,
    call: Call,
    criteria: Sequence[Criterion],
    round_: Round,
    sheets: Sequence[Sheet],
    at_closing: int,
) -> list[ProposalRow]:
    """Give what was before the jury, best placed first."""
    rows = {p.id: p for p in proposals_in(session, call.id, BEFORE_THE_JURY)}
    answers = answers_of(session, call.id)
    votes = {v.proposal_id: v for v in votes_in(session, call.id, round_.id)}
    partners, files = partners_in(session, call.id), files_in(session, call.id)
    ties = ties_counted(session, call.id)
    words = released_in(session, call.id, round_.id)
    drafted, given = reasons_in(session, call.id), answers_to(session, call.id)
    by_proposal: dict[str, list[SheetRow]] = {p: [] for p in rows}
    if call.sheets_published == "rows":
        for sheet in sheets:  # they come by name, which is random: no order tells a seat
            by_proposal[sheet.proposal_id].append(SheetRow(sheet.id, dict(sheet.levels)))
    return [
        _proposal(
            rows[result.proposal_id],
            result,
            answers[result.proposal_id],
            votes.get(result.proposal_id),
            partners.get(result.proposal_id, []),
            files.get(result.proposal_id, []),
            stay=(stay := round_.staying.get(result.proposal_id, 0)),
            words=words.get(result.proposal_id, Released()),
            reasons=_reasons(
                drafted.get(result.proposal_id), given.get(result.proposal_id, Answers()), stay
            ),
            ties={**ties.get(result.proposal_id, {}), "conflict": at_closing - stay},
            rows=by_proposal[result.proposal_id] if call.sheets_published == "rows" else None,
        )
        for result in results_of(session, call.id)
    ]


def _proposal(
    proposal: Proposal,
    result: Result,
    answer: AuthorityAnswer,
    vote: Vote | None,
    partners: Sequence[Partner],
    files: Sequence[File],
    *,
    stay: int,
    words: Released,
    reasons: ReasonsRow | None,
    ties: Mapping[str, int],
    rows: list[SheetRow] | None,
) -> ProposalRow:
    shown = proposal.state == "funded" or proposal.published_anyway
    return ProposalRow(
        id=proposal.id,
        title=proposal.title,
        language=proposal.language,
        place=proposal.place,
        summary=proposal.summary,
        asked_cents=proposal.asked_cents,
        minimum_cents=proposal.minimum_cents,
        jurors_who_stayed=stay,
        ties={degree: ties.get(degree, 0) for degree in ("none", "link", "conflict")},
        score=result.score or None,
        criteria=[_count(row) for row in result.criteria],
        vote=VoteRow(vote.yes, vote.no, vote.abstain) if vote and not result.score else None,
        jury=JuryOutcome(result.outcome, result.amount_cents, result.place, dict(result.why)),
        authority=AuthorityRow(answer.answer, answer.outcome, answer.amount_cents, answer.reason),
        words=WordsRow(
            words.texts["convinced"], words.texts["worried"], words.shortened, words.withheld
        ),
        reasons=reasons,
        answers={q: getattr(proposal, q) for q in QUESTIONS} if shown else None,
        partners=partner_rows(partners) if shown else None,
        details=details(proposal, files) if shown else None,
        rows=_shown(rows, result) if rows is not None else None,
    )


def _reasons(drafted: Reasons | None, given: Answers, stay: int) -> ReasonsRow | None:
    """Give the reasons once they are the jury's own; before, only how many answered which way."""
    if drafted is None:
        return None
    confirmed = reasons_stand(given.agree, given.disagree, stay) is ReasonsStand.CONFIRMED
    return ReasonsRow(
        given.agree, given.disagree, confirmed, dict(drafted.texts) if confirmed else {}
    )


def _shown(rows: list[SheetRow], result: Result) -> list[SheetRow]:
    """Leave out the levels of a criterion that missed its quorum: only its number is public."""
    met = {row["criterion"] for row in result.criteria if row["quorum_met"]}
    return [
        SheetRow(r.sheet, {c: level for c, level in r.levels.items() if c in met}) for r in rows
    ]


def _count(row: Mapping[str, object]) -> CountRow:
    return CountRow(
        criterion=cast(str, row["criterion"]),
        n=cast(int, row["n"]),
        quorum_met=cast(bool, row["quorum_met"]),
        counts=cast("list[int] | None", row["counts"]),
        cannot_judge=cast("int | None", row["cannot_judge"]),
        score=cast("str | None", row["score"]),
    )
