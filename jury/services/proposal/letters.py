"""The letters that applicants get: that a project came in, what is missing, how it was answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from jury.services.letters import post
from jury.services.letters.texts import when, words
from jury.services.perform import Act
from jury.services.proposal import telling
from jury.services.proposal.telling import Telling, Words
from jury.storage.account import Account
from jury.storage.proposal import Proposal


def acknowledge(act: Act, proposal: Proposal, digest: str) -> None:
    """Tell the lead that the project came in: when, its digest, the next dates, whom to ask."""
    call, account = act.the_call(), _lead(act, proposal)
    _ = words(account.language).gettext
    lines = [
        _("Hello %(name)s,") % {"name": account.name},
        _("your project “%(title)s” came in on %(when)s.")
        % {"title": proposal.title, "when": when(act.now, account.language, call.timezone)},
        _("Its fingerprint (SHA-256) stands in the public log: %(digest)s") % {"digest": digest},
        _("Until %(when)s you can change it and hand it in again.")
        % {"when": when(call.closes_at, account.language, call.timezone)},
        _("The decision comes until %(when)s.")
        % {"when": when(call.decide_by, account.language, call.timezone)},
        _("Questions? %(contact)s") % {"contact": call.contact},
        _address(act, proposal),
    ]
    _send(act, proposal, account, _("Your project came in"), lines)


def admitted(act: Act, proposal: Proposal) -> None:
    """Tell the lead that the project is complete and in time, and what was looked at."""
    _tell(act, proposal, telling.admitted_words)


def accepted(act: Act, proposal: Proposal, *, both: bool) -> None:
    """Tell the lead that the project goes before the jury, and what was looked at.

    `both`: that it is complete and in time is said by this letter too.
    """
    _tell(act, proposal, partial(telling.accepted_words, both=both))


def refused(act: Act, proposal: Proposal) -> None:
    """Tell the lead which question the project fails, why, and how to contest it."""
    _tell(act, proposal, telling.refused_words)


def ask(act: Act, proposal: Proposal) -> None:
    """Ask the lead for what is missing: what, and until when."""
    _tell(act, proposal, telling.asked_words)


def answer_to_contest(act: Act, proposal: Proposal, *, change: bool) -> None:
    """Tell the lead what became of the contest, with the reason."""
    _tell(act, proposal, partial(telling.answered_words, change=change))


def _tell(act: Act, proposal: Proposal, write: Callable[[Telling], Words]) -> None:
    lead = _lead(act, proposal)
    subject, lines = write(Telling(act.the_call(), proposal, lead, act.settings.base_url))
    _send(act, proposal, lead, subject, lines)


def _lead(act: Act, proposal: Proposal) -> Account:
    return act.session.get_one(Account, proposal.lead_id)


def _address(act: Act, proposal: Proposal) -> str:
    return f"{act.settings.base_url}/calls/{proposal.call_id}/projects/{proposal.id}/write"


def _send(act: Act, proposal: Proposal, account: Account, subject: str, lines: list[str]) -> None:
    if account.email is None:
        return
    post(
        act.session,
        act.settings,
        act.now,
        recipient=account.email,
        language=account.language,
        subject=subject,
        body="\n\n".join(lines) + "\n",
        call_id=proposal.call_id,
    )
