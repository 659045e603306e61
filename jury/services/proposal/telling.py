"""What applicants are told of the checks of a project: by e-mail, and on paper as often as needed.

It must never know how a letter travels.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from jury.services.letters.texts import when, words
from jury.storage.account import Account
from jury.storage.call import Call
from jury.storage.decision import letters_to
from jury.storage.proposal import Proposal
from jury.storage.record import times_of


@dataclass(frozen=True)
class Telling:
    """What a letter about a project is made from; `site` is the address of the installation."""

    call: Call
    proposal: Proposal
    lead: Account
    site: str

    @property
    def address(self) -> str:
        """Give the address of the project's page."""
        return f"{self.site}/calls/{self.call.id}/projects/{self.proposal.id}/write"

    def when(self, moment: datetime | None) -> str:
        """Write a day and an hour as the lead says them, in the call's time zone."""
        return when(moment, self.lead.language, self.call.timezone)


@dataclass(frozen=True)
class Written:
    """A letter that left: its language, its subject, its paragraphs, and when."""

    language: str
    subject: str
    body: str
    at: datetime


Words = tuple[str, list[str]]
"""A letter: its subject, and its paragraphs."""


def written_to(
    session: Session, call: Call, proposal: Proposal, lead: Account, site: str
) -> list[Written]:
    """Give every letter that left about a project's checks and its decision, the first one first.

    Those about checks are written again from what is stored, so that they say it in the lead's
    language of today.
    """
    about = Telling(call, proposal, lead, site)
    told = [
        Written(lead.language, subject, "\n\n".join(lines), at)
        for kind, at in times_of(session, call.id, proposal.id, tuple(LETTERS)).items()
        for subject, lines in LETTERS[kind](about)
    ]
    decided = [
        Written(call.language, letter.subject, letter.body, letter.sent_at)
        for letter in letters_to(session, call.id, proposal.id)
    ]
    return sorted(told + decided, key=lambda letter: letter.at)


def admitted_words(about: Telling) -> Words:
    """Tell the lead that the project is complete and in time, and what was looked at."""
    proposal, account = about.proposal, about.lead
    _ = words(account.language).gettext
    lines = [
        _("Hello %(name)s,") % {"name": account.name},
        _("your project “%(title)s” is complete and in time.") % {"title": proposal.title},
        _answered(account, proposal.admissibility_answers),
        _("Next comes whether it meets the conditions of the call. You get another letter then."),
        about.address,
    ]
    return _("Your project is complete and in time"), lines


def accepted_words(about: Telling, *, both: bool) -> Words:
    """Tell the lead that the project goes before the jury, and what was looked at.

    `both`: that it is complete and in time is said by this letter too.
    """
    proposal, account = about.proposal, about.lead
    _ = words(account.language).gettext
    one = _("your project “%(title)s” meets the conditions of the call.")
    two = _("your project “%(title)s” is complete, in time, and meets the conditions of the call.")
    earlier = proposal.admissibility_answers if both else []
    lines = [
        _("Hello %(name)s,") % {"name": account.name},
        (two if both else one) % {"title": proposal.title},
        _answered(account, [*earlier, *proposal.eligibility_answers]),
        _("It goes before the jury. Whether it is good, the jury says."),
        about.address,
    ]
    return _("Your project goes before the jury"), lines


def refused_words(about: Telling) -> Words:
    """Tell the lead which question the project fails, why, and how to contest it."""
    call, proposal, account = about.call, about.proposal, about.lead
    _ = words(account.language).gettext
    late = _(
        "your project “%(title)s” does not go before the jury: it is not complete or was late."
    )
    unfit = _("your project “%(title)s” does not go before the jury: a condition is not met.")
    failed = [row for row in proposal.eligibility_answers if row["answer"] == "no"]
    rows = failed or proposal.admissibility_answers
    lines = [
        _("Hello %(name)s,") % {"name": account.name},
        (unfit if failed else late) % {"title": proposal.title},
        _answered(account, [row for row in rows if row["answer"] == "no"]),
        _("The reason: %(reason)s") % {"reason": proposal.decision_reason},
        _("If you do not agree, you can say so on its page until %(when)s.")
        % {"when": about.when(proposal.contest_until)},
        _("Other ways: %(appeal)s") % {"appeal": call.appeal},
        about.address,
    ]
    return _("Your project does not go before the jury"), lines


def _answered(account: Account, rows: list[dict[str, str]]) -> str:
    """Write each question with its answer, one a line, and why where somebody said so."""
    _ = words(account.language).gettext
    said = {"yes": _("Yes"), "no": _("No"), "not_applicable": _("Does not apply")}
    lines = []
    for row in rows:
        why = f" ({row['reason']})" if row["reason"] else ""
        lines.append(f"– {row['question']} {said[row['answer']]}{why}")
    return "\n".join(lines)


def asked_words(about: Telling) -> Words:
    """Ask the lead for what is missing: what, and until when."""
    proposal, account = about.proposal, about.lead
    _ = words(account.language).gettext
    lines = [
        _("Hello %(name)s,") % {"name": account.name},
        _("something is missing in your project “%(title)s”:") % {"title": proposal.title},
        proposal.complete_what,
        _("You can complete this, and nothing else, until %(when)s.")
        % {"when": about.when(proposal.complete_until)},
        about.address,
    ]
    return _("Please complete your project"), lines


def answered_words(about: Telling, *, change: bool) -> Words:
    """Tell the lead what became of the contest, with the reason."""
    proposal, account = about.proposal, about.lead
    _ = words(account.language).gettext
    kept = _("you contested the refusal of your project “%(title)s”. It is kept. The reason:")
    changed = _("you contested the refusal of your project “%(title)s”. It is changed. The reason:")
    lines = [
        _("Hello %(name)s,") % {"name": account.name},
        (changed if change else kept) % {"title": proposal.title},
        proposal.contest_answer,
        about.address,
    ]
    return _("The answer to your contest"), lines


def _asked(about: Telling) -> list[Words]:
    return [asked_words(about)] if about.proposal.state == "to_complete" else []


def _admitted(about: Telling) -> list[Words]:
    return [admitted_words(about)] if _passed(about.proposal.admissibility_answers) else []


def _accepted(about: Telling) -> list[Words]:
    fits = _passed(about.proposal.eligibility_answers)
    return [accepted_words(about, both=True)] if fits else []


def _refused(about: Telling) -> list[Words]:
    return [refused_words(about)] if about.proposal.decision_reason else []


def _contested(about: Telling) -> list[Words]:
    if not about.proposal.contest_answer:
        return []
    kept = about.proposal.state in ("inadmissible", "ineligible")
    return [answered_words(about, change=not kept)]


def _passed(rows: list[dict[str, str]]) -> bool:
    return bool(rows) and all(row["answer"] != "no" for row in rows)


LETTERS: dict[str, Callable[[Telling], list[Words]]] = {
    "completion.asked": _asked,
    "proposal.admitted": _admitted,
    "proposal.accepted": _accepted,
    "proposal.refused": _refused,
    "contest.answered": _contested,
}
"""The letter that each entry of the log sent, as far as it still holds."""
