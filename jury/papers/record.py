"""The decision record on paper: what was decided, by whom, why, and how to check it.

Everything comes from the published document; nothing is added to it.
"""

from __future__ import annotations

from datetime import datetime

from jury.domain.record.document import Document, ProposalRow
from jury.papers.announced import changed, quorum, read_change
from jury.papers.outcomes import answer, outcome, power, rule, why
from jury.papers.press import Paper
from jury.papers.printable import in_groups, said, said_briefly
from jury.papers.record_parts import agreed, events, how_sure, kept_back
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
            "rows": [_row(wording, document, project) for project in document.proposals],
            "events": events(wording, document),
            "sure": how_sure(wording, document),
            "projects": [_project(wording, document, project) for project in document.proposals],
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
            "digest": in_groups(sha256),
            "key": document.log.verifier_key,
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
        "departs": _("Why the authority departs from the jury"),
        "reasons": _("The jury's reasons"),
        "count_columns": [_("Question"), _("How many chose each level"), _("The jury gives")],
        "events": _("What happened afterwards"),
        "sure": _("How sure is it?"),
        "convinced": _("What convinced"),
        "worried": _("What worried"),
        "method": _("How it was computed"),
        "weights": [_("Question"), _("Weight")],
        "guarantor": _("The guarantor, who opened the sheets and counted them again"),
        "changes": _("What was announced after the call had opened"),
        "check": _("How to check it"),
        "address": _("This record, its data and its log stand at this address:"),
        "digest": _("Fingerprint of the record (SHA-256):"),
        "key": _("The call's own key, with which its log is signed:"),
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
        (_("Sheets that count"), wording.number(document.round.sheets)),
        (_("Published on"), wording.day(at)),
        (_("Version of this record"), wording.number(document.number)),
    ]
    act = document.decision.act
    if act is not None:
        facts.append((_("Signed act"), f"{act.number}, {act.day}"))
    return facts


def _row(wording: Wording, document: Document, project: ProposalRow) -> dict[str, object]:
    score = f", {wording.points(project.score)}" if project.score else ""
    return {
        "name": said_briefly(project.title, project.language, "–"),
        "jury": outcome(wording, project.jury.outcome) + score,
        "authority": answer(wording, project.authority.answer),
        "granted": wording.money(document.amounts[project.id]),
    }


def _project(wording: Wording, document: Document, project: ProposalRow) -> dict[str, object]:
    call, questions = document.call, {c.id: c for c in document.call.criteria}
    return {
        "name": said_briefly(project.title, project.language, "–"),
        "asked": wording.say("asked for %(money)s", money=wording.money(project.asked_cents)),
        "place": said_briefly(project.place, project.language),
        "summary": said(project.summary, project.language),
        "jury": " ".join(_judged(wording, project)),
        "authority": _answered(wording, project),
        "departs": said(project.authority.reason, call.language)
        if project.authority.answer == "departs"
        else None,
        "reasons": _reasons(document, project),
        "agreed": agreed(wording, project),
        "convinced": [said(text, document.call.language) for text in project.words.convinced],
        "worried": [said(text, document.call.language) for text in project.words.worried],
        "kept": kept_back(wording, project),
        "counts": [
            {
                "question": said_briefly(questions[row.criterion].question, call.language, "–"),
                "levels": [
                    {"word": said_briefly(level.word, call.language), "many": many}
                    for level, many in zip(
                        questions[row.criterion].levels, row.counts or (), strict=False
                    )
                ],
                "few": _too_few(wording, row.n),
                "score": wording.points(row.score) if row.score else "–",
            }
            for row in project.criteria
        ],
    }


def _judged(wording: Wording, project: ProposalRow) -> list[str]:
    """Say what the jury made of a project, and why it gets what it gets."""
    _ = wording.say
    told = [f"{_('The jury:')} {outcome(wording, project.jury.outcome)}."]
    if project.jury.place:
        told.append(_("Place %(place)s.", place=project.jury.place))
    if project.score:
        told.append(_("Score %(score)s of 100.", score=wording.points(project.score)))
    elif project.vote is not None:
        told.append(
            _(
                "Too few jurors could judge it, so the room voted: %(yes)s yes, %(no)s no,"
                " %(abstain)s without a choice.",
                yes=project.vote.yes,
                no=project.vote.no,
                abstain=project.vote.abstain,
            )
        )
    return [*told, why(wording, project.jury.why)]


def _answered(wording: Wording, project: ProposalRow) -> str:
    given = project.authority
    amount = f", {wording.money(given.amount_cents)}" if given.amount_cents else ""
    told = f"{answer(wording, given.answer)}, {outcome(wording, given.outcome)}{amount}"
    return f"{wording.say('The authority:')} {told}."


def _reasons(document: Document, project: ProposalRow) -> list[dict[str, object]]:
    """Give the jury's own reasons, where more than half of those who stayed confirmed them."""
    if project.reasons is None or not project.reasons.confirmed:
        return []
    language = document.call.language
    return [
        {
            "question": said_briefly(c.question, language, "–"),
            "said": said(project.reasons.texts[c.id], language),
        }
        for c in document.call.criteria
        if project.reasons.texts.get(c.id)
    ]


def _too_few(wording: Wording, many: int) -> str:
    ngettext = wording.count
    return ngettext(
        "%(num)s juror could judge it: too few for a score.",
        "%(num)s jurors could judge it: too few for a score.",
        many,
    )


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
