"""The decision record on paper: what was decided, by whom, why, and how to check it.

Everything comes from the published document; nothing is added to it.
"""

from __future__ import annotations

from datetime import datetime

from jury.domain.record.document import Document, ProposalRow
from jury.papers.announced import changed, quorum, read_change
from jury.papers.outcomes import answer, outcome, power, rule
from jury.papers.press import Paper
from jury.papers.printable import in_groups, said, said_briefly
from jury.papers.record_parts import composition, days, events, how_sure, signed
from jury.papers.record_project import project, project_words
from jury.papers.wording import Wording


def record(
    wording: Wording, document: Document, *, sha256: str, address: str, at: datetime
) -> Paper:
    """Write a published version of a record.

    `sha256` is the digest of its bytes as the log holds it, `address` that of its page, `at` the
    moment of its publication.
    """
    call = document.call
    return Paper(
        "record",
        _headline(wording, document),
        wording.language,
        at,
        {
            "headline": _headline(wording, document),
            "call": said_briefly(call.title, call.language, "–"),
            "authority": said_briefly(call.authority, call.language, "–"),
            "day": wording.day(at),
            "summary": _summary(wording, document),
            "facts": _facts(wording, document, at),
            "rows": [_row(wording, document, row) for row in document.proposals],
            "events": events(wording, document),
            "sure": how_sure(wording, document),
            "projects": [project(wording, document, row) for row in document.proposals],
            "method": _method(wording, document),
            "weights": [
                {
                    "question": said_briefly(c.question, call.language, "–"),
                    "weight": f"{c.weight} %",
                }
                for c in call.criteria
            ],
            "changes": changed(
                wording, [read_change(row) for row in reversed(call.changes)], call.language
            ),
            "guarantor": said(document.round.guarantor_words, call.language),
            "appeal": said(call.appeal, call.language),
            "early": said(document.round.closed_early_because, call.language),
            "composition": composition(wording, document),
            "days": days(wording, document),
            "others": _others(wording, document.proposals_not_before_the_jury),
            "digest": in_groups(sha256),
            "key": document.log.verifier_key,
            "pin": document.log.installation_key,
            "address": address,
            "words": _words(wording),
        },
    )


def _words(wording: Wording) -> dict[str, object]:
    _ = wording.say
    return {
        "kind": _("Decision record"),
        "columns": [_("What"), _("Value")],
        "projects": _("What the jury decided, and what the authority answered"),
        "project_columns": [_("Project"), _("Jury"), _("Authority"), _("Granted")],
        "why": _("Why these projects"),
        **project_words(wording),
        "events": _("What happened afterwards"),
        "sure": _("How sure is it?"),
        "method": _("How it was computed"),
        "weights": [_("Question"), _("Weight")],
        "guarantor": _("The guarantor, who opened the sheets and counted them again"),
        "early": _("The round was closed early because"),
        "composition": _("Who sat on the jury"),
        "group_columns": [_("Group"), _("On the jury")],
        "days": _("What happened, day by day"),
        "day_columns": [_("Day"), _("What happened")],
        "kept": _("Each act is an entry of the log. A juror's entry has its day only."),
        "changes": _("What was announced after the call had opened"),
        "check": _("How to check it"),
        "address": _("This record, its data and its log stand at this address:"),
        "digest": _("Fingerprint of the record (SHA-256):"),
        "key": _("The call's own key, with which its log is signed:"),
        "pin": _("The key of this installation"),
        "appeal": _("If you do not agree"),
    }


def _headline(wording: Wording, document: Document) -> str:
    return wording.count(
        "%(num)s of %(all)s projects is funded, for %(money)s",
        "%(num)s of %(all)s projects are funded, for %(money)s",
        len(document.funded),
        all=len(document.proposals),
        money=wording.money(document.granted_now),
    )


def _summary(wording: Wording, document: Document) -> list[str]:
    _ = wording.say
    read = wording.count(
        "%(num)s juror read, scored and decided.",
        "%(num)s jurors read, scored and decided.",
        document.jury.seats_at_closing,
    )
    who, departs = document.call.authority, len(document.departures)
    answered = (
        wording.count(
            "%(who)s followed their choice, except for one project, and says why.",
            "%(who)s followed their choice, except for %(num)s projects, and says why.",
            departs,
            who=who,
        )
        if departs
        else _("%(who)s followed their choice.", who=who)
    )
    return [read, answered]


def _facts(wording: Wording, document: Document, at: datetime) -> list[tuple[str, str]]:
    _ = wording.say
    facts = [
        (_("Budget"), wording.money(document.call.budget_cents)),
        (_("Granted"), wording.money(document.granted_now)),
        (_("Not spent"), wording.money(document.call.budget_cents - document.granted_now)),
        (_("Sheets that count"), wording.number(document.round.sheets)),
        (_("Published on"), wording.day(at)),
        (_("Version of this record"), wording.number(document.number)),
    ]
    act = document.decision.act
    unsigned = _("No signed act is attached to this record.")
    return [*facts, (_("Signed act"), signed(wording, act) if act is not None else unsigned)]


def _others(wording: Wording, many: int) -> str:
    """Say how many projects did not come before the jury; nothing where all of them did."""
    ngettext = wording.count
    return (
        ngettext(
            "One more project was handed in and did not come before the jury.",
            "%(num)s more projects were handed in and did not come before the jury.",
            many,
        )
        if many
        else ""
    )


def _row(wording: Wording, document: Document, row: ProposalRow) -> dict[str, object]:
    score = f", {wording.points(row.score)}" if row.score else ""
    return {
        "name": said_briefly(row.title, row.language, "–"),
        "jury": outcome(wording, row.jury.outcome) + score,
        "authority": answer(wording, row.authority.answer),
        "granted": wording.money(document.amounts[row.id]),
    }


def _method(wording: Wording, document: Document) -> list[str]:
    _ = wording.say
    call = document.call
    told = [
        power(wording, call.power),
        rule(wording, call.rule),
        quorum(wording, call.quorum_min, call.quorum_half),
        _("Each question has its weight; together they give a score from 0 to 100."),
        _("The money was given out from the highest score down."),
        _("A project that no longer fitted got what was left, if that was enough for its minimum.")
        if call.partial
        else _("A project that no longer fitted was skipped, and the next one looked at."),
    ]
    if call.floor:
        floor = wording.points(call.floor)
        told.append(_("Nothing below a score of %(floor)s is funded.", floor=floor))
    if document.round.public_draw:
        told.append(
            _("Projects were equal at the line. Slips drawn in public decided their order.")
        )
    told.append(
        _("The guarantor opened the sheets, counted them again, and confirmed the numbers.")
    )
    return told
