"""The verbs of words: jurors release their texts, the facilitator drafts reasons, jurors confirm.

Until the record is published an author may choose otherwise; nobody else reads what is withheld.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from sqlalchemy import select

from jury.domain.decision.reasons import check_reasons
from jury.domain.decision.words import text_released
from jury.domain.errors import Conflict, Forbidden, Invalid, NotFound
from jury.domain.permissions import Action
from jury.domain.record.canonical import encode
from jury.domain.record.kinds import Entry, Part
from jury.domain.record.kinds.decision import ReasonsAnswered, ReasonsDrafted, WordsReleased
from jury.domain.seat import TieDegree
from jury.services.decision.tallies import BEFORE_THE_JURY
from jury.services.perform import Act, performs
from jury.storage.base import new_id
from jury.storage.call import criteria_of
from jury.storage.decision import (
    OwnText,
    Reasons,
    ReasonsAnswer,
    Release,
    own_words,
    reasons_on,
    records_of,
)
from jury.storage.proposal import proposal_of
from jury.storage.scoring import Round, current_round, standing_of
from jury.storage.seat import Seat, seat_of

FOR_GUARANTOR = "guarantor at round.closed"


@performs(Action.WORDS_RELEASE)
def release_words(
    act: Act, *, call_id: str, choices: Mapping[str, tuple[str, str]], version: int
) -> Entry:
    """Say, as their author, which words may be published: as they are, shortened, or not at all.

    `choices` maps the key of each own text to (choice, shorter text); what is left out stays
    withheld. Raises NotFound, Conflict (`words_sealed`, `words_published`, `call_is_<state>`,
    `stale`) or Invalid with a code for each field (`choice-<key>`, `shorter-<key>`).
    """
    seat, round_ = _own_seat(act), _closed(act)
    if records_of(act.session, call_id):
        raise Conflict("words_published")
    texts, release = own_words(act.session, call_id, round_.id, seat.id)
    if (release.version if release else 0) != version:
        raise Conflict("stale")
    kept = _kept(texts, choices)
    if release is None:
        release = Release(
            call_id=call_id, id=new_id(), round_id=round_.id, seat_id=seat.id, choices=kept
        )
        release.version = 1
        act.session.add(release)
    else:
        release.choices, release.version = kept, release.version + 1
    return Entry(
        WordsReleased(round=round_.id),
        release.id,
        release.version,
        (Part("who", {"seat": seat.id}, FOR_GUARANTOR), Part("words", kept, FOR_GUARANTOR)),
    )


def _own_seat(act: Act) -> Seat:
    found = seat_of(act.session, act.the_call().id, act.account_id)
    if found is None:
        raise NotFound()
    return found


def _closed(act: Act) -> Round:
    """Give the round once it is closed: before, nothing of a sheet is touched."""
    if act.the_call().state == "cancelled":
        raise Conflict("call_is_cancelled")
    round_ = current_round(act.session, act.the_call().id)
    if round_ is None or round_.state not in ("closed", "counted"):
        raise Conflict("words_sealed")
    return round_


def _kept(
    own: Sequence[OwnText], choices: Mapping[str, tuple[str, str]]
) -> dict[str, dict[str, str]]:
    texts = {text.key: text.text for text in own}
    if not texts or set(choices) - set(texts):
        raise NotFound()
    kept: dict[str, dict[str, str]] = {}
    wrong: dict[str, str] = {}
    for key, (choice, shorter) in sorted(choices.items()):
        try:
            kept[key] = {"choice": choice, "text": text_released(texts[key], choice, shorter)}
        except Invalid as problem:
            field = "choice" if problem.code == "words_choice_unknown" else "shorter"
            wrong[f"{field}-{key}"] = problem.code
    if wrong:
        raise Invalid("invalid", wrong)
    return kept


@performs(Action.REASONS_DRAFT)
def draft_reasons(
    act: Act, *, call_id: str, proposal_id: str, texts: Mapping[str, str], version: int
) -> Entry:
    """Draft the reasons for one project, by criterion; a new draft asks the jurors again.

    Raises NotFound, Conflict (`call_is_<state>`, `round_is_<state>`, `stale`, `reasons_same`) or
    Invalid (`reasons_missing`, or a code for each field `reason-<criterion>`).
    """
    _refuse_unless_counted(act)
    proposal = proposal_of(act.session, call_id, proposal_id)
    if proposal is None or proposal.state not in BEFORE_THE_JURY:
        raise NotFound()
    kept = check_reasons(texts, [c.id for c in criteria_of(act.session, call_id)])
    reasons = act.session.scalar(
        select(Reasons).where(Reasons.call_id == call_id, Reasons.proposal_id == proposal_id)
    )
    if (reasons.version if reasons else 0) != version:
        raise Conflict("stale")
    if reasons is None:
        reasons = Reasons(
            call_id=call_id, id=new_id(), proposal_id=proposal_id, texts=kept, drafted_at=act.now
        )
        reasons.version = 1
        act.session.add(reasons)
    elif reasons.texts == kept:
        raise Conflict("reasons_same")
    else:
        reasons.texts, reasons.drafted_at = kept, act.now
        reasons.version += 1
    sha256 = hashlib.sha256(encode(kept)).hexdigest()
    return Entry(ReasonsDrafted(proposal=proposal_id, sha256=sha256), reasons.id, reasons.version)


def _refuse_unless_counted(act: Act) -> None:
    """Reasons are the jury's own until the authority has answered; then they stand."""
    if act.the_call().state != "with_jury":
        raise Conflict(f"call_is_{act.the_call().state}")
    round_ = current_round(act.session, act.the_call().id)
    if round_ is None or round_.state != "counted":
        raise Conflict("reasons_not_yet")


@performs(Action.REASONS_ANSWER)
def answer_reasons(
    act: Act, *, call_id: str, proposal_id: str, agrees: bool, draft: int, version: int
) -> Entry:
    """Say, as a juror who stays with a project, whether the drafted reasons are the jury's.

    `draft` is the version of the draft that was read. Raises NotFound, Forbidden (`conflict`) or
    Conflict (`call_is_<state>`, `reasons_not_yet`, `reasons_redrafted`, `tie_first`, `stale`).
    """
    at = standing_of(act.session, call_id, act.account_id, proposal_id)
    if at is None:
        raise NotFound()
    _refuse_unless_counted(act)
    if at.tie is None:
        raise Conflict("tie_first")
    if at.tie.degree == TieDegree.CONFLICT.value:
        raise Forbidden("conflict")
    found = reasons_on(act.session, call_id, proposal_id, at.seat.id)
    if found is None:
        raise NotFound()
    reasons, answer = found
    if reasons.version != draft:
        raise Conflict("reasons_redrafted")
    if (answer.version if answer else 0) != version:
        raise Conflict("stale")
    if answer is None:
        answer = ReasonsAnswer(
            call_id=call_id, id=new_id(), reasons_id=reasons.id, seat_id=at.seat.id
        )
        answer.version = 0
        act.session.add(answer)
    answer.draft, answer.agrees = draft, agrees
    answer.version += 1
    return Entry(
        ReasonsAnswered(),
        answer.id,
        answer.version,
        (
            Part("who", {"seat": at.seat.id, "proposal": proposal_id}, FOR_GUARANTOR),
            Part("answer", {"agrees": agrees, "draft": draft}, FOR_GUARANTOR),
        ),
    )
