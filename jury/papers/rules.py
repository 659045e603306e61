"""The rules of a call on paper: everything announced, in the order in which a reader asks for it.

It says what the call's page says, so that nobody needs a screen to know the rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from jury.papers.announced import changed, published_of_sheets, scoring
from jury.papers.press import Paper
from jury.papers.printable import fits_a_page, in_groups, said, said_briefly
from jury.papers.wording import Wording
from jury.storage.call import Call, CallChange, Criterion

Named = tuple[str | None, str]
"""A text that somebody wrote, under a name of its own or not."""


def rules(
    wording: Wording,
    call: Call,
    criteria: Sequence[Criterion],
    people: Sequence[tuple[str, str]],
    changes: Sequence[CallChange] = (),
    *,
    digest: str,
    address: str,
    at: datetime,
) -> Paper:
    """Write the rules of a call.

    `people` are those who run it: part and name; `changes` what was announced since the call is
    public. `digest` is the SHA-256 of the rules as the log
    holds it, `address` that of the call's page.
    """
    _ = wording.say
    return Paper(
        "rules",
        call.title or _("Rules of the call"),
        wording.language,
        at,
        {
            "title": said_briefly(call.title, call.language, "–"),
            "authority": said_briefly(call.authority, call.language, "–"),
            "place": said_briefly(call.place, call.language),
            "state": _state(wording, call.state),
            "reason": said(call.cancelled_reason, call.language),
            "facts": _facts(wording, call),
            "changes": changed(wording, changes, call.language),
            "before": _before(wording, call),
            "criteria": [_criterion(wording, c, call.language) for c in criteria],
            "after": _after(wording, call, people),
            "digest": in_groups(digest),
            "address": address,
            "words": _words(wording),
        },
    )


def _words(wording: Wording) -> dict[str, object]:
    _ = wording.say
    return {
        "kind": _("Rules of the call"),
        "columns": [_("What"), _("Value")],
        "changes": _("What has changed since it opened"),
        "criteria": _("What the jury looks at"),
        "answers": _("For each question a juror chooses one level, or says “I cannot judge”."),
        "no_criteria": _("No criterion is written yet."),
        "levels": [_("Level"), _("What it means")],
        "fingerprint": _("How to check that these are the rules"),
        "checking": _(
            "The public log of this call holds the fingerprint (SHA-256) of its rules. It must be"
            " this one:"
        ),
        "where": _("The call and its log stand at this address:"),
    }


def _state(wording: Wording, state: str) -> str | None:
    _ = wording.say
    if state == "draft":
        return _("This call is still being written. Everything in it can change.")
    return _("This call was cancelled. The reason:") if state == "cancelled" else None


def _facts(wording: Wording, call: Call) -> list[tuple[str, str]]:
    _ = wording.say
    facts = [
        (_("Budget"), wording.money(call.budget_cents)),
        (_("Projects are welcome from"), wording.when(call.opens_at)),
        (_("Projects are welcome until"), wording.when(call.closes_at)),
        (_("The decision is taken until"), wording.when(call.decide_by)),
        (_("Time zone"), call.timezone),
    ]
    if call.languages:
        facts.append((_("Languages"), ", ".join(map(wording.tongue, call.languages))))
    if len(call.languages) > 1:
        holds = wording.tongue(call.binding_language or call.language)
        facts.append((_("If two texts differ, this one holds"), holds))
    return facts


def _before(wording: Wording, call: Call) -> list[dict[str, object]]:
    """Give the sections that come before the criteria."""
    _ = wording.say
    power, hint = _power(wording, call.power)
    return [
        _section(call, _("What it is for"), texts=[(None, call.purpose)]),
        _section(call, _("Who may apply"), texts=[(None, call.who_may_apply)]),
        _section(
            call,
            _("What is checked of each project"),
            lists=[
                (_("Is it in time and complete?"), call.admissibility_questions),
                (_("Does it meet the conditions?"), call.eligibility_questions),
            ],
            texts=[(_("Who may contest the answers"), call.contest_admissibility)],
            closing=[_contest_within(wording, call.contest_days)],
        ),
        _section(
            call,
            power,
            sentences=[hint, *_answers_within(wording, call.answer_days)],
            texts=[
                (_("Legal basis"), call.power_basis),
                (_("When the authority may depart from the jury"), call.depart_grounds),
            ],
        ),
    ]


def _after(
    wording: Wording, call: Call, people: Sequence[tuple[str, str]]
) -> list[dict[str, object]]:
    """Give the sections that come after the criteria."""
    _ = wording.say
    nobody = [] if people else [_("The facilitator and the guarantor are not named yet.")]
    run_by = [f"{name} – {_part(wording, part)}" for part, name in people]
    return [
        _section(
            call,
            _("How scores become a decision"),
            points=scoring(wording, call),
            texts=[
                (_("If money comes free"), call.freed_money),
                (_("If the jury's final vote fails"), call.fallback),
            ],
        ),
        _section(
            call, _("What is published of the sheets"), points=published_of_sheets(wording, call)
        ),
        _section(
            call,
            _("Who runs it"),
            sentences=nobody,
            points=run_by,
            texts=[
                (_("The facilitator's mandate"), call.facilitator_mandate),
                (_("How to reach the facilitator"), call.facilitator_contact),
            ],
        ),
        _section(call, _("Questions?"), texts=[(None, call.contact)]),
        _section(call, _("Ways to contest"), texts=[(None, call.appeal)]),
    ]


def _section(
    call: Call,
    name: str,
    *,
    sentences: Sequence[str] = (),
    points: Sequence[str] = (),
    lists: Sequence[tuple[str, Sequence[str]]] = (),
    texts: Sequence[Named] = (),
    closing: Sequence[str] = (),
) -> dict[str, object]:
    return {
        "name": name,
        "sentences": sentences,
        "points": points,
        "lists": [
            {"name": named, "rows": [said_briefly(row, call.language) for row in rows]}
            for named, rows in lists
            if rows
        ],
        "texts": [
            {"name": named, "said": said(text, call.language)}
            for named, text in texts
            if text.strip()
        ],
        "closing": closing,
    }


def _criterion(wording: Wording, criterion: Criterion, language: str) -> dict[str, object]:
    levels = list(enumerate(criterion.levels))
    return {
        "question": said_briefly(criterion.question, language, "–"),
        "whole": fits_a_page(
            [criterion.question, *(level[name] for level in criterion.levels for name in level)]
        ),
        "weight": wording.say("It weighs %(percent)s %%.", percent=criterion.weight),
        "top": criterion.top,
        "levels": [
            {
                "number": number,
                "word": said_briefly(level["word"], language),
                "sentence": said_briefly(level["sentence"], language),
            }
            for number, level in reversed(levels)
        ],
    }


def _power(wording: Wording, power: str) -> tuple[str, str]:
    _ = wording.say
    if power == "advisory":
        return (
            _("The jury advises"),
            _("The authority reads the jury's list and decides itself, with reasons."),
        )
    if power == "delegated":
        return (
            _("The jury decides"),
            _("The authority carries out the jury's list as it is."),
        )
    return (
        _("The jury's list is followed unless reasons are given"),
        _("The authority departs from it only on grounds announced here."),
    )


def _part(wording: Wording, part: str) -> str:
    _ = wording.say
    return {
        "facilitator": _("Facilitator, runs the jury, never scores"),
        "guarantor": _("Guarantor, checks the count"),
        "signatory": _("Signatory, adopts the decision"),
    }.get(part, part)


def _contest_within(wording: Wording, days: int) -> str:
    return wording.count(
        "A refusal can be contested within one day.",
        "A refusal can be contested within %(num)s days.",
        days,
    )


def _answers_within(wording: Wording, days: int) -> list[str]:
    if not days:
        return []
    return [
        wording.count(
            "It answers the jury within one day.", "It answers the jury within %(num)s days.", days
        )
    ]
