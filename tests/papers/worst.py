"""The worst that people type, in every paper: what none of them may break, lose or garble."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from jury.demo.paper import act
from jury.domain.proposal import QUESTIONS
from jury.domain.record import document
from jury.domain.record.document import ActRow, Document, ProposalRow, ReasonsRow
from jury.domain.record.project import (
    DetailsRow,
    FileRow,
    FundingRow,
    IndicatorRow,
    PartnerRow,
)
from jury.papers import Paper, Wording
from jury.papers.codes import Pass, letters, slips
from jury.papers.invitations import Invited, Said, invitations
from jury.papers.received import received
from jury.papers.record import record
from jury.papers.rules import rules
from jury.papers.sheets import sheets
from jury.papers.told import Told, told
from jury.services.letters.texts import words
from jury.storage.call import Call, CallChange, Criterion
from jury.storage.call.welcome import Welcome
from jury.storage.proposal import Proposal
from tests.domain.record.test_document import RECORD

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
SITE = "https://jury.region.example"
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
TEXTS = {
    "plain": "Un jardin, «\u202fpour tous\u202f», œuvre d'élèves\u00a0: 12\u202f000\u00a0€.",
    "long words": f"{LONG} {'x' * 400}",
    "markup": '#[*_$`@<b>{}"\'~\\ #import "@preview/cetz:0.3.4" #read("/etc/passwd") //*/ = -- +',
    "right to left": "حديقة مشتركة للجميع\n\nגן משותף לכולם",
    "emoji": "🌳👩\u200d👩\u200d👧\u200d👦🇧🇪 ❤\ufe0f ☃ 漢字 ไทย हिन्दी 🫠",
    "odd signs": "\x00\x07\u202eback\u202c\ufeff\ue000\ufffe e\u0301\u0327 \ud800 ﷽ \t|\u2028|",
    "nothing to see": "\u202e\ue000 \u200d\u00ad",
    "many lines": "\n".join("A line.\n" for _ in range(40)),
    "empty": "",
}


def wording_of(language: str) -> Wording:
    """Give the words of a language, in Paris."""
    return Wording(language, "Europe/Paris", words(language))


def a_call(text: str, language: str, **other: object) -> Call:
    """Make a call whose every text is this one."""
    told = {
        name: text
        for name, column in Call.__table__.columns.items()
        if column.type.python_type is str and name not in ("id", "state", "power", "rule", "floor")
    }
    days = {"opens_at": AT, "closes_at": AT + timedelta(days=30), "decide_by": None}
    return Call(**{
        **told, **days, "id": "call00000001", "state": "open", "language": language,
        "timezone": "Europe/Paris", "budget_cents": 120_000_00, "power": "followed_unless",
        "rule": "median", "floor": "81/2", "partial": True, "quorum_min": 5,
        "sheets_published": "totals", "answer_days": 30, "reserve": True, "quorum_half": True,
        "contest_days": 14,
        "admissibility_questions": [text, text], "eligibility_questions": [text],
        "languages": ["fr", "nl", "de"], "binding_language": "fr", "created_at": AT, "version": 1,
        **other,
    })  # fmt: skip


def the_criteria(text: str) -> list[Criterion]:
    """Make six criteria with six levels each, and one that nobody has described yet."""
    levels = [{"word": text, "sentence": text} for _ in range(6)]
    return [
        Criterion(
            call_id="call00000001", id=str(place), position=place, question=text, weight=20,
            levels=levels if place < 6 else [],
        )
        for place in range(7)
    ]  # fmt: skip


def a_change(text: str, number: int) -> CallChange:
    """Make a change of the call: hours given back after a failure of the server."""
    return CallChange(
        call_id="call00000001", id=f"change{number:06}", number=number, kind="outage", text=text,
        said_at=AT, closes_before=AT, closes_after=AT + timedelta(hours=6), decide_before=AT,
        decide_after=AT, failed_from=AT - timedelta(hours=3), failed_until=AT,
    )  # fmt: skip


def a_proposal(text: str, number: int = 1) -> Proposal:
    """Make a project that was handed in, whose every text is this one."""
    return Proposal(
        call_id="call00000001", id=f"proposal{number:04}", state="before_jury", version=2,
        language="nl", title=text, summary=text, place=text, asked_cents=12_000_50,
        minimum_cents=0, submitted_at=AT,
    )  # fmt: skip


def passes(text: str, many: int) -> list[Pass]:
    """Make codes for a jury that speaks all four languages."""
    return [
        Pass(
            number, text, "ABCDE-23456", f"{SITE}/j/ABCDE-23456",
            wording_of(("fr", "nl", "de", "en")[number % 4]),
        )
        for number in range(1, many + 1)
    ]  # fmt: skip


def invited(text: str) -> list[Invited]:
    """Make letters to two addresses, each in a language of its own."""
    return [
        Invited((text, text), "ABCDE-23456", f"{SITE}/i/ABCDE-23456", wording_of(language))
        for language in ("fr", "nl")
    ]


def with_its_words(row: ProposalRow, text: str) -> ProposalRow:
    """Give a project of a record its answers, partners and details, each being this text."""
    told = dict.fromkeys(QUESTIONS, text)
    details = DetailsRow(
        text, told, [FundingRow(text, 700)], [IndicatorRow(text, text, text)],
        [FileRow(text, "application/pdf", 9, "0123abcd" * 8)],
    )  # fmt: skip
    partners = [PartnerRow(text, "company", text, text, cents) for cents in (8_000_00, 0)]
    return replace(row, answers=told, partners=partners, details=details)


WRITTEN = {
    "title", "authority", "place", "summary", "question", "word", "sentence", "reason",
    "guarantor_words", "appeal", "number",
}  # fmt: skip
"""What people wrote in a record; the reasons of a jury are `texts`."""


def a_record(text: str) -> Document:
    """Make a published record, everything that people wrote in it being this text."""

    def told(value: Any, name: str = "") -> Any:
        if isinstance(value, dict):
            return {key: told(item, "word" if name == "texts" else key)
                    for key, item in value.items()}  # fmt: skip
        if isinstance(value, list):
            return [told(item) for item in value]
        return text if name in WRITTEN and isinstance(value, str) else value

    reasons = ReasonsRow(7, 1, True, {c.id: text for c in RECORD.call.criteria})
    project = replace(with_its_words(RECORD.proposals[0], text), reasons=reasons)
    whole = replace(
        RECORD,
        proposals=[project, *RECORD.proposals[1:]],
        decision=replace(RECORD.decision, act=ActRow(text, "2026-03-02", "0" * 64)),
    )
    return _read_again(told(asdict(whole)))


def _read_again(told: dict[str, Any]) -> Document:
    # Not `decode`: what people cannot type, such as half a sign, is tried on paper all the same.
    return cast(Document, document._read(Document, told, "document"))


def every_paper(text: str, language: str) -> Iterator[Paper]:
    """Make each paper once, all of its texts being this one."""
    wording, call, criteria = wording_of(language), a_call(text, language), the_criteria(text)
    people = [("facilitator", text), ("guarantor", text), ("signatory", text)]
    where = {"digest": "0123abcd" * 8, "address": f"{SITE}/calls/call00000001"}
    changes = [a_change(text, 2), a_change(text, 1)]
    yield rules(wording, call, criteria, people, changes, **where, at=AT)
    yield received(wording, call, a_proposal(text), lead=text, **where)
    letter = Told(wording, text, text, AT)
    yield told(wording, call, a_proposal(text), [letter, letter], lead=text)
    yield slips(wording, call, passes(text, 9), site=SITE, at=AT)
    told_all = Welcome(
        call_id="c", meetings=text, bring=text, pay=text, ill=text, help=text, version=1
    )
    yield letters(wording, call, passes(text, 2), site=SITE, at=AT, welcome=told_all)
    yield invitations(wording, call, invited(text), Said(12, 2, text, SITE), at=AT)
    yield sheets(wording, call, criteria, [a_proposal(text), a_proposal(text, 2)], at=AT)
    yield act(text, "7", AT)
    yield record(
        wording, a_record(text), sha256="0123abcd" * 8, address=f"{SITE}/calls/x/record", at=AT
    )
