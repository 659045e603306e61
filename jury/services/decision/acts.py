"""The verbs between decision and publication: attach the signed act, send applicants their letters.

Who signed the act does not attach it, and nothing is published before the letters have left.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from jury.domain.errors import Conflict, Forbidden, Invalid, NotFound
from jury.domain.permissions import Action
from jury.domain.record.canonical import encode
from jury.domain.record.kinds import Entry
from jury.domain.record.kinds.decision import ActAttached, LettersSent
from jury.services.decision.letters import Letters
from jury.services.files import PDF_TYPE, Kept
from jury.services.letters import post
from jury.services.perform import Act, performs
from jury.storage.account import Account
from jury.storage.base import new_id
from jury.storage.decision import (
    DecisionLetter,
    SignedAct,
    act_about,
    decided_by,
    decision_of,
    events_of,
    letters_of,
    records_of,
)
from jury.storage.scoring import current_round

MOST_NUMBER, MOST_SUBJECT, MOST_BODY = 80, 200, 12_000
MOST_IN_FACTS = 100
"""Letters sent by one act: their digests stand in its entry, which has room for so many."""


@dataclass(frozen=True)
class Signing:
    """What a signed act is about: the event's number (0: the decision), its name in the log."""

    about: int
    subject: str
    by: str | None
    at: datetime

    def is_published(self, session: Session, call_id: str) -> bool:
        """Say whether a version of the record already tells it: its act comes too late."""
        return any(not self.about or at > self.at for _, at, _ in records_of(session, call_id))


def signing_of(session: Session, call_id: str, about: int | None = None) -> Signing:
    """Find what was signed: the decision that stands, or the passing on of money numbered `about`.

    Raises Conflict (`not_adopted`), or NotFound where nothing was passed on by that number.
    """
    decision = decision_of(session, call_id)
    if decision is None or decision.adopted_at is None:
        raise Conflict("not_adopted")
    events = events_of(session, call_id)
    if about is not None:
        passed = [e for e in events if e.number == about and e.kind == "passed_on"]
        if not passed:
            raise NotFound()
        return Signing(about, passed[0].id, passed[0].by, passed[0].at)
    number = decided_by(events)
    name = events[number - 1].id if number else call_id
    return Signing(number, name, decision.adopted_by, decision.adopted_at)


@performs(Action.ACT_ATTACH)
def attach_act(
    act: Act, *, call_id: str, number: str, day: str, kept: Kept, about: int | None = None
) -> Entry:
    """Attach the act that the signatory signed: its number, its day `YYYY-MM-DD`, its PDF.

    `about` is the number of the event by which freed money was passed on; None is the decision.
    Raises NotFound, Forbidden (`signed_it`), Conflict (`not_adopted`, `act_attached`,
    `record_is_published`) or Invalid (`number_missing`, `day_unknown`, `day_off`,
    `act_not_pdf`).
    """
    signing = signing_of(act.session, call_id, about)
    if signing.by == act.account_id:
        raise Forbidden("signed_it")
    if act_about(act.session, call_id, signing.about) is not None:
        raise Conflict("act_attached")
    if signing.is_published(act.session, call_id):
        raise Conflict("record_is_published")
    _check(act, number, day, kept, _closed_on(act))
    act.session.add(
        SignedAct(
            call_id=call_id,
            about=signing.about,
            number=number.strip(),
            day=day,
            name=kept.name,
            size=kept.size,
            sha256=kept.sha256,
            stored=kept.stored,
            attached_by=act.account_id,
            attached_at=act.now,
        )
    )
    return Entry(
        ActAttached(number=number.strip(), day=day, sha256=kept.sha256, bytes=kept.size),
        signing.subject,
    )


def _closed_on(act: Act) -> str:
    """Give the day, in the call's zone, on which the round closed: no act about it is older."""
    round_ = current_round(act.session, act.the_call().id)
    closed = round_.closed_at if round_ is not None else None
    zone = ZoneInfo(act.the_call().timezone)
    return closed.astimezone(zone).strftime("%Y-%m-%d") if closed is not None else ""


def _check(act: Act, number: str, day: str, kept: Kept, first: str) -> None:
    """Refuse what is no act; `first` is the day before which there was nothing to sign."""
    wrong: dict[str, str] = {}
    if not number.strip() or len(number) > MOST_NUMBER:
        wrong["number"] = "number_missing"
    try:
        signed = date.fromisoformat(day)
        if len(day) != 10 or signed.year < 2000 or not first <= day <= act.local_day():
            wrong["day"] = "day_off"
    except ValueError:
        wrong["day"] = "day_unknown"
    if kept.media_type != PDF_TYPE:
        wrong["file"] = "act_not_pdf"
    if wrong:
        raise Invalid("invalid", wrong)


@performs(Action.LETTERS_SEND)
def send_letters(act: Act, *, call_id: str, written: Mapping[str, tuple[str, str]]) -> Entry:
    """Send applicants the decision on their projects, as the official wrote it: subject, body.

    `written` maps a proposal to its letter; with nothing in it, every letter that has not left
    goes as it is prepared. Raises NotFound, Conflict (`not_adopted`, `letter_sent`,
    `letters_all_sent`) or Invalid (`subject_missing`, `letter_missing`, `letter_too_long`).
    """
    decision = decision_of(act.session, call_id)
    if decision is None or decision.adopted_at is None:
        raise Conflict("not_adopted")
    prepared = Letters(act.session, act.the_call(), act.settings.base_url)
    sent = letters_of(act.session, call_id, prepared.about)
    chosen = dict(written) or {
        p: prepared.write(p) for p in list(prepared.proposals) if p not in sent
    }
    if not chosen:
        raise Conflict("letters_all_sent")
    if set(chosen) - set(prepared.proposals):
        raise NotFound()
    if set(chosen) & set(sent):
        raise Conflict("letter_sent")
    digests = []
    for proposal_id in sorted(chosen)[:MOST_IN_FACTS]:
        subject, body = chosen[proposal_id]
        _check_letter(subject, body)
        _send(act, prepared, proposal_id, subject.strip(), body.strip() + "\n")
        sha256 = hashlib.sha256(encode([subject.strip(), body.strip() + "\n"])).hexdigest()
        digests.append({"proposal": proposal_id, "sha256": sha256})
    return Entry(LettersSent(letters=digests), call_id)


def _check_letter(subject: str, body: str) -> None:
    wrong = {}
    if not subject.strip() or len(subject) > MOST_SUBJECT or "\n" in subject:
        wrong["subject"] = "subject_missing"
    if not body.strip():
        wrong["body"] = "letter_missing"
    elif len(body) > MOST_BODY:
        wrong["body"] = "letter_too_long"
    if wrong:
        raise Invalid("invalid", wrong)


def _send(act: Act, prepared: Letters, proposal_id: str, subject: str, body: str) -> None:
    act.session.add(
        DecisionLetter(
            call_id=prepared.call.id,
            id=new_id(),
            proposal_id=proposal_id,
            about=prepared.about,
            subject=subject,
            body=body,
            sent_at=act.now,
        )
    )
    lead = act.session.get_one(Account, prepared.proposals[proposal_id].lead_id)
    if lead.email is not None:
        post(
            act.session,
            act.settings,
            act.now,
            recipient=lead.email,
            language=prepared.call.language,
            subject=subject,
            body=body,
            call_id=prepared.call.id,
        )
