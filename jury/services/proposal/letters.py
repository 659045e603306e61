"""The letters that applicants get: that a project came in, what is missing, how it was answered."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from jury.services.letters import post
from jury.services.letters.texts import words
from jury.services.perform import Act
from jury.storage.account import Account
from jury.storage.proposal import Proposal


def acknowledge(act: Act, proposal: Proposal, digest: str) -> None:
    """Tell the lead that the project came in: when, its digest, the next dates, whom to ask."""
    call, account = act.the_call(), _lead(act, proposal)
    _ = words(account.language).gettext
    lines = [
        _("Hello %(name)s,") % {"name": account.name},
        _("your project “%(title)s” came in on %(when)s.")
        % {"title": proposal.title, "when": _local(act.now, call.timezone)},
        _("Its fingerprint (SHA-256) stands in the public log: %(digest)s") % {"digest": digest},
        _("Until %(when)s you can change it and hand it in again.")
        % {"when": _local(call.closes_at, call.timezone)},
        _("The decision comes until %(when)s.") % {"when": _local(call.decide_by, call.timezone)},
        _("Questions? %(contact)s") % {"contact": call.contact},
        _address(act, proposal),
    ]
    _send(act, proposal, account, _("Your project came in"), lines)


def answer(act: Act, proposal: Proposal) -> None:
    """Tell the lead whether the project goes before the jury, with the reason where it does not."""
    call, account = act.the_call(), _lead(act, proposal)
    _ = words(account.language).gettext
    lines = [_("Hello %(name)s,") % {"name": account.name}]
    if proposal.state == "before_jury":
        lines.append(
            _("your project “%(title)s” goes before the jury.") % {"title": proposal.title}
        )
        subject = _("Your project goes before the jury")
    else:
        lines += [
            _("your project “%(title)s” does not go before the jury. The reason:")
            % {"title": proposal.title},
            proposal.decision_reason,
            _("If you do not agree, you can say so on its page until %(when)s.")
            % {"when": _local(proposal.contest_until, call.timezone)},
            _("Other ways: %(appeal)s") % {"appeal": call.appeal},
        ]
        subject = _("Your project does not go before the jury")
    _send(act, proposal, account, subject, [*lines, _address(act, proposal)])


def ask(act: Act, proposal: Proposal) -> None:
    """Ask the lead for what is missing: what, and until when."""
    call, account = act.the_call(), _lead(act, proposal)
    _ = words(account.language).gettext
    lines = [
        _("Hello %(name)s,") % {"name": account.name},
        _("something is missing in your project “%(title)s”:") % {"title": proposal.title},
        proposal.complete_what,
        _("You can complete this, and nothing else, until %(when)s.")
        % {"when": _local(proposal.complete_until, call.timezone)},
        _address(act, proposal),
    ]
    _send(act, proposal, account, _("Please complete your project"), lines)


def answer_to_contest(act: Act, proposal: Proposal, *, change: bool) -> None:
    """Tell the lead what became of the contest, with the reason."""
    account = _lead(act, proposal)
    _ = words(account.language).gettext
    kept = _("you contested the refusal of your project “%(title)s”. It is kept. The reason:")
    changed = _("you contested the refusal of your project “%(title)s”. It is changed. The reason:")
    lines = [
        _("Hello %(name)s,") % {"name": account.name},
        (changed if change else kept) % {"title": proposal.title},
        proposal.contest_answer,
        _address(act, proposal),
    ]
    _send(act, proposal, account, _("The answer to your contest"), lines)


def _lead(act: Act, proposal: Proposal) -> Account:
    return act.session.get_one(Account, proposal.lead_id)


def _local(moment: datetime | None, zone: str) -> str:
    return moment.astimezone(ZoneInfo(zone)).strftime("%d/%m/%Y, %H:%M") if moment else ""


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
